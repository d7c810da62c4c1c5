#!/usr/bin/python3
"""Every measure and every grouping gives the same bytes on 1, 2 and 8 threads,
and when it is repeated.

    same_bytes.py KITH

The graphs are large enough that kernels cut their work up and threads race for
it: a skewed one with weights, directed and undirected relations, parallels and
self-relations; a thin one of trees, chains and parts; and, for what takes time
with the cube of the size, a small one. Sampled measures are sampled, too. What
kith offers is read from its help, so that nothing new can be forgotten. Fails at
the first byte that differs.
"""
import collections
import concurrent.futures
import json
import os
import random
import sys
import tempfile
import time

import program

THREADS = (1, 2, 8)  # each a run of its own: repetitions show as well
SLOW_GROUPINGS = ("edge-betweenness", "cliques")  # tried on the small graph only

Case = collections.namedtuple("Case", "name arguments status")


def skewed(size, count):
    draw = random.Random(7)
    for _ in range(count):
        yield (int(size * draw.random() ** 3), draw.randrange(size),
               draw.random() < 0.7, draw.randrange(1, 40) / 8)


def thin(size):
    draw = random.Random(8)
    for i in range(1, size):
        if i % 500:  # every 500 a part of its own
            above = i - 1 if i % 500 < 200 else draw.randrange(i - i % 500, i)
            yield above, i, draw.random() < 0.5, draw.uniform(0.1, 3)


def write(path, size, relations):
    with open(path, "w", encoding="utf-8") as file:
        for i in range(size):
            file.write(json.dumps({"id": "e%d" % i, "type": "node"}) + "\n")
        for i, (a, b, directed, weight) in enumerate(relations):
            file.write(json.dumps({
                "source": "e%d" % a, "type": ("red", "blue")[i % 2],
                "target": "e%d" % b, "directed": directed, "weight": weight,
                "properties": {"number": i}}) + "\n")


def rank_cases(kith, path):
    """Each measure directed and not, weighted where it can be, and sampled."""
    for name in kith.measures():
        by = ["rank", "--by", name, "--all", "--format", "json"]
        for way in ("--directed", "--undirected"):
            yield Case("%s %s" % (name, way), [*by, way, path], (0,))
            yield Case("%s %s weighted" % (name, way),
                       [*by, way, "--weighted", path], (0, 2))
            if kith.has("rank", "--sample"):
                yield Case("%s %s sampled" % (name, way),
                           [*by, way, "--sample", "100", path], (0, 2))


def group_cases(kith, path, slow):
    for name in kith.groupings():
        if slow or name not in SLOW_GROUPINGS:
            yield Case("groups " + name, ["groups", "--method", name,
                                          "--format", "json", path], (0, 1))


def other_cases(kith, path):
    yield Case("stats", ["stats", "--format", "json", path], (0,))
    yield Case("path", ["path", "--all", "--format", "json", "e1", "e900",
                        path], (0, 1))
    yield Case("path weighted", ["path", "--weighted", "--format", "json",
                                 "e1", "e900", path], (0, 1))


def try_case(kith, case):
    """What differed, or None; and the bytes that were compared."""
    first = None
    for threads in THREADS:
        got = kith.run(*case.arguments, "--threads", str(threads),
                       status=case.status)
        if first is None:
            first = got
        elif got != first:
            place = next((i for i, (a, b) in enumerate(zip(got, first))
                          if a != b), min(len(got), len(first)))
            return "%s: differs on %d threads from byte %d: %r, not %r" % (
                " ".join(case.arguments), threads, place,
                got[place:place + 40], first[place:place + 40]), len(first)
    return None, len(first)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    kith, start = program.Kith(sys.argv[1]), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name + ".jsonl")
                 for name in ("skewed", "thin", "small")]
        write(paths[0], 1000, skewed(1000, 5000))
        write(paths[1], 1500, thin(1500))
        write(paths[2], 120, skewed(120, 400))
        cases = []
        for path in paths:
            cases += rank_cases(kith, path)
            cases += group_cases(kith, path, path == paths[2])
        for path in paths[:2]:
            cases += other_cases(kith, path)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda case: try_case(kith, case), cases))
    failures = [text for text, size in results if text]
    for text in failures:
        print("FAILED", text)
    empty = sum(size == 0 for text, size in results)
    print("%d cases, %d bytes, each 3 times, in %.0f s; %d do not apply" % (
        len(cases), sum(size for text, size in results),
        time.monotonic() - start, empty))
    return 1 if failures or empty == len(cases) else 0


if __name__ == "__main__":
    sys.exit(main())
