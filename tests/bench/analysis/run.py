#!/usr/bin/env python3
"""The benchmark of the analyses: kith beside igraph (C and Python), NetworkX,
graph-tool, NetworKit and GAPBS, on the same graphs, in one run.

    run.py [--quick] [--only ROWS] [--peers NAMES] [--rounds N] [--most SECONDS]
           [--folder DIR] [--lock FILE]

Prints, as Markdown, the machine, the graphs, a table a row (median seconds of
wall clock and processor, memory, ratios), and then which of the aims are
reached. `--quick` takes small graphs and a minute or two; without it the run
takes about half an hour, 6 GB of memory and 4 GB in TMPDIR (or in --folder,
where graphs are kept for the next run). `--only betweenness,kept` makes the
rows whose name begins so, `--peers igraph,gapbs` with these only. `--lock FILE`
holds a lock during each measurement, for machines that several measure on.

igraph in C is linked. The Python libraries are looked for in PYTHON (default
/usr/bin/python3; Debian: python3-igraph, python3-networkx, python3-graph-tool),
NetworKit in NETWORKIT_PYTHON, the interpreter of an environment of its own:

    python3 -m venv ~/networkit && ~/networkit/bin/pip install networkit
    NETWORKIT_PYTHON=~/networkit/bin/python tests/bench/analysis/run.py

GAPBS is in no package; KITH_GAPBS names the folder of its built programs. A peer
that cannot be had is named as missing. Ratios of rows of one thread are of
processor time, of others of wall clock.
"""
import argparse
import collections
import os
import subprocess
import sys
import tempfile

import report
import tools as tool_box

Row = collections.namedtuple("Row", "task graph threads peers rounds")
Graph = collections.namedtuple("Graph", "what full quick")

GRAPHS = {
    "rmat-14": Graph("R-MAT, scale 14, 16 edges a node",
                     ("rmat", 14, 16), ("rmat", 11, 16)),
    "organisation": Graph("like organisations: units, forums, trees",
                          ("organisation", 65536, 327680),
                          ("organisation", 4096, 20480)),
    "rmat-20": Graph("R-MAT, scale 20, 16 edges a node",
                     ("rmat", 20, 16), ("rmat", 14, 16)),
    "large": Graph("like organisations, 20 M relations",
                   ("organisation", 4194304, 20100000),
                   ("organisation", 65536, 327680)),
}

SMALL = ("rmat-14", "organisation")  # read again for each round
EVERY = tool_box.PEERS
BIG = ("igraph", "graph-tool", "networkit", "gapbs")  # peers for rmat-20

ROWS = [
    Row("betweenness", "rmat-14", 1, EVERY, 1),
    Row("betweenness", "rmat-14", 2, ("networkit",), 1),
    Row("betweenness", "organisation", 1, ("igraph", "graph-tool"), 1),
    Row("betweenness", "organisation", 2, (), 1),
    Row("betweenness-256", "rmat-14", 1, EVERY, 5),
    Row("betweenness-256", "organisation", 1, EVERY, 3),
    Row("betweenness-256", "rmat-20", 1, ("gapbs", "graph-tool"), 1),
    Row("harmonic", "rmat-14", 1, EVERY, 3),
    Row("harmonic", "rmat-14", 2, ("graph-tool", "networkit"), 3),
    Row("harmonic", "organisation", 1, ("igraph",), 3),
    Row("harmonic", "organisation", 2, (), 3),
    Row("closeness", "rmat-14", 1, EVERY, 3),
    Row("closeness", "organisation", 1, ("igraph",), 3),
    Row("pagerank", "rmat-14", 1, EVERY, 5),
    Row("pagerank", "rmat-20", 1, BIG, 3),
    Row("pagerank", "rmat-20", 2, BIG, 3),
    Row("components", "rmat-20", 1, BIG, 5),
    Row("component-groups", "rmat-20", 1, ("igraph",), 3),
    Row("coreness", "rmat-20", 1, BIG, 3),
    Row("triangles", "rmat-14", 1, EVERY, 5),
    Row("triangles", "rmat-20", 1, BIG, 3),
    Row("triangles", "rmat-20", 2, ("graph-tool", "networkit", "gapbs"), 3),
    Row("adjacency", "organisation", 1, ("igraph",), 5),
    Row("adjacency", "rmat-20", 1, ("igraph",), 3),
    Row("lists", "organisation", 1, EVERY, 5),
    Row("lists", "rmat-20", 1, BIG, 3),
    Row("lists-in", "rmat-20", 1, ("igraph",), 3),
    Row("leiden", "organisation", 1, EVERY, 3),
    Row("leiden", "rmat-20", 1, ("igraph", "networkit"), 1),
]

MEASURES = "pagerank,degree,coreness,harmonic"
COMMANDS = [  # graph, arguments before the file
    ("large", ["stats"]),
    ("large", ["rank", "--by", MEASURES, "--sample", "256", "--undirected"]),
    ("large", ["groups"]),
    ("rmat-20", ["groups", "--method", "components"]),
    ("rmat-14", ["rank", "--by", "betweenness", "--undirected"]),
    ("organisation", ["rank", "--by", "betweenness", "--undirected"]),
    ("organisation", ["groups"]),
]


def measure_row(box, row, rounds, allowed):
    """{tool: median Result or Missing}. Tools take turns, so that a machine that
    slows down slows all of them."""
    found = collections.defaultdict(list)
    failed = {}
    many = rounds or row.rounds
    outer = many if row.graph in SMALL else 1
    for _ in range(outer):
        for tool in ["kith"] + [p for p in row.peers if p in allowed]:
            if tool in failed:
                continue
            try:
                found[tool] += box.measure(tool, row.graph, row.task,
                                           many // outer, row.threads)
            except tool_box.Missing as reason:
                failed[tool] = reason
    result = {tool: tool_box.middle(results)
              for tool, results in found.items() if tool not in failed}
    result.update(failed)
    return result


def measure_commands(box, only):
    for graph, arguments in COMMANDS:
        name = "kith " + " ".join(arguments)
        if not name.startswith(only):
            continue
        for threads in (1, 2):
            try:
                result = box.command([*arguments, box.path(graph, "jsonl")],
                                     threads)
            except tool_box.Missing as reason:
                result = reason
            yield name, graph, threads, result


def top_ten(box, graph, arguments):
    result = box.command(
        ["rank", "--by", "betweenness", "--undirected", "--top", "10",
         "--format", "tsv", *arguments, box.path(graph, "jsonl")], 2)
    return {line.split("\t")[0] for line in result.answer.splitlines()[1:]}


def measure_kept(box, seeds):
    """How many of the top ten by exact betweenness 256 sources keep, for each
    of several seeds. Of rmat-20, where exact would take a day, by 8,192."""
    for graph, exact in (("rmat-14", []), ("organisation", []),
                         ("rmat-20", ["--sample", "8192",
                                      "--random-seed", "99"])):
        try:
            best = top_ten(box, graph, exact)
            kept = [len(best & top_ten(box, graph, [
                "--sample", "256", "--random-seed", str(seed)]))
                    for seed in range(seeds)]
        except tool_box.Missing as reason:
            kept = reason
        yield graph, bool(exact), kept


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", metavar="ROWS", default="")
    parser.add_argument("--peers", metavar="NAMES",
                        default=",".join(tool_box.PEERS))
    parser.add_argument("--rounds", type=int, default=0, metavar="N")
    parser.add_argument("--most", type=int, default=120, metavar="SECONDS",
                        help="give a program up after so much processor time")
    parser.add_argument("--folder", metavar="DIR")
    parser.add_argument("--lock", metavar="FILE")
    return parser.parse_args()


def build():
    subprocess.run(["cmake", "--preset", "release", "-DBUILD_TESTING=ON"],
                   cwd=tool_box.ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target",
                    "bench", "--", "--quiet"], cwd=tool_box.ROOT, check=True,
                   stdout=subprocess.DEVNULL)


def make_graphs(box, quick, wanted):
    sizes = {}
    for name, graph in GRAPHS.items():
        if name in wanted:
            sizes[name] = tool_box.make_graph(
                box, name, graph.quick if quick else graph.full)
            report.graph(name, graph.what, sizes[name])
    return sizes


def run(options, folder):
    box = tool_box.Tools(
        folder, os.environ.get("PYTHON", "/usr/bin/python3"),
        os.environ.get("NETWORKIT_PYTHON", "/usr/bin/python3"),
        os.environ.get("KITH_GAPBS"), options.lock, options.most)
    only = tuple(options.only.split(","))
    rows = [row for row in ROWS if row.task.startswith(only)]
    commands = any("kith".startswith(name[:4]) for name in only)
    kept = any("kept".startswith(name) for name in only)
    wanted = set(GRAPHS) if commands or kept else {r.graph for r in rows}
    report.machine()
    make_graphs(box, options.quick, wanted)
    results = {}
    for row in rows:
        results[row] = measure_row(box, row, options.rounds,
                                   options.peers.split(","))
        report.row(row, results[row], options.rounds or row.rounds)
    if commands:
        report.commands(measure_commands(box, only))
    if kept:
        report.kept(measure_kept(box, 3 if options.quick else 10))
    report.peers(box.versions, box.missing)
    report.aims(results)


def main():
    options = arguments()
    build()
    if options.folder:
        folder = os.path.join(options.folder,
                              "quick" if options.quick else "full")
        os.makedirs(folder, exist_ok=True)
        run(options, folder)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        run(options, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
