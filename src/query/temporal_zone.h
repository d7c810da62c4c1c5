#ifndef KITH_QUERY_TEMPORAL_ZONE_H
#define KITH_QUERY_TEMPORAL_ZONE_H

/** What a named time zone says about instants and local times. */

#include "base/arena.h"
#include "query/temporal.h"
#include "query/temporal_rule.h"

/** The longest name of a zone, in bytes. */
#define KITH_ZONE_NAME_MOST 48

struct kith_zone {
    struct kith_zone *next; /**< in its database */
    kith_text name;
    const int64_t *times;   /**< `count` instants, rising, when the offset
                                 changes */
    const int32_t *offsets; /**< `count` + 1: before, between and after them */
    size_t count;
    bool has_rule;
    kith_zone_rule rule; /**< after the last of the instants, if there is one */
};

/** No preference of kith_zone_offset_of_local(). */
#define KITH_NO_OFFSET INT32_MIN

/** Read the bytes of a file of RFC 8536 into `out`, arrays from `arena`.
 *  KITH_E_INVALID if they are no such file or count leap seconds. */
kith_status kith_zone_read(kith_zone *out,
                           kith_arena *arena,
                           const unsigned char *bytes,
                           size_t length);

/** The zone of that name. KITH_E_INVALID if there is none; KITH_E_MEMORY. */
kith_status kith_zones_find(const kith_zone **out,
                            kith_zones *zones,
                            kith_text name,
                            kith_error *err);

/** The stretch around an instant. Cost: O(log changes). */
kith_zone_span kith_zone_span_at(const kith_zone *zone, int64_t epoch);

/** The offset of a local time, in seconds from 1970-01-01T00:00 on the zone's
 *  clocks. Of two the preferred one, otherwise that of the earlier instant. A
 *  local time that the clocks skip is moved on by as much as they are. */
int32_t kith_zone_offset_of_local(const kith_zone *zone,
                                  int64_t *local,
                                  int32_t preferred);

#endif /* KITH_QUERY_TEMPORAL_ZONE_H */
