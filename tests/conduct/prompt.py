"""The prompt of `kith query` at a terminal: it edits, completes, is interrupted,
keeps a history that nobody else can read, and works without libedit too.

usage: prompt.py KITH ROOT
"""
import os
import pty
import re
import select
import signal
import stat
import sys
import tempfile
import time

kith, root = sys.argv[1:3]
data = os.path.join(root, "data/cis-forum.json")
PROMPT = "kith> "


class Terminal:
    """A kith on a terminal of its own."""

    def __init__(self, *options, **environment):
        self.seen = ""
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.environ.update({"TERM": "xterm", "LC_ALL": "C.UTF-8"},
                              **environment)
            os.execv(kith, [kith, "query", "--color=never", *options, data])

    def type(self, text):
        os.write(self.file, text.encode())

    def expect(self, pattern, seconds=20):
        """Wait for what matches, and take all up to its end."""
        end = time.monotonic() + seconds
        while True:
            found = re.search(pattern, self.seen)
            if found:
                self.seen = self.seen[found.end():]
                return found
            ready = select.select([self.file], [], [], 0.2)[0]
            if ready:
                try:
                    self.seen += os.read(self.file, 4096).decode(errors="replace")
                    continue
                except OSError:
                    end = 0
            if time.monotonic() > end:
                self.kill()
                sys.exit(f"no {pattern!r} in {self.seen!r}")

    def ask(self, text, pattern):
        self.type(text)
        self.expect(pattern)
        self.expect(PROMPT)

    def leave(self, text="\x04"):
        """End the prompt. libedit shows it a moment before it takes single keys. One
        pressed in that moment may be lost, or stay in the line, where Ctrl-D
        deletes and does not leave: so clear the line by Ctrl-U and press again."""
        start = pressed = time.monotonic()
        self.type(text)
        while time.monotonic() < start + 20:
            try:
                if time.monotonic() > pressed + 1:
                    pressed = time.monotonic()
                    self.type("\x15" + text)
                if select.select([self.file], [], [], 0.1)[0]:
                    os.read(self.file, 4096)
            except OSError:
                pass
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                os.close(self.file)
                assert status == 0, f"it ended with {status}"
                return
        self.kill()
        sys.exit("it does not leave")

    def kill(self):
        os.kill(self.process, signal.SIGKILL)


def answers(terminal):
    terminal.expect("21 entities, 24 relations")
    terminal.expect(PROMPT)
    terminal.ask("RETURN 6 * 7 AS x;\r", r"x\r?\n42\r?\n1 row")
    terminal.type("MATCH (n)\r")
    terminal.expect(r"  \.\.\. ")
    terminal.type("RETURN count(n) AS c\r")
    terminal.expect(r"  \.\.\. ")
    terminal.ask("\r", "21")
    terminal.ask("RETURN nix + 1;\r", r"'nix' is not defined[^^]*\^")
    terminal.ask(":save nix.csv\r", "nothing to save: the last statement failed")
    terminal.ask(":all\r", "failed: it has no result")
    assert not os.path.exists("nix.csv")
    terminal.ask("UNWIND range(1, 100) AS x RETURN x;\r", "… 60 more rows; :all")
    terminal.ask(":all\r", "100 rows")
    terminal.ask(":format csv\r", ":format csv")
    terminal.ask("RETURN 'a,b' AS x;\r", '"a,b"')
    terminal.ask(":format table\r", ":format table")
    terminal.ask(":hlep\r", "did you mean ':help'")
    terminal.ask(" help;\r", "'help', 'exit' and 'quit' do without ':'")


def is_interrupted(terminal):
    names = "abcdefgh"
    terminal.type("MATCH " + ",".join(f"({n})" for n in names) +
                  " RETURN count(DISTINCT [" + ",".join(names) + "]);\r")
    time.sleep(0.5)
    terminal.type("\x03")
    terminal.expect("interrupted")
    terminal.expect(PROMPT)
    terminal.ask("RETURN 1 AS still_here;\r", "still_here")


def edits(terminal):
    terminal.type("matc\t (n:pers\t) RETURN n.na\t AS")
    terminal.ask(" who;\r", r"who\r?\n[^>]*Nurudin Mukhitdinov")
    terminal.type("MATCH (n:p\t\t")
    terminal.expect(r"person\s+place\s+plan")
    terminal.type("\x03")
    terminal.expect(r"\^C\r?\n")
    terminal.expect(PROMPT)
    terminal.type("\x1b[A") # up: the statement before the one that was dropped
    terminal.ask("\r", "Nurudin Mukhitdinov")
    for _ in range(2):
        terminal.ask("RETURN 7 AS twice;\r", r"7\r?\n1 row")
    terminal.type("RETURN 8 AS first; RETURN\r")
    terminal.expect(r"  \.\.\. ")
    terminal.ask("9 AS second;\r", r"9\r?\n1 row")
    terminal.ask("RETURN 'Ташкент' AS Ort;\r", "Ташкент\r?\n")


def keeps_history(state):
    path = os.path.join(state, "kith", "history")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600, "others can read it"
    assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
    with open(path, encoding="utf-8") as file:
        text = file.read()
    entries = [line.replace("\\040", " ") for line in text.splitlines()[1:]]
    for entry in ("MATCH (n) RETURN count(n) AS c", "RETURN 7 AS twice;",
                  "RETURN 8 AS first;", "RETURN 9 AS second;"):
        assert entries.count(entry) == 1, f"{entry!r} is not there once: {text}"
    assert all(a != b for a, b in zip(entries, entries[1:])), text
    return path


def has_libedit():
    import ctypes.util
    return ctypes.util.find_library("edit") is not None


with tempfile.TemporaryDirectory() as folder:
    first = Terminal(XDG_STATE_HOME=folder)
    answers(first)
    is_interrupted(first)
    if has_libedit():
        edits(first)
    first.leave()
    if has_libedit():
        path = keeps_history(folder)
        size = os.path.getsize(path)
        again = Terminal(XDG_STATE_HOME=folder)
        again.expect(PROMPT)
        again.type("\x1b[A") # what was typed last time
        again.ask("\r", "Ташкент\r?\n")
        again.leave(":quit\r")
        size = os.path.getsize(path)
        silent = Terminal("--no-history", XDG_STATE_HOME=folder)
        silent.expect(PROMPT)
        silent.ask("RETURN 'secret' AS x;\r", "secret")
        silent.leave("exit\r")
        assert os.path.getsize(path) == size, "--no-history writes one"
    plain = Terminal(TERM="dumb", XDG_STATE_HOME=folder)
    answers(plain)
    is_interrupted(plain)
    plain.leave()
print("the prompt is fine")
