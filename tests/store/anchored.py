#!/usr/bin/env python3
"""Queries that begin at a few entities answer alike from records and from a base
that is read by need: the same rows in the same order, and the same remarks, on
random graphs and queries; on a base as it was built, with newer rows, and after
some are gone.

anchored.py KITH

KITH_GRAPHS is the number of small graphs.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

TYPES = ["person", "firm", "place", "état"]
LINKS = ["knows", "owns", "in"]
NAMES = ["Ada", "Bo", "Cy", "Нур", "J\u00f6rg", "a \"b\"", ""]


# -- graphs ------------------------------------------------------------------

def properties(chance, odd):
    found = {k: chance.choice([0, 1, 2, "x"]) for k in "pq"
             if chance.random() < 0.5}
    if chance.random() < odd:
        found["id"] = chance.choice(["e1", "e2", 7])
    if chance.random() < odd:
        found["name"] = chance.choice(NAMES)
    return found


def entity(chance, i, odd):
    record = {"id": "e%d" % i}
    types = chance.sample(TYPES, chance.choice([0, 1, 1, 1, 2, 3]))
    if len(types) == 1:
        record["type"] = types[0]
    elif types:
        record["types"] = types
    if chance.random() < 0.8:
        record["name"] = chance.choice(NAMES + ["N%d" % i] * 20)
    if chance.random() < 0.7:
        record["properties"] = properties(chance, odd)
    if chance.random() < 0.2:
        record["aliases"] = ["also %d" % i]
    return record


def relation(chance, ends, types, mixed):
    record = {"source": "e%d" % ends[0], "type": chance.choice(types),
              "target": "e%d" % ends[1]}
    if mixed and chance.random() < 0.3:
        record["directed"] = False
    if chance.random() < 0.3:
        record["properties"] = properties(chance, 0)
    if chance.random() < 0.2:
        record["since"] = str(chance.randrange(1990, 2020))
    if chance.random() < 0.1:
        record["id"] = "r%d" % chance.randrange(10 ** 9)
    return record


def few(chance, size):
    """Of some entities there are more relations than of others."""
    return int(size * chance.random() ** 2)


def graph(chance, size, links, first=0, types=LINKS, odd=0.05, mixed=True):
    """Entities from `first` on; relations may lead to those before."""
    records = [entity(chance, i, odd) for i in range(first, first + size)]
    seen = set()
    for _ in range(links):
        ends = [few(chance, first + size), chance.randrange(first + size)]
        if first and chance.random() < 0.5:
            ends.reverse()
        record = relation(chance, ends, types, mixed)
        text = json.dumps(record, sort_keys=True)
        if text not in seen:
            seen.add(text)
            records.append(record)
    return records


# -- queries -----------------------------------------------------------------

def step(chance, far=True):
    types = chance.choice(["", "", ":knows", ":owns", ":owns|in", ":nothing"])
    span = chance.choice(["*1..2", "*0..1", "*2", "*..3"]) \
        if far and chance.random() < 0.2 else ""
    return chance.choice(["-[%s]->", "<-[%s]-", "-[%s]-"]) % (types + span)


def node(chance, name):
    label = chance.choice(["", "", "", ":person", ":firm", ":!place", ":état"])
    maps = chance.choice([""] * 6 + [" {p: 1}"])
    return "(%s%s%s)" % (name, label, maps)


def anchor(chance, name, size):
    which = "e%d" % few(chance, size)
    called = json.dumps(chance.choice(NAMES + ["N%d" % chance.randrange(size)]),
                        ensure_ascii=False)
    return chance.choice([
        "MATCH (%s {id: '%s'})" % (name, which),
        "MATCH (%s {id: '%s'})" % (name, which),
        "MATCH (%s:person {id: '%s'})" % (name, which),
        "MATCH (%s) WHERE %s.id = '%s'" % (name, name, which),
        "MATCH (%s {name: %s})" % (name, called),
        "UNWIND ['%s', 'e0', 'none'] AS i%s MATCH (%s {id: i%s})" % (
            which, name, name, name),
        "MATCH (%s {id: 'none'})" % name,
    ])


WHERES = [
    "WHERE b.p = 1", "WHERE a.p = b.p", "WHERE (b)-[:knows]->()",
    "WHERE NOT (b)-[:owns]-(a)", "WHERE EXISTS { (b)--(x) WHERE x.q = 1 }",
    "WHERE COUNT { (b)--() } > 2", "WHERE b:person OR b:firm",
    "WHERE id(a) < id(b)", "WHERE b.name STARTS WITH 'N'", "WHERE a <> b",
]
RESULTS = [
    "RETURN a.id, b.id", "RETURN a, b", "RETURN id(a), id(b), labels(b)",
    "RETURN count(*)", "RETURN count(DISTINCT b)", "RETURN b.name, count(*)",
    "RETURN DISTINCT b.p", "RETURN b.id ORDER BY b.name, b.id LIMIT 5",
    "RETURN b.id LIMIT 3", "RETURN b.id SKIP 2 LIMIT 4",
    "RETURN labels(a), collect(b.id)", "RETURN properties(b), keys(b)",
    "RETURN max(b.p), min(b.name)", "RETURN degree(b), b.id",
    "RETURN [(b)--(y) | y.id]", "RETURN b.nosuch, b.p", "RETURN b ORDER BY b",
]


def query(chance, size):
    start = anchor(chance, "a", size)
    where = chance.choice([""] * 2 + WHERES)
    result = chance.choice(RESULTS)
    hop = step(chance) + node(chance, "b")
    kind = chance.randrange(9)
    if kind == 0:
        return "%s MATCH (a)%s %s %s" % (start, hop, where, result)
    if kind == 1:
        middle = step(chance, False) + node(chance, "m")
        return "%s MATCH (a)%s%s %s %s" % (start, middle, hop, where, result)
    if kind == 2:
        return "%s OPTIONAL MATCH (a)%s %s %s" % (start, hop, where, result)
    if kind == 3:
        return ("%s MATCH p = (a)%s WITH a, p UNWIND nodes(p) AS n MATCH (n)%s"
                " %s %s" % (start, step(chance) + "()", step(chance, False) +
                            "(b)", where, result))
    if kind == 4:
        other = anchor(chance, "b", size)
        form = chance.choice(["shortestPath", "allShortestPaths"])
        return "%s %s MATCH p = %s((a)%s(b)) RETURN p, length(p)" % (
            start, other, form, chance.choice(["-[*]-", "-[*]->", "-[*..3]-",
                                               "-[:knows|in*]-"]))
    if kind == 5:
        middle = step(chance, False) + "(m)"
        return ("%s MATCH (a)%s WITH a, m, count(*) AS n WHERE n < 3 MATCH (m)%s"
                " %s %s" % (start, middle, hop, where, result))
    if kind == 6:
        return "%s MATCH (a)-[r]-(b) %s RETURN r, type(r), id(r), r.since, " \
            "startNode(r).id, r.p" % (start, where)
    if kind == 7:
        return "%s MATCH (a)%s(b)%s(c)%s(a) %s %s" % (
            start, step(chance, False), step(chance, False),
            step(chance, False), where, result)
    return "%s CALL (a) { MATCH (a)%s RETURN b %s } WITH a, b %s %s" % (
        start, hop, chance.choice(["", "LIMIT 2"]), where, result)


# -- running -----------------------------------------------------------------

def run(kith, inputs, text, *options):
    done = subprocess.run([kith, "query", "--format", "json", *options, *inputs,
                           "--file", "-"], input=text, capture_output=True,
                          text=True)
    assert done.returncode == 0, "%s %d\n%s\n%s" % (
        inputs, done.returncode, done.stderr, text)
    return done.stdout, done.stderr


def tell(kith, *arguments):
    done = subprocess.run([kith, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def compare(kith, records, base, queries, each):
    """All queries in one session, and the first `each` in one of their own."""
    script = ";\n".join(queries)
    expected = run(kith, records, script)
    found = run(kith, [base], script)
    if found != expected:
        for text in queries:
            a, b = run(kith, records, text), run(kith, [base], text)
            assert a == b, "%s\nrecords: %s\nbase: %s" % (text, a, b)
        raise AssertionError("only in one session: " + script)
    for text in queries[:each]:
        a, b = run(kith, records, text), run(kith, [base], text)
        assert a == b, "%s\nrecords: %s\nbase: %s" % (text, a, b)


def is_read_by_need(kith, base, text):
    return "relations are read" in run(kith, [base], "PROFILE " + text)[0]


def write(path, records):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(r, ensure_ascii=i % 2 == 0) + "\n"
                       for i, r in enumerate(records))


# -- cases -------------------------------------------------------------------

def small(kith, folder, chance):
    records = os.path.join(folder, "small.jsonl")
    base = os.path.join(folder, "small.kith")
    size = chance.randint(1, 40)
    write(records, graph(chance, size, chance.randint(0, 3 * size),
                         mixed=chance.random() < 0.5))
    tell(kith, "build", "-q", records, "-o", base)
    compare(kith, [records], base, [query(chance, size) for _ in range(40)], 3)


def large(kith, folder, chance):
    """More rows than are packed again whenever some are added."""
    first = os.path.join(folder, "first.jsonl")
    more = os.path.join(folder, "more.jsonl")
    base = os.path.join(folder, "large.kith")
    size = 9000
    write(first, graph(chance, size, 13000, odd=0.0005))
    added = graph(chance, 150, 900, first=size, types=LINKS + ["met"],
                  odd=0.01)
    added += [{"id": "e%d" % i, "aliases": ["new %d" % i]} for i in range(20)]
    write(more, added)
    queries = [query(chance, size + 150) for _ in range(60)]
    tell(kith, "build", "-q", first, "-o", base)
    compare(kith, [first], base, queries, 5)
    by_need = sum(is_read_by_need(kith, base, q) for q in queries[:20])
    assert by_need > 12, by_need
    tell(kith, "add", "-q", base, more)
    compare(kith, [first, more], base, queries, 5)
    by_need = sum(is_read_by_need(kith, base, q) for q in queries[:20])
    assert by_need > 12, by_need
    tell(kith, "remove", "-q", base, "--id", "e3", "--id", "e17", "--id",
         "e%d" % (size + 1))
    with open(more, "w", encoding="utf-8") as out:
        out.write(tell(kith, "export", "--format", "json", base))
    compare(kith, [more], base, queries, 5)


def emptied(kith, folder):
    """Types that nothing is of any more, in rows that are packed and in newer
    ones, keep no number from the types behind them."""
    first = os.path.join(folder, "first.jsonl")
    more = os.path.join(folder, "more.jsonl")
    base = os.path.join(folder, "emptied.kith")
    entities = [{"id": "first", "type": "alone"}]
    entities += [{"id": "e%d" % i, "type": "t%d" % (i % 3)}
                 for i in range(12000)]
    relations = [{"source": "e%d" % i, "type": "r%d" % (i % 2),
                  "target": "e%d" % (i + 1)} for i in range(11999)]
    write(first, entities + relations)
    write(more, [{"id": "one", "source": "e1", "type": "rX", "target": "e2"},
                 {"source": "e1", "type": "rY", "target": "e3"}])
    queries = ["MATCH (n:%s) RETURN count(n)" % t
               for t in ("alone", "t0", "t1", "t2")]
    queries += ["MATCH (a)-[r:%s]->(b) RETURN count(r)" % t
                for t in ("r0", "r1", "rX", "rY")]
    queries += ["MATCH (n {id: 'e0'})-[r]->(m) RETURN id(n), type(r), m.id",
                "MATCH (n:t1)-[:r0]->(m:t2) RETURN n.id, m.id LIMIT 3"]
    tell(kith, "build", "-q", first, "-o", base)
    tell(kith, "add", "-q", base, more)
    for gone in ("one", "first"):
        tell(kith, "remove", "-q", base, "--id", gone)
        with open(first, "w", encoding="utf-8") as out:
            out.write(tell(kith, "export", "--format", "json", base))
        compare(kith, [first], base, queries, len(queries))


def main():
    kith = os.path.abspath(sys.argv[1])
    seed = int(os.environ.get("KITH_SEED", "7"))
    with tempfile.TemporaryDirectory() as folder:
        for i in range(int(os.environ.get("KITH_GRAPHS", "8"))):
            small(kith, folder, random.Random(seed * 1000 + i))
        large(kith, folder, random.Random(seed))
        emptied(kith, folder)


main()
