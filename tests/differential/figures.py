"""The figures of `kith stats` beside NetworkX and igraph.

Differences of convention, and why kith is as it is:

density        of who is related to whom: self-relations and parallels are left
               out, and a directed relation fills one of two places, an undirected
               one both; the peers count every edge of a multigraph, by which a
               density can exceed 1.
parallels      relations that join the same two the same way (or both are
               undirected): A -> B beside B -> A is an answer, not a repetition.
reciprocity    the share of directed relations between different entities with one
               the other way; an undirected one answers, too. The peers know no
               mixed graphs; igraph leaves self-relations out, too, NetworkX does
               not, of which each would answer itself.
distances      within components, directions ignored; NetworkX refuses a graph of
               several components. Where no two entities are connected there is
               no longest distance: none, where igraph says 0.
"""
import collections

import igraph
import networkx

import measures


def pairs_of(graph):
    """Ordered pairs of different entities with a relation from one to the
    other."""
    pairs = set()
    for r in graph.relations:
        if r.source != r.target:
            pairs.add((r.source, r.target))
            if not r.directed:
                pairs.add((r.target, r.source))
    return pairs


def reciprocity(graph):
    arcs = [r[:2] for r in graph.relations
            if r.directed and r.source != r.target]
    if not arcs:
        return None
    known = pairs_of(graph)
    return sum((v, u) in known for u, v in arcs) / len(arcs)


def distances(simple):
    for source, found in networkx.all_pairs_shortest_path_length(simple):
        yield from (d for target, d in found.items() if target != source)


def expected(graph):
    """{member of the result: [(peer, value)]}"""
    simple = measures.simple_of(graph.size, graph.relations)
    ends = igraph.Graph(graph.size, [r[:2] for r in graph.relations])
    parts = list(networkx.connected_components(simple))
    far = list(distances(simple))
    loops = sum(r.source == r.target for r in graph.relations)
    kinds = {r[:2] if r.directed else (None, *sorted(r[:2]))
             for r in graph.relations}
    possible = graph.size * (graph.size - 1)
    arcs = networkx.DiGraph(list(pairs_of(graph)))
    arcs.add_nodes_from(range(graph.size))
    degrees = ends.degree()
    return {
        "entities": [("records", graph.size)],
        "relations": [("records", len(graph.relations))],
        "components": [("networkx", len(parts)),
                       ("igraph", len(ends.connected_components("weak")))],
        "largest_component": [("networkx", max(map(len, parts)))],
        "isolated_entities": [("igraph", degrees.count(0))],
        "self_relations": [("igraph", sum(ends.is_loop())), ("records", loops)],
        "parallel_relations": [("records", len(graph.relations) - len(kinds))],
        "density": [("networkx", networkx.density(arcs) if possible else None)],
        "reciprocity": [("definition", reciprocity(graph))],
        "diameter": [("networkx", max(far, default=None)),
                     ("igraph", ends.diameter(directed=False, unconn=True)
                      if far else None)],
        "mean_distance": [
            ("networkx", sum(far) / len(far) if far else None),
            ("igraph", ends.average_path_length(directed=False, unconn=True)
             if far else None)],
        "least_degree": [("igraph", min(degrees))],
        "mean_degree": [("igraph", sum(degrees) / graph.size)],
        "most_degree": [("igraph", max(degrees))],
        "different_degrees": [("igraph", len(set(degrees)))],
        "degrees": [("igraph", sorted(
            collections.Counter(degrees).items()))],
        "diameter_at_most": [("networkx", max(far, default=None))],
        "mean_distance_error": [("exact", 0 if far else None)],
        **clustering(simple, ends),
        **connection(graph, simple, ends),
    }


def clustering(simple, ends):
    """Of the simple graph; assortativity of the relations, directions
    ignored."""
    single = igraph.Graph(ends.vcount(), list(simple.edges))
    transitivity = single.transitivity_undirected(mode="nan")
    return {"transitivity": [("igraph", transitivity),
                             ("networkx", networkx.transitivity(simple)
                              if transitivity == transitivity else None)],
            "mean_clustering": [
                ("igraph", single.transitivity_avglocal_undirected("zero")),
                ("networkx", networkx.average_clustering(simple))],
            "degree_assortativity": [("igraph", ends.assortativity_degree(
                directed=False) if ends.ecount() else None)]}


def connection(graph, simple, ends):
    arcs = networkx.DiGraph(list(pairs_of(graph)))
    arcs.add_nodes_from(range(graph.size))
    strong = list(networkx.strongly_connected_components(arcs))
    return {"strong_components": [("networkx", len(strong))],
            "largest_strong_component": [("networkx", max(map(len, strong)))],
            "bridges": [("igraph", len(ends.bridges()))],
            "cut_points": [("networkx", len(set(
                networkx.articulation_points(simple))))]}


# Members of the result that are no figures of the whole graph.
OTHER = {"documents", "entity_types", "relation_types", "distances", "title"}


def compare(kith, path, graph, number, tally):
    tally.where = "kith stats " + path
    found = kith.json("stats", path)
    for member, value in found.items():
        if member in OTHER:
            continue
        for peer, right in expected(graph).get(member, []):
            if member == "degrees":
                tally.hold("degrees, %s" % peer, right == [
                    (row["degree"], row["count"]) for row in value])
                continue
            if isinstance(right, list):
                tally.compare("%s, %s" % (member, peer), value, right)
            else:
                tally.compare("%s, %s" % (member, peer), [value], [right])
    tally.hold("figures are compared",
               set(found) - OTHER <= set(expected(graph)),
               "no peer for %s" % (set(found) - OTHER - set(expected(graph))))


def coverage(kith, tally):
    """compare() looks at each member; here is nothing to do."""
