/* Makes a value from its components: a date, a time of day, and where on earth
 * they are. What another value gives stands in for what is missing. */
#include "base/error.h"
#include "query/temporal_clock.h"
#include "query/temporal_parts.h"
#include "query/temporal_zone.h"

/* -- the date ------------------------------------------------------------ */

/* The components that each form of a date has beside the year; ordinal days
 * have nothing in the middle. */
static const struct {
    kith_part middle;
    kith_part last;
} forms[] = {
    [KITH_DATE_BY_MONTH] = {KITH_PART_MONTH,       KITH_PART_DAY           },
    [KITH_DATE_BY_WEEK] = {KITH_PART_WEEK,        KITH_PART_DAY_OF_WEEK   },
    [KITH_DATE_BY_QUARTER] = {KITH_PART_QUARTER,     KITH_PART_DAY_OF_QUARTER},
    [KITH_DATE_BY_ORDINAL] = {KITH_PART_ORDINAL_DAY, KITH_PART_ORDINAL_DAY   },
};

enum { FORMS = sizeof forms / sizeof *forms };

static kith_status find_form(kith_date_form *out,
                             const kith_parts *parts,
                             kith_error *err)
{
    const char *first = NULL;
    *out = KITH_DATE_BY_MONTH;
    for (size_t i = 0; i < FORMS; i++) {
        const bool middle = parts->given[forms[i].middle];
        if (!middle && !parts->given[forms[i].last])
            continue;
        const char *name =
            kith_part_name(middle ? forms[i].middle : forms[i].last);
        if (first)
            return kith_fail(err, KITH_E_INVALID,
                             KITH_BAD_VALUE "'%s' and '%s' do not go together",
                             first, name);
        first = name;
        *out = (kith_date_form)i;
    }
    return KITH_OK;
}

/* Year, middle and last part of a day in a form. */
static void split_days(int64_t days, kith_date_form form, int64_t out[3])
{
    const kith_civil civil = kith_civil_of_days(days);
    const kith_week week = kith_week_of_days(days);
    const int quarter = (civil.month + 2) / 3;
    switch (form) {
    case KITH_DATE_BY_MONTH:
        out[1] = civil.month;
        out[2] = civil.day;
        break;
    case KITH_DATE_BY_WEEK:
        out[1] = week.week;
        out[2] = week.day;
        break;
    case KITH_DATE_BY_QUARTER:
        out[1] = quarter;
        out[2] = days - kith_days_of_quarter(civil.year, quarter) + 1;
        break;
    case KITH_DATE_BY_ORDINAL:
        out[1] = 1;
        out[2] = days - kith_days_of_quarter(civil.year, 1) + 1;
        break;
    }
    out[0] = form == KITH_DATE_BY_WEEK ? week.year : civil.year;
}

static kith_status needs(kith_part what, kith_part other, kith_error *err)
{
    return kith_fail(err, KITH_E_INVALID, KITH_BAD_VALUE "'%s' needs '%s'",
                     kith_part_name(what), kith_part_name(other));
}

static kith_status missing(kith_part what, kith_error *err)
{
    return kith_fail(err, KITH_E_INVALID, KITH_BAD_VALUE "'%s' is missing",
                     kith_part_name(what));
}

static kith_status assemble_date(int64_t *days,
                                 const kith_parts *parts,
                                 kith_error *err)
{
    kith_date_form form;
    int64_t split[3] = {0, 1, 1};
    const kith_status st = find_form(&form, parts, err);
    if (st != KITH_OK)
        return st;
    const bool has_middle = form != KITH_DATE_BY_ORDINAL;
    const kith_part middle = forms[form].middle;
    const kith_part last = forms[form].last;
    if (parts->date) {
        split_days(parts->date->days, form, split);
    } else if (!parts->given[KITH_PART_YEAR]) {
        return missing(KITH_PART_YEAR, err);
    } else if (parts->given[last] && !parts->given[middle]) {
        return needs(last, middle, err);
    }
    if (parts->given[KITH_PART_YEAR])
        split[0] = parts->number[KITH_PART_YEAR];
    if (has_middle && parts->given[middle])
        split[1] = parts->number[middle];
    if (parts->given[last])
        split[2] = parts->number[last];
    return kith_days_of_form(days, form, split, err);
}

/* -- the time of day ----------------------------------------------------- */

static bool has_fraction(const kith_parts *parts)
{
    return parts->given[KITH_PART_MILLISECOND] ||
           parts->given[KITH_PART_MICROSECOND] ||
           parts->given[KITH_PART_NANOSECOND];
}

/* Without another value, a part needs the larger ones. */
static kith_status check_no_gap(const kith_parts *parts, kith_error *err)
{
    for (size_t part = KITH_PART_SECOND; part > KITH_PART_HOUR; part--) {
        if (parts->given[part] && !parts->given[part - 1])
            return needs((kith_part)part, (kith_part)(part - 1), err);
    }
    if (!has_fraction(parts) || parts->given[KITH_PART_SECOND])
        return KITH_OK;
    size_t part = KITH_PART_MILLISECOND;
    while (!parts->given[part])
        part++;
    return needs((kith_part)part, KITH_PART_SECOND, err);
}

static kith_status assemble_time(kith_temporal *out,
                                 const kith_parts *parts,
                                 kith_error *err)
{
    kith_status st;
    int64_t clock[3] = {0};
    if (parts->time) {
        const int64_t seconds = parts->time->seconds;
        clock[0] = seconds / 3600;
        clock[1] = seconds / 60 % 60;
        clock[2] = seconds % 60;
        out->nanoseconds = parts->time->nanoseconds;
    } else {
        KITH_TRY(st, check_no_gap(parts, err), done);
        if (!kith_temporal_has_date(out->kind) && !parts->given[KITH_PART_HOUR])
            return missing(KITH_PART_HOUR, err);
    }
    for (size_t i = 0; i < 3; i++) {
        if (parts->given[KITH_PART_HOUR + i])
            clock[i] = parts->number[KITH_PART_HOUR + i];
    }
    if (has_fraction(parts))
        KITH_TRY(st, kith_parts_fraction(&out->nanoseconds, parts, err), done);
    st = kith_seconds_of_clock(&out->seconds, clock, err);
done:
    return st;
}

/* -- the zone ------------------------------------------------------------ */

static bool has_own_offset(const kith_parts *parts)
{
    return parts->time && kith_temporal_has_offset(parts->time->kind);
}

static kith_status place_time(kith_temporal *out,
                              const kith_parts *parts,
                              const kith_temporal_context *context,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    const bool own = has_own_offset(parts);
    const bool asked = parts->zone.data != NULL;
    int32_t offset = own ? parts->time->offset : 0;
    if (asked || !own)
        KITH_TRY(st, kith_offset_now(&offset, parts->zone, context, err), done);
    out->offset = offset;
    if (own && asked && !parts->keeps_clock)
        out->seconds =
            kith_floor_rest(out->seconds + offset - parts->time->offset,
                            KITH_DAY_SECONDS);
done:
    return st;
}

static kith_status place_datetime(kith_temporal *out,
                                  const kith_parts *parts,
                                  const kith_temporal_context *context,
                                  kith_error *err)
{
    kith_status st;
    const bool own = has_own_offset(parts);
    const bool asked = parts->zone.data != NULL;
    const bool moves = own && asked && !parts->keeps_clock;
    const int32_t preferred = own ? parts->time->offset : KITH_NO_OFFSET;
    kith_zone_ref where;
    if (own && !asked) {
        where = kith_zone_of_value(parts->time);
    } else {
        KITH_TRY(st, kith_zone_asked(&where, parts->zone, context, err), done);
    }
    const kith_zone_ref from = moves ? kith_zone_of_value(parts->time) : where;
    KITH_TRY(st, kith_temporal_settle(out, from, preferred, err), done);
    if (moves)
        st = kith_temporal_set_epoch(out, kith_temporal_epoch(out), where, err);
done:
    return st;
}

kith_status kith_parts_assemble(kith_temporal *out,
                                kith_temporal_kind kind,
                                const kith_parts *parts,
                                const kith_temporal_context *context,
                                kith_error *err)
{
    kith_status st = KITH_OK;
    *out = (kith_temporal){.kind = kind};
    if (parts->given[KITH_PART_EPOCH_SECONDS] ||
        parts->given[KITH_PART_EPOCH_MILLIS])
        return kith_parts_instant(out, parts, context, err);
    if (kith_temporal_has_date(kind))
        KITH_TRY(st, assemble_date(&out->days, parts, err), done);
    if (kith_temporal_has_time(kind))
        KITH_TRY(st, assemble_time(out, parts, err), done);
    if (kind == KITH_TEMPORAL_DATETIME) {
        st = place_datetime(out, parts, context, err);
    } else if (kind == KITH_TEMPORAL_TIME) {
        st = place_time(out, parts, context, err);
    } else {
        st = kith_temporal_check(out, err);
    }
done:
    return st;
}
