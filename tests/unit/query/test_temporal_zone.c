/* Time zones: their files, their rules, and local times that clocks skip or
 * repeat. */
#include "base/alloc.h"
#include "query/temporal_calendar.h"
#include "query/temporal_zone.h"
#include "test.h"
#include "zone_files.h"

#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static int64_t second_of(int64_t year, int month, int day, int64_t second)
{
    return kith_days_of_civil((kith_civil){year, month, day}) *
               KITH_DAY_SECONDS +
           second;
}

static kith_status read_plan(kith_zone *zone,
                             kith_arena *arena,
                             const zone_plan *plan)
{
    unsigned char bytes[ZONE_FILE_SIZE];
    *zone = (kith_zone){0};
    return kith_zone_read(zone, arena, bytes, zone_bytes(plan, bytes));
}

/* -- offsets of instants ------------------------------------------------- */

TEST(instants_have_the_offset_of_their_time)
{
    static const struct {
        int64_t at;
        int32_t offset;
    } cases[] = {
        {INT64_MIN / 4, 3208},
        {-2422054409,   3208},
        {-2422054408,   3600},
        {323225999,     3600},
        {323226000,     7200},
        {341369999,     7200},
        {341370000,     3600},
        {1435708800,    7200},
        {1445734799,    7200},
        {1445734800,    3600},
        {7258118400,    3600},
        {7274016000,    7200},
    };
    kith_arena arena = {0};
    kith_zone zone;
    assert_int_equal(read_plan(&zone, &arena, &zone_of_europe), KITH_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const kith_zone_span span = kith_zone_span_at(&zone, cases[i].at);
        assert_int_equal(span.offset, cases[i].offset);
        assert_true(span.from <= cases[i].at && cases[i].at < span.to);
    }
    kith_arena_free(&arena);
}

TEST(spans_follow_each_other_without_a_gap)
{
    kith_arena arena = {0};
    kith_zone zone;
    assert_int_equal(read_plan(&zone, &arena, &zone_of_europe), KITH_OK);
    kith_zone_span span = kith_zone_span_at(&zone, second_of(1850, 1, 1, 0));
    assert_int_equal(span.from, INT64_MIN);
    for (int i = 0; i < 1000; i++) {
        const kith_zone_span next = kith_zone_span_at(&zone, span.to);
        assert_int_equal(next.from, span.to);
        assert_true(next.offset != span.offset);
        span = next;
    }
    kith_arena_free(&arena);
}

TEST(the_rule_begins_after_the_last_change)
{
    static const int64_t times[] = {957139200}; /* 2000-05-01 */
    static const uint8_t kinds[] = {1};
    static const int32_t offsets[] = {0, 7200};
    const zone_plan plan = {times, kinds, 1, offsets, 2, zone_of_europe.rule};
    kith_arena arena = {0};
    kith_zone zone;
    assert_int_equal(read_plan(&zone, &arena, &plan), KITH_OK);
    const kith_zone_span span = kith_zone_span_at(&zone, 957139200 + 1);
    assert_int_equal(span.from, 957139200);
    assert_int_equal(span.to, second_of(2000, 10, 29, 3600));
    assert_int_equal(span.offset, 7200);
    kith_arena_free(&arena);
}

/* -- local times --------------------------------------------------------- */

static void assert_local(const kith_zone *zone,
                         int64_t local,
                         int32_t preferred,
                         int64_t moved,
                         int32_t offset)
{
    assert_int_equal(kith_zone_offset_of_local(zone, &local, preferred),
                     offset);
    assert_int_equal(local, moved);
}

TEST(local_times_that_are_skipped_move_on)
{
    const int64_t night = second_of(2017, 3, 26, 0);
    kith_arena arena = {0};
    kith_zone zone;
    assert_int_equal(read_plan(&zone, &arena, &zone_of_europe), KITH_OK);
    assert_local(&zone, night + 7199, KITH_NO_OFFSET, night + 7199, 3600);
    assert_local(&zone, night + 7200, KITH_NO_OFFSET, night + 10800, 7200);
    assert_local(&zone, night + 9000, 3600, night + 12600, 7200);
    assert_local(&zone, night + 10800, KITH_NO_OFFSET, night + 10800, 7200);
    kith_arena_free(&arena);
}

TEST(local_times_that_are_repeated_are_the_earlier_ones)
{
    const int64_t night = second_of(2017, 10, 29, 0);
    kith_arena arena = {0};
    kith_zone zone;
    assert_int_equal(read_plan(&zone, &arena, &zone_of_europe), KITH_OK);
    assert_local(&zone, night + 7199, 3600, night + 7199, 7200);
    assert_local(&zone, night + 7200, KITH_NO_OFFSET, night + 7200, 7200);
    assert_local(&zone, night + 9000, 3600, night + 9000, 3600);
    assert_local(&zone, night + 9000, 7200, night + 9000, 7200);
    assert_local(&zone, night + 9000, 1234, night + 9000, 7200);
    assert_local(&zone, night + 10800, 7200, night + 10800, 3600);
    kith_arena_free(&arena);
}

/* -- rules --------------------------------------------------------------- */

TEST(rules_are_read_in_all_of_their_forms)
{
    static const struct {
        const char *text;
        int64_t winter; /* offset on 2015-01-15 and 2015-07-15 at noon UTC */
        int64_t summer;
    } cases[] = {
        {"UTC0",                            0,      0     },
        {"EST5",                            -18000, -18000},
        {"<+0545>-5:45",                    20700,  20700 },
        {"<-03>+3",                         -10800, -10800},
        {"LMT-0:53:28",                     3208,   3208  },
        {"EST5EDT,M3.2.0,M11.1.0",          -18000, -14400},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3",    39600,  36000 },
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -7200,  -3600 },
        {"XXX-1YYY-1:30,J60,J300",          3600,   5400  },
        {"XXX-1YYY-3,59/1,299/25:30:15",    3600,   10800 },
        {"XXX3EDT4,0/0,J365/23",            -14400, -14400}, /* summer all year */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kith_zone_rule rule;
        if (!kith_zone_rule_parse(&rule, text_of(cases[i].text)))
            fail_msg("'%s' is refused", cases[i].text);
        const int64_t noon = 43200;
        assert_int_equal(
            kith_zone_rule_span(&rule, second_of(2015, 1, 15, noon)).offset,
            cases[i].winter);
        assert_int_equal(
            kith_zone_rule_span(&rule, second_of(2015, 7, 15, noon)).offset,
            cases[i].summer);
    }
}

TEST(leap_days_count_as_the_rule_says)
{
    kith_zone_rule rule;
    assert_true(kith_zone_rule_parse(&rule, text_of("A_A0")) == false);
    assert_true(kith_zone_rule_parse(&rule, text_of("AAA0BBB,J60/0,J300")));
    assert_int_equal(kith_zone_rule_span(&rule, second_of(2016, 5, 1, 0)).from,
                     second_of(2016, 3, 1, 0));
    assert_int_equal(kith_zone_rule_span(&rule, second_of(2015, 5, 1, 0)).from,
                     second_of(2015, 3, 1, 0));
    assert_true(kith_zone_rule_parse(&rule, text_of("AAA0BBB,59/0,299")));
    assert_int_equal(kith_zone_rule_span(&rule, second_of(2016, 5, 1, 0)).from,
                     second_of(2016, 2, 29, 0));
    assert_true(kith_zone_rule_parse(&rule, text_of("AAA0BBB,M2.5.1/0,299")));
    assert_int_equal(kith_zone_rule_span(&rule, second_of(2016, 5, 1, 0)).from,
                     second_of(2016, 2, 29, 0));
    assert_int_equal(kith_zone_rule_span(&rule, second_of(2015, 5, 1, 0)).from,
                     second_of(2015, 2, 23, 0));
}

TEST(what_is_no_rule_is_refused)
{
    static const char *const texts[] = {
        "",
        "CET",
        "CE-1",
        "CET-1CEST",
        "CET-26",
        "CET-1:60",
        "CET-1CEST,M3",
        "CET-1CEST,M3.5.0",
        "<CET-1",
        "CET-1 ",
        "CET-1CEST,J0,J9",
        "CET-1CEST,366,1",
        "CET-1CEST,M13.1.0,M1.1.0",
        "CET-1CEST,M3.6.0,M1.1.0",
        "CET-1CEST,M3.5.7,M1.1.0",
        "CET-1CEST,M3.5.0,M1.1.0/168",
        "CET-1CEST,M3.5.0,M1.1.0,",
        "CET--1",
    };
    kith_zone_rule rule;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (kith_zone_rule_parse(&rule, text_of(texts[i])))
            fail_msg("'%s' is taken for a rule", texts[i]);
    }
}

/* -- files --------------------------------------------------------------- */

TEST(a_file_that_is_cut_anywhere_is_refused)
{
    unsigned char bytes[ZONE_FILE_SIZE];
    const size_t length = zone_bytes(&zone_of_europe, bytes);
    for (size_t cut = 0; cut < length; cut++) {
        kith_arena arena = {0};
        kith_zone zone = {0};
        assert_int_equal(kith_zone_read(&zone, &arena, bytes, cut),
                         KITH_E_INVALID);
        kith_arena_free(&arena);
    }
}

TEST(a_file_that_makes_no_sense_is_refused)
{
    static const int64_t falling[] = {100, 100};
    static const uint8_t kinds[] = {1, 0};
    static const uint8_t far_kinds[] = {0, 2};
    static const int32_t offsets[] = {0, 3600};
    static const int32_t far_offsets[] = {0, 27 * 3600};
    static const int64_t rising[] = {100, 200};
    const zone_plan plans[] = {
        {falling, kinds,     2, offsets,     2, ""       },
        {rising,  far_kinds, 2, offsets,     2, ""       },
        {rising,  kinds,     2, far_offsets, 2, ""       },
        {rising,  kinds,     2, offsets,     0, ""       },
        {rising,  kinds,     2, offsets,     2, "no rule"},
    };
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        kith_arena arena = {0};
        kith_zone zone;
        assert_int_equal(read_plan(&zone, &arena, &plans[i]), KITH_E_INVALID);
        kith_arena_free(&arena);
    }
    const zone_plan sound = {rising, kinds, 2, offsets, 2, ""};
    kith_arena arena = {0};
    kith_zone zone;
    assert_int_equal(read_plan(&zone, &arena, &sound), KITH_OK);
    assert_int_equal(kith_zone_span_at(&zone, INT64_MAX / 4).offset, 0);
    kith_arena_free(&arena);
}

TEST(a_file_of_the_first_version_is_read)
{
    static const unsigned char times[] = {0, 0, 0, 100, 0, 0, 1, 0};
    static const unsigned char kinds[] = {1,
                                          1}; /* the second changes nothing */
    static const unsigned char types[] = {0, 0, 0, 0, 0, 0, 0, 0, 14, 16, 0, 0};
    unsigned char bytes[44 + sizeof times + sizeof kinds + sizeof types + 4];
    unsigned char *at = bytes + 44;
    kith_arena arena = {0};
    kith_zone zone = {0};
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, "TZif", 4);
    bytes[35] = sizeof kinds;
    bytes[39] = 2;
    bytes[43] = 4;
    memcpy(at, times, sizeof times);
    memcpy(at + sizeof times, kinds, sizeof kinds);
    memcpy(at + sizeof times + sizeof kinds, types, sizeof types);
    assert_int_equal(kith_zone_read(&zone, &arena, bytes, sizeof bytes),
                     KITH_OK);
    assert_int_equal(zone.count, 1);
    assert_int_equal(kith_zone_span_at(&zone, 99).offset, 0);
    assert_int_equal(kith_zone_span_at(&zone, 100).offset, 3600);
    assert_int_equal(kith_zone_span_at(&zone, 100).to, INT64_MAX);
    bytes[31] = 1; /* leap seconds */
    assert_int_equal(kith_zone_read(&zone, &arena, bytes, sizeof bytes),
                     KITH_E_INVALID);
    kith_arena_free(&arena);
}

/* -- the database -------------------------------------------------------- */

static void assert_no_zone(kith_zones *zones, const char *name)
{
    const kith_zone *zone;
    kith_error err = {0};
    assert_int_equal(kith_zones_find(&zone, zones, text_of(name), &err),
                     KITH_E_INVALID);
    assert_null(zone);
    assert_non_null(strstr(err.message, "ArgumentError: InvalidArgumentValue"));
    assert_non_null(strstr(err.message, "unknown time zone"));
    assert_true(err.hint[0]);
}

TEST(zones_are_found_once_and_names_stay_in_the_database)
{
    char *folder = zone_folder_new();
    kith_zones *zones;
    const kith_zone *first;
    const kith_zone *again;
    assert_int_equal(kith_zones_new(&zones, folder, NULL), KITH_OK);
    assert_int_equal(kith_zones_find(&first, zones, text_of("Test/Europe"),
                                     NULL),
                     KITH_OK);
    assert_int_equal(kith_zones_find(&again, zones, text_of("Test/Europe"),
                                     NULL),
                     KITH_OK);
    assert_ptr_equal(first, again);
    assert_int_equal(kith_zone_name(first).length, strlen("Test/Europe"));
    static const char *const names[] =
        {"Test/Nowhere",
         "Test",
         "Test/Broken",
         "",
         "/Test/Fixed",
         "Test//Fixed",
         "Test/Fixed/",
         "../etc/passwd",
         "Test/./Fixed",
         "Test/Fixed\n",
         "Tést/Fixed",
         "A/name/that/is/far/too/long/for/any/zone/that/there/is"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_no_zone(zones, names[i]);
    kith_zones_free(zones);
    zone_folder_free(folder);
}

TEST(a_database_that_is_not_there_is_told)
{
    kith_zones *zones;
    const kith_zone *zone;
    kith_error err = {0};
    assert_int_equal(kith_zones_new(&zones, "/nowhere/at/all", NULL), KITH_OK);
    assert_int_equal(kith_zones_find(&zone, zones, text_of("Europe/Oslo"),
                                     &err),
                     KITH_E_INVALID);
    assert_non_null(strstr(err.message, "no time zone database"));
    assert_non_null(strstr(err.hint, "tzdata"));
    kith_zones_free(zones);
    err = (kith_error){0};
    assert_int_equal(kith_zones_find(&zone, NULL, text_of("Europe/Oslo"), &err),
                     KITH_E_INVALID);
    assert_non_null(strstr(err.message, "no time zone database"));
}

/* Opens, finds and frees with the allocation after `left` others failing. */
static kith_status try_once(const char *folder, size_t left, bool *failed)
{
    kith_zones *zones = NULL;
    const kith_zone *zone;
    kith_error err = {0};
    (void)kith_alloc_fail_after(left);
    kith_status st = kith_zones_new(&zones, folder, &err);
    if (st == KITH_OK)
        st = kith_zones_find(&zone, zones, text_of("Test/Europe"), &err);
    *failed = kith_alloc_fail_after(SIZE_MAX) && left != SIZE_MAX;
    assert_int_equal(err.status, st);
    if (zones && st != KITH_OK) /* and then it is found after all */
        assert_int_equal(kith_zones_find(&zone, zones, text_of("Test/Europe"),
                                         NULL),
                         KITH_OK);
    kith_zones_free(zones);
    return st;
}

TEST(every_allocation_may_fail)
{
    char *folder = zone_folder_new();
    bool failed = false;
    size_t left = 0;
    while (try_once(folder, left, &failed) != KITH_OK) {
        assert_true(failed);
        left++;
        assert_true(left < 100);
    }
    assert_false(failed);
    assert_true(left > 2);
    zone_folder_free(folder);
}

RUN("query/temporal_zone",
    CASE(instants_have_the_offset_of_their_time),
    CASE(spans_follow_each_other_without_a_gap),
    CASE(the_rule_begins_after_the_last_change),
    CASE(local_times_that_are_skipped_move_on),
    CASE(local_times_that_are_repeated_are_the_earlier_ones),
    CASE(rules_are_read_in_all_of_their_forms),
    CASE(leap_days_count_as_the_rule_says),
    CASE(what_is_no_rule_is_refused),
    CASE(a_file_that_is_cut_anywhere_is_refused),
    CASE(a_file_that_makes_no_sense_is_refused),
    CASE(a_file_of_the_first_version_is_read),
    CASE(zones_are_found_once_and_names_stay_in_the_database),
    CASE(a_database_that_is_not_there_is_told),
    CASE(every_allocation_may_fail))
