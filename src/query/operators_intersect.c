/* Operators at work: nodes that two bound nodes have in common.
 *
 * Links of one type are sorted by the node they lead to, so that the common
 * ones of two nodes are a merge, or a bisection for each of the fewer ones: a
 * triangle costs what the smaller of two ends has, not the product of both
 * (worst-case optimal joins: Ngo, Porat, Ré and Rudra, 2012). A node that stays
 * while the other one changes has its neighbours marked, a bit each: then only
 * those of the other are gone through. */
#include "query/operators.h"

#include <string.h>

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

/* -- marks --------------------------------------------------------------- */

/* Neighbours of a node on one side of the operator. */
struct kith_marks {
    uint64_t *bits;
    kith_range range; /* whose ends are marked */
    uint32_t node;    /* and one; 0 = nothing is marked */
    size_t side;
    uint32_t last[2]; /* node of either side last time, and one */
};

/* A marked range is left alone where the other one is so many times longer. */
#define MUCH_LONGER 8

static uint32_t size_of(const kith_range *range)
{
    return range->end - range->at;
}

static void set_marks(uint64_t *bits, kith_range range, bool set)
{
    for (; range.at < range.end; range.at++) {
        const kith_id node = end_at(&range);
        const uint64_t bit = (uint64_t)1 << (node % 64);
        bits[node / 64] = set ? bits[node / 64] | bit : bits[node / 64] & ~bit;
    }
}

static bool is_marked(const uint64_t *bits, kith_id node)
{
    return bits[node / 64] >> (node % 64) & 1;
}

/* What is kept between rows; NULL if out of memory, which only is slower. */
static struct kith_marks *marks_of(const kith_run *run, kith_op *op)
{
    const size_t words = kith_graph_entity_count(run->session->graph) / 64 + 1;
    if (op->marks)
        return op->marks;
    struct kith_marks *marks = KITH_HEAP_NEW(&op->heap, struct kith_marks, 1);
    uint64_t *bits = KITH_HEAP_NEW(&op->heap, uint64_t, words);
    if (!marks || !bits)
        return NULL;
    memset(bits, 0, words * sizeof *bits);
    *marks = (struct kith_marks){.bits = bits};
    op->marks = marks;
    return marks;
}

/* Mark a side whose node is the one of last time, if that pays; false if not.
 */
static bool mark(struct kith_marks *m,
                 size_t side,
                 kith_id node,
                 kith_range ranges[2][2])
{
    const kith_range *range = &ranges[side][0];
    const uint64_t others =
        (uint64_t)size_of(&ranges[1 - side][0]) + size_of(&ranges[1 - side][1]);
    const bool stays = m->last[side] == node + 1;
    m->last[side] = node + 1;
    if (!stays || size_of(&ranges[side][1]) ||
        others > (uint64_t)size_of(range) * MUCH_LONGER)
        return false;
    if (m->node == node + 1 && m->side == side)
        return true;
    set_marks(m->bits, m->range, false);
    m->range = *range;
    m->node = node + 1;
    m->side = side;
    set_marks(m->bits, m->range, true);
    return true;
}

/* The links of the side without marks that lead to a node with one. */
static bool push_marked(kith_run *run,
                        const pair *p,
                        const struct kith_marks *m,
                        kith_range other)
{
    while (other.at < other.end) {
        if (!is_marked(m->bits, end_at(&other))) {
            other.at++;
            continue;
        }
        kith_range marked = m->range;
        move(&marked, end_at(&other), true);
        const kith_range there = same_end(&marked);
        const kith_range here = same_end(&other);
        if (!push_common(run, p, m->side ? here : there,
                         m->side ? &there : &here))
            return false;
    }
    return kith_run_ok(run);
}

static bool push_with_marks(kith_run *run,
                            const pair *p,
                            const struct kith_marks *m,
                            kith_range ranges[2])
{
    return push_marked(run, p, m, ranges[0]) &&
           push_marked(run, p, m, ranges[1]);
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
    struct kith_marks *marks = marks_of(run, op);
    const bool first = marks && mark(marks, 0, p.from, ranges);
    const bool second = marks && mark(marks, 1, p.other, ranges);
    if (first || second)
        return push_with_marks(run, &p, marks, ranges[1 - marks->side]);
    for (size_t i = 0; i < 4; i++) {
        if (!push_merged(run, &p, ranges[0][i / 2], ranges[1][i % 2]))
            return false;
    }
    return kith_run_ok(run);
}
