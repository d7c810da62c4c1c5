#!/usr/bin/env python3
"""A base of an older version is read as it is and brought up to this one by the
first command that writes to it; a newer one is refused.

Usage: versions.py KITH DATA
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

KITH = os.path.abspath(sys.argv[1])
DATA = os.path.join(os.path.abspath(sys.argv[2]), "cis-forum.json")
NEWEST = 4

# How a base of each version is made out of one of the next.
OLDER = {
    3: """
        DROP INDEX name_parts; DROP TABLE name_index;
        CREATE TABLE name_index (
            number INTEGER PRIMARY KEY, part TEXT NOT NULL,
            chunk INTEGER NOT NULL, checksum INTEGER NOT NULL,
            data BLOB NOT NULL, UNIQUE (part, chunk)
        ) STRICT;
        DELETE FROM name_indexing;
        UPDATE digests SET sum = 0 WHERE name = 'name_indexing';
        CREATE INDEX entity_names ON entities (name) WHERE name IS NOT NULL;
        CREATE INDEX alias_texts ON aliases (text);
        PRAGMA user_version = 3""",
    2: "DROP INDEX entity_shadows; PRAGMA user_version = 2",
    1: "DROP TABLE digests; PRAGMA user_version = 1",
}
ASKED = [["export"], ["stats", "--json"], ["show", "rcc"], ["find", "tashkent"],
         ["path", "rcc", "tashkent"]]
QUERY = "MATCH (a {id: 'rcc'})--(b {name: 'Armenia'}) RETURN b.id"
MORE = b'{"id": "later", "type": "person"}\n'
WRITERS = [["add", "-q", "BASE", "-"], ["remove", "-q", "BASE", "--id", "moldova"],
           ["rank", "-q", "--keep", "BASE"]]


def run(*args):
    return subprocess.run([KITH, *args], capture_output=True, check=False,
                          input=MORE, timeout=120)


def answers(base):
    calls = [run(*command, base) for command in ASKED]
    assert all(call.returncode == 0 for call in calls), calls
    return [call.stdout for call in calls]


def version_of(base):
    db = sqlite3.connect(base)
    version, = db.execute("PRAGMA user_version").fetchone()
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()
    return version


def make_version(base, version):
    db = sqlite3.connect(base)
    for older in range(NEWEST - 1, version - 1, -1):
        db.executescript(OLDER[older])
    db.close()


def try_older(folder, version):
    newest = os.path.join(folder, "newest.kith")
    base = os.path.join(folder, "older.kith")
    for writer in WRITERS:
        assert run("build", "-q", DATA, "-o", newest).returncode == 0
        shutil.copy(newest, base)
        make_version(base, version)
        before = open(base, "rb").read()
        assert answers(base) == answers(newest)
        assert run("check", "-q", base).returncode == 0
        assert open(base, "rb").read() == before  # no reader changes it
        for path in (newest, base):
            call = run(*[path if w == "BASE" else w for w in writer])
            assert call.returncode == 0, (writer, call)
        assert version_of(base) == version_of(newest) == NEWEST
        assert answers(base) == answers(newest)
        assert run("check", "-q", base).returncode == 0
        schema = "SELECT name, sql FROM sqlite_schema ORDER BY name"
        assert (sqlite3.connect(base).execute(schema).fetchall() ==
                sqlite3.connect(newest).execute(schema).fetchall())


def try_newer(folder):
    base = os.path.join(folder, "newer.kith")
    assert run("build", "-q", DATA, "-o", base).returncode == 0
    for version in (NEWEST + 1, 0, -1):
        db = sqlite3.connect(base)
        db.execute("PRAGMA user_version = %d" % version)
        db.close()
        before = open(base, "rb").read()
        for command in ASKED + [["check"]]:
            call = run(*command, base)
            assert call.returncode == 2, call
            assert b"has version %d" % version in call.stderr, call
            assert (b"newer kith" if version > 0 else
                    b"build it again") in call.stderr, call
        for writer in WRITERS:
            call = run(*[base if w == "BASE" else w for w in writer])
            assert call.returncode == 2 and b"version" in call.stderr, call
        assert open(base, "rb").read() == before


def main():
    with tempfile.TemporaryDirectory() as folder:
        query = os.path.join(folder, "query.cypher")
        with open(query, "w", encoding="utf-8") as out:
            out.write(QUERY)
        ASKED.append(["query", "--file", query])
        for version in OLDER:
            try_older(folder, version)
        try_newer(folder)


main()
