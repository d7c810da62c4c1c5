/* Operators at work: paths of several relations, depth first.
 *
 * A stack of nodes, each with the place in its links; the relations on the
 * stack are marked in a bit set, so that asking whether one is taken costs the
 * same at any length. The number of paths is exponential by nature: they are
 * pushed as they are found. */
#include "query/walk.h"

#include <string.h>

struct kith_walk *kith_walk_of(kith_run *run, kith_op *op)
{
    if (op->walk)
        return op->walk;
    const size_t words =
        kith_graph_relation_count(run->session->graph) / 64 + 1;
    struct kith_walk *w = KITH_HEAP_NEW(&op->heap, struct kith_walk, 1);
    uint64_t *taken = KITH_HEAP_NEW(&op->heap, uint64_t, words);
    if (!w || !taken) {
        (void)kith_run_failed(run, NULL, kith_heap_fail(&op->heap, run->err));
        return NULL;
    }
    memset(taken, 0, words * sizeof *taken);
    *w = (struct kith_walk){.taken = taken};
    op->walk = w;
    return w;
}

static bool is_taken(const struct kith_walk *w, kith_id relation)
{
    return w->taken[relation / 64] >> (relation % 64) & 1;
}

bool kith_walk_has(const kith_op *op, kith_id relation)
{
    return op->walk && is_taken(op->walk, relation);
}

/* -- the stack ----------------------------------------------------------- */

static bool step_onto(kith_run *run,
                      kith_op *op,
                      struct kith_walk *w,
                      kith_id node,
                      kith_id relation)
{
    if (w->depth == w->room) {
        const size_t room = w->room ? w->room * 2 : 16;
        kith_step *steps = KITH_HEAP_NEW(&op->heap, kith_step, room);
        if (!steps) {
            (void)kith_run_failed(run, NULL,
                                  kith_heap_fail(&op->heap, run->err));
            return false;
        }
        if (w->depth)
            memcpy(steps, w->steps, w->depth * sizeof *steps);
        w->steps = steps;
        w->room = room;
    }
    kith_step *step = &w->steps[w->depth++];
    *step = (kith_step){.node = node, .relation = relation};
    kith_ranges_of(run, op, node, step->ranges);
    if (relation != KITH_NONE)
        kith_walk_turn(w, relation);
    return true;
}

static void step_back(struct kith_walk *w)
{
    const kith_step *step = &w->steps[--w->depth];
    if (step->relation != KITH_NONE)
        kith_walk_turn(w, step->relation);
}

/* The next relation that the top of the stack can go over. */
static bool next_step(kith_run *run,
                      kith_op *op,
                      struct kith_walk *w,
                      kith_id *relation,
                      kith_id *node)
{
    kith_step *step = &w->steps[w->depth - 1];
    for (; step->side < 2; step->side++) {
        kith_range *range = &step->ranges[step->side];
        for (; range->at < range->end; range->at++) {
            *relation = range->links->relation[range->at];
            *node = range->links->other[range->at];
            if (is_taken(w, *relation) ||
                kith_is_twice(run, range, step->node) ||
                !kith_may_take(run, op, *relation) ||
                !kith_fits_pattern(run, op, *relation))
                continue;
            range->at++;
            return true;
        }
    }
    return false;
}

/* -- rows ---------------------------------------------------------------- */

/* The relations on the stack in the order of the pattern. */
static kith_value relations_of(kith_run *run,
                               const kith_op *op,
                               const struct kith_walk *w)
{
    const size_t count = w->depth - 1;
    kith_value *items = KITH_RUN_NEW(run, kith_value, count);
    for (size_t i = 0; items && i < count; i++) {
        const size_t from = op->reversed ? count - i : i + 1;
        items[i] = kith_link(w->steps[from].relation);
    }
    return items ? kith_list_of(items, count) : kith_null();
}

static bool push_walk(kith_run *run, kith_op *op, const struct kith_walk *w)
{
    const kith_id node = w->steps[w->depth - 1].node;
    const kith_value end = run->row[op->to];
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    if (op->into && end.as.id != node)
        return true;
    run->row[op->to] = kith_node(node);
    if (!op->hidden)
        run->row[op->relation] = relations_of(run, op, w);
    const bool more = kith_run_tick(run) && kith_pass(run, op);
    kith_heap_reset(&run->heap, mark);
    return more;
}

static bool walk_all(kith_run *run, kith_op *op, struct kith_walk *w)
{
    const uint64_t least = op->pattern->least;
    const uint64_t most = op->pattern->most;
    bool more = least > 0 || push_walk(run, op, w);
    while (more && w->depth > 0) {
        kith_id relation = KITH_NONE;
        kith_id node = KITH_NONE;
        if (w->depth > most || !next_step(run, op, w, &relation, &node)) {
            step_back(w);
            continue;
        }
        more = kith_run_tick(run) && step_onto(run, op, w, node, relation);
        if (more && w->depth > least)
            more = push_walk(run, op, w);
    }
    return more;
}

/* -- a list that is bound ------------------------------------------------ */

/* Where a relation leads from `node` in the operator's direction. */
static kith_id end_of(const kith_run *run,
                      const kith_op *op,
                      kith_id node,
                      kith_id relation)
{
    const kith_graph *graph = run->session->graph;
    const kith_id source = kith_graph_sources(graph)[relation];
    const kith_id target = kith_graph_targets(graph)[relation];
    const bool free =
        op->way == KITH_BOTH || !kith_graph_relation_directed(graph, relation);
    if (source == node && (free || op->way == KITH_OUT))
        return target;
    if (target == node && (free || op->way == KITH_IN))
        return source;
    return KITH_NONE;
}

/* Item `index` of a list as the pattern is walked. */
static const kith_value *item_of(const kith_op *op,
                                 const kith_value *list,
                                 uint32_t index)
{
    return &list->as.items[op->reversed ? list->size - 1 - index : index];
}

/* Whether a path may go over a relation of a list, which no range of links has
 * been asked for. */
static bool may_go_over(kith_run *run, const kith_op *op, kith_value v)
{
    const kith_graph *graph = run->session->graph;
    const kith_labels *types = op->pattern->types;
    return v.kind == KITH_VALUE_RELATION && !is_taken(op->walk, v.as.id) &&
           (!types ||
            kith_is_of_types(types,
                             kith_graph_relation_type(graph, v.as.id))) &&
           kith_may_take(run, op, v.as.id) &&
           kith_fits_pattern(run, op, v.as.id);
}

/* Take the relations of a list in turn, each once; `*node` becomes their end,
 * and none where they do not lead on. `*taken` are to be given back. */
static bool take_list(kith_run *run,
                      kith_op *op,
                      const kith_value *list,
                      kith_id *node,
                      uint32_t *taken)
{
    for (*taken = 0; *taken < list->size; ++*taken) {
        const kith_value v = *item_of(op, list, *taken);
        if (!may_go_over(run, op, v))
            return false;
        *node = end_of(run, op, *node, v.as.id);
        if (*node == KITH_NONE)
            return false;
        kith_walk_turn(op->walk, v.as.id);
    }
    return true;
}

static bool push_bound(kith_run *run, kith_op *op, kith_id node)
{
    const kith_value list = run->row[op->relation];
    const kith_value end = run->row[op->to];
    struct kith_walk *w = kith_walk_of(run, op);
    uint32_t taken = 0;
    if (!w)
        return false;
    if (list.kind != KITH_VALUE_LIST || list.size < op->pattern->least ||
        list.size > op->pattern->most)
        return true;
    bool more = true;
    if (take_list(run, op, &list, &node, &taken) &&
        (!op->into || (end.kind == KITH_VALUE_NODE && end.as.id == node))) {
        run->row[op->to] = kith_node(node);
        more = kith_pass(run, op);
    }
    while (taken > 0)
        kith_walk_turn(w, item_of(op, &list, --taken)->as.id);
    return more && kith_run_ok(run);
}

bool kith_push_far(kith_run *run, kith_op *op)
{
    const kith_value from = run->row[op->from];
    if (from.kind != KITH_VALUE_NODE ||
        (op->into && run->row[op->to].kind != KITH_VALUE_NODE))
        return kith_run_ok(run);
    if (op->bound)
        return push_bound(run, op, from.as.id);
    struct kith_walk *w = kith_walk_of(run, op);
    if (!w || !step_onto(run, op, w, from.as.id, KITH_NONE))
        return false;
    const kith_value end = run->row[op->to];
    const bool more = walk_all(run, op, w);
    while (w->depth > 0)
        step_back(w);
    if (op->into)
        run->row[op->to] = end;
    return more && kith_run_ok(run);
}
