#!/usr/bin/env python3
"""A base among other programs and within the limits of the system: it cannot be
written, it is locked, there is no room, there are too many types; other programs
read it.

Usage: outside.py KITH DATA     KITH_PATIENCE=1 for a release: 30 s more
"""
import os
import resource
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time

KITH = os.path.abspath(sys.argv[1])
DATA = [os.path.join(os.path.abspath(sys.argv[2]), name)
        for name in ("cis-forum.json", "eurasian-organisations.json")]
PATIENT = "KITH_PATIENCE" in os.environ
NOBODY = 65534
MORE = b'{"id": "later"}\n'


def run(*args, status=0, **how):
    call = subprocess.run([KITH, *args], capture_output=True, check=False,
                          input=MORE, timeout=120, **how)
    assert call.returncode == status, (args, call)
    return call


def built(folder, name="a.kith", data=DATA, more=()):
    base = os.path.join(folder, name)
    run("build", "-q", *data, "-o", base, *more)
    return base


def content(path):
    with open(path, "rb") as file:
        return file.read()


def try_read_only(folder):
    """Somebody who may only read it."""
    base = built(folder, more=("--with", "pagerank"))
    answers = [run(*command, base).stdout for command in READERS]
    if os.geteuid() == 0:
        how = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        try:
            run("version", **how)
        except (OSError, AssertionError):
            print("kith is where nobody may run it: read-only is not tried")
            return
    else:
        how = {}
    before = content(base)
    for mode, folder_mode in ((0o444, 0o755), (0o444, 0o555), (0o666, 0o555)):
        os.chmod(base, mode)
        os.chmod(folder, folder_mode)
        for command, answer in zip(READERS, answers):
            assert run(*command, base, **how).stdout == answer, command
        for command in (["add", base, "-"], ["remove", base, "--id", "rcc"],
                        ["rank", "--keep", base]):
            call = run(*command, status=3, **how)
            assert b"read-only" in call.stderr, call
        run("build", "-q", DATA[0], "-o", base, status=3, **how)
        assert content(base) == before and os.listdir(folder) == ["a.kith"]
    os.chmod(folder, stat.S_IRWXU)


READERS = [["stats"], ["check", "-q"], ["show", "rcc"], ["find", "tashkent"],
           ["path", "rcc", "tashkent"], ["rank", "--by", "pagerank"],
           ["export"]]


def try_several(folder):
    """Bases that are given together are read as their records are."""
    bases = [built(folder, "%d.kith" % i, [path])
             for i, path in enumerate(DATA)]
    for command in (["stats", "--json"], ["show", "tashkent"],
                    ["rank", "--all", "--json"], ["export"]):
        want = run(*command, *DATA).stdout
        assert run(*command, *bases).stdout == want, command
        assert run(*command, bases[0], DATA[1]).stdout == want, command
    one = built(folder, "one.kith", bases)
    assert run("export", one).stdout == run("export", *DATA).stdout


def hold(base, how, seconds):
    """Lock a base from another program; a thread that lets it go."""
    db = sqlite3.connect(base, isolation_level=None, check_same_thread=False)
    db.execute("BEGIN " + how)

    def let_go():
        time.sleep(seconds)
        db.execute("ROLLBACK")
        db.close()
    thread = threading.Thread(target=let_go)
    thread.start()
    return thread


def try_locked(folder):
    """Who comes to a lock waits, and says it if that takes too long."""
    base = built(folder)
    for how, command in (("EXCLUSIVE", ["stats"]), ("EXCLUSIVE", ["find", "cis"]),
                         ("EXCLUSIVE", ["add", "-q", base, "-"]),
                         ("IMMEDIATE", ["remove", "-q", base, "--id", "rcc"])):
        thread = hold(base, how, 1)
        start = time.monotonic()
        reads = base not in command
        run(*command, *([base] if reads else []))
        assert time.monotonic() - start > 0.8, command
        thread.join()
    if not PATIENT:
        return
    thread = hold(base, "EXCLUSIVE", 40)
    calls = [subprocess.Popen([KITH, *command], stderr=subprocess.PIPE,
                              stdin=subprocess.DEVNULL)
             for command in (["stats", base], ["check", base],
                             ["remove", base, "--id", "tashkent"])]
    for call in calls:
        said = call.communicate()[1]
        assert call.returncode == 2 and b"in use by another" in said, said
    thread.join()


def try_no_room(folder):
    """What does not fit is said, and leaves what was there."""
    base = built(folder, data=DATA[:1])
    before = content(base)
    more = os.path.join(folder, "more.jsonl")
    with open(more, "w", encoding="utf-8") as out:
        out.writelines('{"id": "m%d", "name": "%s"}\n' % (i, "x" * 300)
                       for i in range(3000))
    for size in (8192, len(before) + 4096, len(before) + 90000):
        def limit(most=size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        for command in (["add", base, more],
                        ["build", more, *DATA, "-o", base]):
            call = run(*command, status=3, preexec_fn=limit)
            assert call.stderr.count(b"\n") == 1, call
            assert content(base) == before
            assert sorted(os.listdir(folder)) == ["a.kith", "more.jsonl"]
    run("check", "-q", base)

    def none():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    run("remove", base, "--id", "rcc", status=3, preexec_fn=none)
    assert content(base) == before
    assert sorted(os.listdir(folder)) == ["a.kith", "more.jsonl"]


def try_types(folder):
    """A base has no more types than can be numbered."""
    most = 65534
    source = os.path.join(folder, "a.jsonl")
    with open(source, "w", encoding="utf-8") as out:
        out.writelines('{"id": "e%d", "type": "t%d"}\n' % (i, i)
                       for i in range(most))
    base = built(folder, data=[source])
    before = content(base)
    more = os.path.join(folder, "b.jsonl")
    with open(more, "w", encoding="utf-8") as out:
        out.write('{"id": "f", "type": "one-more"}\n')
    call = run("add", base, more, status=2)
    assert b"more than 65534 types" in call.stderr, call
    assert content(base) == before
    with open(more, "w", encoding="utf-8") as out:
        out.write('{"id": "f", "type": "t0"}\n')
    run("add", base, more)
    run("check", "-q", base)
    with open(source, "a", encoding="utf-8") as out:
        out.write('{"id": "f", "types": ["t0", "one-more"]}\n')
    call = run("build", source, "-o", base, status=2)
    assert b"more than 65534 types" in call.stderr, call


def try_views(folder):
    """Views that another program reads, one row of each."""
    base = built(folder, more=("--with", "degree"))
    db = sqlite3.connect("file:%s?mode=ro" % base, uri=True)
    db.row_factory = sqlite3.Row
    want = {
        "names": ("text", "Tashkent"),
        "entities_named": ("name", "Tashkent"),
        "entities_measured": ("entity", "Tashkent"),
        "relations_named": ("target", "Tashkent"),
        "evidence_quoted": ("document_id", "rcc-news"),
        "documents_cited": ("id", "rcc-news"),
    }
    views = {name for name, in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'view'")}
    assert views == set(want), views
    for view, (column, value) in want.items():
        rows = db.execute("SELECT * FROM %s WHERE %s = ?" % (view, column),
                          (value,)).fetchall()
        assert rows and all(len(row) > 2 for row in rows), view
    held, = [tuple(row) for row in db.execute(
        "SELECT source, type, weight FROM relations_named"
        " WHERE target = 'Tashkent' AND type = 'held_in'")]
    assert held[1:] == ("held_in", 1.0) and "Forum" in held[0], held
    total, = db.execute("SELECT sum(citations) FROM documents_cited").fetchone()
    assert total == db.execute("SELECT count(*) FROM evidence").fetchone()[0]
    db.close()


def main():
    os.umask(0o022)
    for attempt in (try_read_only, try_several, try_locked, try_no_room,
                    try_types, try_views):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            attempt(folder)


main()
