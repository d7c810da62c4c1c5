"""Calls kith, and reads from its help what it can do."""
import json
import re
import subprocess


class Failed(Exception):
    """A call that did not succeed; `status` is its exit status."""

    def __init__(self, command, status, errors):
        super().__init__("%s: exit %s: %s" % (" ".join(command), status,
                                              errors.strip()))
        self.status = status


class Kith:
    def __init__(self, path):
        self.path = path
        self.asked = {}  # help texts by command

    def run(self, *arguments, status=(0,)):
        command = [self.path, *arguments]
        call = subprocess.run(command, capture_output=True, text=True,
                              check=False)
        if call.returncode not in status:
            raise Failed(command, call.returncode, call.stderr)
        return call.stdout

    def json(self, *arguments, status=(0,)):
        text = self.run(*arguments, "--format", "json", status=status)
        return json.loads(text) if text else None

    def help(self, command):
        """The help of a command in one line, hyphenated words whole."""
        if command not in self.asked:
            self.asked[command] = re.sub(
                r"-\s+", "-", re.sub(r"\s+", " ", self.run("help", command)))
        return self.asked[command]

    def has(self, command, option):
        return re.search(r" %s\b" % option, self.help(command)) is not None

    def choices(self, command, option):
        """The values that an option names: "...: a, b or c (default: a)"."""
        found = re.search(
            r" %s [A-Z]+ .*?: ((?:[a-z0-9-]+, )*[a-z0-9-]+ or [a-z0-9-]+) "
            r"\(default" % option, self.help(command))
        return re.split(r", | or ", found.group(1)) if found else []

    def measures(self):
        return self.choices("rank", "--by")

    def groupings(self):
        return self.choices("groups", "--method")
