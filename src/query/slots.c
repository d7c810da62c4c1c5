/* Which slots an expression uses: a walk over all that it has in it. */
#include "query/plan.h"

typedef struct walk {
    kith_slot_visitor *see;
    void *context;
} walk;

static void walk_union(const kith_union *query, const walk *w);
static void walk_expr(const kith_expr *expr, const walk *w);

static void walk_pattern(const kith_pattern *pattern, const walk *w)
{
    for (size_t i = 0; i < pattern->count; i++) {
        const kith_path_pattern *path = &pattern->paths[i];
        for (size_t j = 0; j <= path->length; j++) {
            w->see(w->context, path->nodes[j].slot);
            walk_expr(path->nodes[j].properties, w);
            walk_expr(path->nodes[j].where, w);
            if (j < path->length) {
                w->see(w->context, path->relations[j].slot);
                walk_expr(path->relations[j].properties, w);
                walk_expr(path->relations[j].where, w);
            }
        }
    }
}

static void walk_clause(const kith_clause *clause, const walk *w)
{
    walk_pattern(&clause->pattern, w);
    walk_expr(clause->where, w);
    walk_expr(clause->expr, w);
    for (size_t i = 0; i < clause->item_count; i++)
        walk_expr(clause->items[i].expr, w);
    for (size_t i = 0; i < clause->sort_count; i++)
        walk_expr(clause->sorts[i].expr, w);
    for (size_t i = 0; i < clause->aggregate_count; i++)
        walk_expr(clause->aggregates[i], w);
    if (clause->query)
        walk_union(clause->query, w);
}

static void walk_union(const kith_union *query, const walk *w)
{
    for (size_t i = 0; i < query->count; i++) {
        for (size_t j = 0; j < query->parts[i].count; j++)
            walk_clause(&query->parts[i].clauses[j], w);
    }
}

static void walk_expr(const kith_expr *expr, const walk *w)
{
    if (!expr)
        return;
    if (expr->kind == KITH_EXPR_VARIABLE)
        w->see(w->context, expr->slot);
    for (size_t i = 0; i < expr->count; i++)
        walk_expr(expr->args[i], w);
    walk_expr(expr->where, w);
    if (expr->pattern)
        walk_pattern(expr->pattern, w);
    if (expr->query)
        walk_union(expr->query, w);
}

void kith_expr_slots(const kith_expr *expr,
                     kith_slot_visitor *see,
                     void *context)
{
    const walk w = {see, context};
    walk_expr(expr, &w);
}
