/* Reads dates, times and offsets in the forms of ISO 8601-1:2019, by patterns:
 * a small letter stands for a digit, everything else for itself. */
#include "base/error.h"
#include "query/temporal_clock.h"
#include "query/temporal_duration.h"
#include "query/temporal_zone.h"

#include <string.h>

/* Where the digits of a letter go. */
enum { FIRST, MIDDLE, LAST, PLACES };

typedef struct {
    const char *pattern;
    kith_date_form form; /* of dates */
} form;

/* Behind the year: a = month, week or quarter, b = the day in it. */
static const form date_forms[] = {
    {"",       KITH_DATE_BY_MONTH  },
    {"-aa",    KITH_DATE_BY_MONTH  },
    {"-aa-bb", KITH_DATE_BY_MONTH  },
    {"aa",     KITH_DATE_BY_MONTH  },
    {"aabb",   KITH_DATE_BY_MONTH  },
    {"-Waa",   KITH_DATE_BY_WEEK   },
    {"-Waa-b", KITH_DATE_BY_WEEK   },
    {"Waa",    KITH_DATE_BY_WEEK   },
    {"Waab",   KITH_DATE_BY_WEEK   },
    {"-Qa",    KITH_DATE_BY_QUARTER},
    {"-Qa-bb", KITH_DATE_BY_QUARTER},
    {"Qa",     KITH_DATE_BY_QUARTER},
    {"Qabb",   KITH_DATE_BY_QUARTER},
    {"-bbb",   KITH_DATE_BY_ORDINAL},
    {"bbb",    KITH_DATE_BY_ORDINAL},
};

/* h = hour, a = minute, b = second. */
static const char *const clock_forms[] = {"hh:aa:bb", "hhaabb", "hh:aa",
                                          "hhaa",     "hh",     NULL};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool matches(kith_text text, const char *pattern, int64_t *parts)
{
    int64_t read[PLACES] = {0};
    bool given[PLACES] = {false};
    for (size_t i = 0; i < text.length; i++) {
        const char p = pattern[i];
        const size_t place = p == 'h' ? FIRST : p == 'a' ? MIDDLE : LAST;
        if (p != 'h' && p != 'a' && p != 'b') {
            if (p == '\0' || p != text.data[i])
                return false;
            continue;
        }
        if (!is_digit(text.data[i]))
            return false;
        read[place] = read[place] * 10 + (text.data[i] - '0');
        given[place] = true;
    }
    if (pattern[text.length] != '\0')
        return false;
    for (size_t i = 0; i < PLACES; i++) {
        if (given[i])
            parts[i] = read[i];
    }
    return true;
}

static kith_text rest_of(kith_text text, size_t from)
{
    return (kith_text){text.data + from, text.length - from};
}

/* The first of some characters, or the text's length. */
static size_t find_any(kith_text text, const char *wanted)
{
    size_t at = 0;
    while (at < text.length && !memchr(wanted, text.data[at], strlen(wanted)))
        at++;
    return at;
}

/* -- dates --------------------------------------------------------------- */

/* Four digits, or a sign and up to nine that a hyphen follows. Returns how long
 * it is; zero if there is none. */
static size_t take_year(kith_text text, int64_t *year)
{
    enum { MOST_DIGITS = 9, USUAL_DIGITS = 4 };
    const bool sign =
        text.length > 0 && (text.data[0] == '-' || text.data[0] == '+');
    const size_t most = sign ? MOST_DIGITS : USUAL_DIGITS;
    size_t at = sign;
    *year = 0;
    while (at < text.length && at < sign + most && is_digit(text.data[at]))
        *year = *year * 10 + (text.data[at++] - '0');
    const bool hyphen = at < text.length && text.data[at] == '-';
    if (sign ? at == 1 || !hyphen : at != USUAL_DIGITS)
        return 0;
    if (text.data[0] == '-')
        *year = -*year;
    return at;
}

static kith_status parse_date(int64_t *days, kith_text text, kith_error *err)
{
    const size_t count = sizeof date_forms / sizeof *date_forms;
    int64_t parts[PLACES] = {0, 1, 1};
    const size_t at = take_year(text, &parts[FIRST]);
    const kith_text rest = rest_of(text, at);
    size_t i = at > 0 ? 0 : count;
    while (i < count && !matches(rest, date_forms[i].pattern, parts))
        i++;
    if (i < count)
        return kith_days_of_form(days, date_forms[i].form, parts, err);
    kith_hint(err, "dates are written 2015-07-21, 2015-W30-2, 2015-Q3-21 or "
                   "2015-202, with or without hyphens");
    return kith_fail(err, KITH_E_INVALID, KITH_BAD_VALUE "'%.*s' is no date",
                     KITH_SHOWN(text));
}

/* -- times --------------------------------------------------------------- */

/* Up to nine digits as nanoseconds; -1 if it is no such text. */
static int32_t parse_fraction(kith_text digits)
{
    enum { MOST_DIGITS = 9 };
    int32_t value = 0;
    if (digits.length == 0 || digits.length > MOST_DIGITS)
        return -1;
    for (size_t i = 0; i < MOST_DIGITS; i++) {
        const char c = i < digits.length ? digits.data[i] : '0';
        if (!is_digit(c))
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

static const char *clock_form(kith_text text, int64_t *parts)
{
    size_t i = 0;
    while (clock_forms[i] && !matches(text, clock_forms[i], parts))
        i++;
    return clock_forms[i];
}

static kith_status parse_clock(kith_temporal *out,
                               kith_text text,
                               kith_error *err)
{
    int64_t parts[PLACES] = {0};
    const size_t point = find_any(text, ".,");
    const char *found = clock_form((kith_text){text.data, point}, parts);
    bool good = found != NULL;
    if (good && point < text.length) {
        out->nanoseconds = parse_fraction(rest_of(text, point + 1));
        good = strchr(found, 'b') && out->nanoseconds >= 0;
    }
    if (good)
        return kith_seconds_of_clock(&out->seconds, parts, err);
    kith_hint(err, "times are written 21:40:32.142, 21:40 or 21, with or "
                   "without colons; seconds have up to nine decimals");
    return kith_fail(err, KITH_E_INVALID,
                     KITH_BAD_VALUE "'%.*s' is no time of day",
                     KITH_SHOWN(text));
}

kith_status kith_offset_of_text(int32_t *out, kith_text text)
{
    enum { MOST = 18 * 3600 };
    int64_t parts[PLACES] = {0};
    *out = 0;
    if (text.length == 1 && text.data[0] == 'Z')
        return KITH_OK;
    if (text.length == 0 || (text.data[0] != '+' && text.data[0] != '-') ||
        !clock_form(rest_of(text, 1), parts))
        return KITH_E_INVALID;
    const int64_t size = parts[FIRST] * 3600 + parts[MIDDLE] * 60 + parts[LAST];
    if (parts[MIDDLE] > 59 || parts[LAST] > 59 || size > MOST)
        return KITH_E_INVALID;
    *out = (int32_t)(text.data[0] == '-' ? -size : size);
    return KITH_OK;
}

/* -- offsets and zones behind a time ------------------------------------- */

/* The parts of a time with an offset and a zone; what is not there is empty. */
typedef struct {
    kith_text clock;
    kith_text offset;
    kith_text zone;
} pieces;

static pieces cut(kith_text text)
{
    const size_t bracket = find_any(text, "[");
    const size_t sign = find_any((kith_text){text.data, bracket}, "Z+-");
    pieces p = {
        .clock = {text.data,        sign          },
        .offset = {text.data + sign, bracket - sign}
    };
    if (bracket < text.length)
        p.zone = rest_of(text, bracket);
    return p;
}

/* Fails unless the zone is one between brackets. */
static kith_status parse_zone(kith_zone_ref *out,
                              kith_text text,
                              const kith_temporal_context *context,
                              kith_error *err)
{
    *out = (kith_zone_ref){0};
    if (text.length > 2 && text.data[text.length - 1] == ']')
        return kith_zones_find(&out->zone, context->zones,
                               (kith_text){text.data + 1, text.length - 2},
                               err);
    kith_hint(err, "a time zone follows the offset as in [Europe/Oslo]");
    return kith_fail(err, KITH_E_INVALID,
                     KITH_BAD_VALUE "'%.*s' is no time zone", KITH_SHOWN(text));
}

static kith_status parse_offset(int32_t *out, kith_text text, kith_error *err)
{
    if (kith_offset_of_text(out, text) == KITH_OK)
        return KITH_OK;
    kith_hint(err, "offsets are written Z, +01:00, +0100 or +01, up to 18 "
                   "hours");
    return kith_fail(err, KITH_E_INVALID, KITH_BAD_VALUE "'%.*s' is no offset",
                     KITH_SHOWN(text));
}

/* Settles a datetime by a zone, and by an offset if there is one. */
static kith_status settle_in_zone(kith_temporal *out,
                                  const pieces *p,
                                  const kith_temporal_context *context,
                                  kith_error *err)
{
    kith_status st;
    kith_zone_ref where;
    int32_t offset = KITH_NO_OFFSET;
    char right[KITH_TEMPORAL_COMPONENT_SIZE];
    if (p->offset.length > 0)
        KITH_TRY(st, parse_offset(&offset, p->offset, err), done);
    KITH_TRY(st, parse_zone(&where, p->zone, context, err), done);
    KITH_TRY(st, kith_temporal_settle(out, where, offset, err), done);
    if (offset == KITH_NO_OFFSET || offset == out->offset)
        goto done;
    kith_offset_format(out->offset, right);
    st = kith_fail(err, KITH_E_INVALID,
                   KITH_BAD_VALUE "%.*s is at %s then, not at %.*s",
                   KITH_SHOWN(where.zone->name), right, KITH_SHOWN(p->offset));
done:
    return st;
}

static kith_status settle(kith_temporal *out,
                          const pieces *p,
                          const kith_temporal_context *context,
                          kith_error *err)
{
    kith_status st;
    kith_zone_ref where = {0};
    if (p->zone.length > 0)
        return settle_in_zone(out, p, context, err);
    if (p->offset.length > 0) {
        KITH_TRY(st, parse_offset(&where.offset, p->offset, err), done);
    } else {
        KITH_TRY(st, kith_zone_asked(&where, (kith_text){0}, context, err),
                 done);
    }
    st = kith_temporal_settle(out, where, KITH_NO_OFFSET, err);
done:
    return st;
}

/* -- all kinds ----------------------------------------------------------- */

static kith_status parse_time(kith_temporal *out,
                              kith_text text,
                              const kith_temporal_context *context,
                              kith_error *err)
{
    kith_status st;
    const pieces p = cut(text);
    if (p.zone.length > 0)
        return kith_fail(err, KITH_E_INVALID,
                         KITH_BAD_VALUE "a time has an offset, not the zone "
                                        "'%.*s'",
                         KITH_SHOWN(p.zone));
    KITH_TRY(st, parse_clock(out, p.clock, err), done);
    if (p.offset.length > 0) {
        st = parse_offset(&out->offset, p.offset, err);
    } else {
        st = kith_offset_now(&out->offset, (kith_text){0}, context, err);
    }
done:
    return st;
}

/* A date, and if a T follows, a time; of which `with_zone` may have a zone. */
static kith_status parse_datetime(kith_temporal *out,
                                  kith_text text,
                                  bool with_zone,
                                  const kith_temporal_context *context,
                                  kith_error *err)
{
    kith_status st;
    const size_t at = find_any(text, "T[");
    const bool has_time = at < text.length && text.data[at] == 'T';
    pieces p = {.clock = rest_of(text, has_time ? at + 1 : at)};
    if (with_zone)
        p = cut(p.clock);
    KITH_TRY(st, parse_date(&out->days, (kith_text){text.data, at}, err), done);
    if (has_time || p.clock.length > 0)
        KITH_TRY(st, parse_clock(out, p.clock, err), done);
    if (with_zone) {
        st = settle(out, &p, context, err);
    } else {
        st = kith_temporal_check(out, err);
    }
done:
    return st;
}

static kith_status parse_kind(kith_temporal *out,
                              kith_text text,
                              const kith_temporal_context *context,
                              kith_error *err)
{
    kith_status st;
    switch (out->kind) {
    case KITH_TEMPORAL_DATETIME:
        return parse_datetime(out, text, true, context, err);
    case KITH_TEMPORAL_LOCAL_DATETIME:
        return parse_datetime(out, text, false, context, err);
    case KITH_TEMPORAL_DATE:
        st = parse_date(&out->days, text, err);
        return st == KITH_OK ? kith_temporal_check(out, err) : st;
    case KITH_TEMPORAL_TIME:
        return parse_time(out, text, context, err);
    case KITH_TEMPORAL_LOCAL_TIME:
        return parse_clock(out, text, err);
    case KITH_TEMPORAL_DURATION:
        return kith_duration_parse(out, text, err);
    }
    return KITH_E_INTERNAL;
}

kith_status kith_temporal_parse(kith_temporal *out,
                                kith_temporal_kind kind,
                                kith_text text,
                                const kith_temporal_context *context,
                                kith_error *err)
{
    *out = (kith_temporal){.kind = kind};
    const kith_status st = parse_kind(out, text, context, err);
    if (st != KITH_OK)
        kith_hint(err, "in the %s '%.*s'", kith_temporal_kind_name(kind),
                  KITH_SHOWN(text));
    return st;
}
