/* Values in time among the other values of the language: compared, computed
 * with, taken apart. What they are stands in temporal.h. */
#include "query/temporal_value.h"

#include "base/error.h"

#include <string.h>

const kith_temporal *kith_temporal_in(kith_value v)
{
    return v.kind == KITH_VALUE_TEMPORAL ? v.as.temporal : NULL;
}

bool kith_temporal_same(kith_value a, kith_value b)
{
    return kith_temporal_order(a.as.temporal, b.as.temporal) == 0;
}

int kith_temporal_compare_known(kith_value a, kith_value b, bool *known)
{
    *known = kith_temporal_is_comparable(a.as.temporal, b.as.temporal);
    return *known ? kith_temporal_order(a.as.temporal, b.as.temporal) : 0;
}

int kith_temporal_order_values(kith_value a, kith_value b)
{
    return kith_temporal_order(a.as.temporal, b.as.temporal);
}

uint64_t kith_temporal_hash_value(kith_value v)
{
    return kith_temporal_hash(v.as.temporal, 0x9E3779B97F4A7C15ull);
}

size_t kith_temporal_value_size(void)
{
    return sizeof(kith_temporal);
}

size_t kith_temporal_text(kith_value v, char *out)
{
    return kith_temporal_format(v.as.temporal, out);
}

kith_value kith_temporal_keep(kith_run *run,
                              const kith_expr *expr,
                              const kith_temporal *value,
                              kith_status st)
{
    if (st != KITH_OK)
        return kith_run_failed(run, expr, st);
    kith_temporal *copy = KITH_RUN_NEW(run, kith_temporal, 1);
    if (!copy)
        return kith_null();
    *copy = *value;
    return (kith_value){.kind = KITH_VALUE_TEMPORAL, .as.temporal = copy};
}

/* -- operators ----------------------------------------------------------- */

static kith_value refuse(kith_run *run,
                         const kith_expr *expr,
                         kith_operator
                         operator,
                         kith_value a,
                         kith_value b)
{
    return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                         "'%s' does not go with %s and %s",
                         kith_operator_name(operator), kith_kind_name(a.kind),
                         kith_kind_name(b.kind));
}

static bool is_duration(kith_value v)
{
    return v.kind == KITH_VALUE_TEMPORAL &&
           v.as.temporal->kind == KITH_TEMPORAL_DURATION;
}

/* A duration times or divided by a number. */
static kith_value scale(kith_run *run,
                        const kith_expr *expr,
                        kith_operator
                        operator,
                        kith_value a,
                        kith_value b)
{
    kith_temporal result = {0};
    if (is_duration(b) && operator== KITH_OP_MULTIPLY) {
        const kith_value swapped = a;
        a = b;
        b = swapped;
    }
    if (!is_duration(a) || !kith_is_number(b))
        return refuse(run, expr, operator, a, b);
    const double factor = kith_as_real(b);
    const kith_status st = operator== KITH_OP_MULTIPLY
                               ? kith_duration_multiply(&result, a.as.temporal,
                                                        factor, run->err)
                               : kith_duration_divide(&result, a.as.temporal,
                                                      factor, run->err);
    return kith_temporal_keep(run, expr, &result, st);
}

kith_value kith_temporal_arithmetic(kith_run *run,
                                    const kith_expr *expr,
                                    kith_operator
                                    operator,
                                    kith_value a,
                                    kith_value b)
{
    kith_temporal result = {0};
    const bool both = a.kind == b.kind;
    const kith_temporal *x = kith_temporal_in(a);
    const kith_temporal *y = kith_temporal_in(b);
    if (operator== KITH_OP_MULTIPLY || operator== KITH_OP_DIVIDE)
        return scale(run, expr, operator, a, b);
    if (operator== KITH_OP_ADD && both)
        return kith_temporal_keep(run, expr, &result,
                                  kith_temporal_add(&result, x, y, run->err));
    if (operator== KITH_OP_SUBTRACT && both)
        return kith_temporal_keep(run, expr, &result,
                                  kith_temporal_subtract(&result, x, y,
                                                         run->err));
    if (operator== KITH_OP_SUBTRACT && is_duration(b) &&
        a.kind == KITH_VALUE_INTEGER && a.as.integer == 0)
        return scale(run, expr, KITH_OP_MULTIPLY, b, kith_integer(-1));
    return refuse(run, expr, operator, a, b);
}

kith_value kith_temporal_component_of(kith_run *run,
                                      const kith_expr *expr,
                                      kith_value of,
                                      kith_text name)
{
    char room[KITH_TEMPORAL_COMPONENT_SIZE];
    kith_temporal_field field = {0};
    const kith_status st =
        kith_temporal_component(&field, room, of.as.temporal, name, run->err);
    if (st != KITH_OK)
        return kith_run_failed(run, expr, st);
    if (field.type == KITH_TEMPORAL_TEXT)
        return kith_run_text(run, field.text.data, field.text.length);
    return field.type == KITH_TEMPORAL_REAL ? kith_real(field.real)
                                            : kith_integer(field.integer);
}
