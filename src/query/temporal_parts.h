#ifndef KITH_QUERY_TEMPORAL_PARTS_H
#define KITH_QUERY_TEMPORAL_PARTS_H

/** The components of a map, sorted by what they are, and the value that they
 *  make up: what building, converting and truncating have in common. */

#include "query/temporal.h"

/** Components that are whole numbers. */
typedef enum kith_part {
    KITH_PART_YEAR,
    KITH_PART_MONTH,
    KITH_PART_DAY,
    KITH_PART_WEEK,
    KITH_PART_DAY_OF_WEEK,
    KITH_PART_QUARTER,
    KITH_PART_DAY_OF_QUARTER,
    KITH_PART_ORDINAL_DAY,
    KITH_PART_HOUR,
    KITH_PART_MINUTE,
    KITH_PART_SECOND,
    KITH_PART_MILLISECOND,
    KITH_PART_MICROSECOND,
    KITH_PART_NANOSECOND,
    KITH_PART_EPOCH_SECONDS,
    KITH_PART_EPOCH_MILLIS,
    KITH_NUMBER_PARTS
} kith_part;

/** What a map says. Start from zero. */
typedef struct kith_parts {
    int64_t number[KITH_NUMBER_PARTS];
    bool given[KITH_NUMBER_PARTS];
    kith_text zone;            /**< absent = none is asked for */
    const kith_temporal *date; /**< whose date gives the defaults, or NULL */
    const kith_temporal *time; /**< whose time and offset do, or NULL */
    bool keeps_clock; /**< a zone that is asked for changes the instant instead
                           of the local time */
} kith_parts;

/** The name of a component, as it is written. */
const char *kith_part_name(kith_part part);

/** Sort the members of a map; KITH_E_INVALID if `kind` has no such component
 *  or its value is of the wrong type. */
kith_status kith_parts_collect(kith_parts *out,
                               kith_temporal_kind kind,
                               const kith_temporal_field *fields,
                               size_t count,
                               kith_error *err);

/** The value of that kind that the parts make up; each is checked. */
kith_status kith_parts_assemble(kith_temporal *out,
                                kith_temporal_kind kind,
                                const kith_parts *parts,
                                const kith_temporal_context *context,
                                kith_error *err);

/** Nanoseconds of the second from milliseconds, microseconds and nanoseconds:
 *  they add up; each has the digits that the larger ones leave. */
kith_status kith_parts_fraction(int32_t *nanoseconds,
                                const kith_parts *parts,
                                kith_error *err);

/** The value of `out->kind` that epochSeconds or epochMillis mean. */
kith_status kith_parts_instant(kith_temporal *out,
                               const kith_parts *parts,
                               const kith_temporal_context *context,
                               kith_error *err);

/** Take the defaults of `kind` from a value; KITH_E_INVALID if it has neither
 *  the date nor the time that this needs. */
kith_status kith_parts_take_from(kith_parts *parts,
                                 kith_temporal_kind kind,
                                 const kith_temporal *value,
                                 kith_error *err);

#endif /* KITH_QUERY_TEMPORAL_PARTS_H */
