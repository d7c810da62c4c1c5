#!/usr/bin/env python3
"""Records added one file after the other come to the same as all files at once.

Usage: adding.py KITH DATA
"""
import difflib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import records  # noqa: E402

KITH = os.path.abspath(sys.argv[1])
SEEDS = int(os.environ.get("KITH_SEEDS", "4"))
LOOSE = ["--implicit", "--unsound", "-q"]
ASKED = [["export"], ["stats", "--json"],
         ["rank", "--by", "degree", "--all", "--json"], ["vocabulary"]]


def run(*args, stdin=None):
    return subprocess.run([KITH, *args], capture_output=True, check=False,
                          input=stdin, timeout=120)


def good(call):
    assert call.returncode == 0, call.stderr.decode()
    return call.stdout


def same(whole, part, what):
    if whole != part:
        lines = difflib.unified_diff(whole.decode().split("\n"),
                                     part.decode().split("\n"), "records",
                                     "base", n=0, lineterm="")
        sys.exit("%s\n%s" % (what, "\n".join(lines)))


def write(path, lines):
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.writelines(line + "\n" for line in lines)


def look_ups(seed):
    """What reads a base in places only."""
    rng = random.Random(seed)
    ids = ["e%d \u00e9" % i if i % 5 == 0 else "e%d" % i for i in range(40)]
    for name in rng.sample(ids, 5) + ["Ada", "nobody"]:
        yield ["show", name]
        yield ["path", name, rng.choice(ids)]
        yield ["path", "--all", "--json", rng.choice(ids), name]


def parts_of(seed):
    """Four files that name, repeat, add to and contradict each other."""
    rng = random.Random(seed)
    lines = records.lines(seed).split("\n")[:-1]
    lines += records.lines(seed + 1000, relations=20).split("\n")[:-1]
    lines += rng.sample(lines, 30)
    rng.shuffle(lines)
    if seed % 2:  # so many that the base is not packed at each step
        lines[:0] = ['{"id": "filler-%d"}' % i for i in range(21000)]
    cuts = sorted(rng.sample(range(len(lines) - 200, len(lines)), 3))
    return [lines[a:b] for a, b in zip([0] + cuts, cuts + [len(lines)])]


def check(base):
    db = sqlite3.connect(base)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    newer, = db.execute("SELECT (SELECT max(number) FROM relations) >"
                        " (SELECT relations FROM packing)").fetchone()
    db.close()
    return newer


def try_seed(seed, folder):
    base = os.path.join(folder, "a.kith")
    files = []
    newer = False
    for i, lines in enumerate(parts_of(seed)):
        files.append(os.path.join(folder, "%d.jsonl" % i))
        write(files[-1], lines)
        if i == 0:
            good(run("build", *LOOSE, files[0], "-o", base))
        elif i == 2:
            with open(files[-1], "rb") as text:
                good(run("add", *LOOSE, base, "-", stdin=text.read()))
        else:
            good(run("add", *LOOSE, base, files[-1]))
        newer = check(base) or newer
        for command in ASKED + list(look_ups(seed)):
            whole = run(*command, "--implicit", "--unsound", "-q", *files)
            part = run(*command, "-q", base)
            assert whole.returncode == part.returncode, (whole, part)
            same(whole.stdout, part.stdout, (seed, i, command))
    assert newer == (seed % 2 == 1), "rows after the pack are not tried"
    assert run("add", *LOOSE, base, *files).returncode == 0


def try_refusals(folder):
    """What is wrong is said, and changes nothing."""
    base = os.path.join(folder, "a.kith")
    write(base + "l", ['{"id": "a", "type": "x"}', '{"id": "b"}'])
    good(run("build", "-q", base + "l", "-o", base))
    before = open(base, "rb").read()
    for line, said in (
            ('{"id": "a", "type": "y"}', "see 'kith check " + base),
            ('{"source": "a", "type": "t", "target": "c"}', "not defined"),
            ('{"id": "a", "type": "x"', "syntax")):
        write(base + "l", [line])
        call = run("add", base, base + "l")
        assert call.returncode == 2, (line, call)
        assert said in call.stderr.decode(), (line, call.stderr)
        assert open(base, "rb").read() == before
    write(base + "l", ['{"id": "b", "name": "B"}'])
    good(run("add", "-q", base, base + "l"))
    write(base + "l", ['{"id": "b", "name": "C"}'])
    call = run("add", base, base + "l") # what nobody can look up is not named
    assert b'"B" in %s (entity b)' % base.encode() in call.stderr, call
    write(base + "l", ['{"id": "a", "type": "x"}'])
    assert b"already" in run("add", base, base + "l").stderr
    assert run("add", base + "l", base + "l").returncode == 2


def try_types(folder):
    """The main type stays the first one that was said."""
    parts = [['{"id": "a", "types": ["person", "org"]}'],
             ['{"id": "a", "type": "org"}'], ['{"id": "a", "type": "place"}']]
    files = []
    for i, lines in enumerate(parts):
        files.append(os.path.join(folder, "part%d.jsonl" % i))
        write(files[-1], lines)
    base = os.path.join(folder, "a.kith")
    again = os.path.join(folder, "again.json")
    good(run("build", "-q", files[0], "-o", base))
    for file in files[1:]:
        good(run("add", "-q", base, file))
    good(run("export", "-q", base, "-o", again))
    asked = "MATCH (e) RETURN labels(e)"
    for inputs in (files, [base], [again]):
        types = good(run("query", "--json", *inputs, asked))
        assert b'"person","org","place"' in types, (inputs, types)


def main():
    for seed in range(SEEDS):
        with tempfile.TemporaryDirectory() as folder:
            try_seed(seed, folder)
    with tempfile.TemporaryDirectory() as folder:
        try_refusals(folder)
        try_types(folder)


main()
