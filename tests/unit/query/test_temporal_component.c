/* Every component of every kind, and names that are none. */
#include "moments.h"
#include "test.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A component as text; "!" and the message where there is none. */
static const char *component(const kith_temporal *value,
                             const char *name,
                             kith_error *err)
{
    static char shown[256];
    char room[KITH_TEMPORAL_COMPONENT_SIZE];
    kith_temporal_field field;
    *err = (kith_error){0};
    if (kith_temporal_component(&field, room, value,
                                (kith_text){name, strlen(name)},
                                err) != KITH_OK) {
        snprintf(shown, sizeof shown, "!%s", err->message);
    } else if (field.type == KITH_TEMPORAL_INTEGER) {
        snprintf(shown, sizeof shown, "%" PRId64, field.integer);
    } else {
        snprintf(shown, sizeof shown, "%.*s", (int)field.text.length,
                 field.text.data);
    }
    return shown;
}

static const struct {
    const char *word;
    const char *components; /* name=value, name=value, … */
} cases[] = {
    {"date:2021-01-03",
     "year=2021 quarter=1 month=1 week=53 weekYear=2020 day=3 ordinalDay=3 "
     "dayOfWeek=7 weekDay=7 dayOfQuarter=3 WEEKYEAR=2020"                                     },
    {"date:2019-12-30",                        "week=1 weekYear=2020 weekDay=1 ordinalDay=364"},
    {"date:2020-12-31",                        "dayOfQuarter=92 ordinalDay=366 quarter=4"     },
    {"date:-0044-03-15",                       "year=-44 month=3 day=15 quarter=1"            },
    {"localtime:09:05:07.012345678",
     "hour=9 minute=5 second=7 millisecond=12 microsecond=12345 "
     "nanosecond=12345678"                                                                    },
    {"time:09:05-01:30",
     "timezone=-01:30 offset=-01:30 offsetMinutes=-90 offsetSeconds=-5400"                    },
    {"time:09:05Z",                            "timezone=Z offset=Z offsetMinutes=0"          },
    {"localdatetime:2020-02-29T09:05",         "year=2020 day=29 hour=9 minute=5"             },
    {"datetime:1850-03-02T09[Test/Europe]",
     "timezone=Test/Europe offset=+00:53:28 offsetMinutes=53 "
     "offsetSeconds=3208"                                                                     },
    {"datetime:1969-12-31T23:59:59.9999Z",
     "epochSeconds=-1 epochMillis=-1 timezone=Z"                                              },
    {"datetime:2020-07-01T02:00[Test/Europe]",
     "epochSeconds=1593561600 epochMillis=1593561600000"                                      },
    {"duration:P2Y7M17DT26H3M4.056007008S",
     "years=2 quarters=10 months=31 weeks=2 days=17 hours=26 minutes=1563 "
     "seconds=93784 milliseconds=93784056 microseconds=93784056007 "
     "nanoseconds=93784056007008 quartersOfYear=2 monthsOfYear=7 "
     "monthsOfQuarter=1 daysOfWeek=3 minutesOfHour=3 secondsOfMinute=4 "
     "millisecondsOfSecond=56 microsecondsOfSecond=56007 "
     "nanosecondsOfSecond=56007008"                                                           },
    {"duration:PT-0.5S",
     "seconds=-1 nanosecondsOfSecond=500000000 milliseconds=-500"                             },
};

TEST(components_have_their_values)
{
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char all[512];
        kith_error err;
        const kith_temporal value = moment_of(&m, cases[i].word);
        snprintf(all, sizeof all, "%s", cases[i].components);
        for (char *at = strtok(all, " "); at; at = strtok(NULL, " ")) {
            char *wanted = strchr(at, '=');
            *wanted++ = '\0';
            assert_string_equal(component(&value, at, &err), wanted);
        }
    }
    moments_free(&m);
}

TEST(what_a_kind_does_not_have_is_refused)
{
    static const struct {
        const char *word;
        const char *name;
        const char *hint;
    } none[] = {
        {"date:2020-01-01",                "hour",         ""                     },
        {"date:2020-01-01",                "mont",         "did you mean 'month'?"},
        {"localtime:09:05",                "year",         ""                     },
        {"localtime:09:05",                "offset",       ""                     },
        {"time:09:05Z",                    "epochSeconds", ""                     },
        {"localdatetime:2020-01-01T00:00", "timezone",     ""                     },
        {"duration:P1D",                   "day",          "did you mean 'days'?" },
        {"datetime:2020-01-01T00:00Z",     "days",         "did you mean 'day'?"  },
        {"datetime:2020-01-01T00:00Z",     "",             ""                     },
    };
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        kith_error err;
        const kith_temporal value = moment_of(&m, none[i].word);
        component(&value, none[i].name, &err);
        assert_no_moment(err.status, &err, "a ");
        if (none[i].hint[0])
            assert_string_equal(err.hint, none[i].hint);
    }
    moments_free(&m);
}

TEST(numbers_that_do_not_fit_are_refused)
{
    moments m;
    moments_init(&m);
    kith_error err;
    const kith_temporal fits = moment_of(&m, "duration:PT9223372036.8S");
    const kith_temporal beyond = moment_of(&m, "duration:PT9223372036.9S");
    assert_string_equal(component(&fits, "nanoseconds", &err),
                        "9223372036800000000");
    component(&beyond, "nanoseconds", &err);
    assert_no_moment(err.status, &err,
                     "'nanoseconds' of the duration does not");
    const kith_temporal last =
        moment_of(&m, "datetime:+999999999-12-31T00:00Z");
    component(&last, "epochMillis", &err);
    assert_no_moment(err.status, &err,
                     "'epochMillis' of the datetime does not");
    assert_string_equal(component(&last, "epochSeconds", &err),
                        "31556889832694400");
    moments_free(&m);
}

RUN("query/temporal_component",
    CASE(components_have_their_values),
    CASE(what_a_kind_does_not_have_is_refused),
    CASE(numbers_that_do_not_fit_are_refused))
