/* Walking over JSON text: where values end, members, places, equal values. */
#include "chance.h"
#include "json/scan.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- random values ------------------------------------------------------- */

typedef struct {
    char *text;
    size_t length;
    uint64_t state;
} writer;

enum { ROOM = 4096 };

static void put(writer *w, const char *text)
{
    const size_t length = strlen(text);
    memcpy(w->text + w->length, text, length);
    w->length += length;
}

static void put_space(writer *w)
{
    static const char *const spaces[] = {"", "", "", " ", "\n", " \t\r\n  "};
    put(w, spaces[chance_below(&w->state, 6)]);
}

/* Strings full of what may mislead: quotes, backslashes, brackets. */
static void put_string(writer *w)
{
    static const char *const pieces[] = {
        "\\\"", "\\\\",           "[", "]", "{", "}", ",", "é", "a", "\\n", ":",
        " ",    "bcdefghijklmnop"};
    put(w, "\"");
    for (uint32_t i = chance_below(&w->state, 8); i > 0; i--)
        put(w, pieces[chance_below(&w->state, 13)]);
    put(w, "\"");
}

static void put_value(writer *w, unsigned depth);

static void put_elements(writer *w, unsigned depth, bool object)
{
    const uint32_t count = chance_below(&w->state, 4);
    put(w, object ? "{" : "[");
    for (uint32_t i = 0; i < count; i++) {
        char key[16];
        put(w, i ? "," : "");
        put_space(w);
        snprintf(key, sizeof key, "\"k%u\"", i);
        if (object) {
            put(w, key);
            put_space(w);
            put(w, ":");
            put_space(w);
        }
        put_value(w, depth + 1);
        put_space(w);
    }
    put(w, object ? "}" : "]");
}

static void put_value(writer *w, unsigned depth)
{
    static const char *const scalars[] = {"1", "-2.5e3", "true", "false",
                                          "null"};
    const uint32_t kind = chance_below(&w->state, depth > 4 ? 2 : 4);
    if (kind == 0) {
        put(w, scalars[chance_below(&w->state, 5)]);
    } else if (kind == 1) {
        put_string(w);
    } else {
        put_elements(w, depth, kind == 2);
    }
}

/* A random container with text after it, in a block of its own size. */
static char *random_container(uint64_t *state, size_t *length)
{
    char room[1 << 16];
    writer w = {.text = room, .state = *state};
    put_elements(&w, 0, chance_below(&w.state, 2));
    *state = w.state;
    *length = w.length;
    char *copy = calloc(w.length + KITH_PADDING, 1);
    assert_non_null(copy);
    memcpy(copy, room, w.length);
    return copy;
}

/* -- where values end ---------------------------------------------------- */

/* Byte by byte. Backslashes outside strings are no JSON; they escape a quote
 * there, too, so that the end of broken text is well defined. */
static const char *slow_end(const char *at, const char *end)
{
    size_t depth = 0;
    bool in_string = false;
    for (; at < end; at++) {
        if (*at == '\\') {
            at += at + 1 < end && strchr("\"\\", at[1]);
        } else if (*at == '"') {
            in_string = !in_string;
        } else if (!in_string && strchr("[{", *at)) {
            depth++;
        } else if (!in_string && strchr("]}", *at) && --depth == 0) {
            return at + 1;
        }
    }
    return NULL;
}

TEST(containers_end_where_a_slow_look_says)
{
    uint64_t state = 31;
    for (size_t round = 0; round < 20000; round++) {
        size_t length = 0;
        char *text = random_container(&state, &length);
        assert_ptr_equal(kith_json_end(text, text + length, true),
                         text + length);
        const size_t cut = chance_below(&state, (uint32_t)length + 1);
        assert_ptr_equal(kith_json_end(text, text + cut, false),
                         slow_end(text, text + cut));
        free(text);
    }
}

/* Any bytes of the alphabet, balanced or not. */
TEST(the_fast_and_the_slow_look_agree_on_any_text)
{
    static const char alphabet[] = "[]{}\"\\a";
    uint64_t state = 32;
    for (size_t round = 0; round < 100000; round++) {
        char text[300 + KITH_PADDING] = "[";
        const size_t length = 1 + chance_below(&state, 299);
        for (size_t i = 1; i < length; i++)
            text[i] = alphabet[chance_below(&state, 7)];
        assert_ptr_equal(kith_json_end(text, text + length, true),
                         slow_end(text, text + length));
    }
}

TEST(backslashes_are_counted_over_the_steps_of_64_bytes)
{
    for (size_t before = 0; before < 70; before++) {
        for (size_t slashes = 0; slashes < 140; slashes++) {
            char text[300 + KITH_PADDING] = "[\"";
            memset(text + 2, 'a', before);
            memset(text + 2 + before, '\\', slashes);
            strcpy(text + 2 + before + slashes, "\"]\"]");
            const size_t length = strlen(text);
            const size_t end = slashes % 2 ? length : length - 2;
            assert_ptr_equal(kith_json_end(text, text + length, true),
                             text + end);
        }
    }
}

static void ends_after(const char *text, bool whole, size_t length)
{
    char room[64 + KITH_PADDING] = "";
    strcpy(room, text);
    const char *end = kith_json_end(room, room + strlen(text), whole);
    assert_ptr_equal(end, length == SIZE_MAX ? NULL : room + length);
}

TEST(scalars_end_at_what_cannot_belong_to_them)
{
    ends_after("12, 3", false, 2);
    ends_after("12", false, SIZE_MAX);
    ends_after("12", true, 2);
    ends_after("true]", false, 4);
    ends_after("null}", false, 4);
    ends_after("1\n", false, 1);
    ends_after("\"ab\"c", false, 4);
    ends_after("\"a\\\"b\"", false, 6);
    ends_after("\"ab", true, SIZE_MAX);
    ends_after("\"ab\\", true, SIZE_MAX);
    ends_after("", true, SIZE_MAX);
}

/* -- members and elements ------------------------------------------------ */

TEST(members_are_walked_with_their_values_as_written)
{
    const kith_text object = text_of(" { \"a\" : 1.50 ,\"b\\n\":\"x,}\\\"\", "
                                     "\"\":{\"q\":[1,2]} ,\"d\":null}");
    static const char *const wanted[][2] = {
        {"a",    "1.50"         },
        {"b\\n", "\"x,}\\\"\""  },
        {"",     "{\"q\":[1,2]}"},
        {"d",    "null"         },
    };
    kith_text key;
    kith_text value;
    size_t at = 0;
    for (size_t i = 0; i < 4; i++) {
        assert_true(kith_json_each_member(object, &at, &key, &value));
        assert_int_equal(key.length, strlen(wanted[i][0]));
        assert_memory_equal(key.data, wanted[i][0], key.length);
        assert_int_equal(value.length, strlen(wanted[i][1]));
        assert_memory_equal(value.data, wanted[i][1], value.length);
    }
    assert_false(kith_json_each_member(object, &at, &key, &value));
}

TEST(nothing_is_walked_in_what_is_empty)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0;
         kith_json_each_member(text_of("{}"), &at, &key, &value);)
        fail();
    for (size_t at = 0;
         kith_json_each_member(text_of(" {\n} "), &at, &key, &value);)
        fail();
    for (size_t at = 0; kith_json_each_element(text_of("[ ]"), &at, &value);)
        fail();
}

/* Members of members and elements of elements, down to the scalars. */
static size_t count_scalars(kith_text value)
{
    kith_text key;
    kith_text inner;
    size_t count = 0;
    if (*value.data != '{' && *value.data != '[')
        return 1;
    if (*value.data == '{') {
        for (size_t at = 0; kith_json_each_member(value, &at, &key, &inner);)
            count += count_scalars(inner);
        return count;
    }
    for (size_t at = 0; kith_json_each_element(value, &at, &inner);)
        count += count_scalars(inner);
    return count;
}

static size_t count_parsed(const kith_json *value)
{
    const kith_json_type type = kith_json_type_of(value);
    size_t count = 0;
    if (type != KITH_JSON_ARRAY && type != KITH_JSON_OBJECT)
        return 1;
    for (const kith_json *inner = kith_json_first(value); inner;
         inner = kith_json_next(inner))
        count += count_parsed(inner);
    return count;
}

TEST(a_walk_meets_everything_that_a_parser_does)
{
    uint64_t state = 33;
    for (size_t round = 0; round < 5000; round++) {
        size_t length = 0;
        char *text = random_container(&state, &length);
        kith_json *root = NULL;
        assert_int_equal(kith_json_parse(&root, (kith_text){text, length}, "t",
                                         NULL),
                         KITH_OK);
        assert_int_equal(count_scalars((kith_text){text, length}),
                         count_parsed(root));
        kith_json_free(root);
        free(text);
    }
}

/* The same members by both walks; the fast one needs padding. */
static void walks_agree(kith_text object)
{
    char *padded = calloc(object.length + KITH_PADDING, 1);
    kith_text slow[2];
    kith_text fast[2];
    size_t at = 0;
    bool escaped = false;
    assert_non_null(padded);
    memcpy(padded, object.data, object.length);
    kith_scan scan = {.at = padded + 1, .end = padded + object.length};
    while (kith_json_each_member(object, &at, &slow[0], &slow[1])) {
        assert_true(kith_scan_next_member(&scan, &fast[0], &escaped, &fast[1]));
        for (size_t i = 0; i < 2; i++) {
            assert_int_equal(fast[i].length, slow[i].length);
            assert_memory_equal(fast[i].data, slow[i].data, slow[i].length);
        }
        assert_int_equal(escaped,
                         memchr(slow[0].data, '\\', slow[0].length) != NULL);
    }
    assert_false(kith_scan_next_member(&scan, &fast[0], &escaped, &fast[1]));
    free(padded);
}

TEST(the_fast_walk_meets_the_same_members)
{
    uint64_t state = 34;
    walks_agree(text_of("{}"));
    walks_agree(text_of("{ \n}"));
    walks_agree(text_of("{ \"a\" :\t1.50 ,\n\"b\\n\":\"x,}\\\"\" , \"\":"
                        "{\"q\":[1,2]} ,\"d\":null }"));
    for (size_t round = 0; round < 5000; round++) {
        size_t length = 0;
        char *text = random_container(&state, &length);
        if (*text == '{')
            walks_agree((kith_text){text, length});
        free(text);
    }
}

/* -- places -------------------------------------------------------------- */

TEST(places_are_those_of_a_slow_count)
{
    static const char text[] = "a\nбв\r\n\n  𝄞x\n\xF0\x9F\x8C\x8D end";
    uint32_t line = 1;
    uint32_t column = 1;
    for (size_t offset = 0; offset < sizeof text; offset++) {
        const kith_place place = kith_json_place(text_of(text), "t", offset);
        if (((unsigned char)text[offset] & 0xC0) != 0x80) {
            assert_int_equal(place.line, line);
            assert_int_equal(place.column, column);
        }
        assert_int_equal(place.offset, offset);
        assert_string_equal(place.source, "t");
        if (text[offset] == '\n') {
            line++;
            column = 1;
        } else {
            column +=
                ((unsigned char)text[offset + (offset + 1 < sizeof text)] &
                 0xC0) != 0x80;
        }
    }
}

TEST(checking_a_text_says_where_it_is_wrong)
{
    kith_error err = {0};
    assert_int_equal(kith_json_check(text_of("{\n  \"é\": nope}"), "t", &err),
                     KITH_E_SYNTAX);
    assert_int_equal(err.place.line, 2);
    assert_int_equal(err.place.column, 8);
    err = (kith_error){0};
    assert_int_equal(kith_json_check(text_of("{\"a\":1,\n\"a\":2}"), "t", &err),
                     KITH_E_SYNTAX);
    assert_int_equal(err.place.line, 2);
    assert_int_equal(err.place.column, 1);
    assert_int_equal(kith_json_check(text_of("[1, 2]\n"), "t", NULL), KITH_OK);
}

/* -- the same value ------------------------------------------------------ */

static uint64_t hash_of(const char *text)
{
    char padded[512 + KITH_PADDING] = {0};
    assert_true(strlen(text) <= 512);
    memcpy(padded, text, strlen(text));
    return kith_json_hash((kith_text){padded, strlen(text)});
}

static void is_same(const char *a, const char *b, bool same)
{
    assert_int_equal(kith_json_is_same(text_of(a), text_of(b)), same);
    assert_int_equal(kith_json_is_same(text_of(b), text_of(a)), same);
    if (same)
        assert_true(hash_of(a) == hash_of(b));
}

TEST(values_are_the_same_however_they_are_written)
{
    is_same("1", "1.0", true);
    is_same("100", "1e2", true);
    is_same("-0", "0", true);
    is_same("0.10", "1E-1", true);
    is_same("0.1", "0.1000000000000000055", true);
    is_same("0.00", "0e5", true);
    is_same("-0.00001", "-1e-5", true);
    is_same("1e15", "1000000000000000.0", true);
    is_same("120.50", "1.205e2", true);
    is_same("10203040506070", "1.020304050607E+13", true);
    is_same("\"a\"", "\"\\u0061\"", true);
    is_same("\"/\"", "\"\\/\"", true);
    is_same("[1,2]", "[ 1 , 2 ]", true);
    is_same("{\"a\":1,\"b\":[]}", "{ \"b\": [ ], \"a\": 1 }", true);
    is_same("{\"a\":{\"x\":1,\"y\":2}}", "{\"a\":{\"y\":2,\"x\":1}}", true);
    is_same("{\"a\":1}", "{\"\\u0061\":1.0}", true);
    is_same("[]", "[ ]", true);
    is_same("{}", "{ }", true);
}

/* Below the normal range doubles have fewer than 15 digits: all texts that are
 * read as the same one have one hash. */
TEST(numbers_too_small_for_15_digits_have_one_hash)
{
    static const char *const texts[] = {"123456789012345e-334",
                                        "1.23456789012345e-320", "1.2345e-320"};
    char whole[400];
    const int zeros = 319;
    snprintf(whole, sizeof whole, "0.%0*d%s", zeros, 0, "123456789012345");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        is_same(whole, texts[i], true);
    snprintf(whole, sizeof whole, "-0.%0*d%s", zeros, 0, "123456789012345");
    is_same(whole, "-1.2345e-320", true);
}

TEST(values_that_differ_are_not_the_same)
{
    is_same("1", "2", false);
    is_same("1", "\"1\"", false);
    is_same("true", "false", false);
    is_same("null", "\"null\"", false);
    is_same("9007199254740992", "9007199254740993", false);
    is_same("\"a\"", "\"b\"", false);
    is_same("\"a\"", "\"A\"", false);
    is_same("[1,2]", "[2,1]", false);
    is_same("[1]", "[1,1]", false);
    is_same("[]", "{}", false);
    is_same("{\"a\":1}", "{\"a\":2}", false);
    is_same("{\"a\":1}", "{\"b\":1}", false);
    is_same("{\"a\":1}", "{\"a\":1,\"b\":1}", false);
    is_same("{\"a\":[1,{\"b\":null}]}", "{\"a\":[1,{\"b\":0}]}", false);
}

TEST(values_that_differ_mostly_have_other_hashes)
{
    static const char *const texts[] = {
        "1",         "2",         "-1",         "\"1\"",
        "true",      "false",     "null",       "\"null\"",
        "[]",        "[1]",       "[1,1]",      "{\"a\":1}",
        "{\"a\":2}", "{\"b\":1}", "\"a\\\"b\"", "\"a\\\\\"",
    };
    const size_t count = sizeof texts / sizeof *texts;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++)
            assert_true(hash_of(texts[i]) != hash_of(texts[j]));
    }
}

TEST(keys_are_names_however_they_are_written)
{
    assert_true(kith_json_is_key(text_of("note"), text_of("note")));
    assert_true(kith_json_is_key(text_of("n\\u006fte"), text_of("note")));
    assert_false(kith_json_is_key(text_of("notes"), text_of("note")));
    assert_false(kith_json_is_key(text_of("n\\u0061te"), text_of("note")));
    assert_true(
        kith_json_is_same_key(text_of("\\u006eote"), text_of("n\\u006fte")));
}

RUN("json/text",
    CASE(containers_end_where_a_slow_look_says),
    CASE(the_fast_and_the_slow_look_agree_on_any_text),
    CASE(backslashes_are_counted_over_the_steps_of_64_bytes),
    CASE(scalars_end_at_what_cannot_belong_to_them),
    CASE(members_are_walked_with_their_values_as_written),
    CASE(nothing_is_walked_in_what_is_empty),
    CASE(a_walk_meets_everything_that_a_parser_does),
    CASE(the_fast_walk_meets_the_same_members),
    CASE(places_are_those_of_a_slow_count),
    CASE(checking_a_text_says_where_it_is_wrong),
    CASE(values_are_the_same_however_they_are_written),
    CASE(numbers_too_small_for_15_digits_have_one_hash),
    CASE(values_that_differ_are_not_the_same),
    CASE(values_that_differ_mostly_have_other_hashes),
    CASE(keys_are_names_however_they_are_written))
