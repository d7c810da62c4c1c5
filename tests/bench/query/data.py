"""Graphs for the benchmark of queries: the same for the same sizes.

Each is written as JSON Lines for kith and as CSV for engines that load that.
No relation stands twice, none joins an entity to itself, and directed relations
between persons go from lower to higher numbers, so that no walk repeats one:
engines that do not forbid that must find the same.
"""
import csv
import json
import os
import random


class Writer:
    """Records of one graph, in both forms."""

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.folder = folder
        self.lines = open(os.path.join(folder, "graph.jsonl"), "w", encoding="utf-8")
        self.files = {}

    def row(self, name, columns, row):
        if name not in self.files:
            file = open(os.path.join(self.folder, name + ".csv"), "w", newline="",
                        encoding="utf-8")
            self.files[name] = (file, csv.writer(file, lineterminator="\n"))
            self.files[name][1].writerow(columns)
        self.files[name][1].writerow(row)

    def entity(self, types, key, name="", **properties):
        record = {"id": key, "type": types[0], "name": name or key}
        if len(types) > 1:
            record["types"] = types[1:]
        if properties:
            record["properties"] = properties
        self.lines.write(json.dumps(record, separators=(",", ":")) + "\n")
        self.row(types[0], ["id", "name", *properties],
                 [key, name or key, *properties.values()])

    def relation(self, kind, source, target, table=None):
        self.lines.write(f'{{"source":"{source}","type":"{kind}","target":"{target}"}}\n')
        self.row(table or kind, ["source", "target"], [source, target])

    def close(self):
        self.lines.close()
        for file, _ in self.files.values():
            file.close()


def skewed(chance, size):
    """Few have many relations."""
    return int(chance.random() ** 2 * size)


def distinct_pairs(chance, count, size, of=None):
    """Pairs in order; without `of` the first is less than the second."""
    seen = set()
    while len(seen) < count:
        a = skewed(chance, size)
        b = chance.randrange(of or size)
        if not of and a > b:
            a, b = b, a
        code = a << 32 | b
        if (of or a != b) and code not in seen:
            seen.add(code)
            yield a, b


def make_people(folder, entities, relations, seed=1):
    """Persons who know each other, and organisations that they belong to."""
    chance = random.Random(seed)
    out = Writer(folder)
    organisations = entities // 10
    persons = entities - organisations
    kinds = ["school", "company", "ministry", "forum", "society"]
    for i in range(persons):
        out.entity(["person"], f"p{i}", f"Person {i}", age=18 + chance.randrange(70))
    for i in range(organisations):
        out.entity(["organisation"], f"o{i}", f"Organisation {i}", kind=chance.choice(kinds))
    for a, b in distinct_pairs(chance, relations * 4 // 5, persons):
        out.relation("knows", f"p{a}", f"p{b}")
    for a, b in distinct_pairs(chance, relations // 5, persons, organisations):
        out.relation("member_of", f"p{a}", f"o{b}")
    out.close()


# Of the files that LSQB publishes ("projected-fk"), what its queries ask for.
LSQB_TABLES = [
    ("City_isPartOf_Country", "IS_PART_OF", None),
    ("Tag_hasType_TagClass", "HAS_TYPE", None),
    ("Person_isLocatedIn_City", "IS_LOCATED_IN", None),
    ("Person_hasInterest_Tag", "HAS_INTEREST", None),
    ("Forum_hasMember_Person", "HAS_MEMBER", None),
    ("Person_knows_Person", "KNOWS", None),
    ("Forum_containerOf_Post", "CONTAINER_OF", None),
    ("Post_hasCreator_Person", "HAS_CREATOR", "Post_HAS_CREATOR"),
    ("Comment_hasCreator_Person", "HAS_CREATOR", "Comment_HAS_CREATOR"),
    ("Post_hasTag_Tag", "HAS_TAG", "Post_HAS_TAG"),
    ("Comment_hasTag_Tag", "HAS_TAG", "Comment_HAS_TAG"),
    ("Comment_replyOf_Post", "REPLY_OF", "Post_REPLY_OF"),
    ("Comment_replyOf_Comment", "REPLY_OF", "Comment_REPLY_OF"),
    ("Person_likes_Post", "LIKES", "Post_LIKES"),
    ("Person_likes_Comment", "LIKES", "Comment_LIKES"),
]


def make_lsqb_of(folder, source):
    """LSQB's own data, from a folder of its files. Numbers are unique for a type only."""
    out = Writer(folder)

    def rows(name):
        with open(os.path.join(source, name + ".csv"), encoding="utf-8") as file:
            reader = csv.reader(file, delimiter="|")
            next(reader)
            yield from reader

    for name in ("Country", "City", "TagClass", "Tag", "Person", "Forum", "Post", "Comment"):
        types = [name, "Message"] if name in ("Post", "Comment") else [name]
        for row in rows(name):
            out.entity(types, name + row[0])
    for name, kind, table in LSQB_TABLES:
        start, _, end = name.split("_")
        for row in rows(name):
            out.relation(kind, start + row[0], end + row[1], table)
    out.close()


def make_lsqb(folder, persons, seed=1):
    """After the schema of LSQB (Mhedhbi et al., LSQB: a large-scale subgraph query
    benchmark, GRADES-NDA 2021): a social network with forums, posts, comments."""
    chance = random.Random(seed)
    out = Writer(folder)
    pick = chance.randrange
    countries, cities, tags, classes = 20, 100, max(persons // 4, 20), 25
    posts, comments = persons * 6, persons * 16

    def several(kind, source, table, letter, size, most):
        for target in sorted({skewed(chance, size) for _ in range(pick(most + 1))}):
            out.relation(kind, source, f"{letter}{target}", table)

    for letter, name, size in (("n", "Country", countries), ("i", "City", cities),
                               ("g", "TagClass", classes), ("t", "Tag", tags),
                               ("p", "Person", persons), ("f", "Forum", persons)):
        for i in range(size):
            out.entity([name], f"{letter}{i}")
    for letter, name, size in (("s", "Post", posts), ("c", "Comment", comments)):
        for i in range(size):
            out.entity([name, "Message"], f"{letter}{i}")
    for i in range(cities):
        out.relation("IS_PART_OF", f"i{i}", f"n{i % countries}")
    for i in range(tags):
        out.relation("HAS_TYPE", f"t{i}", f"g{pick(classes)}")
    for i in range(persons):
        out.relation("IS_LOCATED_IN", f"p{i}", f"i{skewed(chance, cities)}")
        several("HAS_INTEREST", f"p{i}", None, "t", tags, 12)
        several("HAS_MEMBER", f"f{i}", None, "p", persons, 24)
    for a, b in distinct_pairs(chance, persons * 8, persons):
        out.relation("KNOWS", f"p{a}", f"p{b}")
    for i in range(posts):
        out.relation("CONTAINER_OF", f"f{skewed(chance, persons)}", f"s{i}")
        out.relation("HAS_CREATOR", f"s{i}", f"p{skewed(chance, persons)}", "Post_HAS_CREATOR")
        several("HAS_TAG", f"s{i}", "Post_HAS_TAG", "t", tags, 3)
    for i in range(comments):
        out.relation("HAS_CREATOR", f"c{i}", f"p{skewed(chance, persons)}", "Comment_HAS_CREATOR")
        several("HAS_TAG", f"c{i}", "Comment_HAS_TAG", "t", tags, 2)
        if i and pick(2):
            out.relation("REPLY_OF", f"c{i}", f"c{pick(i)}", "Comment_REPLY_OF")
        else:
            out.relation("REPLY_OF", f"c{i}", f"s{pick(posts)}", "Post_REPLY_OF")
    for table, letter, size in (("Post_LIKES", "s", posts), ("Comment_LIKES", "c", comments)):
        for a, b in distinct_pairs(chance, persons * 10, persons, size):
            out.relation("LIKES", f"p{a}", f"{letter}{b}", table)
    out.close()
