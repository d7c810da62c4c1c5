#ifndef KITH_UNIT_RANDOM_GRAPH_H
#define KITH_UNIT_RANDOM_GRAPH_H

#include <kith/graph.h>

/** Graphs for testing analyses. Entity 0 is called "e0", and so on; types of
 *  entities are "even" and "odd" by number; every third relation has type
 *  "blue", the others "red". Free with graph_done(). */

typedef struct edge {
    kith_id source;
    kith_id target;
    bool undirected;
    double weight; /**< 0 = 1, negative = 0 */
} edge;

kith_graph *graph_of(size_t entities, const edge *edges, size_t count);

/** A size for a test, and one for the thread sanitizer, under which everything
 *  is some fifteen times slower. */
#if defined(__SANITIZE_THREAD__)
# define SIZE_OR(usual, under_threads) (under_threads)
#else
# define SIZE_OR(usual, under_threads) (usual)
#endif

/** Number of seeds that give a different mixture of kinds each. */
#if defined(__SANITIZE_ADDRESS__) /* five times slower */
enum { RANDOM_GRAPHS = 100 };
#else
enum { RANDOM_GRAPHS = SIZE_OR(300, 30) };
#endif

/** A graph of up to 20 entities: random, path, cycle, star, bipartite or
 *  cliques; directed, undirected or mixed; with or without self-relations,
 *  parallels and weights. Seeds below 3 give that many lone entities. */
kith_graph *random_graph(uint64_t seed);

/** The same graph as if its records had come in another order: what has number
 *  v here may have any there, but ids, types and weights are kept. */
kith_graph *shuffled(const kith_graph *graph, uint64_t seed);

/** A graph that is large enough to be worked on in blocks: few entities have
 *  most relations; some relations are undirected, parallel, or lead back to
 *  where they begin. Weights are 1, 2, 3 and 4. */
kith_graph *large_graph(size_t entities, size_t relations, uint64_t seed);

/** Whether some relation has weight 0. */
bool has_zero_weight(const kith_graph *graph);

/** Number from 0 to below - 1. */
uint32_t random_below(uint64_t *state, uint32_t below);

void graph_done(kith_graph *graph);

#endif /* KITH_UNIT_RANDOM_GRAPH_H */
