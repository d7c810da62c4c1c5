#ifndef KITH_ANALYSIS_BRANDES_H
#define KITH_ANALYSIS_BRANDES_H

#include "analysis/search_graph.h"

/** Shortest paths from one source, their numbers, and the credit that those
 *  who lie on them get. */

/** Room for one search, used again for the next. Start from zero; free with
 *  kith_brandes_clear(). */
typedef struct kith_brandes {
    const kith_search_graph *graph;
    double cutoff;    /**< longest path */
    bool scaled;      /**< by distance, see betweenness.c; the caller's */
    double *distance; /**< by vertex; INFINITY = not reached */
    double *paths;    /**< by vertex: number of shortest paths to it */
    double *delta;    /**< by vertex: credit for lying on those to others */
    uint32_t *place;  /**< by vertex: its place in order */
    kith_id *order;   /**< vertices that are reached, by distance */
    size_t reached;
    uint32_t *ways;       /**< arcs (of graph->in) that end shortest paths, of
                               the vertices in order */
    size_t *ways_end;     /**< by place in order: where its ways end */
    uint32_t *heap;       /**< of vertices, nearest first */
    uint32_t *heap_place; /**< by vertex, + 1; 0 = not in the heap */
    size_t heap_size;
    bool overflow; /**< there were more paths than a double can count */
} kith_brandes;

/** @param cutoff  longest path; 0 = none
 *  @return KITH_OK; KITH_E_MEMORY. To be cleared after failure as well.
 *
 *  Memory: 48 bytes a vertex and 4 an arc. */
kith_status kith_brandes_init(kith_brandes *brandes,
                              const kith_search_graph *graph,
                              double cutoff,
                              kith_error *err);

void kith_brandes_clear(kith_brandes *brandes);

/** Search from `source`, only for distance and order. */
void kith_brandes_reach(kith_brandes *brandes, kith_id source);

/** Search from `source`: distance, paths, order and ways are then filled; delta
 *  as well, so that every vertex is counted by its weight. They hold until the
 *  next search. */
void kith_brandes_search(kith_brandes *brandes, kith_id source);

/** What every shortest path to v carries: (weight + delta) / paths, or scaled
 *  (weight / distance + delta) / paths. An arc from u that ends paths[u] of
 * them is credited with so many times that. */
double kith_brandes_a_path(const kith_brandes *brandes, kith_id v);

#endif /* KITH_ANALYSIS_BRANDES_H */
