/* The tree of values: what is read is what was written, or a clean failure. */
#include "base/alloc.h"
#include "test.h"

#include <kith/json.h>

#include <cjson/cJSON.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static kith_json *parse(const char *text)
{
    kith_json *root = NULL;
    assert_int_equal(kith_json_parse(&root, text_of(text), "t", NULL), KITH_OK);
    return root;
}

static kith_status fails(const char *text, kith_error *err)
{
    kith_json *root = (kith_json *)err; /* must be overwritten */
    *err = (kith_error){0};
    const kith_status st = kith_json_parse(&root, text_of(text), "t", err);
    assert_null(root);
    assert_int_equal(err->status, st);
    return st;
}

TEST(every_kind_of_value_is_told_apart)
{
    static const kith_json_type types[] = {KITH_JSON_NULL,   KITH_JSON_FALSE,
                                           KITH_JSON_TRUE,   KITH_JSON_NUMBER,
                                           KITH_JSON_STRING, KITH_JSON_ARRAY,
                                           KITH_JSON_OBJECT};
    kith_json *root = parse("[null, false, true, 1.5, \"x\", [1, 2], {}]");
    const kith_json *value = kith_json_first(root);
    assert_int_equal(kith_json_size(root), 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(kith_json_type_of(value), types[i]);
        assert_null(kith_json_key(value));
        value = kith_json_next(value);
    }
    assert_null(value);
    kith_json_free(root);
}

TEST(members_are_found_by_their_exact_key)
{
    kith_json *root = parse("{\"a\": 1, \"A\": 2, \"b/c\": \"\\u00e9\"}");
    assert_true(kith_json_number(kith_json_get(root, "a"), 0) == 1);
    assert_true(kith_json_number(kith_json_get(root, "A"), 0) == 2);
    assert_string_equal(kith_json_string(kith_json_get(root, "b/c")), "é");
    assert_string_equal(kith_json_key(kith_json_first(root)), "a");
    assert_null(kith_json_get(root, "d"));
    assert_null(kith_json_get(kith_json_get(root, "a"), "a"));
    kith_json_free(root);
}

TEST(nothing_is_asked_of_nothing)
{
    assert_null(kith_json_get(NULL, "a"));
    assert_null(kith_json_first(NULL));
    assert_null(kith_json_string(NULL));
    assert_int_equal(kith_json_size(NULL), 0);
    assert_true(kith_json_number(NULL, 3) == 3);
    assert_true(kith_json_bool(NULL, true));
    assert_int_equal(kith_json_type_of(NULL), KITH_JSON_NULL);
    kith_json_free(NULL);
}

TEST(values_of_other_types_give_the_default)
{
    kith_json *root = parse("[true, \"1\"]");
    const kith_json *yes = kith_json_first(root);
    assert_true(kith_json_bool(yes, false));
    assert_true(kith_json_number(yes, 9) == 9);
    assert_null(kith_json_string(yes));
    assert_false(kith_json_bool(kith_json_next(yes), false));
    assert_null(kith_json_get(root, "0"));
    kith_json_free(root);
}

TEST(numbers_of_any_length_are_read)
{
    enum { DIGITS = 80 };
    char zeros[DIGITS + 1];
    char text[8 * DIGITS];
    memset(zeros, '0', DIGITS);
    zeros[DIGITS] = '\0';
    snprintf(text, sizeof text, "[1%s, -0.%s25, \"1%s\\\"\", 1%se400, 7]",
             zeros, zeros, zeros, zeros);
    kith_json *root = parse(text);
    const kith_json *value = kith_json_first(root);
    assert_true(kith_json_number(value, 0) == 1e80);
    value = kith_json_next(value);
    assert_true(kith_json_number(value, 0) == -2.5e-81);
    value = kith_json_next(value);
    assert_int_equal(strlen(kith_json_string(value)), DIGITS + 2);
    value = kith_json_next(value);
    assert_true(isinf(kith_json_number(value, 0)));
    assert_true(kith_json_number(kith_json_next(value), 0) == 7);
    kith_json_free(root);
}

TEST(what_is_not_json_is_refused_with_its_place)
{
    kith_error err;
    assert_int_equal(fails("{\"a\": 1,\n  \"b\": 01}", &err), KITH_E_SYNTAX);
    assert_int_equal(err.place.line, 2);
    assert_string_equal(err.place.source, "t");
    assert_int_equal(fails("", &err), KITH_E_SYNTAX);
    assert_int_equal(fails("[1] 2", &err), KITH_E_SYNTAX);
    assert_int_equal(fails("{\"a\": 1, \"a\": 2}", &err), KITH_E_SYNTAX);
    assert_int_equal(fails("\"\\ud800\"", &err), KITH_E_SYNTAX);
    assert_int_equal(fails("\"\xC0\x80\"", &err), KITH_E_SYNTAX);
}

static char *nested(size_t depth)
{
    char *text = KITH_NEW(char, 2 * depth + 1);
    assert_non_null(text);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    return text;
}

TEST(nesting_ends_at_512_levels)
{
    kith_error err;
    char *allowed = nested(512);
    char *refused = nested(513);
    kith_json_free(parse(allowed));
    assert_int_equal(fails(refused, &err), KITH_E_LIMIT);
    kith_release(allowed);
    kith_release(refused);
}

static void *allocate(size_t size)
{
    return kith_alloc_fails() ? NULL : malloc(size);
}

TEST(every_allocation_may_fail)
{
    const char *text = "{\"a\": [1, \"b\", {\"c\": null}], \"d\\n\": "
                       "1234567890123456789012345678901234567890"
                       "1234567890123456789012345678901234567890}";
    cJSON_Hooks hooks = {allocate, free};
    cJSON_InitHooks(&hooks);
    size_t left = 0;
    kith_status st = KITH_E_MEMORY;
    for (; st != KITH_OK; left++) {
        kith_error err = {0};
        kith_json *root = NULL;
        kith_alloc_fail_after(left);
        st = kith_json_parse(&root, text_of(text), "t", &err);
        kith_alloc_fail_after(SIZE_MAX);
        assert_true(st == KITH_OK ? root != NULL : st == KITH_E_MEMORY);
        kith_json_free(root);
    }
    assert_true(left > 10);
    cJSON_InitHooks(NULL);
}

RUN("json/value",
    CASE(every_kind_of_value_is_told_apart),
    CASE(members_are_found_by_their_exact_key),
    CASE(nothing_is_asked_of_nothing),
    CASE(values_of_other_types_give_the_default),
    CASE(numbers_of_any_length_are_read),
    CASE(what_is_not_json_is_refused_with_its_place),
    CASE(nesting_ends_at_512_levels),
    CASE(every_allocation_may_fail))
