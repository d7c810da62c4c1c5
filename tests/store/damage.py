#!/usr/bin/env python3
"""A damaged base is never called sound, and gives no wrong answer in silence.

Usage: damage.py KITH DATA     KITH_STEP=512 KITH_FLIPS=20000 for a release
"""
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

KITH = os.path.abspath(sys.argv[1])
DATA = [os.path.join(os.path.abspath(sys.argv[2]), name)
        for name in ("cis-forum.json", "eurasian-organisations.json")]
STEP = int(os.environ.get("KITH_STEP", "11264"))
FLIPS = int(os.environ.get("KITH_FLIPS", "150"))
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
    "UPDATE entities SET properties = replace(properties, 'e', 'f')"
    " WHERE properties IS NOT NULL",
    "UPDATE relations SET evidence = replace(evidence, 'e', 'f')"
    " WHERE evidence IS NOT NULL",
    "UPDATE documents SET title = title || ' '",
    "UPDATE shapes SET text = replace(text, ', ', ',  ')",
    "UPDATE members SET value = '0'",
    "UPDATE evidence SET position = position + 1",
    "UPDATE state SET changes = changes + 1",
    "UPDATE digests SET sum = sum + 1 WHERE name = 'shapes'",
    "DELETE FROM digests WHERE name = 'entities'",
    "UPDATE column_values SET value = 2 WHERE entity = 3",
    "UPDATE columns SET how = 'otherwise'",
    "UPDATE pack SET width = 2 WHERE part = 'texts'",
    "UPDATE pack SET width = 4 WHERE part = 'entity.type.codes'",
    "UPDATE pack SET width = 0 WHERE part = 'source.from'",
    "UPDATE pack SET width = -1 WHERE part = 'source.from'",
    "UPDATE pack SET width = -1 WHERE part = 'source.relation'",
]

# Chunks that a forger has changed, with checksums that are right: elements that
# are not whole, too many or too few, and places that nothing is at.
CHUNKS = [
    (part, change)
    for part in ("entity.id", "entity.name", "entity.type.codes",
                 "entity.aliases", "relation.type.codes", "source.from",
                 "source.relation", "source.target", "target.from",
                 "target.relation", "target.source", "census")
    for change in (lambda data: data[:-1], lambda data: data + b"\1",
                   lambda data: data * 2, lambda data: b"\xff" * len(data))
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


def content(base):
    """All that SQLite finds in a file, unless it finds it damaged."""
    db = sqlite3.connect(base)
    db.text_factory = bytes
    try:
        if db.execute("PRAGMA integrity_check").fetchall() != [(b"ok",)]:
            return None
        names = [name.decode() for name, in db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [db.execute("PRAGMA user_version").fetchall(),
                db.execute("PRAGMA application_id").fetchall(),
                db.execute("SELECT type, name, tbl_name, sql FROM"
                           " sqlite_schema").fetchall(),
                [sorted(db.execute("SELECT * FROM " + name), key=repr)
                 for name in names if name != "sqlite_schema"]]
    except (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError):
        return None
    finally:
        db.close()


def flip(base, whole):
    """One byte is another: `check` sees it, or nothing was said by it."""
    rng = random.Random(FLIPS)
    want = None
    seen = 0
    for _ in range(FLIPS):
        offset = rng.randrange(len(whole))
        other = whole[offset] ^ (1 << rng.randrange(8))
        with open(base, "wb") as out:
            out.write(whole[:offset] + bytes([other]) + whole[offset + 1:])
        if not is_called_sound(base):
            seen += 1
            continue
        with open(base + "2", "wb") as out:
            out.write(whole)
        want = want or content(base + "2")
        assert content(base) == want, (offset, whole[offset], other)
    return seen


def forge(base, whole, sql):
    with open(base, "wb") as out:
        out.write(whole)
    db = sqlite3.connect(base)
    db.execute(sql)
    db.commit()
    db.close()
    assert not is_called_sound(base), sql


def checksum(data, chunk):
    """As src/store/checksum.h has it."""
    def times(x):
        return x * 0x100000001B3 % (1 << 64)
    sums = [chunk + 1, len(data), 3, 4]
    data += bytes(-len(data) % 32)
    for at in range(0, len(data), 32):
        for i in range(4):
            word = data[at + 8 * i:at + 8 * i + 8]
            sums[i] = times(sums[i] ^ int.from_bytes(word, "little"))
            sums[i] ^= sums[i] >> 29
    for i in range(1, 4):
        sums[0] = times(sums[0] ^ sums[i]) ^ sums[0] >> 31
    return sums[0] >> 1


def forge_chunk(base, whole, part, change):
    """It is called damaged, and what is asked is refused or as it was."""
    with open(base, "wb") as out:
        out.write(whole)
    want = [run(base, command) for command in ASKED]
    db = sqlite3.connect(base)
    data, was = db.execute("SELECT data, checksum FROM pack WHERE part = ? AND"
                           " chunk = 0", (part,)).fetchone()
    assert checksum(data, 0) == was, part
    data = change(data)
    db.execute("UPDATE pack SET data = ?, checksum = ? WHERE part = ? AND chunk"
               " = 0", (data, checksum(data, 0), part))
    db.commit()
    db.close()
    for command, old in zip(ASKED, want):
        new = run(base, command)
        assert new == old or new[0] == 2, (part, command)
    assert not is_called_sound(base), part


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
        subprocess.run([KITH, "build", "-q", *DATA, "--with", "pagerank", "-o",
                        base], check=True)
        with open(base, "rb") as file:
            whole = file.read()
        punch(base, whole)
        for sql in FORGED:
            forge(base, whole, sql)
        for part, change in CHUNKS:
            forge_chunk(base, whole, part, change)
        unpack(base, whole)
        cut(base, whole)
        seen = flip(base, whole)
        print("ok: a damaged base is called damaged, at each of %d places; of %d"
              " bytes that are others %d are seen, the rest says nothing" %
              (len(whole) // STEP + len(FORGED) + len(CHUNKS), FLIPS, seen))


main()
