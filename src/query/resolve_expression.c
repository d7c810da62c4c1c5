/* Names to meanings: expressions, and what can be said of their values before
 * the query runs. */
#include "base/error.h"
#include "json/scan.h"
#include "query/resolve.h"

#include <string.h>

static kith_static static_of(kith_value v)
{
    static const kith_static types[] = {
        [KITH_VALUE_NULL] = KITH_STATIC_NULL,
        [KITH_VALUE_BOOLEAN] = KITH_STATIC_BOOLEAN,
        [KITH_VALUE_INTEGER] = KITH_STATIC_INTEGER,
        [KITH_VALUE_FLOAT] = KITH_STATIC_FLOAT,
        [KITH_VALUE_STRING] = KITH_STATIC_STRING,
        [KITH_VALUE_LIST] = KITH_STATIC_LIST,
        [KITH_VALUE_MAP] = KITH_STATIC_MAP,
        [KITH_VALUE_NODE] = KITH_STATIC_NODE,
        [KITH_VALUE_RELATION] = KITH_STATIC_RELATION,
        [KITH_VALUE_PATH] = KITH_STATIC_PATH,
        [KITH_VALUE_TEMPORAL] = KITH_STATIC_TEMPORAL,
    };
    return types[v.kind];
}

kith_status kith_resolve_all(kith_resolver *r, kith_expr *expr)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < expr->count; i++) {
        if (expr->args[i])
            KITH_TRY(st, kith_resolve_expression(r, expr->args[i]), done);
    }
done:
    return st;
}

/* -- names --------------------------------------------------------------- */

static kith_status resolve_variable(kith_resolver *r, kith_expr *expr)
{
    if (r->plain) {
        return kith_query_fail(r->err, r->source, expr->span,
                               "NonConstantExpression",
                               "no variable may be used here");
    }
    if (expr->is_item) {
        expr->type = KITH_STATIC_ANY;
        return KITH_OK;
    }
    const kith_variable *known = kith_scope_find(&r->scope, expr->name);
    if (!known)
        return kith_resolver_undefined(r, expr->name, expr->span);
    expr->slot = known->slot;
    expr->type = known->type;
    expr->element = known->element;
    return KITH_OK;
}

static kith_status resolve_parameter(kith_resolver *r, kith_expr *expr)
{
    kith_use *use = KITH_HEAP_NEW(r->heap, kith_use, 1);
    if (!use)
        return kith_resolver_memory(r);
    *use = (kith_use){r->tree->parameters, expr};
    r->tree->parameters = use;
    return kith_parameter_read(expr, r->options, r->source, r->heap, r->err);
}

static kith_status resolve_property(kith_resolver *r, kith_expr *expr)
{
    const kith_expr *of = expr->args[0];
    const unsigned kinds =
        KITH_KIND_BIT(KITH_VALUE_NODE) | KITH_KIND_BIT(KITH_VALUE_RELATION) |
        KITH_KIND_BIT(KITH_VALUE_MAP) | KITH_KIND_BIT(KITH_VALUE_TEMPORAL);
    kith_status st = kith_resolve_all(r, expr);
    KITH_TRY(st, st, done);
    if (!kith_static_fits(of->type, kinds)) {
        return kith_query_fail_running(r->err, r->source, expr->span,
                                       of->type == KITH_STATIC_PATH
                                           ? "SyntaxError"
                                           : "TypeError",
                                       "InvalidArgumentType",
                                       "this value has no property '%.*s'",
                                       (int)expr->name.length, expr->name.data);
    }
    expr->key = kith_resolver_column(r, expr->name, expr->name_span);
    if (expr->key == KITH_NO_COLUMN)
        return r->err->status;
    if (of->type != KITH_STATIC_RELATION && of->type != KITH_STATIC_MAP)
        r->session->columns[expr->key].wanted[KITH_OF_ENTITY] = true;
    if (of->type == KITH_STATIC_RELATION)
        r->session->columns[expr->key].wanted[KITH_OF_RELATION] = true;
done:
    return st;
}

/* -- inner scopes -------------------------------------------------------- */

static kith_status expect_list(kith_resolver *r, const kith_expr *list)
{
    if (kith_static_fits(list->type, KITH_KIND_BIT(KITH_VALUE_LIST)))
        return KITH_OK;
    return kith_query_fail(r->err, r->source, list->span, "InvalidArgumentType",
                           "expected a list");
}

static kith_static element_of(const kith_expr *list)
{
    if (list->type == KITH_STATIC_RELATIONS)
        return KITH_STATIC_RELATION;
    return list->element;
}

static kith_status resolve_comprehension(kith_resolver *r, kith_expr *expr)
{
    const bool quantifier = expr->kind == KITH_EXPR_QUANTIFIER;
    kith_expr *result = quantifier ? NULL : expr->args[2];
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_resolve_expression(r, expr->args[0]), done);
    KITH_TRY(st, expect_list(r, expr->args[0]), done);
    const size_t outer = r->scope.count;
    const bool plain = r->plain;
    r->plain = false;
    r->depth++;
    KITH_TRY(st,
             kith_resolver_declare(r, expr->name, element_of(expr->args[0]),
                                   &expr->slot),
             done);
    if (expr->args[1])
        KITH_TRY(st, kith_resolve_condition(r, expr->args[1], "WHERE"), done);
    if (result)
        KITH_TRY(st, kith_resolve_expression(r, result), done);
    r->scope.count = outer;
    r->plain = plain;
    r->depth--;
    expr->type = quantifier ? KITH_STATIC_BOOLEAN : KITH_STATIC_LIST;
    if (!quantifier)
        expr->element = result ? result->type : element_of(expr->args[0]);
done:
    return st;
}

static kith_status resolve_reduce(kith_resolver *r, kith_expr *expr)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_resolve_expression(r, expr->args[0]), done);
    KITH_TRY(st, kith_resolve_expression(r, expr->args[1]), done);
    KITH_TRY(st, expect_list(r, expr->args[1]), done);
    const size_t outer = r->scope.count;
    r->depth++;
    KITH_TRY(st,
             kith_resolver_declare(r, expr->name, KITH_STATIC_ANY, &expr->slot),
             done);
    KITH_TRY(st,
             kith_resolver_declare(r, expr->name2, element_of(expr->args[1]),
                                   &expr->slot2),
             done);
    KITH_TRY(st, kith_resolve_expression(r, expr->args[2]), done);
    r->scope.count = outer;
    r->depth--;
done:
    return st;
}

static kith_status resolve_pattern_list(kith_resolver *r, kith_expr *expr)
{
    const size_t outer = r->scope.count;
    kith_status st = KITH_OK;
    r->depth++;
    KITH_TRY(st, kith_resolve_pattern(r, expr->pattern, false), done);
    if (expr->where)
        KITH_TRY(st, kith_resolve_condition(r, expr->where, "WHERE"), done);
    KITH_TRY(st, kith_resolve_expression(r, expr->args[0]), done);
    expr->type = KITH_STATIC_LIST;
    expr->element = expr->args[0]->type;
    r->depth--;
    r->scope.count = outer;
done:
    return st;
}

static kith_status resolve_pattern(kith_resolver *r,
                                   kith_expr *expr,
                                   bool condition)
{
    const bool shortest = expr->kind == KITH_EXPR_SHORTEST;
    const size_t outer = r->scope.count;
    if (!shortest && !condition) {
        (void)
            kith_query_fail(r->err, r->source, expr->span, "UnexpectedSyntax",
                            "a pattern stands only where something is true or "
                            "false");
        kith_hint(r->err, "write EXISTS { … } or COUNT { … }");
        return r->err->status;
    }
    r->depth++;
    const kith_status st = kith_resolve_pattern(r, expr->pattern, true);
    r->depth--;
    r->scope.count = outer;
    expr->type = shortest
                     ? expr->pattern->paths[0].shortest == KITH_ONE_SHORTEST
                           ? KITH_STATIC_PATH
                           : KITH_STATIC_LIST
                     : KITH_STATIC_BOOLEAN;
    return st;
}

static kith_status resolve_subquery(kith_resolver *r, kith_expr *expr)
{
    const kith_status st =
        kith_resolve_union(r, expr->query, expr->kind != KITH_EXPR_COLLECT);
    expr->type = expr->kind == KITH_EXPR_EXISTS  ? KITH_STATIC_BOOLEAN
                 : expr->kind == KITH_EXPR_COUNT ? KITH_STATIC_INTEGER
                                                 : KITH_STATIC_LIST;
    return st;
}

/* -- values made of values ----------------------------------------------- */

static kith_status resolve_list(kith_resolver *r, kith_expr *expr)
{
    const kith_status st = kith_resolve_all(r, expr);
    expr->type = KITH_STATIC_LIST;
    for (size_t i = 0; st == KITH_OK && i < expr->count; i++) {
        const kith_static type = expr->args[i]->type;
        if (i == 0) {
            expr->element = type;
        } else if (expr->element != type) {
            expr->element = KITH_STATIC_ANY;
        }
    }
    return st;
}

static kith_status resolve_subscript(kith_resolver *r, kith_expr *expr)
{
    const unsigned kinds =
        KITH_KIND_BIT(KITH_VALUE_LIST) | KITH_KIND_BIT(KITH_VALUE_MAP) |
        KITH_KIND_BIT(KITH_VALUE_NODE) | KITH_KIND_BIT(KITH_VALUE_RELATION);
    kith_status st = kith_resolve_all(r, expr);
    KITH_TRY(st, st, done);
    const kith_expr *of = expr->args[0];
    if (!kith_static_fits(of->type, kinds)) {
        return kith_query_fail_running(r->err, r->source, expr->span,
                                       "TypeError", "InvalidArgumentType",
                                       "this value has no elements");
    }
    if (expr->kind == KITH_EXPR_SLICE) {
        expr->type = KITH_STATIC_LIST;
        expr->element = of->element;
    } else if (of->type == KITH_STATIC_LIST ||
               of->type == KITH_STATIC_RELATIONS) {
        expr->type = element_of(of);
    }
done:
    return st;
}

static kith_status resolve_case(kith_resolver *r, kith_expr *expr)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < expr->count; i++) {
        if (!expr->args[i])
            continue;
        r->condition = !expr->args[0] && i >= 2 && i % 2 == 0;
        KITH_TRY(st, kith_resolve_expression(r, expr->args[i]), done);
    }
done:
    return st;
}

static kith_status resolve_projection(kith_resolver *r, kith_expr *expr)
{
    kith_status st = kith_resolve_all(r, expr);
    expr->type = KITH_STATIC_MAP;
    return st;
}

static kith_status resolve_has_labels(kith_resolver *r, kith_expr *expr)
{
    kith_status st = kith_resolve_all(r, expr);
    KITH_TRY(st, st, done);
    const kith_static type = expr->args[0]->type;
    if (!kith_static_fits(type, KITH_KIND_BIT(KITH_VALUE_NODE) |
                                    KITH_KIND_BIT(KITH_VALUE_RELATION))) {
        return kith_query_fail(r->err, r->source, expr->span,
                               "InvalidArgumentType",
                               "only nodes and relations have types");
    }
    expr->type = KITH_STATIC_BOOLEAN;
    st = kith_resolve_labels(r, expr->labels, type == KITH_STATIC_RELATION);
done:
    return st;
}

/* -- all ----------------------------------------------------------------- */

static kith_status resolve_truth_row(kith_resolver *r,
                                     kith_expr *expr,
                                     bool condition)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < expr->count; i++) {
        r->condition = condition;
        KITH_TRY(st, kith_resolve_expression(r, expr->args[i]), done);
    }
    st = kith_resolve_operator(r, expr);
done:
    return st;
}

kith_status kith_resolve_expression(kith_resolver *r, kith_expr *expr)
{
    const bool condition = r->condition;
    r->condition = false;
    switch (expr->kind) {
    case KITH_EXPR_LITERAL:
        expr->type = static_of(expr->value);
        return KITH_OK;
    case KITH_EXPR_PARAMETER:
        return resolve_parameter(r, expr);
    case KITH_EXPR_VARIABLE:
        return resolve_variable(r, expr);
    case KITH_EXPR_PROPERTY:
        return resolve_property(r, expr);
    case KITH_EXPR_HAS_LABELS:
        return resolve_has_labels(r, expr);
    case KITH_EXPR_OPERATOR:
        return resolve_truth_row(r, expr,
                                 condition && expr->operator<= KITH_OP_NOT);
    case KITH_EXPR_LIST:
        return resolve_list(r, expr);
    case KITH_EXPR_MAP:
        expr->type = KITH_STATIC_MAP;
        return kith_resolve_all(r, expr);
    case KITH_EXPR_PROJECTION:
        return resolve_projection(r, expr);
    case KITH_EXPR_SUBSCRIPT:
    case KITH_EXPR_SLICE:
        return resolve_subscript(r, expr);
    case KITH_EXPR_CALL:
        return kith_resolve_call(r, expr);
    case KITH_EXPR_AGGREGATE:
        return KITH_OK; /* resolved already */
    case KITH_EXPR_CASE:
        return resolve_case(r, expr);
    case KITH_EXPR_COMPREHENSION:
    case KITH_EXPR_QUANTIFIER:
        return resolve_comprehension(r, expr);
    case KITH_EXPR_REDUCE:
        return resolve_reduce(r, expr);
    case KITH_EXPR_PATTERN:
    case KITH_EXPR_SHORTEST:
        return resolve_pattern(r, expr, condition);
    case KITH_EXPR_PATTERN_LIST:
        return resolve_pattern_list(r, expr);
    case KITH_EXPR_EXISTS:
    case KITH_EXPR_COUNT:
    case KITH_EXPR_COLLECT:
        return resolve_subquery(r, expr);
    }
    return KITH_OK;
}

kith_status kith_resolve_condition(kith_resolver *r,
                                   kith_expr *expr,
                                   const char *where)
{
    kith_clause *projection = r->projection;
    r->projection = NULL;
    r->condition = true;
    const kith_status st = kith_resolve_expression(r, expr);
    r->condition = false;
    r->projection = projection;
    if (st != KITH_OK ||
        kith_static_fits(expr->type, KITH_KIND_BIT(KITH_VALUE_BOOLEAN)))
        return st;
    return kith_query_fail(r->err, r->source, expr->span, "InvalidArgumentType",
                           "%s needs something true or false", where);
}
