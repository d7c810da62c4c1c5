#ifndef KITH_QUERY_OPERATORS_H
#define KITH_QUERY_OPERATORS_H

/** Operators at work. Each takes the row as it stands in the registers and
 *  pushes it on; `false` means that no more rows are wanted, or that the run
 *  has failed. */

#include "query/plan.h"

/** Push the row into an operator. */
bool kith_push(kith_run *run, kith_op *op);

/** Ask the filters of an operator and push the row to the next one. */
bool kith_pass(kith_run *run, kith_op *op);

/** Push a node that an operator begins with. */
bool kith_push_node(kith_run *run, kith_op *op, kith_id e);

/** Forget all of an earlier run. */
void kith_plan_reset(kith_run *run, kith_plan *plan);

/** Run all chains of a plan. */
void kith_plan_run(kith_run *run, kith_plan *plan);

bool kith_push_expand(kith_run *run, kith_op *op);
bool kith_push_classes(kith_run *run, kith_op *op);
bool kith_push_kinds(kith_run *run, kith_op *op);
bool kith_push_intersect(kith_run *run, kith_op *op);
bool kith_push_follow(kith_run *run, kith_op *op);
bool kith_push_far(kith_run *run, kith_op *op);
bool kith_push_reach(kith_run *run, kith_op *op);
bool kith_push_shortest(kith_run *run, kith_op *op);
bool kith_push_path(kith_run *run, kith_op *op);
bool kith_push_aggregate(kith_run *run, kith_op *op);
bool kith_push_count(kith_run *run, kith_op *op);
bool kith_push_counted(kith_run *run, kith_op *op);
bool kith_push_sort(kith_run *run, kith_op *op);
bool kith_finish_aggregate(kith_run *run, kith_op *op);
bool kith_finish_sort(kith_run *run, kith_op *op);

/** Whether a relation may be taken: type, uniqueness; not its properties. */
bool kith_may_take(const kith_run *run, const kith_op *op, kith_id relation);

/** Whether a relation has the properties of its pattern. */
bool kith_fits_pattern(kith_run *run, const kith_op *op, kith_id relation);

/** Whether an EXPAND_FAR has a relation on its path. */
bool kith_walk_has(const kith_op *op, kith_id relation);

/** A stretch of links to look through. */
typedef struct kith_range {
    const kith_links *links;
    uint32_t at;
    uint32_t end;
    bool second; /**< the other direction of a pattern without one */
} kith_range;

/** Links of a node in one direction, of a type if it is only one. */
kith_range kith_range_in(const kith_links *links,
                         const kith_labels *types,
                         kith_id node);

/** Links of a node in the direction of an operator, and in the second one of a
 *  pattern without direction (empty otherwise). */
void kith_ranges_of(const kith_run *run,
                    const kith_op *op,
                    kith_id node,
                    kith_range out[2]);

/** Whether the link at range->at is one that the first range had, too. */
static inline bool kith_is_twice(const kith_run *run,
                                 const kith_range *range,
                                 kith_id node)
{
    return range->second &&
           (range->links->other[range->at] == node ||
            !kith_graph_relation_directed(run->session->graph,
                                          range->links->relation[range->at]));
}

#endif /* KITH_QUERY_OPERATORS_H */
