"""How each program that is compared is called, and what it says."""
import collections
import fcntl
import math
import os
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", "..", ".."))
BUILD = os.path.join(ROOT, "build", "release")

PEERS = ("igraph", "python-igraph", "networkx", "graph-tool", "networkit",
         "gapbs")

# Exit statuses of the drivers.
NO_SUCH_TASK, NOT_INSTALLED = 4, 5

# Seconds, least seconds of several rounds, processor seconds, MB, a figure.
Result = collections.namedtuple(
    "Result", "wall least processor added kept peak answer note")


class Missing(Exception):
    """A peer, or a task of it, that cannot be had; the text says why."""


class Tools:
    """The programs, and the conditions under which they are run."""

    def __init__(self, folder, python, networkit_python, gapbs, lock, most):
        self.folder, self.gapbs, self.most = folder, gapbs, most
        self.pythons = {"networkit": networkit_python}
        self.python = python
        self.lock = open(lock, "w", encoding="ascii") if lock else None
        self.versions = {}
        self.missing = {}  # peers that are not there: reason

    def path(self, graph, end):
        return os.path.join(self.folder, "%s.%s" % (graph, end))

    def call(self, command, threads):
        """Run a command while no other measures: exit status (None if it took
        too long), output, errors, seconds, processor seconds, peak MB."""
        environment = dict(os.environ, OMP_NUM_THREADS=str(threads),
                           OMP_WAIT_POLICY="passive")
        if self.lock:
            fcntl.flock(self.lock, fcntl.LOCK_EX)
        try:
            return run_measured(command, environment, self.most)
        finally:
            if self.lock:
                fcntl.flock(self.lock, fcntl.LOCK_UN)

    def driver(self, tool, graph, task, rounds, threads):
        """Command line of the driver of a tool."""
        bench = os.path.join(BUILD, "tests", "bench")
        if tool == "kith":
            return [os.path.join(bench, "bench_kernels"),
                    self.path(graph, "jsonl"), task, str(rounds), str(threads)]
        if tool == "igraph":
            return [os.path.join(bench, "bench_igraph"),
                    self.path(graph, "pairs"), task, str(rounds)]
        library = "igraph" if tool == "python-igraph" else tool
        return [self.pythons.get(tool, self.python),
                os.path.join(HERE, "peer_python.py"), library,
                self.path(graph, "pairs"), task, str(rounds), str(threads)]

    def measure(self, tool, graph, task, rounds, threads):
        """One Result a round."""
        if tool in self.missing:
            raise Missing(self.missing[tool])
        if tool == "gapbs":
            return self.measure_gapbs(graph, task, rounds, threads)
        command = self.driver(tool, graph, task, rounds, threads)
        try:
            status, out, errors, *_ = self.call(command, threads)
        except FileNotFoundError:
            status, out, errors = NOT_INSTALLED, "", command[0] + " is missing"
        if status == NOT_INSTALLED:
            self.missing[tool] = errors.strip().splitlines()[-1]
            raise Missing(self.missing[tool])
        if status == NO_SUCH_TASK:
            raise Missing("has none")
        if status is None:
            raise Missing("more than %d processor s" % self.most)
        if status != 0:
            raise Missing("failed: " + (errors.strip() or "exit status %d" %
                                        status).splitlines()[-1])
        return self.results(tool, out)

    def results(self, tool, out):
        note, found = "", []
        for line in out.splitlines():
            words = line.split()
            if words[0] == "version":
                self.versions[tool] = words[1]
            elif words[0] == "scaled":
                note = "some searches, × %s" % words[1]
            elif words[0] == "rounds":
                note = "%s rounds" % words[1]
            else:
                wall, *others = map(float, words)
                found.append(Result(wall, wall, *others, note))
        return found

    def measure_gapbs(self, graph, task, rounds, threads):
        """GAPBS times itself; of memory only the whole process is known, and
        that it is no less than that of this program."""
        options = {"betweenness-256": ("bc", "-i", "256"),
                   "pagerank": ("pr", "-i", "20", "-t", "0"),
                   "components": ("cc",), "triangles": ("tc",)}
        if not self.gapbs:
            self.missing["gapbs"] = "KITH_GAPBS does not name its folder"
            raise Missing(self.missing["gapbs"])
        if task not in options:
            raise Missing("has none")
        name, *more = options[task]
        command = [os.path.join(self.gapbs, name), "-f",
                   self.path(graph, "el"), "-s", *more, "-n"]
        # Its processor time: that of a run less that of one without trials.
        status, out, errors, _, idle, _ = self.call(command + ["0"], threads)
        if status == 0:
            status, out, errors, _, busy, peak = self.call(
                command + [str(rounds)], threads)
        if status is None:
            raise Missing("more than %d processor s" % self.most)
        if status != 0:
            raise Missing("failed: " + errors.strip())
        note = "20 rounds" if task == "pagerank" else ""
        return [Result(float(seconds), float(seconds),
                       max(0, busy - idle) / rounds, math.nan, math.nan, peak,
                       math.nan, note)
                for seconds in re.findall(r"Trial Time: +([0-9.]+)", out)]

    def command(self, arguments, threads):
        """A whole kith command: Result (answer: its output), or Missing."""
        status, out, errors, wall, processor, peak = self.call(
            [os.path.join(BUILD, "kith"), *arguments], threads)
        if status is None:
            raise Missing("more than %d processor s" % self.most)
        if status != 0:
            raise Missing((errors.strip() or "exit status %d" % status)
                          .splitlines()[0])
        return Result(wall, wall, processor, math.nan, math.nan, peak, out, "")


def run_measured(command, environment, most):
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=errors,
                                 stdin=subprocess.DEVNULL, env=environment,
                                 preexec_fn=limit)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, errors):
            file.seek(0)
            texts.append(file.read().decode())
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        child.returncode = None
    return (child.returncode, *texts, wall,
            usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def middle(results):
    """Medians of several Results."""
    wall, least, *numbers = list(zip(*results))[:6]
    return Result(statistics.median(wall), min(least),
                  *map(statistics.median, numbers), *results[0][6:])


def make_graph(tools, name, arguments):
    """Generate a graph: its numbers of entities and relations."""
    if sum(os.path.exists(tools.path(name, end))
           for end in ("jsonl", "el", "pairs")) < 3:
        made = subprocess.run(
            [os.path.join(BUILD, "tests", "bench", "bench_networks"),
             *map(str, arguments), os.path.join(tools.folder, name)],
            stdout=subprocess.DEVNULL, check=False)
        if made.returncode != 0:
            sys.exit("cannot make the graph %s" % name)
    with open(tools.path(name, "pairs"), "rb") as file:
        head = file.read(8)
    return int.from_bytes(head[:4], sys.byteorder), \
        int.from_bytes(head[4:], sys.byteorder)
