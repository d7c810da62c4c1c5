/* Numbers to text and back, whatever the locale of the process. */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The locale may write the point as any bytes; they are the only ones that are
 * neither digit, sign nor exponent. */
static void mend_point(char *text)
{
    char *foreign = text + strspn(text, "0123456789+-");
    if (*foreign == '\0' || *foreign == 'e')
        return;
    char *rest = foreign + 1;
    while (*rest && !strchr("0123456789e", *rest))
        rest++;
    *foreign = '.';
    memmove(foreign + 1, rest, strlen(rest) + 1);
}

/* Digits of a number before and behind its point; a minus if it is negative. */
static void put_digits(uint64_t number, int behind, bool negative, char *out)
{
    char text[KITH_NUMBER_SIZE];
    char *at = text + sizeof text;
    *--at = '\0';
    for (int i = 0; i <= behind || number; i++) {
        if (i == behind && behind)
            *--at = '.';
        *--at = (char)('0' + number % 10);
        number /= 10;
    }
    if (negative)
        *--at = '-';
    memcpy(out, at, (size_t)(text + sizeof text - at));
}

/* Only faster: a number of few decimals, as people write them. A decimal number
 * of at most 15 digits that reads as the value is what printf() would write. */
static bool format_quickly(double value, char *out)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    const double size = fabs(value);
    if (!(size >= 1e-4 && size < 1e8))
        return false;
    for (int i = 0; i < (int)(sizeof powers / sizeof *powers); i++) {
        const uint64_t digits = (uint64_t)(size * powers[i] + 0.5);
        if ((double)digits / powers[i] != size)
            continue;
        put_digits(digits, i, value < 0, out);
        return true;
    }
    return false;
}

const char *kith_number_format(double value, char *out)
{
    if (!isfinite(value))
        return strcpy(out, "null");
    if (format_quickly(value, out))
        return out;
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, KITH_NUMBER_SIZE, "%.*g", digits, value);
        mend_point(out);
        if (kith_number_parse((kith_text){out, strlen(out)}) == value)
            break;
    }
    return out;
}

/* As printf() writes it, if at most nine digits say all and the value is far
 * enough from where it would be rounded the other way; else false. */
static bool fixed_quickly(double value, int digits, char *out)
{
    static const double powers[] = {1,   1e1, 1e2, 1e3, 1e4,
                                    1e5, 1e6, 1e7, 1e8, 1e9};
    if (digits < 0 || digits > 9)
        return false;
    const double scaled = fabs(value) * powers[digits];
    const double whole = floor(scaled);
    if (scaled >= 1e9 || fabs(scaled - whole - 0.5) < 1e-6)
        return false;
    put_digits((uint64_t)whole + (scaled - whole > 0.5), digits, signbit(value),
               out);
    return true;
}

const char *kith_number_fixed(double value, int digits, char *out)
{
    if (!isfinite(value))
        return strcpy(out, "");
    if (fixed_quickly(value, digits, out))
        return out;
    const int length = snprintf(out, KITH_NUMBER_SIZE, "%.*f", digits, value);
    if (length >= KITH_NUMBER_SIZE)
        snprintf(out, KITH_NUMBER_SIZE, "%.*g", digits, value);
    mend_point(out);
    return out;
}

const char *kith_number_short(double value, char *out)
{
    const double size = fabs(value);
    if (!isfinite(value))
        return strcpy(out, "");
    snprintf(out, KITH_NUMBER_SIZE,
             size >= 100 && size < 1e15 ? "%.0f" : "%.3g", value);
    mend_point(out);
    return out;
}

/* Out of the fast range: the C library, in the "C" locale, which glibc and
 * musl hand out without allocating. */
static double parse_slowly(kith_text text)
{
    char small[64];
    char *copy = text.length < sizeof small ? small : malloc(text.length + 1);
    if (!copy)
        return NAN;
    memcpy(copy, text.data, text.length);
    copy[text.length] = '\0';
    const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    const double value = strtod_l(copy, NULL, plain);
    freelocale(plain);
    if (copy != small)
        free(copy);
    return value;
}

double kith_number_parse(kith_text text)
{
    static const double powers[] = {1,    1e1,  1e2,  1e3, 1e4,  1e5,
                                    1e6,  1e7,  1e8,  1e9, 1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15};
    const char *at = text.data;
    const char *const end = at + text.length;
    const int negative = at < end && *at == '-';
    uint64_t digits = 0;
    int count = 0;
    int fraction = 0;
    for (at += negative; at < end && *at >= '0' && *at <= '9'; at++, count++)
        digits = digits * 10 + (uint64_t)(*at - '0');
    if (at < end && *at == '.') {
        for (at++; at < end && *at >= '0' && *at <= '9'; at++, fraction++)
            digits = digits * 10 + (uint64_t)(*at - '0');
    }
    /* Up to 15 digits and a power of ten up to 15 are exact in a double, so one
     * division rounds correctly (Clinger 1990). */
    if (at != end || count + fraction > 15)
        return parse_slowly(text);
    const double value = (double)digits / powers[fraction];
    return negative ? -value : value;
}

static size_t skip_digits(kith_text text, size_t at)
{
    while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at;
}

bool kith_is_json_number(kith_text text)
{
    const size_t whole = text.length && *text.data == '-';
    size_t at = skip_digits(text, whole);
    if (at == whole || (text.data[whole] == '0' && at > whole + 1))
        return false;
    if (at < text.length && text.data[at] == '.') {
        const size_t fraction = at + 1;
        at = skip_digits(text, fraction);
        if (at == fraction)
            return false;
    }
    if (at < text.length && (text.data[at] | 0x20) == 'e') {
        const bool sign =
            at + 1 < text.length && memchr("+-", text.data[at + 1], 2);
        const size_t power = at + 1 + sign;
        at = skip_digits(text, power);
        if (at == power)
            return false;
    }
    return at == text.length;
}
