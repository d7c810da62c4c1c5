/* What can be counted without being listed: the end of a chain of operators
 * that an aggregation only counts. See count.c for what becomes of it. */
#include "query/plan.h"

#include <string.h>

typedef struct counter {
    kith_planner *planner;
    kith_chain *chain;
    kith_op *end;  /* AGGREGATE or GIVE */
    kith_op **ops; /* all before it, first to last */
    size_t count;
    bool *used; /* by slot: by the aggregation, or by what stays */
    kith_op **tails;
    size_t tail_count;
} counter;

static void use_slot(void *context, uint32_t slot)
{
    counter *c = context;
    if (slot != KITH_NO_SLOT)
        c->used[slot] = true;
}

/* -- what the aggregation asks ------------------------------------------- */

/* count(x) of a variable of this MATCH is count(*): it is never null. */
static bool is_counting(const kith_expr *aggregate)
{
    if (aggregate->star)
        return true;
    return aggregate->aggregate->kind == KITH_AGGREGATE_COUNT &&
           !aggregate->distinct &&
           aggregate->args[0]->kind == KITH_EXPR_VARIABLE &&
           (aggregate->args[0]->type == KITH_STATIC_NODE ||
            aggregate->args[0]->type == KITH_STATIC_RELATION);
}

bool kith_clause_counts(const kith_clause *clause)
{
    for (size_t i = 0; i < clause->aggregate_count; i++) {
        if (!is_counting(clause->aggregates[i]))
            return false;
    }
    return clause->aggregate_count > 0;
}

static bool binds(const kith_op *op, uint32_t slot)
{
    return op->kind == KITH_DO_EXPAND && !op->into &&
           (op->to == slot || (op->relation == slot && !op->bound));
}

/* -- what can be counted ------------------------------------------------- */

typedef struct scope {
    const kith_op *op;
    bool own;     /* nothing but its node and relation */
    bool by_node; /* nothing but its node */
} scope;

static void see(void *context, uint32_t slot)
{
    scope *s = context;
    s->own &= slot == s->op->to || slot == s->op->relation;
    s->by_node &= slot == s->op->to;
}

bool kith_expr_has_plan(const kith_expr *expr)
{
    bool found = expr && expr->plan;
    for (size_t i = 0; expr && i < expr->count && !found; i++)
        found = kith_expr_has_plan(expr->args[i]);
    return found;
}

/* `to <> node` with a node that the row has: its slot, or none. */
static uint32_t apart_from(const kith_op *op, const kith_expr *filter)
{
    if (filter->kind != KITH_EXPR_OPERATOR ||
        filter->operator!= KITH_OP_NOT_EQUAL)
        return KITH_NO_SLOT;
    for (size_t side = 0; side < 2; side++) {
        const kith_expr *own = filter->args[side];
        const kith_expr *other = filter->args[1 - side];
        if (own->kind == KITH_EXPR_VARIABLE && own->slot == op->to &&
            other->kind == KITH_EXPR_VARIABLE && other->slot != op->to &&
            other->type == KITH_STATIC_NODE)
            return other->slot;
    }
    return KITH_NO_SLOT;
}

static bool is_countable(counter *c, kith_op *op)
{
    scope s = {op, true, true};
    if (op->kind != KITH_DO_EXPAND || op->into || op->bound ||
        op->unlike_count || c->used[op->to] || c->used[op->relation])
        return false;
    for (size_t i = 0; i < op->filter_count; i++) {
        if (apart_from(op, op->filters[i]) != KITH_NO_SLOT)
            continue;
        kith_expr_slots(op->filters[i], see, &s);
        if (kith_expr_has_plan(op->filters[i]))
            return false;
    }
    op->by_node = s.by_node;
    return s.own;
}

static bool lists(const kith_op *op, uint32_t slot)
{
    for (size_t i = 0; i < op->unique_count; i++) {
        if (op->unique[i] == slot)
            return true;
    }
    for (size_t i = 0; i < op->apart_count; i++) {
        if (apart_from(op, op->filters[op->filter_count + i]) == slot)
            return true;
    }
    return false;
}

static bool has_apart(const kith_op *op)
{
    for (size_t i = 0; i < op->filter_count; i++) {
        if (apart_from(op, op->filters[i]) != KITH_NO_SLOT)
            return true;
    }
    return false;
}

/* How many tails of a tail must differ from a relation. */
static size_t listing(const kith_op *tail, uint32_t relation)
{
    size_t count = 0;
    for (size_t i = 0; i < tail->tail_count; i++)
        count += lists(tail->tails[i], relation);
    return count;
}

/* Whether a tail can hang on `op`. What its own tails must differ from further
 * up is then the relation of `op` and nothing else: weights are corrected for
 * relations one level up, and not for two. */
static bool can_hang(const kith_op *op, const kith_op *tail)
{
    const bool of_row = tail->unique_count > lists(tail, op->relation);
    return tail->row_uniques == listing(tail, op->relation) &&
           !tail->apart_count && !tail->twins &&
           !(of_row && (tail->row_uniques || has_apart(op)));
}

/* Whether `op` can become the parent of the tails that hang on its node, and
 * what is beside them goes on without it. */
static bool can_absorb(const counter *c, const kith_op *op)
{
    size_t uniques = 0;
    for (size_t i = 0; i < c->tail_count; i++) {
        const kith_op *tail = c->tails[i];
        const bool hangs = tail->from == op->to;
        if (hangs ? !can_hang(op, tail)
                  : lists(tail, op->relation) || lists(tail, op->to) ||
                        listing(tail, op->relation))
            return false;
        if (hangs)
            uniques += tail->unique_count - lists(tail, op->relation);
    }
    return uniques <= KITH_MOST_ROW_UNIQUES;
}

/* Put filters that keep its node apart from one of the row behind the others.
 */
static void part_filters(kith_op *op)
{
    size_t kept = 0;
    for (size_t i = 0; i < op->filter_count; i++) {
        kith_expr *filter = op->filters[i];
        if (apart_from(op, filter) != KITH_NO_SLOT)
            continue;
        op->filters[i] = op->filters[kept];
        op->filters[kept++] = filter;
    }
    op->apart_count = op->filter_count - kept;
    op->filter_count = kept;
}

static bool absorb(counter *c, kith_op *op)
{
    size_t kept = 0;
    op->tails = KITH_HEAP_NEW(c->planner->heap, kith_op *, c->tail_count + 1);
    if (!op->tails)
        return false;
    part_filters(op);
    for (size_t i = 0; i < c->tail_count; i++) {
        kith_op *tail = c->tails[i];
        if (tail->from == op->to) {
            tail->unlike_parent = lists(tail, op->relation);
            op->row_uniques += tail->unique_count - tail->unlike_parent;
            op->tails[op->tail_count++] = tail;
        } else {
            c->tails[kept++] = tail;
        }
    }
    c->tails[kept++] = op;
    c->tail_count = kept;
    return true;
}

/* -- the chain ----------------------------------------------------------- */

static kith_op *find_end(const kith_chain *chain, kith_goal goal)
{
    kith_op *end = chain->first;
    while (end && end->kind != KITH_DO_AGGREGATE && end != chain->last)
        end = end->next;
    if (!end ||
        (end->kind == KITH_DO_AGGREGATE && kith_clause_counts(end->clause)))
        return end;
    const bool counts = end->kind == KITH_DO_GIVE && goal == KITH_GOAL_COUNT &&
                        end == chain->last;
    return counts ? end : NULL;
}

static kith_status start(counter *c)
{
    kith_heap *heap = c->planner->heap;
    for (kith_op *op = c->chain->first; op != c->end; op = op->next)
        c->count++;
    c->ops = KITH_HEAP_NEW(heap, kith_op *, c->count);
    c->tails = KITH_HEAP_NEW(heap, kith_op *, c->count + 1);
    c->used = KITH_HEAP_NEW(heap, bool, c->planner->tree->slots + 1);
    if (!c->ops || !c->tails || !c->used)
        return kith_heap_fail(heap, c->planner->err);
    memset(c->used, 0, c->planner->tree->slots + 1);
    c->count = 0;
    for (kith_op *op = c->chain->first; op != c->end; op = op->next)
        c->ops[c->count++] = op;
    const kith_clause *clause = c->end->clause;
    for (size_t i = 0; clause && i < clause->item_count; i++) {
        if (c->end->kind == KITH_DO_AGGREGATE && !clause->items[i].aggregates)
            kith_expr_slots(clause->items[i].expr, use_slot, c);
    }
    return KITH_OK;
}

/* The tail that a step is a twin of; NULL if there is none, or if others speak
 * of the step. */
static kith_op *twin_of(const counter *c, const kith_op *op)
{
    kith_op *twin = NULL;
    for (size_t i = 0; i < c->tail_count; i++) {
        kith_op *tail = c->tails[i];
        if (!twin && kith_op_is_twin(tail, op)) {
            twin = tail;
        } else if (tail->from == op->to || lists(tail, op->relation) ||
                   lists(tail, op->to) || listing(tail, op->relation)) {
            return NULL;
        }
    }
    return twin;
}

/* Take an operator off the end; false if it cannot be counted. */
static bool take_tail(counter *c, kith_op *op, bool *out_of_memory)
{
    if (!is_countable(c, op))
        return false;
    kith_op *twin = twin_of(c, op);
    if (twin) {
        kith_op_join_twin(twin, op);
        return true;
    }
    if (!can_absorb(c, op))
        return false;
    *out_of_memory = !absorb(c, op);
    return !*out_of_memory;
}

/* Take operators off the end as long as they can be counted. */
static kith_status take_tails(counter *c, size_t *left)
{
    bool out_of_memory = false;
    *left = c->count;
    while (*left > 1 && take_tail(c, c->ops[*left - 1], &out_of_memory))
        --*left;
    return out_of_memory ? kith_heap_fail(c->planner->heap, c->planner->err)
                         : KITH_OK;
}

static bool has_twins(const counter *c)
{
    for (size_t i = 0; i < c->tail_count; i++) {
        if (c->tails[i]->twins)
            return true;
    }
    return false;
}

static bool counts_tail(const counter *c,
                        size_t left,
                        const kith_expr *aggregate)
{
    for (size_t i = 0; i < c->count; i++) {
        const bool in_match = c->ops[i]->kind == KITH_DO_SCAN ||
                              c->ops[i]->kind == KITH_DO_SCAN_LABEL ||
                              c->ops[i]->kind == KITH_DO_SEEK;
        if (binds(c->ops[i], aggregate->args[0]->slot) ||
            (in_match && c->ops[i]->slot == aggregate->args[0]->slot))
            return true;
    }
    (void)left;
    return false;
}

/* All that is counted must be bound by the operators of this chain. */
static bool are_bound(const counter *c)
{
    const kith_clause *clause = c->end->clause;
    if (c->end->kind != KITH_DO_AGGREGATE)
        return true;
    for (size_t i = 0; i < clause->aggregate_count; i++) {
        if (!clause->aggregates[i]->star &&
            !counts_tail(c, 0, clause->aggregates[i]))
            return false;
    }
    return true;
}

static void make_star(const counter *c)
{
    const kith_clause *clause = c->end->clause;
    for (size_t i = 0;
         c->end->kind == KITH_DO_AGGREGATE && i < clause->aggregate_count; i++)
        clause->aggregates[i]->star = true;
}

static bool is_scan(const kith_op *op)
{
    return op->kind == KITH_DO_SCAN || op->kind == KITH_DO_SCAN_LABEL;
}

static bool has_keys(const kith_op *end)
{
    const kith_clause *clause = end->clause;
    bool keys = false;
    for (size_t i = 0; end->kind == KITH_DO_AGGREGATE && i < clause->item_count;
         i++)
        keys |= !clause->items[i].aggregates;
    return keys;
}

kith_status kith_plan_counts(kith_planner *planner,
                             kith_chain *chain,
                             kith_goal goal)
{
    counter c = {
        .planner = planner,
        .chain = chain,
        .end = find_end(chain, goal),
    };
    size_t left = 0;
    if (!c.end || c.end == chain->first)
        return KITH_OK;
    kith_status st = start(&c);
    if (st != KITH_OK || !are_bound(&c))
        return st;
    st = take_tails(&c, &left);
    if (st != KITH_OK || c.tail_count == 0)
        return st;
    kith_chain apart = {0};
    kith_op *count = kith_plan_add(planner, &apart, KITH_DO_COUNT);
    if (!count)
        return kith_heap_fail(planner->heap, planner->err);
    count->tails = c.tails;
    count->tail_count = c.tail_count;
    count->next = c.end;
    count->whole =
        left == 1 && is_scan(c.ops[0]) && !has_keys(c.end) && !has_twins(&c);
    c.ops[left - 1]->next = count;
    make_star(&c);
    return KITH_OK;
}
