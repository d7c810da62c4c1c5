#!/usr/bin/env python3
"""Gives kith every kind of bad input and looks at what a person would see.

usage: run.py KITH

Each case says what must come back: the exit status (0 yes, 1 no, 2 wrong call or
input, 3 the system failed), a part of what is printed, and that nothing is left
half-written.
"""
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

KITH = os.path.abspath(sys.argv[1])
SANITIZED = b"__asan_init" in pathlib.Path(KITH).read_bytes() or b"__tsan_init" in pathlib.Path(KITH).read_bytes()
passed, failures = 0, []


def kith(*args, stdin=b"", **more):
    return subprocess.run([KITH, *args], input=stdin, capture_output=True, timeout=300, **more)


def expect(name, run, status, *texts):
    global passed
    printed = (run.stdout + run.stderr).decode("utf-8", "replace")
    problems = []
    if run.returncode != status:
        problems.append(f"status {run.returncode}, not {status}")
    problems += [f"does not say {text!r}" for text in texts if text not in printed]
    if status in (2, 3):
        lines = [line for line in run.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
        if not lines or not lines[0].startswith("kith: "):
            problems.append("standard error does not begin with 'kith: '")
    if problems:
        failures.append(f"{name}: {'; '.join(problems)}\n    {printed[:600]}")
    else:
        passed += 1


def check(name, condition, detail=""):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(f"{name}: {detail}")


def file_cases(folder):
    """Text of a file, what check exits with and says, what stats exits with."""
    good = b'{"entities": [{"id": "a"}, {"id": "b"}], "relations": [{"source": "a", "type": "t", "target": "b"}]}'
    return {
        "empty": (b"", 1, "there is nothing in this input", 2),
        "blank": (b" \n\t\r\n ", 1, "there is nothing in this input", 2),
        "truncated": (good[:60], 1, "the text ends too early", 2),
        "byte-order-mark": (b"\xef\xbb\xbf" + good, 0, "byte order mark", 0),
        "utf-16": (good.decode().encode("utf-16"), 1, "records must begin with", 2),
        "invalid-utf-8": (b'{"id": "a", "name": "\xff"}\n', 1, "bytes that are not UTF-8", 2),
        "deep": (b'{"id": "a", "properties": {"p": ' + b"[" * 100000 + b"]" * 100000 + b"}}\n", 1,
                 "nested deeper than 512 levels", 2),
        "nul-in-a-name": (b'{"id": "a", "name": "x\\u0000y"}\n', 1, "U+0000", 2),
        "nul-byte": (b'{"id": "a\x00"}\n', 1, "control character", 2),
        "beyond-double": (b'{"source": "a", "type": "t", "target": "b", "weight": 1e999}\n', 1, "range of a double", 2),
        "self-relation": (b'{"id": "a"}\n{"source": "a", "type": "t", "target": "a"}\n', 0, "same entity", 0),
        "parallel": (b'{"id": "a"}\n{"id": "b"}\n' + b'{"source": "a", "type": "t", "target": "b", "since": "2001"}\n'
                     b'{"source": "a", "type": "t", "target": "b", "since": "2002"}\n', 0, "2 relations", 0),
        "isolated": (b'{"id": "a"}\n{"id": "b"}\n', 0, "2 entities", 0),
        "no-relations": (b'{"entities": [{"id": "a"}], "relations": []}', 0, "0 relations", 0),
        "not-records": (b"[1, 2, 3]", 1, "records must begin with", 2),
        "other-dialect": (b'{"nodes": [], "links": []}', 1, "", 2),
        "text": (b"hello, world\n", 1, "records must begin with", 2),
    }


def plain_files(folder):
    for name, (text, status, says, stats) in file_cases(folder).items():
        path = folder / f"{name}.json"
        path.write_bytes(text)
        expect(f"check {name}", kith("check", str(path)), status, says)
        expect(f"stats {name}", kith("stats", str(path)), stats)
        expect(f"check {name} on standard input", kith("check", "-", stdin=text), status, says)
        for command in (["rank"], ["groups"], ["export", "--format", "dot"], ["vocabulary"]):
            expect(f"{command[0]} {name}", kith(*command, str(path)), stats)


def places(folder):
    path = folder / "place.json"
    path.write_text('{\n "entities": [\n  {"id": "a", "name": "Жук" "type": "t"}\n ]\n}\n')
    expect("place in a document", kith("check", str(path)), 1, "place.json:3:29: error")
    path.write_text('{"id": "a"}\n{"source": "a", "type": "t", "target": "bb"}\n')
    expect("place of a relation", kith("check", str(path)), 1, "place.json:2:1: error: target 'bb' is not defined")


def missing(folder):
    expect("no such file", kith("stats", str(folder / "nowhere.json")), 2, "No such file")
    empty = folder / "empty-folder"
    empty.mkdir()
    expect("a folder without records", kith("stats", str(empty)), 2, "no records in folder")
    expect("no input", kith("stats"), 2)
    expect("unknown command", kith("statz", "x"), 2, "did you mean 'stats'?")
    expect("unknown option", kith("stats", "--formt", "json", "x"), 2, "did you mean '--format'?")
    expect("unknown choice", kith("stats", "--format", "jsn", "x"), 2, "json")
    if os.geteuid() != 0:
        secret = folder / "secret.json"
        secret.write_text("{}")
        secret.chmod(0)
        expect("an unreadable file", kith("stats", str(secret)), 2, "Permission denied")


def peak_of(args):
    """Exit status and peak memory in MB of a run."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execv(KITH, [KITH, *args])
    _, status, usage = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024


def large(folder):
    path = folder / "large.json"
    with path.open("wb") as out:
        out.write(b'{"id": "a", "name": "')
        for _ in range(200):
            out.write(b"x" * 1_000_000)
        out.write(b'"}\n{"id": "b"}\n')
    expect("a line of 200 MB", kith("check", str(path)), 1, "longer than", "1 entity")
    status, peak = peak_of(["check", str(path)])
    check("memory for a line of 200 MB", SANITIZED or peak < 260, f"{peak:.0f} MB")
    expect("a line of 200 MB, allowed", kith("check", "--max-record", "1G", str(path)), 0, "2 entities")
    path.unlink()
    path = folder / "long-id.json"
    path.write_bytes(b'{"id": "' + b"i" * 1_000_000 + b'", "type": "t"}\n{"id": "b"}\n')
    expect("an id of 1 MB", kith("check", str(path)), 0, "2 entities")
    expect("an id of 1 MB, ranked", kith("rank", str(path)), 0)
    expect("an id of 1 MB, exported", kith("export", "--format", "dot", str(path)), 0)


def outputs(folder):
    data = folder / "good.json"
    data.write_text('{"entities": [{"id": "a"}, {"id": "b"}], "relations": [{"source": "a", "type": "t", "target": "b"}]}')
    expect("output in a folder that is not there", kith("rank", str(data), "-o", str(folder / "no" / "x")), 3, "No such file")
    expect("output over a folder", kith("rank", str(data), "-o", str(folder)), 3)
    if os.path.exists("/dev/full"):
        for command in (["stats"], ["rank"], ["export", "--format", "dot"], ["check"], ["groups"], ["vocabulary"]):
            with open("/dev/full", "wb") as full:
                run = subprocess.run([KITH, *command, str(data)], stdout=full, stderr=subprocess.PIPE, timeout=60)
            run.stdout = b""
            expect(f"{command[0]} on a full disk", run, 3, "No space left on device")
    kept = folder / "kept.csv"
    kept.write_text("precious")
    expect("a failing call keeps the old file", kith("rank", str(folder / "nowhere.json"), "-o", str(kept)), 2)
    check("the old file is as it was", kept.read_text() == "precious")


def closed_pipe(folder):
    data = folder / "many.jsonl"
    data.write_text("".join(f'{{"id": "entity {i}"}}\n' for i in range(50000)))
    run = subprocess.run(f"'{KITH}' rank --all '{data}' | head -1", shell=True, capture_output=True, timeout=120)
    check("a closed pipe", run.stderr == b"" and run.stdout.count(b"\n") == 1, run.stderr.decode()[:200])


def interrupted(folder):
    out, work = folder / "interrupted.json", folder / "work"
    work.mkdir()
    reader, writer = os.pipe()
    run = subprocess.Popen([KITH, "export", "-", "-o", str(out)], stdin=reader, stdout=subprocess.DEVNULL,
                           stderr=subprocess.PIPE, env=dict(os.environ, TMPDIR=str(work)))
    os.close(reader)
    os.write(writer, b'{"id": "a"}\n' * 1000)
    time.sleep(0.3)  # it waits for more input: the signal comes in the middle
    run.send_signal(signal.SIGINT)
    run.wait(timeout=60)
    os.close(writer)
    run.stderr.close()
    check("Ctrl-C ends it", run.returncode in (-signal.SIGINT, 130), f"status {run.returncode}")
    left = [path.name for path in folder.iterdir() if "interrupted" in path.name] + list(os.listdir(work))
    check("Ctrl-C leaves nothing", not left, f"left {left}")


def main():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in (plain_files, places, missing, large, outputs, closed_pipe, interrupted):
            part(folder)
    print("\n".join(failures))
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
