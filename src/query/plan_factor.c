/* What of a pattern need not be listed, when what follows only counts:
 * relations that hang, as a forest, on what is listed. The rules are those of
 * plan_count.c, which takes them off the end of the plan; here they are asked
 * before there is a plan, and a little more strictly. */
#include "query/plan_order.h"

#include <string.h>

/* -- what must be listed ------------------------------------------------- */

/* What an expression speaks of. */
typedef struct speech {
    const kith_order_search *s;
    uint32_t nodes;
    uint32_t edges;
    bool other; /* of something outside of the pattern */
} speech;

static void hear(void *context, uint32_t slot)
{
    speech *t = context;
    const kith_order_search *s = t->s;
    const uint32_t before = t->nodes | t->edges;
    for (size_t i = 0; i < s->node_count; i++)
        t->nodes |= (uint32_t)(s->slots[i] == slot) << i;
    for (size_t i = 0; i < s->m->edge_count; i++) {
        if (s->m->edges[i].relation->slot == slot)
            t->edges |= 1u << i;
    }
    t->other |= before == (t->nodes | t->edges) && slot != KITH_NO_SLOT;
}

static speech speech_of(const kith_order_search *s, const kith_expr *expr)
{
    speech t = {.s = s};
    kith_expr_slots(expr, hear, &t);
    return t;
}

static void pin(kith_order_search *s, const speech *t)
{
    s->pinned_nodes |= t->nodes;
    s->pinned_edges |= t->edges;
}

static bool is_one(uint32_t set)
{
    return set && !(set & (set - 1));
}

/* a <> b of two nodes. */
static bool is_apart(const kith_expr *expr, const speech *t)
{
    return expr->kind == KITH_EXPR_OPERATOR &&
           expr->operator==
           KITH_OP_NOT_EQUAL && !t->other && !t->edges && !is_one(t->nodes) &&
           expr->args[0]->kind == KITH_EXPR_VARIABLE &&
           expr->args[1]->kind == KITH_EXPR_VARIABLE;
}

static void keep_apart(kith_order_search *s, uint32_t nodes)
{
    for (size_t i = 0; i < s->node_count; i++) {
        if (nodes >> i & 1)
            s->apart[i] |= nodes & ~(1u << i);
    }
}

static void pin_predicate(kith_order_search *s, const kith_expr *expr)
{
    const speech t = speech_of(s, expr);
    if (is_apart(expr, &t)) {
        keep_apart(s, t.nodes);
    } else if (t.other || kith_expr_has_plan(expr) ||
               !is_one(t.nodes | t.edges) || (t.nodes && t.edges)) {
        pin(s, &t);
    }
}

void kith_order_pin(kith_order_search *s)
{
    const kith_clause *clause = s->m->keys;
    s->counts = s->m->counts;
    for (size_t i = 0; i < s->m->pattern->count; i++)
        s->counts &= s->m->pattern->paths[i].slot == KITH_NO_SLOT;
    if (!s->counts)
        return;
    for (size_t i = 0; clause && i < clause->item_count; i++) {
        if (clause->items[i].aggregates)
            continue;
        const speech t = speech_of(s, clause->items[i].expr);
        pin(s, &t);
    }
    for (size_t i = 0; i < s->m->predicate_count; i++)
        pin_predicate(s, s->m->predicates[i].expr);
}

/* -- what can hang on what is listed ------------------------------------- */

/* The rest of the pattern as a forest. */
typedef struct forest {
    const kith_order_search *s;
    uint32_t set;                      /* what is listed, and */
    uint32_t nodes;                    /* its nodes */
    uint32_t reached;                  /* these, and those of the forest */
    uint8_t depth[KITH_MOST_ORDERED];  /* of a relation; 0 = not yet */
    int parent[KITH_MOST_ORDERED];     /* relation, or -1 */
    unsigned far[KITH_MOST_ORDERED];   /* node that it leads to */
    double reach[KITH_MOST_ORDERED];   /* rows that lead there */
    int led_by[2 * KITH_MOST_ORDERED]; /* by node: relation, or -1 */
    double cost;
} forest;

/* Hang one relation on what is reached; false if it closes a cycle. */
static bool hang(forest *f, size_t index, bool *grown)
{
    const kith_order_edge *e = &f->s->edges[index];
    const bool left = f->reached >> e->ends[0] & 1;
    const bool right = f->reached >> e->ends[1] & 1;
    if (!left && !right)
        return true;
    if (left && right)
        return false;
    const unsigned from = e->ends[left ? 0 : 1];
    const unsigned to = e->ends[left ? 1 : 0];
    const int parent = f->led_by[from];
    const double rows =
        parent < 0 ? f->s->steps[f->set].rows : f->reach[parent];
    /* each node is asked for its weight, and finds it once */
    const double nodes = rows < f->s->starts[from] ? rows : f->s->starts[from];
    f->parent[index] = parent;
    f->depth[index] = (uint8_t)(parent < 0 ? 1 : f->depth[parent] + 1);
    f->far[index] = to;
    f->led_by[to] = (int)index;
    f->reach[index] = nodes * e->fan[left ? 0 : 1];
    f->cost += (parent < 0 ? rows : 0) + f->reach[index];
    f->reached |= 1u << to;
    *grown = true;
    return true;
}

static bool grow(forest *f)
{
    const uint32_t all = (1u << f->s->m->edge_count) - 1;
    uint32_t left = all & ~f->set;
    bool grown = true;
    for (size_t v = 0; v < f->s->node_count; v++)
        f->led_by[v] = -1;
    while (left && grown) {
        grown = false;
        for (size_t i = 0; i < f->s->m->edge_count; i++) {
            if (!(left >> i & 1) || f->depth[i])
                continue;
            if (!hang(f, i, &grown))
                return false;
            if (f->depth[i])
                left &= ~(1u << i);
        }
    }
    return !left;
}

/* Whether relation `b` is above `a`, at most two levels. */
static bool is_above(const forest *f, size_t a, size_t b)
{
    const int parent = f->parent[a];
    return parent == (int)b || (parent >= 0 && f->parent[parent] == (int)b);
}

/* Whether the uniqueness of relations can be kept for one that is counted. */
static bool is_unique(forest *f, size_t index)
{
    const kith_matcher *m = f->s->m;
    for (size_t i = 0; i < m->edge_count; i++) {
        if (i == index || !kith_edges_conflict(&m->edges[index], &m->edges[i]))
            continue;
        if (f->set >> i & 1) {
            if (f->depth[index] > 2)
                return false;
            f->cost += f->s->steps[f->set].rows;
        } else if (!is_above(f, index, i) && !is_above(f, i, index)) {
            return false;
        }
    }
    return true;
}

/* A node may be kept apart from one that is listed, right below that. */
static bool is_kept_apart(forest *f, size_t index)
{
    const uint32_t apart = f->s->apart[f->far[index]];
    if (!apart)
        return true;
    for (size_t i = 0; i < f->s->m->edge_count; i++) {
        if (!(f->set >> i & 1) && f->parent[i] == (int)index)
            return false;
    }
    f->cost += 2 * f->s->steps[f->set].rows;
    return f->depth[index] == 1 && !(apart & ~f->nodes);
}

static bool is_countable(forest *f)
{
    const kith_order_search *s = f->s;
    const uint32_t all = (1u << s->m->edge_count) - 1;
    if ((s->pinned_edges & ~f->set) || (s->pinned_nodes & ~f->nodes) ||
        !grow(f))
        return false;
    for (size_t i = 0; i < s->m->edge_count; i++) {
        if (((all & ~f->set) >> i & 1) &&
            (!is_unique(f, i) || !is_kept_apart(f, i)))
            return false;
    }
    return true;
}

void kith_order_try(kith_order_search *s, uint32_t set, uint32_t nodes)
{
    const uint32_t all = (1u << s->m->edge_count) - 1;
    const kith_order_step *step = &s->steps[set];
    forest f = {.s = s, .set = set, .nodes = nodes, .reached = nodes};
    f.cost = step->cost;
    if ((s->best.known && f.cost >= s->best.cost) ||
        (set != all && (!s->counts || !is_countable(&f))) ||
        (s->best.known && f.cost >= s->best.cost))
        return;
    s->best = (kith_order_choice){.known = true,
                                  .set = set,
                                  .start = step->start,
                                  .cost = f.cost};
    memcpy(s->best.depth, f.depth, sizeof f.depth);
}
