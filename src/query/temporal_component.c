/* The components of values, by name: one row, one formula each. */
#include "base/error.h"
#include "base/near.h"
#include "query/temporal_clock.h"
#include "query/temporal_zone.h"

#include <string.h>

typedef kith_temporal value; /* what a formula is of */

/* -- of a date ----------------------------------------------------------- */

static int64_t year(const value *v)
{
    return kith_civil_of_days(v->days).year;
}

static int64_t month(const value *v)
{
    return kith_civil_of_days(v->days).month;
}

static int64_t day(const value *v)
{
    return kith_civil_of_days(v->days).day;
}

static int64_t quarter(const value *v)
{
    return (month(v) + 2) / 3;
}

static int64_t day_of_quarter(const value *v)
{
    return v->days - kith_days_of_quarter(year(v), (int)quarter(v)) + 1;
}

static int64_t ordinal_day(const value *v)
{
    return v->days - kith_days_of_quarter(year(v), 1) + 1;
}

static int64_t week(const value *v)
{
    return kith_week_of_days(v->days).week;
}

static int64_t week_year(const value *v)
{
    return kith_week_of_days(v->days).year;
}

static int64_t day_of_week(const value *v)
{
    return kith_weekday(v->days);
}

/* -- of a time ----------------------------------------------------------- */

static int64_t hour(const value *v)
{
    return v->seconds / 3600;
}

static int64_t minute(const value *v)
{
    return v->seconds / 60 % 60;
}

static int64_t second(const value *v)
{
    return v->seconds % 60;
}

static int64_t millisecond(const value *v)
{
    return v->nanoseconds / 1000000;
}

static int64_t microsecond(const value *v)
{
    return v->nanoseconds / 1000;
}

static int64_t nanosecond(const value *v)
{
    return v->nanoseconds;
}

static int64_t offset_minutes(const value *v)
{
    return v->offset / 60;
}

static int64_t offset_seconds(const value *v)
{
    return v->offset;
}

/* -- of a duration ------------------------------------------------------- */

static int64_t years(const value *v)
{
    return v->months / 12;
}

static int64_t quarters(const value *v)
{
    return v->months / 3;
}

static int64_t months(const value *v)
{
    return v->months;
}

static int64_t quarters_of_year(const value *v)
{
    return v->months / 3 % 4;
}

static int64_t months_of_year(const value *v)
{
    return v->months % 12;
}

static int64_t months_of_quarter(const value *v)
{
    return v->months % 3;
}

static int64_t weeks(const value *v)
{
    return v->days / 7;
}

static int64_t days(const value *v)
{
    return v->days;
}

static int64_t days_of_week(const value *v)
{
    return v->days % 7;
}

static int64_t hours(const value *v)
{
    return v->seconds / 3600;
}

static int64_t minutes(const value *v)
{
    return v->seconds / 60;
}

static int64_t seconds(const value *v)
{
    return v->seconds;
}

/* -- the table ----------------------------------------------------------- */

/* Which kinds have a component. */
enum {
    OF_DATE = 1,
    OF_TIME = 2,
    OF_OFFSET = 4,
    OF_INSTANT = 8,
    OF_LENGTH = 16
};

typedef struct {
    const char *name;
    unsigned of;
    int64_t (*formula)(const value *v); /* NULL = of another type, or checked */
    int64_t per_second; /* with no formula: all of its seconds in this unit */
} component;

static const component components[] = {
    {"year",                 OF_DATE,    year,                0         },
    {"quarter",              OF_DATE,    quarter,             0         },
    {"month",                OF_DATE,    month,               0         },
    {"week",                 OF_DATE,    week,                0         },
    {"weekYear",             OF_DATE,    week_year,           0         },
    {"day",                  OF_DATE,    day,                 0         },
    {"ordinalDay",           OF_DATE,    ordinal_day,         0         },
    {"dayOfWeek",            OF_DATE,    day_of_week,         0         },
    {"weekDay",              OF_DATE,    day_of_week,         0         },
    {"dayOfQuarter",         OF_DATE,    day_of_quarter,      0         },
    {"hour",                 OF_TIME,    hour,                0         },
    {"minute",               OF_TIME,    minute,              0         },
    {"second",               OF_TIME,    second,              0         },
    {"millisecond",          OF_TIME,    millisecond,         0         },
    {"microsecond",          OF_TIME,    microsecond,         0         },
    {"nanosecond",           OF_TIME,    nanosecond,          0         },
    {"timezone",             OF_OFFSET,  NULL,                0         },
    {"offset",               OF_OFFSET,  NULL,                0         },
    {"offsetMinutes",        OF_OFFSET,  offset_minutes,      0         },
    {"offsetSeconds",        OF_OFFSET,  offset_seconds,      0         },
    {"epochSeconds",         OF_INSTANT, kith_temporal_epoch, 0         },
    {"epochMillis",          OF_INSTANT, NULL,                1000      },
    {"years",                OF_LENGTH,  years,               0         },
    {"quarters",             OF_LENGTH,  quarters,            0         },
    {"months",               OF_LENGTH,  months,              0         },
    {"weeks",                OF_LENGTH,  weeks,               0         },
    {"days",                 OF_LENGTH,  days,                0         },
    {"hours",                OF_LENGTH,  hours,               0         },
    {"minutes",              OF_LENGTH,  minutes,             0         },
    {"seconds",              OF_LENGTH,  seconds,             0         },
    {"milliseconds",         OF_LENGTH,  NULL,                1000      },
    {"microseconds",         OF_LENGTH,  NULL,                1000000   },
    {"nanoseconds",          OF_LENGTH,  NULL,                1000000000},
    {"quartersOfYear",       OF_LENGTH,  quarters_of_year,    0         },
    {"monthsOfYear",         OF_LENGTH,  months_of_year,      0         },
    {"monthsOfQuarter",      OF_LENGTH,  months_of_quarter,   0         },
    {"daysOfWeek",           OF_LENGTH,  days_of_week,        0         },
    {"minutesOfHour",        OF_LENGTH,  minute,              0         },
    {"secondsOfMinute",      OF_LENGTH,  second,              0         },
    {"millisecondsOfSecond", OF_LENGTH,  millisecond,         0         },
    {"microsecondsOfSecond", OF_LENGTH,  microsecond,         0         },
    {"nanosecondsOfSecond",  OF_LENGTH,  nanosecond,          0         },
};

enum { COMPONENTS = sizeof components / sizeof *components };

static bool is_of(const component *c, kith_temporal_kind kind)
{
    const unsigned has = (kith_temporal_has_date(kind) ? OF_DATE : 0u) |
                         (kith_temporal_has_time(kind) ? OF_TIME : 0u) |
                         (kith_temporal_has_offset(kind) ? OF_OFFSET : 0u) |
                         (kind == KITH_TEMPORAL_DATETIME ? OF_INSTANT : 0u) |
                         (kind == KITH_TEMPORAL_DURATION ? OF_LENGTH : 0u);
    return c->of & has;
}

static kith_status unknown(const kith_temporal *v,
                           kith_text name,
                           kith_error *err)
{
    kith_nearest nearest = {.wanted = name};
    for (size_t i = 0; i < COMPONENTS; i++) {
        if (is_of(&components[i], v->kind))
            kith_nearest_see(&nearest, components[i].name);
    }
    if (nearest.best)
        kith_hint(err, "did you mean '%s'?", nearest.best);
    return kith_fail(err, KITH_E_INVALID, KITH_BAD_VALUE "a %s has no '%.*s'",
                     kith_temporal_kind_name(v->kind), KITH_SHOWN(name));
}

/* All seconds of a duration, or since 1970, in a smaller unit. */
static kith_status count_in(kith_temporal_field *out,
                            const kith_temporal *v,
                            const component *c,
                            kith_error *err)
{
    const int64_t rest = v->nanoseconds / (KITH_SECOND_PARTS / c->per_second);
    const int64_t all =
        v->kind == KITH_TEMPORAL_DURATION ? v->seconds : kith_temporal_epoch(v);
    if (__builtin_mul_overflow(all, c->per_second, &out->integer) ||
        __builtin_add_overflow(out->integer, rest, &out->integer))
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_RANGE "'%s' of the %s does not fit", c->name,
                         kith_temporal_kind_name(v->kind));
    return KITH_OK;
}

kith_status kith_temporal_component(kith_temporal_field *out,
                                    char *room,
                                    const kith_temporal *v,
                                    kith_text name,
                                    kith_error *err)
{
    size_t i = 0;
    while (i < COMPONENTS && !(is_of(&components[i], v->kind) &&
                               kith_text_is(name, components[i].name)))
        i++;
    if (i == COMPONENTS)
        return unknown(v, name, err);
    const component *c = &components[i];
    *out = (kith_temporal_field){.name = name, .type = KITH_TEMPORAL_INTEGER};
    if (c->formula) {
        out->integer = c->formula(v);
        return KITH_OK;
    }
    if (c->per_second)
        return count_in(out, v, c, err);
    out->type = KITH_TEMPORAL_TEXT;
    if (v->zone && strcmp(c->name, "timezone") == 0) {
        out->text = v->zone->name;
        return KITH_OK;
    }
    out->text = (kith_text){room, kith_offset_format(v->offset, room)};
    return KITH_OK;
}
