/* Names to meanings: functions and aggregates, and where they may stand. */
#include "base/error.h"
#include "base/near.h"
#include "query/functions.h"
#include "query/resolve.h"

#include <string.h>

static kith_status refuse_aggregate(kith_resolver *r,
                                    const kith_expr *expr,
                                    const char *detail,
                                    const char *why)
{
    return kith_query_fail(r->err, r->source, expr->span, detail,
                           "%.*s() cannot stand %s", (int)expr->name.length,
                           expr->name.data, why);
}

static kith_status keep_aggregate(kith_resolver *r, kith_expr *expr)
{
    kith_clause *clause = r->projection;
    kith_grow grow = {clause->aggregates, clause->aggregate_count,
                      clause->aggregate_room};
    kith_expr **place = kith_grow_more(&grow, r->heap, sizeof *place);
    if (!place)
        return kith_resolver_memory(r);
    *place = expr;
    clause->aggregates = grow.items;
    clause->aggregate_count = grow.count;
    clause->aggregate_room = grow.room;
    return kith_resolver_declare(r, (kith_text){0}, KITH_STATIC_ANY,
                                 &expr->slot);
}

static bool has_rand(const kith_expr *expr)
{
    if (!expr)
        return false;
    if (expr->function && !strcmp(expr->function->name, "rand"))
        return true;
    for (size_t i = 0; i < expr->count; i++) {
        if (has_rand(expr->args[i]))
            return true;
    }
    return false;
}

static kith_status resolve_aggregate(kith_resolver *r, kith_expr *expr)
{
    const kith_aggregate *aggregate = expr->aggregate;
    kith_status st = KITH_OK;
    if (r->in_aggregate)
        return refuse_aggregate(r, expr, "NestedAggregation",
                                "inside an aggregate");
    if (!r->projection || r->depth > 0)
        return refuse_aggregate(r, expr, "InvalidAggregation",
                                r->projection
                                    ? "inside a list expression"
                                    : "here, only in WITH and RETURN");
    if (expr->star ? aggregate->kind != KITH_AGGREGATE_COUNT
                   : expr->count != aggregate->arguments) {
        return kith_query_fail(r->err, r->source, expr->span,
                               "InvalidNumberOfArguments", "write %s",
                               aggregate->signature);
    }
    expr->kind = KITH_EXPR_AGGREGATE;
    expr->type = aggregate->result;
    r->in_aggregate = true;
    st = kith_resolve_all(r, expr);
    r->in_aggregate = false;
    KITH_TRY(st, st, done);
    for (size_t i = 0; i < expr->count; i++) {
        if (has_rand(expr->args[i])) {
            return kith_query_fail(r->err, r->source, expr->span,
                                   "NonConstantExpression",
                                   "rand() cannot be aggregated");
        }
    }
    st = keep_aggregate(r, expr);
done:
    return st;
}

static kith_status unknown_function(kith_resolver *r, const kith_expr *expr)
{
    const kith_function *f = NULL;
    kith_nearest nearest = {.wanted = expr->name};
    for (size_t i = 0; (f = kith_function_at(i)); i++)
        kith_nearest_see(&nearest, f->name);
    for (const kith_aggregate *a = kith_aggregates; a->name; a++)
        kith_nearest_see(&nearest, a->name);
    const kith_status st =
        kith_query_fail(r->err, r->source, expr->name_span, "UnknownFunction",
                        "there is no function '%.*s'", (int)expr->name.length,
                        expr->name.data);
    if (nearest.best) {
        kith_hint(r->err, "did you mean '%s'?", nearest.best);
    } else {
        kith_hint(r->err, "'kith help query' lists them");
    }
    return st;
}

kith_status kith_resolve_call(kith_resolver *r, kith_expr *expr)
{
    kith_status st = KITH_OK;
    expr->aggregate = kith_aggregate_of(expr->name);
    if (expr->aggregate)
        return resolve_aggregate(r, expr);
    const kith_function *function = kith_function_of(expr->name);
    expr->function = function;
    if (!function)
        return unknown_function(r, expr);
    if (expr->count < function->least || expr->count > function->most ||
        expr->star || expr->distinct) {
        return kith_query_fail(r->err, r->source, expr->span,
                               "InvalidNumberOfArguments", "write %s",
                               function->signature);
    }
    r->condition = !strcmp(function->name, "exists");
    KITH_TRY(st, kith_resolve_all(r, expr), done);
    if (expr->count &&
        !kith_static_fits(expr->args[0]->type, function->accepts)) {
        return kith_query_fail(r->err, r->source, expr->args[0]->span,
                               "InvalidArgumentType",
                               "%s() does not take such a value",
                               function->name);
    }
    expr->type = function->result;
    if (!strcmp(function->name, "nodes"))
        expr->element = KITH_STATIC_NODE;
    if (!strcmp(function->name, "relationships"))
        expr->element = KITH_STATIC_RELATION;
    if (!strcmp(function->name, "range"))
        expr->element = KITH_STATIC_INTEGER;
    if (!strcmp(function->name, "keys") || !strcmp(function->name, "labels"))
        expr->element = KITH_STATIC_STRING;
done:
    r->condition = false;
    return st;
}
