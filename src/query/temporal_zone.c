/* The time zone database: one file for each zone, read when first asked for. */
#include "query/temporal_zone.h"

#include "base/alloc.h"
#include "base/error.h"
#include "query/temporal_clock.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The largest file of tzdata has 4 KB; a fat one with ten times the changes
 * still fits. */
enum { MOST_FILE_BYTES = 64 << 10 };

struct kith_zones {
    kith_arena arena;
    kith_zone *first;
    const char *directory; /* NULL = the usual ones */
};

static const char *const usual_directories[] = {"/usr/share/zoneinfo",
                                                "/usr/lib/zoneinfo",
                                                "/usr/share/lib/zoneinfo",
                                                "/etc/zoneinfo", NULL};

kith_status kith_zones_new(kith_zones **out,
                           const char *directory,
                           kith_error *err)
{
    *out = NULL;
    kith_zones *zones = KITH_NEW(kith_zones, 1);
    if (!zones)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (directory) {
        zones->directory =
            kith_arena_text(&zones->arena, directory, strlen(directory));
        if (!zones->directory) {
            kith_zones_free(zones);
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        }
    }
    *out = zones;
    return KITH_OK;
}

void kith_zones_free(kith_zones *zones)
{
    if (!zones)
        return;
    kith_arena_free(&zones->arena);
    kith_release(zones);
}

kith_text kith_zone_name(const kith_zone *zone)
{
    return zone->name;
}

/* Names are parts of letters, digits, '_', '-' and '+', between single
 * slashes: no name leads out of the database. */
static bool is_name(kith_text name)
{
    bool inside = false;
    if (name.length > KITH_ZONE_NAME_MOST)
        return false;
    for (size_t i = 0; i < name.length; i++) {
        const char c = name.data[i];
        const char lower = (char)(c | 0x20);
        const bool plain = (lower >= 'a' && lower <= 'z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                           c == '+';
        if (!plain && (c != '/' || !inside))
            return false;
        inside = plain;
    }
    return inside;
}

/* Reads a file whole; zero if there is none or it is too large. */
static size_t read_file(const char *directory,
                        kith_text name,
                        unsigned char *bytes)
{
    char path[512];
    const int length = snprintf(path, sizeof path, "%s/%.*s", directory,
                                (int)name.length, name.data);
    if (length < 0 || (size_t)length >= sizeof path)
        return 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    const size_t size = fread(bytes, 1, MOST_FILE_BYTES, file);
    const bool whole = !ferror(file) && size < MOST_FILE_BYTES;
    fclose(file);
    return whole ? size : 0;
}

/* Reads a zone's file from the first directory that has it; `*any` tells
 * whether there was a directory at all. */
static size_t read_zone_file(const kith_zones *zones,
                             kith_text name,
                             unsigned char *bytes,
                             bool *any)
{
    const char *const only[] = {zones->directory, NULL};
    const char *const *places = zones->directory ? only : usual_directories;
    size_t length = 0;
    for (*any = false; *places && length == 0; places++) {
        *any = *any || access(*places, R_OK | X_OK) == 0;
        length = read_file(*places, name, bytes);
    }
    return length;
}

static kith_status no_zone(kith_text name, bool any, kith_error *err)
{
    if (!any) {
        kith_fail(err, KITH_E_INVALID,
                  KITH_BAD_VALUE "time zone '%.*s': there is no time zone "
                                 "database here",
                  (int)name.length, name.data);
        kith_hint(err, "install tzdata, or write an offset such as +01:00");
        return KITH_E_INVALID;
    }
    kith_fail(err, KITH_E_INVALID, KITH_BAD_VALUE "unknown time zone '%.*s'",
              name.length > 60 ? 60 : (int)name.length, name.data);
    kith_hint(err, "a time zone is written Z, +01:00 or Europe/Oslo");
    return KITH_E_INVALID;
}

static kith_status add_zone(const kith_zone **out,
                            kith_zones *zones,
                            kith_text name,
                            unsigned char *bytes,
                            kith_error *err)
{
    bool any = true;
    const size_t length = read_zone_file(zones, name, bytes, &any);
    if (length == 0)
        return no_zone(name, any, err);
    kith_zone *zone = KITH_ARENA_NEW(&zones->arena, kith_zone, 1);
    const char *copy = kith_arena_text(&zones->arena, name.data, name.length);
    const kith_status st =
        zone && copy ? kith_zone_read(zone, &zones->arena, bytes, length)
                     : KITH_E_MEMORY;
    if (st == KITH_E_MEMORY)
        return kith_fail(err, st, "out of memory");
    if (st != KITH_OK)
        return no_zone(name, true, err);
    zone->name = (kith_text){copy, name.length};
    zone->next = zones->first;
    zones->first = zone;
    *out = zone;
    return KITH_OK;
}

kith_status kith_zones_find(const kith_zone **out,
                            kith_zones *zones,
                            kith_text name,
                            kith_error *err)
{
    *out = NULL;
    if (!is_name(name))
        return no_zone(name, true, err);
    if (!zones)
        return no_zone(name, false, err);
    for (const kith_zone *zone = zones->first; zone; zone = zone->next) {
        if (zone->name.length == name.length &&
            memcmp(zone->name.data, name.data, name.length) == 0) {
            *out = zone;
            return KITH_OK;
        }
    }
    unsigned char *bytes = KITH_NEW(unsigned char, MOST_FILE_BYTES);
    if (!bytes)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const kith_status st = add_zone(out, zones, name, bytes, err);
    kith_release(bytes);
    return st;
}

kith_zone_span kith_zone_span_at(const kith_zone *zone, int64_t epoch)
{
    size_t low = 0; /* the changes before it are not after `epoch` */
    size_t high = zone->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (zone->times[middle] <= epoch) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    kith_zone_span span = {.from = low > 0 ? zone->times[low - 1] : INT64_MIN,
                           .to =
                               low < zone->count ? zone->times[low] : INT64_MAX,
                           .offset = zone->offsets[low]};
    if (low == zone->count && zone->has_rule) {
        const int64_t from = span.from;
        span = kith_zone_rule_span(&zone->rule, epoch);
        if (span.from < from)
            span.from = from;
    }
    return span;
}

int32_t kith_zone_offset_of_local(const kith_zone *zone,
                                  int64_t *local,
                                  int32_t preferred)
{
    enum { FAR = 27 * 3600 }; /* farther than any offset */
    int32_t found = KITH_NO_OFFSET;
    kith_zone_span before = {INT64_MIN, INT64_MIN, 0};
    int64_t moved = *local;
    int32_t offset = 0;
    for (int64_t at = *local - FAR; at <= *local + FAR;) {
        const kith_zone_span span = kith_zone_span_at(zone, at);
        const int64_t instant = *local - span.offset;
        if (instant >= span.from && instant < span.to) {
            if (found == KITH_NO_OFFSET || span.offset == preferred)
                found = span.offset;
        } else if (instant < span.from && at > *local - FAR &&
                   *local - before.offset >= span.from) {
            moved = *local + span.offset - before.offset;
            offset = span.offset;
        }
        if (span.to == INT64_MAX)
            break;
        before = span;
        at = span.to;
    }
    if (found != KITH_NO_OFFSET)
        return found;
    *local = moved;
    return offset;
}
