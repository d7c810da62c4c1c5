/* Computes with values in time for tests in other languages: one operation a
 * line on standard input, its result or "! " and the failure on standard
 * output. Words are divided by tabs; a value is written "date:2015-07-21".
 *
 *   parse VALUE                  the value as it is written
 *   build KIND [NAME=VALUE]...   from components: integer, real ("1.0"), text
 *                                ("'+01:00'") or value ("@time:12:00Z")
 *   convert KIND VALUE
 *   truncate KIND UNIT VALUE [NAME=VALUE]...
 *   component NAME VALUE
 *   add | subtract | between | months | days | seconds | order VALUE VALUE
 *   multiply | divide VALUE NUMBER
 *
 * The argument is the folder of the time zone database; none = the usual. */
#include "base/number.h"
#include "query/temporal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 32 };

static kith_temporal_context context = {.seconds = 1437514832};

static kith_text text_of(const char *word)
{
    return (kith_text){word, strlen(word)};
}

/* The kind that the first bytes of a word name. */
static kith_temporal_kind kind_at(const char *word, size_t length)
{
    kith_temporal_kind kind = KITH_TEMPORAL_DATETIME;
    while (strncmp(word, kith_temporal_kind_name(kind), length) != 0 ||
           kith_temporal_kind_name(kind)[length] != '\0') {
        if (kind++ == KITH_TEMPORAL_DURATION) {
            fprintf(stderr, "no kind: %s\n", word);
            exit(2);
        }
    }
    return kind;
}

static kith_temporal_kind kind_of(const char *word)
{
    return kind_at(word, strlen(word));
}

static kith_status value_of(kith_temporal *out,
                            const char *word,
                            kith_error *err)
{
    const size_t length = strcspn(word, ":");
    return kith_temporal_parse(out, kind_at(word, length),
                               text_of(word + length + 1), &context, err);
}

static kith_status fields_of(kith_temporal_field *fields,
                             kith_temporal *values,
                             char *const *words,
                             size_t count,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < count && st == KITH_OK; i++) {
        const size_t at = strcspn(words[i], "=");
        const char *text = words[i] + at + 1;
        kith_temporal_field *field = &fields[i];
        *field = (kith_temporal_field){
            .name = {words[i], at},
              .type = KITH_TEMPORAL_INTEGER
        };
        if (*text == '@') {
            field->type = KITH_TEMPORAL_VALUE;
            field->value = &values[i];
            st = value_of(&values[i], text + 1, err);
        } else if (*text == '\'') {
            field->type = KITH_TEMPORAL_TEXT;
            field->text = (kith_text){text + 1, strlen(text) - 2};
        } else if (strpbrk(text, ".e")) {
            field->type = KITH_TEMPORAL_REAL;
            field->real = kith_number_parse(text_of(text));
        } else {
            field->integer = strtoll(text, NULL, 10);
        }
    }
    return st;
}

/* The words of one line, and what they come to. */
typedef struct {
    char *words[MOST_WORDS];
    size_t count;
    kith_temporal value;
    char text[KITH_TEMPORAL_SIZE]; /* "" = the value's */
} line;

static kith_status parse(line *l, kith_error *err)
{
    return value_of(&l->value, l->words[1], err);
}

static kith_status build(line *l, kith_error *err)
{
    kith_temporal_field fields[MOST_WORDS];
    kith_temporal values[MOST_WORDS];
    const size_t count = l->count - 2;
    const kith_status st = fields_of(fields, values, l->words + 2, count, err);
    return st == KITH_OK ? kith_temporal_build(&l->value, kind_of(l->words[1]),
                                               fields, count, &context, err)
                         : st;
}

static kith_status convert(line *l, kith_error *err)
{
    kith_temporal from;
    const kith_status st = value_of(&from, l->words[2], err);
    return st == KITH_OK
               ? kith_temporal_convert(&l->value, kind_of(l->words[1]), &from,
                                       &context, err)
               : st;
}

static kith_status truncate_value(line *l, kith_error *err)
{
    kith_temporal_field fields[MOST_WORDS];
    kith_temporal values[MOST_WORDS];
    kith_temporal from;
    const kith_truncation to = {.kind = kind_of(l->words[1]),
                                .unit = text_of(l->words[2]),
                                .fields = fields,
                                .count = l->count - 4};
    kith_status st = value_of(&from, l->words[3], err);
    if (st == KITH_OK)
        st = fields_of(fields, values, l->words + 4, to.count, err);
    return st == KITH_OK
               ? kith_temporal_truncate(&l->value, &to, &from, &context, err)
               : st;
}

static kith_status component(line *l, kith_error *err)
{
    char room[KITH_TEMPORAL_COMPONENT_SIZE];
    kith_temporal_field field = {0};
    kith_status st = value_of(&l->value, l->words[2], err);
    if (st == KITH_OK)
        st = kith_temporal_component(&field, room, &l->value,
                                     text_of(l->words[1]), err);
    if (field.type == KITH_TEMPORAL_INTEGER) {
        snprintf(l->text, sizeof l->text, "%" PRId64, field.integer);
    } else {
        snprintf(l->text, sizeof l->text, "%.*s", (int)field.text.length,
                 field.text.data);
    }
    return st;
}

static kith_status scale(line *l, kith_error *err)
{
    kith_temporal duration;
    const double number = kith_number_parse(text_of(l->words[2]));
    const kith_status st = value_of(&duration, l->words[1], err);
    if (st != KITH_OK)
        return st;
    return l->words[0][0] == 'm'
               ? kith_duration_multiply(&l->value, &duration, number, err)
               : kith_duration_divide(&l->value, &duration, number, err);
}

static const char *const units[] = {"between", "months", "days", "seconds"};

/* What there is to compute of two values. */
static kith_status combine(line *l, kith_error *err)
{
    kith_temporal a;
    kith_temporal b;
    const char *what = l->words[0];
    kith_status st = value_of(&a, l->words[1], err);
    if (st == KITH_OK)
        st = value_of(&b, l->words[2], err);
    if (st != KITH_OK)
        return st;
    if (strcmp(what, "add") == 0)
        return kith_temporal_add(&l->value, &a, &b, err);
    if (strcmp(what, "subtract") == 0)
        return kith_temporal_subtract(&l->value, &a, &b, err);
    if (strcmp(what, "order") == 0) {
        const int order = kith_temporal_order(&a, &b);
        snprintf(l->text, sizeof l->text, "%d", (order > 0) - (order < 0));
        return KITH_OK;
    }
    size_t unit = 0;
    while (strcmp(what, units[unit]) != 0)
        unit++;
    return kith_duration_between(&l->value, (kith_duration_unit)unit, &a, &b,
                                 err);
}

static const struct {
    const char *name;
    size_t words; /* at least */
    kith_status (*run)(line *l, kith_error *err);
} operations[] = {
    {"parse",     2, parse         },
    {"build",     2, build         },
    {"convert",   3, convert       },
    {"truncate",  4, truncate_value},
    {"component", 3, component     },
    {"multiply",  3, scale         },
    {"divide",    3, scale         },
    {"add",       3, combine       },
    {"subtract",  3, combine       },
    {"order",     3, combine       },
    {"between",   3, combine       },
    {"months",    3, combine       },
    {"days",      3, combine       },
    {"seconds",   3, combine       },
};

static void answer(char *text)
{
    line l = {0};
    kith_error err = {0};
    size_t i = 0;
    while (text && l.count < MOST_WORDS)
        l.words[l.count++] = strsep(&text, "\t");
    while (i < sizeof operations / sizeof *operations &&
           strcmp(l.words[0], operations[i].name) != 0)
        i++;
    if (i == sizeof operations / sizeof *operations ||
        l.count < operations[i].words) {
        printf("! no such operation: %s\n", l.words[0]);
    } else if (operations[i].run(&l, &err) != KITH_OK) {
        printf("! %s\n", err.message);
    } else {
        if (!l.text[0])
            kith_temporal_format(&l.value, l.text);
        printf("%s\n", l.text);
    }
}

int main(int argc, char **argv)
{
    static char text[4096];
    kith_error err = {0};
    if (kith_zones_new(&context.zones, argc > 1 ? argv[1] : NULL, &err) !=
        KITH_OK)
        return 1;
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ); /* so that it can be talked to */
    while (fgets(text, sizeof text, stdin)) {
        text[strcspn(text, "\n")] = '\0';
        answer(text);
    }
    kith_zones_free(context.zones);
    return 0;
}
