#!/usr/bin/env python3
"""Compares the parts of a document that programs write with what they write now.

usage: generated.py DOCUMENT NAME=PROGRAM...      UPDATE=1 rewrites the parts

A part stands between the lines "<!-- NAME -->" and "<!-- end of NAME -->".
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys


def main():
    path = pathlib.Path(sys.argv[1])
    text, failed = path.read_text("utf-8"), False
    for name, program in (pair.split("=", 1) for pair in sys.argv[2:]):
        written = subprocess.run([program], check=True, capture_output=True, text=True).stdout
        part = re.compile(f"(<!-- {name} -->\n\n)(.*?)(\n<!-- end of {name} -->)", re.S)
        found = part.findall(text)
        assert len(found) == 1, f"{path} has {len(found)} parts called '{name}'"
        if found[0][1] == written:
            continue
        text = part.sub(lambda match, new=written: match[1] + new + match[3], text)
        failed = True
        sys.stdout.writelines(difflib.unified_diff(found[0][1].splitlines(True), written.splitlines(True),
                                                   str(path), program))
    if failed and os.environ.get("UPDATE"):
        path.write_text(text, "utf-8")
    elif failed:
        sys.exit("UPDATE=1 writes what is new into the document")


main()
