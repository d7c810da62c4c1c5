#ifndef KITH_ANALYSIS_SEARCH_GRAPH_H
#define KITH_ANALYSIS_SEARCH_GRAPH_H

#include "base/pages.h"

#include <kith/analysis.h>

/** Compact adjacency of vertices: as kith_adjacency, neighbours in order. */
typedef struct kith_arcs {
    const uint32_t *first;
    const kith_id *neighbour;
    const kith_id *relation; /**< by arc; NULL unless asked for */
    const double *length;    /**< by arc; NULL = all 1 */
} kith_arcs;

/** A graph made ready for searches from many entities: its entities renumbered
 *  as vertices by falling degree, so that what is looked at most lies together;
 *  neighbours in order; without self-relations and without entities that have
 *  no other relations. Parallel relations stay. Where nothing is left out, and
 *  neither folding nor relations nor lengths are asked for, they are the lists
 *  of kith_graph_lists(). Start from zero; free with kith_search_graph_clear().
 */
typedef struct kith_search_graph {
    size_t count;          /**< vertices */
    kith_arcs out;         /**< as paths go */
    kith_arcs in;          /**< the other way; `out` again if it is the same */
    const kith_id *entity; /**< by vertex */
    const kith_id *vertex; /**< by entity; count or more = left out, folded */
    const double *weight;  /**< by vertex: entities that it stands for */
    double *score;  /**< by entity: ordered pairs that folded trees give to it;
                         NULL without folding */
    void *owned[8]; /**< what the others point to, */
    kith_pages pages[2]; /**< and arcs do */
} kith_search_graph;

typedef struct kith_search_graph_options {
    bool undirected;       /**< ignore directions */
    bool fold;             /**< fold hanging trees where relations go both ways;
                                not with lengths */
    bool relations;        /**< keep the relation of every arc */
    const double *lengths; /**< by relation; infinite ones are left out; NULL =
                                all 1 */
    unsigned threads;      /**< 0 = as many as pay */
} kith_search_graph_options;

/** @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT (see kith_graph_lists()). To be
 *          cleared after failure as well.
 *
 *  Cost: O(V + E). Memory: 16 V + 4 bytes an arc of each direction, 8 with
 *  relations; 4 V more a thread until it is done; of lists of the graph 8 V,
 *  and what the graph keeps. */
kith_status kith_search_graph_init(kith_search_graph *out,
                                   kith_graph *graph,
                                   const kith_search_graph_options *options,
                                   kith_error *err);

void kith_search_graph_clear(kith_search_graph *graph);

#endif /* KITH_ANALYSIS_SEARCH_GRAPH_H */
