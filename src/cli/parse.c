/* Words of the command line into settings and operands, by the tables. */
#include "cli/parse.h"

#include "base/error.h"
#include "base/near.h"
#include "cli/value.h"

#include <string.h>

typedef struct parser {
    kith_call *call;
    char **words; /* NULL-ended */
} parser;

static size_t index_of_name(const parser *p, const char *name, size_t length)
{
    const kith_option *o = NULL;
    size_t i = 0;
    for (; (o = kith_command_option(p->call->command, i)); i++) {
        if (strlen(o->name) == length && !strncmp(o->name, name, length))
            break;
    }
    return i;
}

static size_t index_of_letter(const parser *p, char letter)
{
    const kith_option *o = NULL;
    size_t i = 0;
    for (; (o = kith_command_option(p->call->command, i)); i++) {
        if (o->letter == letter)
            break;
    }
    return i;
}

/* The one option that begins with `name`, or the nearest one. */
static const char *near_option(const parser *p, kith_text name)
{
    kith_nearest nearest = {.wanted = name};
    const char *completed = NULL;
    size_t beginnings = 0;
    const kith_option *o = NULL;
    for (size_t i = 0; (o = kith_command_option(p->call->command, i)); i++) {
        kith_nearest_see(&nearest, o->name);
        if (name.length && !strncmp(o->name, name.data, name.length)) {
            completed = o->name;
            beginnings++;
        }
    }
    return beginnings == 1 ? completed : nearest.best;
}

static kith_status unknown_option(const parser *p, const char *word)
{
    kith_error *err = &p->call->err;
    const size_t length = strcspn(word, "=");
    const char *near = NULL;
    if (!strncmp(word, "--", 2))
        near = near_option(p, (kith_text){word + 2, length - 2});
    (void)kith_fail(err, KITH_E_NOT_FOUND, "'kith %s' has no option '%.*s'",
                    p->call->command->name, (int)length, word);
    if (near) {
        kith_hint(err, "did you mean '--%s'?", near);
    } else {
        kith_hint(err, "see 'kith %s --help'", p->call->command->name);
    }
    return KITH_E_NOT_FOUND;
}

static kith_status missing_value(const parser *p, const kith_option *option)
{
    return kith_fail(&p->call->err, KITH_E_INVALID,
                     "option '--%s' needs a value: %s", option->name,
                     option->value);
}

/* Set option `index`. Its value is `attached`, or else the next word. */
static kith_status set(parser *p, size_t index, const char *attached)
{
    const kith_option *o = kith_command_option(p->call->command, index);
    const char *text = attached;
    const char *second = NULL;
    if (kith_option_takes_value(o) && !text) {
        if (!*p->words)
            return missing_value(p, o);
        text = *p->words++;
    }
    if (kith_option_takes_two(o)) {
        if (!*p->words)
            return missing_value(p, o);
        second = *p->words++;
    }
    if (p->call->given[index] < UINT8_MAX)
        p->call->given[index]++;
    return kith_value_set(&p->call->arena, &p->call->settings, o, text, second,
                          &p->call->err);
}

static kith_status take_long(parser *p, const char *word)
{
    const size_t length = strcspn(word + 2, "=");
    const char *attached = word[2 + length] ? word + 3 + length : NULL;
    const size_t index = index_of_name(p, word + 2, length);
    const kith_option *o = kith_command_option(p->call->command, index);
    if (!o)
        return unknown_option(p, word);
    if (attached && !kith_option_takes_value(o)) {
        return kith_fail(&p->call->err, KITH_E_INVALID,
                         "option '--%s' takes no value", o->name);
    }
    return set(p, index, attached);
}

static kith_status take_short(parser *p, const char *word)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const size_t index = index_of_letter(p, *letter);
        const kith_option *o = kith_command_option(p->call->command, index);
        if (!o)
            return unknown_option(p, word);
        if (kith_option_takes_value(o))
            return set(p, index, letter[1] ? letter + 1 : NULL);
        const kith_status st = set(p, index, NULL);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

/* Whether a preset has filled the field of option `o`. */
static bool is_preset(const parser *p, const kith_option *o)
{
    const kith_option *other = NULL;
    for (size_t i = 0; (other = kith_command_option(p->call->command, i));
         i++) {
        if (p->call->given[i] && other->type == KITH_OPTION_PRESET &&
            other->offset == o->offset)
            return true;
    }
    return false;
}

/* Defaults come from the same texts that --help prints, by the same setters;
 * a list that was given replaces its default. */
static kith_status set_defaults(parser *p)
{
    const kith_option *o = NULL;
    for (size_t i = 0; (o = kith_command_option(p->call->command, i)); i++) {
        if (!o->otherwise || p->call->given[i] || is_preset(p, o))
            continue;
        const kith_status st =
            kith_value_set(&p->call->arena, &p->call->settings, o, o->otherwise,
                           NULL, &p->call->err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

kith_status kith_parse(kith_call *call, int count, char **words)
{
    parser p = {.call = call, .words = words};
    bool literal = false;
    call->operands =
        KITH_ARENA_NEW(&call->arena, const char *, (size_t)count + 1);
    if (!call->operands)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    while (*p.words) {
        const char *word = *p.words++;
        kith_status st = KITH_OK;
        if (literal || word[0] != '-' || !word[1]) {
            call->operands[call->operand_count++] = word;
        } else if (!strcmp(word, "--")) {
            literal = true;
        } else if (word[1] == '-') {
            st = take_long(&p, word);
        } else {
            st = take_short(&p, word);
        }
        if (st != KITH_OK)
            return st;
    }
    return set_defaults(&p);
}

/* Counts the words of "FROM TO INPUT...": those that must be there, and
 * SIZE_MAX as the most if the last may be repeated. */
static void count_operands(const char *text, size_t *least, size_t *most)
{
    *least = *most = 0;
    while (*text) {
        const size_t length = strcspn(text, " ");
        *least += *text != '[';
        *most += *most != SIZE_MAX;
        if (length > 3 && !strncmp(text + length - 3, "...", 3))
            *most = SIZE_MAX;
        text += length;
        text += strspn(text, " ");
    }
}

kith_status kith_parse_check_operands(kith_call *call)
{
    const kith_command *command = call->command;
    size_t least = 0;
    size_t most = 0;
    count_operands(command->operands, &least, &most);
    if (call->operand_count >= least && call->operand_count <= most)
        return KITH_OK;
    if (call->operand_count > most) {
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "'kith %s' does not expect '%s'", command->name,
                        call->operands[most]);
    } else {
        (void)kith_fail(&call->err, KITH_E_INVALID, "'kith %s' needs %s",
                        command->name, command->operands);
    }
    kith_hint(&call->err, "write 'kith %s [OPTIONS]%s%s'", command->name,
              *command->operands ? " " : "", command->operands);
    return KITH_E_INVALID;
}
