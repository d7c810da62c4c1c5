"""What is asked, in the words of each engine. A text stands for all engines
unless it has one of its own; None = it has no way to ask that.

`each` names values that are put in, one statement for each of them.
"""

PEOPLE = {
    "look-up of 100 by id, one hop": {
        "each": "persons",
        "cypher": "MATCH (p:person {id: $id})-[:knows]->(q:person) RETURN q.id",
        "sql": "SELECT target FROM knows WHERE source = :id",
    },
    "2 hops, count": {
        "cypher": "MATCH (a:person)-[:knows]->(b:person)-[:knows]->(c:person) RETURN count(*)",
        "sql": "SELECT count(*) FROM knows x JOIN knows y ON y.source = x.target",
    },
    "3 hops, count": {
        "cypher": "MATCH (a:person)-[:knows]->(b:person)-[:knows]->(c:person)"
                  "-[:knows]->(d:person) RETURN count(*)",
        "sql": "SELECT count(*) FROM knows x JOIN knows y ON y.source = x.target "
               "JOIN knows z ON z.source = y.target",
    },
    "3 hops from each of 100, count": {
        "each": "persons",
        "cypher": "MATCH (a:person {id: $id})-[:knows]->(b:person)-[:knows]->(c:person)"
                  "-[:knows]->(d:person) RETURN count(*)",
        "sql": "SELECT count(*) FROM knows x JOIN knows y ON y.source = x.target "
               "JOIN knows z ON z.source = y.target WHERE x.source = :id",
    },
    "triangles, count": {
        "cypher": "MATCH (a:person)-[:knows]->(b:person)-[:knows]->(c:person), "
                  "(a)-[:knows]->(c) RETURN count(*)",
        "sql": "SELECT count(*) FROM knows x JOIN knows y ON y.source = x.target "
               "JOIN knows z ON z.source = x.source AND z.target = y.target",
    },
    "2 hops filtered, best 10": {
        "cypher": "MATCH (a:person)-[:knows]->(b:person)-[:knows]->(c:person) "
                  "WHERE a.age < 22 AND c.age > 60 RETURN a.id, b.id, c.id, c.age "
                  "ORDER BY c.age DESC, a.id, b.id, c.id LIMIT 10",
        "sql": "SELECT x.source, x.target, y.target, c.age FROM person a "
               "JOIN knows x ON x.source = a.id JOIN knows y ON y.source = x.target "
               "JOIN person c ON c.id = y.target WHERE a.age < 22 AND c.age > 60 "
               "ORDER BY c.age DESC, x.source, x.target, y.target LIMIT 10",
    },
    "shortest path of 100 pairs": {
        "each": "pairs",
        "cypher": "MATCH (a:person {id: $id}), (b:person {id: $to}), "
                  "p = shortestPath((a)-[:knows*]->(b)) RETURN length(p)",
        "kuzu": "MATCH (a:person {id: $id})-[e:knows* SHORTEST 1..30]->(b:person {id: $to}) "
                "RETURN length(e)",
        "falkordb": "MATCH (a:person {id: $id}), (b:person {id: $to}) "
                    "WITH shortestPath((a)-[:knows*]->(b)) AS p WHERE p IS NOT NULL "
                    "RETURN length(p)",
        "graphqlite": "MATCH p = shortestPath((a:person {id: $id})-[:knows*]->"
                      "(b:person {id: $to})) RETURN length(p)",
        "sql": None,
    },
    "group by types": {
        "cypher": "MATCH (a)-[r]->(b) RETURN labels(a)[0], type(r), labels(b)[0], count(*)",
        "kuzu": "MATCH (a)-[r]->(b) RETURN label(a), label(r), label(b), count(*)",
        "sql": "SELECT 'person', 'knows', 'person', count(*) FROM knows UNION ALL "
               "SELECT 'person', 'member_of', 'organisation', count(*) FROM member_of",
    },
    "group by kind, mean age": {
        "cypher": "MATCH (p:person)-[:member_of]->(o:organisation) "
                  "RETURN o.kind, count(*), avg(p.age)",
        "sql": "SELECT o.kind, count(*), avg(p.age) FROM member_of m JOIN person p "
               "ON p.id = m.source JOIN organisation o ON o.id = m.target GROUP BY o.kind",
    },
}

# The nine queries of LSQB. In Kùzu a node has one label, and `:A:B` is either.
LSQB = {
    "LSQB 1": {
        "cypher": "MATCH (:Country)<-[:IS_PART_OF]-(:City)<-[:IS_LOCATED_IN]-(:Person)"
                  "<-[:HAS_MEMBER]-(:Forum)-[:CONTAINER_OF]->(:Post)<-[:REPLY_OF]-(:Comment)"
                  "-[:HAS_TAG]->(:Tag)-[:HAS_TYPE]->(:TagClass) RETURN count(*)",
        "sql": "SELECT count(*) FROM IS_PART_OF a JOIN IS_LOCATED_IN b ON b.target = a.source "
               "JOIN HAS_MEMBER c ON c.target = b.source JOIN CONTAINER_OF d ON d.source = c.source "
               "JOIN Post_REPLY_OF e ON e.target = d.target JOIN Comment_HAS_TAG f "
               "ON f.source = e.source JOIN HAS_TYPE g ON g.source = f.target",
    },
    "LSQB 2": {
        "cypher": "MATCH (a:Person)-[:KNOWS]-(b:Person), (a)<-[:HAS_CREATOR]-(c:Comment)"
                  "-[:REPLY_OF]->(p:Post)-[:HAS_CREATOR]->(b) RETURN count(*)",
        "sql": "SELECT count(*) FROM Post_REPLY_OF r JOIN Comment_HAS_CREATOR c "
               "ON c.source = r.source JOIN Post_HAS_CREATOR p ON p.source = r.target "
               "JOIN friends k ON k.source = c.target AND k.target = p.target",
    },
    "LSQB 3": {
        "cypher": "MATCH (n:Country) MATCH (a:Person)-[:IS_LOCATED_IN]->(:City)-[:IS_PART_OF]->(n) "
                  "MATCH (b:Person)-[:IS_LOCATED_IN]->(:City)-[:IS_PART_OF]->(n) "
                  "MATCH (c:Person)-[:IS_LOCATED_IN]->(:City)-[:IS_PART_OF]->(n) "
                  "MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c)-[:KNOWS]-(a) RETURN count(*)",
        "sql": "WITH home AS (SELECT l.source AS person, p.target AS country "
               "FROM IS_LOCATED_IN l JOIN IS_PART_OF p ON p.source = l.target) "
               "SELECT count(*) FROM friends x JOIN friends y ON y.source = x.target "
               "JOIN friends z ON z.source = y.target AND z.target = x.source "
               "JOIN home a ON a.person = x.source JOIN home b ON b.person = x.target "
               "AND b.country = a.country JOIN home c ON c.person = y.target "
               "AND c.country = a.country",
    },
    "LSQB 4": {
        "cypher": "MATCH (:Tag)<-[:HAS_TAG]-(m:Message)-[:HAS_CREATOR]->(:Person), "
                  "(m)<-[:LIKES]-(:Person), (m)<-[:REPLY_OF]-(:Comment) RETURN count(*)",
        "sql": "SELECT count(*) FROM HAS_TAG t JOIN HAS_CREATOR c ON c.source = t.source "
               "JOIN LIKES l ON l.target = t.source JOIN REPLY_OF r ON r.target = t.source",
    },
    "LSQB 5": {
        "cypher": "MATCH (s:Tag)<-[:HAS_TAG]-(m:Message)<-[:REPLY_OF]-(c:Comment)-[:HAS_TAG]->(t:Tag) "
                  "WHERE s <> t RETURN count(*)",
        "kuzu": "MATCH (s:Tag)<-[:HAS_TAG]-(m:Post:Comment)<-[:REPLY_OF]-(c:Comment)"
                "-[:HAS_TAG]->(t:Tag) WHERE s.id <> t.id RETURN count(*)",
        "sql": "SELECT count(*) FROM HAS_TAG s JOIN REPLY_OF r ON r.target = s.source "
               "JOIN HAS_TAG t ON t.source = r.source WHERE s.target <> t.target",
    },
    "LSQB 6": {
        "cypher": "MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:HAS_INTEREST]->(t:Tag) "
                  "WHERE a <> c RETURN count(*)",
        "kuzu": "MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:HAS_INTEREST]->(t:Tag) "
                "WHERE a.id <> c.id RETURN count(*)",
        "sql": "SELECT count(*) FROM friends x JOIN friends y ON y.source = x.target "
               "JOIN HAS_INTEREST t ON t.source = y.target WHERE x.source <> y.target",
    },
    "LSQB 7": {
        "cypher": "MATCH (:Tag)<-[:HAS_TAG]-(m:Message)-[:HAS_CREATOR]->(:Person) "
                  "OPTIONAL MATCH (m)<-[:LIKES]-(l:Person) "
                  "OPTIONAL MATCH (m)<-[:REPLY_OF]-(c:Comment) RETURN count(*)",
        "sql": "SELECT count(*) FROM HAS_TAG t JOIN HAS_CREATOR c ON c.source = t.source "
               "LEFT JOIN LIKES l ON l.target = t.source LEFT JOIN REPLY_OF r ON r.target = t.source",
    },
    "LSQB 8": {
        "cypher": "MATCH (s:Tag)<-[:HAS_TAG]-(m:Message)<-[:REPLY_OF]-(c:Comment)-[:HAS_TAG]->(t:Tag) "
                  "WHERE NOT (c)-[:HAS_TAG]->(s) AND s <> t RETURN count(*)",
        "kuzu": "MATCH (s:Tag)<-[:HAS_TAG]-(m:Post:Comment)<-[:REPLY_OF]-(c:Comment)-[:HAS_TAG]->(t:Tag) "
                "WHERE NOT (c)-[:HAS_TAG]->(s) AND s.id <> t.id RETURN count(*)",
        "sql": "SELECT count(*) FROM HAS_TAG s JOIN REPLY_OF r ON r.target = s.source "
               "JOIN HAS_TAG t ON t.source = r.source WHERE s.target <> t.target AND NOT EXISTS "
               "(SELECT 1 FROM HAS_TAG u WHERE u.source = r.source AND u.target = s.target)",
    },
    "LSQB 9": {
        "cypher": "MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:HAS_INTEREST]->(t:Tag) "
                  "WHERE NOT (a)-[:KNOWS]-(c) AND a <> c RETURN count(*)",
        "kuzu": "MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:HAS_INTEREST]->(t:Tag) "
                "WHERE NOT (a)-[:KNOWS]-(c) AND a.id <> c.id RETURN count(*)",
        "sql": "SELECT count(*) FROM friends x JOIN friends y ON y.source = x.target "
               "JOIN HAS_INTEREST t ON t.source = y.target WHERE x.source <> y.target AND NOT EXISTS "
               "(SELECT 1 FROM friends z WHERE z.source = x.source AND z.target = y.target)",
    },
}


def text_for(query, engine):
    """The text of a query for an engine, or None."""
    if engine == "sqlite":
        return query["sql"]
    if engine in ("kuzu", "ladybug"):
        text = query.get("kuzu", query["cypher"])
        return text and text.replace("Message", "Post:Comment")
    return query.get(engine, query["cypher"])
