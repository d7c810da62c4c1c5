"""Every method of `kith groups` beside NetworkX and igraph.

Parts, cores and cliques are compared as sets. Communities are found by
heuristics, whose results differ by the order in which they look: of these every
entity must be in just one group, the modularity that kith prints must be that of
the groups that it prints, and it may fall short of a peer's by no more than the
margin that stands in COMMUNITIES.

Differences of convention, and why kith is as it is:

modularity     of all ends of relations, direction ignored, at resolution 1, so
               that methods compare; it counts self-relations and parallels, as
               igraph does. NaN where no relation has weight; the peers divide by
               0 or say 0.
communities    an entity without relations is a group of its own; igraph's infomap
               may put it in another.
infomap        has another aim than modularity: the length of its description is
               compared with igraph's, of the same walk, which jumps anywhere with
               a chance of 0.15. Parallels are joined, of which igraph 0.10.2 loses
               all but one. Entities without relations are left out: igraph
               lets the walk jump there, too, and its code is longer.
walktrap, edge-betweenness
               do not see self-relations, which modularity counts: igraph gets the
               graph without, and they decide which of two cuts that are equal to
               the method is better; only graphs without any are compared. Which
               of equal relations is removed first is open, and with lengths that
               sum up with rounding decides all: compared without weights.
label prop.    has no aim; its groups must be stable: no entity has more relations
               to another group than to its own.
cores          of neighbours, as coreness; NetworkX refuses self-relations, and
               gets a graph without. One group is one connected part of the core.
cliques        of neighbours: self-relations and parallels are left out; the
               maximal ones of three entities or more.
"""
import collections
import random

import igraph
import networkx

import measures

# Method: a peer's groups, from the relations as igraph wants them, and how far
# kith's modularity may fall short of theirs.
Community = collections.namedtuple("Community", "peer margin")


def leiden(graph, weights):
    random.seed(1)
    return graph.community_leiden("modularity", weights=weights,
                                  n_iterations=10)


def louvain(graph, weights):
    random.seed(1)
    return graph.community_multilevel(weights=weights)


def best_cut(graph, weights, dendrogram):
    """The level of highest modularity; igraph's own as_clustering() fails on
    graphs of several parts (0.10.2)."""
    number, best = list(range(graph.vcount())), None
    merged = {v: {v} for v in number}
    for step, (a, b) in enumerate([(None, None)] + dendrogram.merges):
        if step:
            new = graph.vcount() + step - 1
            merged[new] = merged.pop(a) | merged.pop(b)
            for v in merged[new]:
                number[v] = new
        clear = {old: i for i, old in enumerate(sorted(set(number)))}
        cut = igraph.VertexClustering(graph, [clear[v] for v in number],
                                      modularity_params={"weights": weights})
        if best is None or cut.modularity > best.modularity:
            best = cut
    return best


def simple_of(graph, weights, loops):
    """Parallels joined, their weights added; loops kept or not."""
    simple = graph.copy()
    simple.es["weight"] = weights
    return simple.simplify(loops=not loops, combine_edges="sum")


def walktrap(graph, weights):
    simple = simple_of(graph, weights, False)
    return best_cut(graph, weights,
                    simple.community_walktrap(weights="weight"))


def fast_greedy(graph, weights):
    simple = simple_of(graph, weights, True)
    return best_cut(graph, weights,
                    simple.community_fastgreedy(weights="weight"))


def edge_betweenness(graph, weights):
    simple = simple_of(graph, weights, False)
    return best_cut(graph, weights,
                    simple.community_edge_betweenness(directed=False))


def infomap(graph, weights):
    random.seed(1)
    return graph.community_infomap(edge_weights=weights, trials=10)


LOOPLESS = ("walktrap", "edge-betweenness")
COMMUNITIES = {
    "leiden": Community(leiden, 0.02),
    "louvain": Community(louvain, 0.03),
    "walktrap": Community(walktrap, 0.05),
    "fast-greedy": Community(fast_greedy, 0.05),
    "edge-betweenness": Community(edge_betweenness, 0.1),
    "infomap": Community(infomap, None),
    "label-propagation": Community(None, None),
}


# -- calling kith --------------------------------------------------------------

def groups_of(kith, path, *arguments):
    """The groups as sets of numbers of entities, largest first."""
    rows = kith.json("groups", *arguments, path, status=(0, 1)) or []
    groups = collections.defaultdict(set)
    for row in rows:
        groups[row["group"]].add(int(row["id"][1:]))
    return [groups[number] for number in sorted(groups)]


def quality_of(kith, path, *arguments):
    """What kith says of the grouping as a whole."""
    return kith.json("groups", "--print", "quality", *arguments, path)[0]


def same_sets(groups, others):
    return sorted(map(sorted, groups)) == sorted(map(sorted, others))


# -- communities ---------------------------------------------------------------

def membership(groups, size):
    number = [0] * size
    for i, group in enumerate(groups):
        for v in group:
            number[v] = i
    return number


def stable(graph, weights, number):
    """Whether no entity has more weight to another group than to its own."""
    to = [collections.Counter() for _ in number]
    for (u, v), w in zip(graph.get_edgelist(), weights):
        if u != v:
            to[u][number[v]] += w
            to[v][number[u]] += w
    return all(not near or near[number[v]] >= max(near.values()) - 1e-9
               for v, near in enumerate(to))


def compare_community(kith, path, graph, method, weighted, tally):
    switches = ["--method", method] + ["--weighted"] * weighted
    tally.where = "kith groups %s %s" % (" ".join(switches), path)
    weights = [r.weight if weighted else 1 for r in graph.relations]
    ends = igraph.Graph(graph.size, [r[:2] for r in graph.relations])
    groups = groups_of(kith, path, *switches)
    tally.hold("%s: each entity in one group" % method, same_sets(
        [sorted(v for group in groups for v in group)], [range(graph.size)]))
    said = quality_of(kith, path, *switches)
    said["weighted"] = weighted
    if sum(weights) == 0:
        tally.hold("%s: no modularity" % method, said["modularity"] is None)
        return
    number = membership(groups, graph.size)
    quality = ends.modularity(number, weights=weights)
    tally.compare("%s: modularity, igraph" % method, [said["modularity"]],
                  [quality])
    multi = networkx.MultiGraph()
    multi.add_nodes_from(range(graph.size))
    multi.add_weighted_edges_from(
        r[:2] + (w,) for r, w in zip(graph.relations, weights))
    tally.compare("%s: modularity, networkx" % method, [quality],
                  [networkx.community.modularity(multi, groups)])
    if method == "label-propagation":
        tally.hold("label-propagation: is stable",
                   stable(ends, weights, number), str(groups))
    else:
        compare_quality(method, graph, ends, weights, said, tally)


def compare_quality(method, graph, ends, weights, said, tally):
    quality = said["modularity"]
    peer, margin = COMMUNITIES[method]
    if 0 in weights:  # igraph's methods refuse or misread it
        kept = [i for i, w in enumerate(weights) if w]
        ends = ends.subgraph_edges(kept, delete_vertices=False)
        weights = [weights[i] for i in kept]
    if method == "infomap":
        related = [v for v, degree in enumerate(ends.degree()) if degree]
        if all(ends.is_loop()):  # nowhere to walk to, and nothing to describe
            tally.hold("infomap: no description of a walk in place",
                       said["code_length"] is None, str(said))
            return
        best = peer(simple_of(ends, weights, True).subgraph(related),
                    "weight").codelength
        length = said["code_length"]
        if all(ends.is_loop()):  # no walk leads anywhere
            tally.hold("infomap: no description", length is None)
            return
        tally.hold("infomap: a description as short as igraph's, within 0.05",
                   length is not None and length <= best + 0.05,
                   "%s, not %.4f" % (length, best))
        return
    if method in LOOPLESS and any(ends.is_loop()):
        return
    if method == "edge-betweenness" and said["weighted"]:
        return
    theirs = peer(ends, weights).membership
    best = ends.modularity(theirs, weights=weights)
    tally.hold("%s: as good as igraph, within %g" % (method, margin),
               quality >= best - margin, "%.4f, not %.4f" % (quality, best))
    if method == "leiden" and graph.size <= 8 and ends.ecount():
        simple = ends.copy()
        simple.es["weight"] = weights
        best = simple.community_optimal_modularity(weights="weight").modularity
        tally.hold("leiden: the best there is, within 0.05",
                   quality >= best - 0.05, "%.4f, not %.4f" % (quality, best))


# -- parts ---------------------------------------------------------------------

def arcs_of(graph):
    arcs = networkx.DiGraph([r[:2] for r in graph.relations] + [
        (r.target, r.source) for r in graph.relations if not r.directed])
    arcs.add_nodes_from(range(graph.size))
    return arcs


def components(graph):
    return networkx.connected_components(
        measures.simple_of(graph.size, graph.relations))


def strong(graph):
    return networkx.strongly_connected_components(arcs_of(graph))


def cores(graph, k=None):
    simple = measures.simple_of(graph.size, graph.relations)
    return networkx.connected_components(networkx.k_core(simple, k))


def cliques(graph):
    simple = measures.simple_of(graph.size, graph.relations)
    return [c for c in networkx.find_cliques(simple) if len(c) >= 3]


PARTS = {"components": components, "strong": strong, "cores": cores,
         "cliques": cliques}


def compare_cuts(kith, path, graph, tally):
    """Bridges and cut points. Relations of more than one between two entities
    are no bridges, nor are self-relations."""
    ends = igraph.Graph(graph.size, [r[:2] for r in graph.relations])
    simple = measures.simple_of(graph.size, graph.relations)
    tally.where = "kith groups --print bridges " + path
    rows = kith.json("groups", "--print", "bridges", path, status=(0, 1)) or []
    tally.hold("bridges, igraph", sorted(int(r["type"][1:]) for r in rows) ==
               sorted(ends.bridges()), str(rows))
    pairs = collections.Counter(frozenset(r[:2]) for r in graph.relations)
    tally.hold("bridges, networkx", {
        frozenset(int(r[end][1:]) for end in ("source", "target"))
        for r in rows} == {
            pair for pair in map(frozenset, networkx.bridges(simple))
            if pairs[pair] == 1})
    rows = kith.json("groups", "--print", "cut-points", path,
                     status=(0, 1)) or []
    points = {int(r["id"][1:]): r for r in rows}
    tally.where = "kith groups --print cut-points " + path
    tally.hold("cut points, networkx",
               set(points) == set(networkx.articulation_points(simple)))
    tally.hold("cut points, igraph",
               set(points) == set(ends.articulation_points()))
    for v, row in points.items():
        part = networkx.node_connected_component(simple, v)
        pieces = list(networkx.connected_components(
            simple.subgraph(part - {v})))
        tally.hold("pieces at cut points, networkx",
                   row["pieces"] == len(pieces) and row["component"] ==
                   len(part) and row["cut_off"] ==
                   len(part) - 1 - max(map(len, pieces)), str(row))


# -- comparing -----------------------------------------------------------------

def compare(kith, path, graph, number, tally):
    compare_cuts(kith, path, graph, tally)
    for method in kith.groupings():
        if method in PARTS:
            tally.where = "kith groups --method %s %s" % (method, path)
            groups = groups_of(kith, path, "--method", method)
            right = list(PARTS[method](graph))
            tally.hold("%s, networkx" % method, same_sets(groups, right),
                       "%s, not %s" % (groups, right))
            if method == "cores":
                groups = groups_of(kith, path, "--method", method, "--k", "2")
                tally.hold("cores of 2, networkx",
                           same_sets(groups, cores(graph, 2)), str(groups))
        elif method in COMMUNITIES:
            weighted = bool(number // 2 % 2)
            compare_community(kith, path, graph, method, weighted, tally)


def coverage(kith, tally):
    """Every method that kith has is compared here."""
    names = kith.groupings()
    tally.where = "kith help groups"
    tally.hold("registry of methods", len(names) > 1, "names no methods")
    for name in names:
        tally.hold("registry of methods", name in PARTS or name in COMMUNITIES,
                   "'%s' has no peer in groupings.py" % name)
