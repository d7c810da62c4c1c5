#ifndef KITH_QUERY_TEMPORAL_CLOCK_H
#define KITH_QUERY_TEMPORAL_CLOCK_H

/** What the parts of this module share: how failures begin, what each kind
 *  has, and the way between local time and instant. */

#include "query/temporal.h"
#include "query/temporal_calendar.h"

/** How messages begin: kind and detail of openCypher. */
#define KITH_BAD_VALUE "ArgumentError: InvalidArgumentValue: "
#define KITH_BAD_RANGE "ArgumentError: NumberOutOfRange: "
#define KITH_BAD_TYPE  "TypeError: InvalidArgumentType: "

/** How many bytes of a text to show in a message: whole code points. */
int kith_shown_length(kith_text text);

/** A text in a message, for "%.*s". */
#define KITH_SHOWN(text) kith_shown_length(text), (text).data

/** Where a clock stands: in a named zone, or at an offset. */
typedef struct kith_zone_ref {
    const kith_zone *zone; /**< NULL = the offset alone */
    int32_t offset;        /**< seconds east of UTC; unused with a zone */
} kith_zone_ref;

bool kith_temporal_has_date(kith_temporal_kind kind);
bool kith_temporal_has_time(kith_temporal_kind kind);
bool kith_temporal_has_offset(kith_temporal_kind kind);

/** Whether two texts are the same but for the case of ASCII letters. */
bool kith_text_is(kith_text text, const char *name);

/** Z, +01, +0100, +01:00, -02:05:59, up to 18 hours. KITH_E_INVALID, and
 *  nothing in `err`, if it is none. */
kith_status kith_offset_of_text(int32_t *out, kith_text text);

/** "Z", "+01:00" or "-02:05:59", NUL-ended, into KITH_TEMPORAL_COMPONENT_SIZE
 *  bytes. Returns its length. */
size_t kith_offset_format(int32_t offset, char *out);

/** An offset, or the name of a zone. */
kith_status kith_zone_of_text(kith_zone_ref *out,
                              kith_text text,
                              const kith_temporal_context *context,
                              kith_error *err);

/** The same, or the default zone where the text is absent. */
kith_status kith_zone_asked(kith_zone_ref *out,
                            kith_text text,
                            const kith_temporal_context *context,
                            kith_error *err);

/** The offset of times that say none: that of a zone (absent = the default) at
 *  the instant of the query. */
kith_status kith_offset_now(int32_t *out,
                            kith_text zone,
                            const kith_temporal_context *context,
                            kith_error *err);

/** Where a time or datetime stands. */
kith_zone_ref kith_zone_of_value(const kith_temporal *value);

/** KITH_E_INVALID if the days are beyond the years that there are. */
kith_status kith_temporal_check(const kith_temporal *value, kith_error *err);

/** Seconds from 1970-01-01T00:00 of the value's own clocks. */
int64_t kith_temporal_local(const kith_temporal *value);

/** Seconds since 1970-01-01T00:00Z; of a local value as if it were UTC. */
int64_t kith_temporal_epoch(const kith_temporal *value);

/** Put a datetime whose days and seconds are local into a zone; `preferred`
 *  tells repeated local times apart (KITH_NO_OFFSET = no matter). */
kith_status kith_temporal_settle(kith_temporal *value,
                                 kith_zone_ref where,
                                 int32_t preferred,
                                 kith_error *err);

/** Set days, seconds and offset to an instant in a zone. */
kith_status kith_temporal_set_epoch(kith_temporal *value,
                                    int64_t epoch,
                                    kith_zone_ref where,
                                    kith_error *err);

/** The ways to name a day. */
typedef enum kith_date_form {
    KITH_DATE_BY_MONTH,
    KITH_DATE_BY_WEEK,
    KITH_DATE_BY_QUARTER,
    KITH_DATE_BY_ORDINAL
} kith_date_form;

/** Days since 1970 of a year, a month, week or quarter, and a day in it; each
 *  is checked. Ordinal days have 1 in the middle. */
kith_status kith_days_of_form(int64_t *out,
                              kith_date_form form,
                              const int64_t parts[3],
                              kith_error *err);

/** Second of the day from hour, minute and second; each is checked. */
kith_status kith_seconds_of_clock(int64_t *out,
                                  const int64_t parts[3],
                                  kith_error *err);

#endif /* KITH_QUERY_TEMPORAL_CLOCK_H */
