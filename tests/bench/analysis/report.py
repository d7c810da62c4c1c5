"""What the benchmark prints: Markdown that reads as text."""
import math
import os
import platform
import re
import subprocess
import time

import tools as tool_box

# Aims: what, row (task, graph, threads), peer, its threads, whose column, and
# how many times at least (with AVX-512, AVX2, neither). Programs of one thread
# are compared by processor time, which others on the machine disturb least; two
# threads by the least time of all rounds, for the same reason.
AIMS = [
    ("exact betweenness, 1 thread", ("betweenness", "rmat-14", 1), "igraph", 1,
     "processor", (12, 6, 3)),
    ("exact betweenness, 2 threads against 1",
     ("betweenness", "rmat-14", 2), "igraph", 1, "processor", (22, 11, 3)),
    ("betweenness from 256 sources", ("betweenness-256", "rmat-14", 1), "gapbs",
     1, "processor", (8, 4, 4)),
    ("betweenness from 256 sources", ("betweenness-256", "rmat-14", 1),
     "graph-tool", 1, "processor", (8, 4, 4)),
    ("exact harmonic", ("harmonic", "rmat-14", 1), "igraph", 1, "processor",
     (100, 100, 100)),
    ("exact closeness", ("closeness", "rmat-14", 1), "igraph", 1, "processor",
     (100, 100, 100)),
    ("PageRank, an iteration", ("pagerank", "rmat-20", 1), "gapbs", 1, "round",
     (1.15, 1.15, 1.15)),
    ("components", ("components", "rmat-20", 1), "igraph", 1, "processor",
     (10, 10, 10)),
    ("components as groups", ("component-groups", "rmat-20", 1), "igraph", 1,
     "processor", (1, 1, 1)),
    ("coreness", ("coreness", "rmat-20", 1), "igraph", 1, "processor", (4, 4, 4)),
    ("triangles", ("triangles", "rmat-20", 1), "igraph", 1, "processor",
     (10, 10, 10)),
    ("betweenness, 2 threads", ("betweenness", "rmat-14", 2), "kith", 1, "least",
     (1.8, 1.8, 1.8)),
    ("harmonic, 2 threads", ("harmonic", "rmat-14", 2), "kith", 1, "least",
     (1.8, 1.8, 1.8)),
    ("triangles, 2 threads", ("triangles", "rmat-20", 2), "kith", 1, "least",
     (1.8, 1.8, 1.8)),
    ("lists of neighbours, time", ("lists", "rmat-20", 1), "igraph", 1,
     "processor", (4, 4, 4)),
    ("lists of neighbours, memory kept", ("lists", "rmat-20", 1), "igraph", 1,
     "kept", (4, 4, 4)),
    ("lists of neighbours, memory at most", ("lists", "rmat-20", 1), "igraph",
     1, "added", (4, 4, 4)),
    ("lists of one direction, time", ("lists-in", "rmat-20", 1), "igraph", 1,
     "processor", (4, 4, 4)),
    ("lists of one direction, memory kept", ("lists-in", "rmat-20", 1), "igraph",
     1, "kept", (4, 4, 4)),
    ("lists of one direction, memory at most", ("lists-in", "rmat-20", 1),
     "igraph", 1, "added", (4, 4, 4)),
    ("adjacency with relations, time", ("adjacency", "rmat-20", 1), "igraph", 1,
     "processor", (4, 4, 4)),
    ("adjacency with relations, memory kept", ("adjacency", "rmat-20", 1),
     "igraph", 1, "kept", (4, 4, 4)),
]


def say(text=""):
    print(text, flush=True)


def flags():
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as info:
        return re.search(r"^flags\s*:(.*)$", info.read(), re.M).group(1).split()


def level():
    """0 with AVX-512, 1 with AVX2, 2 with neither."""
    known = flags()
    return 0 if "avx512f" in known else 1 if "avx2" in known else 2


def machine():
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as info:
        text = info.read()
    def field(name):
        found = re.search(r"^%s\s*:\s*(.*)$" % name, text, re.M)
        return found.group(1) if found else "?"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    compiler = subprocess.run(["cc", "--version"], capture_output=True,
                              text=True, check=False).stdout.splitlines()[0]
    with open("/etc/os-release", encoding="utf-8") as release:
        system = re.search(r'PRETTY_NAME="?([^"\n]*)', release.read()).group(1)
    say("%s; %s (family %s, model %s), %d processors, %s, %.0f GB; %s, "
        "Linux %s; %s" % (
            time.strftime("%Y-%m-%d", time.gmtime()), field("model name"),
            field("cpu family"), field("model"), os.cpu_count(),
            ("AVX-512", "AVX2", "neither AVX2 nor AVX-512")[level()],
            memory / 1e9, system, platform.release().split("-")[0], compiler))
    say()
    say("| graph | | entities | relations |")
    say("| --- | --- | --- | --- |")


def graph(name, what, size):
    say("| %s | %s | %s | %s |" % (name, what, format(size[0], ","),
                                   format(size[1], ",")))


def figure(value, digits=3):
    if value is None or math.isnan(value):
        return "–"
    if value >= 100:
        return "%.0f" % value
    return "%.*g" % (digits, value)


def times(value):
    return "–" if math.isnan(value) else figure(value, 3) + " ×"


def ratio(of, to):
    return of / to if to and not math.isnan(to) else math.nan


def same(result, kith):
    """Whether the answer is kith's; communities need not be the same."""
    if not isinstance(kith, tool_box.Result) or math.isnan(result.answer) or \
            math.isnan(kith.answer):
        return "–"
    apart = abs(result.answer - kith.answer) / max(1e-300, abs(kith.answer))
    return "yes" if apart < 1e-6 else "%.6g, not %.6g" % (
        result.answer, kith.answer)


def compare(result, kith, one_thread):
    """How many times faster kith is: an iteration where they are counted."""
    rounds = value(result, "round"), value(kith, "round")
    if not any(map(math.isnan, rounds)):
        return ratio(*rounds)
    return ratio(result.processor, kith.processor) if one_thread else \
        ratio(result.wall, kith.wall)


def row(row, results, rounds):
    """A table of one row: every tool, so many rounds of each."""
    kith = results["kith"]
    say()
    say("**%s** · %s · %d thread%s · median of %d" % (
        row.task, row.graph, row.threads, "s" * (row.threads > 1), rounds))
    say()
    say("| | wall s | processor s | added MB | kept MB | peak MB "
        "| kith is faster | same answer | |")
    say("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for tool, result in results.items():
        if isinstance(result, tool_box.Missing):
            say("| %s | %s | | | | | | | |" % (tool, result))
            continue
        faster = compare(result, kith, row.threads == 1) \
            if isinstance(kith, tool_box.Result) else math.nan
        say("| %s | %s | %s | %s | %s | %s | %s | %s | %s |" % (
            tool, figure(result.wall), figure(result.processor),
            figure(result.added), figure(result.kept), figure(result.peak),
            "" if tool == "kith" else times(faster),
            figure(result.answer, 6) if row.task == "leiden" else
            "" if tool == "kith" else same(result, kith), result.note))


def commands(measured):
    say()
    say("**whole commands**")
    say()
    say("| | graph | threads | wall s | processor s | peak MB |")
    say("| --- | --- | --- | --- | --- | --- |")
    for name, graph_name, threads, result in measured:
        if isinstance(result, tool_box.Missing):
            say("| `%s` | %s | %d | %s | | |" % (name, graph_name, threads,
                                                result))
        else:
            say("| `%s` | %s | %d | %s | %s | %s |" % (
                name, graph_name, threads, figure(result.wall),
                figure(result.processor), figure(result.peak)))


def kept(measured):
    say()
    say("**of the ten with most betweenness, 256 sources keep**")
    say()
    say("| graph | the ten by | least | median | seeds |")
    say("| --- | --- | --- | --- | --- |")
    for graph_name, sampled, counts in measured:
        if isinstance(counts, tool_box.Missing):
            say("| %s | %s | | | |" % (graph_name, counts))
            continue
        counts = sorted(counts)
        say("| %s | %s | %d | %d | %d |" % (
            graph_name, "8,192 sources" if sampled else "all sources",
            counts[0], counts[len(counts) // 2], len(counts)))


def peers(versions, missing):
    say()
    for tool in tool_box.PEERS:
        if tool in missing:
            say("%s: missing (%s)" % (tool, missing[tool]))
        elif tool in versions:
            say("%s %s" % (tool, versions[tool]))


def value(result, column):
    """A column of a result; `round` is the time of an iteration."""
    if column != "round":
        return getattr(result, column)
    rounds = re.match(r"(\d+) rounds", result.note)
    return result.processor / int(rounds.group(1)) if rounds else math.nan


def aims(results):
    found = {row[:3]: tools for row, tools in results.items()}
    say()
    say("| aim | against | at least | measured | |")
    say("| --- | --- | --- | --- | --- |")
    for what, key, peer, threads, column, least in AIMS:
        mine = found.get(key, {}).get("kith")
        other = found.get((key[0], key[1], threads), {}).get(peer)
        if not isinstance(mine, tool_box.Result) or \
                not isinstance(other, tool_box.Result):
            say("| %s | %s | %g × | not measured | |" % (
                what, peer if peer != "kith" else "itself", least[level()]))
            continue
        got = ratio(value(other, column), value(mine, column))
        say("| %s | %s | %g × | %s | %s |" % (
            what, peer if peer != "kith" else "itself", least[level()],
            times(got), "yes" if got >= least[level()] else "no"))
