#!/usr/bin/env python3
"""The knowledge base beside the records that it is made from, and beside plain
SQL on the same rows.

Usage: bench.py BUILD WORK [ENTITIES RELATIONS [ROUNDS]]

BUILD is a build folder with its benchmarks, WORK a folder with room for some times
the records. Prints, for whole processes, the least wall and processor seconds of
ROUNDS, and the most memory. `sql` is the sqlite3 program on a plain table with
indexes on both ends, made from the same records.
"""
import os
import resource
import sqlite3
import subprocess
import sys
import time

BUILD, WORK = (os.path.abspath(a) for a in sys.argv[1:3])
ENTITIES = int(sys.argv[3]) if len(sys.argv) > 3 else 1000000
RELATIONS = int(sys.argv[4]) if len(sys.argv) > 4 else 5000000
ROUNDS = int(sys.argv[5]) if len(sys.argv) > 5 else 5
KITH = os.path.join(BUILD, "kith")
RECORDS = os.path.join(WORK, "records.jsonl")
BASE = os.path.join(WORK, "world.kith")
PLAIN = os.path.join(WORK, "plain.db")


def once(command):
    """Wall and processor seconds, MB, and whether it said yes."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit("%s: %s" % (" ".join(command), errors.decode()))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(name, command, rounds=ROUNDS):
    runs = [once(command) for _ in range(rounds)]
    wall = min(r[0] for r in runs)
    processor = min(r[1] for r in runs)
    print("%-34s %9.4f %9.4f %8.0f" % (name, wall, processor,
                                      max(r[2] for r in runs)), flush=True)
    return processor


def make_plain():
    """What somebody would write without kith."""
    if os.path.exists(PLAIN):
        os.unlink(PLAIN)
    base = sqlite3.connect(BASE)
    base.execute("ATTACH ? AS p", (PLAIN,))
    base.executescript("""
        CREATE TABLE p.entities(number INTEGER PRIMARY KEY, id, name);
        CREATE TABLE p.relations(number INTEGER PRIMARY KEY, source, type,
            target, since, weight);
        INSERT INTO p.entities SELECT number, id, name FROM entities;
        INSERT INTO p.relations SELECT number, source, type, target, since,
            weight FROM relations;
        CREATE INDEX p.ids ON entities(id);
        CREATE INDEX p.sources ON relations(source);
        CREATE INDEX p.targets ON relations(target);""")
    base.commit()
    base.close()


def sql(query):
    return ["sqlite3", PLAIN, query]


def main():
    print("machine: %s, %d cores; %d entities, %d relations" % (
        os.uname().machine, os.cpu_count(), ENTITIES, RELATIONS))
    if not os.path.exists(RECORDS):
        with open(RECORDS, "wb") as out:
            subprocess.run([os.path.join(BUILD, "tests/bench/bench_generate"),
                            str(ENTITIES), str(RELATIONS)], stdout=out,
                           check=True)
    print("%-34s %9s %9s %8s" % ("", "wall s", "cpu s", "MB"))
    ingest = measure("ingest alone", [
        os.path.join(BUILD, "tests/bench/bench_ingest"), "kith", "2", RECORDS],
        rounds=min(ROUNDS, 3))
    build = measure("build", [KITH, "build", "-q", RECORDS, "-o", BASE],
                    rounds=min(ROUNDS, 3))
    print("build is %.1f times the ingest; the file %.3f times the JSON" % (
        build / ingest, os.path.getsize(BASE) / os.path.getsize(RECORDS)))
    some = "entity-%07d" % (ENTITIES // 2 + 17)
    other = "entity-%07d" % (ENTITIES - 3)
    empty = measure("version: nothing is opened", [KITH, "version"])
    hop = ("MATCH (a {id: '%s'})--(b)--(c) RETURN count(DISTINCT c)" % some)
    for name, command in (
            ("show", ["show", some, BASE]),
            ("path", ["path", some, other, BASE]),
            ("find", ["find", "name of entity 4711", BASE]),
            ("open: vocabulary", ["vocabulary", BASE]),
            ("2-hop query", ["query", BASE, hop]),
            ("rank by degree", ["rank", "--by", "degree", BASE]),
            ("rank by pagerank", ["rank", "--by", "pagerank", BASE]),
            ("the same on the records", ["vocabulary", RECORDS])):
        took = measure(name, [KITH, *command])
        if name in ("show", "path", "find"):
            print("    %.1f ms more than nothing" % (1000 * (took - empty)))
    if RELATIONS > 20000000:
        return
    make_plain()
    key = "(SELECT number FROM entities WHERE id = '%s')" % some
    measure("sql: relations of an entity", sql(
        "SELECT * FROM relations WHERE source = %s OR target = %s" % (key,
                                                                      key)))
    near = ("SELECT target FROM relations WHERE source IN (%s) UNION"
            " SELECT source FROM relations WHERE target IN (%s)")
    first = near % (key, key)
    measure("sql: 2-hop", sql("SELECT count(*) FROM (%s)" % (near % (first,
                                                                     first))))


main()
