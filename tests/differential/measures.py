"""Every measure of `kith rank` beside igraph, NetworkX and NumPy.

Where conventions differ, the peer gets the graph that makes its convention
kith's, or is left out. These are the differences, and why kith is as it is:

degree         counts ends of relations whatever their direction, a self-relation
               twice; NetworkX and igraph say the same of a multigraph.
mixed graphs   neither peer has them: followed along directions, an undirected
               relation is given to them as two arcs, also one of an entity with
               itself.
strength       weights always count.
random walks   (PageRank, eigenvector, ...) both ends of an undirected
               self-relation count, as in igraph; NetworkX counts one, and gets a
               graph of arcs in which both are.
PageRank       igraph 0.10.2 refuses an entity whose arcs all weigh 0; it is left
               out there.
betweenness    parallel relations are paths of their own, as in igraph; NetworkX
               joins them. Paths whose lengths differ only by rounding are equally
               long, as in igraph; NetworkX takes them apart. It is left out there.
closeness      of an entity that reaches no other: 0, where igraph says NaN, since
               a table without gaps can be sorted. NetworkX measures distances to
               the entity, and gets the graph reversed; it also can scale by the
               share reached, which kith does not.
harmonic       igraph says NaN for a graph of one entity, normalised; kith 0.
eigenvector    0 for all of a graph without cycles; igraph says 1 for all where
               there are no relations, and is unreliable on directed graphs and
               on two entities; NetworkX does not converge. Where the largest
               eigenvalue is not single any mixture is an answer: not compared.
hubs, authorities
               0 for all where there are no relations; as eigenvector where the
               largest value is not single. igraph counts an undirected
               self-relation once here, and is left out.
katz           alpha is 0.85 of what would be too much, where NetworkX always takes
               0.1, by which many graphs have no scores; it gets kith's.
constraint     self-relations are left out; igraph and NetworkX say NaN for an
               entity without neighbours, NetworkX also for one that leads nowhere:
               kith 0 for the first, and Burt's value for the second.
eccentricity   within reach, 0 for an entity that reaches no other, as in igraph;
               NetworkX refuses a graph where not all are reached.
coreness, clustering
               of neighbours: directions, self-relations and parallels are left
               out; igraph counts them, and gets the simple graph. Clustering of
               fewer than two neighbours is 0, as in NetworkX; igraph can say NaN.
pagerank of seeds
               a walk that cannot go on starts anew at the seeds, as in both.
strengths      0 is no tie, and leaves the relation out of paths; the peers would
               divide by it. A distance of 0 is refused: NetworkX and igraph give
               paths through it that they count differently.
"""
import collections
import math
import random

import igraph
import networkx
import numpy

import graphs
import program

DAMPING = 0.85

# undirected; weights: "none", "natural", "strength" or "distance"; normalised
Mode = collections.namedtuple("Mode", "undirected weights normalised")
MODES = [Mode(u, w, n) for w in ("none", "natural", "strength", "distance")
         for u in (False, True) for n in (False, True)]


def strengths_of(relations, weights):
    """The relations with their weights as strengths."""
    if weights == "none":
        return [r._replace(weight=1) for r in relations]
    if weights == "distance":
        return [r._replace(weight=1 / r.weight) for r in relations]
    return list(relations)


def distances_of(relations, weights):
    """The relations with their weights as distances, without those of no tie."""
    if weights == "none":
        return [r._replace(weight=1) for r in relations]
    if weights == "strength":
        return [r._replace(weight=1 / r.weight) for r in relations if r.weight]
    return list(relations)


def simple_of(size, relations):
    """NetworkX's graph of who is related to whom."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(r[:2] for r in relations if r.source != r.target)
    return graph


class View:
    """Relations, one way of weighing them, as igraph and NetworkX want them."""

    def __init__(self, size, relations, undirected):
        self.size, self.undirected = size, undirected
        self.relations = relations
        forth = [r[:2] + (r.weight,) for r in relations]
        back = [(v, u, w) for (u, v, w), r in zip(forth, relations)
                if not r.directed]
        self.arcs = forth if undirected else forth + back
        self.igraph = igraph.Graph(size, [a[:2] for a in self.arcs],
                                   directed=not undirected)
        self.weights = [a[2] for a in self.arcs]
        self.multi = (networkx.MultiGraph if undirected else
                      networkx.MultiDiGraph)()
        self.plain = (networkx.Graph if undirected else networkx.DiGraph)()
        for graph in (self.multi, self.plain):
            graph.add_nodes_from(range(size))
            graph.add_weighted_edges_from(self.arcs)
        pairs = [tuple(sorted(a[:2])) if undirected else a[:2]
                 for a in self.arcs]
        self.simple = len(set(pairs)) == len(pairs)
        # Sums of eighths have no rounding.
        self.exact = all((8 * w).is_integer() for w in map(float, self.weights))

    def matrix(self):
        """Weights of the arcs, an undirected relation's both ways."""
        matrix = numpy.zeros((self.size, self.size))
        for u, v, w in self.arcs:
            matrix[u, v] += w
            if self.undirected:
                matrix[v, u] += w
        return matrix


class Subject:
    """One graph in one mode."""

    def __init__(self, graph, mode):
        self.size, self.mode = graph.size, mode
        self.graph = graph
        self.undirected = mode.undirected
        self.weighted = mode.weights != "none"
        has_zero = any(r.weight == 0 for r in graph.relations)
        # Which kinds of measure kith refuses these weights to.
        self.no_strength = has_zero and mode.weights == "distance"
        self.no_distance = has_zero and mode.weights in ("natural", "distance")
        self.ends = igraph.Graph(graph.size, [r[:2] for r in graph.relations])
        if not self.no_strength:
            self.strong = View(graph.size,
                               strengths_of(graph.relations, mode.weights),
                               mode.undirected)
            self.matrix = self.strong.matrix()
            self.walks = networkx.from_numpy_array(
                self.matrix, create_using=networkx.DiGraph)
        if not self.no_distance:
            self.far = View(graph.size,
                            distances_of(graph.relations, mode.weights),
                            mode.undirected)

    def divide(self, values, by):
        if not self.mode.normalised:
            return list(values)
        return [value / by if by > 0 else 0 for value in values]


def by_node(scores):
    return [scores[v] for v in sorted(scores)]


# -- measures: each yields (peer, scores of every entity) ----------------------

def degree(s):
    yield "igraph", s.divide(s.ends.degree(), s.size - 1)
    plain = networkx.MultiGraph(list(s.ends.get_edgelist()))
    plain.add_nodes_from(range(s.size))
    yield "networkx", s.divide(by_node(dict(plain.degree())), s.size - 1)


def in_degree(s):
    view = View(s.size, s.graph.relations, s.undirected)
    yield "igraph", s.divide(view.igraph.indegree(), s.size - 1)
    got = view.multi.degree() if s.undirected else view.multi.in_degree()
    yield "networkx", s.divide(by_node(dict(got)), s.size - 1)


def out_degree(s):
    view = View(s.size, s.graph.relations, s.undirected)
    yield "igraph", s.divide(view.igraph.outdegree(), s.size - 1)
    got = view.multi.degree() if s.undirected else view.multi.out_degree()
    yield "networkx", s.divide(by_node(dict(got)), s.size - 1)


def strength(s):
    weights = [r.weight for r in s.graph.relations] if not s.weighted else \
        [r.weight for r in s.strong.relations]
    yield "igraph", s.ends.strength(weights=weights)


def pagerank(s):
    yield "networkx", by_node(networkx.pagerank(
        s.walks, alpha=DAMPING, tol=1e-15, max_iter=2000))
    if s.matrix.sum() > 0 and 0 not in s.strong.weights:
        yield "igraph", s.strong.igraph.pagerank(damping=DAMPING,
                                                 weights=s.strong.weights)


def betweenness(s):
    pairs = (s.size - 1) * (s.size - 2) / (2 if s.undirected else 1)
    lengths = "weight" if s.weighted else None
    yield "igraph", s.divide(s.far.igraph.betweenness(
        directed=not s.undirected,
        weights=s.far.weights if s.weighted else None), pairs)
    if s.far.simple and s.far.exact:
        yield "networkx", by_node(networkx.betweenness_centrality(
            s.far.plain, normalized=s.mode.normalised, weight=lengths))


def distances(s, graph):
    """NetworkX's distances from each entity to the others it reaches."""
    for v in range(s.size):
        found = networkx.single_source_dijkstra_path_length(graph, v) \
            if s.weighted else \
            networkx.single_source_shortest_path_length(graph, v)
        yield [d for u, d in found.items() if u != v]


def closeness(s):
    got = s.far.igraph.closeness(
        mode="out", weights=s.far.weights if s.weighted else None,
        normalized=s.mode.normalised)
    yield "igraph", [0 if math.isnan(x) else x for x in got]
    if s.mode.normalised:
        turned = s.far.multi if s.undirected else s.far.multi.reverse()
        yield "networkx", by_node(networkx.closeness_centrality(
            turned, distance="weight" if s.weighted else None,
            wf_improved=False))
    else:
        yield "networkx", [1 / sum(d) if d else 0
                           for d in distances(s, s.far.multi)]


def harmonic(s):
    if s.size > 1:
        yield "igraph", s.far.igraph.harmonic_centrality(
            mode="out", weights=s.far.weights if s.weighted else None,
            normalized=s.mode.normalised)
    yield "networkx", s.divide([math.fsum(1 / x for x in d)
                                for d in distances(s, s.far.multi)],
                               s.size - 1)


def eigenvector(s):
    values, vectors = numpy.linalg.eig(s.matrix.T)
    leading = max(abs(values)) if s.size else 0
    if networkx.is_directed_acyclic_graph(s.walks):
        yield "definition", [0] * s.size
        return
    near = [x for x in values if abs(x - leading) < 1e-5 * leading]
    if len(near) != 1:
        return
    vector = abs(vectors[:, numpy.argmin(abs(values - leading))])
    yield "numpy", list(vector / max(vector))
    # NetworkX's ARPACK may settle on a complex eigenvalue of a directed cycle,
    # and leaves traces where one part of the graph feeds another.
    turning = [x for x in values
               if abs(x) > 0.9 * leading and abs(x.imag) > 1e-9 * leading]
    one_part = networkx.is_strongly_connected(s.walks)
    if s.size > 3 and not turning and (s.undirected or one_part):
        found = numpy.abs(by_node(networkx.eigenvector_centrality_numpy(
            s.walks, weight="weight", max_iter=10000, tol=1e-14)))
        yield "networkx", list(found / max(found))
    if s.undirected and s.size > 2:
        yield "igraph", s.strong.igraph.eigenvector_centrality(
            directed=False, weights=s.strong.weights, scale=True)


def coreness(s):
    yield "igraph", s.ends.copy().simplify().coreness()
    yield "networkx", by_node(networkx.core_number(
        simple_of(s.size, s.graph.relations)))


def clustering(s):
    simple = simple_of(s.size, s.graph.relations)
    yield "igraph", s.ends.copy().simplify().transitivity_local_undirected(
        mode="zero")
    yield "networkx", by_node(networkx.clustering(simple))


def hits(s, of_hubs):
    """Where the largest singular value is single."""
    product = s.matrix @ s.matrix.T if of_hubs else s.matrix.T @ s.matrix
    if not product.any():
        yield "definition", [0] * s.size
        return
    values, vectors = numpy.linalg.eigh(product)
    if s.size > 1 and values[-2] > (1 - 1e-4) * values[-1]:
        return
    vector = abs(vectors[:, -1])
    scale = sum(vector) if s.mode.normalised else max(vector)
    yield "numpy", list(vector / scale)
    loops = any(u == v for u, v, w in s.strong.arcs)
    if not s.mode.normalised and s.size > 2 and not (s.undirected and loops):
        score = s.strong.igraph.hub_score if of_hubs else \
            s.strong.igraph.authority_score
        yield "igraph", score(weights=s.strong.weights, scale=True)


def hubs(s):
    yield from hits(s, True)


def authorities(s):
    yield from hits(s, False)


def katz(s):
    """With the usual alpha: 0.85 of what would be too much, 0.1 if nothing is.
    Where directions count, what would be too much may be ill-conditioned."""
    leading = max(abs(numpy.linalg.eigvals(s.matrix)))
    if networkx.is_directed_acyclic_graph(s.walks):
        leading = 0
    alpha = 0.85 / leading if leading else 0.1
    if s.undirected or not leading:
        yield from katz_at(s, alpha)


def katz_at(s, alpha):
    found = numpy.linalg.solve(numpy.eye(s.size) - alpha * s.matrix.T,
                               numpy.ones(s.size))
    yield "numpy", list(found / (numpy.linalg.norm(found)
                                 if s.mode.normalised else 1))
    if s.mode.normalised:
        yield "networkx", by_node(networkx.katz_centrality_numpy(
            s.walks, alpha=alpha, weight="weight"))


def constraint(s):
    kept = [i for i, (u, v, w) in enumerate(s.strong.arcs) if u != v and w]
    graph = s.strong.igraph.subgraph_edges(kept, delete_vertices=False)
    weights = [s.strong.weights[i] for i in kept]
    graph.es["weight"] = weights
    graph.simplify(combine_edges="sum")
    yield "igraph", [0 if math.isnan(x) else x
                     for x in graph.constraint(weights="weight")]
    plain = s.walks.copy()
    plain.remove_edges_from([(u, v) for u, v, w in plain.edges.data("weight")
                             if u == v or not w])
    theirs = networkx.constraint(plain, weight="weight")
    yield "networkx", [None if math.isnan(theirs[v]) else theirs[v]
                       for v in range(s.size)]


def eccentricity(s):
    yield "networkx", [max(d, default=0) for d in distances(s, s.far.multi)]
    if not s.weighted:
        yield "igraph", s.far.igraph.eccentricity(mode="out")


def personal_pagerank(s, seeds):
    """With walks that start anew at the seeds."""
    yield "networkx", by_node(networkx.pagerank(
        s.walks, alpha=DAMPING, tol=1e-15, max_iter=2000,
        personalization={v: 1 for v in seeds}))
    if s.matrix.sum() > 0 and 0 not in s.strong.weights:
        yield "igraph", s.strong.igraph.personalized_pagerank(
            damping=DAMPING, weights=s.strong.weights, reset_vertices=seeds)


def cut_betweenness(s, cutoff):
    """Of paths no longer than the cutoff."""
    yield "igraph", s.far.igraph.betweenness(
        directed=not s.undirected, cutoff=cutoff,
        weights=s.far.weights if s.weighted else None)


def relation_betweenness(s):
    """Of relations: an undirected one followed along directions has what both
    its arcs have, one that is no tie has nothing."""
    pairs = s.size * (s.size - 1) / (2 if s.undirected else 1)
    kept = [i for i, r in enumerate(s.graph.relations)
            if s.mode.weights != "strength" or r.weight]
    back = [i for i in kept if not s.graph.relations[i].directed]
    owner = kept if s.undirected else kept + back
    scores = [0] * len(s.graph.relations)
    for i, score in zip(owner, s.far.igraph.edge_betweenness(
            directed=not s.undirected,
            weights=s.far.weights if s.weighted else None)):
        scores[i] += score
    yield "igraph", s.divide(scores, pairs)
    if s.far.simple and s.far.exact:
        theirs = networkx.edge_betweenness_centrality(
            s.far.plain, normalized=s.mode.normalised,
            weight="weight" if s.weighted else None)
        scores = [0] * len(s.graph.relations)
        for i, arc in zip(owner, s.far.arcs):
            u, v = arc[:2]
            scores[i] += theirs[(u, v) if (u, v) in theirs else (v, u)]
        yield "networkx", scores


# What a measure goes by: "strength", "distance", or nothing where weights have
# no meaning to it.
Measure = collections.namedtuple("Measure", "peers goes_by")
MEASURES = {
    "degree": Measure(degree, None),
    "in-degree": Measure(in_degree, None),
    "out-degree": Measure(out_degree, None),
    "strength": Measure(strength, "strength"),
    "pagerank": Measure(pagerank, "strength"),
    "betweenness": Measure(betweenness, "distance"),
    "closeness": Measure(closeness, "distance"),
    "harmonic": Measure(harmonic, "distance"),
    "eigenvector": Measure(eigenvector, "strength"),
    "coreness": Measure(coreness, None),
    "clustering": Measure(clustering, None),
    "hubs": Measure(hubs, "strength"),
    "authorities": Measure(authorities, "strength"),
    "katz": Measure(katz, "strength"),
    "constraint": Measure(constraint, "strength"),
    "eccentricity": Measure(eccentricity, "distance"),
    "relation-betweenness": Measure(relation_betweenness, "distance"),
}
OF_RELATIONS = ("relation-betweenness",)


# -- comparing -----------------------------------------------------------------

def switches(mode):
    weights = {"none": [], "natural": ["--weighted"]}.get(
        mode.weights, ["--weight-as", mode.weights])
    return ["--undirected" if mode.undirected else "--directed", *weights,
            *["--normalised"] * mode.normalised]


def may_take(name, subject):
    goes_by = MEASURES[name].goes_by
    if subject.weighted and goes_by is None:
        return False
    refused = {"strength": subject.no_strength, "distance": subject.no_distance}
    return not refused.get(goes_by, False)


def scores_of(kith, path, names, *arguments):
    """{measure: scores of every entity, or of every relation}"""
    found = {}
    for of_relations in (False, True):
        some = [n for n in names if (n in OF_RELATIONS) == of_relations]
        if not some:
            continue
        rows = kith.json("rank", "--by", ",".join(some), "--all", *arguments,
                         path, status=(0, 1)) or []
        key = "type" if of_relations else "id"  # "r17", "e17"
        rows.sort(key=lambda row: int(row[key][1:]))
        found.update({name: [row[name] for row in rows] for name in some})
    return found


def compare(kith, path, graph, number, tally):
    """Two modes a graph: after eight graphs of a kind all have been taken."""
    known = [name for name in kith.measures() if name in MEASURES]
    for turn in range(2):
        mode = MODES[(number // len(graphs.KINDS) + 8 * turn) % len(MODES)]
        tally.where = "%s %s" % (path, " ".join(switches(mode)))
        subject = Subject(graph, mode)
        names = [name for name in known if may_take(name, subject)]
        scores = scores_of(kith, path, names, *switches(mode))
        for name in names:
            for peer, expected in MEASURES[name].peers(subject):
                # None: the peer has nothing to say of this one.
                known_to = [i for i, x in enumerate(expected) if x is not None]
                tally.compare("%s, %s" % (name, peer),
                              [scores[name][i] for i in known_to],
                              [expected[i] for i in known_to])
        refusals(kith, path, subject, mode, known, tally)
        if turn == 0:
            with_options(kith, path, subject, mode, tally)


def with_options(kith, path, s, mode, tally):
    """Measures that have options of their own."""
    draw = random.Random(s.size)
    if not s.no_strength and kith.has("rank", "--seed"):
        seeds = draw.sample(range(s.size), min(s.size, draw.randrange(1, 4)))
        got = scores_of(kith, path, ["pagerank"], *switches(mode),
                        *(w for v in seeds for w in ("--seed", "e%d" % v)))
        for peer, expected in personal_pagerank(s, seeds):
            tally.compare("pagerank of seeds, %s" % peer, got["pagerank"],
                          expected)
    if not s.no_strength and kith.has("rank", "--alpha"):
        alpha = 0.7 / max(1e-3, s.matrix.sum(axis=0).max())
        got = scores_of(kith, path, ["katz"], *switches(mode), "--alpha",
                        repr(float(alpha)))
        for peer, expected in katz_at(s, alpha):
            tally.compare("katz at a given alpha, %s" % peer, got["katz"],
                          expected)
    if not s.no_distance and kith.has("rank", "--cutoff"):
        cutoff = draw.uniform(0.5, 6) if s.weighted else draw.randrange(1, 5)
        plain = [w for w in switches(mode) if w != "--normalised"]
        got = scores_of(kith, path, ["betweenness"], *plain, "--cutoff",
                        repr(cutoff))
        for peer, expected in cut_betweenness(s, cutoff):
            tally.compare("betweenness with cutoff, %s" % peer,
                          got["betweenness"], expected)
    if not s.no_distance and kith.has("rank", "--sample"):
        exact = scores_of(kith, path, ["betweenness"], *switches(mode))
        whole = scores_of(kith, path, ["betweenness"], *switches(mode),
                          "--sample", str(s.size))
        tally.compare("betweenness, a sample of all is exact",
                      whole["betweenness"], exact["betweenness"], 0)


def refusals(kith, path, subject, mode, known, tally):
    """A distance of 0 is refused, whether it is given or would be made."""
    for name in known:
        if MEASURES[name].goes_by and not may_take(name, subject):
            try:
                kith.run("rank", "--by", name, *switches(mode), path)
                status = 0
            except program.Failed as failed:
                status = failed.status
            tally.hold("%s, a distance of 0 is refused" % name, status == 2,
                       "exit status %d" % status)


def coverage(kith, tally):
    """Every measure that kith has is compared here."""
    names = kith.measures()
    tally.where = "kith help rank"
    tally.hold("registry of measures", len(names) > 1, "names no measures")
    for name in names:
        tally.hold("registry of measures", name in MEASURES,
                   "'%s' has no peer in measures.py" % name)
