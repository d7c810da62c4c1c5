"""What kith prints fits the screen it is printed on, and loses nothing there:
lines are as wide as the terminal at most, unless they are one word such as an
address; none ends in spaces; an id stands whole, to be copied.

usage: screen.py KITH ROOT
"""
import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios

kith, root = sys.argv[1:3]
data = os.path.join(root, "data/eurasian-organisations.json")
names = os.path.join(root, "data/cis-forum.json")
PROSE = [("show", "armenia", data), ("show", "strategy-2030", names),
         ("path", "--all", "armenia", "wto", data),
         ("path", "isrs", "armenia", names)]
TABLES = [("stats", data), ("find", "treaty", data), ("groups", data),
          ("groups", "--print", "cut-points", data),
          ("rank", "--by", "degree,pagerank,betweenness", "--top", "5", data)]


def printed(width, command):
    """What the command prints on a terminal of `width` columns."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    child = subprocess.Popen([kith, *command], stdin=its, stdout=its, stderr=its,
                             env={"TERM": "xterm", "NO_COLOR": "1",
                                  "LC_ALL": "C.UTF-8"})
    os.close(its)
    text = b""
    while True:
        try:
            text += os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
    os.close(ours)
    assert child.wait() == 0, command
    return text.decode().replace("\r\n", "\n").rstrip("\n").split("\n")


def check(lines, width, command):
    for line in lines:
        where = f"{' '.join(command)} at {width}: {line!r}"
        assert line == line.rstrip(), where
        assert len(line) <= width or " " not in line.strip(), where


for width in (60, 80, 120):
    for command in PROSE + (TABLES if width >= 80 else []):
        check(printed(width, command), width, command)
for command in PROSE + TABLES:
    out = subprocess.run([kith, *command], capture_output=True, text=True)
    check(out.stdout.rstrip("\n").split("\n"), sys.maxsize, command)

with open(data, encoding="utf-8") as file:
    ids = {entity["id"] for entity in json.load(file)["entities"]}
for command in (("find", "treaty", data),
                ("query", data, "MATCH (n) RETURN n.id, n.name LIMIT 5"),
                ("groups", "--print", "cut-points", data)):
    for line in printed(20, command)[1:6]:
        assert not line or line.split()[0] in ids or line.split()[0].isdigit(), line
