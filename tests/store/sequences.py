#!/usr/bin/env python3
"""A base that records went into and out of, in any order, has the rows of one that
is built afresh from what is left of them, and answers alike.

Usage: sequences.py KITH DATA     KITH_SEEDS=200 for a release
"""
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

KITH = os.path.abspath(sys.argv[1])
SEEDS = int(os.environ.get("KITH_SEEDS", "4"))
STEPS = 6
LOOSE = ["--implicit", "--unsound", "-q"]
FILLER = ['{"id": "filler-%d"}' % i for i in range(20001)]
QUERIES = [
    "MATCH (a {id: 'e1'})-[r]-(b) RETURN type(r), r.id, b.id, b.name",
    "MATCH (a {id: 'e2'})-->(b)<--(c) RETURN b.id, c.id, labels(c)",
    "MATCH (a {id: 'e3'})-[r:leads]->(b) RETURN count(r), count(b)",
    "MATCH (a:person)-[:knows]->(b) RETURN a.id, b.id",
]
# Rows of a base as they are to be, whatever their numbers are.
ROWS = [
    "SELECT id, e.name, t.name, evidence, properties, shape IS NULL FROM"
    " entities AS e LEFT JOIN entity_types AS t ON t.number = e.type",
    "SELECT id, title, shape IS NULL FROM documents",
    "SELECT r.id, s.id, t.name, o.id, weight, since, r.evidence FROM relations"
    " AS r, relation_types AS t, entities AS s, entities AS o WHERE t.number ="
    " r.type AND s.number = r.source AND o.number = r.target",
    "SELECT e.id, text FROM aliases AS a, entities AS e WHERE e.number ="
    " a.entity",
    "SELECT e.id, t.name FROM more_types AS m, entities AS e, entity_types AS t"
    " WHERE e.number = m.entity AND t.number = m.type",
    "SELECT d.id, e.id, r.id, position FROM evidence AS v JOIN documents AS d"
    " ON d.number = v.document LEFT JOIN entities AS e ON e.number = v.entity"
    " LEFT JOIN relations AS r ON r.number = v.relation",
    "SELECT * FROM degrees WHERE entities > 0",
]


def run(*args, stdin=None):
    call = subprocess.run([KITH, *args], capture_output=True, check=False,
                          input=stdin, timeout=120)
    assert call.returncode in (0, 1) or b"no entity" in call.stderr, call
    return call.stdout


def pool(rng):
    """Records of a small world; some of it is only named or only cited."""
    ids = ["e%d" % i for i in range(14)]
    cited = ["d%d" % i for i in range(5)]

    def evidence():
        return [rng.choice(cited) if rng.randrange(2) else
                {"document": rng.choice(cited), "note": "n"}
                for _ in range(rng.randrange(1, 3))]
    out = []
    for name in rng.sample(ids, 9):
        it = {"id": name, "name": "Name " + name}
        if rng.randrange(3):
            it["types"] = rng.sample(["person", "place", "thing"], 2)
        if rng.randrange(3) == 0:
            it["aliases"] = ["also " + name]
        if rng.randrange(2):
            it["evidence"] = evidence()
        out.append(it)
    for i in range(24):
        it = {"id": "r%d" % i, "source": rng.choice(ids),
              "type": rng.choice(["leads", "knows", "owns"]),
              "target": rng.choice(ids)}
        if rng.randrange(4) == 0:
            it["directed"] = False
        if rng.randrange(3) == 0:
            it["weight"] = rng.choice([2, 0.5])
        if rng.randrange(3) == 0:
            it["since"] = "2017"
        if rng.randrange(2):
            it["evidence"] = evidence()
        out.append(it)
    out += [{"record": "document", "id": d, "title": "Title " + d}
            for d in rng.sample(cited, 3)]
    return out


def cites(record):
    return [e if isinstance(e, str) else e["document"]
            for e in record.get("evidence", [])]


def without(state, ids, types, documents):
    """What stays of records, by hand."""
    def goes(r):
        return (r["id"] in (documents if "record" in r else ids) or
                types & {r.get("type"), *r.get("types", [])})

    def rests(r):
        return cites(r) and all(d in documents for d in cites(r))
    gone = {r["id"] for r in state if goes(r) and "source" not in r
            and "record" not in r}
    relations = [r for r in state if "source" in r and not goes(r)
                 and not rests(r) and not {r["source"], r["target"]} & gone]
    joined = {r[end] for r in relations for end in ("source", "target")}
    rest = [r for r in state if "source" not in r and not goes(r)
            and ("record" in r or r["id"] in joined or not rests(r))]
    out = []
    for r in rest + relations:
        if set(cites(r)) & documents:
            r = dict(r, evidence=[e for e, d in zip(r["evidence"], cites(r))
                                  if d not in documents])
        out.append(r)
    return out


def rows(base):
    db = sqlite3.connect(base)
    out = [sorted(db.execute(sql).fetchall(), key=repr) for sql in ROWS]
    out = [[[json.loads(v) if isinstance(v, str) and v[:1] in "[{" else v
             for v in row] for row in table] for table in out]
    db.close()
    return out


def names(base):
    """What is there by name: types that nothing is of count as not there."""
    counts = {}
    for row in json.loads(run("vocabulary", "--json", base)):
        kind, name = str(row.get("kind")), str(row.get("type"))
        counts[kind, name] = counts.get((kind, name), 0) + row["count"]
    return counts


def ask(base):
    stats = json.loads(run("stats", "--json", base))
    ranks = json.loads(run("rank", "--by", "pagerank,degree", "--all", "--json",
                           base))
    for row in ranks:
        row["pagerank"] = round(row["pagerank"], 9)
    del stats["entity_types"], stats["relation_types"]
    return (stats, sorted(ranks, key=lambda r: r["id"]), names(base),
            [json.loads(run("show", "--json", name, base) or "null")
             for name in ("e1", "e2", "e3")],
            [sorted(json.loads(run("find", "--json", "name " + name, base)
                               or "[]"), key=lambda r: r["id"])
             for name in ("e4", "e5")],
            [len(json.loads(run("path", "--json", a, b, base) or b"[0]"))
             for a, b in (("e1", "e2"), ("e3", "e4"))],
            [sorted(run("query", "--format", "jsonl", base, query).splitlines())
             for query in QUERIES])


def step(rng, base, state, everything):
    """Change the base; what it is to have then."""
    if rng.randrange(2):
        there = {r["id"] for r in state}
        more = [r for r in everything
                if r["id"] not in there and rng.randrange(3) == 0]
        lines = "".join(json.dumps(r) + "\n" for r in more)
        run("add", *LOOSE, base, "-", stdin=lines.encode())
        return state + more
    known = {r["id"] for r in state if "record" not in r}
    documents = {r[0] for r in sqlite3.connect(base).execute(
        "SELECT id FROM documents")}
    types = {t for r in state for t in [r.get("type"), *r.get("types", [])]
             if t}
    ids = {i for i in sorted(known) if rng.randrange(12) == 0}
    types = {t for t in sorted(types) if rng.randrange(12) == 0}
    documents = {d for d in sorted(documents) if rng.randrange(5) == 0}
    options = [w for name, values in (("--id", ids), ("--type", types),
                                      ("--document", documents))
               for value in sorted(values) for w in (name, value)]
    if rng.randrange(8) == 0:
        options.append("--erase")
    if ids or types or documents:
        run("remove", "-q", base, *options)
    return without(state, ids, types, documents)


def try_seed(seed, folder):
    rng = random.Random(seed)
    base = os.path.join(folder, "a.kith")
    afresh = os.path.join(folder, "b.kith")
    source = os.path.join(folder, "a.jsonl")
    everything = pool(rng)
    state = everything
    large = FILLER if seed % 2 else []  # so that it is not packed at each step
    beside = False
    for number in range(STEPS):
        with open(source, "w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in large)
            out.writelines(json.dumps(r) + "\n" for r in state)
        run("build", *LOOSE, source, "-o", base if number == 0 else afresh)
        if number:
            for x, y, sql in zip(rows(base), rows(afresh), ROWS):
                assert x == y, (seed, number, sql,
                                [r for r in x if r not in y],
                                [r for r in y if r not in x])
            for x, y in zip(ask(base), ask(afresh)):
                assert x == y, (seed, number, x, y)
            run("check", "-q", base)
        db = sqlite3.connect(base)
        beside = beside or db.execute(
            "SELECT count(*) FROM outdated").fetchone()[0] > 0
        db.close()
        state = step(rng, base, state, everything)
    return beside


def main():
    beside = False
    for seed in range(SEEDS):
        with tempfile.TemporaryDirectory() as folder:
            beside = try_seed(seed, folder) or beside
    assert beside, "rows that are gone from the pack are not tried"


main()
