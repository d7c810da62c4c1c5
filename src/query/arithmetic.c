/* Operators that compute: arithmetic, subscripts, slices, members, texts.
 *
 * Integers are 64 bits; what does not fit is an error and never wraps. */
#include "query/functions.h"
#include "query/pattern_text.h"
#include "query/temporal_value.h"

#include <math.h>
#include <string.h>

/* -- numbers ------------------------------------------------------------- */

static kith_value beyond(kith_run *run, const kith_expr *expr)
{
    return kith_run_fail(run, expr, "ArithmeticError", "IntegerOverflow",
                         "the result is beyond 64 bits");
}

static kith_value divide(kith_run *run,
                         const kith_expr *expr,
                         kith_operator
                         operator,
                         int64_t a,
                         int64_t b)
{
    if (b == 0) {
        return kith_run_fail(run, expr, "ArithmeticError", "DivisionByZero",
                             "division by zero");
    }
    if (b == -1) { /* INT64_MIN / -1 has no result */
        if (operator== KITH_OP_MODULO)
            return kith_integer(0);
        return a == INT64_MIN ? beyond(run, expr) : kith_integer(-a);
    }
    return kith_integer(operator== KITH_OP_DIVIDE ? a / b : a % b);
}

static kith_value integers(kith_run *run,
                           const kith_expr *expr,
                           kith_operator
                           operator,
                           int64_t a,
                           int64_t b)
{
    int64_t result = 0;
    bool overflow = false;
    switch ((int)operator) {
    case KITH_OP_ADD:
        overflow = __builtin_add_overflow(a, b, &result);
        break;
    case KITH_OP_SUBTRACT:
        overflow = __builtin_sub_overflow(a, b, &result);
        break;
    case KITH_OP_MULTIPLY:
        overflow = __builtin_mul_overflow(a, b, &result);
        break;
    case KITH_OP_POWER:
        return kith_real(pow((double)a, (double)b));
    default:
        return divide(run, expr, operator, a, b);
    }
    return overflow ? beyond(run, expr) : kith_integer(result);
}

static kith_value reals(kith_operator operator, double a, double b)
{
    switch ((int)operator) {
    case KITH_OP_ADD:
        return kith_real(a + b);
    case KITH_OP_SUBTRACT:
        return kith_real(a - b);
    case KITH_OP_MULTIPLY:
        return kith_real(a * b);
    case KITH_OP_DIVIDE:
        return kith_real(a / b);
    case KITH_OP_MODULO:
        return kith_real(fmod(a, b));
    default:
        return kith_real(pow(a, b));
    }
}

kith_value kith_negate(kith_run *run, const kith_expr *expr, kith_value v)
{
    if (v.kind == KITH_VALUE_FLOAT)
        return kith_real(-v.as.real);
    if (v.kind == KITH_VALUE_INTEGER && v.as.integer == INT64_MIN)
        return beyond(run, expr);
    return kith_arithmetic(run, expr, KITH_OP_SUBTRACT, kith_integer(0), v);
}

/* -- lists and texts ----------------------------------------------------- */

static kith_value join_lists(kith_run *run, kith_value a, kith_value b)
{
    const bool left = a.kind == KITH_VALUE_LIST;
    const bool right = b.kind == KITH_VALUE_LIST;
    const size_t before = left ? a.size : 1;
    const size_t after = right ? b.size : 1;
    kith_value *items = KITH_RUN_NEW(run, kith_value, before + after);
    if (!items)
        return kith_null();
    if (before)
        memcpy(items, left ? a.as.items : &a, before * sizeof *items);
    if (after)
        memcpy(items + before, right ? b.as.items : &b, after * sizeof *items);
    return kith_list_of(items, before + after);
}

static kith_value join_texts(kith_run *run,
                             const kith_expr *expr,
                             kith_value a,
                             kith_value b)
{
    a = kith_to_text(run, a);
    b = kith_to_text(run, b);
    if ((uint64_t)a.size + b.size > UINT32_MAX) {
        return kith_run_fail(run, expr, "ArgumentError", "NumberOutOfRange",
                             "the text is too long");
    }
    char *text = KITH_RUN_NEW(run, char, (size_t)a.size + b.size);
    if (!text || kith_is_null(a) || kith_is_null(b))
        return kith_null();
    if (a.size)
        memcpy(text, a.as.text, a.size);
    if (b.size)
        memcpy(text + a.size, b.as.text, b.size);
    return kith_string(text, (size_t)a.size + b.size);
}

static bool is_simple(kith_value v)
{
    return kith_is_number(v) || v.kind == KITH_VALUE_STRING ||
           v.kind == KITH_VALUE_BOOLEAN || v.kind == KITH_VALUE_TEMPORAL;
}

kith_value kith_arithmetic(kith_run *run,
                           const kith_expr *expr,
                           kith_operator
                           operator,
                           kith_value a,
                           kith_value b)
{
    const bool adds = operator== KITH_OP_ADD || operator== KITH_OP_CONCATENATE;
    if (a.kind == KITH_VALUE_INTEGER &&
        b.kind == KITH_VALUE_INTEGER && operator!= KITH_OP_CONCATENATE)
        return integers(run, expr, operator, a.as.integer, b.as.integer);
    if (kith_is_number(a) &&
        kith_is_number(b) && operator!= KITH_OP_CONCATENATE)
        return reals(operator, kith_as_real(a), kith_as_real(b));
    if (kith_is_null(a) || kith_is_null(b))
        return kith_null();
    if (adds && (a.kind == KITH_VALUE_LIST || b.kind == KITH_VALUE_LIST))
        return join_lists(run, a, b);
    if (adds && is_simple(a) && is_simple(b) &&
        (a.kind == KITH_VALUE_STRING || b.kind == KITH_VALUE_STRING))
        return join_texts(run, expr, a, b);
    if (a.kind == KITH_VALUE_TEMPORAL || b.kind == KITH_VALUE_TEMPORAL)
        return kith_temporal_arithmetic(run, expr, operator, a, b);
    return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                         "'%s' does not go with %s and %s",
                         kith_operator_name(operator), kith_kind_name(a.kind),
                         kith_kind_name(b.kind));
}

/* -- parts of values ----------------------------------------------------- */

static kith_value subscript_list(kith_run *run,
                                 const kith_expr *expr,
                                 kith_value of,
                                 kith_value at)
{
    if (at.kind != KITH_VALUE_INTEGER) {
        return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                             "a list is subscripted by integers, not by %s",
                             kith_kind_name(at.kind));
    }
    const int64_t index =
        at.as.integer < 0 ? at.as.integer + of.size : at.as.integer;
    return index >= 0 && index < (int64_t)of.size ? of.as.items[index]
                                                  : kith_null();
}

kith_value kith_subscript(kith_run *run,
                          const kith_expr *expr,
                          kith_value of,
                          kith_value at)
{
    if (kith_is_null(of) || kith_is_null(at))
        return kith_null();
    if (of.kind == KITH_VALUE_LIST)
        return subscript_list(run, expr, of, at);
    if (of.kind == KITH_VALUE_MAP || of.kind == KITH_VALUE_NODE ||
        of.kind == KITH_VALUE_RELATION) {
        if (at.kind == KITH_VALUE_STRING)
            return kith_value_member(run, expr, of, kith_text_of(at));
        return kith_run_fail(run, expr, "TypeError",
                             "MapElementAccessByNonString",
                             "a map is subscripted by strings, not by %s",
                             kith_kind_name(at.kind));
    }
    return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                         "%s has no elements", kith_kind_name(of.kind));
}

static int64_t clamp(int64_t at, uint32_t size)
{
    if (at < 0)
        at = at + (int64_t)size < 0 ? 0 : at + (int64_t)size;
    return at > (int64_t)size ? (int64_t)size : at;
}

kith_value kith_slice(kith_run *run,
                      const kith_expr *expr,
                      kith_value of,
                      kith_value from,
                      kith_value to)
{
    if (kith_is_null(of) || kith_is_null(from) || kith_is_null(to))
        return kith_null();
    if (of.kind != KITH_VALUE_LIST || from.kind != KITH_VALUE_INTEGER ||
        to.kind != KITH_VALUE_INTEGER) {
        return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                             "a slice needs a list and integers");
    }
    const int64_t first = clamp(from.as.integer, of.size);
    const int64_t last = clamp(to.as.integer, of.size);
    if (first >= last)
        return kith_list_of(NULL, 0);
    return kith_list_of(of.as.items + first, (size_t)(last - first));
}

static kith_value property(kith_run *run,
                           const kith_expr *expr,
                           kith_value of,
                           uint32_t column)
{
    const kith_owner owner =
        of.kind == KITH_VALUE_NODE ? KITH_OF_ENTITY : KITH_OF_RELATION;
    const kith_value value =
        kith_session_property(run->session, owner, of.as.id, column, run->err);
    if (run->err->status != KITH_OK)
        (void)kith_run_failed(run, expr, run->err->status);
    return value;
}

kith_value kith_value_member(kith_run *run,
                             const kith_expr *expr,
                             kith_value of,
                             kith_text name)
{
    uint32_t column = 0;
    switch ((kith_value_kind)of.kind) {
    case KITH_VALUE_NULL:
        return kith_null();
    case KITH_VALUE_MAP:
        return kith_map_get(of, name);
    case KITH_VALUE_NODE:
    case KITH_VALUE_RELATION:
        column = kith_session_column(run->session, name);
        return column == KITH_NO_COLUMN ? kith_run_memory(run)
                                        : property(run, expr, of, column);
    case KITH_VALUE_TEMPORAL:
        return kith_temporal_component_of(run, expr, of, name);
    case KITH_VALUE_BOOLEAN:
    case KITH_VALUE_INTEGER:
    case KITH_VALUE_FLOAT:
    case KITH_VALUE_STRING:
    case KITH_VALUE_LIST:
    case KITH_VALUE_PATH:
        break;
    }
    return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                         "%s has no properties", kith_kind_name(of.kind));
}

kith_value kith_property_of(kith_run *run, const kith_expr *expr, kith_value of)
{
    if (of.kind == KITH_VALUE_NODE || of.kind == KITH_VALUE_RELATION)
        return property(run, expr, of, expr->key);
    return kith_value_member(run, expr, of, expr->name);
}

/* -- texts --------------------------------------------------------------- */

kith_value kith_text_predicate(kith_run *run,
                               const kith_expr *expr,
                               kith_value a,
                               kith_value b)
{
    if (a.kind != KITH_VALUE_STRING || b.kind != KITH_VALUE_STRING)
        return kith_null();
    if (expr->operator== KITH_OP_MATCHES)
        return kith_pattern_match(run, expr, kith_text_of(a), kith_text_of(b));
    if (b.size > a.size)
        return kith_boolean(false);
    const char *end = a.as.text + (a.size - b.size);
    switch ((int)expr->operator) {
    case KITH_OP_STARTS_WITH:
        return kith_boolean(!memcmp(a.as.text, b.as.text, b.size));
    case KITH_OP_ENDS_WITH:
        return kith_boolean(!memcmp(end, b.as.text, b.size));
    default:
        return kith_boolean(memmem(a.as.text, a.size, b.as.text, b.size) !=
                            NULL);
    }
}
