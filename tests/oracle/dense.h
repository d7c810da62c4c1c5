#ifndef KITH_ORACLE_DENSE_H
#define KITH_ORACLE_DENSE_H

#include <kith/graph.h>

/** A graph as matrices, for slow and obvious computations on small graphs. */

enum { DENSE_MOST = 24 }; /**< entities */

typedef double dense_matrix[DENSE_MOST][DENSE_MOST];

typedef struct dense {
    size_t size;
    dense_matrix relations; /**< [u][v]: how many lead from u to v */
    dense_matrix weight;    /**< [u][v]: sum of their weights */
    dense_matrix length;    /**< [u][v]: the shortest; INFINITY if none */
    dense_matrix shortest;  /**< [u][v]: how many are that short */
} dense;

/** With directions ignored, or for an undirected relation, both ways; a
 *  self-relation of that kind counts twice.
 *  @param weighted  lengths and weights are those of the relations, else 1 */
void dense_fill(dense *out,
                const kith_graph *graph,
                bool undirected,
                bool weighted);

/** Floyd's and Warshall's least distances; 0 to oneself, INFINITY if there is
 *  no way. */
void dense_distances(const dense *graph, dense_matrix out);

/** Number of shortest paths between all pairs (1 to oneself). Lengths must be
 *  above 0. */
void dense_path_counts(const dense *graph,
                       dense_matrix distance,
                       dense_matrix out);

/** Whether two sums of lengths are the same but for rounding. */
bool dense_same(double a, double b);

#endif /* KITH_ORACLE_DENSE_H */
