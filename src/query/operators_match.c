/* Operators at work: over one relation, and the value of a path. */
#include "query/operators.h"

#include <string.h>

/* -- ranges of links ----------------------------------------------------- */

kith_range kith_range_in(const kith_links *links,
                         const kith_labels *types,
                         kith_id node)
{
    kith_range range = {
        .links = links,
        .at = links->first[node],
        .end = links->first[node + 1],
    };
    if (links->portion && kith_links_missing(links, node))
        range.end = range.at;
    if (!types || types->kind != KITH_LABEL_NAME)
        return range;
    if (types->type == KITH_NONE) {
        range.end = range.at;
        return range;
    }
    if (links->of_type && links->of_type[types->type]) {
        const kith_stretch *known = &links->of_type[types->type][node];
        range.at = known->at;
        range.end = known->end;
        return range;
    }
    /* only faster: most nodes have relations of few types */
    if (range.at < range.end && links->type[range.at] == types->type &&
        links->type[range.end - 1] == types->type)
        return range;
    range.at = kith_links_place(links, range.at, range.end, types->type);
    range.end = kith_links_place(links, range.at, range.end, types->type + 1);
    return range;
}

void kith_ranges_of(const kith_run *run,
                    const kith_op *op,
                    kith_id node,
                    kith_range out[2])
{
    const kith_session *session = run->session;
    const kith_labels *types = op->pattern->types;
    out[0] = kith_range_in(op->way == KITH_IN ? &session->in : &session->out,
                           types, node);
    out[1] = (kith_range){.links = &session->in, .second = true};
    if (op->way == KITH_BOTH) {
        out[1] = kith_range_in(&session->in, types, node);
        out[1].second = true;
    }
}

/* Narrow a range to the links of its first type that lead to `other`; what is
 * behind that type becomes `*rest`. */
static void narrow(kith_range *range, kith_id other, uint32_t *rest)
{
    const kith_id *ends = range->links->other;
    const uint32_t type = range->links->type[range->at];
    uint32_t low = range->at;
    *rest = kith_links_place(range->links, low, range->end, type + 1);
    for (uint32_t high = *rest; low < high;) {
        const uint32_t middle = low + (high - low) / 2;
        if (ends[middle] < other) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    range->at = low;
    while (low < *rest && ends[low] == other)
        low++;
    range->end = low;
}

/* -- what a relation must be --------------------------------------------- */

static bool is_among(kith_value list, kith_id relation)
{
    for (uint32_t i = 0; list.kind == KITH_VALUE_LIST && i < list.size; i++) {
        if (list.as.items[i].kind == KITH_VALUE_RELATION &&
            list.as.items[i].as.id == relation)
            return true;
    }
    return false;
}

bool kith_may_take(const kith_run *run, const kith_op *op, kith_id relation)
{
    const kith_labels *types = op->pattern->types;
    if (types && types->kind != KITH_LABEL_NAME &&
        !kith_is_of_types(types, kith_graph_relation_type(run->session->graph,
                                                          relation)))
        return false;
    for (size_t i = 0; i < op->unique_count; i++) {
        const kith_value taken = run->row[op->unique[i]];
        if (taken.kind == KITH_VALUE_RELATION && taken.as.id == relation)
            return false;
    }
    for (size_t i = 0; i < op->unlike_count; i++) {
        const kith_op *other = op->unlike[i];
        if (other->bound ? is_among(run->row[other->relation], relation)
                         : kith_walk_has(other, relation))
            return false;
    }
    return true;
}

bool kith_fits_pattern(kith_run *run, const kith_op *op, kith_id relation)
{
    const kith_expr *map = op->pattern->properties;
    for (size_t i = 0; map && i < map->count; i++) {
        const uint32_t column =
            kith_session_column(run->session, map->names[i]);
        const kith_value has =
            kith_session_property(run->session, KITH_OF_RELATION, relation,
                                  column, run->err);
        if (run->err->status != KITH_OK)
            (void)kith_run_failed(run, map, run->err->status);
        if (kith_equals(has, kith_evaluate(run, map->args[i])) != KITH_YES)
            return false;
    }
    return true;
}

/* -- one relation -------------------------------------------------------- */

static bool push_link(kith_run *run,
                      kith_op *op,
                      kith_id relation,
                      kith_id other)
{
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    run->row[op->relation] = kith_link(relation);
    run->row[op->to] = kith_node(other);
    const bool more = kith_run_tick(run) && kith_pass(run, op);
    kith_heap_reset(&run->heap, mark);
    return more;
}

/* The node at the other end of the operator's row: its id, or none. */
static bool node_at(kith_run *run, uint32_t slot, kith_id *out)
{
    const kith_value v = run->row[slot];
    if (v.kind == KITH_VALUE_NODE) {
        *out = v.as.id;
        return true;
    }
    if (!kith_is_null(v)) {
        (void)kith_run_fail(run, NULL, "TypeError", "InvalidArgumentType",
                            "a pattern needs a node, found %s",
                            kith_kind_name(v.kind));
    }
    return false;
}

/* So many links before its turn the properties of a node are fetched, and where
 * its own links stand; half as many before it these themselves. */
#define AHEAD 8

/* In place: gcc takes a function that only fetches for one that does nothing,
 * and leaves out its calls. */
#define IN_PLACE static inline __attribute__((always_inline))

/* Where the links stand that an operator follows from each node; NULL where it
 * has to search. */
static const kith_stretch *stretches_of(const kith_links *links,
                                        const kith_op *op)
{
    const kith_labels *types = op->pattern->types;
    const bool one = types && types->kind == KITH_LABEL_NAME &&
                     types->type != KITH_NONE && links->of_type;
    return one ? links->of_type[types->type] : NULL;
}

IN_PLACE void fetch(const kith_run *run, const kith_op *op, kith_id node)
{
    for (size_t i = 0; i < op->ahead_count; i++) {
        const kith_column *column = &run->session->columns[op->ahead[i]];
        const kith_value *values = column->values[KITH_OF_ENTITY];
        if (values)
            __builtin_prefetch(&values[node]);
    }
    if (!op->follower)
        return;
    const kith_links *links =
        op->follower->way == KITH_IN ? &run->session->in : &run->session->out;
    const kith_stretch *known = stretches_of(links, op->follower);
    if (known) {
        __builtin_prefetch(&known[node]);
    } else {
        __builtin_prefetch(&links->first[node]);
    }
}

IN_PLACE void fetch_links(const kith_run *run, const kith_op *op, kith_id node)
{
    const kith_links *links =
        op->follower->way == KITH_IN ? &run->session->in : &run->session->out;
    const kith_stretch *known = stretches_of(links, op->follower);
    __builtin_prefetch(
        &links->other[known ? known[node].at : links->first[node]]);
}

IN_PLACE void fetch_first(const kith_run *run,
                          const kith_op *op,
                          const kith_range *range)
{
    const uint32_t size = range->end - range->at;
    for (uint32_t i = 0; i < size && i < AHEAD; i++)
        fetch(run, op, range->links->other[range->at + i]);
}

IN_PLACE void fetch_next(const kith_run *run,
                         const kith_op *op,
                         const kith_range *range)
{
    const kith_id *others = range->links->other + range->at;
    const uint32_t size = range->end - range->at;
    if (size > AHEAD)
        fetch(run, op, others[AHEAD]);
    if (op->follower && size > AHEAD / 2)
        fetch_links(run, op, others[AHEAD / 2]);
}

/* Push the links of a range that fit; false when no more are wanted. An
 * operator between two bound nodes may look from either: from `from` for `to`.
 */
static bool push_range(kith_run *run,
                       kith_op *op,
                       kith_range *range,
                       kith_id from,
                       kith_id to)
{
    const kith_value wanted = run->row[op->relation];
    const kith_id end = op->into ? run->row[op->to].as.id : KITH_NONE;
    if (op->fetches)
        fetch_first(run, op, range);
    for (; range->at < range->end; range->at++) {
        if (op->fetches)
            fetch_next(run, op, range);
        const kith_id other = range->links->other[range->at];
        const kith_id relation = range->links->relation[range->at];
        if ((op->into && other != to) ||
            (op->bound && relation != wanted.as.id) ||
            kith_is_twice(run, range, from) ||
            !kith_may_take(run, op, relation))
            continue;
        if (!push_link(run, op, relation, op->into ? end : other))
            return false;
    }
    return true;
}

/* The links between two nodes, type by type. */
static bool push_between(kith_run *run,
                         kith_op *op,
                         kith_range *range,
                         kith_id from,
                         kith_id to)
{
    const uint32_t end = range->end;
    uint32_t rest = range->at;
    while (rest < end) {
        range->at = rest;
        range->end = end;
        narrow(range, to, &rest);
        if (!push_range(run, op, range, from, to))
            return false;
    }
    return true;
}

/* The links of a node, from what was looked at last if it is the same. */
static void ranges_again(const kith_run *run,
                         const kith_op *op,
                         kith_recent *recent,
                         kith_id node,
                         kith_range ranges[2])
{
    const kith_session *session = run->session;
    if (recent->node != node + 1) {
        kith_ranges_of(run, op, node, ranges);
        *recent = (kith_recent){
            .node = node + 1,
            .at = {ranges[0].at,  ranges[1].at },
            .end = {ranges[0].end, ranges[1].end},
        };
        return;
    }
    ranges[0] = (kith_range){
        .links = op->way == KITH_IN ? &session->in : &session->out,
        .at = recent->at[0],
        .end = recent->end[0],
    };
    ranges[1] = (kith_range){
        .links = &session->in,
        .at = recent->at[1],
        .end = recent->end[1],
        .second = true,
    };
}

/* The links between two nodes, from the end that stays the same while rows go
 * by; a pattern with a direction has links at its first one only. */
static bool push_into(kith_run *run, kith_op *op, kith_id from, kith_id to)
{
    kith_range ranges[2];
    const bool turned = op->way == KITH_BOTH && op->other == to + 1 &&
                        op->recent[0].node != from + 1;
    op->other = to + 1;
    ranges_again(run, op, &op->recent[turned], turned ? to : from, ranges);
    for (size_t side = 0; side < 2; side++) {
        if (!push_between(run, op, &ranges[side], turned ? to : from,
                          turned ? from : to))
            return false;
    }
    return kith_run_ok(run);
}

bool kith_push_expand(kith_run *run, kith_op *op)
{
    const kith_value wanted = run->row[op->relation];
    kith_range ranges[2];
    kith_id from = KITH_NONE;
    kith_id to = KITH_NONE;
    if (!node_at(run, op->from, &from) ||
        (op->into && !node_at(run, op->to, &to)) ||
        (op->bound && wanted.kind != KITH_VALUE_RELATION))
        return kith_run_ok(run);
    if (op->into)
        return push_into(run, op, from, to);
    if (op->next->steady)
        op->next->settled = false;
    kith_ranges_of(run, op, from, ranges);
    for (size_t side = 0; side < 2; side++) {
        if (!push_range(run, op, &ranges[side], from, to))
            return false;
    }
    return kith_run_ok(run);
}

/* -- a relation that is bound -------------------------------------------- */

static bool push_ends(kith_run *run, kith_op *op, kith_id from, kith_id to)
{
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    if (op->from == op->to && from != to)
        return true;
    run->row[op->from] = kith_node(from);
    run->row[op->to] = kith_node(to);
    const bool more = kith_pass(run, op);
    kith_heap_reset(&run->heap, mark);
    return more;
}

bool kith_push_follow(kith_run *run, kith_op *op)
{
    const kith_value v = run->row[op->relation];
    const kith_graph *graph = run->session->graph;
    if (v.kind != KITH_VALUE_RELATION)
        return kith_run_ok(run);
    const kith_id r = v.as.id;
    const kith_id source = kith_graph_sources(graph)[r];
    const kith_id target = kith_graph_targets(graph)[r];
    const kith_labels *types = op->pattern->types;
    if ((types &&
         !kith_is_of_types(types, kith_graph_relation_type(graph, r))) ||
        !kith_may_take(run, op, r))
        return true;
    const bool free =
        op->way == KITH_BOTH || !kith_graph_relation_directed(graph, r);
    if (op->way != KITH_IN && !push_ends(run, op, source, target))
        return false;
    if (op->way == KITH_IN && !push_ends(run, op, target, source))
        return false;
    if (free && source != target) {
        return op->way == KITH_IN ? push_ends(run, op, source, target)
                                  : push_ends(run, op, target, source);
    }
    return kith_run_ok(run);
}

/* -- paths --------------------------------------------------------------- */

static size_t relations_in(kith_value v)
{
    return v.kind == KITH_VALUE_LIST ? v.size : 1;
}

/* The next part of a path: from its last node over a relation. */
static void add_step(const kith_run *run,
                     kith_id *ids,
                     size_t *count,
                     kith_id r)
{
    const kith_graph *graph = run->session->graph;
    const kith_id node = ids[*count - 1];
    const kith_id source = kith_graph_sources(graph)[r];
    ids[(*count)++] = r;
    ids[(*count)++] = source == node ? kith_graph_targets(graph)[r] : source;
}

bool kith_push_path(kith_run *run, kith_op *op)
{
    const kith_path_pattern *path = op->path;
    const kith_value start = run->row[path->nodes[0].slot];
    size_t size = 1;
    size_t count = 1;
    run->row[op->slot] = kith_null();
    if (start.kind != KITH_VALUE_NODE)
        return kith_pass(run, op);
    for (size_t i = 0; i < path->length; i++)
        size += 2 * relations_in(run->row[path->relations[i].slot]);
    kith_id *ids = KITH_RUN_NEW(run, kith_id, size);
    if (!ids)
        return false;
    ids[0] = start.as.id;
    for (size_t i = 0; i < path->length; i++) {
        const kith_value v = run->row[path->relations[i].slot];
        for (uint32_t j = 0; v.kind == KITH_VALUE_LIST && j < v.size; j++)
            add_step(run, ids, &count, v.as.items[j].as.id);
        if (v.kind == KITH_VALUE_RELATION)
            add_step(run, ids, &count, v.as.id);
    }
    run->row[op->slot] = (kith_value){.kind = KITH_VALUE_PATH,
                                      .size = (uint32_t)count,
                                      .as.ids = ids};
    return kith_pass(run, op);
}
