#!/usr/bin/python3
"""Compares what kith says about 200 random graphs with what NetworkX and igraph
say about the same graphs.

    peers.py KITH [GRAPHS [SEED]]

Every measure is compared with every peer that defines it alike; where
conventions differ, the peer gets the graph that makes its convention kith's,
and the reason stands beside it. Fails on the first kind of disagreement beyond
1e-9 relative to max(1, |value|), and prints how many values were compared.
"""
import collections
import json
import math
import random
import subprocess
import sys
import tempfile
import warnings

import igraph
import networkx
import numpy

TOLERANCE = 1e-9
DAMPING = 0.85
UNWEIGHTED = ("degree", "in-degree", "out-degree", "coreness")
WEIGHTED = ("strength", "pagerank", "betweenness", "closeness", "harmonic",
            "eigenvector")
LENGTHS = ("betweenness", "closeness", "harmonic")

Relation = collections.namedtuple("Relation", "source target directed weight")
Mode = collections.namedtuple("Mode", "undirected weighted normalised")


# -- graphs -------------------------------------------------------------------

def random_pairs(draw, size):
    """Ends of relations, in one of several shapes."""
    count = draw.randrange(0, 3 * size + 1)
    shape = draw.choice(("random", "path", "cycle", "star", "bipartite",
                         "cliques", "skewed"))
    for i in range(count):
        a, b = draw.randrange(size), draw.randrange(size)
        if shape == "path":
            a, b = i % size, min(i % size + 1, size - 1)
        elif shape == "cycle":
            a, b = i % size, (i + 1) % size
        elif shape == "star":
            a, b = draw.choice(((0, i % size), (i % size, 0)))
        elif shape == "bipartite":
            a, b = a // 2 * 2, min(b // 2 * 2 + 1, size - 1)
        elif shape == "cliques" and (a < size // 2) != (b < size // 2):
            b = a
        elif shape == "skewed":
            a = int(size * draw.random() ** 3)
        yield a, b


def random_graph(draw):
    """Number of entities, and relations of all kinds."""
    size = draw.choice((1, 2, 3, 5, 8, 13, 21, 34))
    loops, parallels = draw.random() < 0.5, draw.random() < 0.5
    directed = draw.choice((1.0, 0.0, 0.5))
    weights = draw.choice(("none", "eighths", "real", "some 0"))
    relations, seen = [], set()
    for a, b in random_pairs(draw, size):
        pair = (min(a, b), max(a, b))
        if (a == b and not loops) or (pair in seen and not parallels):
            continue
        seen.add(pair)
        weight = {"none": 1, "eighths": draw.randrange(1, 40) / 8,
                  "real": draw.uniform(0.01, 10),
                  "some 0": draw.randrange(0, 4)}[weights]
        relations.append(Relation(a, b, draw.random() < directed, weight))
    return size, relations


def records_of(size, relations):
    """The graph as kith reads it; relations that differ in nothing would be
    one."""
    entities = [{"id": "e%d" % i} for i in range(size)]
    return {"entities": entities, "relations": [
        {"source": "e%d" % r.source, "target": "e%d" % r.target,
         "type": "knows", "directed": r.directed, "weight": r.weight,
         "properties": {"number": i}}
        for i, r in enumerate(relations)]}


# -- kith ---------------------------------------------------------------------

def run(kith, *arguments, none=False):
    """What kith prints; `none`: exit status 1 is an answer too."""
    call = subprocess.run([kith, *arguments], capture_output=True, text=True,
                          check=False)
    if call.returncode > none:
        sys.exit("%s: exit %d: %s" % (" ".join(arguments), call.returncode,
                                      call.stderr.strip()))
    return call.stdout


def kith_scores(kith, path, measures, mode):
    """{measure: [score of each entity]}"""
    switches = ["--undirected" if mode.undirected else "--directed"]
    switches += ["--weighted"] * mode.weighted
    switches += ["--normalised"] * mode.normalised
    rows = json.loads(run(kith, "rank", "--by", ",".join(measures), "--all",
                          "--format", "json", *switches, path))
    rows.sort(key=lambda row: int(row["id"][1:]))
    return {name: [row[name] for row in rows] for name in measures}


# -- the same graph for the peers ----------------------------------------------

class Peers:
    """One graph in one mode, as igraph and NetworkX want it."""

    def __init__(self, size, relations, mode):
        self.size, self.mode = size, mode
        # Followed along directions, an undirected relation is two arcs, also
        # one of an entity with itself.
        arcs = [(r.source, r.target, r.weight if mode.weighted else 1)
                for r in relations]
        back = [(v, u, w) for (u, v, w), r in zip(arcs, relations)
                if not r.directed]
        every_back = [(v, u, w) for u, v, w in arcs]
        self.ends = igraph.Graph(size, [a[:2] for a in arcs])
        self.weights = [a[2] for a in arcs]
        self.strengths = [r.weight for r in relations]
        if not mode.undirected:
            arcs = arcs + back
        self.edges = arcs
        self.igraph = igraph.Graph(size, [a[:2] for a in arcs],
                                   directed=not mode.undirected)
        self.igraph.es["weight"] = [a[2] for a in arcs]
        multi = networkx.MultiGraph if mode.undirected else \
            networkx.MultiDiGraph
        self.multi = multi()
        self.multi.add_nodes_from(range(size))
        self.multi.add_weighted_edges_from(arcs)
        # Random walks: kith and igraph count both ends of an undirected
        # self-relation, NetworkX one; in this sum of arcs both are there.
        both = arcs + (every_back if mode.undirected else [])
        self.matrix = numpy.zeros((size, size))
        for u, v, w in both:
            self.matrix[u, v] += w
        self.walks = networkx.DiGraph()
        self.walks.add_nodes_from(range(size))
        self.walks.add_weighted_edges_from(
            (u, v, self.matrix[u, v]) for u, v in {b[:2] for b in both})
        pairs = [a[:2] if not mode.undirected else tuple(sorted(a[:2]))
                 for a in arcs]
        self.simple = len(set(pairs)) == len(pairs)
        self.plain = networkx.Graph() if mode.undirected else \
            networkx.DiGraph()
        self.plain.add_nodes_from(range(size))
        self.plain.add_weighted_edges_from(arcs)

    def divide(self, values, by):
        if not self.mode.normalised:
            return list(values)
        return [value / by if by > 0 else 0 for value in values]


def by_node(scores):
    return [scores[v] for v in sorted(scores)]


def degree(p):
    # Ends of relations are counted whatever their direction.
    yield "igraph", p.divide(p.ends.degree(), p.size - 1)
    plain = networkx.MultiGraph(list(p.ends.get_edgelist()))
    plain.add_nodes_from(range(p.size))
    yield "networkx", p.divide(by_node(dict(plain.degree())), p.size - 1)


def in_degree(p):
    yield "igraph", p.divide(p.igraph.indegree(), p.size - 1)
    got = p.multi.degree() if p.mode.undirected else p.multi.in_degree()
    yield "networkx", p.divide(by_node(dict(got)), p.size - 1)


def out_degree(p):
    yield "igraph", p.divide(p.igraph.outdegree(), p.size - 1)
    got = p.multi.degree() if p.mode.undirected else p.multi.out_degree()
    yield "networkx", p.divide(by_node(dict(got)), p.size - 1)


def strength(p):
    # Normalising does not change it, and weights always count.
    yield "igraph", p.ends.strength(weights=p.strengths)


def pagerank(p):
    yield "networkx", by_node(networkx.pagerank(
        p.walks, alpha=DAMPING, tol=1e-15, max_iter=2000))
    # igraph 0.10.2 refuses a vertex whose arcs all have weight 0.
    if p.matrix.sum() > 0 and not (p.mode.weighted and 0 in p.weights):
        yield "igraph", p.igraph.pagerank(damping=DAMPING, weights="weight")


def betweenness(p):
    pairs = (p.size - 1) * (p.size - 2) / (2 if p.mode.undirected else 1)
    lengths = "weight" if p.mode.weighted else None
    yield "igraph", p.divide(
        p.igraph.betweenness(directed=not p.mode.undirected, weights=lengths),
        pairs)
    # Parallel relations are paths of their own in kith and igraph; NetworkX
    # knows one relation between two entities.
    if p.simple:
        yield "networkx", by_node(networkx.betweenness_centrality(
            p.plain, normalized=p.mode.normalised, weight=lengths))


def distances(p):
    """NetworkX's distances from each entity to the others it reaches."""
    lengths = "weight" if p.mode.weighted else None
    for v in range(p.size):
        found = networkx.single_source_dijkstra_path_length(p.multi, v,
                                                            weight=lengths)
        yield [d for u, d in found.items() if u != v]


def closeness(p):
    # igraph says NaN for an entity that reaches no other; kith says 0.
    lengths = "weight" if p.mode.weighted else None
    got = p.igraph.closeness(mode="out", weights=lengths,
                             normalized=p.mode.normalised)
    yield "igraph", [0 if math.isnan(x) else x for x in got]
    if p.mode.normalised:
        # NetworkX takes distances to the entity: hence the reversed graph;
        # wf_improved would scale by the share of entities reached.
        turned = p.multi if p.mode.undirected else p.multi.reverse()
        yield "networkx", by_node(networkx.closeness_centrality(
            turned, distance=lengths, wf_improved=False))
    else:
        yield "networkx", [1 / sum(d) if d else 0 for d in distances(p)]


def harmonic(p):
    lengths = "weight" if p.mode.weighted else None
    if p.size > 1:  # igraph: NaN for a lone vertex, normalised
        yield "igraph", p.igraph.harmonic_centrality(
            mode="out", weights=lengths, normalized=p.mode.normalised)
    turned = p.multi if p.mode.undirected else p.multi.reverse()
    yield "networkx", p.divide(by_node(networkx.harmonic_centrality(
        turned, distance=lengths)), p.size - 1)


def eigenvector(p):
    values, vectors = numpy.linalg.eig(p.matrix.T)
    leading = max(abs(values)) if p.size else 0
    if networkx.is_directed_acyclic_graph(
            networkx.DiGraph([(u, v) for u, v, w in p.walks.edges.data("weight")
                              if w > 0])):
        # No cycle, no score. igraph agrees where there are arcs, and gives 1 to
        # all where there are none; NetworkX does not converge.
        yield "definition", [0] * p.size
        return
    near = [x for x in values if abs(x - leading) < 1e-5 * leading]
    if len(near) != 1:
        return  # no peer promises which of many vectors it returns
    vector = abs(vectors[:, numpy.argmin(abs(values - leading))])
    yield "numpy", list(vector / max(vector))
    # NetworkX's ARPACK may settle on a complex eigenvalue of a directed cycle,
    # and leaves traces where one part of the graph feeds another.
    turning = [x for x in values
               if abs(x) > 0.9 * leading and abs(x.imag) > 1e-9 * leading]
    one_part = networkx.is_strongly_connected(p.walks)
    if p.size > 3 and not turning and (p.mode.undirected or one_part):
        found = numpy.abs(by_node(networkx.eigenvector_centrality_numpy(
            p.walks, weight="weight", max_iter=10000, tol=1e-14)))
        yield "networkx", list(found / max(found))
    # igraph 0.10.2 answers directed graphs differently from run to run, with
    # negative entries cut off, or gives up; for two vertices it has a rule of
    # its own, which takes the smaller eigenvalue.
    if p.mode.undirected and p.size > 2:
        yield "igraph", p.igraph.eigenvector_centrality(
            directed=False, weights="weight", scale=True)


def coreness(p):
    # Of neighbours: directions, self-relations and parallels left out.
    simple = p.ends.copy().simplify()
    yield "igraph", simple.coreness()
    plain = networkx.Graph([e for e in p.ends.get_edgelist() if e[0] != e[1]])
    plain.add_nodes_from(range(p.size))
    yield "networkx", by_node(networkx.core_number(plain))


PEERS = {"degree": degree, "in-degree": in_degree, "out-degree": out_degree,
         "strength": strength, "pagerank": pagerank,
         "betweenness": betweenness, "closeness": closeness,
         "harmonic": harmonic, "eigenvector": eigenvector,
         "coreness": coreness}


# -- comparing ----------------------------------------------------------------

class Tally:
    def __init__(self):
        self.values = collections.Counter()
        self.worst = collections.defaultdict(float)
        self.failures = []

    def compare(self, what, got, expected, where, tolerance=TOLERANCE):
        if len(got) != len(expected):
            self.failures.append("%s: %d values for %d entities in %s" % (
                what, len(got), len(expected), where))
            return
        for v, (a, b) in enumerate(zip(got, expected)):
            apart = abs(a - b) / max(1, abs(b)) if a is not None else math.inf
            self.values[what] += 1
            if not apart <= self.worst[what]:
                self.worst[what] = apart
            if not apart <= tolerance:
                self.failures.append("%s: entity e%d: %r, not %r, in %s" % (
                    what, v, a, float(b), where))

    def hold(self, what, fact, where):
        self.values[what] += 1
        self.worst[what] += 0
        if not fact:
            self.failures.append("%s: not so in %s" % (what, where))

    def report(self):
        for what in sorted(self.values):
            print("%-28s %7d compared, at most %.1e apart" % (
                what, self.values[what], self.worst[what]))
        for failure in self.failures[:20]:
            print("FAILED", failure)
        if len(self.failures) > 20:
            print("... and %d more" % (len(self.failures) - 20))
        return 1 if self.failures or not self.values else 0


def compare_measures(kith, path, size, relations, tally):
    for number in range(8):
        mode = Mode(bool(number & 1), bool(number & 2), bool(number & 4))
        names = WEIGHTED if mode.weighted else UNWEIGHTED + WEIGHTED
        if mode.weighted and any(r.weight == 0 for r in relations):
            names = [name for name in names if name not in LENGTHS]
        scores = kith_scores(kith, path, names, mode)
        peers = Peers(size, relations, mode)
        for name in names:
            for peer, expected in PEERS[name](peers):
                tally.compare("%s, %s" % (name, peer), scores[name], expected,
                              "%s %s" % (path, mode))


def groups_of(kith, path, *arguments):
    rows = json.loads(run(kith, "groups", "--format", "json", *arguments, path))
    groups = collections.defaultdict(set)
    for row in rows:
        groups[row["group"]].add(int(row["id"][1:]))
    return list(groups.values())


def compare_groups(kith, path, size, relations, tally):
    ends = networkx.MultiGraph()
    ends.add_nodes_from(range(size))
    ends.add_weighted_edges_from(
        (r.source, r.target, r.weight) for r in relations)
    arcs = networkx.DiGraph([r[:2] for r in relations] + [
        (r.target, r.source) for r in relations if not r.directed])
    arcs.add_nodes_from(range(size))
    sets = lambda parts: sorted(map(sorted, parts))
    tally.hold("components, networkx",
               sets(groups_of(kith, path, "--method", "components")) ==
               sets(networkx.connected_components(ends)), path)
    tally.hold("strong parts, networkx",
               sets(groups_of(kith, path, "--method", "strong")) ==
               sets(networkx.strongly_connected_components(arcs)), path)
    for weight in (None, "weight"):
        switch = ["--weighted"] if weight else []
        if sum(r.weight for r in relations) == 0:
            continue
        communities = groups_of(kith, path, *switch)
        quality = networkx.community.modularity(ends, communities, weight)
        compare_modularity(kith, path, ends, weight, tally)
        plain = networkx.Graph()
        plain.add_nodes_from(range(size))
        for u, v, w in ends.edges.data("weight"):
            w = w if weight else 1
            before = plain.get_edge_data(u, v, {"weight": 0})["weight"]
            plain.add_edge(u, v, weight=before + w)
        louvain = networkx.community.louvain_communities(plain, seed=1)
        # Both are heuristics; neither is always the best.
        tally.hold("as good as Louvain, networkx",
                   quality >= networkx.community.modularity(plain, louvain) -
                   0.02, path)


# Methods that put each entity into one group, and whether they heed weights.
PARTITIONS = {"leiden": True, "louvain": True, "label-propagation": True,
              "walktrap": True, "infomap": True, "fast-greedy": True,
              "edge-betweenness": True, "components": False, "strong": False}


def compare_modularity(kith, path, ends, weight, tally):
    for method, heeds in PARTITIONS.items():
        if weight and not heeds:
            continue
        how = ["--method", method] + (["--weighted"] if weight else [])
        groups = groups_of(kith, path, *how)
        row = json.loads(run(kith, "groups", "--print", "quality", "--format",
                             "json", *how, path))[0]
        tally.compare("modularity of %s, networkx" % method,
                      [row["modularity"]],
                      [networkx.community.modularity(ends, groups, weight)],
                      path)


def rows_of(kith, path, *arguments):
    # Exit status 1 says that there are none.
    return [json.loads(line) for line in run(
        kith, "groups", "--format", "jsonl", *arguments, path,
        none=True).splitlines()]


def compare_structure(kith, path, size, relations, tally):
    ends = networkx.MultiGraph()
    ends.add_nodes_from(range(size))
    ends.add_edges_from(r[:2] for r in relations if r.source != r.target)
    plain = networkx.Graph(ends)
    number = lambda text: int(text[1:])
    pair = lambda u, v: (min(u, v), max(u, v))
    tally.hold("cut points, networkx",
               sorted(number(row["id"]) for row in
                      rows_of(kith, path, "--print", "cut-points")) ==
               sorted(networkx.articulation_points(plain)), path)
    tally.hold("bridges, networkx",
               sorted(pair(number(row["source"]), number(row["target"]))
                      for row in rows_of(kith, path, "--print", "bridges")) ==
               sorted(pair(*edge[:2]) for edge in networkx.bridges(ends)), path)
    parts = collections.defaultdict(set)
    for row in rows_of(kith, path, "--method", "cores", "--k", "2"):
        parts[row["group"]].add(number(row["id"]))
    core = networkx.k_core(plain, 2)
    tally.hold("parts of the 2-core, networkx",
               sorted(map(sorted, parts.values())) ==
               sorted(map(sorted, networkx.connected_components(core))), path)
    cliques = collections.defaultdict(set)
    for row in rows_of(kith, path, "--method", "cliques"):
        cliques[row["group"]].add(number(row["id"]))
    tally.hold("cliques, networkx",
               sorted(map(sorted, cliques.values())) ==
               sorted(sorted(clique) for clique in networkx.find_cliques(plain)
                      if len(clique) > 2), path)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    kith = sys.argv[1]
    graphs = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    draw = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    warnings.simplefilter("ignore")
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for i in range(graphs):
            size, relations = random_graph(draw)
            path = "%s/graph-%d.json" % (folder, i)
            with open(path, "w", encoding="utf-8") as file:
                json.dump(records_of(size, relations), file)
            compare_measures(kith, path, size, relations, tally)
            compare_groups(kith, path, size, relations, tally)
            compare_structure(kith, path, size, relations, tally)
    print("%d graphs; networkx %s, igraph %s, numpy %s" % (
        graphs, networkx.__version__, igraph.__version__, numpy.__version__))
    return tally.report()


if __name__ == "__main__":
    sys.exit(main())
