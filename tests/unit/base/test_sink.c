/* Output remembers its first failure and is valid whatever the text is. */
#include "base/sink.h"
#include "base/utf8.h"
#include "chance.h"
#include "json/scan.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/* What `put` writes, as text; released by the caller. */
static char *written(void (*put)(kith_sink *sink))
{
    char *out = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&out, &size);
    assert_non_null(memory);
    kith_sink sink = {.file = memory};
    put(&sink);
    assert_int_equal(kith_sink_finish(&sink, NULL), KITH_OK);
    fclose(memory);
    return out;
}

static void put_all(kith_sink *sink)
{
    kith_put(sink, "a");
    kith_put_char(sink, 'b');
    kith_put_bytes(sink, "cd", 1);
    kith_put_bytes(sink, NULL, 0);
    kith_putf(sink, "-%d-%s", 5, "x");
    kith_put_number(sink, 0.5);
}

TEST(everything_put_is_written_in_order)
{
    char *out = written(put_all);
    assert_string_equal(out, "abc-5-x0.5");
    free(out);
}

/* What is gathered, in pieces of all lengths over several buffers, is what is
 * handed on at once. */
static void put_pieces(kith_sink *sink)
{
    static char long_one[2 * KITH_SINK_BUFFER + 7];
    memset(long_one, 'x', sizeof long_one - 1);
    for (size_t i = 0; i < 3000; i++) {
        kith_put_bytes(sink, long_one, i % 40);
        kith_put_bytes(sink, NULL, 0);
        kith_put_char(sink, '\n');
        kith_putf(sink, "%zu and %s", i, "so on");
        kith_put_unsigned(sink, i);
    }
    kith_putf(sink, "%s", long_one);
    for (size_t more = 0; more < 3; more++) {
        kith_put_bytes(sink, long_one, KITH_SINK_BUFFER - 1 + more);
        kith_put(sink, "end\n");
    }
    kith_put(sink, long_one);
}

TEST(what_is_gathered_is_written_in_order)
{
    char *direct = written(put_pieces);
    char *out = NULL;
    size_t size = 0;
    char buffer[KITH_SINK_BUFFER];
    FILE *memory = open_memstream(&out, &size);
    assert_non_null(memory);
    kith_sink sink = kith_sink_gather(memory, buffer);
    put_pieces(&sink);
    assert_int_equal(kith_sink_finish(&sink, NULL), KITH_OK);
    assert_string_equal(out, direct);
    kith_put(&sink, "more");
    assert_int_equal(kith_sink_finish(&sink, NULL), KITH_OK);
    assert_string_equal(out + strlen(direct), "more");
    fclose(memory);
    free(out);
    free(direct);
}

TEST(a_full_disk_is_reported_while_gathering)
{
    char buffer[KITH_SINK_BUFFER];
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    kith_sink sink = kith_sink_gather(full, buffer);
    for (size_t i = 0; i < 100000; i++)
        kith_put(&sink, "some text that fills a buffer in the end");
    assert_true(sink.failed != 0);
    kith_putf(&sink, "%d", 1);
    kith_put_char(&sink, 'a');
    assert_int_equal(kith_sink_finish(&sink, NULL), KITH_E_IO);
    sink = kith_sink_gather(full, buffer);
    kith_put(&sink, "little");
    assert_int_equal(kith_sink_finish(&sink, NULL), KITH_E_IO);
    fclose(full);
}

TEST(a_full_disk_is_reported_once_and_at_the_end)
{
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    kith_sink sink = {.file = full};
    kith_error err = {0};
    for (size_t i = 0; i < 100000; i++)
        kith_put(&sink, "some text that fills a buffer in the end");
    assert_true(sink.failed != 0);
    assert_int_equal(kith_sink_finish(&sink, &err), KITH_E_IO);
    assert_non_null(strstr(err.message, "cannot write output"));
    assert_int_equal(kith_sink_finish(&sink, NULL), KITH_E_IO);
    fclose(full);
}

TEST(a_failure_while_flushing_counts)
{
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        skip();
    kith_sink sink = {.file = full};
    kith_put(&sink, "little");
    assert_int_equal(kith_sink_finish(&sink, NULL), KITH_E_IO);
    fclose(full);
}

static kith_text given;

static void put_given(kith_sink *sink)
{
    kith_put_json(sink, given);
}

static char *json_of(const char *data, size_t length)
{
    given = (kith_text){data, length};
    return written(put_given);
}

static void is_written_as(const char *data, size_t length, const char *json)
{
    char *out = json_of(data, length);
    assert_string_equal(out, json);
    free(out);
}

TEST(json_texts_are_escaped_where_they_must_be)
{
    is_written_as("plain", 5, "\"plain\"");
    is_written_as("", 0, "\"\"");
    is_written_as(NULL, 0, "\"\"");
    is_written_as("a\"b\\c/d", 7, "\"a\\\"b\\\\c/d\"");
    is_written_as("\b\t\n\f\r", 5, "\"\\b\\t\\n\\f\\r\"");
    is_written_as("a\0b\x1F\x7F", 5, "\"a\\u0000b\\u001f\\u007f\"");
    is_written_as("Ж北\xF0\x9F\x8C\x8D", 9, "\"Ж北\xF0\x9F\x8C\x8D\"");
}

TEST(bytes_that_are_not_utf8_become_the_replacement_character)
{
    is_written_as("\xFF", 1, "\"\\ufffd\"");
    is_written_as("a\xC3", 2, "\"a\\ufffd\"");
    is_written_as("\xED\xA0\x80", 3, "\"\\ufffd\\ufffd\\ufffd\"");
    is_written_as("\xC0\xAF", 2, "\"\\ufffd\\ufffd\"");
}

TEST(any_bytes_make_valid_json)
{
    uint64_t state = 11;
    for (size_t round = 0; round < 20000; round++) {
        char bytes[64];
        const size_t length = chance_below(&state, sizeof bytes);
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char)chance(&state);
        char *out = json_of(bytes, length);
        assert_int_equal(kith_json_check((kith_text){out, strlen(out)}, "t",
                                         NULL),
                         KITH_OK);
        free(out);
    }
}

TEST(valid_text_comes_back)
{
    uint64_t state = 12;
    for (size_t round = 0; round < 20000; round++) {
        char text[4 * 40];
        char back[6 * sizeof text];
        size_t length = 0;
        for (size_t i = chance_below(&state, 40); i > 0; i--) {
            const uint32_t code = chance_below(&state, 0x110000);
            if (code < 0xD800 || code > 0xDFFF)
                length += kith_utf8_encode(chance_below(&state, 2) ? code
                                                                   : code % 128,
                                           text + length);
        }
        char *out = json_of(text, length);
        const kith_text inside = {out + 1, strlen(out) - 2};
        assert_int_equal(kith_json_unescape(inside, back), length);
        assert_memory_equal(back, text, length);
        free(out);
    }
}

RUN("base/sink",
    CASE(everything_put_is_written_in_order),
    CASE(what_is_gathered_is_written_in_order),
    CASE(a_full_disk_is_reported_while_gathering),
    CASE(a_full_disk_is_reported_once_and_at_the_end),
    CASE(a_failure_while_flushing_counts),
    CASE(json_texts_are_escaped_where_they_must_be),
    CASE(bytes_that_are_not_utf8_become_the_replacement_character),
    CASE(any_bytes_make_valid_json),
    CASE(valid_text_comes_back))
