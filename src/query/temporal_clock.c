/* Values in time between local clock and instant, and the checks of the parts
 * that they are made of. */
#include "query/temporal_clock.h"

#include "base/error.h"
#include "base/utf8.h"
#include "query/temporal_zone.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { HAS_DATE = 1, HAS_TIME = 2, HAS_OFFSET = 4 };

static const struct {
    const char *name;
    unsigned has;
} kinds[] = {
    [KITH_TEMPORAL_DATETIME] = {"datetime",      HAS_DATE | HAS_TIME | HAS_OFFSET},
    [KITH_TEMPORAL_LOCAL_DATETIME] = {"localdatetime", HAS_DATE | HAS_TIME             },
    [KITH_TEMPORAL_DATE] = {"date",          HAS_DATE                        },
    [KITH_TEMPORAL_TIME] = {"time",          HAS_TIME | HAS_OFFSET           },
    [KITH_TEMPORAL_LOCAL_TIME] = {"localtime",     HAS_TIME                        },
    [KITH_TEMPORAL_DURATION] = {"duration",      0                               },
};

const char *kith_temporal_kind_name(kith_temporal_kind kind)
{
    return kinds[kind].name;
}

bool kith_temporal_has_date(kith_temporal_kind kind)
{
    return kinds[kind].has & HAS_DATE;
}

bool kith_temporal_has_time(kith_temporal_kind kind)
{
    return kinds[kind].has & HAS_TIME;
}

bool kith_temporal_has_offset(kith_temporal_kind kind)
{
    return kinds[kind].has & HAS_OFFSET;
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

bool kith_text_is(kith_text text, const char *name)
{
    for (size_t i = 0; i < text.length; i++) {
        if (lower(text.data[i]) != lower(name[i])) /* a NUL is no letter */
            return false;
    }
    return name[text.length] == '\0';
}

int kith_shown_length(kith_text text)
{
    enum { MOST = 48 };
    size_t end = 0;
    size_t next = 0; /* bytes of the code point at `end`; 0 = no more of them */
    do {
        end += next;
        next = end < text.length
                   ? kith_utf8_length(text.data + end, text.length - end)
                   : 0;
    } while (next > 0 && end + next <= MOST);
    return (int)end;
}

kith_status kith_temporal_check(const kith_temporal *value, kith_error *err)
{
    if (value->days >= KITH_DAYS_LEAST && value->days <= KITH_DAYS_MOST)
        return KITH_OK;
    return kith_fail(err, KITH_E_INVALID,
                     KITH_BAD_RANGE "%s beyond the years -%" PRId64
                                    " to %" PRId64,
                     kith_temporal_kind_name(value->kind), KITH_YEAR_MOST,
                     KITH_YEAR_MOST);
}

int64_t kith_temporal_local(const kith_temporal *value)
{
    return value->days * KITH_DAY_SECONDS + value->seconds;
}

int64_t kith_temporal_epoch(const kith_temporal *value)
{
    return kith_temporal_local(value) - value->offset;
}

static kith_status set_local(kith_temporal *value,
                             int64_t local,
                             kith_error *err)
{
    value->days = kith_floor_divide(local, KITH_DAY_SECONDS);
    value->seconds = kith_floor_rest(local, KITH_DAY_SECONDS);
    return kith_temporal_check(value, err);
}

/* -- zones --------------------------------------------------------------- */

kith_status kith_zone_of_text(kith_zone_ref *out,
                              kith_text text,
                              const kith_temporal_context *context,
                              kith_error *err)
{
    *out = (kith_zone_ref){0};
    if (kith_offset_of_text(&out->offset, text) == KITH_OK)
        return KITH_OK;
    return kith_zones_find(&out->zone, context->zones, text, err);
}

kith_status kith_zone_asked(kith_zone_ref *out,
                            kith_text text,
                            const kith_temporal_context *context,
                            kith_error *err)
{
    *out = (kith_zone_ref){0};
    if (text.data)
        return kith_zone_of_text(out, text, context, err);
    if (context->zone.length > 0)
        return kith_zone_of_text(out, context->zone, context, err);
    return KITH_OK;
}

kith_status kith_offset_now(int32_t *out,
                            kith_text zone,
                            const kith_temporal_context *context,
                            kith_error *err)
{
    kith_zone_ref where;
    const kith_status st = kith_zone_asked(&where, zone, context, err);
    *out = where.zone ? kith_zone_span_at(where.zone, context->seconds).offset
                      : where.offset;
    return st;
}

kith_zone_ref kith_zone_of_value(const kith_temporal *value)
{
    return (kith_zone_ref){value->zone, value->offset};
}

kith_status kith_temporal_settle(kith_temporal *value,
                                 kith_zone_ref where,
                                 int32_t preferred,
                                 kith_error *err)
{
    value->zone = where.zone;
    value->offset = where.offset;
    if (!where.zone)
        return kith_temporal_check(value, err);
    int64_t local = kith_temporal_local(value);
    value->offset = kith_zone_offset_of_local(where.zone, &local, preferred);
    return set_local(value, local, err);
}

kith_status kith_temporal_set_epoch(kith_temporal *value,
                                    int64_t epoch,
                                    kith_zone_ref where,
                                    kith_error *err)
{
    value->zone = where.zone;
    value->offset =
        where.zone ? kith_zone_span_at(where.zone, epoch).offset : where.offset;
    return set_local(value, epoch + value->offset, err);
}

/* -- parts --------------------------------------------------------------- */

static kith_status check_part(const char *name,
                              int64_t value,
                              int64_t least,
                              int64_t most,
                              kith_error *err)
{
    if (value >= least && value <= most)
        return KITH_OK;
    return kith_fail(err, KITH_E_INVALID,
                     KITH_BAD_RANGE "%s %" PRId64 " is not in %" PRId64
                                    " to %" PRId64,
                     name, value, least, most);
}

/* What the middle and the last part of each form are called, and how many
 * there are at most. */
static const struct {
    const char *middle;
    const char *last;
    int most;
} forms[] = {
    [KITH_DATE_BY_MONTH] = {"month",   "day",          12},
    [KITH_DATE_BY_WEEK] = {"week",    "dayOfWeek",    53},
    [KITH_DATE_BY_QUARTER] = {"quarter", "dayOfQuarter", 4 },
    [KITH_DATE_BY_ORDINAL] = {"",        "ordinalDay",   1 },
};

static int days_in_middle(kith_date_form form, int64_t year, int middle)
{
    switch (form) {
    case KITH_DATE_BY_MONTH:
        return kith_days_in_month(year, middle);
    case KITH_DATE_BY_WEEK:
        return KITH_DAYS_IN_WEEK;
    case KITH_DATE_BY_QUARTER:
        return kith_days_in_quarter(year, middle);
    case KITH_DATE_BY_ORDINAL:
        return kith_days_in_year(year);
    }
    return 0;
}

static int64_t first_of_middle(kith_date_form form, int64_t year, int middle)
{
    switch (form) {
    case KITH_DATE_BY_MONTH:
        return kith_days_of_civil((kith_civil){year, middle, 1});
    case KITH_DATE_BY_WEEK:
        return kith_days_of_week((kith_week){year, middle, 1});
    case KITH_DATE_BY_QUARTER:
        return kith_days_of_quarter(year, middle);
    case KITH_DATE_BY_ORDINAL:
        return kith_days_of_civil((kith_civil){year, 1, 1});
    }
    return 0;
}

kith_status kith_days_of_form(int64_t *out,
                              kith_date_form form,
                              const int64_t parts[3],
                              kith_error *err)
{
    kith_status st;
    const int64_t year = parts[0];
    KITH_TRY(st, check_part("year", year, -KITH_YEAR_MOST, KITH_YEAR_MOST, err),
             done);
    const int most =
        form == KITH_DATE_BY_WEEK ? kith_weeks_in_year(year) : forms[form].most;
    KITH_TRY(st, check_part(forms[form].middle, parts[1], 1, most, err), done);
    const int middle = (int)parts[1];
    KITH_TRY(st,
             check_part(forms[form].last, parts[2], 1,
                        days_in_middle(form, year, middle), err),
             done);
    *out = first_of_middle(form, year, middle) + parts[2] - 1;
done:
    return st;
}

kith_status kith_seconds_of_clock(int64_t *out,
                                  const int64_t parts[3],
                                  kith_error *err)
{
    kith_status st;
    if (parts[0] == 24)
        kith_hint(err, "midnight is 00:00 of the next day");
    if (parts[2] == 60)
        kith_hint(err, "leap seconds are not counted");
    KITH_TRY(st, check_part("hour", parts[0], 0, 23, err), done);
    KITH_TRY(st, check_part("minute", parts[1], 0, 59, err), done);
    KITH_TRY(st, check_part("second", parts[2], 0, 59, err), done);
    *out = parts[0] * 3600 + parts[1] * 60 + parts[2];
done:
    return st;
}
