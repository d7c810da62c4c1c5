/* In which order the relations of a small pattern are taken: the one that makes
 * the fewest rows in all, by estimate.
 *
 * Method: every start and every connected order is followed, depth first, as
 * long as it makes fewer rows than the best so far; a pattern of 6 relations
 * has a few thousand. Larger ones, and those with paths of any length, are left
 * to the greedy choice of plan_match.c. */
#include "query/plan_match.h"

#include <string.h>

typedef struct search {
    kith_matcher *m;
    const kith_node_pattern *start;
    size_t order[KITH_MOST_ORDERED];
    size_t depth;
    double least; /* rows that the best order makes */
    bool found;
    const kith_node_pattern *best_start;
    size_t best[KITH_MOST_ORDERED];
} search;

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

/* Follow all orders from what is bound; `rows` come in, `made` were made. */
static void follow(search *s,
                   double rows,
                   double made) /* NOLINT(misc-no-recursion) */
{
    kith_matcher *m = s->m;
    bool *bound = m->planner->bound;
    if (s->found && made >= s->least)
        return;
    if (s->depth == m->edge_count) {
        s->found = true;
        s->least = made;
        s->best_start = s->start;
        memcpy(s->best, s->order, sizeof s->best);
        return;
    }
    for (size_t i = 0; i < m->edge_count; i++) {
        kith_edge *edge = &m->edges[i];
        const uint32_t left = edge->left->slot;
        const uint32_t right = edge->right->slot;
        const bool had[2] = {bound[left], bound[right]};
        if (edge->planned || (!had[0] && !had[1]))
            continue;
        const double next = rows * kith_matcher_fan(m, edge);
        edge->planned = bound[left] = bound[right] = true;
        s->order[s->depth++] = i;
        follow(s, next, made + next + rows);
        s->depth--;
        edge->planned = false;
        bound[left] = had[0];
        bound[right] = had[1];
    }
}

static void start_at(search *s, const kith_node_pattern *node)
{
    bool *bound = s->m->planner->bound;
    const double rows = kith_matcher_starts(s->m, node);
    bound[node->slot] = true;
    s->start = node;
    follow(s, rows, rows);
    bound[node->slot] = false;
}

static bool is_joined(const kith_matcher *m)
{
    for (size_t i = 0; i < m->edge_count; i++) {
        if (kith_is_bound(m, m->edges[i].left->slot) ||
            kith_is_bound(m, m->edges[i].right->slot))
            return true;
    }
    return false;
}

bool kith_matcher_order(kith_matcher *m,
                        const kith_node_pattern **start,
                        size_t order[KITH_MOST_ORDERED])
{
    search s = {.m = m};
    *start = NULL;
    if (!is_simple(m))
        return false;
    if (is_joined(m)) {
        follow(&s, 1, 0);
    } else {
        for (size_t i = 0; i < m->edge_count; i++) {
            start_at(&s, m->edges[i].left);
            start_at(&s, m->edges[i].right);
        }
    }
    *start = s.best_start;
    memcpy(order, s.best, m->edge_count * sizeof *order);
    return s.found;
}
