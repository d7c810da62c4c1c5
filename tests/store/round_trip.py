#!/usr/bin/env python3
"""A base says what its records say, in every command, and gives them back.

Usage: round_trip.py KITH DATA
"""
import os
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import records  # noqa: E402

KITH = os.path.abspath(sys.argv[1])
DATA = os.path.abspath(sys.argv[2])
SEEDS = int(os.environ.get("KITH_SEEDS", "8"))
COMMANDS = [
    ["stats"], ["stats", "--json"],
    ["vocabulary"], ["vocabulary", "--infer"],
    ["rank", "--by", "degree,pagerank,betweenness", "--all"],
    ["rank", "--by", "degree", "--at", "2018", "--all", "--json"],
    ["groups", "--members"], ["draw", "--format", "dot"], ["export"],
    ["export", "--format", "node-link", "--with", "pagerank"],
    ["export", "--format", "html"],
]
QUERIES = [
    "MATCH (n)-[r]->(m) RETURN n, r, m",
    "MATCH (n) RETURN n.id, n.aliases, labels(n) ORDER BY n.id",
    "MATCH (n)-[r]-(m) WHERE r.since > '2000' RETURN count(*)",
]


def run(*args):
    call = subprocess.run([KITH, *args], capture_output=True, check=False,
                          timeout=120)
    return call.returncode, call.stdout, call.stderr


def same(first, second, what):
    if first != second:
        sys.exit("%s: a base and its records differ:\n%s\n%s"
                 % (what, first, second))


def compare(source, base, ids):
    for command in COMMANDS:
        same(run(*command, source), run(*command, base), command)
    for query in QUERIES:
        same(run("query", "--format", "json", source, query),
             run("query", "--format", "json", base, query), query)
    for name in ids:
        for command in (["show"], ["show", "--json"], ["find"]):
            same(run(*command, "--", name, source),
                 run(*command, "--", name, base), command + [name])
    for one, other in zip(ids, ids[1:]):
        same(run("path", "--", one, other, source),
             run("path", "--", one, other, base), [one, other])


def check_file(base):
    """What SQLite itself says of the file."""
    with sqlite3.connect(base) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for name, in db.execute("SELECT name FROM sqlite_schema"
                                " WHERE type = 'view'").fetchall():
            db.execute('SELECT * FROM "%s"' % name).fetchall()
        shaped, = db.execute("SELECT count(*) FROM relations"
                             " WHERE shape IS NOT NULL").fetchone()
        assert shaped > 0
    db.close()


def try_source(source, folder, ids):
    base = os.path.join(folder, "a.kith")
    status, _, errors = run("build", "--unsound", "-q", source, "-o", base)
    assert status == 0, errors
    check_file(base)
    compare(source, base, ids)


def lines_of(base):
    """The records of a base as they come out again."""
    return run("export", base)[1]


def try_random(seed, folder):
    """Every record comes back byte for byte."""
    source = os.path.join(folder, "a.jsonl")
    text = records.lines(seed)
    with open(source, "w", encoding="utf-8") as out:
        out.write(text)
    kept = os.path.join(folder, "sound.jsonl")
    run("check", "--clean", kept, source)
    try_source(kept, folder, ["e1", "e5 é", "e7", "Ada"])
    base = os.path.join(folder, "a.kith")
    exported = set(line.strip().rstrip(",")
                   for line in lines_of(base).decode().split("\n"))
    with open(kept, encoding="utf-8", newline="") as sound:
        for line in sound.read().split("\n")[:-1]:
            assert line.strip() in exported, line


def main():
    for name in ("cis-forum.json", "eurasian-organisations.json"):
        with tempfile.TemporaryDirectory() as folder:
            try_source(os.path.join(DATA, name), folder,
                       ["Tashkent", "armenia", "nobody", "Kazakhstan"])
    for seed in range(SEEDS):
        with tempfile.TemporaryDirectory() as folder:
            try_random(seed, folder)


main()
