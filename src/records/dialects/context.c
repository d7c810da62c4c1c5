/* Contexts of JSON-LD, as far as they stand in the document (5.1). */
#include "records/dialects/context.h"

#include "records/dialects/context_parts.h"
#include "records/dialects/iri.h"

#include <kith/json.h>

#include <stdint.h>
#include <string.h>

/* Where a context is from. */
typedef struct {
    bool free;  /* may define otherwise what is guarded */
    bool local; /* holds in its node, and not in those inside */
} way;

void kith_context_fault(kith_context *context,
                        kith_text json,
                        kith_text subject,
                        const char *what)
{
    enum { SHOWN = 80 };
    kith_translation *t = context->t;
    const kith_place place = t->place;
    const uintptr_t at = (uintptr_t)json.data - (uintptr_t)t->feed.data;
    if (context->quiet)
        return;
    if (json.data && at < t->feed.end)
        kith_translation_at(t, at);
    kith_problem_say(kith_translation_report(t, KITH_RULE_WRONG_TYPE),
                     "'%.*s' in a context %s",
                     (int)(subject.length < SHOWN ? subject.length : SHOWN),
                     subject.data, what);
    t->place = place;
}

static bool refuse(kith_context *context, kith_text json)
{
    if (context->t->broken)
        return false; /* that was said of the first */
    kith_problem *problem =
        kith_translation_report(context->t, KITH_RULE_WRONG_TYPE);
    kith_problem_say(problem, "context %.*s would have to be fetched",
                     (int)(json.length < 100 ? json.length : 100), json.data);
    kith_problem_hint(problem, "nothing is ever fetched: expand the document, "
                               "or write the context into it");
    context->t->broken = true;
    return false;
}

/* -- members that are keywords ------------------------------------------- */

/* "." and ".." of a base that stands beside nothing are folders. */
static kith_text as_folder(kith_context *context, kith_text base)
{
    size_t dots = 0;
    while (dots < base.length && base.data[base.length - 1 - dots] == '.')
        dots++;
    if (!dots || dots > 2 || kith_context_is_iri(base) ||
        (dots < base.length && base.data[base.length - 1 - dots] != '/'))
        return base;
    char *out = kith_arena_take(context->texts, base.length + 1);
    if (!out)
        return base;
    memcpy(out, base.data, base.length);
    out[base.length] = '/';
    return (kith_text){out, base.length + 1};
}

static void take_base(kith_context *context, kith_text json)
{
    const kith_text base = kith_context_plain(json, context->texts);
    if (!base.data) {
        context->base = (kith_text){0};
        return;
    }
    const kith_text whole =
        kith_iri_resolve(context->base, base, context->texts);
    context->base = as_folder(context, whole.data ? whole : base);
}

/* What is relative stands beside the vocabulary that there was, or else beside
 * the base; a term is one of the context that there was. */
static void take_vocabulary(kith_context *context, kith_text json)
{
    const kith_text name = kith_context_plain(json, context->texts);
    context->vocabulary = kith_context_type(context, name, context->texts);
}

static void take_language(kith_context *context, kith_text json)
{
    context->language = *json.data == '"';
}

static void take_direction(kith_context *context, kith_text json)
{
    context->direction = *json.data == '"';
}

static const struct {
    const char *name;
    const char *first; /* what a value may begin with */
    const char *wrong;
    void (*take)(kith_context *context, kith_text json);
} members[] = {
    {"@propagate", "tf",  "must be true or false",            NULL           },
    {"@protected", "tf",  "must be true or false",            NULL           },
    {"@base",      "\"n", "must be an IRI or null",           take_base      },
    {"@vocab",     "\"n", "must be an IRI or null",           take_vocabulary},
    {"@language",  "\"n", "must be a language or null",       take_language  },
    {"@direction", "\"n", "must be \"ltr\", \"rtl\" or null", take_direction },
};

/* The value of a keyword, if there is one of the right kind. */
static kith_text member_of(kith_context *context, kith_text json, size_t which)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(json, &at, &key, &value);) {
        if (!kith_context_is(key, members[which].name))
            continue;
        if (strchr(members[which].first, *value.data))
            return value;
        kith_context_fault(context, key, key, members[which].wrong);
    }
    return (kith_text){0};
}

enum { PROPAGATE, PROTECTED, FIRST_TAKEN };

static bool is_true(kith_context *context, kith_text json, size_t which)
{
    const kith_text value = member_of(context, json, which);
    return value.data && *value.data == 't';
}

/* -- taking -------------------------------------------------------------- */

/* Only the words for it are known to be wrong. */
static void check_words(kith_context *context, kith_text json)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(json, &at, &key, &value);) {
        if ((kith_context_is(key, "@version") &&
             !kith_context_is(value, "1.1")) ||
            (kith_context_is(key, "@direction") && *value.data == '"' &&
             !kith_context_is(value, "\"ltr\"") &&
             !kith_context_is(value, "\"rtl\"")))
            kith_context_fault(context, key, key,
                               "has a value without meaning");
    }
}

/* The members that are keywords come first, wherever they stand. */
static bool take_object(kith_context *context, kith_text json, way from)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(json, &at, &key, &value);) {
        if (kith_context_is(key, "@import"))
            return refuse(context, value);
    }
    check_words(context, json);
    for (size_t i = FIRST_TAKEN; i < sizeof members / sizeof *members; i++) {
        value = member_of(context, json, i);
        if (value.data)
            members[i].take(context, value);
    }
    kith_context_define(context, json, is_true(context, json, PROTECTED),
                        from.free);
    return true;
}

static bool is_guarded(const kith_context *context)
{
    const kith_context_term *t = context->guarded ? context->terms : NULL;
    while (t && !(t->guarded && kith_context_find(context, t->name) == t))
        t = t->next;
    return t != NULL;
}

static bool forget(kith_context *context, kith_text json, way from)
{
    if (!from.free && is_guarded(context)) {
        kith_context_fault(context, json, json,
                           "would forget terms that are protected");
        return false;
    }
    *context = (kith_context){.t = context->t,
                              .triples = context->triples,
                              .texts = context->texts,
                              .previous = from.local ? context->previous : NULL,
                              .quiet = context->quiet};
    return true;
}

static bool take_one(kith_context *context, kith_text json, way from)
{
    switch (*json.data) {
    case '"':
        return refuse(context, json);
    case 'n':
        return forget(context, json, from);
    case '{':
        return take_object(context, json, from);
    default:
        kith_context_fault(context, json, json, "is no context");
        return false;
    }
}

/* Nodes inside have the context that there was before. */
static bool keep_previous(kith_context *context)
{
    kith_context *copy = KITH_ARENA_NEW(context->texts, kith_context, 1);
    if (context->previous)
        return true;
    if (!copy)
        return kith_translation_no_memory(context->t);
    *copy = *context;
    context->previous = copy;
    return true;
}

static bool take(kith_context *context, kith_text json, way from)
{
    const kith_text propagate = *json.data == '{'
                                    ? member_of(context, json, PROPAGATE)
                                    : (kith_text){0};
    kith_text element;
    if (propagate.data)
        from.local = *propagate.data == 'f';
    if (from.local && !keep_previous(context))
        return false;
    if (*json.data != '[')
        return take_one(context, json, from);
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        if (!take_one(context, element, from))
            return false;
    }
    return true;
}

bool kith_context_take(kith_context *context, kith_text json)
{
    return take(context, json, (way){0});
}

/* What is wrong with the context of a term is said when it is first needed. */
static bool take_scoped(kith_context *context,
                        const kith_context_term *term,
                        way from)
{
    context->quiet = *term->told;
    const bool done = take(context, term->context, from);
    context->quiet = false;
    *term->told = true;
    return done;
}

bool kith_context_take_values(kith_context *context,
                              const kith_context_term *term)
{
    return take_scoped(context, term, (way){.free = true});
}

bool kith_context_take_type(kith_context *context,
                            const kith_context_term *term)
{
    return take_scoped(context, term, (way){.local = true});
}

bool kith_context_take_key(kith_context *context, const kith_context_term *term)
{
    return take_scoped(context, term, (way){0});
}
