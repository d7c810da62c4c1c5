/* Values from components, from other values, from the clock, and truncated. */
#include "moments.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FIELDS = 8 };

/* Components as text: "year=2020 timezone='+01:00' date=@date:2020-01-01". */
typedef struct {
    char text[256];
    kith_temporal_field fields[MOST_FIELDS];
    kith_temporal values[MOST_FIELDS];
    size_t count;
} map;

static void map_of(map *out, const moments *m, const char *text)
{
    out->count = 0;
    snprintf(out->text, sizeof out->text, "%s", text);
    for (char *at = strtok(out->text, " "); at; at = strtok(NULL, " ")) {
        const size_t length = strcspn(at, "=");
        char *value = at + length + 1;
        kith_temporal_field *field = &out->fields[out->count];
        *field = (kith_temporal_field){
            .name = {at, length}
        };
        if (*value == '@') {
            out->values[out->count] = moment_of(m, value + 1);
            field->type = KITH_TEMPORAL_VALUE;
            field->value = &out->values[out->count];
        } else if (*value == '\'') {
            field->type = KITH_TEMPORAL_TEXT;
            field->text = (kith_text){value + 1, strlen(value) - 2};
        } else if (strchr(value, '.')) {
            field->type = KITH_TEMPORAL_REAL;
            field->real = strtod(value, NULL);
        } else if (*value == '[') {
            field->type = KITH_TEMPORAL_OTHER;
        } else {
            field->integer = strtoll(value, NULL, 10);
        }
        out->count++;
    }
}

static kith_status build(kith_temporal *out,
                         const moments *m,
                         const char *kind,
                         const char *components,
                         kith_error *err)
{
    map all;
    map_of(&all, m, components);
    *err = (kith_error){0};
    return kith_temporal_build(out, kind_named(kind), all.fields, all.count,
                               &m->context, err);
}

static const struct {
    const char *kind;
    const char *components;
    const char *shown;
} sound[] = {
    {"date",          "year=2020",                                                "2020-01-01"                         },
    {"date",          "year=2020 month=2",                                        "2020-02-01"                         },
    {"date",          "YEAR=2020 Month=2 day=29",                                 "2020-02-29"                         },
    {"date",          "year=2020 week=53 dayOfWeek=7",                            "2021-01-03"                         },
    {"date",          "year=2020 week=1",                                         "2019-12-30"                         },
    {"date",          "year=2020 quarter=1 dayOfQuarter=91",                      "2020-03-31"                         },
    {"date",          "year=2020 quarter=4",                                      "2020-10-01"                         },
    {"date",          "year=2020 ordinalDay=366",                                 "2020-12-31"                         },
    {"date",          "date=@date:2020-02-29",                                    "2020-02-29"                         },
    {"date",          "date=@date:2020-02-29 year=2024",                          "2024-02-29"                         },
    {"date",          "date=@date:2020-12-31 week=2",                             "2020-01-09"                         },
    {"date",          "date=@date:2021-01-01 dayOfWeek=7",                        "2021-01-03"                         },
    {"date",          "date=@date:2021-01-01 week=1",                             "2020-01-03"                         },
    {"date",          "date=@date:2021-01-01 year=2021 week=1",                   "2021-01-08"                         },
    {"date",          "date=@date:2020-05-31 quarter=4",                          "2020-11-30"                         },
    {"date",          "date=@date:2020-05-31 ordinalDay=60",                      "2020-02-29"                         },
    {"date",          "date=@date:2020-03-01 ordinalDay=61 year=2021",            "2021-03-02"                         },
    {"date",          "date=@date:2020-05-31 dayOfQuarter=1",                     "2020-04-01"                         },
    {"date",          "date=@datetime:2020-05-31T23:00-05:00 day=1",              "2020-05-01"                         },
    {"localtime",     "hour=9",                                                   "09:00"                              },
    {"localtime",     "hour=9 minute=5 second=7 millisecond=1 nanosecond=2",
     "09:05:07.001000002"                                                                                              },
    {"localtime",     "hour=9 minute=5 second=7 nanosecond=999999999",
     "09:05:07.999999999"                                                                                              },
    {"localtime",     "hour=0 minute=0 second=0 microsecond=999999",
     "00:00:00.999999"                                                                                                 },
    {"localtime",     "time=@localtime:09:05:07.5 second=8",                      "09:05:08.5"                         },
    {"localtime",     "time=@time:09:05+02:00 nanosecond=1",                      "09:05:00.000000001"                 },
    {"localtime",     "time=@localtime:09:05:07.5 millisecond=1",                 "09:05:07.001"                       },
    {"time",          "hour=9",                                                   "09:00Z"                             },
    {"time",          "hour=9 timezone='-01:30'",                                 "09:00-01:30"                        },
    {"time",          "hour=9 timezone='Test/Europe'",                            "09:00+02:00"                        },
    {"time",          "time=@localtime:09:05 timezone='+02:00'",                  "09:05+02:00"                        },
    {"time",          "time=@time:23:05-01:00 timezone='+02:00'",                 "02:05+02:00"                        },
    {"time",          "time=@datetime:2020-02-01T09:05[Test/Europe]",             "09:05+01:00"                        },
    {"localdatetime", "year=2020 hour=9",                                         "2020-01-01T09:00"                   },
    {"localdatetime", "date=@date:2020-02-01 time=@time:09:05Z day=3",
     "2020-02-03T09:05"                                                                                                },
    {"localdatetime", "datetime=@datetime:2020-02-01T09:05+05:00 month=3",
     "2020-03-01T09:05"                                                                                                },
    {"localdatetime", "epochSeconds=-1 nanosecond=5",
     "1969-12-31T23:59:59.000000005"                                                                                   },
    {"datetime",      "year=2020",                                                "2020-01-01T00:00Z"                  },
    {"datetime",      "year=2020 month=7 hour=9 timezone='Test/Europe'",
     "2020-07-01T09:00+02:00[Test/Europe]"                                                                             },
    {"datetime",      "year=2020 month=3 day=29 hour=2 timezone='Test/Europe'",
     "2020-03-29T03:00+02:00[Test/Europe]"                                                                             },
    {"datetime",      "datetime=@datetime:2020-07-01T09:00[Test/Europe] month=1",
     "2020-01-01T09:00+01:00[Test/Europe]"                                                                             },
    {"datetime",
     "datetime=@datetime:2020-07-01T01:00[Test/Europe] timezone='-03:00'",        "2020-06-30T20:00-03:00"             },
    {"datetime",
     "date=@date:2020-07-01 time=@time:01:00+02:00 timezone='Test/Fixed'",        "2020-06-30T20:00-03:00[Test/Fixed]" },
    {"datetime",      "date=@datetime:2020-07-01T01:00+05:00 hour=9",
     "2020-07-01T09:00Z"                                                                                               },
    {"datetime",
     "datetime=@datetime:2020-10-25T02:30+01:00[Test/Europe] minute=45",          "2020-10-25T02:45+01:00[Test/Europe]"},
    {"datetime",      "epochMillis=-1",                                           "1969-12-31T23:59:59.999Z"           },
    {"datetime",      "epochMillis=1500 nanosecond=7 timezone='Test/Europe'",
     "1970-01-01T01:00:01.500000007+01:00[Test/Europe]"                                                                },
    {"duration",      "years=1 quarters=1 months=1",                              "P1Y4M"                              },
    {"duration",      "weeks=1 days=-1 hours=25",                                 "P6DT25H"                            },
    {"duration",      "seconds=1 milliseconds=-1 nanoseconds=1",                  "PT0.999000001S"                     },
    {"duration",      "months=1.5",                                               "P1M15DT5H14M33S"                    },
    {"duration",      "months=-0.5",                                              "P-15DT-5H-14M-33S"                  },
    {"duration",      "months=0.5 days=0.9",                                      "P16DT2H50M33S"                      },
    {"duration",      "nanoseconds=9223372036854775807",
     "PT2562047H47M16.854775807S"                                                                                      },
    {"duration",      "milliseconds=-9223372036854775807",
     "PT-2562047788015H-12M-55.807S"                                                                                   },
};

TEST(components_make_up_values)
{
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        kith_temporal value;
        kith_error err;
        if (build(&value, &m, sound[i].kind, sound[i].components, &err) !=
            KITH_OK)
            fail_msg("%s(%s): %s", sound[i].kind, sound[i].components,
                     err.message);
        assert_shown(&value, sound[i].shown);
    }
    moments_free(&m);
}

static const struct {
    const char *kind;
    const char *components;
    const char *reason;
} unsound[] = {
    {"date",      "",                                                        "'year' is missing"                   },
    {"date",      "month=2",                                                 "'year' is missing"                   },
    {"date",      "year=2020 day=2",                                         "'day' needs 'month'"                 },
    {"date",      "year=2020 dayOfWeek=2",                                   "'dayOfWeek' needs 'week'"            },
    {"date",      "year=2020 dayOfQuarter=2",                                "'dayOfQuarter' needs 'quarter'"      },
    {"date",      "year=2020 month=2 week=2",                                "'month' and 'week' do not go"        },
    {"date",      "year=2020 day=2 ordinalDay=2",                            "'day' and 'ordinalDay' do not"       },
    {"date",      "year=1000000000",                                         "year 1000000000 is not in"           },
    {"date",      "year=-1000000000",                                        "year -1000000000 is not in"          },
    {"date",      "year=2020 month=13",                                      "month 13 is not in 1 to 12"          },
    {"date",      "year=2020.0",                                             "'year' is not an integer"            },
    {"date",      "year='2020'",                                             "'year' is not an integer"            },
    {"date",      "year=[",                                                  "'year' is not an integer"            },
    {"date",      "year=2020 hour=1",                                        "a date cannot be made from 'hour'"   },
    {"date",      "yeer=2020",                                               "a date cannot be made from 'yeer'"   },
    {"date",      "date=@localtime:12:00",                                   "'date' is not a value with a date"   },
    {"date",      "date=1",                                                  "'date' is not a value with a date"   },
    {"date",      "date=@date:2020-02-29 year=2021",                         "day 29 is not in 1 to 28"            },
    {"localtime", "",                                                        "'hour' is missing"                   },
    {"localtime", "minute=1",                                                "'minute' needs 'hour'"               },
    {"localtime", "hour=1 second=1",                                         "'second' needs 'minute'"             },
    {"localtime", "hour=1 minute=1 nanosecond=1",                            "'nanosecond' needs 'second"          },
    {"localtime", "hour=24",                                                 "hour 24 is not in 0 to 23"           },
    {"localtime", "hour=1 minute=60",                                        "minute 60 is not"                    },
    {"localtime", "hour=1 minute=1 second=60",                               "second 60 is not"                    },
    {"localtime", "hour=1 minute=1 second=1 millisecond=1000",
     "millisecond 1000 is not in 0 to 999"                                                                         },
    {"localtime", "hour=1 minute=1 second=1 millisecond=1 microsecond=1000",
     "microsecond 1000 is not in 0 to 999"                                                                         },
    {"localtime", "hour=1 minute=1 second=1 microsecond=1 nanosecond=1000",
     "nanosecond 1000 is not in 0 to 999"                                                                          },
    {"localtime", "hour=1 minute=1 second=1 nanosecond=-1",
     "nanosecond -1 is not in"                                                                                     },
    {"localtime", "hour=1 timezone='Z'",
     "a localtime cannot be made from 'tim"                                                                        },
    {"localtime", "time=@date:2020-01-01",                                   "'time' is not a value with a time"   },
    {"time",      "hour=1 timezone=1",                                       "'timezone' is not a text"            },
    {"time",      "hour=1 timezone='+25:00'",                                "unknown time zone '+25:00'"          },
    {"time",      "hour=1 timezone=''",                                      "unknown time zone ''"                },
    {"datetime",  "year=2020 timezone='Test/Nowhere'",                       "unknown time zone"                   },
    {"datetime",  "datetime=@date:2020-01-01",                               "'datetime' is not a value with"      },
    {"datetime",  "datetime=@datetime:2020-01-01 date=@date:2020-01-01",
     "'datetime' does not go together"                                                                             },
    {"datetime",  "epochSeconds=1 year=2020",
     "'epochSeconds' and 'year' do not"                                                                            },
    {"datetime",  "epochSeconds=1 epochMillis=1",                            "'epochMillis' and 'epochSec"         },
    {"datetime",  "epochMillis=1 nanosecond=1000000",                        "1000000 ns are more"                 },
    {"datetime",  "epochSeconds=9223372036854775807",
     "datetime beyond the year"                                                                                    },
    {"datetime",  "epochSeconds=1 date=@date:2020-01-01",
     "'epochSeconds' and another value do"                                                                         },
    {"duration",  "",                                                        "a duration needs a part"             },
    {"duration",  "day=1",                                                   "a duration has no 'day'"             },
    {"duration",  "days='1'",                                                "'days' of a duration is not a number"},
    {"duration",  "years=9223372036854775807",                               "duration is too long"                },
    {"duration",  "days=1.0e300",                                            "duration is too long"                },
};

TEST(components_that_make_no_sense_are_refused)
{
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof unsound / sizeof *unsound; i++) {
        kith_temporal value;
        kith_error err;
        const kith_status st =
            build(&value, &m, unsound[i].kind, unsound[i].components, &err);
        if (st == KITH_OK)
            fail_msg("%s(%s) is made", unsound[i].kind, unsound[i].components);
        assert_no_moment(st, &err, unsound[i].reason);
    }
    moments_free(&m);
}

TEST(values_become_other_kinds)
{
    static const struct {
        const char *kind;
        const char *from;
        const char *shown; /* NULL = refused */
    } cases[] = {
        {"date",          "datetime:2020-02-01T23:30-05:00",              "2020-02-01"       },
        {"date",          "localtime:09:05",                              NULL               },
        {"date",          "duration:P1D",                                 NULL               },
        {"localtime",     "datetime:2020-02-01T23:30-05:00",              "23:30"            },
        {"localtime",     "date:2020-02-01",                              NULL               },
        {"time",          "localtime:09:05",                              "09:05Z"           },
        {"time",          "datetime:2020-07-01T09:05[Test/Europe]",       "09:05+02:00"      },
        {"time",          "date:2020-02-01",                              NULL               },
        {"localdatetime", "date:2020-02-01",                              "2020-02-01T00:00" },
        {"localdatetime", "time:09:05Z",                                  NULL               },
        {"datetime",      "date:2020-02-01",                              "2020-02-01T00:00Z"},
        {"datetime",      "localdatetime:2020-02-01T09:05",               "2020-02-01T09:05Z"},
        {"datetime",      "datetime:2020-10-25T02:30+01:00[Test/Europe]",
         "2020-10-25T02:30+01:00[Test/Europe]"                                               },
        {"duration",      "duration:P1D",                                 "P1D"              },
        {"duration",      "date:2020-02-01",                              NULL               },
    };
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kith_error err = {0};
        kith_temporal value = moment_of(&m, cases[i].from);
        const kith_status st =
            kith_temporal_convert(&value, kind_named(cases[i].kind), &value,
                                  &m.context, &err);
        if (cases[i].shown) {
            assert_int_equal(st, KITH_OK);
            assert_shown(&value, cases[i].shown);
        } else {
            assert_no_moment(st, &err, "a ");
        }
    }
    moments_free(&m);
}

TEST(the_clock_is_the_one_that_is_given)
{
    static const struct {
        const char *kind;
        const char *zone;
        const char *shown;
    } cases[] = {
        {"datetime",      NULL,          "2015-07-21T21:40:32.142Z"},
        {"datetime",      "Test/Europe",
         "2015-07-21T23:40:32.142+02:00[Test/Europe]"              },
        {"localdatetime", "+05:00",      "2015-07-22T02:40:32.142" },
        {"date",          "+05:00",      "2015-07-22"              },
        {"date",          NULL,          "2015-07-21"              },
        {"time",          "-01:30",      "20:10:32.142-01:30"      },
        {"localtime",     NULL,          "21:40:32.142"            },
    };
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kith_temporal value;
        const char *zone = cases[i].zone;
        assert_int_equal(kith_temporal_now(&value, kind_named(cases[i].kind),
                                           (kith_text){zone,
                                                       zone ? strlen(zone) : 0},
                                           &m.context, NULL),
                         KITH_OK);
        assert_shown(&value, cases[i].shown);
    }
    kith_temporal value;
    kith_error err = {0};
    assert_no_moment(kith_temporal_now(&value, KITH_TEMPORAL_DATE,
                                       (kith_text){"Test/No", 7}, &m.context,
                                       &err),
                     &err, "unknown time zone 'Test/No'");
    moments_free(&m);
}

TEST(instants_count_from_1970)
{
    kith_temporal value;
    kith_error err = {0};
    assert_int_equal(kith_temporal_from_epoch(&value, 0, -1, NULL), KITH_OK);
    assert_shown(&value, "1969-12-31T23:59:59.999999999Z");
    assert_int_equal(kith_temporal_from_epoch(&value, 1, 3000000001, NULL),
                     KITH_OK);
    assert_shown(&value, "1970-01-01T00:00:04.000000001Z");
    assert_int_equal(kith_temporal_from_epoch_millis(&value, -62135596800001,
                                                     NULL),
                     KITH_OK);
    assert_shown(&value, "0000-12-31T23:59:59.999Z");
    assert_no_moment(kith_temporal_from_epoch(&value, INT64_MAX, INT64_MAX,
                                              &err),
                     &err, "datetime beyond the years");
    err = (kith_error){0};
    assert_no_moment(kith_temporal_from_epoch(&value, INT64_MIN, INT64_MIN,
                                              &err),
                     &err, "datetime beyond the years");
}

static const struct {
    const char *kind;
    const char *unit;
    const char *from;
    const char *components;
    const char *shown; /* starting with '!', the reason of a refusal */
} truncations[] = {
    {"date",          "millennium",  "date:2020-02-29",                        "",                      "2000-01-01"                               },
    {"date",          "century",     "date:-0001-02-28",                       "",                      "-0100-01-01"                              },
    {"date",          "DECADE",      "date:2020-02-29",                        "month=3",               "2020-03-01"                               },
    {"date",          "weekYear",    "date:2021-01-01",                        "",                      "2019-12-30"                               },
    {"date",          "week",        "date:2021-01-01",                        "dayOfWeek=7",           "2021-01-03"                               },
    {"date",          "month",       "date:2020-05-31",                        "",                      "2020-05-01"                               },
    {"date",          "quarter",     "datetime:2020-05-31T10:00Z",             "",                      "2020-04-01"                               },
    {"localdatetime", "day",         "date:2020-02-29",                        "second=5",
     "2020-02-29T00:00:05"                                                                                                                         },
    {"localdatetime", "hour",        "datetime:2020-02-29T10:11:12.5Z",        "",
     "2020-02-29T10:00"                                                                                                                            },
    {"datetime",      "hour",        "datetime:2020-02-29T10:11-03:00",        "minute=5",
     "2020-02-29T10:05-03:00"                                                                                                                      },
    {"datetime",      "day",         "datetime:2020-03-29T10:11[Test/Europe]", "",
     "2020-03-29T00:00+01:00[Test/Europe]"                                                                                                         },
    {"datetime",      "day",         "datetime:2020-07-01T10:11-03:00",
     "timezone='Test/Europe'",                                                                          "2020-07-01T00:00+02:00[Test/Europe]"      },
    {"time",          "minute",      "time:10:11:12.5+01:00",                  "timezone='-01:00'",
     "10:11-01:00"                                                                                                                                 },
    {"localtime",     "day",         "localdatetime:2020-02-29T10:11",         "",                      "00:00"                                    },
    {"localtime",     "millisecond", "localtime:10:11:12.123456789",           "",
     "10:11:12.123"                                                                                                                                },
    {"localtime",     "millisecond", "localtime:10:11:12.123456789",
     "microsecond=4 nanosecond=5",                                                                      "10:11:12.123004005"                       },
    {"localtime",     "microsecond", "localtime:10:11:12.123456789",           "nanosecond=5",
     "10:11:12.123456005"                                                                                                                          },
    {"localtime",     "second",      "localtime:10:11:12.123456789",           "nanosecond=5",
     "10:11:12.000000005"                                                                                                                          },
    {"localtime",     "millisecond", "localtime:10:11:12.123456789",
     "nanosecond=1000000",                                                                              "!nanosecond 1000000 is not in 0 to 999999"},
    {"date",          "hour",        "date:2020-02-29",                        "",                      "!a date cannot be truncated to"           },
    {"localdatetime", "hour",        "date:2020-02-29",                        "",                      "!a date cannot be trunc"                  },
    {"localtime",     "month",       "localtime:10:11",                        "",                      "!a localtime cannot be tru"               },
    {"date",          "day",         "localtime:10:11",                        "",                      "!a date cannot be made from a loc"        },
    {"date",          "fortnight",   "date:2020-02-29",                        "",                      "!unknown unit 'fortnight'"                },
    {"date",          "millennium",  "date:-999999999-02-28",                  "",                      "!year -1000000000 is"                     },
    {"date",          "month",       "date:2020-02-29",                        "hour=1",                "!a date cannot be made fr"                },
    {"date",          "month",       "date:2020-02-29",                        "date=@date:2020-01-01",
     "!what is truncated to is changed by components"                                                                                              },
};

TEST(values_are_truncated_and_changed)
{
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof truncations / sizeof *truncations; i++) {
        map changes;
        kith_temporal value = moment_of(&m, truncations[i].from);
        kith_error err = {0};
        const char *unit = truncations[i].unit;
        map_of(&changes, &m, truncations[i].components);
        const kith_truncation to = {
            .kind = kind_named(truncations[i].kind),
            .unit = {unit, strlen(unit)},
            .fields = changes.fields,
            .count = changes.count
        };
        const kith_status st =
            kith_temporal_truncate(&value, &to, &value, &m.context, &err);
        if (truncations[i].shown[0] == '!') {
            assert_no_moment(st, &err, truncations[i].shown + 1);
        } else {
            assert_int_equal(st, KITH_OK);
            assert_shown(&value, truncations[i].shown);
        }
    }
    moments_free(&m);
}

TEST(wrong_names_are_answered_with_the_nearest)
{
    moments m;
    moments_init(&m);
    kith_temporal value;
    kith_error err;
    assert_int_equal(build(&value, &m, "date", "yeer=2020", &err),
                     KITH_E_INVALID);
    assert_string_equal(err.hint, "did you mean 'year'?");
    value = moment_of(&m, "date:2020-02-29");
    err = (kith_error){0};
    const kith_truncation to = {
        .kind = KITH_TEMPORAL_DATE, .unit = {"decades", 7}
    };
    assert_int_equal(kith_temporal_truncate(&value, &to, &value, &m.context,
                                            &err),
                     KITH_E_INVALID);
    assert_string_equal(err.hint, "did you mean 'decade'?");
    moments_free(&m);
}

RUN("query/temporal_build",
    CASE(components_make_up_values),
    CASE(components_that_make_no_sense_are_refused),
    CASE(values_become_other_kinds),
    CASE(the_clock_is_the_one_that_is_given),
    CASE(instants_count_from_1970),
    CASE(values_are_truncated_and_changed),
    CASE(wrong_names_are_answered_with_the_nearest))
