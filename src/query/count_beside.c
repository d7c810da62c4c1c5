/* Counting, less what the row takes away: relations that stand in it already,
 * and nodes that a pattern keeps apart. See count.c. */
#include "query/count.h"

/* The node of the row that filter `index` keeps an operator's own apart from;
 * none if it is null. */
static kith_id apart_node(const kith_run *run, const kith_op *op, size_t index)
{
    const kith_expr *filter = op->filters[op->filter_count + index];
    const kith_expr *own = filter->args[0];
    const kith_value v =
        run->row[own->slot == op->to ? filter->args[1]->slot : own->slot];
    return v.kind == KITH_VALUE_NODE ? v.as.id : KITH_NONE;
}

/* Whether an operator at `from` could take a relation, and how many ways there
 * are: one, or two for a self-relation that is listed once. */
static bool could_take(const kith_run *run,
                       const kith_op *op,
                       kith_id from,
                       kith_id relation,
                       kith_id *to)
{
    const kith_graph *graph = run->session->graph;
    const kith_id source = kith_graph_sources(graph)[relation];
    const kith_id target = kith_graph_targets(graph)[relation];
    const kith_labels *types = op->pattern->types;
    const bool free =
        op->way == KITH_BOTH || !kith_graph_relation_directed(graph, relation);
    if (types &&
        !kith_is_of_types(types, kith_graph_relation_type(graph, relation)))
        return false;
    *to = source == from ? target : source;
    return (source == from && (free || op->way == KITH_OUT)) ||
           (target == from && (free || op->way == KITH_IN));
}

uint64_t kith_part_of(kith_run *run, kith_op *op, kith_id from, kith_id taken)
{
    kith_id to = KITH_NONE;
    if (!could_take(run, op, from, taken, &to) ||
        !kith_link_passes(run, op, taken, to))
        return 0;
    return kith_weight_behind(run, op, from, taken, to, false);
}

/* Whether the row has a relation that an operator must not take again. */
static bool row_has(const kith_run *run, const kith_op *op, kith_id relation)
{
    for (size_t i = 0; i < op->unique_count; i++) {
        const kith_value taken = run->row[op->unique[i]];
        if (taken.kind == KITH_VALUE_RELATION && taken.as.id == relation)
            return true;
    }
    return false;
}

/* What the links to one node add, that the row does not have; with `beside`
 * only as far as what hangs there would take relations of the row. */
static uint64_t part_to(kith_run *run,
                        kith_op *op,
                        kith_id from,
                        kith_id node,
                        bool beside)
{
    const kith_labels *types = op->pattern->types;
    const bool sorted = types && types->kind == KITH_LABEL_NAME;
    kith_range ranges[2];
    uint64_t sum = 0;
    kith_ranges_of(run, op, from, ranges);
    for (size_t side = 0; side < 2; side++) {
        kith_range *range = &ranges[side];
        if (sorted && range->at < range->end)
            kith_range_skip(range, node);
        for (; range->at < range->end; range->at++) {
            const kith_id relation = range->links->relation[range->at];
            if (range->links->other[range->at] != node) {
                if (sorted)
                    break;
                continue;
            }
            if (kith_is_twice(run, range, from) || row_has(run, op, relation) ||
                !kith_link_passes(run, op, relation, node))
                continue;
            sum += kith_weight_behind(run, op, from, relation, node, false);
            if (beside)
                sum -= kith_weight_behind(run, op, from, relation, node, true);
        }
    }
    return sum;
}

/* Add an end of a relation of the row where a tail could take that relation:
 * only there it weighs less than it seems to. */
static size_t add_end(const kith_run *run,
                      const kith_op *child,
                      kith_id end,
                      kith_id taken,
                      kith_id *ends,
                      size_t count)
{
    kith_id to = KITH_NONE;
    if (!could_take(run, child, end, taken, &to))
        return count;
    for (size_t i = 0; i < count; i++) {
        if (ends[i] == end)
            return count;
    }
    ends[count] = end;
    return count + 1;
}

uint64_t kith_part_beside(kith_run *run, kith_op *op, kith_id from)
{
    const kith_graph *graph = run->session->graph;
    kith_id ends[2 * KITH_MOST_ROW_UNIQUES];
    size_t count = 0;
    uint64_t sum = 0;
    for (size_t i = 0; i < op->tail_count; i++) {
        const kith_op *child = op->tails[i];
        for (size_t j = 0; j < child->unique_count; j++) {
            const kith_value v = run->row[child->unique[j]];
            const kith_id r = v.as.id;
            if (child->unique[j] == op->relation ||
                v.kind != KITH_VALUE_RELATION)
                continue;
            count = add_end(run, child, kith_graph_sources(graph)[r], r, ends,
                            count);
            count = add_end(run, child, kith_graph_targets(graph)[r], r, ends,
                            count);
        }
    }
    for (size_t i = 0; i < count; i++)
        sum += part_to(run, op, from, ends[i], true);
    return sum;
}

uint64_t kith_part_apart(kith_run *run, kith_op *op, kith_id from)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < op->apart_count; i++) {
        const kith_id node = apart_node(run, op, i);
        bool seen = false;
        for (size_t j = 0; j < i; j++)
            seen |= apart_node(run, op, j) == node;
        if (!seen)
            sum += part_to(run, op, from, node, false);
    }
    return sum;
}

bool kith_apart_null(const kith_run *run, const kith_op *op)
{
    for (size_t i = 0; i < op->apart_count; i++) {
        if (apart_node(run, op, i) == KITH_NONE)
            return true;
    }
    return false;
}
