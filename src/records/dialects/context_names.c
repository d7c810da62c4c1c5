/* What a name means in a context of JSON-LD (5.2, IRI expansion). */
#include "base/hash.h"
#include "records/dialects/context_parts.h"
#include "records/dialects/iri.h"

#include <kith/json.h>

#include <stdint.h>
#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool kith_context_is_like_keyword(kith_text text)
{
    if (text.length < 2 || *text.data != '@')
        return false;
    for (size_t i = 1; i < text.length; i++) {
        if (!is_letter(text.data[i]))
            return false;
    }
    return true;
}

bool kith_context_is_keyword(kith_text text)
{
    static const char *const keywords[] =
        {"@base",      "@container", "@context",  "@direction", "@graph",
         "@id",        "@import",    "@included", "@index",     "@json",
         "@language",  "@list",      "@nest",     "@none",      "@prefix",
         "@propagate", "@protected", "@reverse",  "@set",       "@type",
         "@value",     "@version",   "@vocab"};
    if (text.length < 2 || *text.data != '@')
        return false;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (kith_context_is(text, keywords[i]))
            return true;
    }
    return false;
}

bool kith_context_is_iri(kith_text text)
{
    size_t at = 0;
    if (text.length > 1 && !memcmp(text.data, "_:", 2))
        return true;
    while (at < text.length &&
           (is_letter(text.data[at]) ||
            (at > 0 && ((text.data[at] >= '0' && text.data[at] <= '9') ||
                        memchr("+-.", text.data[at], 3)))))
        at++;
    return at > 0 && at < text.length && text.data[at] == ':';
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

/* -- finding ------------------------------------------------------------- */

enum { FEW_TERMS = 16 };

struct kith_context_index {
    kith_context_term **slots; /* open addressing at load <= 1/2 */
    size_t mask;
    kith_context_term *after; /* the first that is not of the object */
};

static kith_context_term **slot_of(const kith_context_index *index,
                                   kith_text name)
{
    size_t at = kith_hash(name.data, name.length, (uintptr_t)index);
    while (index->slots[at &= index->mask] &&
           !kith_context_same(index->slots[at]->name, name))
        at++;
    return &index->slots[at];
}

void kith_context_index_terms(kith_context *context, kith_context_term *after)
{
    size_t count = 0;
    size_t room = 2;
    for (kith_context_term *t = context->terms; t != after; t = t->next)
        count++;
    if (count < FEW_TERMS)
        return;
    while (room < 2 * count)
        room *= 2;
    kith_context_index *index =
        KITH_ARENA_NEW(context->texts, kith_context_index, 1);
    kith_context_term **slots =
        (kith_context_term **)kith_arena_take_array(context->texts, room,
                                                    sizeof *slots);
    if (!index || !slots) {
        (void)kith_translation_no_memory(context->t);
        return;
    }
    *index = (kith_context_index){slots, room - 1, after};
    for (kith_context_term *t = context->terms; t != after; t = t->next)
        *slot_of(index, t->name) = t;
    context->terms->found = index;
}

static kith_context_term *find(const kith_context *context, kith_text name)
{
    kith_context_term *term = context->terms;
    while (term && !kith_context_same(term->name, name)) {
        kith_context_term *found =
            term->found ? *slot_of(term->found, name) : NULL;
        term = found ? found : term->found ? term->found->after : term->next;
    }
    return term && !term->undefined ? term : NULL;
}

const kith_context_term *kith_context_find(const kith_context *context,
                                           kith_text name)
{
    return name.length ? find(context, name) : NULL;
}

/* The same, and see to it that the term is defined. */
static const kith_context_term *seek(kith_context *context, kith_text name)
{
    kith_context_term *term = name.length ? find(context, name) : NULL;
    if (!term || term->state == KITH_TERM_DEFINED)
        return term;
    kith_context_define_term(context, term);
    return term->undefined ? NULL : term;
}

static kith_text joined(kith_text a, kith_text b, kith_arena *arena)
{
    char *out = kith_arena_take(arena, a.length + b.length + 1);
    if (!out)
        return b;
    if (a.length)
        memcpy(out, a.data, a.length);
    if (b.length)
        memcpy(out + a.length, b.data, b.length);
    return (kith_text){out, a.length + b.length};
}

/* "prefix:rest" where the prefix is a term, or what is an IRI already; absent
 * if it is neither. */
static kith_text expand_prefix(kith_context *context,
                               kith_text name,
                               bool any,
                               kith_arena *arena)
{
    const char *colon =
        name.length > 1 ? memchr(name.data + 1, ':', name.length - 1) : NULL;
    if (!colon)
        return (kith_text){0};
    const kith_text prefix = {name.data, (size_t)(colon - name.data)};
    const kith_text rest = {colon + 1, name.length - prefix.length - 1};
    if (kith_context_is(prefix, "_") ||
        (rest.length > 1 && !memcmp(rest.data, "//", 2)))
        return name;
    const kith_context_term *term = seek(context, prefix);
    if (term && (any || term->prefix) && term->iri.length)
        return joined(term->iri, rest, arena);
    return kith_context_is_iri(name) ? name : (kith_text){0};
}

kith_text kith_context_expand(kith_context *context,
                              kith_text name,
                              unsigned how,
                              kith_arena *arena)
{
    if (!name.data || kith_context_is_keyword(name))
        return name;
    if (kith_context_is_like_keyword(name))
        return (kith_text){0};
    const kith_context_term *term = seek(context, name);
    if (term &&
        ((how & KITH_EXPAND_TERM) || kith_context_is_keyword(term->iri)))
        return term->iri;
    const kith_text whole =
        expand_prefix(context, name, how & KITH_EXPAND_ANY_PREFIX, arena);
    if (whole.data)
        return whole;
    if ((how & KITH_EXPAND_TERM) && context->vocabulary.data)
        return joined(context->vocabulary, name, arena);
    if (!(how & KITH_EXPAND_RELATIVE))
        return name;
    const kith_text beside = kith_iri_resolve(context->base, name, arena);
    return beside.data ? beside : name;
}

kith_text kith_context_name(kith_context *context,
                            kith_text name,
                            kith_arena *arena)
{
    const kith_text iri =
        kith_context_expand(context, name, KITH_EXPAND_TERM, arena);
    const bool means = iri.data != name.data || kith_context_is_keyword(iri) ||
                       kith_context_is_iri(iri);
    return means ? iri : (kith_text){0};
}

kith_text kith_context_type(kith_context *context,
                            kith_text name,
                            kith_arena *arena)
{
    return kith_context_expand(context, name,
                               KITH_EXPAND_TERM | KITH_EXPAND_RELATIVE, arena);
}

kith_text kith_context_id(kith_context *context,
                          kith_text id,
                          kith_arena *arena)
{
    return kith_context_expand(context, id, KITH_EXPAND_RELATIVE, arena);
}
