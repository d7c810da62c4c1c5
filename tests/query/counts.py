#!/usr/bin/env python3
"""Counting without listing beside listing, on random graphs and patterns.

  counts.py KITH [--graphs N] [--queries N] [--seed S]

count(*) is planned in a way of its own; size(collect(1)) lists every match. Both
must agree on patterns of up to five relations that branch, also alike, turn, go both
ways, repeat types, ask for labels and keep nodes apart, in graphs with self-relations,
parallel and undirected ones; in all, for each node of the pattern, and for what
only asks for types, where one relation stands for all of its kind.
"""
import argparse
import json
import random
import subprocess
import sys
import tempfile

TYPES, LABELS = ["R", "S"], ["A", "B"]


def graph(chance):
    size = chance.randint(2, 6)
    entities = [{"id": f"n{i}", "types": [l for l in LABELS if chance.random() < 0.6]}
                for i in range(size)]
    # by its id each stays one of its own, where they are parallel
    relations = [{"id": f"r{i}", "source": f"n{chance.randrange(size)}", "target": f"n{chance.randrange(size)}",
                  "type": chance.choice(TYPES), "directed": chance.random() < 0.85}
                 for i in range(chance.randint(2, 12))]
    return {"entities": entities, "relations": relations}


def relation(chance):
    kind = chance.choice(["", ":R", ":R", ":S", ":R|S"])
    return chance.choice(["-[{}]->", "<-[{}]-", "-[{}]-"]).format(kind)


def pattern(chance):
    """A tree of relations, as paths that hang on nodes named before; its nodes."""
    names, parts = ["a"], []
    for i in range(chance.randint(1, 5)):
        twin = i > 0 and chance.random() < 0.25 # like the one before, of the same node
        if not twin:
            start = names[-1] if chance.random() < 0.6 else chance.choice(names)
            step = relation(chance)
        end = chance.choice(names) if chance.random() < 0.2 else "bcdefg"[i]
        label = ":" + chance.choice(LABELS) if chance.random() < 0.3 else ""
        if end not in names:
            names.append(end)
        elif label:
            label = ""
        parts.append(f"({start}){step}({end}{label})")
    text = "MATCH " + ", ".join(parts)
    if len(names) > 2 and chance.random() < 0.5:
        pairs = [chance.sample(names, 2) for _ in range(chance.randint(1, 2))]
        text += " WHERE " + " AND ".join(f"{a} <> {b}" for a, b in pairs)
    return text, names


# Pairs of one session: what it builds for one query it has for the next ones.
TOGETHER = 4
COUNTS = ["count(*)", "size(collect(1))"]


def in_all(text):
    return [f"{text} RETURN {count} AS n;" for count in COUNTS]


def by_node(text, names, chance):
    key = chance.choice(names)
    return [f"{text} WITH {key}.id AS k, {count} AS c ORDER BY k RETURN collect([k, c]) AS n;"
            for count in COUNTS]


def by_types(chance):
    """Once from the pattern itself, once from rows that ask for an id as well."""
    keys = chance.sample(["labels(a)", "type(r)", "labels(b)", "a:A", "b:B OR a:A"],
                         chance.randint(1, 3))
    arrow = relation(chance).replace("[", "[r")
    ends = [chance.choice(["", "", ":A", ":B"]) for _ in range(2)]
    text = f"MATCH (a{ends[0]}){arrow}(b{ends[1]})"
    if chance.random() < 0.2:
        text, keys = f"MATCH (a{ends[0]})", ["labels(a)", "a:B"]
    if chance.random() < 0.3:
        text += " WHERE NOT a:B"
    names = [f"k{i}" for i in range(len(keys))]
    items = ", ".join(f"{k} AS {n}" for k, n in zip(keys, names))
    names = ", ".join(names)
    middle = "WITH *, a.id AS x "
    ends = [f"WITH {items}, count(*) AS c ORDER BY {names} RETURN collect([{names}, c]) AS n;",
            f"WITH DISTINCT {items} ORDER BY {names} RETURN collect([{names}]) AS n;",
            f"WITH DISTINCT {items} MATCH (z) RETURN count(*) AS n;",
            f"RETURN count(DISTINCT {keys[0]}) + count(a) AS n;"]
    end = chance.choice(ends)
    return [f"{text} {end}", f"{text} {middle}{end}"]


def statements_of(chance):
    """Two statements that must have the same answer."""
    if chance.random() < 0.2:
        return by_types(chance)
    text, names = pattern(chance)
    return in_all(text) if chance.random() < 0.7 else by_node(text, names, chance)


def ask(kith, file, statements):
    process = subprocess.run([kith, "query", "--format=jsonl", file], input="\n".join(statements),
                             capture_output=True, text=True, check=False)
    if process.returncode:
        sys.exit(process.stderr)
    return [json.loads(line)["n"] for line in process.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kith")
    parser.add_argument("--graphs", type=int, default=40)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    total = 0
    for _ in range(options.graphs):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(graph(chance), file)
            file.flush()
            pairs = [statements_of(chance) for _ in range(options.queries)]
            found = []
            for i in range(0, len(pairs), TOGETHER):
                found += ask(options.kith, file.name,
                             [text for pair in pairs[i:i + TOGETHER] for text in pair])
            for i, pair in enumerate(pairs):
                counted, listed = found[2 * i:2 * i + 2]
                total += listed if isinstance(listed, int) else len(listed)
                if counted != listed:
                    with open(file.name, encoding="utf-8") as records:
                        sys.exit("\n".join(pair) + f"\n{counted}\n{listed}\n{records.read()}")
    print(f"{options.graphs * options.queries} queries agree on {total} counts and groups")


if __name__ == "__main__":
    main()
