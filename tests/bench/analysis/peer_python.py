"""Times one analysis in one Python library, as kernels.c times kith's.

    peer_python.py LIBRARY FILE.pairs TASK ROUNDS THREADS

Libraries: networkx, igraph, graph-tool, networkit. Prints "version ..." and then
a line a round: seconds, processor seconds, MB added, kept, at most, answer. Exits
with 4 where the library has no such analysis, with 5 where it is not installed.
A task of many searches may be made with fewer of them, and the time scaled up;
a line "scaled ..." says so.
"""
import ctypes
import os
import random
import sys
import time

SAMPLE = 256
FEW = 8  # searches of a library whose every search is slow


def memory(name):
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    return 0


def timed(work):
    """What work() gave, and seconds, processor seconds, MB added, MB kept, peak
    MB."""
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/clear_refs", "w", encoding="ascii") as marks:
        marks.write("5")
    held, processor, start = memory("VmRSS"), time.process_time(), \
        time.perf_counter()
    result = work()
    wall, processor = time.perf_counter() - start, \
        time.process_time() - processor
    peak, kept = memory("VmHWM"), memory("VmRSS")
    return result, [wall, processor, max(0, peak - held), max(0, kept - held),
                    peak]


def read_pairs(path):
    import numpy
    numbers = numpy.fromfile(path, dtype=numpy.uint32)
    return int(numbers[0]), numbers[2:].reshape(-1, 2)


def connected(size, pairs, count):
    """The first entities that have relations."""
    import numpy
    return numpy.unique(pairs)[:count].tolist()


# Each library: tasks() gives {task: (work, answer, factor)}; work() is timed,
# answer(its result) compared, the time multiplied by the factor.

def networkx_tasks(size, pairs, threads):
    import networkx
    print("version", networkx.__version__)
    graph = networkx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs.tolist())
    few = random.Random(1).sample(connected(size, pairs, size), FEW)
    community = networkx.community
    def between():
        return networkx.betweenness_centrality_subset(
            graph, few, range(size), normalized=False)
    def harmonic():
        return [sum(1 / d for d in networkx.single_source_shortest_path_length(
            graph, v).values() if d) for v in few]
    lively = sum(1 for v in graph if graph.degree(v))
    def build():
        made = networkx.Graph()
        made.add_nodes_from(range(size))
        made.add_edges_from(pairs.tolist())
        return made
    return {
        "adjacency": (build, lambda g: 2 * g.number_of_edges(), 1),
        "betweenness": (between, None, lively / FEW),
        "betweenness-256": (between, None, SAMPLE / FEW),
        "closeness": (lambda: [networkx.closeness_centrality(graph, v)
                               for v in few], None, lively / FEW),
        "harmonic": (harmonic, None, lively / FEW),
        "pagerank": (lambda: networkx.pagerank(graph, tol=1e-10 / size,
                                               max_iter=500),
                     lambda scores: max(scores.values()), 1),
        "components": (lambda: list(networkx.connected_components(graph)),
                       len, 1),
        "coreness": (lambda: networkx.core_number(graph),
                     lambda core: sum(core.values()), 1),
        "triangles": (lambda: networkx.triangles(graph),
                      lambda t: sum(t.values()) / 3, 1),
        # It has Louvain's method, not Leiden's.
        "leiden": (lambda: community.louvain_communities(graph, seed=1),
                   lambda parts: community.modularity(graph, parts), 1),
    }


def igraph_tasks(size, pairs, threads):
    import igraph
    print("version", igraph.__version__)
    ends = pairs.tolist()
    graph = igraph.Graph(size, ends)
    few = random.Random(1).sample(connected(size, pairs, size), 32)
    lively = sum(1 for d in graph.degree() if d)
    random.seed(1)
    return {
        "adjacency": (lambda: igraph.Graph(size, ends),
                      lambda g: 2 * g.ecount(), 1),
        "closeness": (lambda: graph.closeness(few), None, lively / len(few)),
        "harmonic": (lambda: graph.harmonic_centrality(few, normalized=False),
                     None, lively / len(few)),
        "pagerank": (graph.pagerank, max, 1),
        "components": (lambda: graph.connected_components(mode="weak"), len,
                       1),
        "coreness": (graph.coreness, sum, 1),
        "leiden": (lambda: graph.community_leiden("modularity"),
                   lambda parts: parts.modularity, 1),
    }


def graph_tool_tasks(size, pairs, threads):
    import graph_tool
    import graph_tool.centrality
    import graph_tool.clustering
    import graph_tool.topology
    print("version", graph_tool.__version__.split()[0])
    graph_tool.openmp_set_num_threads(threads)
    def build():
        made = graph_tool.Graph(directed=False)
        made.add_vertex(size)
        made.add_edge_list(pairs)
        return made
    graph = build()
    centrality, topology = graph_tool.centrality, graph_tool.topology
    def between(pivots):
        return centrality.betweenness(graph, pivots=pivots, norm=False)[0]
    return {
        "adjacency": (build, lambda g: 2 * g.num_edges(), 1),
        "betweenness": (lambda: between(connected(size, pairs, SAMPLE)), None,
                        len(connected(size, pairs, size)) / SAMPLE),
        "betweenness-256": (lambda: between(connected(size, pairs, SAMPLE)),
                            lambda p: p.fa.sum(), 1),
        "closeness": (lambda: centrality.closeness(graph, norm=False), None,
                      1),
        "harmonic": (lambda: centrality.closeness(
            graph, norm=False, harmonic=True), lambda p: p.fa.sum(), 1),
        "pagerank": (lambda: centrality.pagerank(graph, epsilon=1e-10),
                     lambda p: p.fa.max(), 1),
        "components": (lambda: topology.label_components(graph)[1], len, 1),
        "coreness": (lambda: topology.kcore_decomposition(graph),
                     lambda p: int(p.fa.sum()), 1),
        "triangles": (lambda: graph_tool.clustering.global_clustering(
            graph, ret_counts=True)[1], float, 1),
    }


def networkit_tasks(size, pairs, threads):
    import networkit
    import numpy
    print("version", networkit.__version__)
    networkit.setNumberOfThreads(threads)
    networkit.setSeed(1, False)
    sources, targets = (numpy.ascontiguousarray(pairs[:, i], dtype=numpy.uint64)
                        for i in (0, 1))
    def build():
        return networkit.GraphFromCoo((numpy.ones(len(sources)),
                                       (sources, targets)), n=size)
    graph = build()
    centrality = networkit.centrality
    lively = len(connected(size, pairs, size))
    def scores(algorithm):
        return algorithm.run().scores()
    def estimate():
        return scores(centrality.EstimateBetweenness(graph, SAMPLE, False,
                                                     threads > 1))
    def triangles():
        graph.indexEdges()
        return networkit.sparsification.TriangleEdgeScore(graph).run().scores()
    def communities(method):
        return method.run().getPartition()
    plain = networkit.centrality.ClosenessVariant.GENERALIZED
    return {
        "adjacency": (build, lambda g: 2 * g.numberOfEdges(), 1),
        # The estimate takes entities without relations, too.
        "betweenness": (estimate, None, size / SAMPLE),
        "betweenness-256": (estimate, None, size / lively),
        "closeness": (lambda: scores(centrality.Closeness(
            graph, False, plain)), None, 1),
        "harmonic": (lambda: scores(centrality.HarmonicCloseness(
            graph, False)), sum, 1),
        "pagerank": (lambda: scores(centrality.PageRank(
            graph, 0.85, 1e-10, False,
            networkit.centrality.SinkHandling.DistributeSinks)),
                     # It lets entities without relations keep nothing.
                     lambda rank: max(rank) / sum(rank), 1),
        "components": (lambda: networkit.components.ConnectedComponents(
            graph).run(), lambda c: c.numberOfComponents(), 1),
        "coreness": (lambda: scores(centrality.CoreDecomposition(graph)), sum,
                     1),
        "triangles": (triangles, lambda t: sum(t) / 3, 1),
        "leiden": (lambda: communities(
            networkit.community.ParallelLeiden(graph)),
                   lambda parts: networkit.community.Modularity().getQuality(
                       parts, graph), 1),
    }


LIBRARIES = {"networkx": networkx_tasks, "igraph": igraph_tasks,
             "graph-tool": graph_tool_tasks, "networkit": networkit_tasks}


def main():
    if len(sys.argv) != 6 or sys.argv[1] not in LIBRARIES:
        sys.exit(__doc__)
    library, path, task, rounds, threads = sys.argv[1:]
    os.environ["OMP_NUM_THREADS"] = threads
    try:
        tasks = LIBRARIES[library](*read_pairs(path), int(threads))
    except ImportError as missing:
        print(missing, file=sys.stderr)
        return 5
    tasks["lists"] = tasks["adjacency"]
    if task not in tasks:
        return 4
    work, answer, factor = tasks[task]
    if factor != 1:
        print("scaled %.3g" % factor)
    for _ in range(int(rounds)):
        result, (wall, processor, *memories) = timed(work)
        print("%.6f %.6f %.1f %.1f %.1f %.12g" % (
            wall * factor, processor * factor, *memories,
            answer(result) if answer else float("nan")), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
