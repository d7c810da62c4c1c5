/* One escape for every text in DOT. */
#include "export/escape.h"
#include "export_text.h"

static char *escaped(const char *bytes, size_t length)
{
    char *text = NULL;
    size_t size = 0;
    kith_sink sink = {.file = open_memstream(&text, &size)};
    assert_non_null(sink.file);
    kith_put_dot(&sink, (kith_text){bytes, length});
    (void)fclose(sink.file);
    return text;
}

static void expect(const char *plain, const char *wanted)
{
    char *text = escaped(plain, strlen(plain));
    assert_string_equal(text, wanted);
    free(text);
}

TEST(plain_text_is_only_quoted)
{
    expect("", "\"\"");
    expect("a b<c>{d|e}[f];->", "\"a b<c>{d|e}[f];->\"");
    expect("Ташкент 信息", "\"Ташкент 信息\"");
}

TEST(quotes_and_backslashes_cannot_end_the_string)
{
    expect("\"", "\"\\\"\"");
    expect("odd\\", "\"odd\\\\\"");
    expect("\\\"", "\"\\\\\\\"\"");
    expect("\\N", "\"\\\\N\"");
}

TEST(a_line_end_is_one_and_controls_are_pictures)
{
    expect("a\nb", "\"a\\nb\"");
    expect("a\x01z", "\"a\\\xE2\x90\x81z\"");
    expect("\x7f", "\"\\\xE2\x90\xA1\"");
    expect("\t\r", "\"\\\xE2\x90\x89\\\xE2\x90\x8D\"");
}

TEST(an_ampersand_is_escaped_only_where_an_entity_begins)
{
    expect("AT&T", "\"AT&T\"");
    expect("&amp;", "\"&amp;amp;\"");
    expect("&#65;&", "\"&amp;#65;&\"");
    expect("&;", "\"&;\"");
    expect("& x;", "\"& x;\"");
}

TEST(a_percent_in_front_is_not_a_name_of_cgraph)
{
    expect("%1", "\"\\%1\"");
    expect("1%", "\"1%\"");
}

TEST(bytes_that_are_no_text_become_the_replacement_character)
{
    expect("a\xffz", "\"a\xEF\xBF\xBDz\"");
    expect("\xE2\x90", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
    char *text = escaped("a\0z", 3);
    assert_string_equal(text, "\"a\\\xE2\x90\x80z\"");
    free(text);
}

TEST(different_texts_stay_different)
{
    static const char *const texts[] = {
        "\n", "\\n",  "\\\n", "n",    "\x01",           "\xE2\x90\x81",
        "\\", "\\\\", "\"",   "\\\"", "&lt;",           "&amp;lt;",
        "<",  "%a",   "\\%a", "a%",   "\\\xE2\x90\x81", "",
    };
    const size_t count = sizeof texts / sizeof *texts;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            char *one = escaped(texts[i], strlen(texts[i]));
            char *other = escaped(texts[j], strlen(texts[j]));
            assert_string_not_equal(one, other);
            free(one);
            free(other);
        }
    }
}

RUN("export/escape",
    CASE(plain_text_is_only_quoted),
    CASE(quotes_and_backslashes_cannot_end_the_string),
    CASE(a_line_end_is_one_and_controls_are_pictures),
    CASE(an_ampersand_is_escaped_only_where_an_entity_begins),
    CASE(a_percent_in_front_is_not_a_name_of_cgraph),
    CASE(bytes_that_are_no_text_become_the_replacement_character),
    CASE(different_texts_stay_different))
