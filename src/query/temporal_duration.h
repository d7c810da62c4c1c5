#ifndef KITH_QUERY_TEMPORAL_DURATION_H
#define KITH_QUERY_TEMPORAL_DURATION_H

/** How durations are made: months, days and seconds side by side. */

#include "query/temporal.h"

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

/** KITH_E_INVALID: a part of a duration does not fit. */
kith_status kith_duration_beyond(kith_error *err);

/** A number with a fraction, for each part of a duration. */
typedef struct kith_amount {
    int64_t whole;
    double fraction; /**< from -1 to 1 */
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

#endif /* KITH_QUERY_TEMPORAL_DURATION_H */
