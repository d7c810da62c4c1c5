/* The calendar agrees with counting days one by one. */
#include "query/temporal_calendar.h"
#include "test.h"

/* Walks from a first of January on a Thursday of week 1 or any other day. */
static void walk(int64_t first_year, int64_t years)
{
    kith_civil date = {first_year, 1, 1};
    int64_t days = kith_days_of_civil(date);
    int weekday = kith_weekday(days);
    for (; date.year < first_year + years; days++) {
        const kith_civil found = kith_civil_of_days(days);
        assert_int_equal(found.year, date.year);
        assert_int_equal(found.month, date.month);
        assert_int_equal(found.day, date.day);
        assert_int_equal(kith_days_of_civil(date), days);
        assert_int_equal(kith_weekday(days), weekday);
        assert_int_equal(kith_days_of_week(kith_week_of_days(days)), days);
        weekday = weekday % 7 + 1;
        if (++date.day > kith_days_in_month(date.year, date.month)) {
            date.day = 1;
            date.month++;
        }
        if (date.month > 12) {
            date.month = 1;
            date.year++;
        }
    }
}

TEST(every_day_of_an_era_is_the_one_after_the_day_before)
{
    walk(1800, 401);
}

TEST(years_before_zero_and_at_both_ends_are_like_others)
{
    walk(-401, 405);
    walk(-KITH_YEAR_MOST, 5);
    walk(KITH_YEAR_MOST - 4, 5);
}

TEST(known_days_are_where_they_are)
{
    assert_int_equal(kith_days_of_civil((kith_civil){1970, 1, 1}), 0);
    assert_int_equal(kith_weekday(0), 4);
    assert_int_equal(kith_days_of_civil((kith_civil){2000, 3, 1}), 11017);
    assert_int_equal(kith_days_of_civil((kith_civil){-KITH_YEAR_MOST, 1, 1}),
                     KITH_DAYS_LEAST);
    assert_int_equal(kith_days_of_civil((kith_civil){KITH_YEAR_MOST, 12, 31}),
                     KITH_DAYS_MOST);
}

TEST(week_one_has_the_fourth_of_january)
{
    for (int64_t year = 1600; year < 2400; year++) {
        const int64_t fourth = kith_days_of_civil((kith_civil){year, 1, 4});
        const kith_week week = kith_week_of_days(fourth);
        assert_int_equal(week.year, year);
        assert_int_equal(week.week, 1);
        /* a year has 53 weeks when it begins or ends on a Thursday */
        const int64_t first = fourth - 3;
        const bool is_long =
            kith_weekday(first) == 4 ||
            kith_weekday(first + kith_days_in_year(year) - 1) == 4;
        assert_int_equal(kith_weeks_in_year(year), is_long ? 53 : 52);
    }
}

TEST(quarters_follow_each_other)
{
    for (int64_t year = 1896; year < 1906; year++) {
        int64_t days = kith_days_of_civil((kith_civil){year, 1, 1});
        for (int quarter = 1; quarter <= 4; quarter++) {
            assert_int_equal(kith_days_of_quarter(year, quarter), days);
            days += kith_days_in_quarter(year, quarter);
        }
        assert_int_equal(kith_days_of_civil((kith_civil){year + 1, 1, 1}),
                         days);
    }
}

static void adds(kith_civil from, int64_t months, kith_civil to)
{
    int64_t days = kith_days_of_civil(from);
    assert_true(kith_days_add_months(&days, months));
    assert_int_equal(days, kith_days_of_civil(to));
}

TEST(months_end_early_rather_than_late)
{
    adds((kith_civil){2015, 1, 31}, 1, (kith_civil){2015, 2, 28});
    adds((kith_civil){2016, 1, 31}, 1, (kith_civil){2016, 2, 29});
    adds((kith_civil){2016, 2, 29}, 12, (kith_civil){2017, 2, 28});
    adds((kith_civil){2016, 3, 31}, -1, (kith_civil){2016, 2, 29});
    adds((kith_civil){1, 1, 15}, -1, (kith_civil){0, 12, 15});
    adds((kith_civil){0, 1, 15}, -13, (kith_civil){-2, 12, 15});
}

TEST(months_beyond_the_years_that_there_are_are_refused)
{
    int64_t days = 0;
    assert_false(kith_days_add_months(&days, INT64_MAX));
    assert_false(kith_days_add_months(&days, INT64_MIN));
    assert_false(kith_days_add_months(&days, 12 * KITH_YEAR_MOST));
    assert_int_equal(days, 0);
}

TEST(months_between_are_whole)
{
    const int64_t january = kith_days_of_civil((kith_civil){2015, 1, 31});
    const int64_t february = kith_days_of_civil((kith_civil){2015, 2, 28});
    const int64_t march = kith_days_of_civil((kith_civil){2015, 3, 31});
    assert_int_equal(kith_months_between(january, 0, february, 9), 0);
    assert_int_equal(kith_months_between(january, 0, march, 0), 2);
    assert_int_equal(kith_months_between(january, 1, march, 0), 1);
    assert_int_equal(kith_months_between(march, 0, january, 1), -1);
    assert_int_equal(kith_months_between(march, 1, january, 0), -2);
}

RUN("query/temporal_calendar",
    CASE(every_day_of_an_era_is_the_one_after_the_day_before),
    CASE(years_before_zero_and_at_both_ends_are_like_others),
    CASE(known_days_are_where_they_are),
    CASE(week_one_has_the_fourth_of_january),
    CASE(quarters_follow_each_other),
    CASE(months_end_early_rather_than_late),
    CASE(months_beyond_the_years_that_there_are_are_refused),
    CASE(months_between_are_whole))
