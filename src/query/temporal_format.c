/* Values as the text that reads back as the same. */
#include "query/temporal_clock.h"
#include "query/temporal_duration.h"
#include "query/temporal_zone.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* The text so far; there is always room for it. */
typedef struct {
    char *at;
    size_t left;
} writer;

static void put(writer *w, const char *format, ...) KITH_PRINTF(2, 3);

static void put(writer *w, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(w->at, w->left, format, args);
    va_end(args);
    w->at += length;
    w->left -= (size_t)length;
}

/* The digits of nanoseconds behind a point, without zeros at the end. */
static void put_fraction(writer *w, int64_t nanoseconds)
{
    int digits = 9;
    if (nanoseconds == 0)
        return;
    for (; nanoseconds % 10 == 0; nanoseconds /= 10)
        digits--;
    put(w, ".%0*" PRId64, digits, nanoseconds);
}

static void put_date(writer *w, int64_t days)
{
    const kith_civil civil = kith_civil_of_days(days);
    if (civil.year > 9999)
        put(w, "+");
    if (civil.year < 0)
        put(w, "-");
    put(w, "%04" PRId64 "-%02d-%02d", civil.year < 0 ? -civil.year : civil.year,
        civil.month, civil.day);
}

static void put_time(writer *w, const kith_temporal *value)
{
    const int64_t second = value->seconds % 60;
    put(w, "%02" PRId64 ":%02" PRId64, value->seconds / 3600,
        value->seconds / 60 % 60);
    if (second == 0 && value->nanoseconds == 0)
        return;
    put(w, ":%02" PRId64, second);
    put_fraction(w, value->nanoseconds);
}

size_t kith_offset_format(int32_t offset, char *out)
{
    writer w = {out, KITH_TEMPORAL_COMPONENT_SIZE};
    const int size = abs(offset);
    if (size == 0) {
        put(&w, "Z");
        return 1;
    }
    put(&w, "%c%02d:%02d", offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
    if (size % 60)
        put(&w, ":%02d", size % 60);
    return (size_t)(w.at - out);
}

/* -- durations ----------------------------------------------------------- */

static void put_part(writer *w, int64_t number, char letter)
{
    if (number != 0)
        put(w, "%" PRId64 "%c", number, letter);
}

/* Each part has its own sign. */
static void put_duration(writer *w, const kith_temporal *value)
{
    int64_t left;
    const int64_t seconds = kith_duration_seconds(value, &left);
    const int64_t second = seconds % 60;
    put(w, "P");
    put_part(w, value->months / 12, 'Y');
    put_part(w, value->months % 12, 'M');
    put_part(w, value->days, 'D');
    const bool none = value->months == 0 && value->days == 0;
    if (seconds == 0 && left == 0) {
        if (none)
            put(w, "T0S");
        return;
    }
    put(w, "T");
    put_part(w, seconds / 3600, 'H');
    put_part(w, seconds / 60 % 60, 'M');
    if (second == 0 && left == 0)
        return;
    put(w, "%s%" PRId64, second < 0 || left < 0 ? "-" : "",
        second < 0 ? -second : second);
    put_fraction(w, left < 0 ? -left : left);
    put(w, "S");
}

size_t kith_temporal_format(const kith_temporal *value, char *out)
{
    writer w = {out, KITH_TEMPORAL_SIZE};
    const bool date = kith_temporal_has_date(value->kind);
    const bool time = kith_temporal_has_time(value->kind);
    if (value->kind == KITH_TEMPORAL_DURATION)
        put_duration(&w, value);
    if (date)
        put_date(&w, value->days);
    if (date && time)
        put(&w, "T");
    if (time)
        put_time(&w, value);
    if (kith_temporal_has_offset(value->kind)) {
        char offset[KITH_TEMPORAL_COMPONENT_SIZE];
        kith_offset_format(value->offset, offset);
        put(&w, "%s", offset);
    }
    if (value->zone)
        put(&w, "[%.*s]", (int)value->zone->name.length,
            value->zone->name.data);
    return (size_t)(w.at - out);
}
