/* Members of JSON objects, read by a table; each kind of value is one function.
 */
#include "vocabulary/member.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/near.h"
#include "json/locate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* -- what is wrong, and where -------------------------------------------- */

enum { DEEPEST = 8, TOKEN_OVERHEAD = 24 };

static char *put_token(char *out, const kith_where *at)
{
    *out++ = '/';
    if (!at->key)
        return out + sprintf(out, "%zu", at->index);
    for (const char *from = at->key; *from; from++) {
        const bool escaped = *from == '~' || *from == '/';
        *out++ = *from;
        if (escaped) {
            out[-1] = '~';
            *out++ = *from == '/' ? '1' : '0';
        }
    }
    return out;
}

/* The JSON Pointer of a value; NULL if out of memory. */
static char *pointer_of(const kith_where *at)
{
    const kith_where *way[DEEPEST];
    size_t depth = 0;
    size_t room = 1;
    for (; at && depth < DEEPEST; at = at->outer) {
        way[depth++] = at;
        room += TOKEN_OVERHEAD + (at->key ? 2 * strlen(at->key) : 0);
    }
    char *pointer = KITH_NEW(char, room);
    char *end = pointer;
    while (end && depth > 0)
        end = put_token(end, way[--depth]);
    return pointer;
}

kith_status kith_member_blame(const kith_member_reader *reader,
                              const kith_where *at,
                              kith_status st)
{
    kith_error *err = reader->err;
    char *pointer = err ? pointer_of(at) : NULL;
    if (pointer) {
        kith_fail_at(err,
                     kith_json_locate(reader->text, reader->name, pointer));
        snprintf(err->path, sizeof err->path, "%s", pointer);
    }
    kith_release(pointer);
    return st;
}

kith_status kith_member_no_memory(const kith_member_reader *reader)
{
    return kith_fail(reader->err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_member_expected(const kith_member_reader *reader,
                                 const kith_where *at,
                                 const char *what)
{
    const kith_where *named = at;
    while (named && !named->key)
        named = named->outer;
    if (!named) {
        kith_fail(reader->err, KITH_E_INVALID, "a vocabulary must be %s", what);
    } else {
        kith_fail(reader->err, KITH_E_INVALID, "%s'%s' must be %s",
                  named == at ? "" : "every element of ", named->key, what);
    }
    return kith_member_blame(reader, at, KITH_E_INVALID);
}

static void suggest(const kith_member_reader *reader,
                    const kith_nearest *nearest)
{
    if (nearest->best)
        kith_hint(reader->err, "did you mean '%s'?", nearest->best);
}

/* -- members ------------------------------------------------------------- */

static kith_status unknown_member(const kith_member_reader *reader,
                                  const kith_where *at,
                                  const kith_member *members)
{
    kith_nearest nearest = {
        .wanted = {at->key, strlen(at->key)}
    };
    for (const kith_member *m = members; m->name; m++)
        kith_nearest_see(&nearest, m->name);
    kith_fail(reader->err, KITH_E_INVALID, "unknown member '%s'", at->key);
    suggest(reader, &nearest);
    return kith_member_blame(reader, at, KITH_E_INVALID);
}

kith_status kith_members_read(const kith_member_reader *reader,
                              const kith_where *at,
                              const kith_json *object,
                              const kith_member *members,
                              void *into)
{
    if (kith_json_type_of(object) != KITH_JSON_OBJECT)
        return kith_member_expected(reader, at, "an object");
    const kith_json *value = kith_json_first(object);
    for (; value; value = kith_json_next(value)) {
        const kith_where here = {.outer = at, .key = kith_json_key(value)};
        const kith_member *m = members;
        while (m->name && strcmp(m->name, here.key) != 0)
            m++;
        if (!m->name)
            return unknown_member(reader, &here, members);
        const kith_status st =
            m->read(reader, &here, value, (char *)into + m->offset);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

/* -- values -------------------------------------------------------------- */

kith_status kith_member_words(const kith_member_reader *reader,
                              const kith_where *at,
                              const kith_json *value,
                              void *unused_field)
{
    (void)unused_field;
    return kith_json_string(value) ? KITH_OK
                                   : kith_member_expected(reader, at, "a text");
}

kith_status kith_member_text(const kith_member_reader *reader,
                             const kith_where *at,
                             const kith_json *value,
                             void *field)
{
    const char *text = kith_json_string(value);
    if (!text || !*text)
        return kith_member_expected(reader, at, "a text that is not empty");
    const char *copy =
        kith_arena_text(&reader->vocabulary->arena, text, strlen(text));
    *(const char **)field = copy;
    return copy ? KITH_OK : kith_member_no_memory(reader);
}

kith_status kith_member_bool(const kith_member_reader *reader,
                             const kith_where *at,
                             const kith_json *value,
                             void *field)
{
    const kith_json_type type = kith_json_type_of(value);
    *(bool *)field = type == KITH_JSON_TRUE;
    return type == KITH_JSON_TRUE || type == KITH_JSON_FALSE
               ? KITH_OK
               : kith_member_expected(reader, at, "true or false");
}

kith_status kith_member_count(const kith_member_reader *reader,
                              const kith_where *at,
                              const kith_json *value,
                              void *field)
{
    const double number = kith_json_number(value, 0);
    if (number < 1 || number >= (double)UINT32_MAX || floor(number) < number)
        return kith_member_expected(reader, at, "a whole number from 1");
    *(uint32_t *)field = (uint32_t)number;
    return KITH_OK;
}

kith_status kith_member_colour(const kith_member_reader *reader,
                               const kith_where *at,
                               const kith_json *value,
                               void *field)
{
    const char *text = kith_json_string(value);
    if (!text)
        return kith_member_expected(reader, at, "a colour such as \"#0072B2\"");
    if (strlen(text) == 7 && *text == '#' &&
        strspn(text + 1, "0123456789ABCDEFabcdef") == 6)
        return kith_member_text(reader, at, value, field);
    kith_fail(reader->err, KITH_E_INVALID, "'%s' is not a colour", text);
    kith_hint(reader->err, "write it as '#RRGGBB', such as '#0072B2'");
    return kith_member_blame(reader, at, KITH_E_INVALID);
}

static const char *const shapes[] = {
    "ellipse", "box",      "rounded", "hexagon", "octagon", "house",    "note",
    "tab",     "pentagon", "diamond", "circle",  "square",  "triangle", NULL,
};

static void hint_shapes(const kith_member_reader *reader)
{
    char list[sizeof reader->err->hint];
    size_t used = 0;
    for (size_t i = 0; shapes[i]; i++) {
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                 i ? ", " : "", shapes[i]);
    }
    kith_hint(reader->err, "one of %s", list);
}

kith_status kith_member_shape(const kith_member_reader *reader,
                              const kith_where *at,
                              const kith_json *value,
                              void *field)
{
    const char *text = kith_json_string(value);
    if (!text)
        return kith_member_expected(reader, at, "the name of a shape");
    kith_nearest nearest = {
        .wanted = {text, strlen(text)}
    };
    for (size_t i = 0; shapes[i]; i++) {
        if (!strcmp(text, shapes[i]))
            return kith_member_text(reader, at, value, field);
        kith_nearest_see(&nearest, shapes[i]);
    }
    kith_fail(reader->err, KITH_E_INVALID, "'%s' is not a shape", text);
    suggest(reader, &nearest);
    hint_shapes(reader); /* unless one was near */
    return kith_member_blame(reader, at, KITH_E_INVALID);
}
