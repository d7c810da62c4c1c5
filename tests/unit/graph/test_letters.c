/* Names as folded words of one byte a letter. */
#include "graph/letters.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* Words joined by "|", letters beyond ASCII as digits from 'A' on, "?" for
 * those that the query does not have. */
static const char *words_of(const char *query, const char *text)
{
    static kith_alphabet alphabet;
    static kith_words words;
    static char shown[2 * KITH_WORDS_ROOM];
    char *to = shown;
    kith_alphabet_init(&alphabet, text_of(query), NULL);
    kith_words_of(&alphabet, text_of(text), &words);
    for (size_t i = 0; i < words.count; i++) {
        for (size_t j = 0; j < words.words[i].length; j++) {
            const unsigned char letter =
                (unsigned char)words.letters[words.words[i].start + j];
            *to++ = (char)(letter < 128    ? letter
                           : letter == 255 ? '?'
                                           : letter - 128 + 'A');
        }
        *to++ = '|';
    }
    *to = '\0';
    return shown;
}

TEST(words_are_folded_and_parted_at_what_is_no_letter)
{
    assert_string_equal(words_of("", "Nurudin MUKHITDINOV"),
                        "nurudin|mukhitdinov|");
    assert_string_equal(words_of("", "  rcc-executive_committee (2030). "),
                        "rcc|executive|committee|2030|");
    assert_string_equal(words_of("", "Élysée—Straße"), "elysee|strasse|");
    assert_string_equal(words_of("", ""), "");
    assert_string_equal(words_of("", " - "), "");
}

TEST(apostrophes_and_invisible_characters_vanish)
{
    assert_string_equal(words_of("", "O'zbekiston"), "ozbekiston|");
    assert_string_equal(words_of("", "O\u02BBzbekiston"), "ozbekiston|");
    assert_string_equal(words_of("", "O\u2019Brien"), "obrien|");
    assert_string_equal(words_of("", "co\u00ADop"), "coop|");
}

TEST(letters_beyond_ascii_are_numbered_by_the_query)
{
    assert_string_equal(words_of("РСС", "рсс Сор"), "ABB|B?A|");
    assert_string_equal(words_of("東京", "京都 tokyo"), "B?|tokyo|");
    assert_string_equal(words_of("", "Ташкент"), "???????|");
}

TEST(sets_hold_the_letters_of_a_word)
{
    kith_alphabet alphabet;
    kith_words words;
    kith_alphabet_init(&alphabet, text_of(""), NULL);
    kith_words_of(&alphabet, text_of("aab c"), &words);
    assert_int_equal(words.words[0].set, 1 << 1 | 1 << 2);
    assert_int_equal(words.words[1].set, 1 << 3);
    assert_int_equal(words.length, 4);
}

TEST(what_is_too_long_is_cut)
{
    static char text[4 * KITH_WORDS_ROOM];
    kith_alphabet alphabet;
    kith_words words;
    memset(text, 'x', sizeof text - 1);
    kith_alphabet_init(&alphabet, text_of(text), NULL);
    kith_words_of(&alphabet, text_of(text), &words);
    assert_int_equal(words.count, 1);
    assert_int_equal(words.words[0].length, KITH_WORDS_ROOM);
    for (size_t i = 1; i < sizeof text - 1; i += 2)
        text[i] = ' ';
    kith_words_of(&alphabet, text_of(text), &words);
    assert_int_equal(words.count, KITH_WORDS_MOST);
    assert_int_equal(words.length, KITH_WORDS_MOST);
}

TEST(a_query_may_have_more_letters_than_have_numbers)
{
    static char query[3 * 400 + 1];
    for (size_t i = 0; i < 400; i++) {
        sprintf(query + 3 * i, "%c%c%c", 0xE4, 0xB8 + (int)(i / 64),
                0x80 + (int)(i % 64));
    }
    kith_alphabet alphabet;
    kith_words words;
    kith_alphabet_init(&alphabet, text_of(query), NULL);
    kith_words_of(&alphabet, text_of(query), &words);
    assert_int_equal(alphabet.count, KITH_LETTERS_MOST);
    assert_int_equal(words.length, 400);
    assert_int_equal((unsigned char)words.letters[399], 255);
}

RUN("graph/letters",
    CASE(words_are_folded_and_parted_at_what_is_no_letter),
    CASE(apostrophes_and_invisible_characters_vanish),
    CASE(letters_beyond_ascii_are_numbered_by_the_query),
    CASE(sets_hold_the_letters_of_a_word),
    CASE(what_is_too_long_is_cut),
    CASE(a_query_may_have_more_letters_than_have_numbers))
