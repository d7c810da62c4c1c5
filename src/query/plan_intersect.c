/* A step to a new node, and then one that checks it against another node that
 * is bound: both at once, as the common neighbours of two nodes. */
#include "query/plan.h"

static bool is_of_one_type(const kith_op *op)
{
    if (op->kind != KITH_DO_EXPAND || op->bound)
        return false;
    const kith_labels *types = op->pattern->types;
    return types && types->kind == KITH_LABEL_NAME && types->type != KITH_NONE;
}

/* Whether `also` joins the node that `op` finds and another one. */
static bool closes(const kith_op *op, const kith_op *also)
{
    return (also->from == op->to) != (also->to == op->to) && also->into;
}

/* See it from the other node: the new one is where it leads. */
static void turn(kith_op *also)
{
    const uint32_t from = also->from;
    also->from = also->to;
    also->to = from;
    also->reversed = !also->reversed;
    also->way = also->way == KITH_OUT  ? KITH_IN
                : also->way == KITH_IN ? KITH_OUT
                                       : KITH_BOTH;
}

kith_status kith_plan_intersections(kith_planner *planner, kith_chain *chain)
{
    for (kith_op *op = chain->first; op && op->next; op = op->next) {
        kith_op *also = op->next;
        if (!is_of_one_type(op) || op->into || !is_of_one_type(also) ||
            !closes(op, also) || !also->next)
            continue;
        op->tails = KITH_HEAP_NEW(planner->heap, kith_op *, 1);
        if (!op->tails)
            return kith_heap_fail(planner->heap, planner->err);
        if (also->from == op->to)
            turn(also);
        op->kind = KITH_DO_INTERSECT;
        op->tails[0] = also;
        op->tail_count = 1;
        op->next = also->next;
    }
    return KITH_OK;
}
