#ifndef KITH_ANALYSIS_DIAMETER_H
#define KITH_ANALYSIS_DIAMETER_H

#include "graph/lists.h"

/** The longest of all shortest paths lies between these. */
typedef struct kith_diameter {
    uint32_t least; /**< there is one as long */
    uint32_t most;  /**< none is longer */
} kith_diameter;

/** Find the longest shortest path within components.
 *
 *  @param lists     of both directions
 *  @param searches  from so many entities at most, beside a few for each
 *                   component that may have it; when they are used up, the
 *                   bounds stay apart
 *  @param threads   0 = as many as pay
 *  @return KITH_OK; KITH_E_MEMORY
 *
 *  Cost: O(V + E) a search, 64 of them at the price of about one. Memory: 12
 *  bytes an entity, and 36 T.
 */
kith_status kith_diameter_find(const kith_lists *lists,
                               size_t searches,
                               unsigned threads,
                               kith_diameter *out,
                               kith_error *err);

#endif /* KITH_ANALYSIS_DIAMETER_H */
