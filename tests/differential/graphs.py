#!/usr/bin/python3
"""Random graphs of every kind that records can make, each the same for the same
seed and number.

    graphs.py SEED NUMBER      prints graph NUMBER as records
"""
import collections
import json
import random
import sys

Relation = collections.namedtuple("Relation", "source target directed weight")
Graph = collections.namedtuple("Graph", "size relations kind")

SIZES = (1, 2, 3, 5, 8, 13, 21, 34)


def pairs_at_random(draw, size, count):
    for _ in range(count):
        yield draw.randrange(size), draw.randrange(size)


def pairs_skewed(draw, size, count):
    for _ in range(count):
        yield int(size * draw.random() ** 3), draw.randrange(size)


def pairs_chain(draw, size, count):
    yield from ((i, i + 1) for i in range(size - 1))


def pairs_cycle(draw, size, count):
    yield from ((i, (i + 1) % size) for i in range(size))


def pairs_star(draw, size, count):
    for i in range(1, size):
        yield draw.choice(((0, i), (i, 0)))


def pairs_tree(draw, size, count):
    yield from ((draw.randrange(i), i) for i in range(1, size))


def pairs_grid(draw, size, count):
    width = max(1, int(size ** 0.5))
    for i in range(size):
        if (i + 1) % width and i + 1 < size:
            yield i, i + 1
        if i + width < size:
            yield i, i + width


def pairs_clique(draw, size, count):
    some = min(size, 9)
    yield from ((a, b) for a in range(some) for b in range(a))


def pairs_bipartite(draw, size, count):
    for a, b in pairs_at_random(draw, size, count):
        yield a // 2 * 2, min(b // 2 * 2 + 1, size - 1)


def pairs_parts(draw, size, count):
    """Several components, dense inside."""
    parts = draw.randrange(2, 5)
    for a, b in pairs_at_random(draw, size, count):
        if a % parts == b % parts:
            yield a, b


def pairs_communities(draw, size, count):
    """Two dense halves, few relations between them."""
    for a, b in pairs_at_random(draw, size, count):
        if (a < size // 2) == (b < size // 2) or draw.random() < 0.08:
            yield a, b


def pairs_lollipop(draw, size, count):
    """A clique with a chain: cut points, bridges, deep and dense at once."""
    head = min(size, 6)
    yield from ((a, b) for a in range(head) for b in range(a))
    yield from ((i, i + 1) for i in range(head - 1, size - 1))


KINDS = {function.__name__[len("pairs_"):]: function for function in (
    pairs_at_random, pairs_skewed, pairs_chain, pairs_cycle, pairs_star,
    pairs_tree, pairs_grid, pairs_clique, pairs_bipartite, pairs_parts,
    pairs_communities, pairs_lollipop)}

WEIGHTS = {"none": lambda draw: 1,
           "eighths": lambda draw: draw.randrange(1, 40) / 8,
           "real": lambda draw: draw.uniform(0.01, 10),
           "some 0": lambda draw: draw.randrange(0, 4),
           "large and small": lambda draw: 10.0 ** draw.randrange(-3, 4)}


def random_graph(seed, number):
    """Kinds take turns; all else is by chance."""
    draw = random.Random("%d %d" % (seed, number))
    kind = list(KINDS)[number % len(KINDS)]
    size = draw.choice(SIZES)
    loops, parallels = draw.random() < 0.4, draw.random() < 0.4
    directed = draw.choice((1.0, 0.0, 0.5))
    weigh = WEIGHTS[draw.choice(list(WEIGHTS))]
    # Some of the pairs twice, some entities with themselves, some left out.
    pairs = list(KINDS[kind](draw, size, draw.randrange(0, 3 * size + 1)))
    pairs += draw.choices(pairs, k=len(pairs) // 4) if pairs else []
    pairs += [(v, v) for v in range(size) if draw.random() < 0.2]
    if draw.random() < 0.2:
        pairs = [pair for pair in pairs if draw.random() < 0.7]
    draw.shuffle(pairs)
    relations, seen = [], set()
    for a, b in pairs:
        pair = (min(a, b), max(a, b))
        if (a == b and not loops) or (pair in seen and not parallels):
            continue
        seen.add(pair)
        relations.append(Relation(a, b, draw.random() < directed, weigh(draw)))
    return Graph(size, relations, kind)


def records_of(graph):
    """The graph as kith reads it. Each relation has a type of its own, by which
    results name it; relations that differ in nothing would be one."""
    entities = [{"id": "e%d" % i, "type": ("even", "odd")[i % 2]}
                for i in range(graph.size)]
    return {"entities": entities, "relations": [
        {"source": "e%d" % r.source, "target": "e%d" % r.target,
         "type": "r%d" % i, "directed": r.directed, "weight": r.weight}
        for i, r in enumerate(graph.relations)]}


def write_records(graph, path):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(records_of(graph), file)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    json.dump(records_of(random_graph(int(sys.argv[1]), int(sys.argv[2]))),
              sys.stdout, indent=1)
    print()
