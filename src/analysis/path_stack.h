#ifndef KITH_ANALYSIS_PATH_STACK_H
#define KITH_ANALYSIS_PATH_STACK_H

#include "analysis/path_list.h"
#include "analysis/path_search.h"

/** A way on from an entity. */
typedef struct kith_path_hop {
    kith_id neighbour;
    kith_id relation;
} kith_path_hop;

/** One entity of the path that is being walked. Hops on from it stand in the
 *  stack's hops from `begin` on, sorted; group .. next are those to the entity
 *  that comes after it in the path, by parallel relations. */
typedef struct kith_path_stop {
    kith_id entity;
    size_t begin;
    size_t group;
    size_t next;
    size_t picked; /**< of the group, while paths are handed out */
} kith_path_stop;

/** The path that is being walked, and what is left to try at each entity: the
 *  lowest entities first. Valid when zeroed; free with kith_path_stack_free().
 */
typedef struct kith_path_stack {
    kith_path_hop *hops;
    size_t hop_count;
    size_t hop_room;
    kith_path_stop *stops;
    size_t stop_count;
    size_t stop_room;
} kith_path_stack;

/** Add a hop for the stop that is added next. @return KITH_OK; KITH_E_MEMORY */
kith_status kith_path_stack_add_hop(kith_path_stack *stack,
                                    kith_path_hop hop,
                                    kith_error *err);

/** Walk to an entity, whose hops are those from `begin` on.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_path_stack_push(kith_path_stack *stack,
                                 kith_id entity,
                                 size_t begin,
                                 kith_error *err);

/** Leave the last entity. */
void kith_path_stack_pop(kith_path_stack *stack);

/** Choose the next neighbour of the last stop; false if there is none left. */
bool kith_path_stack_choose(kith_path_stack *stack, kith_id *neighbour);

/** Add the path to the neighbour chosen last to `paths`, once for each
 *  combination of parallel relations, the last step's changing first.
 *
 *  @param limit  number of paths at which to stop; what is beyond sets
 *                paths->more
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_path_stack_arrive(kith_path_stack *stack,
                                   const kith_path_search *search,
                                   kith_id to,
                                   size_t limit,
                                   kith_paths *paths,
                                   kith_error *err);

void kith_path_stack_free(kith_path_stack *stack);

#endif /* KITH_ANALYSIS_PATH_STACK_H */
