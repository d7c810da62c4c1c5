/* Two records of one thing as JSON text: compared, and written as one. */
#include "base/alloc.h"
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

/* The conflicts of two records, as "pointer first second;" each. */
static void conflicts(const char *first, const char *second, const char *wanted)
{
    char out[512] = "";
    const bool agree =
        kith_merge_compare(text_of(first), text_of(second), note, out);
    assert_string_equal(out, wanted);
    assert_int_equal(agree, *wanted == '\0');
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
    assert_false(
        kith_merge_compare(text_of(first), text_of(second), note, out));
    assert_memory_equal(out, "/kkkk", 5);
}

static void makes(const char *first, const char *second, const char *wanted)
{
    char *out = NULL;
    assert_int_equal(kith_merge_write(text_of(first), text_of(second), &out,
                                      NULL, NULL),
                     KITH_OK);
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
    assert_int_equal(kith_merge_write(text_of(first), text_of(second), &out,
                                      NULL, NULL),
                     KITH_OK);
    assert_true(kith_merge_compare(text_of(out), text_of(first), note, none));
    assert_true(kith_merge_compare(text_of(out), text_of(second), note, none));
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
        const kith_text first = text_of("{\"id\":\"a\",\"aliases\":[\"x\"],"
                                        "\"properties\":{\"p\":1}}");
        assert_int_equal(kith_merge_write(first, text_of(cases[i].second), &out,
                                          &adds, NULL),
                         KITH_OK);
        assert_int_equal(adds, cases[i].adds);
        kith_release(out);
    }
}

TEST(out_of_memory_is_said)
{
    char *out = NULL;
    kith_error err = {0};
    kith_alloc_fail_after(0);
    assert_int_equal(kith_merge_write(text_of("{}"), text_of("{}"), &out, NULL,
                                      &err),
                     KITH_E_MEMORY);
    assert_true(kith_alloc_fail_after(SIZE_MAX));
    assert_null(out);
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
    CASE(out_of_memory_is_said))
