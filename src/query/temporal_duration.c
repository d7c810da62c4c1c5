/* Durations: months, days and seconds side by side, because neither months nor
 * days have one length. Fractions of a part go to the smaller ones: a month is
 * 146097 / 4800 days of 86400 seconds (openCypher CIP2015-08-06). */
#include "query/temporal_duration.h"

#include "base/error.h"
#include "query/temporal_clock.h"

#include <math.h>

kith_status kith_duration_beyond(kith_error *err)
{
    return kith_fail(err, KITH_E_INVALID,
                     KITH_BAD_RANGE "duration is too long");
}

static bool add(int64_t *to, int64_t amount)
{
    return !__builtin_add_overflow(*to, amount, to);
}

static bool add_product(int64_t *to, int64_t amount, int64_t unit)
{
    int64_t product;
    return !__builtin_mul_overflow(amount, unit, &product) && add(to, product);
}

kith_status kith_duration_make(kith_temporal *out,
                               int64_t months,
                               int64_t days,
                               int64_t seconds,
                               int64_t nanoseconds,
                               kith_error *err)
{
    const int64_t left = kith_floor_rest(nanoseconds, KITH_SECOND_PARTS);
    if (!add(&seconds, kith_floor_divide(nanoseconds, KITH_SECOND_PARTS)))
        return kith_duration_beyond(err);
    *out = (kith_temporal){.kind = KITH_TEMPORAL_DURATION,
                           .months = months,
                           .days = days,
                           .seconds = seconds,
                           .nanoseconds = (int32_t)left};
    return KITH_OK;
}

int64_t kith_duration_seconds(const kith_temporal *duration, int64_t *left)
{
    const bool up = duration->seconds < 0 && duration->nanoseconds > 0;
    *left = duration->nanoseconds - (up ? KITH_SECOND_PARTS : 0);
    return duration->seconds + up;
}

/* -- from amounts -------------------------------------------------------- */

/* What one of each part is made of. */
static const struct {
    int64_t months;
    int64_t days;
    int64_t seconds;
    int64_t nanoseconds;
} units[KITH_AMOUNTS] = {
    [KITH_AMOUNT_YEARS] = {.months = 12},
    [KITH_AMOUNT_QUARTERS] = {.months = 3},
    [KITH_AMOUNT_MONTHS] = {.months = 1},
    [KITH_AMOUNT_WEEKS] = {.days = 7},
    [KITH_AMOUNT_DAYS] = {.days = 1},
    [KITH_AMOUNT_HOURS] = {.seconds = 3600},
    [KITH_AMOUNT_MINUTES] = {.seconds = 60},
    [KITH_AMOUNT_SECONDS] = {.seconds = 1},
    [KITH_AMOUNT_MILLISECONDS] = {.nanoseconds = 1000000},
    [KITH_AMOUNT_MICROSECONDS] = {.nanoseconds = 1000},
    [KITH_AMOUNT_NANOSECONDS] = {.nanoseconds = 1},
};

/* Nanoseconds of any number without loss: whole seconds and the rest. */
static bool add_nanoseconds(int64_t *seconds,
                            int64_t *nanoseconds,
                            int64_t amount,
                            int64_t unit)
{
    const int64_t in_second = KITH_SECOND_PARTS / unit;
    return add(seconds, amount / in_second) &&
           add(nanoseconds, amount % in_second * unit);
}

static bool add_whole(kith_temporal *sum,
                      int64_t *nanoseconds,
                      size_t part,
                      int64_t amount)
{
    if (units[part].nanoseconds)
        return add_nanoseconds(&sum->seconds, nanoseconds, amount,
                               units[part].nanoseconds);
    return add_product(&sum->months, amount, units[part].months) &&
           add_product(&sum->days, amount, units[part].days) &&
           add_product(&sum->seconds, amount, units[part].seconds);
}

/* Adds fractions of a part: of months as months, days and seconds; of days as
 * days and seconds. Nanoseconds go to the nearest, ties to even. */
static bool add_fraction(kith_temporal *sum,
                         double *days,
                         int64_t *nanoseconds,
                         size_t part,
                         double fraction)
{
    const double in_second = (double)KITH_SECOND_PARTS;
    const double months = fraction * (double)units[part].months;
    const double whole = trunc(months);
    *days += (months - whole) * (double)KITH_MONTH_SECONDS +
             fraction * (double)units[part].days * (double)KITH_DAY_SECONDS;
    return add(&sum->months, (int64_t)whole) &&
           add(nanoseconds,
               llrint(fraction * (double)units[part].seconds * in_second)) &&
           add(nanoseconds, llrint(fraction * (double)units[part].nanoseconds));
}

kith_status kith_duration_of_amounts(kith_temporal *out,
                                     const kith_amount *amounts,
                                     kith_error *err)
{
    kith_temporal sum = {0};
    int64_t nanoseconds = 0;
    double days = 0; /* in seconds; below a few million, so exact enough */
    for (size_t i = 0; i < KITH_AMOUNTS; i++) {
        if (!add_whole(&sum, &nanoseconds, i, amounts[i].whole) ||
            !add_fraction(&sum, &days, &nanoseconds, i, amounts[i].fraction))
            return kith_duration_beyond(err);
    }
    const int64_t day = KITH_DAY_SECONDS * KITH_SECOND_PARTS;
    const int64_t carried = llrint(days * (double)KITH_SECOND_PARTS);
    if (!add(&sum.days, carried / day) || !add(&nanoseconds, carried % day))
        return kith_duration_beyond(err);
    return kith_duration_make(out, sum.months, sum.days, sum.seconds,
                              nanoseconds, err);
}

bool kith_amount_of_real(kith_amount *out, double real)
{
    if (!(real > -0x1p63 && real < 0x1p63))
        return false;
    const double whole = trunc(real);
    *out = (kith_amount){.whole = (int64_t)whole, .fraction = real - whole};
    return true;
}

/* -- from a map ---------------------------------------------------------- */

static const char *const names[KITH_AMOUNTS] = {
    [KITH_AMOUNT_YEARS] = "years",
    [KITH_AMOUNT_QUARTERS] = "quarters",
    [KITH_AMOUNT_MONTHS] = "months",
    [KITH_AMOUNT_WEEKS] = "weeks",
    [KITH_AMOUNT_DAYS] = "days",
    [KITH_AMOUNT_HOURS] = "hours",
    [KITH_AMOUNT_MINUTES] = "minutes",
    [KITH_AMOUNT_SECONDS] = "seconds",
    [KITH_AMOUNT_MILLISECONDS] = "milliseconds",
    [KITH_AMOUNT_MICROSECONDS] = "microseconds",
    [KITH_AMOUNT_NANOSECONDS] = "nanoseconds",
};

static kith_status take_field(kith_amount *amounts,
                              const kith_temporal_field *field,
                              kith_error *err)
{
    size_t part = 0;
    while (part < KITH_AMOUNTS && !kith_text_is(field->name, names[part]))
        part++;
    if (part == KITH_AMOUNTS) {
        kith_hint(err, "a duration has years, quarters, months, weeks, days, "
                       "hours, minutes, seconds, milliseconds, microseconds "
                       "and nanoseconds");
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_VALUE "a duration has no '%.*s'",
                         KITH_SHOWN(field->name));
    }
    if (field->type == KITH_TEMPORAL_INTEGER) {
        amounts[part] = (kith_amount){.whole = field->integer};
    } else if (field->type != KITH_TEMPORAL_REAL) {
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_TYPE "'%s' of a duration is not a number",
                         names[part]);
    } else if (!kith_amount_of_real(&amounts[part], field->real)) {
        return kith_duration_beyond(err);
    }
    return KITH_OK;
}

kith_status kith_duration_build(kith_temporal *out,
                                const kith_temporal_field *fields,
                                size_t count,
                                kith_error *err)
{
    kith_amount amounts[KITH_AMOUNTS] = {0};
    if (count == 0)
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_VALUE "a duration needs a part such as days");
    for (size_t i = 0; i < count; i++) {
        const kith_status st = take_field(amounts, &fields[i], err);
        if (st != KITH_OK)
            return st;
    }
    return kith_duration_of_amounts(out, amounts, err);
}
