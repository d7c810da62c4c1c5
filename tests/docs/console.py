#!/usr/bin/env python3
"""Runs every console block of a document and compares what it prints.

usage: console.py PROGRAM_FOLDER DOCUMENT...

In a fenced block marked `console` a line that begins with "$ " is a command for
the shell; the lines up to the next command are what it prints, standard error
after standard output. A line "…" stands for any number of lines. A command
may answer no (status 1), but not fail. Commands run
one after another in one temporary folder that holds the project's data.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def blocks(text):
    for match in re.finditer(r"^```console\n(.*?)^```", text, re.S | re.M):
        yield text[: match.start(1)].count("\n") + 1, match.group(1).splitlines()


def commands(lines, first):
    command, line, expected = None, 0, []
    for number, text in enumerate(lines, first):
        if text.startswith("$ "):
            if command:
                yield line, command, expected
            command, line, expected = text[2:], number, []
        elif command and command.endswith("\\") and not expected:
            command = command[:-1] + text.strip()
        else:
            expected.append(text)
    if command:
        yield line, command, expected


def matches(expected, printed):
    if not expected:
        return not printed
    if expected[0] == "…":
        return any(matches(expected[1:], printed[i:]) for i in range(len(printed) + 1))
    return bool(printed) and printed[0] == expected[0] and matches(expected[1:], printed[1:])


def main():
    programs, documents = sys.argv[1], sys.argv[2:]
    passed = failed = 0
    environment = dict(os.environ, PATH=f"{programs}:{os.environ['PATH']}", LC_ALL="C.UTF-8")
    for name in documents:
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(ROOT / "data", pathlib.Path(folder) / "data")
            os.symlink(ROOT / "schemas", pathlib.Path(folder) / "schemas")
            for first, lines in blocks(pathlib.Path(name).read_text("utf-8")):
                for line, command, expected in commands(lines, first):
                    run = subprocess.run(command, shell=True, cwd=folder, env=environment, text=True,
                                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                         stderr=subprocess.STDOUT, timeout=120)
                    printed = [text.rstrip() for text in run.stdout.splitlines()]
                    expected = [text.rstrip() for text in expected]
                    while expected and not expected[-1]:
                        expected.pop()
                    while printed and not printed[-1]:
                        printed.pop()
                    wrong = run.returncode > 1  # the call or the system, not a plain "no"
                    if matches(expected, printed) and not wrong:
                        passed += 1
                        continue
                    failed += 1
                    print(f"{name}:{line}: $ {command}\nexpected:")
                    print("\n".join("  " + text for text in expected))
                    print("printed:")
                    print("\n".join("  " + text for text in printed))
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
