#ifndef KITH_GRAPH_SEARCH_H
#define KITH_GRAPH_SEARCH_H

#include "graph/store.h"

/** An entity that a search has found. */
typedef struct kith_hit {
    double score; /**< 0 < score ≤ 1 */
    kith_id entity;
    kith_ref matched; /**< the name, alias or id that fits best */
} kith_hit;

/** Entities called something like `query`, best first, then by id.
 *
 *  @param most      hits at most; 0 = all
 *  @param[out] out  released with kith_release(); NULL if there are none
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_search(const kith_graph *graph,
                                       const char *query,
                                       size_t most,
                                       kith_hit **out,
                                       size_t *count,
                                       kith_error *err);

#endif /* KITH_GRAPH_SEARCH_H */
