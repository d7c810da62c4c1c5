/* Reads durations: P1Y2M3W4DT5H6M7.8S with a sign and a fraction at any part,
 * or in the form of a date and a time, P2012-02-02T14:37:21.545. */
#include "base/error.h"
#include "base/number.h"
#include "query/temporal_clock.h"
#include "query/temporal_duration.h"

#include <string.h>

enum { MOST_DIGITS = 40 };

/* A part's letter, and the part before and behind the T. */
static const struct {
    char letter;
    bool after;
    kith_amount_unit part;
} letters[] = {
    {'Y', false, KITH_AMOUNT_YEARS  },
    {'M', false, KITH_AMOUNT_MONTHS },
    {'W', false, KITH_AMOUNT_WEEKS  },
    {'D', false, KITH_AMOUNT_DAYS   },
    {'H', true,  KITH_AMOUNT_HOURS  },
    {'M', true,  KITH_AMOUNT_MINUTES},
    {'S', true,  KITH_AMOUNT_SECONDS},
};

enum { LETTERS = sizeof letters / sizeof *letters };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(kith_text text)
{
    size_t count = 0;
    while (count < text.length && is_digit(text.data[count]))
        count++;
    return count;
}

static void skip(kith_text *text, size_t count)
{
    text->data += count;
    text->length -= count;
}

static bool take(kith_text *text, char wanted)
{
    if (text->length == 0 || text->data[0] != wanted)
        return false;
    skip(text, 1);
    return true;
}

static bool take_whole(kith_text *text, int64_t *out)
{
    const size_t count = count_digits(*text);
    int64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text->data[i] - '0', &value))
            return false;
    }
    *out = value;
    skip(text, count);
    return count > 0;
}

/* The digits behind a point as a fraction of one. */
static bool take_fraction(kith_text *text, double *out)
{
    char number[MOST_DIGITS + 3] = "0.";
    const size_t count = count_digits(*text);
    if (count == 0 || count > MOST_DIGITS)
        return false;
    memcpy(number + 2, text->data, count);
    *out = kith_number_parse((kith_text){number, count + 2});
    skip(text, count);
    return true;
}

/* [+-]digits[.digits]; `plus` is +1 or -1 for the whole duration. */
static bool take_amount(kith_text *text, int plus, kith_amount *out)
{
    const bool minus = take(text, '-');
    if (!minus)
        take(text, '+');
    *out = (kith_amount){0};
    if (!take_whole(text, &out->whole))
        return false;
    if ((take(text, '.') || take(text, ',')) &&
        !take_fraction(text, &out->fraction))
        return false;
    if (minus != (plus < 0)) {
        out->whole = -out->whole;
        out->fraction = -out->fraction;
    }
    return true;
}

/* Parts in their order, each once at most. */
static bool parse_units(kith_text text, int plus, kith_amount *amounts)
{
    size_t next = 0;
    bool after = false;
    bool any = false;
    while (text.length > 0) {
        kith_amount amount;
        if (!after && take(&text, 'T')) {
            after = true;
            any = false;
        }
        if (!take_amount(&text, plus, &amount))
            return false;
        while (next < LETTERS && (letters[next].after != after ||
                                  !take(&text, letters[next].letter)))
            next++;
        if (next == LETTERS)
            return false;
        amounts[letters[next++].part] = amount;
        any = true;
    }
    return any;
}

/* -- the form of a date -------------------------------------------------- */

/* Groups of digits, and the part that each is of. */
typedef struct {
    const char *pattern; /* letters of `letters`; M is a month in a date */
    bool after;
} group_form;

static const group_form date_forms[] = {
    {"YYYY-MM-DD", false},
    {"YYYYMMDD",   false},
};
static const group_form clock_forms[] = {
    {"HH:MM:SS", true},
    {"HHMMSS",   true},
    {"HH:MM",    true},
    {"HHMM",     true},
    {"HH",       true},
};

static kith_amount_unit part_of(char letter, bool after)
{
    size_t i = 0;
    while (letters[i].letter != letter || letters[i].after != after)
        i++;
    return letters[i].part;
}

static bool parse_groups(kith_text text,
                         const group_form *form,
                         kith_amount *amounts)
{
    kith_amount read[KITH_AMOUNTS] = {0};
    if (strlen(form->pattern) != text.length)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        const char p = form->pattern[i];
        if (p == '-' || p == ':') {
            if (text.data[i] != p)
                return false;
            continue;
        }
        if (!is_digit(text.data[i]))
            return false;
        kith_amount *amount = &read[part_of(p, form->after)];
        amount->whole = amount->whole * 10 + (text.data[i] - '0');
    }
    for (size_t i = 0; i < KITH_AMOUNTS; i++)
        amounts[i].whole += read[i].whole;
    return true;
}

static bool parse_any_groups(kith_text text,
                             const group_form *forms,
                             size_t count,
                             kith_amount *amounts)
{
    size_t i = 0;
    while (i < count && !parse_groups(text, &forms[i], amounts))
        i++;
    return i < count;
}

static bool parse_date_form(kith_text text, int plus, kith_amount *amounts)
{
    const char *t = memchr(text.data, 'T', text.length);
    kith_text date = {text.data, t ? (size_t)(t - text.data) : text.length};
    if (!parse_any_groups(date, date_forms,
                          sizeof date_forms / sizeof *date_forms, amounts))
        return false;
    if (t) {
        kith_text clock = {t + 1, text.length - date.length - 1};
        const char *point = memchr(clock.data, '.', clock.length);
        if (point) {
            const size_t whole = (size_t)(point - clock.data);
            kith_text digits = {point + 1, clock.length - whole - 1};
            clock.length = whole;
            if (!take_fraction(&digits,
                               &amounts[KITH_AMOUNT_SECONDS].fraction) ||
                digits.length > 0 || (whole != 8 && whole != 6))
                return false;
        }
        if (!parse_any_groups(clock, clock_forms,
                              sizeof clock_forms / sizeof *clock_forms,
                              amounts))
            return false;
    }
    for (size_t i = 0; i < KITH_AMOUNTS && plus < 0; i++) {
        amounts[i].whole = -amounts[i].whole;
        amounts[i].fraction = -amounts[i].fraction;
    }
    return true;
}

kith_status kith_duration_parse(kith_temporal *out,
                                kith_text text,
                                kith_error *err)
{
    kith_amount amounts[KITH_AMOUNTS] = {0};
    kith_amount by_date[KITH_AMOUNTS] = {0};
    kith_text rest = text;
    const bool minus = take(&rest, '-');
    const int plus = minus ? -1 : 1;
    if (!minus)
        take(&rest, '+');
    if (take(&rest, 'P')) {
        if (parse_units(rest, plus, amounts))
            return kith_duration_of_amounts(out, amounts, err);
        if (parse_date_form(rest, plus, by_date))
            return kith_duration_of_amounts(out, by_date, err);
    }
    kith_hint(err, "durations are written P1Y2M3W4DT5H6M7.8S or "
                   "P2012-02-02T14:37:21.545");
    return kith_fail(err, KITH_E_INVALID,
                     KITH_BAD_VALUE "'%.*s' is no duration", KITH_SHOWN(text));
}
