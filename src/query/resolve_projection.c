/* Names to meanings: WITH and RETURN, their grouping, ORDER BY, SKIP, LIMIT.
 *
 * Items see the scope before; ORDER BY and WHERE see it and the new names; but
 * after an aggregation or DISTINCT only what was projected is left, written
 * as a name or as the item itself (openCypher CIP2021-07-07). */
#include "base/error.h"
#include "query/resolve.h"

#include <string.h>

static bool same_text(kith_text a, kith_text b)
{
    return a.length == b.length && !memcmp(a.data, b.data, a.length);
}

/* -- items --------------------------------------------------------------- */

static kith_expr *variable_expr(kith_resolver *r,
                                const kith_variable *variable,
                                kith_span span)
{
    kith_expr *expr = KITH_HEAP_NEW(r->heap, kith_expr, 1);
    if (expr) {
        *expr = (kith_expr){
            .kind = KITH_EXPR_VARIABLE,
            .span = span,
            .name = variable->name,
            .name_span = span,
            .slot = KITH_NO_SLOT,
            .depth = 1,
        };
    }
    return expr;
}

static int by_name(const kith_variable *a, const kith_variable *b)
{
    const size_t shorter =
        a->name.length < b->name.length ? a->name.length : b->name.length;
    const int order = memcmp(a->name.data, b->name.data, shorter);
    return order ? order
                 : (a->name.length > b->name.length) -
                       (a->name.length < b->name.length);
}

/* `*` is every variable, in order of name, then the other items. */
static kith_status expand_star(kith_resolver *r, kith_clause *clause)
{
    const size_t most = r->scope.count + clause->item_count;
    kith_item *items = KITH_HEAP_NEW(r->heap, kith_item, most);
    size_t count = 0;
    if (!items)
        return kith_resolver_memory(r);
    for (size_t i = 0; i < r->scope.count; i++) {
        const kith_variable *v = &r->scope.items[i];
        if (kith_scope_find(&r->scope, v->name) != v)
            continue; /* hidden */
        size_t place = count++;
        for (; place > 0; place--) {
            const kith_variable before = {.name = items[place - 1].name};
            if (by_name(&before, v) < 0)
                break;
            items[place] = items[place - 1];
        }
        items[place] = (kith_item){
            .expr = variable_expr(r, v, clause->span),
            .name = v->name,
            .slot = KITH_NO_SLOT,
        };
        if (!items[place].expr)
            return kith_resolver_memory(r);
    }
    if (count == 0 && clause->kind == KITH_CLAUSE_RETURN) {
        return kith_query_fail(r->err, r->source, clause->span,
                               "NoVariablesInScope",
                               "there is no variable that '*' could mean");
    }
    if (clause->item_count)
        memcpy(items + count, clause->items,
               clause->item_count * sizeof *items);
    clause->items = items;
    clause->item_count += count;
    return KITH_OK;
}

static kith_status check_names(kith_resolver *r, const kith_clause *clause)
{
    for (size_t i = 0; i < clause->item_count; i++) {
        const kith_item *item = &clause->items[i];
        if (clause->kind == KITH_CLAUSE_WITH && !item->named &&
            item->expr->kind != KITH_EXPR_VARIABLE) {
            (void)kith_query_fail(r->err, r->source, item->expr->span,
                                  "NoExpressionAlias",
                                  "an expression in WITH needs a name");
            kith_hint(r->err, "write it with AS and a name");
            return r->err->status;
        }
        for (size_t j = 0; j < i; j++) {
            if (same_text(clause->items[j].name, item->name)) {
                return kith_query_fail(r->err, r->source, item->expr->span,
                                       "ColumnNameConflict",
                                       "two columns are called '%.*s'",
                                       (int)item->name.length, item->name.data);
            }
        }
    }
    return KITH_OK;
}

/* -- grouping ------------------------------------------------------------ */

bool kith_has_aggregate(const kith_expr *expr)
{
    if (!expr)
        return false;
    if (expr->kind == KITH_EXPR_AGGREGATE ||
        (expr->kind == KITH_EXPR_CALL && kith_aggregate_of(expr->name)))
        return true;
    for (size_t i = 0; i < expr->count; i++) {
        if (kith_has_aggregate(expr->args[i]))
            return true;
    }
    return false;
}

static bool is_simple_key(const kith_expr *expr)
{
    return expr->kind == KITH_EXPR_VARIABLE ||
           (expr->kind == KITH_EXPR_PROPERTY && expr->args[0] &&
            expr->args[0]->kind == KITH_EXPR_VARIABLE);
}

static const kith_item *key_of(const kith_clause *clause, const kith_expr *expr)
{
    for (size_t i = 0; i < clause->item_count && is_simple_key(expr); i++) {
        const kith_item *item = &clause->items[i];
        if (!item->aggregates && kith_expr_is_same(item->expr, expr))
            return item;
    }
    return NULL;
}

static void make_variable(kith_expr *expr, uint32_t slot)
{
    expr->kind = KITH_EXPR_VARIABLE;
    expr->slot = slot;
    expr->count = 0;
}

/* Outside of its aggregates an item may use grouping keys and constants. */
static kith_status use_keys(kith_resolver *r,
                            const kith_clause *clause,
                            kith_expr *expr)
{
    kith_status st = KITH_OK;
    if (!expr || expr->kind == KITH_EXPR_AGGREGATE)
        return KITH_OK;
    const kith_item *key = key_of(clause, expr);
    if (key) {
        make_variable(expr, key->slot);
        return KITH_OK;
    }
    if (expr->kind == KITH_EXPR_VARIABLE) {
        const kith_variable *known = kith_scope_find(&r->scope, expr->name);
        if (!known || known->slot != expr->slot)
            return KITH_OK; /* of an inner scope */
        return kith_query_fail(r->err, r->source, expr->span,
                               "AmbiguousAggregationExpression",
                               "'%.*s' is neither grouped by nor aggregated",
                               (int)expr->name.length, expr->name.data);
    }
    for (size_t i = 0; i < expr->count; i++)
        KITH_TRY(st, use_keys(r, clause, expr->args[i]), done);
done:
    return st;
}

/* -- ORDER BY ------------------------------------------------------------ */

static bool names_item(const kith_clause *clause, const kith_expr *expr)
{
    for (size_t i = 0; i < clause->item_count; i++) {
        if (expr->kind == KITH_EXPR_VARIABLE &&
            same_text(clause->items[i].name, expr->name))
            return true;
    }
    return false;
}

/* Before anything is resolved: a part of a sort key that is written as an item
 * is that item. */
static void link_items(const kith_clause *clause, kith_expr *expr, bool whole)
{
    if (!expr || names_item(clause, expr))
        return;
    const bool simple = is_simple_key(expr) || (expr->kind == KITH_EXPR_CALL &&
                                                kith_aggregate_of(expr->name));
    for (size_t i = 0; i < clause->item_count && (whole || simple); i++) {
        if (kith_expr_is_same(clause->items[i].expr, expr)) {
            expr->kind = KITH_EXPR_VARIABLE;
            expr->is_item = true;
            expr->key = (uint32_t)i;
            expr->count = 0;
            return;
        }
    }
    for (size_t i = 0; i < expr->count; i++)
        link_items(clause, expr->args[i], false);
}

static kith_status resolve_sorts(kith_resolver *r, kith_clause *clause)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < clause->sort_count; i++) {
        kith_expr *expr = clause->sorts[i].expr;
        if (!clause->grouped && kith_has_aggregate(expr)) {
            return kith_query_fail(r->err, r->source, expr->span,
                                   "InvalidAggregation",
                                   "ORDER BY cannot aggregate what is not "
                                   "aggregated before");
        }
        KITH_TRY(st, kith_resolve_expression(r, expr), done);
    }
done:
    return st;
}

/* -- SKIP and LIMIT ------------------------------------------------------ */

static kith_status resolve_number(kith_resolver *r,
                                  kith_expr *expr,
                                  const char *what)
{
    if (!expr)
        return KITH_OK;
    kith_clause *projection = r->projection;
    r->plain = true;
    r->projection = NULL;
    const kith_status st = kith_resolve_expression(r, expr);
    r->plain = false;
    r->projection = projection;
    if (st != KITH_OK)
        return st;
    const kith_value value = expr->value;
    if (expr->kind == KITH_EXPR_LITERAL && value.kind == KITH_VALUE_INTEGER &&
        value.as.integer < 0) {
        return kith_query_fail(r->err, r->source, expr->span,
                               "NegativeIntegerArgument",
                               "%s needs an integer of 0 or more", what);
    }
    if (expr->type != KITH_STATIC_ANY && expr->type != KITH_STATIC_INTEGER &&
        expr->type != KITH_STATIC_NUMBER) {
        return kith_query_fail(r->err, r->source, expr->span,
                               "InvalidArgumentType", "%s needs an integer",
                               what);
    }
    return KITH_OK;
}

/* -- all ----------------------------------------------------------------- */

static kith_status resolve_items(kith_resolver *r, kith_clause *clause)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < clause->item_count; i++) {
        kith_item *item = &clause->items[i];
        item->aggregates = kith_has_aggregate(item->expr);
        clause->grouped |= item->aggregates;
        r->projection = clause;
        KITH_TRY(st, kith_resolve_expression(r, item->expr), done);
        r->projection = NULL;
        if (item->expr->kind == KITH_EXPR_VARIABLE) {
            item->slot = item->expr->slot;
        } else {
            KITH_TRY(st,
                     kith_resolver_declare(r, (kith_text){0}, KITH_STATIC_ANY,
                                           &item->slot),
                     done);
        }
    }
    for (size_t i = 0; i < clause->item_count; i++) {
        if (clause->items[i].aggregates)
            KITH_TRY(st, use_keys(r, clause, clause->items[i].expr), done);
    }
done:
    r->projection = NULL;
    return st;
}

/* Slots that are alive after the clause's ORDER BY. */
static kith_status keep_slots(kith_resolver *r,
                              kith_clause *clause,
                              const kith_scope *before,
                              bool closed)
{
    const size_t old = clause->where && !closed ? before->count : 0;
    clause->kept = KITH_HEAP_NEW(r->heap, uint32_t, clause->item_count + old);
    if (!clause->kept)
        return kith_resolver_memory(r);
    for (size_t i = 0; i < clause->item_count; i++)
        clause->kept[clause->kept_count++] = clause->items[i].slot;
    for (size_t i = 0; i < old; i++)
        clause->kept[clause->kept_count++] = before->items[i].slot;
    return KITH_OK;
}

static kith_status show_items(kith_resolver *r, const kith_clause *clause)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < clause->item_count; i++) {
        const kith_item *item = &clause->items[i];
        KITH_TRY(st,
                 kith_resolver_show(r, (kith_variable){item->name, item->slot,
                                                       item->expr->type,
                                                       item->expr->element}),
                 done);
    }
done:
    return st;
}

static void settle_items(kith_clause *clause, kith_expr *expr)
{
    if (!expr)
        return;
    if (expr->is_item)
        expr->slot = clause->items[expr->key].slot;
    for (size_t i = 0; i < expr->count; i++)
        settle_items(clause, expr->args[i]);
}

static kith_status resolve_tail(kith_resolver *r,
                                kith_clause *clause,
                                const kith_scope *before)
{
    const bool closed = clause->grouped || clause->distinct;
    kith_status st = KITH_OK;
    if (closed)
        r->scope = (kith_scope){0};
    KITH_TRY(st, show_items(r, clause), done);
    for (size_t i = 0; i < clause->sort_count; i++)
        settle_items(clause, clause->sorts[i].expr);
    settle_items(clause, clause->where);
    r->projection = clause->grouped ? clause : NULL;
    KITH_TRY(st, resolve_sorts(r, clause), done);
    r->projection = NULL;
    if (clause->where)
        KITH_TRY(st, kith_resolve_condition(r, clause->where, "WHERE"), done);
    KITH_TRY(st, resolve_number(r, clause->skip, "SKIP"), done);
    KITH_TRY(st, resolve_number(r, clause->limit, "LIMIT"), done);
    KITH_TRY(st, keep_slots(r, clause, before, closed), done);
    r->scope = (kith_scope){0};
    st = show_items(r, clause);
done:
    r->projection = NULL;
    return st;
}

kith_status kith_resolve_projection(kith_resolver *r, kith_clause *clause)
{
    kith_status st = KITH_OK;
    if (clause->star)
        KITH_TRY(st, expand_star(r, clause), done);
    KITH_TRY(st, check_names(r, clause), done);
    bool closed = clause->distinct;
    for (size_t i = 0; i < clause->item_count; i++)
        closed |= kith_has_aggregate(clause->items[i].expr);
    for (size_t i = 0; closed && i < clause->sort_count; i++)
        link_items(clause, clause->sorts[i].expr, true);
    if (closed)
        link_items(clause, clause->where, true);
    KITH_TRY(st, resolve_items(r, clause), done);
    const kith_scope before = r->scope;
    if (before.count) /* the scope grows in a copy */
        r->scope.room = r->scope.count;
    st = resolve_tail(r, clause, &before);
done:
    return st;
}
