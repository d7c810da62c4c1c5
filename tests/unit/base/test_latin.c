/* Letters in Latin, and the sound of words. */
#include "base/latin.h"
#include "test.h"

#include <string.h>

static void sounds(const char *latin, const char *expected)
{
    char sound[128];
    const size_t length = kith_sound((kith_text){latin, strlen(latin)}, sound);
    assert_true(length <= 2 * strlen(latin));
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(sound, expected, length);
}

TEST(spellings_of_one_sound_are_one)
{
    sounds("tchaikovsky", "caikovski");
    sounds("chaykovskiy", "caikovski");
    sounds("mukhitdinov", "muhitdinov");
    sounds("muhammad", "muhamad");
    sounds("yeltsin", "elcin");
    sounds("xx", "ksks");
    sounds("", "");
}

TEST(every_letter_has_a_sound)
{
    for (char c = 'a'; c <= 'z'; c++) {
        char sound[4];
        assert_int_equal(kith_sound((kith_text){&c, 1}, sound),
                         c == 'x' ? 2 : 1);
    }
}

TEST(only_lower_case_latin_letters_come_out)
{
    for (uint32_t code = 0; code < 0x3000; code++) {
        char out[KITH_LATIN_SIZE];
        if (!kith_latin_code(code, 0, out))
            continue;
        assert_true(strlen(out) < KITH_LATIN_SIZE);
        assert_int_equal(strspn(out, "abcdefghijklmnopqrstuvwxyz"),
                         strlen(out));
    }
}

TEST(consonants_are_what_arabic_writes)
{
    const kith_text one = {"muhamad", 7};
    const kith_text other = {"mhmd", 4};
    assert_true(kith_consonants(one) == kith_consonants(other));
    assert_true(kith_consonants(one) != 0);
    assert_true(kith_consonants((kith_text){"aba", 3}) == 0); /* too few */
    assert_true(kith_consonants((kith_text){"bcdfgbcdfg", 10}) ==
                kith_consonants((kith_text){"bcdfgbcd", 8}));
}

RUN("base/latin",
    CASE(spellings_of_one_sound_are_one),
    CASE(every_letter_has_a_sound),
    CASE(only_lower_case_latin_letters_come_out),
    CASE(consonants_are_what_arabic_writes))
