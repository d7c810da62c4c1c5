#!/usr/bin/env python3
"""A base after `remove` says what records without the removed ones say.

Usage: removing.py KITH DATA
"""
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import records  # noqa: E402

KITH = os.path.abspath(sys.argv[1])
SEEDS = int(os.environ.get("KITH_SEEDS", "12"))


def run(*args):
    return subprocess.run([KITH, *args], capture_output=True, check=False,
                          timeout=120)


def exported(source):
    call = run("export", "--implicit", "--unsound", "-q", source)
    assert call.returncode == 0, call.stderr
    return json.loads(call.stdout)


def documents_of(record):
    return [e if isinstance(e, str) else e.get("document")
            for e in record.get("evidence", [])]


def types_of(entity):
    return {entity.get("type")} | set(entity.get("types", []))


def only_by(record, gone):
    cited = documents_of(record)
    return cited and all(d in gone for d in cited)


def less(record, gone):
    """A record that stays, without what cites a document that goes."""
    if not any(d in gone for d in documents_of(record)):
        return record
    kept = [e for e, d in zip(record["evidence"], documents_of(record))
            if d not in gone]
    return dict(record, evidence=kept)


def expected(whole, ids, types, documents):
    """The same by hand, slowly."""
    gone = {e["id"] for e in whole["entities"]
            if e["id"] in ids or types & types_of(e)}
    relations = [r for r in whole["relations"]
                 if r.get("id") not in ids and r["type"] not in types
                 and not only_by(r, documents)
                 and r["source"] not in gone and r["target"] not in gone]
    joined = {r[end] for r in relations for end in ("source", "target")}
    entities = [e for e in whole["entities"] if e["id"] not in gone
                and (e["id"] in joined or not only_by(e, documents))]
    return {"entities": [less(e, documents) for e in entities],
            "relations": [less(r, documents) for r in relations],
            "documents": [d for d in whole["documents"]
                          if d["id"] not in documents]}


def try_seed(seed, folder):
    rng = random.Random(seed)
    source = os.path.join(folder, "a.jsonl")
    base = os.path.join(folder, "a.kith")
    with open(source, "w", encoding="utf-8", newline="") as out:
        out.write(records.lines(seed))
    run("build", "--implicit", "--unsound", "-q", source, "-o", base)
    whole = exported(source)
    ids = {e["id"] for e in rng.sample(whole["entities"], rng.randrange(3))}
    ids |= {r["id"] for r in whole["relations"] if "id" in r
            and rng.randrange(8) == 0}
    types = set(rng.sample(records.TYPES[:1] + records.RELATIONS[:3],
                           rng.randrange(2)))
    documents = {d["id"] for d in rng.sample(whole["documents"],
                                             1 + rng.randrange(2))}
    options = [w for name, values in (("--id", ids), ("--type", types),
                                      ("--document", documents))
               for value in sorted(values) for w in (name, value)]
    call = run("remove", base, *options)
    assert call.returncode == 0, call.stderr
    assert exported(base) == expected(whole, ids, types, documents), seed
    # and what every command reads is what the rows say
    with open(source, "w", encoding="utf-8") as out:
        json.dump(exported(base), out)
    for command in (["stats"], ["rank", "--by", "pagerank", "--all"]):
        whole = run(*command, "--unsound", "-q", source)
        part = run(*command, "-q", base)
        assert whole.stdout == part.stdout, (seed, command, whole, part)
    db = sqlite3.connect(base)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
    return ids


def try_traces(folder):
    """What is gone is not left in the file."""
    source = os.path.join(folder, "a.jsonl")
    base = os.path.join(folder, "a.kith")
    with open(source, "w", encoding="utf-8") as out:
        out.write('{"id": "secret-id", "name": "Secret Name"}\n{"id": "b"}\n'
                  '{"source": "secret-id", "type": "t", "target": "b",'
                  ' "properties": {"p": "Secret Text"}}\n')
    run("build", "-q", source, "-o", base)
    assert b"ecret" in open(base, "rb").read()
    assert run("remove", base, "--id", "secret-id").returncode == 0
    assert b"ecret" not in open(base, "rb").read()
    call = run("remove", base, "--id", "c")
    assert call.returncode == 2 and b"no id 'c'" in call.stderr, call


def try_words(folder):
    """What stays without evidence is not counted as having other."""
    source = os.path.join(folder, "a.jsonl")
    base = os.path.join(folder, "a.kith")
    with open(source, "w", encoding="utf-8") as out:
        out.write('{"id": "a", "evidence": ["d", "e"]}\n'
                  '{"id": "b", "evidence": ["d"]}\n'
                  '{"source": "a", "type": "t", "target": "b"}\n'
                  '{"record": "document", "id": "d"}\n'
                  '{"record": "document", "id": "e"}\n')
    run("build", "-q", source, "-o", base)
    said = run("remove", base, "--document", "d").stderr
    assert b"1 record has other evidence, and cites it no longer" in said, said
    assert b"1 entity stays without any evidence" in said, said


def try_long_names(folder):
    """What is cut to fit into a message is cut between characters."""
    source = os.path.join(folder, "l.jsonl")
    base = os.path.join(folder, "l.kith")
    for letter in "\u044b", "\u5317", "a\u5317", "ab\u5317", "\U0001f30d":
        name = letter * 190
        with open(source, "w", encoding="utf-8") as out:
            json.dump({"entities": [{"id": name}]}, out)
        run("build", "-q", source, "-o", base)
        said = run("remove", base, "--id", name + "a").stderr.decode()
        assert "no id '" in said and "did you mean '" + letter in said, said
        assert said.count("'\n") + said.count("'?\n") == 2, said
        os.unlink(base)


def try_types(folder):
    """A type that nothing is of any more is named by nothing, also while its
    row waits for the next packing."""
    source = os.path.join(folder, "t.jsonl")
    base = os.path.join(folder, "t.kith")
    with open(source, "w", encoding="utf-8") as out:
        for i in range(10001): # more than are packed anew at once
            out.write('{"id": "e%d", "type": "kind%d"}\n' % (i, i % 3))
            out.write('{"source": "e%d", "type": "r", "target": "e0"}\n' % i)
        out.write('{"id": "x", "type": "rare", "types": ["rarer"]}\n'
                  '{"source": "x", "type": "seldom", "target": "e0"}\n')
    run("build", "-q", source, "-o", base)
    assert run("remove", "-q", base, "--type", "rarer").returncode == 0
    db = sqlite3.connect(base)
    rows = db.execute("SELECT count(*) FROM entity_types").fetchone()
    db.close()
    assert rows == (5,), rows # it is not packed anew, or this shows nothing
    for command in (["vocabulary"], ["vocabulary", "--infer"],
                    ["stats", "--json"]):
        said = run(*command, base).stdout
        assert b"kind1" in said and b"rare" not in said, said
        assert b"seldom" not in said, said
    for query, kind in (("MATCH (n:rare) RETURN n.id", "entity"),
                        ("MATCH ()-[r:seldom]->() RETURN r", "relation")):
        call = run("query", base, query)
        assert b"no %s has the type" % kind.encode() in call.stderr, call
    for near in "rare", "rares", "raret", "seldon":
        call = run("remove", base, "--type", near)
        assert call.returncode == 2 and b"did you mean" not in call.stderr, call
    call = run("remove", base, "--type", "kind7")
    assert b"did you mean 'kind" in call.stderr, call


def main():
    for seed in range(SEEDS):
        with tempfile.TemporaryDirectory() as folder:
            try_seed(seed, folder)
    with tempfile.TemporaryDirectory() as folder:
        try_traces(folder)
        try_words(folder)
        try_long_names(folder)
        try_types(folder)


main()
