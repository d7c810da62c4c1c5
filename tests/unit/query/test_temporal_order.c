/* The order of values is total, and equal values are those that are the same.
 */
#include "moments.h"
#include "test.h"

/* In ascending order, none equal to another. */
static const char *const ascending[] = {
    "datetime:-0044-03-15T00:00Z",
    "datetime:2020-02-01T12:00+05:00",
    "datetime:2020-02-01T12:00+01:00",
    "datetime:2020-02-01T12:00:00.5+01:00",
    "datetime:2020-02-01T11:00-03:00[Test/Fixed]",
    "datetime:2020-02-01T14:00Z",
    "datetime:2020-02-01T15:00+01:00",
    "datetime:2020-02-01T15:00+01:00[Test/Europe]",
    "localdatetime:2020-02-01T12:00",
    "localdatetime:2020-02-01T12:00:00.000000001",
    "date:-999999999-01-01",
    "date:2020-02-01",
    "date:+999999999-12-31",
    "time:00:30+01:00",
    "time:00:00Z",
    "time:12:00+01:00",
    "time:11:00:00.1Z",
    "time:11:30Z",
    "time:12:30+01:00",
    "localtime:00:00",
    "localtime:23:59:59.999999999",
    "duration:P-9223372036854775807D",
    "duration:PT-0.5S",
    "duration:PT0S",
    "duration:PT336H",
    "duration:P14D",
    "duration:P30D",
    "duration:P1M",
    "duration:P31D",
    "duration:P12Y5M13DT40H13M10S",
    "duration:P12Y5M14DT16H13M10S",
    "duration:P9223372036854775807D",
};

enum { COUNT = sizeof ascending / sizeof *ascending };

TEST(every_pair_is_in_order)
{
    moments m;
    moments_init(&m);
    for (int i = 0; i < COUNT; i++) {
        const kith_temporal a = moment_of(&m, ascending[i]);
        for (int j = 0; j < COUNT; j++) {
            const kith_temporal b = moment_of(&m, ascending[j]);
            const int order = kith_temporal_order(&a, &b);
            if ((order > 0) - (order < 0) != (i > j) - (i < j))
                fail_msg("%s, %s: %d", ascending[i], ascending[j], order);
        }
    }
    moments_free(&m);
}

TEST(equal_values_have_equal_hashes)
{
    static const char *const pairs[][2] = {
        {"duration:PT60M",                      "duration:PT1H"   },
        {"duration:P12M",                       "duration:P1Y"    },
        {"duration:PT1M-0.5S",                  "duration:PT59.5S"},
        {"date:2020-W05-6",                     "date:2020-02-01" },
        {"datetime:2020-02-01T12[Test/Europe]",
         "datetime:2020-02-01T12:00+01:00[Test/Europe]"           },
    };
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const kith_temporal a = moment_of(&m, pairs[i][0]);
        const kith_temporal b = moment_of(&m, pairs[i][1]);
        assert_int_equal(kith_temporal_order(&a, &b), 0);
        assert_int_equal(kith_temporal_hash(&a, 7), kith_temporal_hash(&b, 7));
    }
    moments_free(&m);
}

TEST(points_in_time_of_one_kind_are_comparable)
{
    moments m;
    moments_init(&m);
    const kith_temporal date = moment_of(&m, "date:2020-02-01");
    const kith_temporal time = moment_of(&m, "localtime:12:00");
    const kith_temporal length = moment_of(&m, "duration:P1D");
    assert_true(kith_temporal_is_comparable(&date, &date));
    assert_false(kith_temporal_is_comparable(&date, &time));
    assert_false(kith_temporal_is_comparable(&length, &length));
    moments_free(&m);
}

RUN("query/temporal_order",
    CASE(every_pair_is_in_order),
    CASE(equal_values_have_equal_hashes),
    CASE(points_in_time_of_one_kind_are_comparable))
