/* Places of values: every value of a tree is found where it stands. */
#include "base/alloc.h"
#include "json/locate.h"
#include "test.h"

#include <string.h>

static kith_place locate(const char *text, const char *pointer)
{
    return kith_json_locate((kith_text){text, strlen(text)}, "t", pointer);
}

static void is_at(const char *text, const char *pointer, const char *expected)
{
    const kith_place place = locate(text, pointer);
    assert_true(place.line > 0);
    assert_true(strncmp(text + place.offset, expected, strlen(expected)) == 0);
}

TEST(values_are_found_by_key_and_index)
{
    const char *text = "{\"a\": [10, {\"b\": \"x\"}, []], \"\": true}";
    is_at(text, "", "{\"a\"");
    is_at(text, "/a", "[10");
    is_at(text, "/a/0", "10");
    is_at(text, "/a/1", "{\"b\"");
    is_at(text, "/a/1/b", "\"x\"");
    is_at(text, "/a/2", "[]]");
    is_at(text, "/", "true");
}

TEST(lines_and_columns_count_from_one)
{
    const char *text = "{\n  \"имя\": 1,\n  \"é\": [2,\n3]\n}";
    kith_place place = locate(text, "/имя");
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 10);
    assert_string_equal(place.source, "t");
    place = locate(text, "/é/1");
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 1);
}

TEST(escapes_are_undone_on_both_sides)
{
    const char *text =
        "{\"a/b\": 1, \"m~n\": 2, \"~1\": 3, \"q\\\"\\u00e9\": 4, \"{[,\": 5}";
    is_at(text, "/a~1b", "1");
    is_at(text, "/m~0n", "2");
    is_at(text, "/~01", "3");
    is_at(text, "/q\"é", "4");
    is_at(text, "/{[,", "5");
}

TEST(what_is_not_there_has_no_place)
{
    static const char *const pointers[] = {"/b",     "/a/2", "/a/00", "/a/-1",
                                           "/a/0/x", "/e/0", "/o/x",  "a"};
    const char *text = "{\"a\": [1, 2], \"e\": [], \"o\": {}}";
    for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++)
        assert_int_equal(locate(text, pointers[i]).line, 0);
    assert_int_equal(locate("", "").line, 0);
    assert_int_equal(locate("[1", "/1").line, 0);
    assert_int_equal(locate("{\"a\" 1}", "/b").line, 0);
}

TEST(every_allocation_may_fail)
{
    const char *text = "{\"a\\n\": {\"b\": 1}, \"c\": {\"d\": [3]}}";
    kith_place place = {0};
    size_t left = 0;
    for (; place.line == 0; left++) {
        kith_alloc_fail_after(left);
        place = locate(text, "/c/d/0");
        kith_alloc_fail_after(SIZE_MAX);
    }
    assert_int_equal(text[place.offset], '3');
    assert_true(left > 3);
}

RUN("json/locate",
    CASE(values_are_found_by_key_and_index),
    CASE(lines_and_columns_count_from_one),
    CASE(escapes_are_undone_on_both_sides),
    CASE(what_is_not_there_has_no_place),
    CASE(every_allocation_may_fail))
