#!/usr/bin/env python3
"""Computed columns are kept, read again, and stale when records change.

Usage: keeping.py KITH DATA
"""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

KITH = os.path.abspath(sys.argv[1])
DATA = os.path.join(os.path.abspath(sys.argv[2]),
                    "eurasian-organisations.json")
MORE = os.path.join(os.path.abspath(sys.argv[2]), "cis-forum.json")


def run(*args, status=0):
    call = subprocess.run([KITH, *args], capture_output=True, check=False,
                          timeout=120)
    assert call.returncode == status, call
    return call.stdout


def best(base, *options):
    rows = json.loads(run("rank", "--top", "1", "--json", *options, base))
    return rows[0]


def execute(base, sql):
    db = sqlite3.connect(base)
    rows = db.execute(sql).fetchall()
    db.commit()
    db.close()
    return rows


def main():
    with tempfile.TemporaryDirectory() as folder:
        base = os.path.join(folder, "a.kith")
        run("build", "-q", DATA, "--with", "pagerank,leiden,layout", "-o",
            base)
        names = [n for n, in execute(base, "SELECT name FROM columns"
                                  " ORDER BY number")]
        assert names == ["pagerank", "leiden", "x", "y"], names
        assert best(base, "--by", "pagerank") == best(DATA, "--by", "pagerank")
        # what is kept is what is read
        forge = "UPDATE column_values SET value = 99 WHERE entity = 7"
        execute(base, forge)
        assert best(base, "--by", "pagerank")["pagerank"] == 99
        for other in (["--undirected"], ["--damping", "0.5"], ["--at", "2015"],
                      ["--normalised"], ["--seed", "armenia"]):
            assert best(base, "--by", "pagerank", *other) == \
                best(DATA, "--by", "pagerank", *other), other
        # --keep takes the place of what was there
        run("rank", "--by", "pagerank,degree", "--keep", base)
        assert best(base, "--by", "pagerank") == best(DATA, "--by", "pagerank")
        run("rank", "--by", "degree", "--undirected", "--keep", base)
        execute(base, forge)
        assert best(base, "--by", "degree", "--undirected")["degree"] == 99
        assert best(base, "--by", "degree")["degree"] == 99
        # and is stale after a change
        run("add", "-q", base, MORE)
        assert best(base, "--by", "degree") == \
            best(base, "--by", "degree", "--min-confidence", "0.000001")
        assert execute(base, "SELECT count(*) FROM columns WHERE stale = 0") \
            == [(0,)]
        run("rank", "--by", "degree", "--keep", base)
        run("remove", "-q", base, "--id", "armenia")
        assert execute(base, "SELECT count(*) FROM columns WHERE stale = 0") \
            == [(0,)]
        assert execute(base, "PRAGMA foreign_key_check") == []
        # only all of a base can be kept
        run("rank", "--keep", DATA, status=2)
        run("rank", "--keep", "--at", "2015", base, status=2)
        run("rank", "--keep", "--by", "relation-betweenness", base, status=2)


main()
