/* Dates: what is one, how they compare, the days they can mean. */
#include "test.h"

#include <kith/records.h>

#include <stdio.h>
#include <string.h>

static kith_date parse(const char *text)
{
    return kith_date_parse((kith_text){text, strlen(text)});
}

/* A date as it is written back; the same text in every call. */
static const char *written(kith_date date)
{
    static char text[16];
    kith_date_format(date, text);
    return text;
}

TEST(dates_have_one_to_three_parts)
{
    static const char *const dates[] = {"0001",       "2017",
                                        "9999",       "2017-01",
                                        "2017-12",    "2017-01-01",
                                        "2017-12-31", "2020-02-29",
                                        "2000-02-29", "0000",
                                        "0000-01-01"};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        assert_string_equal(written(parse(dates[i])), dates[i]);
}

TEST(what_is_no_date_is_refused)
{
    static const char *const texts[] =
        {"",           "2",           "201",
         "20170",      "2017-",       "2017-1",
         "2017-00",    "2017-13",     "2017-01-",
         "2017-01-0",  "2017-01-00",  "2017-01-32",
         "2017-04-31", "2017-02-29",  "1900-02-29",
         "2100-02-29", "2017/01/01",  "2017-1-01",
         "17-01-01",   "2017-01-1 ",  " 2017",
         "2017 ",      "-2017",       "+2017",
         "abcd",       "2O17",        "2017-ab",
         "2017-01-ab", "20170101",    "2017-01-01T00",
         "2017-01:01", "12345678901", "2017\0-01-01"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts - 1; i++)
        assert_int_equal(parse(texts[i]), KITH_NO_DATE);
    assert_int_equal(kith_date_parse((kith_text){"2017\0"
                                                 "01",
                                                 7}),
                     KITH_NO_DATE);
    assert_int_equal(kith_date_parse((kith_text){"2017-01-01", 9}),
                     KITH_NO_DATE);
}

TEST(no_date_is_written_as_nothing)
{
    assert_string_equal(written(KITH_NO_DATE), "");
    assert_int_equal(kith_date_first(KITH_NO_DATE), KITH_NO_DATE);
    assert_int_equal(kith_date_last(KITH_NO_DATE), KITH_NO_DATE);
}

static void means(const char *text, const char *first, const char *last)
{
    assert_string_equal(written(kith_date_first(parse(text))), first);
    assert_string_equal(written(kith_date_last(parse(text))), last);
}

TEST(a_date_means_all_its_days)
{
    means("2017", "2017-01-01", "2017-12-31");
    means("2017-04", "2017-04-01", "2017-04-30");
    means("2017-02", "2017-02-01", "2017-02-28");
    means("2020-02", "2020-02-01", "2020-02-29");
    means("1900-02", "1900-02-01", "1900-02-28");
    means("2000-02", "2000-02-01", "2000-02-29");
    means("2017-12", "2017-12-01", "2017-12-31");
    means("2017-06-15", "2017-06-15", "2017-06-15");
}

/* Every day of 400 years, and the one before it. */
TEST(days_come_back_and_are_in_order)
{
    kith_date before = parse("1799-12-31");
    for (int year = 1800; year < 2200; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= 31; day++) {
                char text[48];
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                const kith_date date = parse(text);
                if (date == KITH_NO_DATE) {
                    assert_true(day > 28);
                    continue;
                }
                assert_true(date > before);
                assert_string_equal(written(date), text);
                before = date;
            }
            assert_true(kith_date_last(before) == before);
        }
    }
}

RUN("records/date",
    CASE(dates_have_one_to_three_parts),
    CASE(what_is_no_date_is_refused),
    CASE(no_date_is_written_as_nothing),
    CASE(a_date_means_all_its_days),
    CASE(days_come_back_and_are_in_order))
