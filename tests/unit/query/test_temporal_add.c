/* Sums, multiples and differences; the calendar, the clock and the instant each
 * where they belong. */
#include "base/number.h"
#include "moments.h"
#include "test.h"

#include <math.h>
#include <string.h>

typedef kith_status operation(kith_temporal *out,
                              const kith_temporal *a,
                              const kith_temporal *b,
                              kith_error *err);

static kith_status between(kith_temporal *out,
                           const kith_temporal *a,
                           const kith_temporal *b,
                           kith_error *err)
{
    return kith_duration_between(out, KITH_DURATION_BETWEEN, a, b, err);
}

static kith_status months(kith_temporal *out,
                          const kith_temporal *a,
                          const kith_temporal *b,
                          kith_error *err)
{
    return kith_duration_between(out, KITH_DURATION_MONTHS, a, b, err);
}

static kith_status days(kith_temporal *out,
                        const kith_temporal *a,
                        const kith_temporal *b,
                        kith_error *err)
{
    return kith_duration_between(out, KITH_DURATION_DAYS, a, b, err);
}

static kith_status seconds(kith_temporal *out,
                           const kith_temporal *a,
                           const kith_temporal *b,
                           kith_error *err)
{
    return kith_duration_between(out, KITH_DURATION_SECONDS, a, b, err);
}

typedef struct {
    operation *run;
    const char *a;
    const char *b;
    const char *shown; /* starting with '!', the reason of a refusal */
} sum;

static void assert_sums(const sum *sums, size_t count)
{
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < count; i++) {
        kith_error err = {0};
        const kith_temporal a = moment_of(&m, sums[i].a);
        const kith_temporal b = moment_of(&m, sums[i].b);
        kith_temporal out;
        const kith_status st = sums[i].run(&out, &a, &b, &err);
        if (sums[i].shown[0] == '!') {
            assert_no_moment(st, &err, sums[i].shown + 1);
            continue;
        }
        if (st != KITH_OK)
            fail_msg("%s, %s: %s", sums[i].a, sums[i].b, err.message);
        assert_shown(&out, sums[i].shown);
    }
    moments_free(&m);
}

#define ASSERT_SUMS(sums) assert_sums((sums), sizeof(sums) / sizeof *(sums))
#define ADD               kith_temporal_add
#define SUBTRACT          kith_temporal_subtract

TEST(months_come_before_days_and_days_before_seconds)
{
    static const sum sums[] = {
        {ADD,      "date:2020-01-31",                     "duration:P1M",            "2020-02-29" },
        {ADD,      "duration:P1M1D",                      "date:2020-01-31",         "2020-03-01" },
        {SUBTRACT, "date:2020-03-31",                     "duration:P1M1D",          "2020-02-28" },
        {ADD,      "date:2020-01-31",                     "duration:PT47H59M59.9S",  "2020-02-01" },
        {SUBTRACT, "date:2020-01-31",                     "duration:PT47H59M59.9S",  "2020-01-30" },
        {ADD,      "date:2020-01-31",                     "duration:PT-0.1S",        "2020-01-31" },
        {ADD,      "localtime:23:59:59.9",                "duration:P1M1DT0.2S",     "00:00:00.1" },
        {SUBTRACT, "localtime:00:00",                     "duration:PT0.000000001S",
         "23:59:59.999999999"                                                                     },
        {ADD,      "time:23:00-01:00",                    "duration:PT25H",          "00:00-01:00"},
        {ADD,      "localdatetime:2020-02-28T23:59:59.5", "duration:PT0.5S",
         "2020-02-29T00:00"                                                                       },
        {ADD,      "localdatetime:2020-02-29T00:00",      "duration:PT-0.5S",
         "2020-02-28T23:59:59.5"                                                                  },
        {ADD,      "duration:P1Y-2M",                     "duration:P-1DT5S",        "P10M-1DT5S" },
        {SUBTRACT, "duration:PT0.5S",                     "duration:PT0.7S",         "PT-0.2S"    },
    };
    ASSERT_SUMS(sums);
}

TEST(days_go_by_the_calendar_of_the_zone_and_seconds_by_the_instant)
{
    static const sum sums[] = {
        {ADD,      "datetime:2020-03-28T12:00[Test/Europe]",       "duration:P1D",
         "2020-03-29T12:00+02:00[Test/Europe]"                                                  },
        {ADD,      "datetime:2020-03-28T12:00[Test/Europe]",       "duration:PT24H",
         "2020-03-29T13:00+02:00[Test/Europe]"                                                  },
        {ADD,      "datetime:2020-03-28T02:30[Test/Europe]",       "duration:P1D",
         "2020-03-29T03:30+02:00[Test/Europe]"                                                  },
        {ADD,      "datetime:2020-10-24T02:30[Test/Europe]",       "duration:P1DT1H",
         "2020-10-25T02:30+01:00[Test/Europe]"                                                  },
        {SUBTRACT, "datetime:2020-10-26T02:30[Test/Europe]",       "duration:P1D",
         "2020-10-25T02:30+01:00[Test/Europe]"                                                  },
        {ADD,      "datetime:2020-03-28T12:00+01:00",              "duration:P1M1DT12H",
         "2020-04-30T00:00+01:00"                                                               },
        {between,  "datetime:2020-03-28T12:00[Test/Europe]",
         "datetime:2020-03-29T12:00[Test/Europe]",                                       "P1D"  },
        {seconds,  "datetime:2020-03-28T12:00[Test/Europe]",
         "datetime:2020-03-29T12:00[Test/Europe]",                                       "PT23H"},
        {between,  "datetime:2020-10-25T02:30+02:00[Test/Europe]",
         "datetime:2020-10-25T02:30+01:00[Test/Europe]",                                 "PT1H" },
        {days,     "datetime:2020-03-28T12:00[Test/Europe]",
         "localdatetime:2020-03-29T11:59:59",                                            "PT0S" },
    };
    ASSERT_SUMS(sums);
}

TEST(one_value_takes_what_it_lacks_from_the_other)
{
    static const sum sums[] = {
        {between, "date:2020-01-31",                 "date:2020-03-01",                        "P1M1D"  },
        {between, "date:2020-03-01",                 "date:2020-01-31",                        "P-1M-1D"},
        {between, "date:2020-01-31",                 "date:2020-02-29",                        "P29D"   },
        {between, "date:2020-01-31",                 "localtime:01:00",                        "PT1H"   },
        {between, "localtime:01:00",                 "date:2020-01-31",                        "PT-1H"  },
        {between, "date:2020-01-31",                 "localdatetime:2020-02-01T01:00",
         "P1DT1H"                                                                                       },
        {between, "time:01:00+01:00",                "time:01:00-01:00",                       "PT2H"   },
        {between, "time:01:00+01:00",                "localtime:02:00",                        "PT1H"   },
        {between, "localtime:01:00",                 "datetime:2020-07-01T02:00[Test/Europe]",
         "PT1H"                                                                                         },
        {between, "datetime:2020-07-01T00:30+02:00",
         "datetime:2020-07-31T23:30+01:00",                                                    "P1M"    },
        {months,  "date:2020-01-31",                 "date:2021-01-30",                        "P11M"   },
        {months,  "localdatetime:2020-01-31T12:00",  "date:2021-01-31",                        "P11M"   },
        {months,  "date:2020-01-31",                 "localtime:10:00",                        "PT0S"   },
        {days,    "localdatetime:2020-01-31T12:00",  "date:2020-01-30",                        "P-1D"   },
        {days,    "date:2020-01-31",                 "localdatetime:2020-01-29T12:00",         "P-1D"   },
        {days,    "localdatetime:2020-01-29T12:00",  "date:2020-01-31",                        "P1D"    },
        {days,    "localtime:12:00",                 "localtime:13:00",                        "PT0S"   },
        {seconds, "date:2020-01-31",                 "date:2020-02-01",                        "PT24H"  },
        {seconds, "localtime:10:00:00.7",            "localtime:10:00:00.3",                   "PT-0.4S"},
        {between, "date:-999999999-01-01",           "date:+999999999-12-31",
         "P1999999998Y11M30D"                                                                           },
        {seconds, "date:-999999999-01-01",           "date:+999999999-12-31",
         "PT17531639991192H"                                                                            },
    };
    ASSERT_SUMS(sums);
}

TEST(what_makes_no_sense_is_refused)
{
    static const sum sums[] = {
        {ADD,      "date:2020-01-31",                 "date:2020-01-31",                   "!a date cannot be added"},
        {SUBTRACT, "date:2020-01-31",                 "date:2020-01-01",
         "!a date cannot be subtracted from a date"                                                                 },
        {SUBTRACT, "duration:P1D",                    "date:2020-01-01",
         "!a date cannot be subtracted from a duration"                                                             },
        {between,  "duration:P1D",                    "date:2020-01-01",                   "!a duration is between" },
        {ADD,      "date:+999999999-12-31",           "duration:P1D",
         "!date beyond the years"                                                                                   },
        {SUBTRACT, "date:-999999999-01-01",           "duration:P1D",                      "!date beyond"           },
        {ADD,      "date:2020-01-31",                 "duration:P1000000000Y",             "!date beyond"           },
        {ADD,      "date:2020-01-31",                 "duration:P1000000000Y-1000000000D",
         "!date beyond"                                                                                             },
        {ADD,      "date:2020-01-31",                 "duration:P9223372036854775807D",
         "!date beyond"                                                                                             },
        {ADD,      "localdatetime:2020-01-31T12:00",
         "duration:PT9223372036854775807S",                                                "!localdatetime beyond"  },
        {ADD,      "datetime:2020-01-31T12:00Z",      "duration:PT9223372036854775807S",
         "!datetime beyond"                                                                                         },
        {ADD,      "duration:P9223372036854775807D",  "duration:P1D",
         "!duration is too long"                                                                                    },
        {SUBTRACT, "duration:P-9223372036854775807D", "duration:P2D",
         "!duration is too long"                                                                                    },
    };
    ASSERT_SUMS(sums);
}

TEST(the_longest_duration_back_has_no_opposite)
{
    moments m;
    moments_init(&m);
    kith_error err = {0};
    kith_temporal least = moment_of(&m, "duration:P-9223372036854775807D");
    const kith_temporal day = moment_of(&m, "duration:P1D");
    assert_int_equal(kith_temporal_subtract(&least, &least, &day, NULL),
                     KITH_OK);
    assert_shown(&least, "P-9223372036854775808D");
    assert_no_moment(kith_temporal_subtract(&least, &day, &least, &err), &err,
                     "duration is too long");
    err = (kith_error){0};
    assert_no_moment(kith_duration_divide(&least, &least, -1, &err), &err,
                     "duration is too long");
    moments_free(&m);
}

TEST(durations_are_multiplied_part_by_part)
{
    static const struct {
        const char *duration;
        double factor;
        const char *product; /* starting with '!', the reason of a refusal */
        const char *quotient;
    } cases[] = {
        {"P1Y1M3DT1H1.000000001S", 2,                "P2Y2M6DT2H2.000000002S",
         "P6M16DT17H44M33.5S"                                                                                        },
        {"P1M",                    0.5,              "P15DT5H14M33S",                "P2M"                           },
        {"P1D",                    -1.5,             "P-1DT-12H",                    "PT-16H"                        },
        {"PT-0.5S",                3,                "PT-1.5S",                      "PT-0.166666667S"               },
        {"PT0.000000001S",         0.5,              "PT0S",                         "PT0.000000002S"                },
        {"P1D",                    0,                "PT0S",                         "!a duration is divided by zero"},
        {"P9223372036854775807D",  1,                "P9223372036854775807D",
         "P9223372036854775807D"                                                                                     },
        {"P9223372036854775807D",  2,                "!duration is too long",
         "P4611686018427387903DT12H"                                                                                 },
        {"P1D",                    1e300,            "!duration is too long",        "PT0S"                          },
        {"P1D",                    1e-300,           "PT0S",                         "!duration is too long"         },
        {"P1D",                    (double)NAN,      "!a duration cannot be scaled",
         "!a duration cannot be scaled"                                                                              },
        {"P1D",                    (double)INFINITY, "!a duration cannot be scaled",
         "!a duration cannot be scaled"                                                                              },
    };
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int divides = 0; divides < 2; divides++) {
            char word[64] = "duration:";
            strcat(word, cases[i].duration);
            const kith_temporal d = moment_of(&m, word);
            const char *wanted = divides ? cases[i].quotient : cases[i].product;
            kith_temporal out;
            kith_error err = {0};
            const kith_status st =
                divides
                    ? kith_duration_divide(&out, &d, cases[i].factor, &err)
                    : kith_duration_multiply(&out, &d, cases[i].factor, &err);
            if (wanted[0] == '!') {
                assert_no_moment(st, &err, wanted + 1);
            } else {
                assert_int_equal(st, KITH_OK);
                assert_shown(&out, wanted);
            }
        }
    }
    moments_free(&m);
}

RUN("query/temporal_add",
    CASE(months_come_before_days_and_days_before_seconds),
    CASE(days_go_by_the_calendar_of_the_zone_and_seconds_by_the_instant),
    CASE(one_value_takes_what_it_lacks_from_the_other),
    CASE(what_makes_no_sense_is_refused),
    CASE(the_longest_duration_back_has_no_opposite),
    CASE(durations_are_multiplied_part_by_part))
