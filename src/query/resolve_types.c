/* What operators take and give, as far as that is known before the run. */
#include "query/resolve.h"

#define BOOLEAN KITH_KIND_BIT(KITH_VALUE_BOOLEAN)
#define LIST    KITH_KIND_BIT(KITH_VALUE_LIST)
#define STRING  KITH_KIND_BIT(KITH_VALUE_STRING)
#define NUMBER \
 (KITH_KIND_BIT(KITH_VALUE_INTEGER) | KITH_KIND_BIT(KITH_VALUE_FLOAT))
#define TEMPORAL KITH_KIND_BIT(KITH_VALUE_TEMPORAL)

/* For each operator the kinds of its left and right operands (0 = any) and what
 * comes of them. */
static const struct rule {
    uint16_t left;
    uint16_t right;
    kith_static result;
} rules[] = {
    [KITH_OP_OR] = {BOOLEAN,                           BOOLEAN,           KITH_STATIC_BOOLEAN},
    [KITH_OP_XOR] = {BOOLEAN,                           BOOLEAN,           KITH_STATIC_BOOLEAN},
    [KITH_OP_AND] = {BOOLEAN,                           BOOLEAN,           KITH_STATIC_BOOLEAN},
    [KITH_OP_NOT] = {BOOLEAN,                           BOOLEAN,           KITH_STATIC_BOOLEAN},
    [KITH_OP_EQUAL] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_NOT_EQUAL] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_LESS] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_LESS_EQUAL] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_GREATER] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_GREATER_EQUAL] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_IN] = {0,                                 LIST,              KITH_STATIC_BOOLEAN},
    [KITH_OP_STARTS_WITH] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_ENDS_WITH] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_CONTAINS] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_MATCHES] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_IS_NULL] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_IS_NOT_NULL] = {0,                                 0,                 KITH_STATIC_BOOLEAN},
    [KITH_OP_ADD] = {NUMBER | STRING | LIST | TEMPORAL, 0,                 KITH_STATIC_ANY    },
    [KITH_OP_SUBTRACT] = {NUMBER | TEMPORAL,                 NUMBER | TEMPORAL,
                    KITH_STATIC_ANY                                                          },
    [KITH_OP_MULTIPLY] = {NUMBER | TEMPORAL,                 NUMBER | TEMPORAL,
                    KITH_STATIC_ANY                                                          },
    [KITH_OP_DIVIDE] = {NUMBER | TEMPORAL,                 NUMBER,            KITH_STATIC_ANY    },
    [KITH_OP_MODULO] = {NUMBER,                            NUMBER,            KITH_STATIC_NUMBER },
    [KITH_OP_POWER] = {NUMBER,                            NUMBER,            KITH_STATIC_FLOAT  },
    [KITH_OP_CONCATENATE] = {STRING | LIST,                     STRING | LIST,     KITH_STATIC_ANY    },
    [KITH_OP_NEGATE] = {NUMBER | TEMPORAL,                 0,                 KITH_STATIC_ANY    },
    [KITH_OP_PLUS] = {NUMBER | TEMPORAL,                 0,                 KITH_STATIC_ANY    },
};

static bool is_number(kith_static type)
{
    return type == KITH_STATIC_INTEGER || type == KITH_STATIC_FLOAT ||
           type == KITH_STATIC_NUMBER;
}

/* Integers stay integers; with a float all is a float. */
static kith_static of_numbers(kith_static a, kith_static b, kith_static other)
{
    if (!is_number(a) || !is_number(b))
        return other;
    if (a == KITH_STATIC_INTEGER && b == KITH_STATIC_INTEGER)
        return KITH_STATIC_INTEGER;
    if (a == KITH_STATIC_FLOAT || b == KITH_STATIC_FLOAT)
        return KITH_STATIC_FLOAT;
    return KITH_STATIC_NUMBER;
}

static kith_static result_of(const kith_expr *expr)
{
    const struct rule *rule = &rules[expr->operator];
    const kith_static a = expr->args[0]->type;
    const kith_static b = expr->count > 1 ? expr->args[1]->type : a;
    if (rule->result == KITH_STATIC_BOOLEAN || expr->operator== KITH_OP_POWER)
        return rule->result;
    if (expr->operator== KITH_OP_ADD) {
        if (a == KITH_STATIC_LIST || b == KITH_STATIC_LIST)
            return KITH_STATIC_LIST;
        if (a == KITH_STATIC_STRING && b == KITH_STATIC_STRING)
            return KITH_STATIC_STRING;
    }
    return of_numbers(a, b, rule->result);
}

kith_status kith_resolve_operator(kith_resolver *r, kith_expr *expr)
{
    const struct rule *rule = &rules[expr->operator];
    for (size_t i = 0; i < expr->count; i++) {
        const unsigned kinds = i == 0 ? rule->left : rule->right;
        const kith_static type = expr->args[i]->type;
        const bool joins = expr->operator== KITH_OP_ADD && expr->count ==
                           2 &&(expr->args[1]->type == KITH_STATIC_LIST ||
                                expr->args[1]->type == KITH_STATIC_ANY);
        if (joins || kith_static_fits(type, kinds))
            continue;
        return kith_query_fail(r->err, r->source, expr->args[i]->span,
                               "InvalidArgumentType",
                               "'%s' does not take such a value",
                               kith_operator_name(expr->operator));
    }
    expr->type = result_of(expr);
    return KITH_OK;
}
