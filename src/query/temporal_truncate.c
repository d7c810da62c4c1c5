/* Puts everything below a unit to its start. */
#include "base/error.h"
#include "base/near.h"
#include "query/temporal_clock.h"
#include "query/temporal_parts.h"

/* How the start of a unit is found. */
typedef enum {
    BY_YEARS,
    BY_WEEK_YEAR,
    BY_QUARTER,
    BY_MONTH,
    BY_WEEK,
    BY_DAY,
    BY_SECONDS,
    BY_NANOSECONDS
} way;

typedef struct {
    const char *name;
    way way;
    int64_t size; /* years, seconds or nanoseconds */
} unit;

static const unit units[] = {
    {"millennium",  BY_YEARS,       1000   },
    {"century",     BY_YEARS,       100    },
    {"decade",      BY_YEARS,       10     },
    {"year",        BY_YEARS,       1      },
    {"weekYear",    BY_WEEK_YEAR,   0      },
    {"quarter",     BY_QUARTER,     0      },
    {"month",       BY_MONTH,       0      },
    {"week",        BY_WEEK,        0      },
    {"day",         BY_DAY,         0      },
    {"hour",        BY_SECONDS,     3600   },
    {"minute",      BY_SECONDS,     60     },
    {"second",      BY_SECONDS,     1      },
    {"millisecond", BY_NANOSECONDS, 1000000},
    {"microsecond", BY_NANOSECONDS, 1000   },
};

static kith_status find_unit(const unit **out, kith_text name, kith_error *err)
{
    kith_nearest nearest = {.wanted = name};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        *out = &units[i];
        if (kith_text_is(name, units[i].name))
            return KITH_OK;
        kith_nearest_see(&nearest, units[i].name);
    }
    if (nearest.best)
        kith_hint(err, "did you mean '%s'?", nearest.best);
    return kith_fail(err, KITH_E_INVALID,
                     KITH_BAD_VALUE "unknown unit '%.*s' to truncate to",
                     KITH_SHOWN(name));
}

static int64_t first_day(int64_t days, const unit *u)
{
    const kith_civil civil = kith_civil_of_days(days);
    switch (u->way) {
    case BY_YEARS:
        return kith_days_of_quarter(civil.year -
                                        kith_floor_rest(civil.year, u->size),
                                    1);
    case BY_WEEK_YEAR:
        return kith_days_of_week(
            (kith_week){kith_week_of_days(days).year, 1, 1});
    case BY_QUARTER:
        return kith_days_of_quarter(civil.year, (civil.month + 2) / 3);
    case BY_MONTH:
        return days - (civil.day - 1);
    case BY_WEEK:
        return days - (kith_weekday(days) - 1);
    case BY_DAY:
    case BY_SECONDS:
    case BY_NANOSECONDS:
        break;
    }
    return days;
}

static void truncate_value(kith_temporal *value, const unit *u)
{
    if (kith_temporal_has_date(value->kind))
        value->days = first_day(value->days, u);
    if (u->way <= BY_DAY)
        value->seconds = 0;
    if (u->way <= BY_SECONDS)
        value->nanoseconds = 0;
    if (u->way == BY_SECONDS)
        value->seconds -= value->seconds % u->size;
    if (u->way == BY_NANOSECONDS)
        value->nanoseconds -= (int32_t)(value->nanoseconds % u->size);
}

/* What is left of the second stays when smaller parts are given. */
static void keep_fraction(kith_parts *parts,
                          const kith_temporal *value,
                          const unit *u)
{
    const kith_part kept =
        u->size == 1000 ? KITH_PART_MICROSECOND : KITH_PART_MILLISECOND;
    if (u->way != BY_NANOSECONDS || parts->given[KITH_PART_MILLISECOND] ||
        parts->given[kept])
        return;
    parts->number[kept] = value->nanoseconds / u->size;
    parts->given[kept] = true;
}

/* A unit needs a kind and a value that have such a thing. */
static kith_status check_unit(const unit *u,
                              kith_temporal_kind kind,
                              kith_temporal_kind from,
                              kith_error *err)
{
    const bool date = u->way < BY_DAY;
    const bool time = u->way > BY_DAY;
    kith_temporal_kind without = kind;
    if ((!date || kith_temporal_has_date(kind)) &&
        (!time || kith_temporal_has_time(kind)))
        without = from;
    if ((!date || kith_temporal_has_date(without)) &&
        (!time || kith_temporal_has_time(without)))
        return KITH_OK;
    return kith_fail(err, KITH_E_INVALID,
                     KITH_BAD_VALUE "a %s cannot be truncated to a %s",
                     kith_temporal_kind_name(without), u->name);
}

kith_status kith_temporal_truncate(kith_temporal *out,
                                   const kith_truncation *to,
                                   const kith_temporal *value,
                                   const kith_temporal_context *context,
                                   kith_error *err)
{
    kith_status st;
    const unit *u;
    const kith_temporal midnight = {.kind = KITH_TEMPORAL_LOCAL_TIME};
    kith_temporal start = *value;
    kith_parts parts = {.keeps_clock = true};
    KITH_TRY(st,
             kith_parts_collect(&parts, to->kind, to->fields, to->count, err),
             done);
    if (parts.date || parts.time)
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_VALUE "what is truncated to is changed by "
                                        "components, not by another value");
    KITH_TRY(st, kith_parts_take_from(&parts, to->kind, &start, err), done);
    KITH_TRY(st, find_unit(&u, to->unit, err), done);
    KITH_TRY(st, check_unit(u, to->kind, value->kind, err), done);
    truncate_value(&start, u);
    if (!parts.time && kith_temporal_has_time(to->kind))
        parts.time = &midnight;
    keep_fraction(&parts, &start, u);
    st = kith_parts_assemble(out, to->kind, &parts, context, err);
done:
    return st;
}
