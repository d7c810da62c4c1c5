/* Texts as a page holds them: whatever they are, no element ends in them. */
#include "chance.h"
#include "export/html_text.h"
#include "test.h"

#include <kith/json.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void put_text(kith_sink *sink, kith_text text);

/* What `put` writes; the caller's to free(). */
static char *written(put_text *put, const char *text, size_t length)
{
    char *out = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&out, &size);
    assert_non_null(file);
    kith_sink sink = {.file = file};
    put(&sink, (kith_text){text, length});
    assert_int_equal(kith_sink_finish(&sink, NULL), KITH_OK);
    (void)fclose(file);
    return out;
}

static void expect(put_text *put, const char *text, const char *expected)
{
    char *out = written(put, text, strlen(text));
    assert_string_equal(out, expected);
    free(out);
}

TEST(html_is_escaped)
{
    expect(kith_put_html, "a <b> & \"c\"", "a &lt;b&gt; &amp; &quot;c&quot;");
    expect(kith_put_html, "\x01 \x7F\t\n", "\xEF\xBF\xBD \xEF\xBF\xBD\t\n");
    expect(kith_put_html, "\xFF é \xC3", "\xEF\xBF\xBD é \xEF\xBF\xBD");
    expect(kith_put_html, "", "");
}

TEST(a_script_string_has_no_bracket)
{
    expect(kith_put_script_string, "</script><!--<",
           "\"\\u003c/script>\\u003c!--\\u003c\"");
    expect(kith_put_script_string, "\"\\\n\xFF", "\"\\\"\\\\\\n\\ufffd\"");
    expect(kith_put_script_string, "", "\"\"");
}

TEST(script_json_is_the_same_without_space_and_brackets)
{
    expect(kith_put_script_json, "{ \"a<\" :\t[1, -2.50e3 ,\r\n true] }",
           "{\"a\\u003c\":[1,-2.50e3,true]}");
    expect(kith_put_script_json, "\"a \\\" < \\\\\"",
           "\"a \\\" \\u003c \\\\\"");
    expect(kith_put_script_json, " null ", "null");
    expect(kith_put_script_json, "", "");
}

TEST(numbers_that_a_double_cannot_hold_become_texts)
{
    expect(kith_put_script_json, "[123456789012345,1234567890123456]",
           "[123456789012345,\"1234567890123456\"]");
    expect(kith_put_script_json, "-0.12345678901234567",
           "\"-0.12345678901234567\"");
}

static void expect_number(double value, const char *expected)
{
    char *out = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&out, &size);
    assert_non_null(file);
    kith_sink sink = {.file = file};
    kith_put_short_number(&sink, value);
    assert_int_equal(kith_sink_finish(&sink, NULL), KITH_OK);
    (void)fclose(file);
    assert_string_equal(out, expected);
    free(out);
}

TEST(numbers_have_six_digits_that_count)
{
    expect_number(0, "0");
    expect_number(12345678, "12345678");
    expect_number(1.0 / 3, "0.333333");
    expect_number(-200.0 / 3, "-66.6667");
    expect_number(123456.789, "123457");
    expect_number(0.0000123456789, "0.0000123457");
    expect_number(NAN, "null");
    expect_number(HUGE_VAL, "null");
}

/* Any bytes: valid JSON that has no bracket, and means what they say. */
TEST(any_bytes_stay_inside_their_script)
{
    static const char bytes[] = "<<</!-]>\"\\&scriptSCRIPT\x01\n\xC3\xA9\xFF";
    uint64_t chance = 7;
    for (int round = 0; round < 2000; round++) {
        char text[40];
        const size_t length = chance_below(&chance, sizeof text);
        for (size_t i = 0; i < length; i++)
            text[i] = bytes[chance_below(&chance, sizeof bytes - 1)];
        char *out = written(kith_put_script_string, text, length);
        kith_json *root = NULL;
        const kith_text json = {out, strlen(out)};
        assert_null(strchr(out, '<'));
        assert_int_equal(kith_json_parse(&root, json, "text", NULL), KITH_OK);
        char *again = written(kith_put_script_json, out, json.length);
        assert_string_equal(again, out);
        kith_json_free(root);
        free(again);
        free(out);
        out = written(kith_put_html, text, length);
        assert_null(strchr(out, '<'));
        free(out);
    }
}

RUN("export/html_text",
    CASE(html_is_escaped),
    CASE(a_script_string_has_no_bracket),
    CASE(script_json_is_the_same_without_space_and_brackets),
    CASE(numbers_that_a_double_cannot_hold_become_texts),
    CASE(numbers_have_six_digits_that_count),
    CASE(any_bytes_stay_inside_their_script))
