#!/usr/bin/env python3
"""A damaged base is never called sound, and gives no wrong answer in silence.

Usage: damage.py KITH DATA     KITH_STEP=512 for a release
"""
import os
import sqlite3
import subprocess
import sys
import tempfile

KITH = os.path.abspath(sys.argv[1])
DATA = [os.path.join(os.path.abspath(sys.argv[2]), name)
        for name in ("cis-forum.json", "eurasian-organisations.json")]
STEP = int(os.environ.get("KITH_STEP", "11264"))
HOLE = 1500
ASKED = [["stats"], ["rank", "--all", "--json"], ["path", "rcc", "tashkent"],
         ["show", "rcc"], ["export"]]

# Statements that leave a base that SQLite finds nothing wrong with.
FORGED = [
    "DELETE FROM entities WHERE id = 'tashkent'",
    "DELETE FROM relations WHERE number = 7",
    "UPDATE relations SET target = 1 WHERE number = 7",
    "UPDATE relations SET weight = 9 WHERE number = 7",
    "UPDATE entities SET name = 'Somebody else' WHERE number = 7",
    "UPDATE entity_types SET name = 'thing' WHERE number = 1",
    "DELETE FROM aliases WHERE entity = (SELECT min(entity) FROM aliases)",
    "UPDATE packing SET relations = relations - 1",
    "UPDATE packing SET entities = 0, relations = 0, documents = 0",
    "DELETE FROM packing",
    "INSERT INTO packing SELECT * FROM packing",
    "DELETE FROM pack WHERE part = 'target.source'",
    "DELETE FROM pack",
    "UPDATE pack SET checksum = checksum + 1 WHERE part = 'target.relation'",
    "UPDATE name_index SET data = zeroblob(length(data)) WHERE part = 'gram'",
    "UPDATE degrees SET entities = entities + 1",
    "DELETE FROM state",
    "DELETE FROM documents WHERE number = 3",
]


def run(base, command):
    call = subprocess.run([KITH, *command, base], capture_output=True,
                          check=False, timeout=120)
    assert call.returncode >= 0, (command, call)
    return call.returncode, call.stdout


def is_called_sound(base):
    status, _ = run(base, ["check"])
    assert status in (0, 2), status
    return status == 0


def punch(base, whole):
    """Zeros at many places: what differs is seen by `check`."""
    want = [run(base, command) for command in ASKED]
    assert all(status == 0 for status, _ in want) and is_called_sound(base)
    for offset in range(4096, len(whole), STEP):
        hole = bytes(len(whole[offset:offset + HOLE]))
        with open(base, "wb") as out:
            out.write(whole[:offset] + hole + whole[offset + HOLE:])
        answers = [run(base, command) for command in ASKED]
        for command, old, new in zip(ASKED, want, answers):
            assert new == old or new[0] == 2, (offset, command)
        if any(status == 2 for status, _ in answers):
            assert not is_called_sound(base), offset


def forge(base, whole, sql):
    with open(base, "wb") as out:
        out.write(whole)
    db = sqlite3.connect(base)
    db.execute(sql)
    db.commit()
    db.close()
    assert not is_called_sound(base), sql


def unpack(base, whole):
    """Without what is packed the base is slower, and whole."""
    with open(base, "wb") as out:
        out.write(whole)
    want = run(base, ["stats"])
    db = sqlite3.connect(base)
    db.execute("DELETE FROM pack")
    db.execute("DELETE FROM packing")
    db.commit()
    db.close()
    assert is_called_sound(base) and run(base, ["stats"]) == want


def cut(base, whole):
    """A base that gets shorter while it is read is an error, unless all that is
    needed was read before, and no crash."""
    with open(base, "wb") as out:
        out.write(whole)
    want = (0, run(base, ["export"])[1])
    call = subprocess.Popen([KITH, "export", base], stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)
    got = call.stdout.read(1) # it waits for the pipe to be read
    os.truncate(base, 8192)
    got += call.stdout.read()
    call.stdout.close()
    assert call.wait() == 2 or (call.returncode, got) == want, call.returncode


def main():
    with tempfile.TemporaryDirectory() as folder:
        base = os.path.join(folder, "a.kith")
        subprocess.run([KITH, "build", "-q", *DATA, "-o", base], check=True)
        with open(base, "rb") as file:
            whole = file.read()
        punch(base, whole)
        for sql in FORGED:
            forge(base, whole, sql)
        unpack(base, whole)
        cut(base, whole)
        print("ok: a damaged base is called damaged, at each of %d places" %
              (len(whole) // STEP + len(FORGED)))


main()
