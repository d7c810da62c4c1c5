/* Operators at work: shortest paths between two nodes.
 *
 * Breadth first from both ends, always from the smaller front, until the fronts
 * meet; then back over nodes whose distance falls by one (Pohl 1971). Cost
 * O(b^(d/2)), at most O(V + E); marks carry the number of the round, so that
 * nothing is cleared between pairs. */
#include "query/walk.h"

#include <string.h>

static bool failed(kith_run *run, const kith_op *op)
{
    (void)kith_run_failed(run, NULL, kith_heap_fail(&op->heap, run->err));
    return false;
}

static bool make_fronts(kith_run *run, kith_op *op, struct kith_walk *w)
{
    const size_t size = kith_graph_entity_count(run->session->graph);
    for (size_t side = 0; side < 2 && !w->queue[1]; side++) {
        w->mark[side] = KITH_HEAP_NEW(&op->heap, uint32_t, size);
        w->level[side] = KITH_HEAP_NEW(&op->heap, uint32_t, size);
        w->queue[side] = KITH_HEAP_NEW(&op->heap, kith_id, size);
        if (!w->mark[side] || !w->level[side] || !w->queue[side])
            return failed(run, op);
        memset(w->mark[side], 0, size * sizeof *w->mark[side]);
    }
    if (++w->round == 0) { /* after four thousand million of them */
        memset(w->mark[0], 0, size * sizeof *w->mark[0]);
        memset(w->mark[1], 0, size * sizeof *w->mark[1]);
        w->round = 1;
    }
    return true;
}

/* A breadth-first front: nodes queue[from .. to) are at distance `level`. */
typedef struct front {
    size_t from;
    size_t to;
    uint32_t level;
    size_t side;
} front;

static front start_front(struct kith_walk *w, size_t side, kith_id node)
{
    w->mark[side][node] = w->round;
    w->level[side][node] = 0;
    w->queue[side][0] = node;
    return (front){.from = 0, .to = 1, .level = 0, .side = side};
}

static bool is_reached(const struct kith_walk *w, size_t side, kith_id node)
{
    return w->mark[side][node] == w->round;
}

/* The operator as it is seen from the other end. */
static kith_op turned(const kith_op *op)
{
    kith_op other = *op;
    other.way = op->way == KITH_OUT  ? KITH_IN
                : op->way == KITH_IN ? KITH_OUT
                                     : KITH_BOTH;
    return other;
}

bool kith_shortest_may_go(kith_run *run,
                          const kith_op *op,
                          kith_id relation,
                          kith_id node)
{
    return kith_may_take(run, op, relation) &&
           kith_fits_pattern(run, op, relation) &&
           (!op->walk->each_count ||
            (kith_shortest_may_have(run, op, kith_link(relation)) &&
             kith_shortest_may_have(run, op, kith_node(node))));
}

/* Move a front by one relation. `*best` is the length of the shortest path
 * found so far. */
static bool advance(kith_run *run,
                    const kith_op *op,
                    struct kith_walk *w,
                    front *f,
                    uint64_t *best)
{
    const size_t end = f->to;
    f->level++;
    for (size_t i = f->from; i < end; i++) {
        const kith_id node = w->queue[f->side][i];
        kith_range ranges[2];
        kith_ranges_of(run, op, node, ranges);
        for (size_t side = 0; side < 2; side++) {
            kith_range *range = &ranges[side];
            for (; range->at < range->end; range->at++) {
                const kith_id other = range->links->other[range->at];
                if (is_reached(w, f->side, other) ||
                    !kith_shortest_may_go(run, op,
                                          range->links->relation[range->at],
                                          other))
                    continue;
                w->mark[f->side][other] = w->round;
                w->level[f->side][other] = f->level;
                w->queue[f->side][f->to++] = other;
                if (is_reached(w, 1 - f->side, other)) {
                    const uint64_t length =
                        (uint64_t)f->level + w->level[1 - f->side][other];
                    *best = length < *best ? length : *best;
                }
            }
        }
        if (!kith_run_tick(run))
            return false;
    }
    f->from = end;
    return true;
}

/* -- the paths ----------------------------------------------------------- */

bool kith_shortest_push(kith_run *run,
                        kith_op *op,
                        const kith_id *found_ids,
                        uint64_t length,
                        bool *found)
{
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    const uint32_t count = (uint32_t)(2 * length + 1);
    kith_id *ids = KITH_RUN_NEW(run, kith_id, count);
    kith_value *items = KITH_RUN_NEW(run, kith_value, length);
    if (!ids || !items)
        return false;
    for (uint32_t i = 0; i < count; i++)
        ids[i] = found_ids[op->reversed ? count - 1 - i : i];
    for (uint32_t i = 0; i < length; i++)
        items[i] = kith_link(ids[2 * i + 1]);
    run->row[op->slot] =
        (kith_value){.kind = KITH_VALUE_PATH, .size = count, .as.ids = ids};
    run->row[op->relation] = op->pattern->variable
                                 ? kith_list_of(items, (size_t)length)
                                 : (length ? items[0] : kith_null());
    const uint64_t passed = op->rows;
    const bool more = kith_run_tick(run) && kith_pass(run, op);
    *found |= op->rows > passed;
    kith_heap_reset(&run->heap, mark);
    return more;
}

/* A step of a path that is put together: first back from the middle to the
 * start, then on from the middle to the end. */
typedef struct stage {
    kith_range ranges[2];
    uint32_t side;
} stage;

typedef struct finder {
    kith_run *run;
    kith_op *op;
    kith_op back; /* the operator seen from the end */
    struct kith_walk *w;
    uint64_t length;
    uint64_t middle; /* place of the node where both fronts met */
    kith_id *ids;    /* 2 * length + 1 */
    stage *stages;   /* length */
    bool all;
    bool found;
} finder;

static bool push_found(finder *f)
{
    return kith_shortest_push(f->run, f->op, f->ids, f->length, &f->found);
}

/* Step `at` goes from the node at a place to one beside it. */
static bool goes_forward(const finder *f, uint64_t at)
{
    return at >= f->middle;
}

static uint64_t place_of(const finder *f, uint64_t at)
{
    return goes_forward(f, at) ? at : f->middle - at;
}

static void open_stage(finder *f, uint64_t at)
{
    const kith_op *op = goes_forward(f, at) ? f->op : &f->back;
    stage *s = &f->stages[at];
    s->side = 0;
    kith_ranges_of(f->run, op, f->ids[2 * place_of(f, at)], s->ranges);
}

/* The next link of a step that leads one nearer to its end of the path. */
static bool next_link(finder *f, uint64_t at)
{
    const bool forward = goes_forward(f, at);
    const uint64_t place = place_of(f, at);
    const size_t side = forward ? 1 : 0;
    const kith_op *op = forward ? f->op : &f->back;
    const kith_id node = f->ids[2 * place];
    const uint32_t level = f->w->level[side][node];
    stage *s = &f->stages[at];
    for (; s->side < 2; s->side++) {
        kith_range *range = &s->ranges[s->side];
        for (; range->at < range->end; range->at++) {
            const kith_id other = range->links->other[range->at];
            const kith_id relation = range->links->relation[range->at];
            if (!is_reached(f->w, side, other) ||
                f->w->level[side][other] + 1 != level ||
                kith_is_twice(f->run, range, node) ||
                !kith_shortest_may_go(f->run, op, relation, other))
                continue;
            f->ids[forward ? 2 * place + 1 : 2 * place - 1] = relation;
            f->ids[forward ? 2 * place + 2 : 2 * place - 2] = other;
            range->at++;
            return true;
        }
    }
    return false;
}

/* All paths with this node at their middle; false when no more are wanted. */
static bool put_together(finder *f)
{
    uint64_t at = 0;
    if (f->length == 0)
        return push_found(f);
    open_stage(f, 0);
    for (;;) {
        if (!kith_run_tick(f->run))
            return false;
        if (!next_link(f, at)) {
            if (at-- == 0)
                return true;
            continue;
        }
        if (at + 1 < f->length) {
            open_stage(f, ++at);
        } else if (!push_found(f)) {
            return false;
        } else if (f->found && !f->all) {
            return true;
        }
    }
}

/* Every node that a shortest path can have at its middle. */
static bool find_all(finder *f, const front *fronts)
{
    struct kith_walk *w = f->w;
    f->middle = fronts[0].level < f->length ? fronts[0].level : f->length;
    while (f->middle > 0 && f->length - f->middle > fronts[1].level)
        f->middle--;
    for (size_t i = 0; i < fronts[0].to; i++) {
        const kith_id node = w->queue[0][i];
        if (w->level[0][node] != f->middle || !is_reached(w, 1, node) ||
            w->level[1][node] != f->length - f->middle)
            continue;
        f->ids[2 * f->middle] = node;
        if (!put_together(f))
            return false;
        if (f->found && !f->all)
            return true;
    }
    return true;
}

static bool find_length(kith_run *run,
                        kith_op *op,
                        const kith_op *back,
                        struct kith_walk *w,
                        front *fronts,
                        uint64_t *best)
{
    const uint64_t most = op->pattern->variable ? op->pattern->most : 1;
    while (*best == UINT64_MAX) {
        const size_t sizes[] = {fronts[0].to - fronts[0].from,
                                fronts[1].to - fronts[1].from};
        const bool first = sizes[0] <= sizes[1];
        if (!sizes[0] || !sizes[1] ||
            (uint64_t)fronts[0].level + fronts[1].level >= most)
            return true;
        if (!advance(run, first ? op : back, w, &fronts[first ? 0 : 1], best))
            return false;
    }
    return true;
}

/* All distances to the end, for paths longer than the shortest. */
static bool measure(kith_run *run,
                    const kith_op *back,
                    struct kith_walk *w,
                    front *f)
{
    uint64_t best = 0;
    while (f->from < f->to) {
        if (!advance(run, back, w, f, &best))
            return false;
    }
    return true;
}

static bool push_shortest(finder *f, const front *fronts)
{
    kith_run *run = f->run;
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    f->ids = KITH_RUN_NEW(run, kith_id, 2 * (size_t)f->length + 1);
    f->stages = KITH_RUN_NEW(run, stage, (size_t)f->length);
    const bool more = f->ids && f->stages && find_all(f, fronts);
    kith_heap_reset(&run->heap, mark);
    return more && kith_run_ok(run);
}

/* The shortest paths, or what is longer and meets the filters. */
static bool push_paths(finder *f, front *fronts, kith_id from, kith_id to)
{
    kith_op *op = f->op;
    const uint64_t least = op->pattern->variable ? op->pattern->least : 1;
    if (f->length >= least && !push_shortest(f, fronts))
        return false;
    if (f->found || !op->pattern->variable ||
        (f->length >= least && f->w->each_count == op->filter_count))
        return true;
    return measure(f->run, &f->back, f->w, &fronts[1]) &&
           kith_shortest_longer(f->run, op, from, to,
                                f->length < least ? least : f->length + 1);
}

bool kith_push_shortest(kith_run *run, kith_op *op)
{
    const kith_value from = run->row[op->from];
    const kith_value to = run->row[op->to];
    struct kith_walk *w = kith_walk_of(run, op);
    uint64_t best = UINT64_MAX;
    if (from.kind != KITH_VALUE_NODE || to.kind != KITH_VALUE_NODE || !w ||
        !make_fronts(run, op, w) || !kith_shortest_asks(run, op) ||
        !kith_shortest_may_have(run, op, from) ||
        !kith_shortest_may_have(run, op, to))
        return kith_run_ok(run);
    const kith_op back = turned(op);
    front fronts[] = {start_front(w, 0, from.as.id),
                      start_front(w, 1, to.as.id)};
    if (from.as.id == to.as.id)
        best = 0;
    if (!find_length(run, op, &back, w, fronts, &best))
        return false;
    if (best == UINT64_MAX ||
        (best == 0 && (!op->pattern->variable || op->pattern->least > 0)))
        return kith_run_ok(run);
    finder f = {
        .run = run,
        .op = op,
        .back = back,
        .w = w,
        .length = best,
        .all = op->path->shortest == KITH_ALL_SHORTEST,
    };
    return push_paths(&f, fronts, from.as.id, to.as.id);
}
