#!/usr/bin/env python3
"""The knowledge base beside the records that it is made from, and beside plain
SQL and embedded graph engines on the same data.

Usage: bench.py BUILD WORK [ENTITIES RELATIONS [ROUNDS]]

BUILD is a build folder with its benchmarks, WORK a folder with room for some times
the records. Prints, for whole processes, the least wall and processor seconds of
ROUNDS, and the most memory. `sql` is the sqlite3 program on a plain table with
indexes on both ends, made from the same records. The engines, which `pip install
kuzu ladybug` brings, load CSV that is made for them, and their seconds are those
from opening the base on, see embedded.py. Neither is asked about more than 20
million relations.
"""
import csv
import json
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
EMBEDDED = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                        "embedded.py")
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


def write_csv():
    """The records as engines load them."""
    tables = {
        "entities": (["id", "kind", "name"], lambda r: (r["id"], r["type"], r["name"])),
        "relations": (["source", "target", "kind", "weight", "since", "role"],
                      lambda r: (r["source"], r["target"], r["type"], r["weight"],
                                 r["since"], r["properties"]["role"])),
    }
    writers = {}
    for name, (head, _) in tables.items():
        file = open(os.path.join(WORK, name + ".csv"), "w", newline="",
                    encoding="utf-8")
        writers[name] = csv.writer(file, lineterminator="\n")
        writers[name].writerow(head)
    with open(RECORDS, encoding="utf-8") as records:
        for line in records:
            record = json.loads(line)
            name = "relations" if "source" in record else "entities"
            writers[name].writerow(tables[name][1](record))


def ask_engine(engine, some, other):
    """The same of an engine; its seconds are from opening the base on."""
    base = os.path.join(WORK, engine + ".db")

    def run(*task):
        done = subprocess.run([sys.executable, EMBEDDED, engine, base, *task],
                              capture_output=True, text=True, check=False)
        return done.stdout.split() or ["failed:", done.stderr.strip()[-200:]]

    if os.path.exists(base):
        os.unlink(base)
    print(engine, *run("version"))
    print("  load", *run("load", WORK), flush=True)
    if os.path.exists(base):
        print("  file, times the JSON: %.3f" % (os.path.getsize(base) /
                                               os.path.getsize(RECORDS)))
    for task in (["show", some], ["path", some, other], ["hops", some]):
        print(" ", *task, "-", *run(*task), flush=True)


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
    hop = "MATCH (a {id: '%s'})--(b)--(c) RETURN count(DISTINCT c)"
    plain = "entity-%07d" % (ENTITIES * 683244 // 1000000)
    for name, command in (
            ("show", ["show", some, BASE]),
            ("show by name", ["show", "Name of entity 4711", BASE]),
            ("path", ["path", some, other, BASE]),
            ("find", ["find", "name of entity 4711", BASE]),
            ("find what all names have", ["find", "entity", BASE]),
            ("open: vocabulary", ["vocabulary", BASE]),
            ("2-hop query", ["query", BASE, hop % plain]),
            ("2-hop query past the largest hub", ["query", BASE, hop % some]),
            ("query of a shortest path", ["query", BASE, (
                "MATCH p = shortestPath((a {id: '%s'})-[*]-(b {id: '%s'}))"
                " RETURN length(p)" % (plain, other))]),
            ("rank by degree", ["rank", "--by", "degree", BASE]),
            ("rank by pagerank", ["rank", "--by", "pagerank", BASE]),
            ("the same on the records", ["vocabulary", RECORDS])):
        took = measure(name, [KITH, *command])
        if name.split()[0] in ("show", "path", "find") or "query" in name:
            print("    %.1f ms more than nothing" % (1000 * (took - empty)))
    if RELATIONS > 20000000:
        return
    start = time.monotonic(), time.process_time()
    make_plain()
    print("%-34s %9.4f %9.4f, the file %.3f times the JSON" % (
        "sql: make the tables from the base", time.monotonic() - start[0],
        time.process_time() - start[1],
        os.path.getsize(PLAIN) / os.path.getsize(RECORDS)))
    key = "(SELECT number FROM entities WHERE id = '%s')" % some
    measure("sql: relations of an entity", sql(
        "SELECT * FROM relations WHERE source = %s OR target = %s" % (key,
                                                                      key)))
    near = ("SELECT target FROM relations WHERE source IN (%s) UNION"
            " SELECT source FROM relations WHERE target IN (%s)")
    first = near % (key, key)
    measure("sql: 2-hop", sql("SELECT count(*) FROM (%s)" % (near % (first,
                                                                     first))))
    write_csv()
    for engine in "kuzu", "ladybug":
        ask_engine(engine, some, other)


main()
