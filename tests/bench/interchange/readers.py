#!/usr/bin/env python3
"""What every reader takes: processor time of `kith check` on one thread.

Usage: readers.py KITH GENERATE [ENTITIES RELATIONS [ROUNDS]]

GENERATE is bench_generate of tests/bench. The records are exported in each form
that kith reads and writes, and read back from there, in cache; the least of
ROUNDS (3) counts. "MB/s" is of the form's own bytes, "of records" of the bytes
that kith's own records have. Where rapper, serdi and xmlwf are installed, what
they take to parse the same file stands beside it. Needs 1.5 GB in TMPDIR.
"""
import os
import platform
import shutil
import subprocess
import sys
import tempfile

KITH, GENERATE = (os.path.abspath(path) for path in sys.argv[1:3])
SIZES = sys.argv[3:5] or ["100000", "500000"]
ROUNDS = int(sys.argv[5]) if len(sys.argv) > 5 else 3
FORMS = ["node-link", "cytoscape", "graphology", "json-graph", "vis-network",
         "kumu", "neo4j-json", "pg-json", "pg-jsonl", "kgx", "ftm",
         "agent-memory", "csv", "neo4j-csv", "gexf", "graphml", "n-triples",
         "n-quads", "turtle", "json-ld"]
TABLES = {"csv": "edges.csv", "neo4j-csv": "relationships.csv"}
OTHERS = {
    "gexf": [("xmlwf", [])], "graphml": [("xmlwf", [])],
    "turtle": [("rapper", ["-q", "-c", "-i", "turtle"]),
               ("serdi", ["-q", "-i", "turtle", "-o", "ntriples"])],
    "n-triples": [("rapper", ["-q", "-c", "-i", "ntriples"]),
                  ("serdi", ["-q", "-i", "ntriples", "-o", "ntriples"])],
}


def seconds(*command):
    """The least processor time of some runs."""
    found = []
    for _ in range(ROUNDS):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        used = os.wait4(child.pid, 0)[2]
        found.append(used.ru_utime + used.ru_stime)
    return min(found)


def beside(form, file):
    found = []
    for program, options in OTHERS.get(form, []):
        if shutil.which(program):
            taken = seconds(program, *options, file)
            found.append(f"{program} {taken:.2f} s")
    return ", ".join(found)


def row(form, file, records):
    size = os.path.getsize(file) / 1e6
    taken = seconds(KITH, "check", "--implicit", "--threads", "1", file)
    print(f"| {form} | {size:.0f} | {taken:.2f} | {size / taken:.0f} | "
          f"{records / taken:.0f} | {beside(form, file)} |", flush=True)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("in.json", "wb") as out:
        subprocess.run([GENERATE, *SIZES, "document"], stdout=out, check=True)
    size = os.path.getsize("in.json") / 1e6
    print(f"{platform.machine()}, {os.cpu_count()} processors, "
          f"{platform.release()}; {SIZES[0]} entities, {SIZES[1]} relations, "
          f"{size:.0f} MB of records\n")
    print("| form | MB | seconds | MB/s | MB/s of records | others |")
    print("| --- | --- | --- | --- | --- | --- |")
    row("kith", "in.json", size)
    for form in FORMS:
        subprocess.run([KITH, "export", "--quiet", "--format", form, "in.json",
                        "-o", "out." + form], check=True,
                       stderr=subprocess.DEVNULL)
        name = "out." + form
        row(form, os.path.join(name, TABLES[form]) if form in TABLES else name,
            size)
        shutil.rmtree(name) if form in TABLES else os.remove(name)
