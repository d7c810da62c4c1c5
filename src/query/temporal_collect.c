/* Sorts the members of a map of components. */
#include "base/error.h"
#include "base/near.h"
#include "query/temporal_clock.h"
#include "query/temporal_parts.h"

/* What a kind must have for a component to make sense. */
enum { NEEDS_DATE = 1, NEEDS_TIME = 2, NEEDS_OFFSET = 4 };

/* Components that are no numbers, numbered on. */
enum {
    PART_TIMEZONE = KITH_NUMBER_PARTS,
    PART_DATE,
    PART_TIME,
    PART_DATETIME,
    ALL_PARTS
};

static const struct {
    const char *name;
    unsigned needs;
} parts[ALL_PARTS] = {
    [KITH_PART_YEAR] = {"year",         NEEDS_DATE             },
    [KITH_PART_MONTH] = {"month",        NEEDS_DATE             },
    [KITH_PART_DAY] = {"day",          NEEDS_DATE             },
    [KITH_PART_WEEK] = {"week",         NEEDS_DATE             },
    [KITH_PART_DAY_OF_WEEK] = {"dayOfWeek",    NEEDS_DATE             },
    [KITH_PART_QUARTER] = {"quarter",      NEEDS_DATE             },
    [KITH_PART_DAY_OF_QUARTER] = {"dayOfQuarter", NEEDS_DATE             },
    [KITH_PART_ORDINAL_DAY] = {"ordinalDay",   NEEDS_DATE             },
    [KITH_PART_HOUR] = {"hour",         NEEDS_TIME             },
    [KITH_PART_MINUTE] = {"minute",       NEEDS_TIME             },
    [KITH_PART_SECOND] = {"second",       NEEDS_TIME             },
    [KITH_PART_MILLISECOND] = {"millisecond",  NEEDS_TIME             },
    [KITH_PART_MICROSECOND] = {"microsecond",  NEEDS_TIME             },
    [KITH_PART_NANOSECOND] = {"nanosecond",   NEEDS_TIME             },
    [KITH_PART_EPOCH_SECONDS] = {"epochSeconds", NEEDS_DATE | NEEDS_TIME},
    [KITH_PART_EPOCH_MILLIS] = {"epochMillis",  NEEDS_DATE | NEEDS_TIME},
    [PART_TIMEZONE] = {"timezone",     NEEDS_OFFSET           },
    [PART_DATE] = {"date",         NEEDS_DATE             },
    [PART_TIME] = {"time",         NEEDS_TIME             },
    [PART_DATETIME] = {"datetime",     NEEDS_DATE | NEEDS_TIME},
};

const char *kith_part_name(kith_part part)
{
    return parts[part].name;
}

static bool is_of_kind(size_t part, kith_temporal_kind kind)
{
    const unsigned has = (kith_temporal_has_date(kind) ? NEEDS_DATE : 0u) |
                         (kith_temporal_has_time(kind) ? NEEDS_TIME : 0u) |
                         (kith_temporal_has_offset(kind) ? NEEDS_OFFSET : 0u);
    return (parts[part].needs & ~has) == 0;
}

static kith_status unknown(kith_temporal_kind kind,
                           kith_text name,
                           kith_error *err)
{
    kith_nearest nearest = {.wanted = name};
    for (size_t i = 0; i < ALL_PARTS; i++) {
        if (is_of_kind(i, kind))
            kith_nearest_see(&nearest, parts[i].name);
    }
    if (nearest.best)
        kith_hint(err, "did you mean '%s'?", nearest.best);
    return kith_fail(err, KITH_E_INVALID,
                     KITH_BAD_VALUE "a %s cannot be made from '%.*s'",
                     kith_temporal_kind_name(kind), KITH_SHOWN(name));
}

static kith_status wrong_type(const char *name,
                              const char *wanted,
                              kith_error *err)
{
    return kith_fail(err, KITH_E_INVALID, KITH_BAD_TYPE "'%s' is not %s", name,
                     wanted);
}

/* Takes the other value that gives the defaults of a date, a time or both. */
static kith_status take_other(kith_parts *out,
                              size_t part,
                              const kith_temporal_field *field,
                              kith_error *err)
{
    const bool date = part != PART_TIME;
    const bool time = part != PART_DATE;
    const kith_temporal *value = field->value;
    if (field->type != KITH_TEMPORAL_VALUE ||
        (date && !kith_temporal_has_date(value->kind)) ||
        (time && !kith_temporal_has_time(value->kind)))
        return wrong_type(parts[part].name,
                          date && time ? "a value with a date and a time"
                          : date       ? "a value with a date"
                                       : "a value with a time",
                          err);
    if ((date && out->date) || (time && out->time))
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_VALUE "'datetime' does not go together with "
                                        "'date' or 'time'");
    if (date)
        out->date = value;
    if (time)
        out->time = value;
    return KITH_OK;
}

static kith_status take(kith_parts *out,
                        size_t part,
                        const kith_temporal_field *field,
                        kith_error *err)
{
    if (part > PART_TIMEZONE)
        return take_other(out, part, field, err);
    if (part == PART_TIMEZONE) {
        if (field->type != KITH_TEMPORAL_TEXT)
            return wrong_type(parts[part].name, "a text", err);
        out->zone = field->text;
        return KITH_OK;
    }
    if (field->type != KITH_TEMPORAL_INTEGER)
        return wrong_type(parts[part].name, "an integer", err);
    out->number[part] = field->integer;
    out->given[part] = true;
    return KITH_OK;
}

kith_status kith_parts_collect(kith_parts *out,
                               kith_temporal_kind kind,
                               const kith_temporal_field *fields,
                               size_t count,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < count && st == KITH_OK; i++) {
        size_t part = 0;
        while (part < ALL_PARTS &&
               !kith_text_is(fields[i].name, parts[part].name))
            part++;
        st = part < ALL_PARTS && is_of_kind(part, kind)
                 ? take(out, part, &fields[i], err)
                 : unknown(kind, fields[i].name, err);
    }
    return st;
}
