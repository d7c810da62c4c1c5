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


def try_beside_others(folder):
    """A base among other inputs, and one that is checked."""
    one, other = (os.path.join(DATA, n) for n in
                  ("cis-forum.json", "eurasian-organisations.json"))
    base = os.path.join(folder, "one.kith")
    run("build", "-q", one, "-o", base)
    for command in (["stats"], ["export"]):
        same(run(*command, one, other)[1], run(*command, base, other)[1],
             command)
    same(run("check", one), run("check", base), "check")
    vocabulary = os.path.join(folder, "v.json")
    with open(vocabulary, "wb") as out:
        out.write(run("vocabulary", "--infer", other)[1])
    assert run("check", "--vocabulary", vocabulary, base)[0] == 1
    assert run("stats", "--vocabulary", vocabulary, base)[0] == 2
    assert run("add", base, base)[0] == 2


def try_foreign(folder):
    """What is no base of ours, or was one, is refused in one line."""
    path = os.path.join(folder, "other.db")
    sqlite3.connect(path).executescript("CREATE TABLE t(a); ").close()
    status, out, errors = run("show", "a", path)
    assert status == 2 and not out and b"no knowledge base" in errors, errors
    base = os.path.join(folder, "b.kith")
    run("build", "-q", os.path.join(DATA, "cis-forum.json"), "-o", base)
    with open(base, "rb") as whole:
        data = whole.read()
    for size in (100, 8192, len(data) // 2):
        with open(path, "wb") as out:
            out.write(data[:size])
        status, out, errors = run("stats", path)
        assert status == 2 and b"damaged" in errors, (size, errors)
    with sqlite3.connect(base) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    status, _, errors = run("stats", base)
    assert status == 2 and b"newer" in errors, errors


def try_read_only(folder):
    """A base on a medium that cannot be written."""
    place = os.path.join(folder, "medium")
    os.mkdir(place)
    base = os.path.join(place, "a.kith")
    run("build", "-q", os.path.join(DATA, "cis-forum.json"), "-o", base)
    os.chmod(base, 0o444)
    os.chmod(place, 0o555)
    assert run("show", "Tashkent", base)[0] == 0
    os.chmod(place, 0o755)


def try_repeated(folder):
    """Relations without direction, of which more repeat than stay."""
    source = os.path.join(folder, "a.jsonl")
    base = os.path.join(folder, "a.kith")
    relation = ('{"source": "%s", "type": "t", "target": "b",'
                ' "directed": false}\n')
    with open(source, "w", encoding="utf-8") as out:
        out.write('{"id": "a"}\n{"id": "b"}\n' + relation % "a" * 200 +
                  relation % "b")
    assert run("build", "-q", source, "-o", base)[0] == 0
    for command in (["stats"], ["check"], ["export"]):
        whole = run(*command, "-q", source)
        part = run(*command, "-q", base)
        assert part[0] == 0 and (command == ["check"] or whole == part), part


def main():
    for trial in (try_beside_others, try_foreign, try_read_only,
                  try_repeated):
        with tempfile.TemporaryDirectory() as folder:
            trial(folder)
    for name in ("cis-forum.json", "eurasian-organisations.json"):
        with tempfile.TemporaryDirectory() as folder:
            try_source(os.path.join(DATA, name), folder,
                       ["Tashkent", "armenia", "nobody", "Kazakhstan"])
    for seed in range(SEEDS):
        with tempfile.TemporaryDirectory() as folder:
            try_random(seed, folder)


main()
