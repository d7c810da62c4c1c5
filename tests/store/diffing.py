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


def try_drawing(folder):
    """A diagram has what differs, what that is between, and nothing else."""
    paths = [os.path.join(folder, name) for name in
             ("old.json", "new.json", "c.dot", "c.svg", "o.svg")]
    old = {"entities": [{"id": i, "type": "t", "name": "N " + i}
                        for i in ("a", "b", "c", "d", "e")],
           "relations": [{"source": "a", "type": "knows", "target": "b"},
                         {"source": "a", "type": "owns", "target": "c",
                          "weight": 2},
                         {"source": "d", "type": "knows", "target": "c"}]}
    save(paths[0], old)
    new = json.loads(json.dumps(old))
    new["entities"] = new["entities"][:3] + [{"id": "f"}, {"id": "e"}]
    new["relations"] = [dict(old["relations"][1], weight=3),
                        {"source": "b", "type": "leads", "target": "f"}]
    save(paths[1], new)
    call = run("diff", "-q", *paths[:2], "--draw", paths[2], status=(1,))
    assert b"/weight" in call[1]
    with open(paths[2], encoding="utf-8") as file:
        dot = file.read()
    for text in ("− N d", "+ f", "~ e", "− knows", "~ owns", "+ leads", "N a",
                 "N b", "N c", "dashed", "#008561"):
        assert text in dot, text
    assert dot.count("knows") == dot.count("− knows") and "N e" not in dot
    run("diff", "-q", *paths[:2], "--draw", paths[3], status=(1,))
    call = run("diff", *paths[:2], "-o", paths[4], status=(1,))
    assert call[1] == b"" and os.path.getsize(paths[3]) == os.path.getsize(
        paths[4])
    run("diff", *paths[:2], "--draw", "x.txt", status=(2,))
    new = dict(old, documents=[{"id": "d", "title": "T"}])
    save(paths[1], new)
    os.unlink(paths[4])
    run("diff", *paths[:2], "-o", paths[4], status=(1,))
    assert not os.path.exists(paths[4])  # documents are not drawn


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
    with tempfile.TemporaryDirectory() as folder:
        try_drawing(folder)


main()
