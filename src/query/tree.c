/* Looking at trees. */
#include "query/tree.h"

#include <string.h>
#include <strings.h>

const char *kith_operator_name(kith_operator operator)
{
    static const char *const names[] = {
        [KITH_OP_NONE] = "",
        [KITH_OP_OR] = "OR",
        [KITH_OP_XOR] = "XOR",
        [KITH_OP_AND] = "AND",
        [KITH_OP_NOT] = "NOT",
        [KITH_OP_EQUAL] = "=",
        [KITH_OP_NOT_EQUAL] = "<>",
        [KITH_OP_LESS] = "<",
        [KITH_OP_LESS_EQUAL] = "<=",
        [KITH_OP_GREATER] = ">",
        [KITH_OP_GREATER_EQUAL] = ">=",
        [KITH_OP_IN] = "IN",
        [KITH_OP_STARTS_WITH] = "STARTS WITH",
        [KITH_OP_ENDS_WITH] = "ENDS WITH",
        [KITH_OP_CONTAINS] = "CONTAINS",
        [KITH_OP_MATCHES] = "=~",
        [KITH_OP_IS_NULL] = "IS NULL",
        [KITH_OP_IS_NOT_NULL] = "IS NOT NULL",
        [KITH_OP_ADD] = "+",
        [KITH_OP_SUBTRACT] = "-",
        [KITH_OP_MULTIPLY] = "*",
        [KITH_OP_DIVIDE] = "/",
        [KITH_OP_MODULO] = "%",
        [KITH_OP_POWER] = "^",
        [KITH_OP_CONCATENATE] = "||",
        [KITH_OP_NEGATE] = "-",
        [KITH_OP_PLUS] = "+",
        [KITH_OP_ALL] = "all",
        [KITH_OP_ANY] = "any",
        [KITH_OP_NONE_OF] = "none",
        [KITH_OP_SINGLE] = "single",
    };
    return names[operator];
}

static bool same_text(kith_text a, kith_text b)
{
    return a.length == b.length &&
           (a.length == 0 || !memcmp(a.data, b.data, a.length));
}

static bool same_name(const kith_expr *a, const kith_expr *b)
{
    if (a->kind == KITH_EXPR_CALL || a->kind == KITH_EXPR_AGGREGATE) {
        return a->name.length == b->name.length &&
               !strncasecmp(a->name.data, b->name.data, a->name.length);
    }
    return same_text(a->name, b->name) && same_text(a->name2, b->name2);
}

static bool same_labels(const kith_labels *a, const kith_labels *b)
{
    if (!a || !b)
        return a == b;
    return a->kind == b->kind && same_text(a->name, b->name) &&
           same_labels(a->left, b->left) && same_labels(a->right, b->right);
}

static bool same_value(kith_value a, kith_value b)
{
    return a.kind == b.kind && kith_order(a, b) == 0;
}

bool kith_expr_is_same(const kith_expr *a, const kith_expr *b)
{
    if (!a || !b)
        return a == b;
    if (a->kind != b->kind || a->operator!= b->operator|| a->count !=
                              b->count || a->distinct != b->distinct ||
                              a->star != b->star || !same_name(a, b))
        return false;
    if (a->pattern || a->query || b->pattern || b->query)
        return a == b; /* subqueries are not looked into */
    if (a->kind == KITH_EXPR_LITERAL && !same_value(a->value, b->value))
        return false;
    if (!same_labels(a->labels, b->labels))
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (a->names && !same_text(a->names[i], b->names[i]))
            return false;
        if (!kith_expr_is_same(a->args[i], b->args[i]))
            return false;
    }
    return true;
}
