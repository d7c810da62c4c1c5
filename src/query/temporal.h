#ifndef KITH_QUERY_TEMPORAL_H
#define KITH_QUERY_TEMPORAL_H

/** Values in time of the query language: dates, times of day, both together,
 *  with and without an offset or a named zone, and durations.
 *
 *  Source: openCypher CIP2015-08-06 "Date and time" (the six kinds, their
 *  components and arithmetic), ISO 8601-1:2019 (forms of text), RFC 8536
 *  (time zone files). The calendar is the proleptic Gregorian one, years
 *  -999999999 to 999999999; there are no leap seconds.
 *
 *  Every function is pure: the clock and the default zone come in through
 *  kith_temporal_context, so that one query sees one instant. NULL of the
 *  query language never comes here: its caller gives NULL for NULL.
 *
 *  Every failure is KITH_E_INVALID with a message that starts with the kind
 *  and the detail of openCypher ("ArgumentError: InvalidArgumentValue: ..."),
 *  or KITH_E_MEMORY. No value is larger than 48 bytes, none owns memory.
 */

#include <kith/status.h>
#include <kith/text.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The rules of one named time zone; owned by the kith_zones it is from. */
typedef struct kith_zone kith_zone;

/** The time zone database, read from the system's files when a zone is first
 *  asked for. Not for sharing between threads. */
typedef struct kith_zones kith_zones;

/** In the ascending order of values of different kinds. */
typedef enum kith_temporal_kind {
    KITH_TEMPORAL_DATETIME,
    KITH_TEMPORAL_LOCAL_DATETIME,
    KITH_TEMPORAL_DATE,
    KITH_TEMPORAL_TIME,
    KITH_TEMPORAL_LOCAL_TIME,
    KITH_TEMPORAL_DURATION
} kith_temporal_kind;

enum { KITH_TEMPORAL_KINDS = KITH_TEMPORAL_DURATION + 1 };

/** One value. Members that a kind does not use are zero, so that values can be
 *  copied, never compared, byte by byte: use kith_temporal_order(). */
typedef struct kith_temporal {
    int64_t days;    /**< of the local date since 1970-01-01; or a duration's */
    int64_t seconds; /**< of the local day, 0 to 86399; or a duration's, of any
                          sign and rounded down */
    int64_t months;  /**< a duration's; zero otherwise */
    const kith_zone *zone;   /**< a datetime's, borrowed; NULL = offset only */
    int32_t nanoseconds;     /**< of the second, 0 to 999999999, also in a
                                  duration that is negative */
    int32_t offset;          /**< seconds east of UTC, of a time or datetime */
    kith_temporal_kind kind; /**< says which of the members count */
} kith_temporal;

/** What the answer of a query may depend on beside its text. */
typedef struct kith_temporal_context {
    kith_zones *zones;   /**< NULL = named zones are an error */
    kith_text zone;      /**< the default: "Europe/Oslo", "+01:00"; absent or
                              empty = UTC */
    int64_t seconds;     /**< the instant of the query since 1970-01-01T00Z */
    int32_t nanoseconds; /**< and within that second, 0 to 999999999 */
} kith_temporal_context;

/** What a member of a map of components holds. */
typedef enum kith_temporal_type {
    KITH_TEMPORAL_INTEGER,
    KITH_TEMPORAL_REAL,
    KITH_TEMPORAL_TEXT,
    KITH_TEMPORAL_VALUE,
    KITH_TEMPORAL_OTHER /**< a list, a node …: always an error, well told */
} kith_temporal_type;

/** One member of a map of components, such as `month: 3`; or the value of one
 *  component. Leave members out whose value is NULL. */
typedef struct kith_temporal_field {
    kith_text name; /**< borrowed; upper and lower case are the same */
    kith_temporal_type type;
    int64_t integer;
    double real;
    kith_text text; /**< borrowed */
    const kith_temporal *value;
} kith_temporal_field;

/** Open the time zone database.
 *
 *  @param directory where its files are; NULL = the usual places. A place that
 *                   is not there is an error only when a zone is asked for.
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_zones_new(kith_zones **out,
                                          const char *directory,
                                          kith_error *err);

/** Release the database and all of its zones. NULL is allowed. */
void kith_zones_free(kith_zones *zones);

/** The name that the zone was asked for by. */
kith_text kith_zone_name(const kith_zone *zone);

/** Name of the kind, which is its function's: "localdatetime". */
const char *kith_temporal_kind_name(kith_temporal_kind kind);

/** The value that a text in one of the forms of ISO 8601 means: `date(text)`.
 *
 *  Dates are written by month and day, week, quarter or ordinal day, with and
 *  without hyphens, and may end early: 2015-07-21, 20150721, 2015-W30-2,
 *  2015-Q3-21, 2015-202, 2015-07, 2015; years beyond four digits need a sign.
 *  Times with and without colons: 21:40:32.142, 214032, 21:40, 21. Offsets: Z,
 *  +01, +0100, +01:00, -02:05:59, up to 18 hours. A zone follows in brackets:
 *  [Europe/Oslo]. Durations: P1Y2M3W4DT5H6M7.8S with a sign and a fraction
 *  anywhere, or P2012-02-02T14:37:21.545.
 *
 *  A datetime or time without an offset is in the default zone. A local time
 *  that a zone skips moves on by as much; one that it repeats is the earlier
 *  one unless the offset says otherwise. Cost: O(length).
 */
KITH_NODISCARD kith_status
kith_temporal_parse(kith_temporal *out,
                    kith_temporal_kind kind,
                    kith_text text,
                    const kith_temporal_context *context,
                    kith_error *err);

/** The value that a map of components means: `date({year: 2015, week: 30})`.
 *
 *  Members: year with month and day, week and dayOfWeek, quarter and
 *  dayOfQuarter, or ordinalDay; hour, minute, second, millisecond, microsecond,
 *  nanosecond; timezone; epochSeconds or epochMillis; and date, time, datetime,
 *  which give another value's parts as the defaults. A component that is
 *  missing between two that are given is an error. With an offset of its own
 *  and another timezone asked for, the instant stays. Durations: years to
 *  nanoseconds in the plural, integers or reals, fractions carried down (a
 *  month is 30.436875 days).
 */
KITH_NODISCARD kith_status
kith_temporal_build(kith_temporal *out,
                    kith_temporal_kind kind,
                    const kith_temporal_field *fields,
                    size_t count,
                    const kith_temporal_context *context,
                    kith_error *err);

/** `value` as another kind: `date(datetime)`. What `kind` has beyond it is
 *  midnight or the default zone; a date from a time is an error. */
KITH_NODISCARD kith_status
kith_temporal_convert(kith_temporal *out,
                      kith_temporal_kind kind,
                      const kith_temporal *value,
                      const kith_temporal_context *context,
                      kith_error *err);

/** The instant of the query as `kind` (no duration): `date()`.
 *
 *  @param zone "Europe/Oslo", "+01:00"; absent = the default
 */
KITH_NODISCARD kith_status
kith_temporal_now(kith_temporal *out,
                  kith_temporal_kind kind,
                  kith_text zone,
                  const kith_temporal_context *context,
                  kith_error *err);

/** The datetime in UTC that many seconds and nanoseconds (of any sign) after
 *  1970: `datetime.fromepoch()`. */
KITH_NODISCARD kith_status kith_temporal_from_epoch(kith_temporal *out,
                                                    int64_t seconds,
                                                    int64_t nanoseconds,
                                                    kith_error *err);

/** The same from milliseconds: `datetime.fromepochmillis()`. */
KITH_NODISCARD kith_status kith_temporal_from_epoch_millis(kith_temporal *out,
                                                           int64_t milliseconds,
                                                           kith_error *err);

/** What to truncate to, and what to change then. */
typedef struct kith_truncation {
    kith_temporal_kind kind; /**< of the result */
    kith_text unit; /**< millennium, century, decade, year, weekYear, quarter,
                         month, week, day, hour, minute, second, millisecond or
                         microsecond; upper and lower case are the same */
    const kith_temporal_field *fields; /**< components; a timezone changes the
                                            zone and leaves the local time */
    size_t count;                      /**< of the fields, may be 0 */
} kith_truncation;

/** `value` with all below a unit at its start, then changed by components:
 *  `date.truncate('week', value, {dayOfWeek: 2})`. */
KITH_NODISCARD kith_status
kith_temporal_truncate(kith_temporal *out,
                       const kith_truncation *to,
                       const kith_temporal *value,
                       const kith_temporal_context *context,
                       kith_error *err);

/** Room for the text of a component and its NUL. */
#define KITH_TEMPORAL_COMPONENT_SIZE 16

/** One component: `value.weekYear`, `duration.minutesOfHour`.
 *
 *  @param[out] out  an integer, or a text (timezone, offset) that is borrowed
 *                   from `room` or from the value's zone
 *  @param      room KITH_TEMPORAL_COMPONENT_SIZE bytes
 */
KITH_NODISCARD kith_status kith_temporal_component(kith_temporal_field *out,
                                                   char *room,
                                                   const kith_temporal *value,
                                                   kith_text name,
                                                   kith_error *err);

/** Room for the longest text of a value and its NUL, but for a zone's name. */
#define KITH_TEMPORAL_SIZE 128

/** The shortest ISO 8601 text that kith_temporal_parse() reads as the same
 *  value. `out` holds KITH_TEMPORAL_SIZE bytes, more than enough with the
 *  longest name of a zone that is allowed. Returns its length. */
size_t kith_temporal_format(const kith_temporal *value, char *out);

/** Whether `<` tells which of the two is earlier: they are of one kind and no
 *  durations (of which months have no length). */
bool kith_temporal_is_comparable(const kith_temporal *a,
                                 const kith_temporal *b);

/** Below, equal to or above zero, in a total order: by kind; within one by the
 *  instant, then the offset from west to east, then the zone's name; durations
 *  by their length with a month of 30.436875 days, then months, days, seconds.
 *  Zero is equality (`=`) and sameness (DISTINCT): 14 days are not 336 hours.
 */
int kith_temporal_order(const kith_temporal *a, const kith_temporal *b);

/** Equal values have equal hashes. */
uint64_t kith_temporal_hash(const kith_temporal *value, uint64_t seed);

/** `a + b`: two durations, or a duration and any other value in either order.
 *
 *  Months are added first (to the end of a shorter month at most), then days,
 *  both on the calendar of the zone, then seconds on the instant. A date takes
 *  whole days only; a time goes round at midnight.
 */
KITH_NODISCARD kith_status kith_temporal_add(kith_temporal *out,
                                             const kith_temporal *a,
                                             const kith_temporal *b,
                                             kith_error *err);

/** `a - b`, of which b is a duration. */
KITH_NODISCARD kith_status kith_temporal_subtract(kith_temporal *out,
                                                  const kith_temporal *a,
                                                  const kith_temporal *b,
                                                  kith_error *err);

/** A duration times a number: each part by itself, its fraction carried down,
 *  fractions of a nanosecond to the nearest, ties to even. A number that is not
 * finite is an error. Also for sum() and avg(). */
KITH_NODISCARD kith_status kith_duration_multiply(kith_temporal *out,
                                                  const kith_temporal *duration,
                                                  double factor,
                                                  kith_error *err);

/** A duration divided by a number, in the same way; by zero is an error. */
KITH_NODISCARD kith_status kith_duration_divide(kith_temporal *out,
                                                const kith_temporal *duration,
                                                double divisor,
                                                kith_error *err);

/** What a duration between two values may be made of. */
typedef enum kith_duration_unit {
    KITH_DURATION_BETWEEN, /**< months, then days, then seconds */
    KITH_DURATION_MONTHS,  /**< whole months only */
    KITH_DURATION_DAYS,    /**< whole days only */
    KITH_DURATION_SECONDS  /**< seconds and nanoseconds only */
} kith_duration_unit;

/** From one value to another, neither a duration: `duration.between(a, b)`.
 *
 *  A date, a time of day or a zone that only one of them has is taken from it
 *  by the other; midnight if no other has a time. Months and days are counted
 *  on the calendar in the first one's zone, seconds between the instants.
 */
KITH_NODISCARD kith_status kith_duration_between(kith_temporal *out,
                                                 kith_duration_unit unit,
                                                 const kith_temporal *from,
                                                 const kith_temporal *to,
                                                 kith_error *err);

#endif /* KITH_QUERY_TEMPORAL_H */
