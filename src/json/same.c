/* Whether two JSON texts mean the same value, and a hash that is the same for
 * all texts of one value. */
#include "base/alloc.h"
#include "base/bytes.h"
#include "base/hash.h"
#include "base/number.h"
#include "json/scan.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A string's text with its escapes undone; false if out of memory. `*room` is
 * to be released. */
static bool plain_text(kith_text inside, char **room, kith_text *plain)
{
    *plain = inside;
    if (!memchr(inside.data, '\\', inside.length))
        return true; /* only faster: most texts have none */
    *room = KITH_NEW(char, inside.length);
    if (!*room)
        return false;
    *plain = (kith_text){*room, kith_json_unescape(inside, *room)};
    return true;
}

static bool is_same_text(kith_text a, kith_text b)
{
    return a.length == b.length && !memcmp(a.data, b.data, a.length);
}

bool kith_json_is_key(kith_text key, kith_text name)
{
    char *room = NULL;
    kith_text plain;
    const bool same =
        plain_text(key, &room, &plain) && is_same_text(plain, name);
    kith_release(room);
    return same;
}

bool kith_json_is_same_key(kith_text a, kith_text b)
{
    char *room = NULL;
    kith_text plain;
    if (is_same_text(a, b))
        return true;
    const bool same =
        plain_text(a, &room, &plain) && kith_json_is_key(b, plain);
    kith_release(room);
    return same;
}

static bool is_same_string(kith_text a, kith_text b)
{
    return kith_json_is_same_key((kith_text){a.data + 1, a.length - 2},
                                 (kith_text){b.data + 1, b.length - 2});
}

/* 1, 1.0 and 1e0 are one number; of large integers every digit counts. */
static bool is_same_number(kith_text a, kith_text b)
{
    const double value = kith_number_parse(a);
    return fabs(value) <= 9007199254740991.0 && value == kith_number_parse(b);
}

static bool is_same_array(kith_text a, kith_text b)
{
    kith_text x;
    kith_text y;
    size_t at_a = 0;
    size_t at_b = 0;
    while (kith_json_each_element(a, &at_a, &x)) {
        if (!kith_json_each_element(b, &at_b, &y) || !kith_json_is_same(x, y))
            return false;
    }
    return !kith_json_each_element(b, &at_b, &y);
}

/* Member `wanted` of `object`, looked for from `*at` on and then from the
 * start: members mostly come in one order. */
static bool find_member(kith_text object,
                        kith_text wanted,
                        size_t *at,
                        kith_text *value)
{
    kith_text key;
    const size_t before = *at;
    while (kith_json_each_member(object, at, &key, value)) {
        if (kith_json_is_same_key(key, wanted))
            return true;
    }
    *at = 0;
    while (kith_json_each_member(object, at, &key, value)) {
        if (kith_json_is_same_key(key, wanted))
            return true;
        if (*at >= before)
            break;
    }
    return false;
}

static size_t count_members(kith_text object)
{
    kith_text key;
    kith_text value;
    size_t count = 0;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);)
        count++;
    return count;
}

static bool is_same_object(kith_text a, kith_text b)
{
    kith_text key;
    kith_text x;
    kith_text y;
    size_t at_b = 0;
    if (count_members(a) != count_members(b))
        return false;
    for (size_t at = 0; kith_json_each_member(a, &at, &key, &x);) {
        if (!find_member(b, key, &at_b, &y) || !kith_json_is_same(x, y))
            return false;
    }
    return true;
}

/* Recursion is bounded by KITH_JSON_DEPTH, which both texts have passed. */
bool kith_json_is_same(kith_text a, kith_text b)
{
    if (is_same_text(a, b))
        return true;
    if (*a.data == '-' || (*a.data >= '0' && *a.data <= '9'))
        return strchr("-0123456789", *b.data) && is_same_number(a, b);
    if (*a.data != *b.data)
        return false;
    switch (*a.data) {
    case '"':
        return is_same_string(a, b);
    case '[':
        return is_same_array(a, b);
    case '{':
        return is_same_object(a, b);
    default: /* literals, whose texts differ */
        return false;
    }
}

/* -- a hash -------------------------------------------------------------- */

/* Keeps words apart from strings of the same letters. */
enum { WORD_SEED = KITH_JSON_STRING_SEED + 1 };

uint64_t kith_json_hash_string(kith_text text, bool escaped)
{
    char *room = NULL;
    kith_text plain = text;
    if (escaped && !plain_text(text, &room, &plain))
        return 0;
    const uint64_t hash =
        kith_hash(plain.data, plain.length, KITH_JSON_STRING_SEED);
    kith_release(room);
    return hash;
}

/* A number as digits * 10^exponent, without zeros at the end of the digits. */
typedef struct {
    uint64_t digits;
    int64_t exponent;
    uint32_t count; /* of digits */
    bool power;     /* the text has an exponent, which is left out */
} decimal;

static decimal decimal_of(kith_text text)
{
    decimal number = {0};
    int64_t zeros = 0; /* seen, and a part of the digits if others follow */
    bool fraction = false;
    for (size_t i = *text.data == '-'; i < text.length; i++) {
        const char c = text.data[i];
        if (c == '.') {
            fraction = true;
        } else if (c == '0') {
            zeros += number.digits != 0;
            number.exponent -= fraction;
        } else if (c > '9') {
            number.power = true;
            break;
        } else {
            for (; zeros > 0; zeros--, number.count++)
                number.digits *= 10;
            number.digits = number.digits * 10 + (uint64_t)(c - '0');
            number.count++;
            number.exponent -= fraction;
        }
    }
    number.exponent = number.digits ? number.exponent + zeros : 0;
    return number;
}

/* What is_same_number() takes for one number has one hash. A decimal of up to
 * 15 digits is known by its double, where it is not so small that doubles have
 * fewer digits; others are by the shortest text of it. */
static uint64_t hash_number(kith_text text)
{
    enum { MOST = 15 };
    char shortest[KITH_NUMBER_SIZE];
    decimal number = decimal_of(text);
    bool exact = !number.power && number.count <= MOST;
    if (exact && number.exponent < -DBL_MAX_10_EXP + MOST)
        exact = fabs(kith_number_parse(text)) >= DBL_MIN;
    if (!exact) {
        kith_number_format(kith_number_parse(text), shortest);
        number = decimal_of((kith_text){shortest, strlen(shortest)});
        const char *power = strchr(shortest, 'e');
        if (power && number.digits)
            number.exponent += strtol(power + 1, NULL, 10);
    }
    const uint64_t sign = number.digits && *text.data == '-';
    return kith_mix(number.digits ^ 0x8EBC6AF09C88C6E3ull,
                    ((uint64_t)number.exponent << 1 | sign) ^
                        0x589965CC75374CC3ull);
}

static bool is_scalar_byte(char c)
{
    return c == '+' || (c > ',' && c != ':' && c != '[' && c != ']' &&
                        c != '{' && c != '}');
}

static uint64_t hash_scalar(kith_text text)
{
    const char c = *text.data;
    return c == '-' || (c >= '0' && c <= '9')
               ? hash_number(text)
               : kith_hash(text.data, text.length, WORD_SEED);
}

/* Hash the string at `*at`, which moves behind it. */
static uint64_t hash_quoted(const char **at)
{
    const char *const start = *at + 1;
    const char *end = start;
    uint32_t found = 0;
    while ((found = kith_bytes_not_plain(end)) == 0)
        end += 16;
    end += __builtin_ctz(found);
    bool escaped = false;
    while (*end != '"') {
        const bool slash = *end == '\\';
        escaped |= slash;
        end += 1 + slash;
    }
    *at = end + 1;
    return kith_json_hash_string((kith_text){start, (size_t)(end - start)},
                                 escaped);
}

/* The strings, numbers and words of a text add up, wherever they stand: the
 * order of members does not count, nor does white space. */
uint64_t kith_json_hash(kith_text text)
{
    const char *at = text.data;
    const char *const end = text.data + text.length;
    uint64_t sum = 0;
    while (at < end) {
        const char *const start = at;
        if (*start == '"') {
            sum += hash_quoted(&at);
        } else if (is_scalar_byte(*start)) {
            while (at < end && is_scalar_byte(*at))
                at++;
            sum += hash_scalar((kith_text){start, (size_t)(at - start)});
        } else {
            sum += *start == '[' ? 1 : *start == '{' ? 2 : 0; /* [1] is not 1 */
            at++;
        }
    }
    return sum;
}
