/* Days and the names that years, months, weeks and quarters give them.
 *
 * A year is thought to begin in March, so that the leap day is its last; 400
 * years are an era of 146097 days. Source: Howard Hinnant, "chrono-compatible
 * low-level date algorithms", 2013; weeks by ISO 8601-1:2019. */
#include "query/temporal_calendar.h"

enum {
    ERA_YEARS = 400,
    ERA_DAYS = 146097,
    EPOCH_DAY = 719468 /* from 0000-03-01 to 1970-01-01 */
};

bool kith_is_leap_year(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int kith_days_in_year(int64_t year)
{
    return kith_is_leap_year(year) ? 366 : 365;
}

int kith_days_in_month(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && kith_is_leap_year(year));
}

int kith_days_in_quarter(int64_t year, int quarter)
{
    static const int days[] = {90, 91, 92, 92};
    return days[quarter - 1] + (quarter == 1 && kith_is_leap_year(year));
}

int64_t kith_days_of_civil(kith_civil civil)
{
    const int64_t year = civil.year - (civil.month <= 2);
    const int64_t era = kith_floor_divide(year, ERA_YEARS);
    const int64_t of_era = kith_floor_rest(year, ERA_YEARS);
    const int64_t month = civil.month + (civil.month > 2 ? -3 : 9);
    const int64_t of_year = (153 * month + 2) / 5 + civil.day - 1;
    const int64_t day = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * ERA_DAYS + day - EPOCH_DAY;
}

kith_civil kith_civil_of_days(int64_t days)
{
    const int64_t since = days + EPOCH_DAY;
    const int64_t era = kith_floor_divide(since, ERA_DAYS);
    const int64_t day = kith_floor_rest(since, ERA_DAYS);
    const int64_t year =
        (day - day / 1460 + day / 36524 - day / (ERA_DAYS - 1)) / 365;
    const int64_t of_year = day - (365 * year + year / 4 - year / 100);
    const int64_t month = (5 * of_year + 2) / 153;
    const int civil_month = (int)month + (month < 10 ? 3 : -9);
    return (kith_civil){.year = year + era * ERA_YEARS + (civil_month <= 2),
                        .month = civil_month,
                        .day = (int)(of_year - (153 * month + 2) / 5) + 1};
}

int kith_weekday(int64_t days)
{
    return (int)kith_floor_rest(days + 3, KITH_DAYS_IN_WEEK) + 1;
}

/* The Monday of the week with January 4th. */
static int64_t first_monday(int64_t year)
{
    const int64_t fourth = kith_days_of_civil((kith_civil){year, 1, 4});
    return fourth - (kith_weekday(fourth) - 1);
}

int kith_weeks_in_year(int64_t year)
{
    return (int)((first_monday(year + 1) - first_monday(year)) /
                 KITH_DAYS_IN_WEEK);
}

int64_t kith_days_of_week(kith_week week)
{
    return first_monday(week.year) +
           (week.week - 1) * (int64_t)KITH_DAYS_IN_WEEK + (week.day - 1);
}

kith_week kith_week_of_days(int64_t days)
{
    const int day = kith_weekday(days);
    const int64_t thursday = days + 4 - day;
    const int64_t year = kith_civil_of_days(thursday).year;
    return (kith_week){.year = year,
                       .week = (int)((days - first_monday(year)) /
                                     KITH_DAYS_IN_WEEK) +
                               1,
                       .day = day};
}

int64_t kith_days_of_quarter(int64_t year, int quarter)
{
    return kith_days_of_civil((kith_civil){year, 3 * quarter - 2, 1});
}

bool kith_days_add_months(int64_t *days, int64_t months)
{
    const kith_civil from = kith_civil_of_days(*days);
    const int64_t most = (2 * KITH_YEAR_MOST + 1) * KITH_MONTHS_IN_YEAR;
    if (months < -most || months > most)
        return false;
    const int64_t count = from.year * KITH_MONTHS_IN_YEAR + from.month - 1;
    kith_civil to =
        {.year = kith_floor_divide(count + months, KITH_MONTHS_IN_YEAR),
         .month = (int)kith_floor_rest(count + months, KITH_MONTHS_IN_YEAR) + 1,
         .day = from.day};
    if (to.year < -KITH_YEAR_MOST || to.year > KITH_YEAR_MOST)
        return false;
    const int last = kith_days_in_month(to.year, to.month);
    if (to.day > last)
        to.day = last;
    *days = kith_days_of_civil(to);
    return true;
}

int64_t kith_months_between(int64_t from_days,
                            int64_t from_rest,
                            int64_t to_days,
                            int64_t to_rest)
{
    const kith_civil from = kith_civil_of_days(from_days);
    const kith_civil to = kith_civil_of_days(to_days);
    const int64_t months =
        (to.year - from.year) * KITH_MONTHS_IN_YEAR + to.month - from.month;
    const bool before =
        to.day < from.day || (to.day == from.day && to_rest < from_rest);
    const bool after =
        to.day > from.day || (to.day == from.day && to_rest > from_rest);
    if (months > 0 && before)
        return months - 1;
    return months < 0 && after ? months + 1 : months;
}
