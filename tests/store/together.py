#!/usr/bin/env python3
"""Many readers beside one writer: every answer is that of a state that there was,
and no reader sees an older one than before; a second writer waits.

Usage: together.py KITH     KITH_READS=1000 KITH_BATCHES=100 for a release
"""
import json
import os
import subprocess
import sys
import tempfile
import threading

KITH = os.path.abspath(sys.argv[1])
READS = int(os.environ.get("KITH_READS", "200"))
BATCHES = int(os.environ.get("KITH_BATCHES", "20"))
READERS = 8
EACH = 5  # relations of a batch


def run(*args, stdin=None):
    call = subprocess.run([KITH, *args], capture_output=True, check=False,
                          input=stdin, timeout=300)
    assert call.returncode == 0, (args, call)
    return call.stdout


def batch(number):
    """A hub that all relations lead to, and a document that says how many."""
    lines = ['{"id": "b%d-%d"}\n{"source": "b%d-%d", "type": "t%d", "target":'
             ' "hub", "weight": %d}' % (number, i, number, i, number % 3,
                                        number + 1)
             for i in range(EACH)]
    return ("\n".join(lines) + "\n").encode()


def counts(text):
    return {f["id"]: f for f in json.loads(text)}


def read_once(base, turn):
    """How many batches there are, by one command or another."""
    if turn % 3 == 0:
        stats = json.loads(run("stats", "--json", base))
        relations, entities = stats["relations"], stats["entities"]
        assert entities == relations + 1, stats
    elif turn % 3 == 1:
        shown = json.loads(run("show", "--json", "hub", base))
        relations = len(shown["relations"])
    else:
        relations = len(json.loads(run("export", base))["relations"])
    assert relations % EACH == 0, relations
    return relations // EACH


def read(base, times, wrong):
    last = 0
    try:
        for turn in range(times):
            now = read_once(base, turn)
            assert now >= last, (now, last)
            last = now
    except (AssertionError, subprocess.TimeoutExpired, ValueError) as error:
        wrong.append(error)


def write(base, first, step, wrong):
    try:
        for number in range(first, BATCHES, step):
            run("add", "-q", base, "-", stdin=batch(number))
    except (AssertionError, subprocess.TimeoutExpired) as error:
        wrong.append(error)


def try_writers(writers):
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        base = os.path.join(folder, "a.kith")
        start = os.path.join(folder, "a.jsonl")
        with open(start, "w", encoding="utf-8") as out:
            out.write('{"id": "hub"}\n')
        run("build", "-q", start, "-o", base)
        threads = [threading.Thread(target=read,
                                    args=(base, READS // READERS, wrong))
                   for _ in range(READERS)]
        threads += [threading.Thread(target=write,
                                     args=(base, i, writers, wrong))
                    for i in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong, wrong[0]
        assert read_once(base, 0) == read_once(base, 2) == BATCHES


def main():
    try_writers(1)
    try_writers(3)


main()
