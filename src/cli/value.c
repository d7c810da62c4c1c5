/* The text of an option's value becomes a setting: one function a type. */
#include "cli/value.h"

#include "base/error.h"
#include "base/near.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

/* One value on its way into a setting. */
typedef struct assignment {
    kith_arena *arena;
    const kith_option *option;
    const char *text;
    const char *second;
    void *field;
    kith_error *err;
} assignment;

static kith_status set_switch(const assignment *a)
{
    *(bool *)a->field = true;
    return KITH_OK;
}

static kith_status set_off(const assignment *a)
{
    *(bool *)a->field = false;
    return KITH_OK;
}

static kith_status set_preset(const assignment *a)
{
    *(unsigned *)a->field = (unsigned)a->option->least;
    return KITH_OK;
}

static kith_status set_text(const assignment *a)
{
    if (!a->text[0]) {
        return kith_fail(a->err, KITH_E_INVALID,
                         "option '--%s' has an empty value", a->option->name);
    }
    *(const char **)a->field = a->text;
    return KITH_OK;
}

static kith_status append(const assignment *a, const char *item)
{
    kith_list *list = a->field;
    const char **items =
        KITH_ARENA_NEW(a->arena, const char *, list->count + 2);
    if (!items)
        return kith_fail(a->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < list->count; i++)
        items[i] = list->items[i];
    items[list->count++] = item;
    list->items = items;
    return KITH_OK;
}

static kith_status set_texts(const assignment *a)
{
    return a->text[0] ? append(a, a->text) : set_text(a);
}

static kith_status set_pairs(const assignment *a)
{
    kith_status st = KITH_OK;
    if (!a->text[0] || !a->second[0]) {
        return kith_fail(a->err, KITH_E_INVALID,
                         "option '--%s' has an empty value", a->option->name);
    }
    KITH_TRY(st, append(a, a->text), done);
    st = append(a, a->second);
done:
    return st;
}

/* Which choice `text` is, from 1; 0 with an error if it is none. */
static unsigned choice_of(const assignment *a, const char *text)
{
    kith_nearest nearest = {
        .wanted = {text, strlen(text)}
    };
    const char *name = NULL;
    for (size_t i = 0; (name = kith_option_choice(a->option, i)); i++) {
        if (!strcmp(name, text))
            return (unsigned)i + 1;
        kith_nearest_see(&nearest, name);
    }
    (void)kith_fail(a->err, KITH_E_NOT_FOUND, "option '--%s' knows no '%s'",
                    a->option->name, text);
    if (nearest.best) {
        kith_hint(a->err, "did you mean '%s'?", nearest.best);
        return 0;
    }
    char list[160]; /* fits a hint */
    kith_option_join(a->option, list, sizeof list);
    kith_hint(a->err, "choose %s", list);
    return 0;
}

static kith_status set_choice(const assignment *a)
{
    const unsigned choice = choice_of(a, a->text);
    if (choice)
        *(unsigned *)a->field = choice;
    return choice ? KITH_OK : KITH_E_NOT_FOUND;
}

/* Spaces around a comma are forgiven, as in "person, place". */
static kith_status set_names(const assignment *a)
{
    for (const char *at = a->text; at;) {
        at += strspn(at, " ");
        const char *comma = strchr(at, ',');
        size_t length = comma ? (size_t)(comma - at) : strlen(at);
        while (length && at[length - 1] == ' ')
            length--;
        if (!length) {
            return kith_fail(a->err, KITH_E_INVALID,
                             "option '--%s' has an empty name in '%s'",
                             a->option->name, a->text);
        }
        const char *name = kith_arena_text(a->arena, at, length);
        if (!name)
            return kith_fail(a->err, KITH_E_MEMORY, "out of memory");
        if (a->option->type == KITH_OPTION_CHOICES && !choice_of(a, name))
            return KITH_E_NOT_FOUND;
        kith_status st = append(a, name);
        if (st != KITH_OK)
            return st;
        at = comma ? comma + 1 : NULL;
    }
    return KITH_OK;
}

static kith_status out_of_range(const assignment *a)
{
    char least[KITH_NUMBER_SIZE];
    char most[KITH_NUMBER_SIZE];
    (void)kith_fail(a->err, KITH_E_INVALID,
                    "'%s' is out of range for option '--%s'", a->text,
                    a->option->name);
    kith_hint(a->err, "give a number from %s to %s",
              kith_number_format(a->option->least, least),
              kith_number_format(a->option->most, most));
    return KITH_E_INVALID;
}

static bool in_range(const kith_option *option, double value)
{
    return (option->least == 0 && option->most == 0) ||
           (value >= option->least && value <= option->most);
}

static kith_status not_a_number(const assignment *a, const char *kind)
{
    return kith_fail(a->err, KITH_E_INVALID, "option '--%s' needs %s, not '%s'",
                     a->option->name, kind, a->text);
}

/* Digits at `text`; `*end` is after them. Saturates far beyond any range. */
static uint64_t digits_of(const char *text, const char **end)
{
    uint64_t value = 0;
    for (; *text >= '0' && *text <= '9'; text++) {
        const uint64_t digit = (uint64_t)(*text - '0');
        value =
            value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
    }
    *end = text;
    return value;
}

static kith_status set_integer(const assignment *a)
{
    const char *end = NULL;
    const uint64_t value = digits_of(a->text, &end);
    if (end == a->text || *end)
        return not_a_number(a, "a whole number");
    if (!in_range(a->option, (double)value))
        return out_of_range(a);
    *(uint64_t *)a->field = value;
    return KITH_OK;
}

static kith_status set_size(const assignment *a)
{
    static const char units[] = "KMG";
    const char *end = NULL;
    uint64_t value = digits_of(a->text, &end);
    const char *unit = *end ? strchr(units, *end) : NULL;
    if (end == a->text || (*end && (!unit || end[1])))
        return not_a_number(a, "a size such as 512K, 64M or 1G");
    for (const char *u = units; unit && u <= unit; u++)
        value = value > UINT64_MAX / 1024 ? UINT64_MAX : value * 1024;
    if (!in_range(a->option, (double)value))
        return out_of_range(a);
    *(uint64_t *)a->field = value;
    return KITH_OK;
}

/* A number in JSON grammar, and ".5" and "1." beside it. */
static bool is_number(const char *text)
{
    const char *end = NULL;
    text += *text == '-';
    (void)digits_of(text, &end);
    size_t digits = (size_t)(end - text);
    if (*end == '.') {
        const char *fraction = end + 1;
        (void)digits_of(fraction, &end);
        digits += (size_t)(end - fraction);
    }
    if (digits && (*end == 'e' || *end == 'E')) {
        const char *power = end + 1 + (end[1] == '-' || end[1] == '+');
        (void)digits_of(power, &end);
        digits = (size_t)(end - power);
    }
    return digits && !*end;
}

static kith_status set_real(const assignment *a)
{
    if (!is_number(a->text))
        return not_a_number(a, "a number");
    const double value =
        kith_number_parse((kith_text){a->text, strlen(a->text)});
    if (!isfinite(value) || !in_range(a->option, value))
        return out_of_range(a);
    *(double *)a->field = value;
    return KITH_OK;
}

static kith_status date_of(const assignment *a,
                           const char *text,
                           kith_date *out)
{
    const kith_date date = kith_date_parse((kith_text){text, strlen(text)});
    if (date == KITH_NO_DATE) {
        (void)kith_fail(a->err, KITH_E_INVALID,
                        "option '--%s' needs a date, not '%s'", a->option->name,
                        text);
        kith_hint(a->err, "write YYYY, YYYY-MM or YYYY-MM-DD");
        return KITH_E_INVALID;
    }
    *out = date;
    return KITH_OK;
}

static kith_status set_date(const assignment *a)
{
    return date_of(a, a->text, a->field);
}

static kith_status set_span(const assignment *a)
{
    kith_span span = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, date_of(a, a->text, &span.first), done);
    KITH_TRY(st, date_of(a, a->second, &span.last), done);
    if (kith_date_first(span.first) > kith_date_last(span.last)) {
        st = kith_fail(a->err, KITH_E_INVALID,
                       "option '--%s' goes from '%s' back to '%s'",
                       a->option->name, a->text, a->second);
        kith_hint(a->err, "give the earlier date first");
        goto done;
    }
    *(kith_span *)a->field = span;
done:
    return st;
}

static kith_status (*const setters[])(const assignment *) = {
    [KITH_OPTION_SWITCH] = set_switch, [KITH_OPTION_OFF] = set_off,
    [KITH_OPTION_PRESET] = set_preset, [KITH_OPTION_TEXT] = set_text,
    [KITH_OPTION_PATH] = set_text,     [KITH_OPTION_TEXTS] = set_texts,
    [KITH_OPTION_NAMES] = set_names,   [KITH_OPTION_CHOICES] = set_names,
    [KITH_OPTION_CHOICE] = set_choice, [KITH_OPTION_INTEGER] = set_integer,
    [KITH_OPTION_SIZE] = set_size,     [KITH_OPTION_REAL] = set_real,
    [KITH_OPTION_DATE] = set_date,     [KITH_OPTION_SPAN] = set_span,
    [KITH_OPTION_PAIRS] = set_pairs,
};

kith_status kith_value_set(kith_arena *arena,
                           kith_settings *settings,
                           const kith_option *option,
                           const char *text,
                           const char *second,
                           kith_error *err)
{
    const assignment a = {
        .arena = arena,
        .option = option,
        .text = text,
        .second = second,
        .field = (char *)settings + option->offset,
        .err = err,
    };
    return setters[option->type](&a);
}
