/* Any text as a value in time, and any bytes as the file of a time zone: what
 * is read is written as the text that reads back as the same, and computing
 * with it gives values that are sound or a clean failure. The first byte
 * chooses the kind; beyond the kinds, it is a zone's file. */
#include "base/arena.h"
#include "fuzz.h"
#include "query/temporal.h"
#include "query/temporal_calendar.h"
#include "query/temporal_zone.h"

#include <string.h>

static const kith_temporal_context *context(void)
{
    static kith_temporal_context all;
    if (!all.zones)
        assert(kith_zones_new(&all.zones, NULL, NULL) == KITH_OK);
    return &all;
}

static void assert_sound(const kith_temporal *value)
{
    assert(value->nanoseconds >= 0 && value->nanoseconds < 1000000000);
    if (value->kind == KITH_TEMPORAL_DURATION)
        return;
    assert(value->seconds >= 0 && value->seconds < KITH_DAY_SECONDS);
    assert(value->days >= KITH_DAYS_LEAST && value->days <= KITH_DAYS_MOST);
    assert(value->offset >= -26 * 3600 && value->offset <= 26 * 3600);
}

static void assert_reads_back(const kith_temporal *value)
{
    char text[KITH_TEMPORAL_SIZE];
    char again[KITH_TEMPORAL_SIZE];
    kith_temporal back;
    const size_t length = kith_temporal_format(value, text);
    assert(length == strlen(text) && length < sizeof text);
    assert(kith_temporal_parse(&back, value->kind, (kith_text){text, length},
                               context(), NULL) == KITH_OK);
    kith_temporal_format(&back, again);
    assert(strcmp(text, again) == 0);
    assert(kith_temporal_order(value, &back) == 0);
    assert(kith_temporal_hash(value, 1) == kith_temporal_hash(&back, 1));
}

/* Components are numbers, texts or clean failures, whatever they are called. */
static void assert_components(const kith_temporal *value)
{
    static const char *const names[] = {"weekYear",     "dayOfQuarter",
                                        "ordinalDay",   "microsecond",
                                        "offset",       "timezone",
                                        "epochSeconds", "epochMillis",
                                        "nanoseconds",  "microseconds",
                                        "quarters",     "minutesOfHour"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char room[KITH_TEMPORAL_COMPONENT_SIZE];
        kith_temporal_field field;
        kith_error err = {0};
        const kith_text name = {names[i], strlen(names[i])};
        const kith_status st =
            kith_temporal_component(&field, room, value, name, &err);
        assert(st == KITH_OK || st == KITH_E_INVALID);
        assert(st == err.status);
    }
}

/* Sums with what is between two values come back. */
static void assert_computes(const kith_temporal *value)
{
    kith_temporal other = {.kind = value->kind};
    kith_temporal length;
    kith_temporal sum;
    if (value->kind == KITH_TEMPORAL_DURATION) {
        if (kith_temporal_subtract(&sum, value, value, NULL) == KITH_OK)
            assert(sum.months == 0 && sum.days == 0 && sum.seconds == 0);
        if (kith_duration_multiply(&sum, value, 0.3, NULL) == KITH_OK)
            assert_sound(&sum);
        if (kith_duration_divide(&sum, value, -7, NULL) == KITH_OK)
            assert_sound(&sum);
        return;
    }
    for (int unit = 0; unit < 4; unit++) {
        if (kith_duration_between(&length, (kith_duration_unit)unit, &other,
                                  value, NULL) != KITH_OK)
            continue; /* near the ends, the other zone's day may be beyond */
        assert_sound(&length);
        if (unit == KITH_DURATION_MONTHS || unit == KITH_DURATION_DAYS ||
            kith_temporal_add(&sum, &other, &length, NULL) != KITH_OK)
            continue;
        assert_sound(&sum);
        sum.zone = value->zone;
        sum.seconds -= sum.offset; /* compared as instants */
        kith_temporal there = *value;
        there.seconds -= there.offset;
        sum.offset = there.offset = 0;
        if (value->kind != KITH_TEMPORAL_TIME)
            assert(sum.days * KITH_DAY_SECONDS + sum.seconds ==
                   there.days * KITH_DAY_SECONDS + there.seconds);
        assert(sum.nanoseconds == there.nanoseconds);
    }
}

static void assert_zone(const uint8_t *data, size_t size)
{
    kith_arena arena = {0};
    kith_zone zone = {0};
    if (kith_zone_read(&zone, &arena, data, size) == KITH_OK) {
        for (int64_t at = -(1ll << 34); at < 1ll << 34; at += 987654321) {
            const kith_zone_span span = kith_zone_span_at(&zone, at);
            int64_t local = at;
            const int32_t offset =
                kith_zone_offset_of_local(&zone, &local, KITH_NO_OFFSET);
            assert(span.to > at && span.from < span.to);
            assert(kith_zone_span_at(&zone, local - offset).offset == offset);
        }
    }
    kith_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kith_temporal value;
    kith_error err = {0};
    if (size == 0)
        return 0;
    const int kind = data[0] - '0';
    if (kind < 0 || kind >= KITH_TEMPORAL_KINDS) {
        assert_zone(data + 1, size - 1);
        return 0;
    }
    const kith_text text = {(const char *)data + 1, size - 1};
    const kith_status st = kith_temporal_parse(&value, (kith_temporal_kind)kind,
                                               text, context(), &err);
    assert(st == err.status);
    if (st != KITH_OK) {
        assert(st == KITH_E_INVALID && strstr(err.message, "Error: "));
        return 0;
    }
    assert_sound(&value);
    assert_reads_back(&value);
    assert_components(&value);
    assert_computes(&value);
    return 0;
}
