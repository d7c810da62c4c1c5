/* Numbers keep their value on the way to text and back, in any locale. */
#include "base/number.h"
#include "chance.h"
#include "test.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double parse(const char *text)
{
    return kith_number_parse((kith_text){text, strlen(text)});
}

static bool is_same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool comes_back(double value)
{
    char text[KITH_NUMBER_SIZE];
    return is_same(parse(kith_number_format(value, text)), value);
}

/* All bit patterns are as likely, so all magnitudes are. */
static double any_double(uint64_t *state)
{
    const uint64_t bits = chance(state);
    double value;
    memcpy(&value, &bits, sizeof value);
    return isfinite(value) ? value : 0.5;
}

TEST(a_million_doubles_come_back)
{
    uint64_t state = 1;
    for (size_t i = 0; i < 1000000; i++) {
        const double value = any_double(&state);
        if (!comes_back(value))
            fail_msg("%a does not come back", value);
    }
}

TEST(short_decimals_come_back_as_they_were_written)
{
    uint64_t state = 2;
    for (size_t i = 0; i < 200000; i++) {
        char written[KITH_NUMBER_SIZE];
        char text[KITH_NUMBER_SIZE];
        snprintf(written, sizeof written, "%.12g",
                 (double)chance_below(&state, 1u << 30) / 4096);
        assert_string_equal(kith_number_format(parse(written), text), written);
    }
}

/* Numbers that people write are written without printf(), and as it does. */
TEST(decimals_are_written_as_printf_does)
{
    uint64_t state = 3;
    for (size_t i = 0; i < 200000; i++) {
        char written[KITH_NUMBER_SIZE];
        char text[KITH_NUMBER_SIZE];
        const uint64_t digits = chance_below(&state, i % 2 ? 1000 : 1u << 31);
        const double value =
            (double)digits / pow(10, (double)(i % 9)) * (i % 3 ? 1 : -1);
        snprintf(written, sizeof written, "%.15g", value);
        if (parse(written) == value)
            assert_string_equal(kith_number_format(value, text), written);
    }
}

TEST(the_ends_of_the_range_come_back)
{
    static const double values[] = {
        0.0,  -0.0,    DBL_MIN, DBL_MAX, -DBL_MAX, DBL_TRUE_MIN, DBL_EPSILON,
        0.1,  1.0 / 3, 1e15,    1e16,    1e17,     1e21,         1e22,
        1e23, 1e-7,    123456,  0x1p53,  0x1p-44,  0x1p63,       0x1.8p1,
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_true(comes_back(values[i]));
}

TEST(what_is_not_finite_is_null)
{
    char text[KITH_NUMBER_SIZE];
    assert_string_equal(kith_number_format((double)NAN, text), "null");
    assert_string_equal(kith_number_format((double)INFINITY, text), "null");
    assert_string_equal(kith_number_format(-(double)INFINITY, text), "null");
    assert_string_equal(kith_number_fixed((double)NAN, 3, text), "");
}

TEST(fixed_digits_round_and_always_fit)
{
    char text[KITH_NUMBER_SIZE];
    assert_string_equal(kith_number_fixed(2.0 / 3, 3, text), "0.667");
    assert_string_equal(kith_number_fixed(12, 0, text), "12");
    assert_string_equal(kith_number_fixed(0.125, 3, text), "0.125");
    kith_number_fixed(DBL_MAX, 6, text);
    assert_true(strlen(text) < KITH_NUMBER_SIZE);
    assert_true(fabs(parse(text) / DBL_MAX - 1) < 1e-5);
    kith_number_fixed(-1e300, 20, text);
    assert_true(fabs(parse(text) / -1e300 - 1) < 1e-12);
}

/* Ties, what is almost one, and both signs of zero, beside any other value. */
TEST(fixed_digits_are_those_of_printf)
{
    uint64_t state = 11;
    char text[KITH_NUMBER_SIZE];
    char expected[64];
    for (int i = 0; i < 200000; i++) {
        const int digits = (int)chance_below(&state, 12);
        const double power = pow(10, (double)chance_below(&state, 14) - 4);
        double value = (double)chance_below(&state, 20000) / 2 / power;
        if (chance_below(&state, 2))
            value = nextafter(value, chance_below(&state, 2) ? 1e9 : -1e9);
        if (chance_below(&state, 3) == 0)
            value *= (double)chance(&state) / 1e19;
        value = chance_below(&state, 2) ? value : -value;
        if (snprintf(expected, sizeof expected, "%.*f", digits, value) <
            KITH_NUMBER_SIZE)
            assert_string_equal(kith_number_fixed(value, digits, text),
                                expected);
    }
}

/* A number in JSON grammar with up to so many digits in each part. */
static void random_number(uint64_t *state, uint32_t most, char *out)
{
    char *to = out;
    if (chance_below(state, 3) == 0)
        *to++ = '-';
    const uint32_t digits = 1 + chance_below(state, most);
    *to++ = (char)('1' + chance_below(state, 9));
    for (uint32_t i = 1; i < digits; i++)
        *to++ = (char)('0' + chance_below(state, 10));
    if (chance_below(state, 2)) {
        *to++ = '.';
        const uint32_t fraction = 1 + chance_below(state, most);
        for (uint32_t i = 0; i < fraction; i++)
            *to++ = (char)('0' + chance_below(state, 10));
    }
    *to = '\0';
    if (chance_below(state, 2))
        sprintf(to, "e%d", (int)chance_below(state, 700) - 350);
}

static void agrees_with_strtod(uint32_t most, size_t rounds, uint64_t seed)
{
    char text[1024];
    for (size_t i = 0; i < rounds; i++) {
        random_number(&seed, most, text);
        const double value = parse(text);
        if (!is_same(value, strtod(text, NULL)))
            fail_msg("%s is read as %a", text, value);
    }
}

TEST(parsing_agrees_with_the_c_library)
{
    agrees_with_strtod(3, 200000, 3);
    agrees_with_strtod(9, 300000, 4);
    agrees_with_strtod(20, 200000, 5);
    agrees_with_strtod(400, 3000, 6);
}

TEST(halfway_cases_round_to_even)
{
    assert_true(parse("9007199254740993") == 9007199254740992.0);
    assert_true(parse("9007199254740995") == 9007199254740996.0);
    assert_true(parse("2.2250738585072011e-308") == 0x0.fffffffffffffp-1022);
    assert_true(
        parse("0.500000000000000166533453693773481063544750213623046875") ==
        0.5000000000000002);
    assert_true(parse("179769313486231580793e288") == DBL_MAX);
}

TEST(what_is_beyond_a_double_is_infinite)
{
    assert_true(isinf(parse("1e309")));
    assert_true(isinf(parse("-1e400")) && parse("-1e400") < 0);
    assert_true(isinf(parse("1e99999999999")));
    assert_true(parse("1e-400") == 0);
    assert_true(parse("1e-99999999999") == 0);
}

TEST(texts_end_where_they_say)
{
    assert_true(kith_number_parse((kith_text){"12345", 3}) == 123);
    assert_true(kith_number_parse((kith_text){"1e55", 3}) == 1e5);
    assert_true(kith_number_parse((kith_text){"0.12", 3}) == 0.1);
}

TEST(a_comma_locale_changes_nothing)
{
    static const char *const locales[] = {"de_DE.UTF-8", "fr_FR.UTF-8",
                                          "ru_RU.UTF-8", "ps_AF.UTF-8",
                                          "de_DE",       NULL};
    const char *found = NULL;
    for (size_t i = 0; locales[i] && !found; i++)
        found = setlocale(LC_ALL, locales[i]);
    if (!found)
        skip();
    char text[KITH_NUMBER_SIZE];
    uint64_t state = 7;
    assert_string_equal(kith_number_format(1.5, text), "1.5");
    assert_string_equal(kith_number_format(1.5e300, text), "1.5e+300");
    assert_string_equal(kith_number_fixed(1234.25, 2, text), "1234.25");
    assert_true(parse("1.5") == 1.5);
    assert_true(parse("1.50000000000000000000") == 1.5);
    for (size_t i = 0; i < 10000; i++)
        assert_true(comes_back(any_double(&state)));
    setlocale(LC_ALL, "C");
}

TEST(numbers_are_told_from_codes)
{
    static const char *const numbers[] =
        {"0",    "-0",    "12.50", "1e5",
         "1E+5", "-2e-7", "0.0e0", "123456789012345678901234567890"};
    static const char *const others[] = {"",   "-",   "007", "+1", "1.", ".5",
                                         "1e", "1e+", "e5",  "1x", "1 ", "--1"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_true(
            kith_is_json_number((kith_text){numbers[i], strlen(numbers[i])}));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(
            kith_is_json_number((kith_text){others[i], strlen(others[i])}));
}

RUN("base/number",
    CASE(numbers_are_told_from_codes),
    CASE(a_million_doubles_come_back),
    CASE(short_decimals_come_back_as_they_were_written),
    CASE(decimals_are_written_as_printf_does),
    CASE(the_ends_of_the_range_come_back),
    CASE(what_is_not_finite_is_null),
    CASE(fixed_digits_round_and_always_fit),
    CASE(fixed_digits_are_those_of_printf),
    CASE(parsing_agrees_with_the_c_library),
    CASE(halfway_cases_round_to_even),
    CASE(what_is_beyond_a_double_is_infinite),
    CASE(texts_end_where_they_say),
    CASE(a_comma_locale_changes_nothing))
