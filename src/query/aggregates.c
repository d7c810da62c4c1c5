/* Aggregates: what is kept of the values, and what comes of it. Nulls do not
 * count. Sums of floats are compensated (Neumaier 1974); deviations are
 * Welford's (1962). */
#include "query/functions.h"
#include "query/temporal_value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const kith_aggregate kith_aggregates[] = {
    {"avg",                           "avg(x)", "mean of the numbers", 1, KITH_AGGREGATE_AVG,
     KITH_STATIC_ANY},
    {"collect",          "collect(x)", "a list of the values", 1, KITH_AGGREGATE_COLLECT,
     KITH_STATIC_LIST},
    {"count",             "count(*) or count(x)", "number of rows, or of values", 1,
     KITH_AGGREGATE_COUNT, KITH_STATIC_INTEGER},
    {"max",                               "max(x)", "the greatest", 1, KITH_AGGREGATE_MAX, KITH_STATIC_ANY},
    {"min",          "min(x)", "the least", 1, KITH_AGGREGATE_MIN, KITH_STATIC_ANY},
    {"percentileCont",                              "percentileCont(x, p)",
     "the percentile p (0 to 1), between values if need be", 2,
     KITH_AGGREGATE_PERCENTILE_CONT, KITH_STATIC_FLOAT},
    {"percentileDisc",                "percentileDisc(x, p)",
     "the value at the percentile p (0 to 1)", 2,
     KITH_AGGREGATE_PERCENTILE_DISC, KITH_STATIC_NUMBER},
    {"stDev",                         "stDev(x)", "standard deviation of a sample", 1,
     KITH_AGGREGATE_STDEV, KITH_STATIC_FLOAT},
    {"stDevP", "stDevP(x)", "standard deviation of all there are", 1,
     KITH_AGGREGATE_STDEVP, KITH_STATIC_FLOAT},
    {"sum",            "sum(x)", "the sum", 1, KITH_AGGREGATE_SUM, KITH_STATIC_ANY},
    {0                              },
};

const kith_aggregate *kith_aggregate_of(kith_text name)
{
    for (const kith_aggregate *a = kith_aggregates; a->name; a++) {
        if (strlen(a->name) == name.length &&
            !strncasecmp(a->name, name.data, name.length))
            return a;
    }
    return NULL;
}

/* -- adding -------------------------------------------------------------- */

static void add_real(kith_tally *t, double x)
{
    const double sum = t->sum + x;
    t->lost +=
        fabs(t->sum) >= fabs(x) ? (t->sum - sum) + x : (x - sum) + t->sum;
    t->sum = sum;
}

/* Up to here every integer is a double. */
#define MOST_WHOLE ((int64_t)1 << 53)

/* Add to a sum of integers that is one itself: no rounding, nothing lost. */
static bool add_whole(kith_tally *t, kith_value v)
{
    int64_t sum = 0;
    if (t->mixed || v.kind != KITH_VALUE_INTEGER || v.as.integer > MOST_WHOLE ||
        v.as.integer < -MOST_WHOLE)
        return false;
    sum = t->integer + v.as.integer;
    if (sum > MOST_WHOLE || sum < -MOST_WHOLE)
        return false;
    t->integer = sum;
    return true;
}

static void add_mixed(kith_tally *t, kith_value v)
{
    if (!t->mixed)
        t->sum = (double)t->integer;
    t->mixed = true;
    t->real |= v.kind == KITH_VALUE_FLOAT;
    if (v.kind == KITH_VALUE_INTEGER &&
        __builtin_add_overflow(t->integer, v.as.integer, &t->integer))
        t->overflow = true;
    add_real(t, kith_as_real(v));
}

static void add_deviation(kith_tally *t, double x)
{
    const double delta = x - t->mean;
    t->mean += delta / (double)t->count;
    t->squares += delta * (x - t->mean);
}

static bool is_duration(kith_value v)
{
    return v.kind == KITH_VALUE_TEMPORAL &&
           v.as.temporal->kind == KITH_TEMPORAL_DURATION;
}

static const char *name_of(kith_value v)
{
    return v.kind == KITH_VALUE_TEMPORAL
               ? kith_temporal_kind_name(v.as.temporal->kind)
               : kith_kind_name(v.kind);
}

/* Sums and means are of numbers or of durations; deviations are of numbers. */
static bool fits(const kith_tally *t, const kith_expr *expr, kith_value v)
{
    const kith_aggregate_kind kind = expr->aggregate->kind;
    const bool sums = kind == KITH_AGGREGATE_SUM || kind == KITH_AGGREGATE_AVG;
    if (is_duration(v))
        return sums && (t->count == 1 || !kith_is_null(t->best));
    return kith_is_number(v) && kith_is_null(t->best);
}

static void add_duration(kith_run *run,
                         kith_tally *t,
                         const kith_expr *expr,
                         kith_value v,
                         kith_heap *heap)
{
    bool ok = true;
    if (!kith_is_null(t->best))
        v = kith_temporal_arithmetic(run, expr, KITH_OP_ADD, t->best, v);
    t->best = kith_value_copy(heap, v, &ok);
    if (!ok)
        (void)kith_run_failed(run, NULL, kith_heap_fail(heap, run->err));
}

static void add_number(kith_run *run,
                       kith_tally *t,
                       const kith_expr *expr,
                       kith_value v,
                       kith_heap *heap)
{
    if (!fits(t, expr, v)) {
        (void)kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                            "%s() does not take %s%s", expr->aggregate->name,
                            name_of(v),
                            t->count > 1 ? " beside what it has so far" : "");
        return;
    }
    if (is_duration(v)) {
        add_duration(run, t, expr, v, heap);
        return;
    }
    if (expr->aggregate->kind == KITH_AGGREGATE_STDEV ||
        expr->aggregate->kind == KITH_AGGREGATE_STDEVP) {
        add_deviation(t, kith_as_real(v));
    } else if (!add_whole(t, v)) {
        add_mixed(t, v);
    }
}

static void keep_best(kith_run *run,
                      kith_tally *t,
                      kith_value v,
                      bool greatest,
                      kith_heap *heap)
{
    bool ok = true;
    const int order = t->count == 1 ? 1 : kith_order(v, t->best);
    if (t->count > 1 && (greatest ? order <= 0 : order >= 0))
        return;
    t->best = kith_value_copy(heap, v, &ok);
    if (!ok)
        (void)kith_run_failed(run, NULL, kith_heap_fail(heap, run->err));
}

static void collect(kith_run *run, kith_tally *t, kith_value v, kith_heap *heap)
{
    bool ok = true;
    if (t->value_count == t->value_room) {
        const size_t room = t->value_room ? t->value_room * 2 : 4;
        kith_value *values = KITH_HEAP_NEW(heap, kith_value, room);
        if (!values || room > UINT32_MAX) {
            (void)kith_run_failed(run, NULL, kith_heap_fail(heap, run->err));
            return;
        }
        if (t->value_count)
            memcpy(values, t->values, t->value_count * sizeof *values);
        t->values = values;
        t->value_room = room;
    }
    t->values[t->value_count++] = kith_value_copy(heap, v, &ok);
    if (!ok)
        (void)kith_run_failed(run, NULL, kith_heap_fail(heap, run->err));
}

static void add_ranked(kith_run *run,
                       kith_tally *t,
                       const kith_expr *expr,
                       kith_value v,
                       kith_heap *heap)
{
    if (t->count == 1) {
        t->rank = kith_evaluate(run, expr->args[1]);
        if (!kith_is_number(t->rank) || !(kith_as_real(t->rank) >= 0) ||
            !(kith_as_real(t->rank) <= 1)) {
            (void)kith_run_fail(run, expr->args[1], "ArgumentError",
                                "NumberOutOfRange",
                                "a percentile is a number from 0.0 to 1.0");
            return;
        }
    }
    if (!kith_is_number(v)) {
        (void)kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                            "%s() needs numbers, found %s",
                            expr->aggregate->name, kith_kind_name(v.kind));
        return;
    }
    collect(run, t, v, heap);
}

static bool is_repeated(kith_run *run,
                        kith_tally *t,
                        kith_value v,
                        kith_heap *heap)
{
    bool added = false;
    if (!t->seen) {
        t->seen = KITH_HEAP_NEW(heap, kith_set, 1);
        if (!t->seen) {
            (void)kith_run_failed(run, NULL, kith_heap_fail(heap, run->err));
            return true;
        }
        *t->seen = (kith_set){.heap = heap, .width = 1};
    }
    (void)kith_set_add(run, t->seen, &v, &added);
    return !added;
}

void kith_tally_add(kith_run *run,
                    kith_tally *t,
                    const kith_expr *expr,
                    kith_heap *heap)
{
    if (expr->star) {
        if (__builtin_add_overflow(t->count, run->weight, &t->count))
            t->overflow = true;
        return;
    }
    const kith_value v = kith_evaluate(run, expr->args[0]);
    if (kith_is_null(v) || !kith_run_ok(run) ||
        (expr->distinct && is_repeated(run, t, v, heap)))
        return;
    t->count++;
    switch (expr->aggregate->kind) {
    case KITH_AGGREGATE_COUNT:
        break;
    case KITH_AGGREGATE_SUM:
    case KITH_AGGREGATE_AVG:
    case KITH_AGGREGATE_STDEV:
    case KITH_AGGREGATE_STDEVP:
        add_number(run, t, expr, v, heap);
        break;
    case KITH_AGGREGATE_MIN:
    case KITH_AGGREGATE_MAX:
        keep_best(run, t, v, expr->aggregate->kind == KITH_AGGREGATE_MAX, heap);
        break;
    case KITH_AGGREGATE_COLLECT:
        collect(run, t, v, heap);
        break;
    case KITH_AGGREGATE_PERCENTILE_DISC:
    case KITH_AGGREGATE_PERCENTILE_CONT:
        add_ranked(run, t, expr, v, heap);
        break;
    }
}

/* -- results ------------------------------------------------------------- */

static kith_value sum_of(kith_run *run,
                         const kith_tally *t,
                         const kith_expr *expr)
{
    if (!kith_is_null(t->best))
        return t->best; /* durations */
    if (t->real)
        return kith_real(t->sum + t->lost);
    if (t->overflow) {
        return kith_run_fail(run, expr, "ArithmeticError", "IntegerOverflow",
                             "the sum is beyond 64 bits");
    }
    return kith_integer(t->integer);
}

static kith_value mean_of(kith_run *run,
                          const kith_tally *t,
                          const kith_expr *expr)
{
    if (t->count == 0)
        return kith_null();
    if (!kith_is_null(t->best)) {
        return kith_temporal_arithmetic(run, expr, KITH_OP_DIVIDE, t->best,
                                        kith_integer((int64_t)t->count));
    }
    const double sum = t->mixed ? t->sum + t->lost : (double)t->integer;
    return kith_real(sum / (double)t->count);
}

static int by_order(const void *a, const void *b)
{
    return kith_order(*(const kith_value *)a, *(const kith_value *)b);
}

static kith_value percentile_of(const kith_tally *t, bool continuous)
{
    const size_t count = t->value_count;
    if (count == 0)
        return kith_null();
    const double p = kith_as_real(t->rank);
    qsort(t->values, count, sizeof *t->values, by_order);
    if (!continuous) {
        const double place = ceil(p * (double)count) - 1;
        return t->values[place > 0 ? (size_t)place : 0];
    }
    const double place = p * (double)(count - 1);
    const size_t below = (size_t)place;
    const double low = kith_as_real(t->values[below]);
    if (below + 1 == count)
        return kith_real(low);
    const double high = kith_as_real(t->values[below + 1]);
    return kith_real(low + (high - low) * (place - (double)below));
}

static kith_value deviation_of(const kith_tally *t, bool sample)
{
    if (t->count == 0)
        return kith_real(0);
    if (sample && t->count < 2)
        return kith_real(0);
    const uint64_t degrees = sample ? t->count - 1 : t->count;
    return kith_real(sqrt(t->squares / (double)degrees));
}

kith_value kith_tally_value(kith_run *run,
                            const kith_tally *t,
                            const kith_expr *expr,
                            kith_heap *heap)
{
    (void)heap;
    if (expr->star && (t->overflow || t->count > INT64_MAX)) {
        return kith_run_fail(run, expr, "ArithmeticError", "IntegerOverflow",
                             "there are more than 64 bits can count");
    }
    if (expr->star)
        return kith_integer((int64_t)t->count);
    switch (expr->aggregate->kind) {
    case KITH_AGGREGATE_COUNT:
        return kith_integer((int64_t)t->count);
    case KITH_AGGREGATE_SUM:
        return sum_of(run, t, expr);
    case KITH_AGGREGATE_AVG:
        return mean_of(run, t, expr);
    case KITH_AGGREGATE_MIN:
    case KITH_AGGREGATE_MAX:
        return t->count ? t->best : kith_null();
    case KITH_AGGREGATE_COLLECT:
        return kith_list_of(t->values, t->value_count);
    case KITH_AGGREGATE_PERCENTILE_DISC:
        return percentile_of(t, false);
    case KITH_AGGREGATE_PERCENTILE_CONT:
        return percentile_of(t, true);
    case KITH_AGGREGATE_STDEV:
        return deviation_of(t, true);
    case KITH_AGGREGATE_STDEVP:
        return deviation_of(t, false);
    }
    return kith_null();
}
