#ifndef KITH_GRAPH_EXCESS_H
#define KITH_GRAPH_EXCESS_H

#include "graph/store.h"

#include <kith/vocabulary.h>

/** An entity in which more relations of a type meet than may. */
typedef struct kith_excess {
    kith_id relation; /**< the first one beyond the limit */
    kith_id entity;
    uint32_t count;  /**< relations in all */
    uint32_t most;   /**< as many may be */
    bool at_targets; /**< the entity is the target, not the source */
} kith_excess;

/** Find where there are too many relations, in order of relation.
 *
 *  @param dropped   bit set of relations that do not count, or NULL
 *  @param types     what the vocabulary says of each relation type of the
 *                   graph; NULL where it says nothing
 *  @param[out] out  released with kith_release(); NULL if there are none
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status
kith_excess_find(const kith_graph *graph,
                 const uint64_t *dropped,
                 const kith_relation_type *const *types,
                 kith_excess **out,
                 size_t *count,
                 kith_error *err);

#endif /* KITH_GRAPH_EXCESS_H */
