/* Values from the seconds since 1970, and the parts of a second. */
#include "base/error.h"
#include "query/temporal_clock.h"
#include "query/temporal_parts.h"

#include <inttypes.h>

kith_status kith_temporal_from_epoch(kith_temporal *out,
                                     int64_t seconds,
                                     int64_t nanoseconds,
                                     kith_error *err)
{
    const int64_t carried = kith_floor_divide(nanoseconds, KITH_SECOND_PARTS);
    *out = (kith_temporal){.kind = KITH_TEMPORAL_DATETIME,
                           .nanoseconds =
                               (int32_t)kith_floor_rest(nanoseconds,
                                                        KITH_SECOND_PARTS)};
    if (__builtin_add_overflow(seconds, carried, &seconds))
        seconds = INT64_MAX; /* beyond the years that there are, too */
    return kith_temporal_set_epoch(out, seconds, (kith_zone_ref){0}, err);
}

kith_status kith_temporal_from_epoch_millis(kith_temporal *out,
                                            int64_t milliseconds,
                                            kith_error *err)
{
    return kith_temporal_from_epoch(out, kith_floor_divide(milliseconds, 1000),
                                    kith_floor_rest(milliseconds, 1000) *
                                        1000000,
                                    err);
}

kith_status kith_parts_fraction(int32_t *nanoseconds,
                                const kith_parts *parts,
                                kith_error *err)
{
    static const int64_t units[] = {1000000, 1000, 1};
    int64_t room = KITH_SECOND_PARTS;
    int64_t sum = 0;
    for (size_t i = 0; i < 3; i++) {
        const size_t part = KITH_PART_MILLISECOND + i;
        if (!parts->given[part])
            continue;
        const int64_t value = parts->number[part];
        if (value < 0 || value >= room / units[i])
            return kith_fail(err, KITH_E_INVALID,
                             KITH_BAD_RANGE "%s %" PRId64
                                            " is not in 0 to %" PRId64,
                             kith_part_name((kith_part)part), value,
                             room / units[i] - 1);
        sum += value * units[i];
        room = units[i];
    }
    *nanoseconds = (int32_t)sum;
    return KITH_OK;
}

/* What may be given beside the unit: the parts of a second below it. */
static kith_status check_beside(const kith_parts *parts,
                                kith_part unit,
                                kith_part below,
                                kith_error *err)
{
    for (size_t part = 0; part < KITH_NUMBER_PARTS; part++) {
        const bool allowed =
            part == unit || (part >= below && part <= KITH_PART_NANOSECOND);
        if (parts->given[part] && !allowed)
            return kith_fail(err, KITH_E_INVALID,
                             KITH_BAD_VALUE "'%s' and '%s' do not go together",
                             kith_part_name(unit),
                             kith_part_name((kith_part)part));
    }
    if (parts->date || parts->time)
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_VALUE "'%s' and another value do not go "
                                        "together",
                         kith_part_name(unit));
    return KITH_OK;
}

/* Reads the number of the unit and what is below it as an instant. */
static kith_status read_instant(kith_temporal *out,
                                const kith_parts *parts,
                                kith_error *err)
{
    kith_status st;
    int32_t below = 0;
    const bool millis = parts->given[KITH_PART_EPOCH_MILLIS];
    const kith_part unit =
        millis ? KITH_PART_EPOCH_MILLIS : KITH_PART_EPOCH_SECONDS;
    const int64_t number = parts->number[unit];
    KITH_TRY(st,
             check_beside(parts, unit,
                          millis ? KITH_PART_MICROSECOND
                                 : KITH_PART_MILLISECOND,
                          err),
             done);
    KITH_TRY(st, kith_parts_fraction(&below, parts, err), done);
    if (!millis)
        return kith_temporal_from_epoch(out, number, below, err);
    if (below >= 1000000)
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_RANGE "%" PRId32 " ns are more than a "
                                        "millisecond",
                         below);
    KITH_TRY(st, kith_temporal_from_epoch_millis(out, number, err), done);
    out->nanoseconds += below;
done:
    return st;
}

kith_status kith_parts_instant(kith_temporal *out,
                               const kith_parts *parts,
                               const kith_temporal_context *context,
                               kith_error *err)
{
    kith_status st;
    kith_zone_ref where;
    kith_temporal instant;
    KITH_TRY(st, read_instant(&instant, parts, err), done);
    KITH_TRY(st, kith_zone_asked(&where, parts->zone, context, err), done);
    KITH_TRY(st,
             kith_temporal_set_epoch(&instant, kith_temporal_epoch(&instant),
                                     where, err),
             done);
    st = kith_temporal_convert(out, out->kind, &instant, context, err);
done:
    return st;
}
