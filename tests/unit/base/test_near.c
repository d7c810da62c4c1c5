/* Distances against a slow table, and as a metric. */
#include "base/near.h"
#include "test.h"

#include <stdbool.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static uint32_t edits(const char *a, const char *b, uint32_t most)
{
    return kith_edits(text_of(a), text_of(b), most);
}

enum { LONGEST = 12 };

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

typedef uint32_t distances[LONGEST + 1][LONGEST + 1];

/* The least by which a swap, of any two letters each, ends at (i, j). */
static uint32_t swapped(distances d,
                        const char *a,
                        const char *b,
                        size_t i,
                        size_t j)
{
    uint32_t best = UINT32_MAX;
    for (size_t k = 1; k < i; k++) {
        for (size_t l = 1; l < j; l++) {
            const uint32_t between = (uint32_t)(i - k + j - l - 1);
            if (a[k - 1] == b[j - 1] && b[l - 1] == a[i - 1])
                best = least(best, d[k - 1][l - 1] + between);
        }
    }
    return best;
}

/* The definition, in full. */
static uint32_t edits_slowly(const char *a, const char *b)
{
    distances d;
    const size_t rows = strlen(a);
    const size_t columns = strlen(b);
    for (size_t i = 0; i <= rows; i++) {
        for (size_t j = 0; j <= columns; j++) {
            d[i][j] = (uint32_t)(i + j);
            if (i == 0 || j == 0)
                continue;
            d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1);
            d[i][j] = least(d[i][j], d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
            d[i][j] = least(d[i][j], swapped(d, a, b, i, j));
        }
    }
    return d[rows][columns];
}

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* A text of up to LONGEST of the first `letters` letters. */
static void make_text(uint32_t *state, uint32_t letters, char *out)
{
    const uint32_t length = next_random(state) % (LONGEST + 1);
    for (uint32_t i = 0; i < length; i++)
        *out++ = (char)('a' + next_random(state) % letters);
    *out = '\0';
}

TEST(counts_the_four_kinds_of_edit)
{
    assert_int_equal(edits("rcc", "rcc", 2), 0);
    assert_int_equal(edits("rcc", "rccs", 2), 1);
    assert_int_equal(edits("rcc", "rc", 2), 1);
    assert_int_equal(edits("rcc", "rbc", 2), 1);
    assert_int_equal(edits("forum", "ofrum", 2), 1);
    assert_int_equal(edits("ca", "abc", 3), 2);
    assert_int_equal(edits("", "", 0), 0);
    assert_int_equal(edits("", "ab", 2), 2);
}

TEST(gives_up_beyond_the_limit)
{
    assert_int_equal(edits("person", "organisation", 2), 3);
    assert_int_equal(edits("abcdefgh", "ijklmnop", 8), 8);
    assert_int_equal(edits("abcdefghi", "jklmnopqr", 8), 9);
    assert_int_equal(edits("a", "b", 0), 1);
    assert_int_equal(edits("abcdefghijkl", "x", 100), 9); /* 8 at most */
}

TEST(agrees_with_the_definition)
{
    uint32_t state = 1;
    char a[LONGEST + 1];
    char b[LONGEST + 1];
    for (int round = 0; round < 40000; round++) {
        const uint32_t letters = 2 + (uint32_t)round % 4;
        make_text(&state, letters, a);
        make_text(&state, letters, b);
        const uint32_t exact = edits_slowly(a, b);
        for (uint32_t most = 0; most <= 8; most++)
            assert_int_equal(edits(a, b, most), least(exact, most + 1));
    }
}

TEST(is_a_metric)
{
    uint32_t state = 7;
    char text[3][LONGEST + 1];
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i < 3; i++)
            make_text(&state, 3, text[i]);
        const uint32_t ab = edits(text[0], text[1], 8);
        const uint32_t bc = edits(text[1], text[2], 8);
        const uint32_t ac = edits(text[0], text[2], 8);
        assert_int_equal(ab, edits(text[1], text[0], 8));
        assert_int_equal(ab == 0, strcmp(text[0], text[1]) == 0);
        assert_true(ac <= ab + bc);
    }
}

TEST(texts_of_any_length_are_compared)
{
    static char a[100000];
    static char b[100000];
    memset(a, 'x', sizeof a - 1);
    memset(b, 'x', sizeof b - 1);
    a[10] = 'a';
    b[500] = 'b';
    assert_int_equal(edits(a, b, 8), 2);
    a[99990] = 'c';
    assert_int_equal(edits(a, b, 8), 3);
}

TEST(the_first_of_the_nearest_stays)
{
    kith_nearest nearest = {.wanted = text_of("persn")};
    kith_nearest_see(&nearest, "place");
    assert_null(nearest.best);
    kith_nearest_see(&nearest, "parson");
    kith_nearest_see(&nearest, "person");
    kith_nearest_see(&nearest, "persen");
    assert_string_equal(nearest.best, "person");
    assert_int_equal(nearest.edits, 1);
    kith_nearest_see(&nearest, "persn");
    kith_nearest_see(&nearest, "person");
    assert_string_equal(nearest.best, "persn");
}

TEST(short_words_are_not_forgiven)
{
    kith_nearest nearest = {.wanted = text_of("ab")};
    kith_nearest_see(&nearest, "ac");
    assert_null(nearest.best);
    assert_int_equal(kith_edits_forgiven(2), 0);
    assert_int_equal(kith_edits_forgiven(3), 1);
    assert_int_equal(kith_edits_forgiven(5), 1);
    assert_int_equal(kith_edits_forgiven(6), 2);
}

RUN("base/near",
    CASE(counts_the_four_kinds_of_edit),
    CASE(gives_up_beyond_the_limit),
    CASE(agrees_with_the_definition),
    CASE(is_a_metric),
    CASE(texts_of_any_length_are_compared),
    CASE(the_first_of_the_nearest_stays),
    CASE(short_words_are_not_forgiven))
