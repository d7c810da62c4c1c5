#ifndef KITH_ANALYSIS_DENDROGRAM_H
#define KITH_ANALYSIS_DENDROGRAM_H

#include "analysis/network.h"

/** Two clusters become one: numbers below the number of nodes are nodes, n + i
 *  is what merge i has made. */
typedef struct kith_merge {
    kith_id a;
    kith_id b;
} kith_merge;

/** Take as many merges as give the highest modularity (at resolution 1), the
 *  fewest of equal ones.
 *
 *  @param[out] out  `group` is an array of length network->size
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E log V).
 */
kith_status kith_dendrogram_cut(const kith_network *network,
                                const kith_merge *merges,
                                size_t count,
                                kith_partition *out,
                                kith_error *err);

#endif /* KITH_ANALYSIS_DENDROGRAM_H */
