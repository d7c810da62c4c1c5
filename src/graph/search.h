#ifndef KITH_GRAPH_SEARCH_H
#define KITH_GRAPH_SEARCH_H

#include "graph/store.h"

#include <kith/table.h>

/** An entity that a search has found. */
typedef struct kith_hit {
    double score; /**< 0 < score ≤ 1 */
    kith_id entity;
    kith_ref matched; /**< the name, alias or id that fits best */
} kith_hit;

/** The best of many hits. Start from zero with `most` set. */
typedef struct kith_hits {
    kith_hit *items; /**< released with kith_release() */
    size_t count;
    size_t room;
    size_t most; /**< 0 = all */
} kith_hits;

/** Keep a hit if it may be among the best; false if out of memory. */
bool kith_hits_keep(kith_hits *hits, kith_hit hit);

/** Order what was kept, best first, then by entity, and drop the rest. */
void kith_hits_settle(kith_hits *hits);

/** A hit as it is shown. */
typedef struct kith_found {
    const char *id;
    const char *name;
    const char *type;    /**< NULL if it has none */
    const char *matched; /**< the text that fits best */
    double score;
} kith_found;

/** Give a new table the columns of what is found, and add a row. */
KITH_NODISCARD kith_status kith_found_columns(kith_table *table,
                                              kith_error *err);
KITH_NODISCARD kith_status kith_found_add(kith_table *table,
                                          const kith_found *found,
                                          kith_error *err);

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
