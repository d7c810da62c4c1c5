/* In which order the relations of a small pattern are taken: the one that makes
 * the fewest rows in all, by estimate, and leaves the rest to be counted if
 * that is enough.
 *
 * Method: dynamic programming over sets of relations. The rows that a set makes
 * hardly depend on the order in it, so that the cheapest way to a set goes on
 * from the cheapest way to one less. For n relations 2^n sets with n ways each:
 * 10 take 0.1 ms. Larger patterns, those in several pieces, and those with
 * paths of any length are left to the greedy choice of plan_match.c. */
#include "query/plan_order.h"

#include <string.h>

static bool is_simple(const kith_matcher *m)
{
    for (size_t i = 0; i < m->edge_count; i++) {
        const kith_edge *edge = &m->edges[i];
        if (edge->relation->variable || edge->path->shortest ||
            kith_is_bound(m, edge->relation->slot))
            return false;
    }
    return m->edge_count > 1 && m->edge_count <= KITH_MOST_ORDERED;
}

/* -- the pattern as numbers ---------------------------------------------- */

static unsigned place_of(kith_order_search *s, const kith_node_pattern *node)
{
    unsigned i = 0;
    while (i < s->node_count && s->slots[i] != node->slot)
        i++;
    if (i == s->node_count) {
        s->slots[i] = node->slot;
        s->starts[i] = kith_matcher_starts(s->m, node);
        s->patterns[i] = node;
        if (kith_is_bound(s->m, node->slot))
            s->bound |= 1u << i;
        s->node_count++;
    } else if (kith_matcher_starts(s->m, node) < s->starts[i]) {
        s->starts[i] = kith_matcher_starts(s->m, node);
        s->patterns[i] = node; /* the place that names the type */
    }
    return i;
}

/* What a relation makes of one row: from its left node, from its right one,
 * and between both. */
static void weigh(kith_order_search *s, size_t index)
{
    const kith_edge *edge = &s->m->edges[index];
    kith_order_edge *e = &s->edges[index];
    bool *bound = s->m->planner->bound;
    const uint32_t left = edge->left->slot;
    const uint32_t right = edge->right->slot;
    const bool had[2] = {bound[left], bound[right]};
    e->ends[0] = place_of(s, edge->left);
    e->ends[1] = place_of(s, edge->right);
    bound[left] = true;
    bound[right] = left == right;
    e->fan[0] = kith_matcher_fan(s->m, edge);
    bound[left] = left == right;
    bound[right] = true;
    e->fan[1] = kith_matcher_fan(s->m, edge);
    bound[left] = true;
    e->into = kith_matcher_fan(s->m, edge);
    bound[left] = had[0];
    bound[right] = had[1];
}

uint32_t kith_order_nodes(const kith_order_search *s, uint32_t set)
{
    uint32_t nodes = s->bound;
    for (size_t i = 0; i < s->m->edge_count; i++) {
        if (set >> i & 1)
            nodes |= 1u << s->edges[i].ends[0] | 1u << s->edges[i].ends[1];
    }
    return nodes;
}

/* -- the cheapest way to every set --------------------------------------- */

static void offer(kith_order_step *step, kith_order_step way)
{
    if (step->known && step->cost <= way.cost)
        return;
    way.known = true;
    *step = way;
}

/* Go on from a set over each relation that hangs on its nodes. */
static void extend(kith_order_search *s, uint32_t set, uint32_t nodes)
{
    const kith_order_step *from = &s->steps[set];
    for (size_t i = 0; i < s->m->edge_count; i++) {
        const kith_order_edge *e = &s->edges[i];
        const bool left = nodes >> e->ends[0] & 1;
        const bool right = nodes >> e->ends[1] & 1;
        if ((set >> i & 1) || (!left && !right))
            continue;
        const double fan = left && right ? e->into : e->fan[left ? 0 : 1];
        const double rows = from->rows * fan;
        offer(&s->steps[set | 1u << i],
              (kith_order_step){.cost = from->cost + from->rows + rows,
                                .rows = rows,
                                .last = (uint8_t)i,
                                .start = from->start});
    }
}

static void start_all(kith_order_search *s)
{
    if (s->bound) {
        s->steps[0] = (kith_order_step){.rows = 1, .known = true};
        extend(s, 0, s->bound);
        kith_order_try(s, 0, s->bound);
        return;
    }
    for (unsigned v = 0; v < s->node_count; v++) {
        s->steps[0] = (kith_order_step){.cost = s->starts[v],
                                        .rows = s->starts[v],
                                        .start = (uint8_t)v,
                                        .known = true};
        extend(s, 0, 1u << v);
        kith_order_try(s, 0, 1u << v);
    }
}

static void find(kith_order_search *s)
{
    const uint32_t all = (1u << s->m->edge_count) - 1;
    start_all(s);
    for (uint32_t set = 1; set < all; set++) {
        if (!s->steps[set].known)
            continue;
        const uint32_t nodes = kith_order_nodes(s, set);
        extend(s, set, nodes);
        kith_order_try(s, set, nodes);
    }
    if (s->steps[all].known)
        kith_order_try(s, all, kith_order_nodes(s, all));
}

/* -- the answer ---------------------------------------------------------- */

/* The relations of the best set in their order; then what is counted, what
 * hangs on what after it. */
static void write_order(const kith_order_search *s, size_t *order)
{
    size_t at = 0;
    for (uint32_t set = s->best.set; set; at++)
        set &= ~(1u << s->steps[set].last);
    uint32_t set = s->best.set;
    for (size_t i = at; i-- > 0;) {
        order[i] = s->steps[set].last;
        set &= ~(1u << s->steps[set].last);
    }
    for (unsigned depth = 1; depth <= s->m->edge_count; depth++) {
        for (size_t i = 0; i < s->m->edge_count; i++) {
            if (!(s->best.set >> i & 1) && s->best.depth[i] == depth)
                order[at++] = i;
        }
    }
}

bool kith_matcher_order(kith_matcher *m,
                        const kith_node_pattern **start,
                        size_t order[KITH_MOST_ORDERED])
{
    kith_order_search search = {.m = m};
    kith_order_search *s = &search;
    *start = NULL;
    if (!is_simple(m))
        return false;
    const size_t sets = (size_t)1 << m->edge_count;
    s->steps = KITH_HEAP_NEW(m->planner->heap, kith_order_step, sets);
    if (!s->steps)
        return false; /* the greedy choice needs no memory */
    memset(s->steps, 0, sets * sizeof *s->steps);
    for (size_t i = 0; i < m->edge_count; i++)
        weigh(s, i);
    kith_order_pin(s);
    find(s);
    if (!s->best.known)
        return false;
    if (!s->bound)
        *start = s->patterns[s->best.start];
    write_order(s, order);
    return true;
}
