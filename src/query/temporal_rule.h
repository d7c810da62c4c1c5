#ifndef KITH_QUERY_TEMPORAL_RULE_H
#define KITH_QUERY_TEMPORAL_RULE_H

/** The rule that a time zone follows from now on, as the last line of its file
 *  says it: "CET-1CEST,M3.5.0,M10.5.0/3" (POSIX.1-2017, 8.3 TZ; RFC 8536). */

#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

/** A stretch of instants in which the offset stays the same. */
typedef struct kith_zone_span {
    int64_t from;   /**< first second since 1970; INT64_MIN = ever before */
    int64_t to;     /**< the second after; INT64_MAX = for ever */
    int32_t offset; /**< seconds east of UTC */
} kith_zone_span;

/** A day of every year on which the clocks change. */
typedef struct kith_zone_day {
    char form; /**< 'M' month, week and day; 'J' day without leap days; 'n' day
                    from 0 on */
    int month;
    int week; /**< 1 to 5 = the last */
    int day;
    int32_t time; /**< seconds from the day's start, any sign */
} kith_zone_day;

/** Offsets and, if there are two, when they change. */
typedef struct kith_zone_rule {
    int32_t standard; /**< seconds east of UTC */
    int32_t summer;
    bool has_summer;
    kith_zone_day start; /**< of summer */
    kith_zone_day end;
} kith_zone_rule;

/** Read a rule; false if it is none. */
bool kith_zone_rule_parse(kith_zone_rule *out, kith_text text);

/** The stretch around an instant. */
kith_zone_span kith_zone_rule_span(const kith_zone_rule *rule, int64_t epoch);

#endif /* KITH_QUERY_TEMPORAL_RULE_H */
