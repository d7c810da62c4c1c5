/* Operators at work: the ends of paths of several relations, each end once.
 *
 * Where nothing asks for the paths and no row counts twice (DISTINCT, min, max,
 * EXISTS), breadth first does: a node is the end of a path exactly if it is
 * that of a shortest one, which repeats no relation. Cost O(V + E) for each
 * start, where the paths may be exponentially many.
 *
 * The start itself is an end only if a path leads back to it. Along directions
 * that is any link to it. Without directions walking there and back over one
 * relation is no path: it takes a cycle, and the shortest one through the start
 * joins two branches of the tree, a branch being all that one first relation
 * leads to. */
#include "query/walk.h"

#include <string.h>

typedef struct reach {
    kith_run *run;
    kith_op *op;
    struct kith_walk *w;
    kith_id start;
    size_t count;   /* nodes in the queue */
    uint64_t cycle; /* length of the shortest path back to the start */
} reach;

static bool make_tree(kith_run *run, kith_op *op, struct kith_walk *w)
{
    const size_t size = kith_graph_entity_count(run->session->graph);
    if (!w->branch) {
        w->mark[0] = KITH_HEAP_NEW(&op->heap, uint32_t, size);
        w->level[0] = KITH_HEAP_NEW(&op->heap, uint32_t, size);
        w->queue[0] = KITH_HEAP_NEW(&op->heap, kith_id, size);
        w->parent = KITH_HEAP_NEW(&op->heap, kith_id, size);
        w->branch = KITH_HEAP_NEW(&op->heap, kith_id, size);
        if (!w->mark[0] || !w->level[0] || !w->queue[0] || !w->parent ||
            !w->branch) {
            w->branch = NULL;
            (void)kith_run_failed(run, NULL,
                                  kith_heap_fail(&op->heap, run->err));
            return false;
        }
        memset(w->mark[0], 0, size * sizeof *w->mark[0]);
    }
    if (++w->round == 0) {
        memset(w->mark[0], 0, size * sizeof *w->mark[0]);
        w->round = 1;
    }
    return true;
}

static void enter(reach *r,
                  kith_id node,
                  uint32_t level,
                  kith_id relation,
                  kith_id branch)
{
    struct kith_walk *w = r->w;
    w->mark[0][node] = w->round;
    w->level[0][node] = level;
    w->parent[node] = relation;
    w->branch[node] = branch;
    w->queue[0][r->count++] = node;
}

/* A link between two nodes that are both reached may close a cycle. */
static void close_cycle(reach *r, kith_id from, kith_id to, kith_id relation)
{
    const struct kith_walk *w = r->w;
    const uint64_t length = (uint64_t)w->level[0][from] + w->level[0][to] + 1;
    bool closes = to == r->start;
    if (r->op->way == KITH_BOTH) {
        closes =
            relation != w->parent[from] && relation != w->parent[to] &&
            (closes || from == r->start || w->branch[from] != w->branch[to]);
    }
    if (closes && length < r->cycle)
        r->cycle = length;
}

static void look_at(reach *r, kith_range *range, kith_id node)
{
    struct kith_walk *w = r->w;
    const uint32_t level = w->level[0][node];
    const bool may_go_on = level < r->op->pattern->most;
    for (; range->at < range->end; range->at++) {
        const kith_id other = range->links->other[range->at];
        const kith_id relation = range->links->relation[range->at];
        const bool reached = w->mark[0][other] == w->round;
        if ((!reached && !may_go_on) || kith_is_twice(r->run, range, node) ||
            !kith_may_take(r->run, r->op, relation) ||
            !kith_fits_pattern(r->run, r->op, relation))
            continue;
        if (reached) {
            close_cycle(r, node, other, relation);
        } else {
            enter(r, other, level + 1, relation,
                  node == r->start ? relation : w->branch[node]);
        }
    }
}

static bool push_end(reach *r, kith_id node)
{
    kith_run *run = r->run;
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    const kith_value end = run->row[r->op->to];
    if (r->op->into && end.as.id != node)
        return true;
    run->row[r->op->to] = kith_node(node);
    const bool more = kith_pass(run, r->op);
    kith_heap_reset(&run->heap, mark);
    return more;
}

/* The start comes last: only then is it known whether a path leads back. */
static bool push_start(reach *r)
{
    const bool is_end =
        r->op->pattern->least == 0 ||
        (r->cycle != UINT64_MAX && r->cycle <= r->op->pattern->most);
    return !is_end || push_end(r, r->start);
}

bool kith_push_reach(kith_run *run, kith_op *op)
{
    const kith_value from = run->row[op->from];
    const kith_value end = run->row[op->to];
    if (from.kind != KITH_VALUE_NODE ||
        (op->into && end.kind != KITH_VALUE_NODE))
        return kith_run_ok(run);
    reach r = {
        .run = run,
        .op = op,
        .w = kith_walk_of(run, op),
        .start = from.as.id,
        .cycle = UINT64_MAX,
    };
    if (!r.w || !make_tree(run, op, r.w))
        return false;
    enter(&r, r.start, 0, KITH_NONE, KITH_NONE);
    bool more = true;
    for (size_t i = 0; more && i < r.count; i++) {
        const kith_id node = r.w->queue[0][i];
        kith_range ranges[2];
        if (node != r.start)
            more = push_end(&r, node);
        kith_ranges_of(run, op, node, ranges);
        for (size_t side = 0; more && side < 2; side++)
            look_at(&r, &ranges[side], node);
        more = more && kith_run_tick(run);
    }
    more = more && push_start(&r);
    if (op->into)
        run->row[op->to] = end;
    return more && kith_run_ok(run);
}
