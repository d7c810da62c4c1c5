/* Operators at work: nodes that two bound nodes have in common.
 *
 * Links of one type are sorted by the node they lead to, so that the common
 * ones of two nodes are a merge, or a bisection for each of the fewer ones: a
 * triangle costs what the smaller of two ends has, not the product of both
 * (worst-case optimal joins: Ngo, Porat, Ré and Rudra, 2012). */
#include "query/operators.h"

/* A range so many times longer than the other is bisected. */
#define LONGER 16

static kith_id end_at(const kith_range *range)
{
    return range->links->other[range->at];
}

/* Move on to the first link that does not lead below `node`. */
static void move(kith_range *range, kith_id node, bool bisect)
{
    uint32_t high = range->end;
    while (!bisect && range->at < range->end && end_at(range) < node)
        range->at++;
    while (bisect && range->at < high) {
        const uint32_t middle = range->at + (high - range->at) / 2;
        if (range->links->other[middle] < node) {
            range->at = middle + 1;
        } else {
            high = middle;
        }
    }
}

/* The links that lead to the same node as the first one. */
static kith_range same_end(kith_range *range)
{
    kith_range same = *range;
    const kith_id node = end_at(range);
    while (range->at < range->end && end_at(range) == node)
        range->at++;
    same.end = range->at;
    return same;
}

/* -- matches ------------------------------------------------------------- */

typedef struct pair {
    kith_op *op;   /* from a bound node to the new one */
    kith_op *also; /* to the new one from another that is bound */
    kith_id from;
    kith_id other;
} pair;

static bool push_second(kith_run *run, const pair *p, const kith_range *range)
{
    for (kith_range r = *range; r.at < r.end; r.at++) {
        const kith_id relation = r.links->relation[r.at];
        const kith_heap_mark mark = kith_heap_here(&run->heap);
        if (kith_is_twice(run, &r, p->other) ||
            !kith_may_take(run, p->also, relation))
            continue;
        run->row[p->also->relation] = kith_link(relation);
        const bool more = kith_run_tick(run) && kith_pass(run, p->also);
        kith_heap_reset(&run->heap, mark);
        if (!more)
            return false;
    }
    return kith_run_ok(run);
}

static bool holds_first(kith_run *run, const kith_op *op)
{
    bool holds = true;
    for (size_t i = 0; i < op->filter_count && holds; i++)
        holds = kith_holds(run, op->filters[i]);
    return holds;
}

static bool push_common(kith_run *run,
                        const pair *p,
                        kith_range first,
                        const kith_range *second)
{
    for (; first.at < first.end; first.at++) {
        const kith_id relation = first.links->relation[first.at];
        const kith_heap_mark mark = kith_heap_here(&run->heap);
        if (kith_is_twice(run, &first, p->from) ||
            !kith_may_take(run, p->op, relation))
            continue;
        run->row[p->op->relation] = kith_link(relation);
        run->row[p->op->to] = kith_node(end_at(&first));
        bool more = true;
        if (holds_first(run, p->op)) {
            p->op->rows++;
            more = push_second(run, p, second);
        }
        kith_heap_reset(&run->heap, mark);
        if (!more)
            return false;
    }
    return kith_run_ok(run);
}

static bool push_merged(kith_run *run,
                        const pair *p,
                        kith_range a,
                        kith_range b)
{
    const uint64_t a_size = a.end - a.at;
    const uint64_t b_size = b.end - b.at;
    const bool bisects[2] = {a_size > b_size * LONGER,
                             b_size > a_size * LONGER};
    while (a.at < a.end && b.at < b.end) {
        move(&a, end_at(&b), bisects[0]);
        if (a.at == a.end)
            break;
        move(&b, end_at(&a), bisects[1]);
        if (b.at == b.end || end_at(&a) != end_at(&b))
            continue;
        const kith_range first = same_end(&a);
        const kith_range second = same_end(&b);
        if (!push_common(run, p, first, &second))
            return false;
    }
    return kith_run_ok(run);
}

bool kith_push_intersect(kith_run *run, kith_op *op)
{
    kith_op *also = op->tails[0];
    const kith_value from = run->row[op->from];
    const kith_value other = run->row[also->from];
    const pair p = {op, also, from.as.id, other.as.id};
    kith_range ranges[2][2];
    if (from.kind != KITH_VALUE_NODE || other.kind != KITH_VALUE_NODE ||
        !kith_run_tick(run))
        return kith_run_ok(run);
    kith_ranges_of(run, op, p.from, ranges[0]);
    kith_ranges_of(run, also, p.other, ranges[1]);
    for (size_t i = 0; i < 4; i++) {
        if (!push_merged(run, &p, ranges[0][i / 2], ranges[1][i % 2]))
            return false;
    }
    return kith_run_ok(run);
}
