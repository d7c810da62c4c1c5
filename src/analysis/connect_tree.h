#ifndef KITH_ANALYSIS_CONNECT_TREE_H
#define KITH_ANALYSIS_CONNECT_TREE_H

#include "analysis/path_search.h"
#include "analysis/relation_list.h"

/** A tree that connects entities, in flat arrays. Valid when zeroed. */
typedef struct kith_tree_part {
    kith_id *entities; /**< those that were named first */
    size_t entity_count;
    size_t named_count;
    kith_step *steps;
    size_t step_count;
    double weight;
} kith_tree_part;

void kith_tree_part_clear(kith_tree_part *p);

/** What a tree is made of while it is put in order: entities are known by their
 *  places, those that are named come first. */
typedef struct kith_tree_workshop {
    const kith_path_search *search;
    uint32_t *place_of; /**< by entity, + 1; 0 = not in this part */
    kith_id *entities;
    size_t count;
    size_t named_count;
    kith_relation_list relations;
    size_t *group;   /**< of kith_tree_finish(), by place, while the tree
                          grows; then its relations, and in the end the next
                          hop to look at */
    size_t *hanging; /**< the same: its relations that are left, by their places
                          in the list, XORed: of one, that place */
} kith_tree_workshop;

/** Give an entity a place, if it has none. */
void kith_tree_enter(kith_tree_workshop *w, kith_id e);

/** Make the tree of the relations in w->relations.
 *
 *  @param[out] out  starts zeroed; to be cleared after failure as well
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_tree_finish(kith_tree_workshop *w,
                             kith_tree_part *out,
                             kith_error *err);

#endif /* KITH_ANALYSIS_CONNECT_TREE_H */
