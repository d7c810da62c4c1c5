/* What only asks for types: `MATCH (a)-[r]->(b) RETURN labels(a), type(r),
 * count(*)` is the same for all relations of a kind. One of each stands for all
 * of them, as often as there are. */
#include "query/plan.h"

#include <string.h>
#include <strings.h>

typedef struct asked {
    const kith_op *nodes; /* SCAN */
    const kith_op *links; /* EXPAND, or NULL */
} asked;

static bool is_bound_by(const asked *a, uint32_t slot)
{
    return slot == a->nodes->slot ||
           (a->links && (slot == a->links->relation || slot == a->links->to));
}

static bool is_own(const asked *a, const kith_expr *expr)
{
    return expr->kind == KITH_EXPR_VARIABLE && is_bound_by(a, expr->slot);
}

static bool asks_types(const asked *a, const kith_expr *expr);

static bool all_ask_types(const asked *a, const kith_expr *expr)
{
    for (size_t i = 0; i < expr->count; i++) {
        if (expr->args[i] && !asks_types(a, expr->args[i]))
            return false;
    }
    return true;
}

/* Calls without arguments are random, or the time. */
static bool calls_types(const asked *a, const kith_expr *expr)
{
    const char *name = expr->function->name;
    if (expr->count == 1 && is_own(a, expr->args[0]))
        return !strcasecmp(name, "labels") || !strcasecmp(name, "type");
    return expr->count > 0 && all_ask_types(a, expr);
}

/* Whether an expression is the same for all of a kind. */
static bool asks_types(const asked *a, const kith_expr *expr)
{
    switch ((int)expr->kind) {
    case KITH_EXPR_LITERAL:
    case KITH_EXPR_PARAMETER:
        return true;
    case KITH_EXPR_HAS_LABELS:
        return is_own(a, expr->args[0]);
    case KITH_EXPR_CALL:
        return calls_types(a, expr);
    case KITH_EXPR_OPERATOR:
    case KITH_EXPR_LIST:
    case KITH_EXPR_MAP:
    case KITH_EXPR_SUBSCRIPT:
    case KITH_EXPR_SLICE:
    case KITH_EXPR_CASE:
        return all_ask_types(a, expr);
    default:
        return false;
    }
}

static bool filters_ask_types(const asked *a, const kith_op *op)
{
    for (size_t i = 0; i < op->filter_count; i++) {
        if (!asks_types(a, op->filters[i]))
            return false;
    }
    return true;
}

/* Whether an aggregate can be told how often a row counts, or need not be. */
static bool is_weighed(const asked *a, const kith_expr *aggregate)
{
    if (aggregate->star)
        return true;
    if (aggregate->aggregate->kind == KITH_AGGREGATE_COUNT &&
        !aggregate->distinct)
        return is_own(a, aggregate->args[0]);
    return (aggregate->distinct ||
            aggregate->aggregate->kind == KITH_AGGREGATE_MIN ||
            aggregate->aggregate->kind == KITH_AGGREGATE_MAX) &&
           asks_types(a, aggregate->args[0]);
}

static bool is_end(const asked *a, const kith_op *op)
{
    const kith_clause *clause = op->clause;
    if (op->kind != KITH_DO_AGGREGATE &&
        (op->kind != KITH_DO_PROJECT || !op->next ||
         op->next->kind != KITH_DO_DISTINCT))
        return false;
    for (size_t i = 0; i < clause->item_count; i++) {
        if (!clause->items[i].aggregates &&
            !asks_types(a, clause->items[i].expr))
            return false;
    }
    for (size_t i = 0; i < clause->aggregate_count; i++) {
        if (!is_weighed(a, clause->aggregates[i]))
            return false;
    }
    return true;
}

/* A scan of a type that no entity has gives none. */
static bool is_scan(const kith_op *op)
{
    return op->kind == KITH_DO_SCAN ||
           (op->kind == KITH_DO_SCAN_LABEL && op->label != KITH_NONE);
}

static bool is_link(const kith_op *scan, const kith_op *op)
{
    return op->kind == KITH_DO_EXPAND && op->from == scan->slot && !op->into &&
           !op->bound && !op->unique_count && !op->unlike_count;
}

static void count_stars(const kith_clause *clause)
{
    for (size_t i = 0; i < clause->aggregate_count; i++) {
        kith_expr *a = clause->aggregates[i];
        if (!a->star && !a->distinct &&
            a->aggregate->kind == KITH_AGGREGATE_COUNT)
            a->star = true;
    }
}

static kith_expr **join_filters(kith_planner *p,
                                const kith_op *a,
                                const kith_op *b)
{
    kith_expr **all =
        KITH_HEAP_NEW(p->heap, kith_expr *, a->filter_count + b->filter_count);
    for (size_t i = 0; all && i < a->filter_count; i++)
        all[i] = a->filters[i];
    for (size_t i = 0; all && i < b->filter_count; i++)
        all[a->filter_count + i] = b->filters[i];
    return all;
}

kith_status kith_plan_kinds(kith_planner *planner, kith_chain *chain)
{
    kith_op *scan = chain->first;
    kith_op *links =
        scan && scan->next && is_link(scan, scan->next) ? scan->next : NULL;
    const asked a = {scan, links};
    kith_op *end = links ? links->next : scan ? scan->next : NULL;
    if (!end || !is_scan(scan) || !filters_ask_types(&a, scan) ||
        (links && !filters_ask_types(&a, links)) || !is_end(&a, end))
        return KITH_OK;
    count_stars(end->clause);
    if (!links) {
        scan->kind = KITH_DO_CLASSES;
        return KITH_OK;
    }
    kith_expr **filters = join_filters(planner, scan, links);
    if (!filters)
        return kith_heap_fail(planner->heap, planner->err);
    links->kind = KITH_DO_KINDS;
    links->slot = scan->slot;
    links->label = scan->label;
    links->filters = filters;
    links->filter_count += scan->filter_count;
    chain->first = links;
    return KITH_OK;
}
