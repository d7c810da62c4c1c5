/* Functions of strings, which are counted in code points. */
#include "base/unicode.h"
#include "base/utf8.h"
#include "query/functions.h"

#include <string.h>

#define STRING KITH_KIND_BIT(KITH_VALUE_STRING)
#define LIST   KITH_KIND_BIT(KITH_VALUE_LIST)

static kith_value wrong(kith_run *run, const kith_expr *expr, const char *what)
{
    return kith_run_fail(run, expr, "TypeError", "InvalidArgumentType",
                         "%s() needs %s", expr->function->name, what);
}

static bool are_texts(const kith_value *args, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (args[i].kind != KITH_VALUE_STRING)
            return false;
    }
    return true;
}

/* Bytes of the first `points` code points, or of all. */
static size_t bytes_of(kith_text text, uint64_t points)
{
    size_t at = 0;
    while (at < text.length && points-- > 0)
        at += kith_utf8_length(text.data + at, text.length - at);
    return at;
}

/* -- case ---------------------------------------------------------------- */

static kith_value change_case(kith_run *run,
                              kith_value text,
                              uint32_t (*change)(uint32_t))
{
    char *out = KITH_RUN_NEW(run, char, (size_t)text.size * 2 + 4);
    size_t length = 0;
    for (size_t at = 0; out && at < text.size;) {
        size_t used = 1;
        const uint32_t code = kith_utf8_decode(text.as.text + at, &used);
        length += kith_utf8_encode(change(code), out + length);
        at += used;
    }
    return out ? kith_string(out, length) : kith_null();
}

static kith_value to_upper(kith_run *run,
                           const kith_expr *expr,
                           const kith_value *args,
                           size_t count)
{
    (void)expr, (void)count;
    return change_case(run, args[0], kith_code_upper);
}

static kith_value to_lower(kith_run *run,
                           const kith_expr *expr,
                           const kith_value *args,
                           size_t count)
{
    (void)expr, (void)count;
    return change_case(run, args[0], kith_code_lower);
}

/* -- blanks -------------------------------------------------------------- */

static kith_value cut_blanks(kith_value text, bool left, bool right)
{
    while (left && text.size && (unsigned char)*text.as.text <= ' ') {
        text.as.text++;
        text.size--;
    }
    while (right && text.size &&
           (unsigned char)text.as.text[text.size - 1] <= ' ')
        text.size--;
    return text;
}

static kith_value trim(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    (void)run, (void)expr, (void)count;
    return cut_blanks(args[0], true, true);
}

static kith_value trim_left(kith_run *run,
                            const kith_expr *expr,
                            const kith_value *args,
                            size_t count)
{
    (void)run, (void)expr, (void)count;
    return cut_blanks(args[0], true, false);
}

static kith_value trim_right(kith_run *run,
                             const kith_expr *expr,
                             const kith_value *args,
                             size_t count)
{
    (void)run, (void)expr, (void)count;
    return cut_blanks(args[0], false, true);
}

/* -- parts --------------------------------------------------------------- */

static kith_value part(kith_value text, uint64_t from, uint64_t points)
{
    const size_t start = bytes_of(kith_text_of(text), from);
    const kith_text rest = {text.as.text + start, text.size - start};
    return kith_string(rest.data, bytes_of(rest, points));
}

static kith_value substring(kith_run *run,
                            const kith_expr *expr,
                            const kith_value *args,
                            size_t count)
{
    if (args[1].kind != KITH_VALUE_INTEGER ||
        (count == 3 && args[2].kind != KITH_VALUE_INTEGER))
        return wrong(run, expr, "a string and integers");
    const int64_t points = count == 3 ? args[2].as.integer : INT64_MAX;
    if (args[1].as.integer < 0 || points < 0) {
        return kith_run_fail(run, expr, "ArgumentError", "NumberOutOfRange",
                             "substring() counts from 0");
    }
    return part(args[0], (uint64_t)args[1].as.integer, (uint64_t)points);
}

/* A number of code points that is an argument. */
static bool points_of(kith_run *run,
                      const kith_expr *expr,
                      kith_value v,
                      uint64_t *out)
{
    *out = v.kind == KITH_VALUE_INTEGER ? (uint64_t)v.as.integer : 0;
    if (v.kind == KITH_VALUE_INTEGER && v.as.integer >= 0)
        return true;
    (void)wrong(run, expr, "a string and an integer of 0 or more");
    return false;
}

static kith_value left(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    uint64_t wanted = 0;
    (void)count;
    if (!points_of(run, expr, args[1], &wanted))
        return kith_null();
    return part(args[0], 0, wanted);
}

static kith_value right(kith_run *run,
                        const kith_expr *expr,
                        const kith_value *args,
                        size_t count)
{
    uint64_t wanted = 0;
    (void)count;
    if (!points_of(run, expr, args[1], &wanted))
        return kith_null();
    const uint64_t size = kith_utf8_count(kith_text_of(args[0]));
    return part(args[0], size > wanted ? size - wanted : 0, wanted);
}

static size_t count_pieces(kith_text text, kith_text by)
{
    size_t pieces = 1;
    const char *at = text.data;
    const char *end = text.data + text.length;
    while (by.length &&
           (at = memmem(at, (size_t)(end - at), by.data, by.length))) {
        pieces++;
        at += by.length;
    }
    return pieces;
}

static kith_value split_points(kith_run *run, kith_value text)
{
    const size_t size = kith_utf8_count(kith_text_of(text));
    kith_value *items = KITH_RUN_NEW(run, kith_value, size);
    size_t at = 0;
    for (size_t i = 0; items && i < size; i++) {
        const size_t length =
            kith_utf8_length(text.as.text + at, text.size - at);
        items[i] = kith_string(text.as.text + at, length);
        at += length;
    }
    return items ? kith_list_of(items, size) : kith_null();
}

/* The piece up to the next `by`, or to the end; `*at` moves behind both. */
static kith_text take_piece(const char **at, const char *end, kith_text by)
{
    const char *next = memmem(*at, (size_t)(end - *at), by.data, by.length);
    next = next ? next : end;
    const kith_text piece = {*at, (size_t)(next - *at)};
    *at = next < end ? next + by.length : end;
    return piece;
}

static kith_value split(kith_run *run,
                        const kith_expr *expr,
                        const kith_value *args,
                        size_t count)
{
    if (!are_texts(args, count))
        return wrong(run, expr, "two strings");
    if (args[1].size == 0)
        return split_points(run, args[0]);
    const kith_text by = kith_text_of(args[1]);
    const size_t pieces = count_pieces(kith_text_of(args[0]), by);
    kith_value *items = KITH_RUN_NEW(run, kith_value, pieces);
    const char *at = args[0].as.text;
    const char *end = at + args[0].size;
    for (size_t i = 0; items && i < pieces; i++) {
        const kith_text piece = take_piece(&at, end, by);
        items[i] = kith_string(piece.data, piece.length);
    }
    return items ? kith_list_of(items, pieces) : kith_null();
}

static kith_value replace(kith_run *run,
                          const kith_expr *expr,
                          const kith_value *args,
                          size_t count)
{
    if (!are_texts(args, count))
        return wrong(run, expr, "three strings");
    if (args[1].size == 0)
        return args[0];
    const kith_text by = kith_text_of(args[1]);
    const size_t found = count_pieces(kith_text_of(args[0]), by) - 1;
    const size_t room =
        args[0].size - found * by.length + found * (size_t)args[2].size;
    if (room > UINT32_MAX)
        return wrong(run, expr, "a shorter text");
    char *out = KITH_RUN_NEW(run, char, room);
    size_t length = 0;
    const char *at = args[0].as.text;
    const char *end = at + args[0].size;
    for (size_t i = 0; out && i <= found; i++) {
        const kith_text piece = take_piece(&at, end, by);
        memcpy(out + length, piece.data, piece.length);
        length += piece.length;
        if (i < found) {
            memcpy(out + length, args[2].as.text, args[2].size);
            length += args[2].size;
        }
    }
    return out ? kith_string(out, length) : kith_null();
}

/* -- reverse and size, of lists as well ---------------------------------- */

static kith_value reverse(kith_run *run,
                          const kith_expr *expr,
                          const kith_value *args,
                          size_t count)
{
    const kith_value v = args[0];
    (void)expr, (void)count;
    if (v.kind == KITH_VALUE_LIST) {
        kith_value *items = KITH_RUN_NEW(run, kith_value, v.size);
        for (uint32_t i = 0; items && i < v.size; i++)
            items[i] = v.as.items[v.size - 1 - i];
        return items ? kith_list_of(items, v.size) : kith_null();
    }
    char *out = KITH_RUN_NEW(run, char, v.size);
    for (size_t at = 0; out && at < v.size;) {
        const size_t length = kith_utf8_length(v.as.text + at, v.size - at);
        memcpy(out + v.size - at - length, v.as.text + at, length);
        at += length;
    }
    return out ? kith_string(out, v.size) : kith_null();
}

static kith_value size(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count)
{
    (void)run, (void)expr, (void)count;
    if (args[0].kind == KITH_VALUE_STRING)
        return kith_integer((int64_t)kith_utf8_count(kith_text_of(args[0])));
    return kith_integer(args[0].size);
}

static kith_value is_empty(kith_run *run,
                           const kith_expr *expr,
                           const kith_value *args,
                           size_t count)
{
    (void)run, (void)expr, (void)count;
    return kith_boolean(args[0].size == 0);
}

const kith_function kith_string_functions[] = {
    {"btrim",                 "strings", "btrim(text)", "the same as trim()", 1, 1, false,
     STRING, KITH_STATIC_STRING, trim},
    {"char_length",          "strings", "char_length(text)", "number of characters", 1,
     1, false, STRING, KITH_STATIC_INTEGER, size},
    {"isEmpty",                      "strings", "isEmpty(value)",
     "whether a string, list or map has nothing in it", 1, 1, false,
     STRING | LIST | KITH_KIND_BIT(KITH_VALUE_MAP), KITH_STATIC_BOOLEAN,
     is_empty},
    {"left",                  "strings", "left(text, count)", "the first characters", 2, 2,
     false, STRING, KITH_STATIC_STRING, left},
    {"lower",     "strings", "lower(text)", "the same as toLower()", 1, 1, false,
     STRING, KITH_STATIC_STRING, to_lower},
    {"ltrim",                       "strings", "ltrim(text)", "without blanks at the start", 1, 1,
     false, STRING, KITH_STATIC_STRING, trim_left},
    {"replace",     "strings", "replace(text, old, new)",
     "with every `old` made `new`", 3, 3, false, STRING, KITH_STATIC_STRING,
     replace},
    {"reverse", "strings", "reverse(value)",
     "a string or a list from the end to the start", 1, 1, false, STRING | LIST,
     KITH_STATIC_ANY, reverse},
    {"right",                       "strings", "right(text, count)", "the last characters", 2, 2,
     false, STRING, KITH_STATIC_STRING, right},
    {"rtrim",                 "strings", "rtrim(text)", "without blanks at the end", 1, 1,
     false, STRING, KITH_STATIC_STRING, trim_right},
    {"size",                   "strings", "size(value)",
     "number of characters of a string, or of items of a list", 1, 1, false,
     STRING | LIST, KITH_STATIC_INTEGER, size},
    {"split",               "strings", "split(text, by)", "the pieces between `by`", 2, 2,
     false, STRING, KITH_STATIC_LIST, split},
    {"substring",       "strings", "substring(text, start [, count])",
     "characters from `start` on, which counts from 0", 2, 3, false, STRING,
     KITH_STATIC_STRING, substring},
    {"toLower",                      "strings", "toLower(text)", "in small letters", 1, 1, false,
     STRING, KITH_STATIC_STRING, to_lower},
    {"toUpper",                  "strings", "toUpper(text)", "in capital letters", 1, 1, false,
     STRING, KITH_STATIC_STRING, to_upper},
    {"trim",    "strings", "trim(text)", "without blanks at both ends", 1, 1,
     false, STRING, KITH_STATIC_STRING, trim},
    {"upper",                       "strings", "upper(text)", "the same as toUpper()", 1, 1, false,
     STRING, KITH_STATIC_STRING, to_upper},
    {0},
};
