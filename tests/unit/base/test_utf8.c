/* UTF-8 as RFC 3629 has it: every code point, every sequence of bytes. */
#include "base/utf8.h"
#include "test.h"

#include <stdbool.h>
#include <string.h>

static bool is_scalar(uint32_t code)
{
    return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

TEST(every_code_point_comes_back)
{
    for (uint32_t code = 0; code < 1u << 21; code++) {
        char bytes[8] = {0};
        size_t length = 0;
        const size_t written = kith_utf8_encode(code, bytes);
        const size_t valid = kith_utf8_length(bytes, written);
        if (!is_scalar(code)) {
            assert_int_equal(valid, 0);
            continue;
        }
        assert_int_equal(valid, written);
        assert_int_equal(kith_utf8_decode(bytes, &length), code);
        assert_int_equal(length, written);
        assert_int_equal(kith_utf8_count((kith_text){bytes, written}), 1);
        for (size_t room = 0; room < written; room++)
            assert_int_equal(kith_utf8_length(bytes, room), 0);
    }
}

/* The definition, read slowly: decode by the lead byte, then ask whether the
 * result is a scalar value that needs so many bytes. */
static size_t slow_length(const unsigned char *at)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const size_t length = at[0] < 0x80   ? 1
                          : at[0] < 0xC0 ? 0
                          : at[0] < 0xE0 ? 2
                          : at[0] < 0xF0 ? 3
                          : at[0] < 0xF8 ? 4
                                         : 0;
    uint32_t code = length == 1 ? at[0] : at[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (at[i] & 0x3F);
    }
    return is_scalar(code) && code >= least[length] ? length : 0;
}

/* All pairs of first bytes, and of the rest one of each kind. */
TEST(every_kind_of_sequence_is_judged_right)
{
    static const unsigned char kinds[] = {0x00, 0x22, 0x7F, 0x80, 0x8F,
                                          0x90, 0x9F, 0xA0, 0xBF, 0xC0,
                                          0xC2, 0xE0, 0xF0, 0xFF};
    for (unsigned first = 0; first < 256; first++) {
        for (unsigned second = 0; second < 256; second++) {
            for (size_t i = 0; i < sizeof kinds * sizeof kinds; i++) {
                const unsigned char bytes[4] = {(unsigned char)first,
                                                (unsigned char)second,
                                                kinds[i % sizeof kinds],
                                                kinds[i / sizeof kinds]};
                assert_int_equal(kith_utf8_length((const char *)bytes, 4),
                                 slow_length(bytes));
            }
        }
    }
}

TEST(nothing_is_read_where_there_is_no_room)
{
    char *nothing = NULL;
    assert_int_equal(kith_utf8_length(nothing, 0), 0);
}

TEST(code_points_are_counted_not_bytes)
{
    static const char text[] = "Ташкент, 北京 \xF0\x9F\x8C\x8D";
    assert_int_equal(kith_utf8_count((kith_text){text, strlen(text)}), 13);
    assert_int_equal(kith_utf8_count((kith_text){text, 0}), 0);
}

static void format(char *out, size_t room, const char *how, ...)
    KITH_PRINTF(3, 4);

static void format(char *out, size_t room, const char *how, ...)
{
    va_list args;
    va_start(args, how);
    kith_utf8_format(out, room, how, args);
    va_end(args);
}

TEST(what_does_not_fit_ends_between_characters_and_says_so)
{
    char out[12];
    format(out, sizeof out, "%s", "Ташке");
    assert_string_equal(out, "Ташке");
    format(out, sizeof out, "%s", "aТашкент");
    assert_string_equal(out, "aТаш…");
    format(out, sizeof out, "%s", "Ташкент");
    assert_string_equal(out, "Ташк…");
    format(out, sizeof out, "%d%s", 123,
           "\xF0\x9F\x8C\x8D"
           "\xF0\x9F\x8C\x8D"
           "x");
    assert_string_equal(out, "123\xF0\x9F\x8C\x8D…");
}

RUN("base/utf8",
    CASE(every_code_point_comes_back),
    CASE(every_kind_of_sequence_is_judged_right),
    CASE(nothing_is_read_where_there_is_no_room),
    CASE(code_points_are_counted_not_bytes),
    CASE(what_does_not_fit_ends_between_characters_and_says_so))
