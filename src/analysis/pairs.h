#ifndef KITH_ANALYSIS_PAIRS_H
#define KITH_ANALYSIS_PAIRS_H

#include <kith/graph.h>

/** Relations counted by the pair of entities that they join. */
typedef struct kith_pairs {
    uint64_t parallel; /**< beyond the first of a pair, of each direction and of
                            the undirected ones */
    uint64_t led_over; /**< ordered pairs of different entities with a relation
                            that leads that way */
    uint64_t directed; /**< directed relations between different entities */
    uint64_t answered; /**< of them, those with a relation the other way */
} kith_pairs;

/** @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT. Cost: O(V + E), and the lists
 *          of all directions, which the graph keeps. */
kith_status kith_pairs_count(kith_graph *graph,
                             kith_pairs *out,
                             kith_error *err);

#endif /* KITH_ANALYSIS_PAIRS_H */
