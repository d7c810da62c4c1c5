/* Contexts of JSON-LD, as far as they stand in the document. */
#include "records/dialects/context.h"

#include "json/scan.h"
#include "records/dialects/iri.h"

#include <kith/json.h>

#include <string.h>

static bool is(kith_text text, const char *name)
{
    return text.data && text.length == strlen(name) &&
           !memcmp(text.data, name, text.length);
}

kith_text kith_context_plain(kith_text json, kith_arena *arena)
{
    if (json.length < 2 || *json.data != '"')
        return (kith_text){0};
    const kith_text inside = {json.data + 1, json.length - 2};
    char *out = kith_arena_take(arena, inside.length + 1);
    return out ? (kith_text){out, kith_json_unescape(inside, out)}
               : (kith_text){0};
}

const kith_context_term *kith_context_find(const kith_context *context,
                                           kith_text name)
{
    for (const kith_context_term *t = context->terms; t; t = t->next) {
        if (t->name.length == name.length &&
            !memcmp(t->name.data, name.data, name.length))
            return t;
    }
    return NULL;
}

static kith_text joined(kith_text a, kith_text b, kith_arena *arena)
{
    char *out = kith_arena_take(arena, a.length + b.length + 1);
    if (!out)
        return b;
    memcpy(out, a.data, a.length);
    if (b.length)
        memcpy(out + a.length, b.data, b.length);
    return (kith_text){out, a.length + b.length};
}

/* "prefix:rest" where the prefix is a term; the text itself otherwise. */
static kith_text expanded(const kith_context *context,
                          kith_text name,
                          kith_arena *arena)
{
    const char *colon =
        name.length ? memchr(name.data, ':', name.length) : NULL;
    if (!colon)
        return name;
    const kith_text rest = {colon + 1,
                            name.length - (size_t)(colon + 1 - name.data)};
    const kith_context_term *prefix =
        kith_context_find(context,
                          (kith_text){name.data, (size_t)(colon - name.data)});
    if (!prefix || !prefix->iri.length ||
        (rest.length > 1 && rest.data[0] == '/' && rest.data[1] == '/'))
        return name;
    return joined(prefix->iri, rest, arena);
}

kith_text kith_context_name(const kith_context *context,
                            kith_text name,
                            kith_arena *arena)
{
    const kith_context_term *term =
        name.length ? kith_context_find(context, name) : NULL;
    if (!name.length)
        return (kith_text){0};
    if (name.length && *name.data == '@')
        return name;
    if (term)
        return term->iri;
    if (name.length && memchr(name.data, ':', name.length))
        return expanded(context, name, arena);
    return context->vocabulary.length ? joined(context->vocabulary, name, arena)
                                      : (kith_text){0};
}

kith_text kith_context_id(const kith_context *context,
                          kith_text id,
                          kith_arena *arena)
{
    if (id.length && memchr(id.data, ':', id.length))
        return expanded(context, id, arena);
    const kith_text whole = kith_iri_resolve(context->base, id, arena);
    return whole.data ? whole : id;
}

/* -- taking -------------------------------------------------------------- */

static bool refuse(kith_context *context, kith_text json)
{
    kith_problem *problem =
        kith_translation_report(context->t, KITH_RULE_WRONG_TYPE);
    kith_problem_say(problem, "context %.*s would have to be fetched",
                     (int)(json.length < 100 ? json.length : 100), json.data);
    kith_problem_hint(problem, "nothing is ever fetched: expand the document, "
                               "or write the context into it");
    context->t->broken = true;
    return false;
}

static void put_type(kith_context *context,
                     kith_context_term *term,
                     kith_text json)
{
    const kith_text type = kith_context_plain(json, context->texts);
    term->type = type.length && *type.data == '@'
                     ? type
                     : kith_context_name(context, type, context->texts);
}

/* "@set" says nothing that is needed. */
static void take_container(kith_context_term *term, kith_text json)
{
    const struct {
        const char *name;
        bool *flag;
    } containers[] = {
        {"\"@language\"", &term->by_language},
        {"\"@index\"",    &term->by_index   },
        {"\"@id\"",       &term->by_id      },
        {"\"@type\"",     &term->by_type    },
        {"\"@graph\"",    &term->graphs     },
    };
    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++)
        *containers[i].flag = memmem(json.data, json.length, containers[i].name,
                                     strlen(containers[i].name)) != NULL;
}

/* JSON for as long as the terms. */
static kith_text kept(kith_context *context, kith_text json)
{
    char *copy = kith_arena_take(context->texts, json.length + KITH_PADDING);
    if (!copy) {
        (void)kith_translation_no_memory(context->t);
        return (kith_text){0};
    }
    memcpy(copy, json.data, json.length);
    return (kith_text){copy, json.length};
}

/* {"@id": …, "@type": …, "@container": …}. */
static void define(kith_context *context,
                   kith_context_term *term,
                   kith_text json)
{
    kith_text key;
    kith_text value;
    kith_text iri = {0};
    for (size_t at = 0; kith_json_each_member(json, &at, &key, &value);) {
        if (is(key, "@id") || is(key, "@reverse")) {
            iri = kith_context_plain(value, context->texts);
            term->reverse = key.data[1] == 'r';
        } else if (is(key, "@type")) {
            put_type(context, term, value);
        } else if (is(key, "@container")) {
            take_container(term, value);
        } else if (is(key, "@context")) {
            term->context = kept(context, value);
        }
    }
    if (iri.data)
        term->iri = kith_context_name(context, iri, context->texts);
    else
        term->iri = kith_context_name(context, term->name, context->texts);
}

/* Terms whose IRI ends so are prefixes for those who read. */
static void tell_prefix(kith_context *context, const kith_context_term *term)
{
    const kith_text iri = term->iri;
    if (iri.length && *iri.data != '@' &&
        strchr("/#:", iri.data[iri.length - 1]))
        kith_triples_prefix(context->triples, term->name, iri);
}

static void take_term(kith_context *context, kith_text key, kith_text value)
{
    char *name = kith_arena_take(context->texts, key.length + 1);
    kith_context_term *term =
        KITH_ARENA_NEW(context->texts, kith_context_term, 1);
    if (!name || !term) {
        (void)kith_translation_no_memory(context->t);
        return;
    }
    term->name = (kith_text){name, kith_json_unescape(key, name)};
    if (*value.data == '{') {
        define(context, term, value);
    } else if (*value.data == '"') {
        const kith_text iri = kith_context_plain(value, context->texts);
        term->iri = kith_context_name(context, iri, context->texts);
    }
    term->next = context->terms;
    context->terms = term;
    context->aliases =
        context->aliases || (term->iri.length && *term->iri.data == '@');
    tell_prefix(context, term);
}

/* An IRI, or a term or one with a prefix that stands for it. */
static kith_text vocabulary_of(const kith_context *context, kith_text json)
{
    const kith_text plain = kith_context_plain(json, context->texts);
    const kith_context_term *term =
        plain.length ? kith_context_find(context, plain) : NULL;
    return term ? term->iri : expanded(context, plain, context->texts);
}

static bool take_object(kith_context *context, kith_text json)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(json, &at, &key, &value);) {
        if (is(key, "@vocab"))
            context->vocabulary = vocabulary_of(context, value);
        else if (is(key, "@base"))
            context->base = kith_context_plain(value, context->texts);
        else if (is(key, "@import"))
            return refuse(context, value);
        else if (key.length && *key.data != '@')
            take_term(context, key, value);
    }
    return true;
}

static void forget(kith_context *context)
{
    *context = (kith_context){.t = context->t,
                              .triples = context->triples,
                              .texts = context->texts};
}

bool kith_context_take(kith_context *context, kith_text json)
{
    kith_text element;
    if (*json.data == '"')
        return refuse(context, json);
    if (*json.data == '{')
        return take_object(context, json);
    if (*json.data == 'n')
        forget(context);
    for (size_t at = 0;
         *json.data == '[' && kith_json_each_element(json, &at, &element);) {
        if (*element.data == '"')
            return refuse(context, element);
        if (*element.data == 'n')
            forget(context);
        if (*element.data == '{' && !take_object(context, element))
            return false;
    }
    return true;
}
