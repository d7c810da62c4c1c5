/* Node objects of JSON-LD to statements: what their keys say of them. */
#include "records/dialects/ld_node.h"

#include "records/dialects/ld_parts.h"
#include "records/dialects/vocabularies.h"

#include <kith/json.h>

#include <string.h>

void kith_ld_types(kith_ld_reading *r,
                   const kith_term *subject,
                   const kith_term *graph,
                   kith_text json)
{
    const kith_term predicate = kith_ld_named(RDF "type");
    size_t at = 0;
    kith_text element = json;
    while (*json.data == '[' ? kith_json_each_element(json, &at, &element)
                             : at++ == 0) {
        const kith_text plain = kith_context_plain(element, &r->texts);
        const kith_text iri = kith_context_name(&r->context, plain, &r->texts);
        const kith_term object = {.kind = KITH_TERM_NAME,
                                  .text = iri.length ? iri : plain};
        if (object.text.length)
            kith_triples_take(r->triples, subject, &predicate, &object, graph);
    }
}

static void take_graph(kith_ld_reading *r,
                       kith_text json,
                       const kith_term *graph,
                       unsigned depth)
{
    kith_text element = json;
    size_t at = 0;
    while (*json.data == '[' ? kith_json_each_element(json, &at, &element)
                             : at++ == 0) {
        if (*element.data != '{' || depth >= KITH_LD_DEEPEST)
            continue;
        const kith_context outer[] = {r->context, r->beneath};
        kith_ld_keywords k;
        kith_ld_enter(r, element, NULL, &k);
        const kith_term subject = kith_ld_subject(r, element, &k);
        kith_ld_members(r, element, &subject, graph, depth + 1);
        kith_ld_leave(r, outer);
    }
}

static void take_reverse(kith_ld_reading *r, kith_text json, kith_ld_saying *s)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0;
         *json.data == '{' && kith_json_each_member(json, &at, &key, &value);) {
        s->predicate.text = kith_ld_key(r, key);
        s->reverse = true;
        if (s->predicate.text.length)
            kith_ld_value(r, s, value);
    }
}

static void take_member(kith_ld_reading *r,
                        kith_ld_saying *s,
                        kith_text key,
                        kith_text value);

/* Members that stand one level deeper for order's sake. */
static void take_nest(kith_ld_reading *r, kith_ld_saying *s, kith_text json)
{
    kith_text element = json;
    size_t at = 0;
    while (*json.data == '[' ? kith_json_each_element(json, &at, &element)
                             : at++ == 0) {
        kith_text key;
        kith_text value;
        for (size_t i = 0; *element.data == '{' &&
                           kith_json_each_member(element, &i, &key, &value);)
            take_member(r, s, key, value);
    }
}

/* The values of a member, in the context that its term brings along. */
static void take_in_context(kith_ld_reading *r,
                            const kith_ld_saying *s,
                            kith_text value)
{
    const kith_context outer = r->context;
    if (s->term && s->term->context.data) {
        r->context.texts = &r->texts;
        (void)kith_context_take(&r->context, s->term->context);
    }
    kith_ld_value(r, s, value);
    r->context = outer;
}

/* One member; of those with nodes inside either the links or the nodes. */
static void take_member(kith_ld_reading *r,
                        kith_ld_saying *s,
                        kith_text key,
                        kith_text value)
{
    char *plain = kith_arena_take(&r->texts, key.length + 1);
    if (!plain)
        return;
    const kith_text name = {plain, kith_json_unescape(key, plain)};
    const kith_text iri = kith_context_name(&r->context, name, &r->texts);
    s->term = kith_context_find(&r->context, name);
    s->reverse = s->term && s->term->reverse;
    s->predicate = (kith_term){.kind = KITH_TERM_NAME, .text = iri};
    if (kith_ld_is(iri, "@type")) {
        if (!s->nested)
            kith_ld_types(r, s->subject, s->graph, value);
    } else if (kith_ld_is(iri, "@reverse")) {
        take_reverse(r, value, s);
    } else if (kith_ld_is(iri, "@graph")) {
        if (s->nested)
            take_graph(r, value, s->subject, s->depth);
    } else if (kith_ld_is(iri, "@included")) {
        if (s->nested)
            take_graph(r, value, s->graph, s->depth);
    } else if (kith_ld_is(iri, "@nest")) {
        take_nest(r, s, value);
    } else if (!iri.length) {
        if (!s->nested)
            kith_lose(r->t,
                      "member that the context does not have was left out",
                      "members that the context does not have were left out");
    } else if (*iri.data != '@') {
        take_in_context(r, s, value);
    }
}

/* First what is said of the node itself, then the nodes in it, so that what is
 * said of one subject comes together. */
void kith_ld_members(kith_ld_reading *r,
                     kith_text object,
                     const kith_term *subject,
                     const kith_term *graph,
                     unsigned depth)
{
    kith_ld_saying s = {.subject = subject, .graph = graph, .depth = depth};
    for (int pass = 0; pass < 2 && kith_translation_goes_on(r->t); pass++) {
        kith_text key;
        kith_text value;
        s.nested = pass == 1;
        for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);)
            take_member(r, &s, key, value);
    }
}

void kith_ld_take(kith_ld_reading *r, kith_text object)
{
    static const kith_term no_graph = {0};
    const kith_context outer[] = {r->context, r->beneath};
    kith_ld_keywords k;
    r->nodes++;
    r->node = object.data;
    kith_ld_enter(r, object, NULL, &k);
    const kith_term subject = kith_ld_subject(r, object, &k);
    kith_ld_members(r, object, &subject, &no_graph, 0);
    kith_ld_leave(r, outer);
    kith_arena_clear(&r->texts);
}
