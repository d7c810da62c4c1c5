#ifndef KITH_QUERY_TEMPORAL_CALENDAR_H
#define KITH_QUERY_TEMPORAL_CALENDAR_H

/** Arithmetic of the proleptic Gregorian calendar: days since 1970-01-01 to and
 *  from years with months, ISO weeks, quarters and ordinal days. Every function
 *  is total on the days and years below and costs O(1). */

#include <stdbool.h>
#include <stdint.h>

/** The years that there are: from minus this to this. */
#define KITH_YEAR_MOST INT64_C(999999999)

/** The first day of the first year and the last day of the last one. */
#define KITH_DAYS_LEAST INT64_C(-365243219162)
#define KITH_DAYS_MOST  INT64_C(365241780471)

#define KITH_DAY_SECONDS    INT64_C(86400)
#define KITH_SECOND_PARTS   INT64_C(1000000000) /**< nanoseconds in a second */
#define KITH_MONTH_SECONDS  INT64_C(2629746)    /**< of 146097 / 4800 days */
#define KITH_DAYS_IN_WEEK   7
#define KITH_MONTHS_IN_YEAR 12

/** A day by year and month. */
typedef struct kith_civil {
    int64_t year;
    int month; /**< 1 to 12 */
    int day;   /**< 1 to 31 */
} kith_civil;

/** A day by year and ISO week: week 1 is the one with January 4th. */
typedef struct kith_week {
    int64_t year; /**< that the week belongs to */
    int week;     /**< 1 to 53 */
    int day;      /**< 1 = Monday to 7 */
} kith_week;

/** The quotient rounded down, and what is left: 0 <= left < b. b > 0. */
static inline int64_t kith_floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static inline int64_t kith_floor_rest(int64_t a, int64_t b)
{
    return a % b + (a % b < 0 ? b : 0);
}

bool kith_is_leap_year(int64_t year);

/** Days of the year: 365 or 366. */
int kith_days_in_year(int64_t year);

/** Days of the month: 28 to 31. */
int kith_days_in_month(int64_t year, int month);

/** ISO weeks of the year: 52 or 53. */
int kith_weeks_in_year(int64_t year);

/** Days of the quarter: 90 to 92. */
int kith_days_in_quarter(int64_t year, int quarter);

int64_t kith_days_of_civil(kith_civil civil);
kith_civil kith_civil_of_days(int64_t days);
int64_t kith_days_of_week(kith_week week);
kith_week kith_week_of_days(int64_t days);

/** 1 = Monday to 7. */
int kith_weekday(int64_t days);

/** The first day of the quarter, 1 to 4. */
int64_t kith_days_of_quarter(int64_t year, int quarter);

/** The same day `months` later, or the last of a shorter month; false if that
 *  is beyond the years that there are. */
bool kith_days_add_months(int64_t *days, int64_t months);

/** Whole months from one local second to another, towards zero. */
int64_t kith_months_between(int64_t from_days,
                            int64_t from_rest,
                            int64_t to_days,
                            int64_t to_rest);

#endif /* KITH_QUERY_TEMPORAL_CALENDAR_H */
