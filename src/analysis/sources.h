#ifndef KITH_ANALYSIS_SOURCES_H
#define KITH_ANALYSIS_SOURCES_H

#include "analysis/search_graph.h"

/** Vertices to search from. Start from zero; free with kith_sources_clear().
 */
typedef struct kith_search_sources {
    kith_id *vertex; /**< those that lie near each other stand together */
    double *credit;  /**< how many entities each of them is searched for */
    size_t count;
    size_t drawn;    /**< entities searched for: the sum of credit */
    size_t possible; /**< entities to choose from: those of all vertices from
                          which a search gets anywhere */
} kith_search_sources;

/** Take all vertices from which a search gets anywhere, or those of a random
 *  sample of the entities that they stand for.
 *
 *  @param arcs    the way that searches go: graph->out or graph->in
 *  @param sample  how many entities at most; 0 = all
 *  @param seed    of the sample; the same draws the same
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V log V).
 */
kith_status kith_search_sources_init(kith_search_sources *sources,
                                     const kith_search_graph *graph,
                                     const kith_arcs *arcs,
                                     size_t sample,
                                     uint64_t seed,
                                     kith_error *err);

void kith_search_sources_clear(kith_search_sources *sources);

#endif /* KITH_ANALYSIS_SOURCES_H */
