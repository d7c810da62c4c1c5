/* The strict scanner against the grammar of RFC 8259, case by case, at every
 * place of a step of 16 and 64 bytes. */
#include "chance.h"
#include "json/grammar_cases.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -- scanning ------------------------------------------------------------ */

/* Scan a whole text; the keys of the scanner are released. */
static kith_scan scan_whole(const char *at, size_t length)
{
    kith_scan scan = {.at = at, .end = at + length};
    if (kith_scan_skip(&scan)) {
        kith_scan_space(&scan);
        if (scan.at < scan.end)
            kith_scan_object_to(&scan, KITH_FAULT_SYNTAX, scan.at, "more");
    }
    const kith_scan result = scan;
    kith_scan_release(&scan);
    return result;
}

/* A padded copy, so that a sanitizer sees reading beyond the padding. */
static char *padded(kith_text text, size_t before)
{
    char *copy = calloc(before + text.length + KITH_PADDING, 1);
    assert_non_null(copy);
    memset(copy, '"', before);
    if (text.length)
        memcpy(copy + before, text.data, text.length);
    return copy;
}

static kith_json_fault fault_of(kith_text text)
{
    char *copy = padded(text, 0);
    const kith_scan scan = scan_whole(copy, text.length);
    free(copy);
    return scan.fault;
}

TEST(every_case_is_judged_as_the_grammar_does)
{
    for (size_t i = 0; i < GRAMMAR_CASES; i++) {
        const kith_json_fault fault = fault_of(grammar_cases[i].text);
        if (fault != grammar_cases[i].fault)
            fail_msg("case %zu, %s: fault %d", i, grammar_cases[i].text.data,
                     (int)fault);
    }
}

TEST(a_case_is_judged_alike_wherever_it_begins)
{
    for (size_t i = 0; i < GRAMMAR_CASES; i++) {
        for (size_t before = 0; before < 64; before++) {
            char *copy = padded(grammar_cases[i].text, before);
            const kith_scan scan =
                scan_whole(copy + before, grammar_cases[i].text.length);
            assert_int_equal(scan.fault, grammar_cases[i].fault);
            free(copy);
        }
    }
}

/* Inside an array a text is as good as alone, with white space before it. */
TEST(a_case_is_judged_alike_inside_an_array)
{
    for (size_t i = 0; i < GRAMMAR_CASES; i++) {
        const kith_text text = grammar_cases[i].text;
        if (grammar_cases[i].fault != KITH_FAULT_NONE)
            continue;
        for (size_t blanks = 0; blanks < 20; blanks++) {
            char outer[512];
            const int length = snprintf(outer, sizeof outer, "[%*s%.*s,%.*s]",
                                        (int)blanks, "", (int)text.length,
                                        text.data, (int)text.length, text.data);
            assert_int_equal(fault_of((kith_text){outer, (size_t)length}),
                             KITH_FAULT_NONE);
        }
    }
}

TEST(no_beginning_of_a_container_is_sound)
{
    for (size_t i = 0; i < GRAMMAR_CASES; i++) {
        const kith_text text = grammar_cases[i].text;
        if (grammar_cases[i].fault != KITH_FAULT_NONE ||
            (*text.data != '[' && *text.data != '{'))
            continue;
        size_t end = text.length;
        while (text.data[end - 1] != ']' && text.data[end - 1] != '}')
            end--;
        for (size_t length = 0; length < end; length++)
            assert_int_not_equal(fault_of((kith_text){text.data, length}),
                                 KITH_FAULT_NONE);
    }
}

TEST(faults_are_never_placed_outside_the_text)
{
    for (size_t i = 0; i < GRAMMAR_CASES; i++) {
        char *copy = padded(grammar_cases[i].text, 0);
        const kith_scan scan = scan_whole(copy, grammar_cases[i].text.length);
        if (scan.fault != KITH_FAULT_NONE) {
            assert_true(scan.fault_at >= copy);
            assert_true(scan.fault_at <= copy + grammar_cases[i].text.length);
            assert_true(scan.fault_message[0] != '\0');
        }
        free(copy);
    }
}

static void is_at(const char *text, size_t offset)
{
    char *copy = padded((kith_text){text, strlen(text)}, 0);
    const kith_scan scan = scan_whole(copy, strlen(text));
    assert_int_not_equal(scan.fault, KITH_FAULT_NONE);
    assert_int_equal(scan.fault_at - copy, offset);
    free(copy);
}

TEST(a_fault_is_placed_where_a_reader_would_look)
{
    is_at("[1,2", 4);
    is_at("[1,,2]", 3);
    is_at("{\"a\" 1}", 5);
    is_at("{\"a\":1,}", 7);
    is_at("[01]", 1);
    is_at("[1.]", 3);
    is_at("[\"ab\\q\"]", 4);
    is_at("[\"ab\tc\"]", 4);
    is_at("[\"ab\xFF\"]", 4);
    is_at("[\"\\uD800\"]", 2);
    is_at("[1] x", 4);
    is_at("nope", 0);
}

/* -- what else the scanner notes ----------------------------------------- */

static kith_text nested(char open, char close, size_t levels)
{
    static char text[4096];
    size_t length = 0;
    for (size_t i = 0; i < levels; i++) {
        text[length++] = open;
        if (open == '{' && i + 1 < levels) {
            memcpy(text + length, "\"\":", 3);
            length += 3;
        }
    }
    memset(text + length, close, levels);
    return (kith_text){text, length + levels};
}

TEST(values_nest_512_levels_and_no_deeper)
{
    assert_int_equal(fault_of(nested('[', ']', 512)), KITH_FAULT_NONE);
    assert_int_equal(fault_of(nested('{', '}', 512)), KITH_FAULT_NONE);
    assert_int_equal(fault_of(nested('[', ']', 513)), KITH_FAULT_DEPTH);
    assert_int_equal(fault_of(nested('{', '}', 513)), KITH_FAULT_DEPTH);
}

/* Each NULL, or how the text goes on where the scanner notes something. */
static void notes(const char *text,
                  const char *repeated,
                  const char *large,
                  const char *beyond)
{
    char *copy = padded((kith_text){text, strlen(text)}, 0);
    const kith_scan scan = scan_whole(copy, strlen(text));
    const char *const found[] = {scan.repeated, scan.large_integer,
                                 scan.beyond_double};
    const char *const wanted[] = {repeated, large, beyond};
    assert_int_equal(scan.fault, KITH_FAULT_NONE);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(found[i] != NULL, wanted[i] != NULL);
        if (wanted[i])
            assert_memory_equal(found[i], wanted[i], strlen(wanted[i]));
    }
    free(copy);
}

TEST(repeated_keys_are_noted)
{
    notes("{\"a\":1,\"b\":2}", NULL, NULL, NULL);
    notes("{\"a\":1,\"a\":2}", "a\":2", NULL, NULL);
    notes("{\"a\":1,\"\\u0061\":2}", "\\u0061", NULL, NULL);
    notes("{\"\\u0061\":1,\"a\":2}", "a\":2", NULL, NULL);
    notes("{\"\":1,\"\":2}", "\":2", NULL, NULL);
    notes("{\"a\":1,\"A\":2}", NULL, NULL, NULL);
    notes("{\"a\":{\"a\":1},\"b\":{\"a\":2}}", NULL, NULL, NULL);
    notes("[{\"a\":1},{\"a\":1}]", NULL, NULL, NULL);
    notes("{\"x\":{\"a\":1,\"b\":{},\"a\":2},\"x2\":0}", "a\":2", NULL, NULL);
}

TEST(repeated_keys_are_noted_among_many)
{
    char text[8192];
    for (size_t count = 2; count < 60; count++) {
        for (size_t again = 0; again < count; again++) {
            char wanted[32];
            size_t length = 0;
            for (size_t i = 0; i < count; i++)
                length +=
                    (size_t)sprintf(text + length, "%s\"key%zu\":{\"k\":0}",
                                    i ? "," : "{", i);
            sprintf(text + length, ",\"key%zu\":\"last\"}", again);
            sprintf(wanted, "key%zu\":\"last\"", again);
            notes(text, wanted, NULL, NULL);
        }
    }
}

TEST(integers_beyond_2_to_the_53_are_noted)
{
    notes("[9007199254740991, -9007199254740991]", NULL, NULL, NULL);
    notes("[1, 9007199254740992]", NULL, "9007199254740992", NULL);
    notes("[-9007199254740993]", NULL, "-9007199254740993", NULL);
    notes("[1e20, 12345678901234567890.5]", NULL, NULL, NULL);
    notes("[123456789012345678901]", NULL, "1234", NULL);
}

TEST(numbers_beyond_a_double_are_noted)
{
    notes("[1e308, -1.7976931348623157e308, 1e-999]", NULL, NULL, NULL);
    notes("[1, 1e309]", NULL, NULL, "1e309");
    notes("[-1E999]", NULL, NULL, "-1E999");
    notes("[0e999, 0.0e99999999999]", NULL, NULL, NULL);
    char text[512] = "[1";
    memset(text + 2, '0', 400);
    strcpy(text + 402, "]");
    notes(text, NULL, NULL, "1000");
}

/* -- strings ------------------------------------------------------------- */

TEST(strings_of_every_length_end_where_they_do)
{
    for (size_t length = 0; length < 200; length++) {
        for (size_t special = 0; special <= length; special++) {
            char text[256] = "\"";
            kith_json_type type = KITH_JSON_NULL;
            kith_text inside = {0};
            bool escaped = false;
            memset(text + 1, 'x', length);
            if (special < length)
                text[1 + special] = special + 1 < length ? '\\' : 'y';
            if (special + 1 < length)
                text[2 + special] = special % 2 ? '"' : '\\';
            text[1 + length] = '"';
            char *copy = padded((kith_text){text, length + 2}, 0);
            kith_scan scan = {.at = copy, .end = copy + length + 2};
            assert_true(kith_scan_value(&scan, &type, &inside, &escaped));
            assert_int_equal(type, KITH_JSON_STRING);
            assert_ptr_equal(inside.data, copy + 1);
            assert_int_equal(inside.length, length);
            assert_int_equal(escaped, special + 1 < length);
            assert_ptr_equal(scan.at, scan.end);
            kith_scan_release(&scan);
            free(copy);
        }
    }
}

static void means(const char *written, const char *meant, size_t length)
{
    char out[64];
    const kith_text text = {written, strlen(written)};
    assert_int_equal(kith_json_unescape(text, out), length);
    assert_memory_equal(out, meant, length);
}

TEST(escapes_are_undone)
{
    means("", "", 0);
    means("plain", "plain", 5);
    means("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t", 8);
    means("\\u0041\\u00e9\\u20AC", "Aé€", 6);
    means("\\uD834\\uDD1E\\uDBFF\\uDFFF", "\xF0\x9D\x84\x9E\xF4\x8F\xBF\xBF",
          8);
    means("a\\u0000b", "a\0b", 3);
    means("\\\\u0041", "\\u0041", 6);
}

/* -- every value --------------------------------------------------------- */

TEST(each_kind_of_value_is_told_with_its_text)
{
    static const struct {
        const char *text;
        kith_json_type type;
    } values[] = {
        {"null",          KITH_JSON_NULL  },
        {"true",          KITH_JSON_TRUE  },
        {"false",         KITH_JSON_FALSE },
        {"-1.5e3",        KITH_JSON_NUMBER},
        {"[1, [2]]",      KITH_JSON_ARRAY },
        {"{\"a\": [{}]}", KITH_JSON_OBJECT},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        kith_json_type type = KITH_JSON_STRING;
        kith_text text = {0};
        bool escaped = true;
        char *copy =
            padded((kith_text){values[i].text, strlen(values[i].text)}, 0);
        kith_scan scan = {.at = copy, .end = copy + strlen(copy)};
        assert_true(kith_scan_value(&scan, &type, &text, &escaped));
        assert_int_equal(type, values[i].type);
        assert_int_equal(text.length, strlen(values[i].text));
        assert_false(escaped);
        kith_scan_release(&scan);
        free(copy);
    }
}

/* Random bytes of the alphabet of JSON: whatever the scanner says, it reads
 * nothing beyond the padding and places its fault inside. */
TEST(any_text_is_scanned_without_going_astray)
{
    static const char alphabet[] = "[]{}\":,\\u0aeE1-+.tfn \n\x01\xC3\xA9\xF0";
    uint64_t state = 21;
    size_t sound = 0;
    for (size_t round = 0; round < 300000; round++) {
        char text[24];
        const size_t length = chance_below(&state, sizeof text);
        for (size_t i = 0; i < length; i++)
            text[i] = alphabet[chance_below(&state, sizeof alphabet)];
        char *copy = padded((kith_text){text, length}, 0);
        const kith_scan scan = scan_whole(copy, length);
        sound += scan.fault == KITH_FAULT_NONE;
        if (scan.fault != KITH_FAULT_NONE)
            assert_in_range(scan.fault_at - copy, 0, length);
        free(copy);
    }
    assert_true(sound > 100);
}

RUN("json/scan",
    CASE(every_case_is_judged_as_the_grammar_does),
    CASE(a_case_is_judged_alike_wherever_it_begins),
    CASE(a_case_is_judged_alike_inside_an_array),
    CASE(no_beginning_of_a_container_is_sound),
    CASE(faults_are_never_placed_outside_the_text),
    CASE(a_fault_is_placed_where_a_reader_would_look),
    CASE(values_nest_512_levels_and_no_deeper),
    CASE(repeated_keys_are_noted),
    CASE(repeated_keys_are_noted_among_many),
    CASE(integers_beyond_2_to_the_53_are_noted),
    CASE(numbers_beyond_a_double_are_noted),
    CASE(strings_of_every_length_end_where_they_do),
    CASE(escapes_are_undone),
    CASE(each_kind_of_value_is_told_with_its_text),
    CASE(any_text_is_scanned_without_going_astray))
