#ifndef KITH_ANALYSIS_RELATION_LIST_H
#define KITH_ANALYSIS_RELATION_LIST_H

#include <kith/graph.h>

/** Relations that belong to a tree. Valid when zeroed; free with
 *  kith_release(items). */
typedef struct kith_relation_list {
    kith_id *items;
    size_t count;
    size_t room;
} kith_relation_list;

/** @return KITH_OK; KITH_E_MEMORY */
kith_status kith_relation_list_add(kith_relation_list *list,
                                   kith_id relation,
                                   kith_error *err);

/** A relation as it is seen from one end. */
typedef struct kith_hop {
    size_t owner; /**< that end, by entity or by place; SIZE_MAX = past the
                       last */
    kith_id neighbour;
    kith_id relation;
} kith_hop;

/** The relations of a list from both ends, by owner and neighbour.
 *
 *  @param place_of    by entity, + 1; NULL = owners are entities
 *  @param[out] begin  by owner, `owners` of them: its first hop, or the end
 *  @return owned by the caller, kith_release(); NULL if out of memory
 */
kith_hop *kith_hops_make(const kith_relation_list *list,
                         const kith_graph *graph,
                         const uint32_t *place_of,
                         size_t *begin,
                         size_t owners);

#endif /* KITH_ANALYSIS_RELATION_LIST_H */
