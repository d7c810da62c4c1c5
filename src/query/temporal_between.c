/* Durations from one value to another. */
#include "base/error.h"
#include "query/temporal_clock.h"
#include "query/temporal_duration.h"
#include "query/temporal_zone.h"

/* Gives `value` the date and the place on earth that only `other` has. */
static kith_status take_missing(kith_temporal *value,
                                const kith_temporal *other,
                                kith_error *err)
{
    const bool zoned = kith_temporal_has_offset(value->kind);
    if (!kith_temporal_has_date(value->kind) &&
        kith_temporal_has_date(other->kind))
        value->days = other->days;
    if (zoned || !kith_temporal_has_offset(other->kind))
        return KITH_OK;
    return kith_temporal_settle(value, kith_zone_of_value(other), other->offset,
                                err);
}

/* Sets `value` to `months` later on the calendar of its zone, then days. */
static kith_status move(kith_temporal *value,
                        int64_t months,
                        int64_t days,
                        kith_error *err)
{
    if (!kith_days_add_months(&value->days, months))
        return kith_fail(err, KITH_E_INTERNAL, "months out of range");
    value->days += days;
    return kith_temporal_settle(value, kith_zone_of_value(value), value->offset,
                                err);
}

static kith_status count_seconds(kith_temporal *out,
                                 int64_t months,
                                 int64_t days,
                                 const kith_temporal *from,
                                 const kith_temporal *to,
                                 kith_error *err)
{
    return kith_duration_make(out, months, days,
                              kith_temporal_epoch(to) -
                                  kith_temporal_epoch(from),
                              (int64_t)to->nanoseconds - from->nanoseconds,
                              err);
}

/* Nanoseconds of the local day. */
static int64_t rest_of(const kith_temporal *value)
{
    return value->seconds * KITH_SECOND_PARTS + value->nanoseconds;
}

/* Whole days from one local time to another, towards zero. */
static int64_t count_days(const kith_temporal *from, const kith_temporal *to)
{
    const int64_t days = to->days - from->days;
    const int64_t rest = rest_of(to) - rest_of(from);
    if (days > 0 && rest < 0)
        return days - 1;
    return days < 0 && rest > 0 ? days + 1 : days;
}

/* Both have a date of their own, and zones or none. */
static kith_status between_dates(kith_temporal *out,
                                 kith_duration_unit unit,
                                 kith_temporal *from,
                                 const kith_temporal *to,
                                 kith_error *err)
{
    kith_status st = KITH_OK;
    int64_t months = 0;
    int64_t days = 0;
    kith_temporal local = *to; /* on the clocks of the first one */
    if (kith_temporal_has_offset(to->kind) ||
        kith_temporal_has_offset(from->kind))
        KITH_TRY(st,
                 kith_temporal_set_epoch(&local, kith_temporal_epoch(to),
                                         kith_zone_of_value(from), err),
                 done);
    if (unit != KITH_DURATION_DAYS)
        months = kith_months_between(from->days, rest_of(from), local.days,
                                     rest_of(&local));
    if (unit == KITH_DURATION_MONTHS)
        return kith_duration_make(out, months, 0, 0, 0, err);
    KITH_TRY(st, move(from, months, 0, err), done);
    days = count_days(from, &local);
    if (unit == KITH_DURATION_DAYS)
        return kith_duration_make(out, 0, days, 0, 0, err);
    KITH_TRY(st, move(from, 0, days, err), done);
    st = count_seconds(out, months, days, from, to, err);
done:
    return st;
}

kith_status kith_duration_between(kith_temporal *out,
                                  kith_duration_unit unit,
                                  const kith_temporal *from,
                                  const kith_temporal *to,
                                  kith_error *err)
{
    kith_status st;
    kith_temporal a = *from;
    kith_temporal b = *to;
    const bool dates =
        kith_temporal_has_date(from->kind) && kith_temporal_has_date(to->kind);
    if (from->kind == KITH_TEMPORAL_DURATION ||
        to->kind == KITH_TEMPORAL_DURATION)
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_TYPE "a duration is between two points in "
                                       "time, not durations");
    KITH_TRY(st, take_missing(&a, to, err), done);
    KITH_TRY(st, take_missing(&b, from, err), done);
    if (unit == KITH_DURATION_SECONDS ||
        (unit == KITH_DURATION_BETWEEN && !dates)) {
        st = count_seconds(out, 0, 0, &a, &b, err);
    } else if (dates) {
        st = between_dates(out, unit, &a, &b, err);
    } else {
        st = kith_duration_make(out, 0, 0, 0, 0, err);
    }
done:
    return st;
}
