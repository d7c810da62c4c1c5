/* Sums and differences of durations and other values. */
#include "base/error.h"
#include "query/temporal_clock.h"
#include "query/temporal_duration.h"
#include "query/temporal_zone.h"

static kith_status negate(kith_temporal *out,
                          const kith_temporal *d,
                          kith_error *err)
{
    if (d->months == INT64_MIN || d->days == INT64_MIN ||
        d->seconds == INT64_MIN)
        return kith_duration_beyond(err);
    return kith_duration_make(out, -d->months, -d->days, -d->seconds,
                              -d->nanoseconds, err);
}

static kith_status add_durations(kith_temporal *out,
                                 const kith_temporal *a,
                                 const kith_temporal *b,
                                 kith_error *err)
{
    int64_t months;
    int64_t days;
    int64_t seconds;
    if (__builtin_add_overflow(a->months, b->months, &months) ||
        __builtin_add_overflow(a->days, b->days, &days) ||
        __builtin_add_overflow(a->seconds, b->seconds, &seconds))
        return kith_duration_beyond(err);
    return kith_duration_make(out, months, days, seconds,
                              (int64_t)a->nanoseconds + b->nanoseconds, err);
}

/* A number of any size that is too large for a date, too. */
static int64_t clamp(int64_t number, int64_t most)
{
    return number > most ? most : number < -most ? -most : number;
}

/* Months and days on the calendar; the time of day stays. */
static kith_status add_to_date(kith_temporal *value,
                               int64_t months,
                               int64_t days,
                               kith_error *err)
{
    if (kith_days_add_months(&value->days, months)) {
        value->days += clamp(days, 4 * KITH_DAYS_MOST);
    } else {
        value->days = KITH_DAYS_MOST + 1;
    }
    return kith_temporal_check(value, err);
}

/* Seconds and nanoseconds; what goes past midnight is returned in days. */
static int64_t add_to_clock(kith_temporal *value, const kith_temporal *d)
{
    const int64_t parts = (int64_t)value->nanoseconds + d->nanoseconds;
    const int64_t seconds = value->seconds +
                            kith_floor_rest(d->seconds, KITH_DAY_SECONDS) +
                            parts / KITH_SECOND_PARTS;
    value->nanoseconds = (int32_t)(parts % KITH_SECOND_PARTS);
    value->seconds = seconds % KITH_DAY_SECONDS;
    return kith_floor_divide(d->seconds, KITH_DAY_SECONDS) +
           seconds / KITH_DAY_SECONDS;
}

/* In a zone, days go by its calendar and seconds by the instant. */
static kith_status add_to_datetime(kith_temporal *value,
                                   const kith_temporal *d,
                                   kith_error *err)
{
    kith_status st;
    const kith_zone_ref where = kith_zone_of_value(value);
    KITH_TRY(st, add_to_date(value, d->months, d->days, err), done);
    KITH_TRY(st, kith_temporal_settle(value, where, value->offset, err), done);
    const int64_t offset = value->offset;
    const int64_t carried = add_to_clock(value, d);
    KITH_TRY(st, add_to_date(value, 0, carried, err), done);
    st = kith_temporal_set_epoch(value, kith_temporal_local(value) - offset,
                                 where, err);
done:
    return st;
}

static kith_status add_to_value(kith_temporal *value,
                                const kith_temporal *d,
                                kith_error *err)
{
    int64_t left;
    int64_t days;
    kith_status st;
    switch (value->kind) {
    case KITH_TEMPORAL_DATETIME:
        return add_to_datetime(value, d, err);
    case KITH_TEMPORAL_LOCAL_DATETIME:
        st = add_to_date(value, d->months, d->days, err);
        return st == KITH_OK
                   ? add_to_date(value, 0, add_to_clock(value, d), err)
                   : st;
    case KITH_TEMPORAL_DATE:
        days = kith_duration_seconds(d, &left) / KITH_DAY_SECONDS;
        st = add_to_date(value, d->months, d->days, err);
        return st == KITH_OK ? add_to_date(value, 0, days, err) : st;
    case KITH_TEMPORAL_TIME:
    case KITH_TEMPORAL_LOCAL_TIME:
        add_to_clock(value, d);
        return KITH_OK;
    case KITH_TEMPORAL_DURATION:
        break;
    }
    return KITH_E_INTERNAL;
}

kith_status kith_temporal_add(kith_temporal *out,
                              const kith_temporal *a,
                              const kith_temporal *b,
                              kith_error *err)
{
    const bool a_is_duration = a->kind == KITH_TEMPORAL_DURATION;
    const bool b_is_duration = b->kind == KITH_TEMPORAL_DURATION;
    if (a_is_duration && b_is_duration)
        return add_durations(out, a, b, err);
    if (!a_is_duration && !b_is_duration)
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_TYPE "a %s cannot be added to a %s",
                         kith_temporal_kind_name(b->kind),
                         kith_temporal_kind_name(a->kind));
    const kith_temporal duration = a_is_duration ? *a : *b;
    *out = a_is_duration ? *b : *a;
    return add_to_value(out, &duration, err);
}

kith_status kith_temporal_subtract(kith_temporal *out,
                                   const kith_temporal *a,
                                   const kith_temporal *b,
                                   kith_error *err)
{
    kith_temporal opposite;
    if (b->kind != KITH_TEMPORAL_DURATION) {
        if (a->kind != KITH_TEMPORAL_DURATION)
            kith_hint(err, "duration.between(a, b) is the time from a to b");
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_TYPE "a %s cannot be subtracted from a %s",
                         kith_temporal_kind_name(b->kind),
                         kith_temporal_kind_name(a->kind));
    }
    const kith_status st = negate(&opposite, b, err);
    return st == KITH_OK ? kith_temporal_add(out, a, &opposite, err) : st;
}
