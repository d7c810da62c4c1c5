/* Expressions: what they are worth in the current row. A walk over the tree;
 * slots, keys, types and functions are resolved already. */
#include "query/functions.h"

#include <string.h>

static kith_value evaluate_list(kith_run *run, const kith_expr *expr)
{
    kith_value *items = KITH_RUN_NEW(run, kith_value, expr->count);
    for (size_t i = 0; items && i < expr->count; i++)
        items[i] = kith_evaluate(run, expr->args[i]);
    return items ? kith_list_of(items, expr->count) : kith_null();
}

static kith_value evaluate_map(kith_run *run, const kith_expr *expr)
{
    kith_entry *pairs = KITH_RUN_NEW(run, kith_entry, expr->count);
    if (!pairs)
        return kith_null();
    for (size_t i = 0; i < expr->count; i++) {
        pairs[i].key = expr->names[i];
        pairs[i].value = kith_evaluate(run, expr->args[i]);
    }
    return kith_map_of(pairs, kith_map_settle(pairs, expr->count));
}

/* -- map projections ----------------------------------------------------- */

static kith_value all_members(kith_run *run,
                              const kith_expr *expr,
                              kith_value of)
{
    kith_value map = kith_map_of(NULL, 0);
    if (of.kind == KITH_VALUE_MAP)
        return of;
    if (of.kind == KITH_VALUE_NODE || of.kind == KITH_VALUE_RELATION) {
        const kith_owner owner =
            of.kind == KITH_VALUE_NODE ? KITH_OF_ENTITY : KITH_OF_RELATION;
        const kith_status st =
            kith_session_properties(run->session, owner, of.as.id, &run->heap,
                                    &map, run->err);
        (void)kith_run_failed(run, expr, st);
    }
    return map;
}

static kith_value evaluate_projection(kith_run *run, const kith_expr *expr)
{
    const kith_value of = kith_evaluate(run, expr->args[0]);
    kith_value all = kith_map_of(NULL, 0);
    if (kith_is_null(of))
        return kith_null();
    for (size_t i = 1; i < expr->count; i++) {
        if (!expr->args[i])
            all = all_members(run, expr, of);
    }
    kith_entry *pairs = KITH_RUN_NEW(run, kith_entry, all.size + expr->count);
    size_t count = all.size;
    if (!pairs)
        return kith_null();
    if (count)
        memcpy(pairs, all.as.pairs, count * sizeof *pairs);
    for (size_t i = 1; i < expr->count; i++) {
        if (expr->args[i]) {
            pairs[count].key = expr->names[i];
            pairs[count++].value = kith_evaluate(run, expr->args[i]);
        }
    }
    return kith_map_of(pairs, kith_map_settle(pairs, count));
}

/* -- truth values -------------------------------------------------------- */

static kith_truth truth_of(kith_run *run, const kith_expr *expr)
{
    const kith_value v = kith_evaluate(run, expr);
    if (v.kind == KITH_VALUE_BOOLEAN)
        return v.as.truth ? KITH_YES : KITH_NO;
    if (!kith_is_null(v)) {
        (void)kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                            "expected a truth value, found %s",
                            kith_kind_name(v.kind));
    }
    return KITH_MAYBE;
}

/* AND stops at no, OR at yes; what is unknown stays unless it stops. */
static kith_value evaluate_row(kith_run *run,
                               const kith_expr *expr,
                               kith_truth decides)
{
    kith_truth truth = decides == KITH_YES ? KITH_NO : KITH_YES;
    for (size_t i = 0; i < expr->count; i++) {
        const kith_truth one = truth_of(run, expr->args[i]);
        if (one == decides)
            return kith_of_truth(one);
        truth = one == KITH_MAYBE ? KITH_MAYBE : truth;
    }
    return kith_of_truth(truth);
}

static kith_value evaluate_xor(kith_run *run, const kith_expr *expr)
{
    bool odd = false;
    bool unknown = false;
    for (size_t i = 0; i < expr->count; i++) {
        const kith_truth one = truth_of(run, expr->args[i]);
        unknown |= one == KITH_MAYBE;
        odd ^= one == KITH_YES;
    }
    return unknown ? kith_null() : kith_boolean(odd);
}

static kith_value evaluate_not(kith_run *run, const kith_expr *expr)
{
    const kith_truth truth = truth_of(run, expr->args[0]);
    return truth == KITH_MAYBE ? kith_null() : kith_boolean(truth == KITH_NO);
}

static kith_value evaluate_in(kith_run *run,
                              const kith_expr *expr,
                              kith_value item,
                              kith_value list)
{
    kith_truth found = KITH_NO;
    if (kith_is_null(list))
        return kith_null();
    if (list.kind != KITH_VALUE_LIST) {
        return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                             "IN needs a list, found %s",
                             kith_kind_name(list.kind));
    }
    for (uint32_t i = 0; i < list.size; i++) {
        const kith_truth one = kith_equals(item, list.as.items[i]);
        if (one == KITH_YES)
            return kith_boolean(true);
        found = one == KITH_MAYBE ? KITH_MAYBE : found;
    }
    return kith_of_truth(found);
}

static bool has_nan(kith_value a, kith_value b)
{
    return kith_is_number(a) && kith_is_number(b) &&
           (kith_as_real(a) != kith_as_real(a) ||
            kith_as_real(b) != kith_as_real(b));
}

static kith_value evaluate_comparison(kith_operator operator,
                                      kith_value a,
                                      kith_value b)
{
    bool known = false;
    if (has_nan(a, b)) /* no number is above or below it */
        return kith_boolean(false);
    const int order = kith_compare(a, b, &known);
    if (!known)
        return kith_null();
    switch ((int)operator) {
    case KITH_OP_LESS:
        return kith_boolean(order < 0);
    case KITH_OP_LESS_EQUAL:
        return kith_boolean(order <= 0);
    case KITH_OP_GREATER:
        return kith_boolean(order > 0);
    default:
        return kith_boolean(order >= 0);
    }
}

static kith_value unequal(kith_value a, kith_value b)
{
    const kith_truth truth = kith_equals(a, b);
    return truth == KITH_MAYBE ? kith_null() : kith_boolean(truth == KITH_NO);
}

static kith_value evaluate_two(kith_run *run, const kith_expr *expr)
{
    const kith_value a = kith_evaluate(run, expr->args[0]);
    const kith_value b = kith_evaluate(run, expr->args[1]);
    switch ((int)expr->operator) {
    case KITH_OP_EQUAL:
        return kith_of_truth(kith_equals(a, b));
    case KITH_OP_NOT_EQUAL:
        return unequal(a, b);
    case KITH_OP_LESS:
    case KITH_OP_LESS_EQUAL:
    case KITH_OP_GREATER:
    case KITH_OP_GREATER_EQUAL:
        return evaluate_comparison(expr->operator, a, b);
    case KITH_OP_IN:
        return evaluate_in(run, expr, a, b);
    case KITH_OP_STARTS_WITH:
    case KITH_OP_ENDS_WITH:
    case KITH_OP_CONTAINS:
    case KITH_OP_MATCHES:
        return kith_text_predicate(run, expr, a, b);
    default:
        return kith_arithmetic(run, expr, expr->operator, a, b);
    }
}

static kith_value evaluate_operator(kith_run *run, const kith_expr *expr)
{
    switch ((int)expr->operator) {
    case KITH_OP_AND:
        return evaluate_row(run, expr, KITH_NO);
    case KITH_OP_OR:
        return evaluate_row(run, expr, KITH_YES);
    case KITH_OP_XOR:
        return evaluate_xor(run, expr);
    case KITH_OP_NOT:
        return evaluate_not(run, expr);
    case KITH_OP_IS_NULL:
        return kith_boolean(kith_is_null(kith_evaluate(run, expr->args[0])));
    case KITH_OP_IS_NOT_NULL:
        return kith_boolean(!kith_is_null(kith_evaluate(run, expr->args[0])));
    case KITH_OP_NEGATE:
        return kith_negate(run, expr, kith_evaluate(run, expr->args[0]));
    case KITH_OP_PLUS:
        return kith_arithmetic(run, expr, KITH_OP_ADD, kith_integer(0),
                               kith_evaluate(run, expr->args[0]));
    default:
        return evaluate_two(run, expr);
    }
}

/* -- CASE ---------------------------------------------------------------- */

static kith_value evaluate_case(kith_run *run, const kith_expr *expr)
{
    const kith_expr *subject = expr->args[0];
    const kith_value wanted =
        subject ? kith_evaluate(run, subject) : kith_null();
    for (size_t i = 2; i + 1 < expr->count; i += 2) {
        const bool met =
            subject ? kith_equals(wanted, kith_evaluate(run, expr->args[i])) ==
                          KITH_YES
                    : kith_holds(run, expr->args[i]);
        if (met)
            return kith_evaluate(run, expr->args[i + 1]);
    }
    return expr->args[1] ? kith_evaluate(run, expr->args[1]) : kith_null();
}

/* -- inner scopes -------------------------------------------------------- */

static bool list_of(kith_run *run, const kith_expr *expr, kith_value *out)
{
    *out = kith_evaluate(run, expr);
    if (out->kind == KITH_VALUE_LIST)
        return true;
    if (!kith_is_null(*out)) {
        (void)kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                            "expected a list, found %s",
                            kith_kind_name(out->kind));
    }
    return false;
}

static kith_value evaluate_comprehension(kith_run *run, const kith_expr *expr)
{
    kith_value list = kith_null();
    if (!list_of(run, expr->args[0], &list))
        return kith_null();
    kith_value *items = KITH_RUN_NEW(run, kith_value, list.size);
    uint32_t count = 0;
    for (uint32_t i = 0; items && i < list.size && kith_run_tick(run); i++) {
        run->row[expr->slot] = list.as.items[i];
        if (expr->args[1] && !kith_holds(run, expr->args[1]))
            continue;
        items[count++] = expr->args[2] ? kith_evaluate(run, expr->args[2])
                                       : list.as.items[i];
    }
    return items ? kith_list_of(items, count) : kith_null();
}

/* How many of the items are true, false and neither. */
static kith_value evaluate_quantifier(kith_run *run, const kith_expr *expr)
{
    size_t yes = 0;
    size_t no = 0;
    size_t unknown = 0;
    kith_value list = kith_null();
    if (!list_of(run, expr->args[0], &list))
        return kith_null();
    for (uint32_t i = 0; i < list.size && kith_run_tick(run); i++) {
        run->row[expr->slot] = list.as.items[i];
        const kith_truth one = truth_of(run, expr->args[1]);
        yes += one == KITH_YES;
        no += one == KITH_NO;
        unknown += one == KITH_MAYBE;
    }
    switch ((int)expr->operator) {
    case KITH_OP_ALL:
        return no || !unknown ? kith_boolean(!no) : kith_null();
    case KITH_OP_ANY:
        return yes || !unknown ? kith_boolean(yes > 0) : kith_null();
    case KITH_OP_NONE_OF:
        return yes || !unknown ? kith_boolean(!yes) : kith_null();
    default:
        return yes > 1 || !unknown ? kith_boolean(yes == 1) : kith_null();
    }
}

static kith_value evaluate_reduce(kith_run *run, const kith_expr *expr)
{
    kith_value list = kith_null();
    kith_value sum = kith_evaluate(run, expr->args[0]);
    if (!list_of(run, expr->args[1], &list))
        return kith_null();
    for (uint32_t i = 0; i < list.size && kith_run_tick(run); i++) {
        run->row[expr->slot] = sum;
        run->row[expr->slot2] = list.as.items[i];
        sum = kith_evaluate(run, expr->args[2]);
    }
    return sum;
}

/* -- calls and labels ---------------------------------------------------- */

static bool accepts(const kith_function *function, kith_value v)
{
    return !function->accepts || kith_is_null(v) ||
           function->accepts & KITH_KIND_BIT(v.kind);
}

static kith_value evaluate_call(kith_run *run, const kith_expr *expr)
{
    const kith_function *function = expr->function;
    kith_value few[4];
    kith_value *args =
        expr->count <= 4 ? few : KITH_RUN_NEW(run, kith_value, expr->count);
    bool null = false;
    for (size_t i = 0; args && i < expr->count; i++) {
        args[i] = kith_evaluate(run, expr->args[i]);
        null |= kith_is_null(args[i]);
    }
    if (!args || !kith_run_ok(run) || (null && !function->takes_null))
        return kith_null();
    if (expr->count && !accepts(function, args[0])) {
        return kith_run_fail(run, expr->args[0], "TypeError",
                             "InvalidArgumentValue", "%s() does not take %s",
                             function->name, kith_kind_name(args[0].kind));
    }
    return function->call(run, expr, args, expr->count);
}

static bool has_type(const kith_session *session, kith_id type, kith_id e)
{
    const uint64_t *bits =
        session->label_bits ? session->label_bits[type] : NULL;
    return bits ? bits[e / 64] >> (e % 64) & 1
                : kith_graph_entity_is(session->graph, e, type);
}

bool kith_has_labels(const kith_session *session,
                     const kith_labels *labels,
                     kith_id e)
{
    switch ((int)labels->kind) {
    case KITH_LABEL_NAME:
        return labels->type != KITH_NONE && has_type(session, labels->type, e);
    case KITH_LABEL_AND:
        return kith_has_labels(session, labels->left, e) &&
               kith_has_labels(session, labels->right, e);
    case KITH_LABEL_OR:
        return kith_has_labels(session, labels->left, e) ||
               kith_has_labels(session, labels->right, e);
    case KITH_LABEL_NOT:
        return !kith_has_labels(session, labels->left, e);
    default:
        return kith_graph_entity_type(session->graph, e) != KITH_NONE;
    }
}

bool kith_is_of_types(const kith_labels *labels, kith_id type)
{
    switch ((int)labels->kind) {
    case KITH_LABEL_NAME:
        return labels->type == type;
    case KITH_LABEL_AND:
        return kith_is_of_types(labels->left, type) &&
               kith_is_of_types(labels->right, type);
    case KITH_LABEL_OR:
        return kith_is_of_types(labels->left, type) ||
               kith_is_of_types(labels->right, type);
    case KITH_LABEL_NOT:
        return !kith_is_of_types(labels->left, type);
    default:
        return true;
    }
}

static kith_value evaluate_labels(kith_run *run, const kith_expr *expr)
{
    const kith_value of = kith_evaluate(run, expr->args[0]);
    if (of.kind == KITH_VALUE_NODE)
        return kith_boolean(
            kith_has_labels(run->session, expr->labels, of.as.id));
    if (of.kind == KITH_VALUE_RELATION) {
        return kith_boolean(
            kith_is_of_types(expr->labels,
                             kith_graph_relation_type(run->session->graph,
                                                      of.as.id)));
    }
    if (kith_is_null(of))
        return kith_null();
    return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                         "%s has no labels", kith_kind_name(of.kind));
}

/* -- all ----------------------------------------------------------------- */

bool kith_holds(kith_run *run, const kith_expr *expr)
{
    return truth_of(run, expr) == KITH_YES && kith_run_ok(run);
}

static kith_value evaluate_slice(kith_run *run, const kith_expr *expr)
{
    const kith_value of = kith_evaluate(run, expr->args[0]);
    const kith_value from =
        expr->args[1] ? kith_evaluate(run, expr->args[1]) : kith_integer(0);
    const kith_value to = expr->args[2] ? kith_evaluate(run, expr->args[2])
                                        : kith_integer(INT64_MAX);
    return kith_slice(run, expr, of, from, to);
}

static const kith_value *column_of(const kith_run *run, const kith_expr *expr)
{
    return run->session->columns[expr->key].values[KITH_OF_ENTITY];
}

/* Whether this is a property of a node in a variable, from a column that has
 * been read: what most queries ask for most. */
static bool has_column(const kith_run *run, const kith_expr *expr)
{
    return expr->args[0]->kind == KITH_EXPR_VARIABLE &&
           run->row[expr->args[0]->slot].kind == KITH_VALUE_NODE &&
           column_of(run, expr);
}

kith_value kith_evaluate(kith_run *run, const kith_expr *expr)
{
    switch (expr->kind) {
    case KITH_EXPR_LITERAL:
    case KITH_EXPR_PARAMETER:
        return expr->value;
    case KITH_EXPR_VARIABLE:
    case KITH_EXPR_AGGREGATE:
        return run->row[expr->slot];
    case KITH_EXPR_PROPERTY:
        if (has_column(run, expr)) {
            run->session->columns[expr->key].looked_up = true;
            return column_of(run, expr)[run->row[expr->args[0]->slot].as.id];
        }
        return kith_property_of(run, expr, kith_evaluate(run, expr->args[0]));
    case KITH_EXPR_HAS_LABELS:
        return evaluate_labels(run, expr);
    case KITH_EXPR_OPERATOR:
        return evaluate_operator(run, expr);
    case KITH_EXPR_LIST:
        return evaluate_list(run, expr);
    case KITH_EXPR_MAP:
        return evaluate_map(run, expr);
    case KITH_EXPR_PROJECTION:
        return evaluate_projection(run, expr);
    case KITH_EXPR_SUBSCRIPT:
        return kith_subscript(run, expr, kith_evaluate(run, expr->args[0]),
                              kith_evaluate(run, expr->args[1]));
    case KITH_EXPR_SLICE:
        return evaluate_slice(run, expr);
    case KITH_EXPR_CALL:
        return evaluate_call(run, expr);
    case KITH_EXPR_CASE:
        return evaluate_case(run, expr);
    case KITH_EXPR_COMPREHENSION:
        return evaluate_comprehension(run, expr);
    case KITH_EXPR_QUANTIFIER:
        return evaluate_quantifier(run, expr);
    case KITH_EXPR_REDUCE:
        return evaluate_reduce(run, expr);
    case KITH_EXPR_PATTERN:
    case KITH_EXPR_PATTERN_LIST:
    case KITH_EXPR_EXISTS:
    case KITH_EXPR_COUNT:
    case KITH_EXPR_COLLECT:
    case KITH_EXPR_SHORTEST:
        return kith_run_subplan(run, expr);
    }
    return kith_null();
}
