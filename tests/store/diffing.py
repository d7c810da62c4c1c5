#!/usr/bin/env python3
"""`diff` finds what was really changed, and nothing else.

Usage: diffing.py KITH DATA
"""
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import records  # noqa: E402

KITH = os.path.abspath(sys.argv[1])
SEEDS = int(os.environ.get("KITH_SEEDS", "10"))


def run(*args, status=(0, 1)):
    call = subprocess.run([KITH, *args], capture_output=True, check=False,
                          timeout=120)
    assert call.returncode in status, call
    return call.returncode, call.stdout


def diff(before, after):
    status, out = run("diff", "--json", "-q", "--implicit", before, after)
    rows = json.loads(out)
    assert status == (1 if rows else 0)
    return rows


def save(path, document):
    with open(path, "w", encoding="utf-8") as out:
        json.dump(document, out)


def change(rng, document):
    """Change a sound document; what the rows are to be, by record."""
    rows = set()
    entity = rng.choice(document["entities"])
    entity["properties"] = dict(entity.get("properties", {}), added=[1])
    rows.add(("changed", "entity", entity["id"]))
    relations = document["relations"]
    gone = relations.pop(rng.randrange(len(relations)))
    relation = {"source": entity["id"], "type": "brand-new",
                "target": gone["source"], "weight": 7}
    relations.insert(rng.randrange(len(relations)), relation)
    rows.add(("gone", "relation", "%(source)s -%(type)s-> %(target)s" % gone))
    rows.add(("added", "relation",
              "%(source)s -%(type)s-> %(target)s" % relation))
    document["documents"].append({"id": "fresh", "title": "T"})
    rows.add(("added", "document", "fresh"))
    rng.shuffle(relations)
    rng.shuffle(document["entities"])
    return rows


def try_seed(seed, folder):
    rng = random.Random(seed)
    path = {name: os.path.join(folder, name)
            for name in ("l.jsonl", "a.json", "b.json", "a.kith", "b.kith")}
    with open(path["l.jsonl"], "w", encoding="utf-8", newline="") as out:
        out.write(records.lines(seed))
    run("export", "--implicit", "--unsound", "-q", path["l.jsonl"], "-o",
        path["a.json"])
    with open(path["a.json"], encoding="utf-8") as text:
        document = json.load(text)
    expected = change(rng, document)
    save(path["b.json"], document)
    for name in "ab":
        run("build", "-q", "--implicit", path[name + ".json"], "-o",
            path[name + ".kith"])
    assert diff(path["a.json"], path["a.kith"]) == []
    rows = diff(path["a.kith"], path["b.kith"])
    found = {(r["change"], r["kind"], r["record"]) for r in rows}
    assert found == expected, (seed, found ^ expected)
    members = {r.get("member") for r in rows if r["change"] == "changed"}
    assert members <= {"/properties", "/properties/added"}, members
    assert rows == diff(path["a.json"], path["b.kith"])
    back = {("gone" if c == "added" else "added" if c == "gone" else c, k, r)
            for c, k, r in expected}
    assert {(r["change"], r["kind"], r["record"])
            for r in diff(path["b.kith"], path["a.json"])} == back


def main():
    for seed in range(SEEDS):
        with tempfile.TemporaryDirectory() as folder:
            try_seed(seed, folder)


main()
