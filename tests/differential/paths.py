"""The ways of `kith path` beside NetworkX and igraph.

Differences of convention, and why kith is as it is:

parallels      relations between the same two make paths of their own, since each
               has its own evidence; igraph counts so, too, NetworkX counts ways by
               the entities that they pass, and gets a multigraph where it can.
weight 0       relations that cost nothing make endless ways as short as the
               shortest; kith has the simple ones, igraph refuses or repeats them:
               only lengths are compared there.
rounding       sums that differ only by rounding are equal in kith; the peers take
               some apart: compared where weights are whole eighths.
connecting     the peers approximate (NetworkX: Kou, Markowsky and Berman, at most
               twice the least); kith may never be worse, and of few entities in
               small graphs is the least there is: tried against all sets of
               entities that might be passed through.
"""
import collections
import math
import random

import igraph
import networkx

import measures

MOST = 100000  # more paths than any of these graphs has


def view_of(graph, directed, weighted):
    relations = measures.distances_of(graph.relations,
                                      "natural" if weighted else "none")
    return measures.View(graph.size, relations, not directed)


def steps_hold(graph, path, directed):
    """Whether a path is a walk along relations of the graph, and its weight the
    sum of theirs."""
    there = collections.Counter()
    for r in graph.relations:
        there[r.source, r.target, True] += 1
        there[r.target, r.source, not directed or not r.directed] += 1
    nodes = [int(node[1:]) for node in path["nodes"]]
    return len(nodes) == len(set(nodes)) == path["length"] + 1 and all(
        there[u, v, True] for u, v in zip(nodes, nodes[1:]))


def signature(path):
    return (tuple(path["nodes"]),
            tuple((r["source"], r["type"], r["target"], r["forward"])
                  for r in path["relations"]))


def all_shortest(kith, path, graph, ends, mode, tally):
    directed, weighted = mode
    source, target = ends
    switches = ["--directed"] * directed + ["--weighted"] * weighted
    view = view_of(graph, directed, weighted)
    found = kith.json("path", "--all", "--most", str(MOST), *switches,
                      "e%d" % source, "e%d" % target, path, status=(0, 1)) or []
    weights = view.weights if weighted else None
    right = view.igraph.get_all_shortest_paths(
        source, target, weights=weights, mode="out")
    length = view.igraph.distances([source], [target], weights=weights,
                                   mode="out")[0][0]
    tally.compare("length of paths, igraph",
                  [p["cost"] for p in found], [length] * len(found))
    tally.hold("whether there is a path, igraph",
               bool(found) == (not math.isinf(length)), "not so")
    if all((8 * w).is_integer() and w for w in map(float, view.weights)):
        tally.compare("number of shortest paths, igraph",
                      [len(found)], [len(right)])
        if not math.isinf(length):
            ways = networkx.all_shortest_paths(
                view.plain if not weighted else least(view), source, target,
                weight="weight" if weighted else None)
            tally.hold("entities of shortest paths, networkx",
                       {tuple("e%d" % v for v in way) for way in ways} ==
                       {tuple(p["nodes"]) for p in found})
    hold_steps(graph, found, directed, tally)


def least(view):
    """Of parallel relations the shortest, for NetworkX."""
    graph = view.plain.copy()
    for u, v, w in view.arcs:
        graph[u][v]["weight"] = min(graph[u][v]["weight"], w)
    return graph


def k_shortest(kith, path, graph, ends, mode, tally):
    directed, weighted = mode
    source, target = ends
    view = view_of(graph, directed, weighted)
    if any(w == 0 for w in view.weights):
        return
    switches = ["--directed"] * directed + ["--weighted"] * weighted
    found = kith.json("path", "--shortest", "8", *switches, "e%d" % source,
                      "e%d" % target, path, status=(0, 1)) or []
    # igraph's goes by entities and relations, as kith's.
    right = view.igraph.get_k_shortest_paths(
        source, target, k=8, mode="out", output="epath",
        weights=view.weights if weighted else None)
    lengths = [sum(view.weights[i] if weighted else 1 for i in way)
               for way in right]
    tally.compare("k shortest paths, igraph", [p["cost"] for p in found],
                  [x for x in lengths if not math.isinf(x)])
    hold_steps(graph, found, directed, tally)


def within(kith, path, graph, ends, directed, tally):
    source, target = ends
    most = 4
    found = kith.json("path", "--within", str(most), "--most", str(MOST),
                      *["--directed"] * directed, "e%d" % source,
                      "e%d" % target, path, status=(0, 1)) or []
    view = view_of(graph, directed, False)
    right = networkx.all_simple_paths(view.multi, source, target, cutoff=most)
    tally.hold("paths within 4, networkx", sorted(
        p["nodes"] for p in found) == sorted(
            ["e%d" % v for v in way] for way in right))
    tally.hold("paths within 4 differ",
               len(set(map(signature, found))) == len(found))
    hold_steps(graph, found, directed, tally)


def least_tree(view, named):
    """The weight of the least tree that connects some entities, by trying all
    sets of others to pass through; None if there is none."""
    best = None
    others = [v for v in range(view.size) if v not in named]
    graph = least(view)
    for chosen in range(1 << len(others)):
        kept = list(named) + [v for i, v in enumerate(others)
                              if chosen >> i & 1]
        part = graph.subgraph(kept)
        if networkx.is_connected(part):
            weight = sum(d["weight"] for *_, d in
                         networkx.minimum_spanning_edges(part))
            best = weight if best is None else min(best, weight)
    return best


def connect(kith, path, graph, named, weighted, tally):
    view = view_of(graph, False, weighted)
    plain = least(view)
    parts = [set(p) & set(named) for p in networkx.connected_components(plain)]
    parts = [p for p in parts if p]
    found = kith.json("path", "--connect", ",".join("e%d" % v for v in named),
                      *["--weighted"] * weighted, path, status=(0, 1)) or []
    tally.hold("connecting: parts, networkx", sorted(
        sorted(p["connects"]) for p in found) == sorted(
            sorted("e%d" % v for v in part) for part in parts))
    if len(parts) != 1 or not found:
        return
    tree = networkx.Graph()
    tree.add_nodes_from(found[0]["nodes"])
    for r in found[0]["relations"]:
        tree.add_edge(r["source"], r["target"])
    tally.hold("connecting: is a tree", networkx.is_tree(tree) and
               all("e%d" % v in tree for v in named), str(found[0]["nodes"]))
    if len(named) > 1 and 0 not in view.weights:
        part = plain.subgraph(networkx.node_connected_component(plain,
                                                                named[0]))
        theirs = networkx.algorithms.approximation.steiner_tree(
            part, list(named), weight="weight")
        tally.hold("connecting: no worse than networkx",
                   found[0]["cost"] <= theirs.size("weight") + 1e-9,
                   "%r, not %r" % (found[0]["cost"], theirs.size("weight")))
    if graph.size - len(named) <= 6:
        tally.compare("connecting: the least there is", [found[0]["cost"]],
                      [least_tree(view, named)])


def hold_steps(graph, found, directed, tally):
    for p in found:
        tally.hold("steps of paths are relations",
                   steps_hold(graph, p, directed), str(p["nodes"]))


def compare(kith, path, graph, number, tally):
    draw = random.Random(number)
    for turn in range(2):
        ends = draw.randrange(graph.size), draw.randrange(graph.size)
        mode = (bool((number + turn) & 1), bool((number + turn) & 2))
        if ends[0] == ends[1]:
            continue
        tally.where = "e%d to e%d in %s%s%s" % (
            *ends, path, " --directed" * mode[0], " --weighted" * mode[1])
        all_shortest(kith, path, graph, ends, mode, tally)
        if turn == 0:
            k_shortest(kith, path, graph, ends, mode, tally)
            within(kith, path, graph, ends, mode[0], tally)
    if graph.size > 2:
        named = draw.sample(range(graph.size), draw.randrange(
            2, min(graph.size, 6) + 1))
        tally.where = "connecting %s in %s%s" % (
            named, path, " --weighted" * bool(number & 1))
        connect(kith, path, graph, named, bool(number & 1), tally)


def coverage(kith, tally):
    """Paths have options, no registry."""
