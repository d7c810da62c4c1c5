#!/usr/bin/env python3
"""Whatever happens to a writer, the base opens and has the old or the new state:
the process is killed, a write, a sync or a rename fails or the power goes at each
of them, the disk is full.

Usage: durable.py KITH FAULTS.so     KITH_KILLS=200 for a release
"""
import fcntl
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import records  # noqa: E402

KITH = os.path.abspath(sys.argv[1])
FAULTS = os.path.abspath(sys.argv[2])
KILLS = int(os.environ.get("KITH_KILLS", "25"))
LOOSE = ["--implicit", "--unsound", "-q"]
GONE = 99


def run(*args, fault=None):
    env = dict(os.environ)
    if fault:
        env.update(LD_PRELOAD=FAULTS, KITH_FAULT=fault)
    return subprocess.run([KITH, *args], capture_output=True, check=False,
                          env=env, timeout=120)


def state(base):
    call = run("export", base)
    assert call.returncode == 0, call.stderr
    return call.stdout


def is_sound(base):
    """What SQLite says; it also rolls back what a dead writer left."""
    db = sqlite3.connect(base)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], base
    assert db.execute("PRAGMA foreign_key_check").fetchall() == [], base
    db.close()


class World:
    """A base, a copy of it, and calls that change it."""

    def __init__(self, folder):
        self.base = os.path.join(folder, "world.kith")
        self.more = os.path.join(folder, "more.jsonl")
        self.copy = os.path.join(folder, "copy")
        first = os.path.join(folder, "first.jsonl")
        for path, seed in ((first, 1), (self.more, 2)):
            with open(path, "w", encoding="utf-8", newline="") as out:
                out.write(records.lines(seed, relations=300))
        self.build = ["build", *LOOSE, first, self.more, "-o", self.base]
        self.add = ["add", *LOOSE, self.base, self.more]
        self.remove = ["remove", "-q", self.base, "--type", "leads"]
        assert run("build", *LOOSE, first, "-o", self.base).returncode == 0
        self.old = state(self.base)
        shutil.copy(self.base, self.copy)

    def reset(self):
        for path in (self.base + "-journal", self.base + "-wal"):
            if os.path.exists(path):
                os.unlink(path)
        shutil.copy(self.copy, self.base)

    def new_after(self, call):
        self.reset()
        assert run(*call).returncode == 0
        return state(self.base)

    def check(self, new, what):
        """The first to come is kith: it must cope with what was left."""
        now = state(self.base)
        assert now in (self.old, new), what
        is_sound(self.base)
        return now == new


def try_kills(world):
    new = world.new_after(world.add)
    world.reset()
    start = time.monotonic()
    run(*world.add)
    usual = time.monotonic() - start
    rng = random.Random(1)
    seen = [0, 0]
    for i in range(KILLS):
        world.reset()
        writer = subprocess.Popen([KITH, *world.add],
                                  stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL)
        time.sleep(rng.random() * usual * 1.1)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        seen[world.check(new, ("killed", i))] += 1
    print("killed %d times: %d old, %d new" % (KILLS, *seen))


def try_faults(world, name, call):
    new = world.new_after(call)
    tried = 0
    for fault in ("write:%d:fail", "write:%d:full", "write:%d:half",
                  "write:%d:gone", "sync:%d:fail", "sync:%d:gone",
                  "name:%d:fail", "name:%d:gone"):
        step = 1
        nth = 1
        while True:
            world.reset()
            done = run(*call, fault=fault % nth)
            is_new = world.check(new, (name, fault % nth))
            tried += 1
            if done.returncode == 0 and is_new:
                break  # so many calls are not made, or it did not matter
            assert done.returncode != 0, (name, fault % nth)
            assert done.returncode in (GONE, 3), (done, fault % nth)
            nth += step
            if nth > 20 and fault.startswith("write"):
                step = 5  # pages are much alike
    print("%s: %d faults, %d files left by power gone" %
          (name, tried, len(leftovers(world))))


def leftovers(world):
    return [f for f in os.listdir(os.path.dirname(world.base))
            if f.startswith("world.kith.")]


def try_leftovers(world):
    """The next build removes what earlier ones left, and nothing else."""
    folder = os.path.dirname(world.base)
    left = leftovers(world)
    assert left
    kept = ["world.kith.backup", "world.kith.unfinished-1",
            "world.kith.unfinished-guard1", "other.kith.unfinished-AbCdEf"]
    for name in left + kept:
        path = os.path.join(folder, name)
        with open(path, "ab"):
            os.utime(path, (1, 1))
    fresh = "world.kith.unfinished-fresh1"
    open(os.path.join(folder, fresh), "wb").close()
    with open(os.path.join(folder, kept[2]), "rb") as guarded:
        fcntl.flock(guarded, fcntl.LOCK_EX)
        call = run(*[w for w in world.build if w != "-q"])
    assert call.returncode == 0, call
    assert call.stderr.count(b"left unfinished") == len(left), call.stderr
    there = os.listdir(folder)
    assert not set(left) & set(there) and set(kept + [fresh]) <= set(there)


def main():
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder)
        try_kills(world)
        try_faults(world, "add", world.add)
        try_faults(world, "remove", world.remove)
        try_faults(world, "build", world.build)
        try_leftovers(world)


main()
