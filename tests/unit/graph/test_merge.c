/* Two records of one thing as JSON text: compared, and written as one. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/merge.h"
#include "json/scan.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static void note(void *context,
                 const char *pointer,
                 kith_text first,
                 kith_text second)
{
    char *out = context;
    const size_t used = strlen(out);
    snprintf(out + used, 512 - used, "%s %.*s %.*s;", pointer,
             (int)first.length, first.data, (int)second.length, second.data);
}

/* Whether two records agree, and their conflicts, as "pointer first second;"
 * each. */
static bool agree(const char *first, const char *second, char *out)
{
    kith_merger *merger = NULL;
    bool agrees = false;
    assert_int_equal(kith_merger_new(&merger, text_of(first), NULL), KITH_OK);
    assert_int_equal(kith_merger_look(merger, text_of(second), note, out,
                                      &agrees, NULL),
                     KITH_OK);
    kith_merger_free(merger);
    return agrees;
}

static void conflicts(const char *first, const char *second, const char *wanted)
{
    char out[512] = "";
    const bool agrees = agree(first, second, out);
    assert_string_equal(out, wanted);
    assert_int_equal(agrees, *wanted == '\0');
}

/* Both as one record, and whether the second adds anything. */
static kith_status merge(const char *first,
                         const char *second,
                         char **out,
                         bool *adds)
{
    kith_merger *merger = NULL;
    bool agrees = false;
    kith_status st = KITH_OK;
    *out = NULL;
    KITH_TRY(st, kith_merger_new(&merger, text_of(first), NULL), done);
    KITH_TRY(st,
             kith_merger_look(merger, text_of(second), NULL, NULL, &agrees,
                              NULL),
             done);
    assert_true(agrees);
    KITH_TRY(st, kith_merger_take(merger, adds, NULL), done);
    st = kith_merger_write(merger, out, NULL);
done:
    kith_merger_free(merger);
    return st;
}

TEST(what_only_one_says_is_no_conflict)
{
    conflicts("{}", "{}", "");
    conflicts("{\"id\":\"a\"}", "{\"id\":\"a\",\"name\":\"N\"}", "");
    conflicts("{\"id\":\"a\",\"name\":\"N\"}", "{\"id\":\"a\"}", "");
    conflicts("{\"properties\":{\"p\":1}}", "{\"properties\":{\"q\":1}}", "");
}

TEST(what_both_say_must_be_the_same_value)
{
    conflicts("{\"name\":\"N\"}", "{\"name\":\"M\"}", "/name \"N\" \"M\";");
    conflicts("{\"name\":\"N\"}", "{\"name\":null}", "/name \"N\" null;");
    conflicts("{\"x\":1}", "{\"x\":\"1\"}", "/x 1 \"1\";");
    conflicts("{\"x\":{\"y\":1}}", "{\"x\":{\"y\":2}}",
              "/x {\"y\":1} {\"y\":2};");
    conflicts("{\"x\":1,\"y\":2}", "{\"y\":3,\"x\":4}", "/y 2 3;/x 1 4;");
}

TEST(how_a_value_is_written_does_not_matter)
{
    conflicts("{\"x\":1,\"y\":\"a\"}", "{ \"x\": 1.0, \"y\":\"\\u0061\" }", "");
    conflicts("{\"x\":{\"y\":1,\"z\":[2]}}", "{\"x\":{\"z\":[ 2 ],\"y\":1}}",
              "");
}

TEST(properties_are_compared_one_by_one)
{
    conflicts("{\"properties\":{\"p\":1,\"q\":2}}",
              "{\"properties\":{\"q\":3,\"p\":1,\"r\":4}}",
              "/properties/q 2 3;");
    conflicts("{\"properties\":{\"p\":{\"types\":1}}}",
              "{\"properties\":{\"p\":{\"types\":2}}}",
              "/properties/p {\"types\":1} {\"types\":2};");
    conflicts("{\"properties\":{\"aliases\":[1]}}",
              "{\"properties\":{\"aliases\":[2]}}",
              "/properties/aliases [1] [2];");
    conflicts("{\"properties\":{\"id\":1}}", "{\"properties\":{\"id\":2}}",
              "/properties/id 1 2;");
}

TEST(lists_add_up_and_ids_are_not_compared)
{
    conflicts("{\"aliases\":[\"x\"],\"types\":[\"t\"],\"evidence\":[]}",
              "{\"aliases\":[\"y\"],\"types\":[\"u\"],\"evidence\":[\"d\"]}",
              "");
    conflicts("{\"id\":\"a\",\"record\":\"entity\"}", "{\"id\":\"\\u0061\"}",
              "");
}

TEST(long_keys_do_not_overflow_the_pointer)
{
    char first[1200] = "{\"";
    char second[1200] = "{\"";
    char out[512] = "";
    memset(first + 2, 'k', 1000);
    memset(second + 2, 'k', 1000);
    strcat(first, "\":1}");
    strcat(second, "\":2}");
    assert_false(agree(first, second, out));
    assert_memory_equal(out, "/kkkk", 5);
}

static void makes(const char *first, const char *second, const char *wanted)
{
    char *out = NULL;
    bool adds = false;
    assert_int_equal(merge(first, second, &out, &adds), KITH_OK);
    assert_string_equal(out, wanted);
    assert_int_equal(kith_json_check(text_of(out), "merged", NULL), KITH_OK);
    kith_release(out);
}

TEST(both_are_written_as_one_record)
{
    makes("{}", "{}", "{}");
    makes("{\"id\":\"a\"}", "{}", "{\"id\": \"a\"}");
    makes("{}", "{\"id\":\"a\"}", "{\"id\": \"a\"}");
    makes("{\"id\":\"a\",\"x\":1.50}", "{\"y\":null,\"id\":\"a\"}",
          "{\"id\": \"a\", \"x\": 1.50, \"y\": null}");
    makes("{\"properties\":{\"p\":1}}", "{\"properties\":{\"p\":1,\"q\":{}}}",
          "{\"properties\": {\"p\": 1, \"q\": {}}}");
    makes("{\"properties\":{}}", "{\"properties\":{}}", "{\"properties\": {}}");
}

TEST(lists_are_written_without_repetitions)
{
    makes("{\"aliases\":[]}", "{\"aliases\":[]}", "{\"aliases\": []}");
    makes("{\"aliases\":[\"x\", \"y\"]}",
          "{\"aliases\":[\"y\",\"\\u0078\",\"z\"]}",
          "{\"aliases\": [\"x\", \"y\", \"z\"]}");
    makes("{\"evidence\":[{\"document\":\"d\",\"page\":1}]}",
          "{\"evidence\":[ {\"page\": 1.0, \"document\": \"d\"}, \"e\" ]}",
          "{\"evidence\": [{\"document\":\"d\",\"page\":1}, \"e\"]}");
    makes("{\"types\":[\"t\"]}", "{}", "{\"types\": [\"t\"]}");
}

TEST(what_is_merged_says_what_both_say)
{
    char *out = NULL;
    const char *first = "{\"id\":\"a\",\"n\":1,\"properties\":{\"p\":[1]}}";
    const char *second =
        "{\"m\":{\"]\":\"}\"},\"properties\":{\"q\":\"\\\"\"}}";
    char none[512] = "";
    bool adds = false;
    assert_int_equal(merge(first, second, &out, &adds), KITH_OK);
    assert_true(agree(out, first, none));
    assert_true(agree(out, second, none));
    kith_release(out);
}

TEST(whether_the_second_adds_anything_is_told)
{
    static const struct {
        const char *second;
        bool adds;
    } cases[] = {
        {"{}",                           false},
        {"{\"id\":\"a\"}",               false},
        {"{\"aliases\":[\"\\u0078\"]}",  false},
        {"{\"aliases\":[\"x\",\"y\"]}",  true },
        {"{\"properties\":{\"p\":1.0}}", false},
        {"{\"properties\":{\"q\":1}}",   true },
        {"{\"name\":\"N\"}",             true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *out = NULL;
        bool adds = !cases[i].adds;
        assert_int_equal(merge("{\"id\":\"a\",\"aliases\":[\"x\"],"
                               "\"properties\":{\"p\":1}}",
                               cases[i].second, &out, &adds),
                         KITH_OK);
        assert_int_equal(adds, cases[i].adds);
        kith_release(out);
    }
}

TEST(a_thousand_records_become_one)
{
    enum { COUNT = 1000 };
    kith_merger *merger = NULL;
    char *out = NULL;
    char record[128];
    assert_int_equal(kith_merger_new(&merger, text_of("{\"id\":\"a\"}"), NULL),
                     KITH_OK);
    for (int i = 0; i < 2 * COUNT; i++) { /* each comes twice */
        bool agrees = false;
        bool adds = false;
        snprintf(record, sizeof record,
                 "{\"id\":\"a\",\"aliases\":[\"n%d\"],\"properties\":"
                 "{\"p%d\":%d}}",
                 i % COUNT, i % COUNT, i % COUNT);
        assert_int_equal(kith_merger_look(merger, text_of(record), NULL, NULL,
                                          &agrees, NULL),
                         KITH_OK);
        assert_true(agrees);
        assert_int_equal(kith_merger_take(merger, &adds, NULL), KITH_OK);
        assert_int_equal(adds, i < COUNT);
    }
    assert_int_equal(kith_merger_write(merger, &out, NULL), KITH_OK);
    assert_int_equal(kith_json_check(text_of(out), "merged", NULL), KITH_OK);
    assert_non_null(strstr(out, "\"n998\", \"n999\"], \"properties\": "
                                "{\"p0\": 0, "));
    kith_release(out);
    kith_merger_free(merger);
}

TEST(every_allocation_may_fail)
{
    for (size_t left = 0;; left++) {
        char *out = NULL;
        bool adds = false;
        (void)kith_alloc_fail_after(left);
        const kith_status st =
            merge("{\"id\":\"a\",\"aliases\":[\"x\"]}",
                  "{\"aliases\":[\"y\"],\"properties\":{\"p\":1}}", &out,
                  &adds);
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        assert_int_equal(st, failed ? KITH_E_MEMORY : KITH_OK);
        kith_release(out);
        if (!failed)
            break;
        assert_null(out);
    }
}

RUN("graph/merge",
    CASE(what_only_one_says_is_no_conflict),
    CASE(what_both_say_must_be_the_same_value),
    CASE(how_a_value_is_written_does_not_matter),
    CASE(properties_are_compared_one_by_one),
    CASE(lists_add_up_and_ids_are_not_compared),
    CASE(long_keys_do_not_overflow_the_pointer),
    CASE(both_are_written_as_one_record),
    CASE(lists_are_written_without_repetitions),
    CASE(what_is_merged_says_what_both_say),
    CASE(whether_the_second_adds_anything_is_told),
    CASE(a_thousand_records_become_one),
    CASE(every_allocation_may_fail))
