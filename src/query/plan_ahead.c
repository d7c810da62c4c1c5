/* What is known of the rows that a step leads to before it is walked.
 *
 * Properties that will be read of its nodes can be on their way from memory
 * before the row with that node is worked on: neighbours come in no order, and
 * a property of each is a line of memory of its own, and so are its own
 * neighbours. Keys of groups that do not
 * depend on the step are looked up once for all that it leads to. */
#include "query/plan.h"

/* Whether an operator gives rows only when all have come: what stands behind
 * it reads nothing of the rows that go in. */
static bool keeps_rows(const kith_op *op)
{
    return op->kind == KITH_DO_AGGREGATE || op->kind == KITH_DO_SORT ||
           op->kind == KITH_DO_COUNT;
}

static void note_column(kith_op *op, uint32_t column)
{
    for (size_t i = 0; i < op->ahead_count; i++) {
        if (op->ahead[i] == column)
            return;
    }
    if (op->ahead_count < KITH_MOST_AHEAD)
        op->ahead[op->ahead_count++] = column;
}

static void see(kith_op *op, const kith_expr *expr)
{
    if (!expr)
        return;
    if (expr->kind == KITH_EXPR_PROPERTY &&
        expr->args[0]->kind == KITH_EXPR_VARIABLE &&
        expr->args[0]->slot == op->to)
        note_column(op, expr->key);
    for (size_t i = 0; i < expr->count; i++)
        see(op, expr->args[i]);
}

static void see_clause(kith_op *op, const kith_clause *clause)
{
    for (size_t i = 0; i < clause->item_count; i++)
        see(op, clause->items[i].expr);
    for (size_t i = 0; i < clause->aggregate_count; i++)
        see(op, clause->aggregates[i]);
    for (size_t i = 0; i < clause->sort_count; i++)
        see(op, clause->sorts[i].expr);
}

/* Whether a key is a variable or a property of one, and not of a step. */
static bool is_steady(const kith_op *op, const kith_expr *key)
{
    const kith_expr *of = key->kind == KITH_EXPR_PROPERTY ? key->args[0] : key;
    return of->kind == KITH_EXPR_VARIABLE && of->slot != op->to &&
           of->slot != op->relation;
}

static bool has_steady_keys(const kith_op *op, const kith_clause *clause)
{
    size_t keys = 0;
    for (size_t i = 0; i < clause->item_count; i++) {
        const kith_item *item = &clause->items[i];
        if (!item->aggregates && !is_steady(op, item->expr))
            return false;
        keys += !item->aggregates;
    }
    return keys > 0;
}

/* The operator that follows links of the node that a step leads to, if it is
 * the next one. */
static const kith_op *follower_of(const kith_op *op)
{
    const kith_op *next = op->next;
    if (next && next->kind == KITH_DO_INTERSECT && next->from != op->to)
        next = next->tails[0];
    else if (next && next->kind != KITH_DO_EXPAND &&
             next->kind != KITH_DO_INTERSECT)
        return NULL;
    return next && next->from == op->to && !next->bound ? next : NULL;
}

static void look(kith_op *op)
{
    if (op->kind != KITH_DO_EXPAND || op->into)
        return;
    if (op->next && op->next->kind == KITH_DO_AGGREGATE)
        op->next->steady = has_steady_keys(op, op->next->clause);
    for (const kith_op *next = op; next; next = next->next) {
        for (size_t i = 0; i < next->filter_count; i++)
            see(op, next->filters[i]);
        if (next->clause)
            see_clause(op, next->clause);
        if (keeps_rows(next))
            break;
    }
    op->follower = follower_of(op);
    op->fetches = op->ahead_count || op->follower;
}

void kith_plan_ahead(kith_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        for (kith_op *op = plan->chains[i].first; op; op = op->next)
            look(op);
    }
}
