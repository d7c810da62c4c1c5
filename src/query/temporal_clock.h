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

/** A text in a message: its length, cut to what fits, and its bytes. */
#define KITH_SHOWN(text) \
 ((text).length > 48 ? 48 : (int)(text).length), (text).data

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

/** A duration of checked parts, of which nanoseconds may have any size. */
kith_status kith_duration_make(kith_temporal *out,
                               int64_t months,
                               int64_t days,
                               int64_t seconds,
                               int64_t nanoseconds,
                               kith_error *err);

/** Seconds of a duration rounded towards zero, and what is left of the same
 *  sign, in nanoseconds. */
int64_t kith_duration_seconds(const kith_temporal *duration, int64_t *left);

/** A number with a fraction, for each part of a duration. */
typedef struct kith_amount {
    int64_t whole;
    double fraction; /**< -1 < fraction < 1 */
} kith_amount;

/** The units that durations are built of. */
typedef enum kith_amount_unit {
    KITH_AMOUNT_YEARS,
    KITH_AMOUNT_QUARTERS,
    KITH_AMOUNT_MONTHS,
    KITH_AMOUNT_WEEKS,
    KITH_AMOUNT_DAYS,
    KITH_AMOUNT_HOURS,
    KITH_AMOUNT_MINUTES,
    KITH_AMOUNT_SECONDS,
    KITH_AMOUNT_MILLISECONDS,
    KITH_AMOUNT_MICROSECONDS,
    KITH_AMOUNT_NANOSECONDS,
    KITH_AMOUNTS
} kith_amount_unit;

/** The duration of KITH_AMOUNTS amounts, their fractions carried down. */
kith_status kith_duration_of_amounts(kith_temporal *out,
                                     const kith_amount *amounts,
                                     kith_error *err);

/** A real number as an amount; false if it is not finite or beyond int64. */
bool kith_amount_of_real(kith_amount *out, double real);

/** kith_temporal_parse() and kith_temporal_build() for durations. */
kith_status kith_duration_parse(kith_temporal *out,
                                kith_text text,
                                kith_error *err);
kith_status kith_duration_build(kith_temporal *out,
                                const kith_temporal_field *fields,
                                size_t count,
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
