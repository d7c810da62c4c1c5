/* Whether two JSON texts mean the same value. */
#include "base/alloc.h"
#include "base/number.h"
#include "json/scan.h"

#include <math.h>
#include <string.h>

/* The text of a string without its quotes, escapes undone; false if out of
 * memory. `*room` is to be released. */
static bool plain_text(kith_text string, char **room, kith_text *plain)
{
    *room = KITH_NEW(char, string.length);
    if (!*room)
        return false;
    const kith_text inside = {string.data + 1, string.length - 2};
    *plain = (kith_text){*room, kith_json_unescape(inside, *room)};
    return true;
}

static bool is_same_text(kith_text a, kith_text b)
{
    return a.length == b.length && !memcmp(a.data, b.data, a.length);
}

static bool is_same_string(kith_text a, kith_text b)
{
    char *rooms[2] = {NULL, NULL};
    kith_text plain[2];
    const bool same = plain_text(a, &rooms[0], &plain[0]) &&
                      plain_text(b, &rooms[1], &plain[1]) &&
                      is_same_text(plain[0], plain[1]);
    kith_release(rooms[0]);
    kith_release(rooms[1]);
    return same;
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
        if (is_same_text(key, wanted))
            return true;
    }
    *at = 0;
    while (kith_json_each_member(object, at, &key, value)) {
        if (is_same_text(key, wanted))
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
