/* How well names fit queries: an order that people agree with. */
#include "graph/letters.h"
#include "test.h"

#include <string.h>

static double fit(const char *query, const char *name)
{
    static kith_alphabet alphabet;
    static kith_words wanted;
    static kith_words words;
    const kith_text text = {query, strlen(query)};
    kith_alphabet_init(&alphabet, text, NULL);
    kith_words_of(&alphabet, text, &wanted);
    kith_words_of(&alphabet, (kith_text){name, strlen(name)}, &words);
    return kith_words_fit(&wanted, &words);
}

static void finds(const char *query, const char *name)
{
    assert_true(fit(query, name) > 0);
}

static void misses(const char *query, const char *name)
{
    assert_true(fit(query, name) == 0);
}

static void prefers(const char *query, const char *better, const char *worse)
{
    assert_true(fit(query, better) > fit(query, worse));
}

TEST(the_same_words_fit_wholly)
{
    assert_true(fit("forum", "Forum") == 1);
    assert_true(fit("Ёлкин, Пётр", "елкин петр") == 1);
    assert_true(fit("a b a", "A-B-A") == 1);
    assert_true(fit("forum", "forums") < 1);
    assert_true(fit("b a", "a b") < 1);
}

TEST(words_come_in_any_order)
{
    prefers("mukhitdinov nurudin", "Mukhitdinov Nurudin",
            "Nurudin Mukhitdinov");
    assert_true(fit("mukhitdinov nurudin", "Nurudin Mukhitdinov") > 0.95);
}

TEST(better_kinds_of_fit_count_more)
{
    prefers("committee", "committee", "committees");
    prefers("commit", "committee", "subcommittee");
    prefers("rcc", "rcc", "rcc executive committee");
    prefers("rcc", "rcc executive committee", "xrcc");
    prefers("iran", "Iran", "Iraq");
}

TEST(typing_errors_are_forgiven_by_length)
{
    finds("mukhtidinof", "Mukhitdinov"); /* a swap and a wrong letter */
    misses("mukhtidinff", "Mukhitdinov");
    finds("tashkant", "Tashkent");
    finds("rcca", "rcc");
    misses("rbc", "rcc"); /* too short */
    finds("мухтидинов", "Мухитдинов");
    misses("xyz", "abc");
}

TEST(one_wrong_letter_is_one_error_in_any_script)
{
    assert_true(fit("Ташкант", "Ташкент") > 0.7);
    assert_true(fit("Ташкант", "Ташкент") == fit("tashkan", "tashken"));
}

TEST(initials_fit_both_ways)
{
    finds("N. Mukhitdinov", "Nurudin Mukhitdinov");
    finds("Nurudin Mukhitdinov", "N. Mukhitdinov");
    prefers("N. Mukhitdinov", "Nurudin Mukhitdinov", "Karim Mukhitdinov");
    prefers("N. Mukhitdinov", "N. Mukhitdinov", "Nurudin Mukhitdinov");
    misses("Nurudin", "N.");
    finds("Н. Мухитдинов", "Нурудин Мухитдинов");
}

TEST(little_words_may_be_missing)
{
    finds("Institute of Strategic Studies",
          "Institute for Strategic and Regional Studies");
    misses("Nurudin Ivanov", "Nurudin Mukhitdinov the Elder");
}

TEST(nothing_fits_nothing)
{
    misses("", "forum");
    misses("forum", "");
    misses("", "");
}

TEST(a_fit_is_a_share)
{
    static const char *const texts[] = {"a",
                                        "n mukhitdinov",
                                        "rcc executive committee",
                                        "2030 strategy",
                                        "x y",
                                        "mukhitdinov",
                                        "mukhit dinov",
                                        "рсс"};
    for (size_t i = 0; i < 8; i++) {
        for (size_t j = 0; j < 8; j++) {
            const double score = fit(texts[i], texts[j]);
            assert_true(score >= 0 && score <= 1);
            assert_true((score == 1) == (i == j));
        }
    }
}

RUN("graph/fit",
    CASE(the_same_words_fit_wholly),
    CASE(words_come_in_any_order),
    CASE(better_kinds_of_fit_count_more),
    CASE(typing_errors_are_forgiven_by_length),
    CASE(one_wrong_letter_is_one_error_in_any_script),
    CASE(initials_fit_both_ways),
    CASE(little_words_may_be_missing),
    CASE(nothing_fits_nothing),
    CASE(a_fit_is_a_share))
