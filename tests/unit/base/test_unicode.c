/* Widths, clusters and folding, and folding as a projection of all Unicode. */
#include "base/alloc.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "test.h"

#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static size_t width(const char *text)
{
    return kith_display_width(text_of(text));
}

static size_t fit(const char *text, size_t columns)
{
    return kith_display_fit(text_of(text), columns);
}

static void folds_to(const char *text, const char *expected)
{
    char *folded = kith_fold(text_of(text));
    assert_non_null(folded);
    assert_string_equal(folded, expected);
    kith_release(folded);
}

TEST(width_counts_columns)
{
    assert_int_equal(width(""), 0);
    assert_int_equal(width("forum"), 5);
    assert_int_equal(width("Ташкент"), 7);
    assert_int_equal(width("東京"), 4);
    assert_int_equal(width("한국"), 4);
    assert_int_equal(width("e\xCC\x81tat"), 4); /* e and an accent */
    assert_int_equal(width("a\tb\x7F"), 2);     /* controls */
    assert_int_equal(width("\xF0\x9F\x87\xBA\xF0\x9F\x87\xBF"), 2); /* flag */
    assert_int_equal(width("\xF0\x9F\x91\xA9\xE2\x80\x8D"
                           "\xF0\x9F\x92\xBB"),
                     2); /* two joined emoji */
    assert_int_equal(width("a\xFF"
                           "b"),
                     3); /* not UTF-8 */
}

TEST(fit_cuts_between_clusters)
{
    assert_int_equal(fit("forum", 3), 3);
    assert_int_equal(fit("forum", 9), 5);
    assert_int_equal(fit("Ташкент", 3), 6);
    assert_int_equal(fit("東京", 3), 3);
    assert_int_equal(fit("東京", 1), 0);
    assert_int_equal(fit("e\xCC\x81tat", 1), 3); /* the accent stays with e */
    assert_int_equal(fit("", 0), 0);
}

TEST(what_fits_is_never_wider)
{
    const char *text = "Т東\xF0\x9F\x87\xBA\xF0\x9F\x87\xBF"
                       "e\xCC\x81 \xE0\xA4\x95\xE0\xA5\x8D\xE0\xA4\xB7";
    size_t before = 0;
    for (size_t columns = 0; columns <= width(text); columns++) {
        const size_t bytes = fit(text, columns);
        assert_true(bytes >= before);
        assert_true(kith_display_width((kith_text){text, bytes}) <= columns);
        before = bytes;
    }
    assert_int_equal(before, strlen(text));
}

TEST(fold_drops_case_and_accents)
{
    folds_to("", "");
    folds_to("Nurudin MUKHITDINOV 2030", "nurudin mukhitdinov 2030");
    folds_to("Ёлкин", "елкин");
    folds_to("Straße", "strasse");
    folds_to("Élysée", "elysee");
    folds_to("E\xCC\x81lyse\xCC\x81"
             "e",
             "elysee");
    folds_to("Νίκος", "νικοσ");
    folds_to("co\xC2\xADop", "coop");   /* soft hyphen */
    folds_to("राम", "राम");             /* vowel signs stay */
    folds_to("a\xFF", "a\xEF\xBF\xBD"); /* not UTF-8 */
}

static size_t fold_twice(uint32_t code, char *once, char *twice)
{
    size_t length = kith_fold_code(code, once);
    size_t again = 0;
    for (size_t at = 0; at < length;) {
        size_t bytes;
        const uint32_t part = kith_utf8_decode(once + at, &bytes);
        again += kith_fold_code(part, twice + again);
        at += bytes;
    }
    assert_int_equal(length, again);
    return length;
}

TEST(fold_is_idempotent_over_all_of_unicode)
{
    char once[KITH_FOLD_SIZE];
    char twice[4 * KITH_FOLD_SIZE];
    for (uint32_t code = 1; code < 0x110000; code++) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        const size_t length = fold_twice(code, once, twice);
        assert_true(length <= KITH_FOLD_SIZE);
        assert_memory_equal(once, twice, length);
    }
}

TEST(fold_of_a_text_is_that_of_its_code_points)
{
    const char *text = "ẞ Å\xCC\xB1 ǅ İ ﬃ 각 ᾳ";
    char pieces[256];
    size_t used = 0;
    for (size_t at = 0; text[at];) {
        size_t bytes;
        const uint32_t code = kith_utf8_decode(text + at, &bytes);
        used += kith_fold_code(code, pieces + used);
        at += bytes;
    }
    pieces[used] = '\0';
    folds_to(text, pieces);
}

TEST(words_are_letters_digits_and_marks)
{
    assert_true(kith_is_word_code('a'));
    assert_true(kith_is_word_code('7'));
    assert_true(kith_is_word_code(0x416));  /* Ж */
    assert_true(kith_is_word_code(0x6771)); /* 東 */
    assert_true(kith_is_word_code(0x93E));  /* Devanagari vowel sign */
    assert_false(kith_is_word_code(' '));
    assert_false(kith_is_word_code('-'));
    assert_false(kith_is_word_code(0x2014)); /* em dash */
    assert_false(kith_is_word_code(0x3000)); /* wide space */
}

TEST(out_of_memory_is_no_text)
{
    kith_alloc_fail_after(0);
    assert_null(kith_fold(text_of("forum")));
    assert_true(kith_alloc_fail_after(SIZE_MAX));
}

RUN("base/unicode",
    CASE(width_counts_columns),
    CASE(fit_cuts_between_clusters),
    CASE(what_fits_is_never_wider),
    CASE(fold_drops_case_and_accents),
    CASE(fold_is_idempotent_over_all_of_unicode),
    CASE(fold_of_a_text_is_that_of_its_code_points),
    CASE(words_are_letters_digits_and_marks),
    CASE(out_of_memory_is_no_text))
