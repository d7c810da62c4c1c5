/* Shortest paths that a WHERE asks something of.
 *
 * What it asks of every node or relation, `all(r IN relationships(p) WHERE …)`
 * and `none(…)`, is asked of each link on the way, so that the search stays
 * breadth first. For anything else, such as the length, paths are tried from
 * the shortest on, one length after the other, until some of one length do: as
 * many as there are paths, but no nodes too far from the end. */
#include "query/walk.h"

#include <strings.h>

/* -- what is asked of each node or relation ------------------------------- */

/* Whether a list is the nodes, or the relations, of the path. */
static bool is_part(const kith_op *op, const kith_expr *list, const char *name)
{
    return list->kind == KITH_EXPR_CALL && list->count == 1 &&
           !strcasecmp(list->function->name, name) &&
           list->args[0]->kind == KITH_EXPR_VARIABLE &&
           list->args[0]->slot == op->slot;
}

static bool is_of_relations(const kith_op *op, const kith_expr *list)
{
    return is_part(op, list, "relationships") ||
           (list->kind == KITH_EXPR_VARIABLE && list->slot == op->relation);
}

typedef struct scope {
    const kith_op *op;
    bool whole; /* the path, or its relations, are asked for */
} scope;

static void see(void *context, uint32_t slot)
{
    scope *s = context;
    s->whole |= slot == s->op->slot || slot == s->op->relation;
}

static bool is_each(const kith_op *op, const kith_expr *filter)
{
    scope s = {op, false};
    if (filter->kind != KITH_EXPR_QUANTIFIER ||
        (filter->operator!= KITH_OP_ALL && filter->operator!= KITH_OP_NONE_OF))
        return false;
    kith_expr_slots(filter->args[1], see, &s);
    return !s.whole && !kith_expr_has_plan(filter->args[1]) &&
           (is_of_relations(op, filter->args[0]) ||
            is_part(op, filter->args[0], "nodes"));
}

bool kith_shortest_asks(kith_run *run, kith_op *op)
{
    struct kith_walk *w = op->walk;
    if (w->each)
        return true;
    w->each = KITH_HEAP_NEW(&op->heap, const kith_expr *, op->filter_count + 1);
    for (size_t i = 0; w->each && i < op->filter_count; i++) {
        if (is_each(op, op->filters[i]))
            w->each[w->each_count++] = op->filters[i];
    }
    if (!w->each)
        (void)kith_run_failed(run, NULL, kith_heap_fail(&op->heap, run->err));
    return w->each != NULL;
}

bool kith_shortest_may_have(kith_run *run, const kith_op *op, kith_value part)
{
    const struct kith_walk *w = op->walk;
    const bool link = part.kind == KITH_VALUE_RELATION;
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    bool may = true;
    for (size_t i = 0; i < w->each_count && may; i++) {
        const kith_expr *each = w->each[i];
        if (is_of_relations(op, each->args[0]) != link)
            continue;
        run->row[each->slot] = part;
        const kith_value v = kith_evaluate(run, each->args[1]);
        if (v.kind == KITH_VALUE_BOOLEAN)
            may = v.as.truth == (each->operator== KITH_OP_ALL);
        else
            may = !kith_is_null(v); /* an error, which the filter tells */
    }
    kith_heap_reset(&run->heap, mark);
    return may;
}

/* -- longer ones ---------------------------------------------------------- */

typedef struct longer {
    kith_run *run;
    kith_op *op;
    struct kith_walk *w;
    kith_id end;
    uint64_t length;  /* of the paths that are tried */
    kith_id *ids;     /* 2 * length + 1 */
    kith_step *steps; /* length + 1 */
    uint64_t depth;
    bool reached; /* some path was as long, wherever it led */
    bool found;
} longer;

static void open_step(longer *l, kith_id node)
{
    kith_step *step = &l->steps[l->depth];
    l->ids[2 * l->depth] = node;
    step->node = node;
    step->side = 0;
    kith_ranges_of(l->run, l->op, node, step->ranges);
}

/* Whether a path can still get to the end. */
static bool is_near(const longer *l, kith_id node)
{
    const struct kith_walk *w = l->w;
    return w->mark[1][node] == w->round &&
           w->level[1][node] <= l->length - l->depth - 1;
}

static bool may_step(longer *l, const kith_range *range, kith_id node)
{
    const kith_id relation = range->links->relation[range->at];
    const kith_id other = range->links->other[range->at];
    return !kith_walk_has(l->op, relation) &&
           !kith_is_twice(l->run, range, node) &&
           kith_shortest_may_go(l->run, l->op, relation, other);
}

static bool step_on(longer *l)
{
    kith_step *step = &l->steps[l->depth];
    for (; step->side < 2; step->side++) {
        kith_range *range = &step->ranges[step->side];
        for (; range->at < range->end; range->at++) {
            const kith_id relation = range->links->relation[range->at];
            const kith_id other = range->links->other[range->at];
            if (!may_step(l, range, step->node))
                continue;
            l->reached |= l->depth + 1 == l->length;
            if (!is_near(l, other)) {
                l->reached |= l->w->mark[1][other] == l->w->round;
                continue;
            }
            range->at++;
            kith_walk_turn(l->w, relation);
            l->ids[2 * l->depth + 1] = relation;
            l->depth++;
            open_step(l, other);
            return true;
        }
    }
    return false;
}

static void step_back(longer *l)
{
    l->depth--;
    kith_walk_turn(l->w, l->ids[2 * l->depth + 1]);
}

/* All paths of one length; false when no more are wanted. */
static bool try_length(longer *l, kith_id start)
{
    const bool all = l->op->path->shortest == KITH_ALL_SHORTEST;
    bool more = true;
    l->depth = 0;
    open_step(l, start);
    for (;;) {
        const bool whole = l->depth == l->length;
        if (whole && l->ids[2 * l->depth] == l->end)
            more =
                kith_shortest_push(l->run, l->op, l->ids, l->length, &l->found);
        more = more && kith_run_tick(l->run);
        if (!more || (l->found && !all))
            break;
        if (!whole && step_on(l))
            continue;
        if (l->depth == 0)
            break;
        step_back(l);
    }
    while (l->depth > 0)
        step_back(l);
    return more;
}

bool kith_shortest_longer(kith_run *run,
                          kith_op *op,
                          kith_id start,
                          kith_id end,
                          uint64_t length)
{
    const uint64_t links = kith_graph_relation_count(run->session->graph);
    const uint64_t most = op->pattern->most < links ? op->pattern->most : links;
    longer l = {.run = run, .op = op, .w = op->walk, .end = end};
    bool more = true;
    l.reached = true;
    for (; more && l.reached && !l.found && length <= most; length++) {
        const kith_heap_mark mark = kith_heap_here(&run->heap);
        l.length = length;
        l.reached = false;
        l.ids = KITH_RUN_NEW(run, kith_id, 2 * (size_t)length + 1);
        l.steps = KITH_RUN_NEW(run, kith_step, (size_t)length + 1);
        more = l.ids && l.steps && try_length(&l, start);
        kith_heap_reset(&run->heap, mark);
    }
    return more && kith_run_ok(run);
}
