#!/usr/bin/env python3
"""How long kith find takes among a million names in a knowledge base.

run.py KITH [COUNT]: names are made of syllables, a fifth of them in Cyrillic,
a quarter with an alias; median and 95th percentile of whole processes in ms,
wall clock and processor, beside `kith help`.
"""
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

KITH = os.path.abspath(sys.argv[1])
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
RUNS = 21
LATIN = ("ka ri mo na tu le shi vo der an bek mur sa do ov in ra el is "
         "gu").split()
CYRILLIC = "ка ри мо на ту ле ши во дер ан бек мур са до ов ин ра".split()
QUESTIONS = ["Morirana Shivotuez", "shvotuez", "мориран", "Tamo Ovinmo",
             "Nurudin Mukhitdinov", "T. Ovinmo", "ova", "an", "n", "e"]


def words(chance, syllables, count, most, ends):
    return ["".join(chance.choice(syllables)
                    for _ in range(chance.randint(2, most)))
            + chance.choice(ends) for _ in range(count)]


def write_records(path):
    chance = random.Random(7)
    latin = (words(chance, LATIN, 4000, 3, [""]),
             words(chance, LATIN, 60000, 4, ["ov", "ova", "son", "ez", ""]))
    cyrillic = (words(chance, CYRILLIC, 2000, 3, [""]),
                words(chance, CYRILLIC, 30000, 4, ["ов", "ова", "енко", ""]))
    with open(path, "w", encoding="utf-8") as out:
        for i in range(COUNT):
            first, last = latin if chance.random() < 0.8 else cyrillic
            record = {"id": f"e{i}", "type": "person",
                      "name": f"{chance.choice(first)} "
                              f"{chance.choice(last)}".title()}
            if chance.random() < 0.25:
                given, family = record["name"].split()
                record["aliases"] = [f"{given[0]}. {family}"]
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def processor():
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


def measure(command, before=None):
    walls, used = [], []
    for _ in range(RUNS):
        if before:
            before()
        start, spent = time.perf_counter(), processor()
        subprocess.run(command, capture_output=True, check=False)
        walls.append(1e3 * (time.perf_counter() - start))
        used.append(1e3 * (processor() - spent))
    walls.sort()
    used.sort()
    high = RUNS * 95 // 100
    return (walls[RUNS // 2], walls[high], used[RUNS // 2], used[high])


def report(name, figures):
    print(f"| {name} | " + " | ".join(f"{f:.1f}" for f in figures) + " |",
          flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        records = os.path.join(folder, "names.jsonl")
        base = os.path.join(folder, "names.kith")
        write_records(records)
        spent = processor()
        subprocess.run([KITH, "build", "--quiet", records, "-o", base],
                       check=True)
        print(f"build: {processor() - spent:.1f} s of processor, "
              f"{os.path.getsize(records) / 1e6:.0f} MB of records, "
              f"{os.path.getsize(base) / 1e6:.0f} MB of base")
        with sqlite3.connect(base) as db:
            for part, size in db.execute("SELECT part, sum(length(data)) FROM"
                                         " name_index GROUP BY part"):
                print(f"{part}: {size / 1e6:.1f} MB")
        print("| question | wall ms | 95 % | processor ms | 95 % |")
        report("(kith help)", measure([KITH, "help", "find"]))
        for question in QUESTIONS:
            report(question, measure([KITH, "find", question, base]))

        def drop():
            with open(base, "rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        report("Morirana Shivotuez, file not in memory",
               measure([KITH, "find", QUESTIONS[0], base], drop))


main()
