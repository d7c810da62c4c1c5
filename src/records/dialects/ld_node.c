/* Node objects of JSON-LD to statements: what their keys say of them. */
#include "records/dialects/ld_node.h"

#include "records/dialects/ld_parts.h"
#include "records/dialects/vocabularies.h"

#include <kith/json.h>

#include <string.h>

/* -- members ------------------------------------------------------------- */

static void take_types(kith_ld_reading *r,
                       const kith_ld_saying *s,
                       kith_text json)
{
    const kith_term predicate = kith_ld_named(RDF "type");
    kith_text element;
    for (size_t at = 0; kith_ld_each(json, &at, &element);) {
        const kith_term object = kith_ld_type(r, &r->types, element);
        if (object.text.length)
            kith_triples_take(r->triples, s->subject, &predicate, &object,
                              s->graph);
    }
}

static void take_graph(kith_ld_reading *r,
                       kith_text json,
                       const kith_term *graph,
                       unsigned depth);

/* A node that stands in a graph, or the values of a set; it is entered. */
static void take_entered(kith_ld_reading *r,
                         kith_text json,
                         const kith_ld_keywords *k,
                         const kith_term *graph,
                         unsigned depth)
{
    if (k->set.data) {
        take_graph(r, k->set, graph, depth + 1);
    } else if (k->value.data || k->list.data) {
        kith_lose(r->t, "value that nothing has was left out",
                  "values that nothing has were left out");
    } else {
        const kith_term subject = kith_ld_subject(r, json, k);
        kith_ld_members(r, json, &subject, graph, depth + 1);
    }
}

static void take_in_graph(kith_ld_reading *r,
                          kith_text json,
                          const kith_term *graph,
                          unsigned depth)
{
    const kith_context outer[] = {r->context, r->types};
    kith_ld_keywords k;
    kith_ld_enter(r, json, NULL, &k);
    kith_ld_complain(r, &k);
    take_entered(r, json, &k, graph, depth);
    kith_ld_leave(r, outer);
}

static void take_graph(kith_ld_reading *r,
                       kith_text json,
                       const kith_term *graph,
                       unsigned depth)
{
    kith_text element;
    for (size_t at = 0; kith_ld_each(json, &at, &element);) {
        if (*element.data == '{' && depth < KITH_LD_DEEPEST)
            take_in_graph(r, element, graph, depth);
        else if (*element.data == '{')
            kith_lose(r->t, "node that is nested too deep was left out",
                      "nodes that are nested too deep were left out");
        else if (*element.data != 'n')
            kith_lose(r->t, "value that nothing has was left out",
                      "values that nothing has were left out");
    }
}

/* Find what a key says: its term, and the IRI or the keyword it stands for. */
static kith_text find_key(kith_ld_reading *r, kith_ld_saying *s, kith_text key)
{
    char *plain = kith_arena_take(&r->texts, key.length + 1);
    if (!plain) {
        (void)kith_translation_no_memory(r->t);
        return (kith_text){0};
    }
    const kith_text name = {plain, kith_json_unescape(key, plain)};
    const kith_text iri = kith_context_name(&r->context, name, &r->texts);
    s->term = kith_context_find(&r->context, name);
    s->reverse = s->term && s->term->reverse;
    s->predicate = (kith_term){.kind = KITH_TERM_NAME, .text = iri};
    return iri;
}

static bool is_blank(kith_text iri)
{
    return iri.length > 1 && !memcmp(iri.data, "_:", 2);
}

static void take_property(kith_ld_reading *r,
                          const kith_ld_saying *s,
                          kith_text value)
{
    const kith_text iri = s->predicate.text;
    if (!s->nested && !iri.length)
        kith_lose(r->t, "member that the context does not have was left out",
                  "members that the context does not have were left out");
    else if (!s->nested && is_blank(iri))
        kith_lose(r->t, "member that is a blank node was left out",
                  "members that are blank nodes were left out");
    else if (iri.length && *iri.data != '@' && !is_blank(iri))
        kith_ld_value(r, s, value);
}

static void take_reverse(kith_ld_reading *r, kith_ld_saying *s, kith_text json)
{
    kith_text key;
    kith_text value;
    if (*json.data != '{')
        return;
    for (size_t at = 0; kith_json_each_member(json, &at, &key, &value);) {
        const kith_text iri = find_key(r, s, key);
        s->reverse = !s->reverse;
        if (!s->nested && iri.length && *iri.data == '@')
            kith_lose(r->t, "keyword in @reverse was left out",
                      "keywords in @reverse were left out");
        take_property(r, s, value);
    }
}

static void take_member(kith_ld_reading *r,
                        kith_ld_saying *s,
                        kith_text key,
                        kith_text value);

/* Members that stand one level deeper for order's sake. */
static void take_nest(kith_ld_reading *r, kith_ld_saying *s, kith_text json)
{
    const kith_context outer[] = {r->context, r->types};
    kith_text element;
    if (s->term && s->term->context.data) {
        r->context.texts = &r->texts;
        (void)kith_context_take_values(&r->context, s->term);
    }
    for (size_t at = 0; kith_ld_each(json, &at, &element);) {
        kith_text key;
        kith_text value;
        for (size_t i = 0; *element.data == '{' &&
                           kith_json_each_member(element, &i, &key, &value);)
            take_member(r, s, key, value);
    }
    kith_ld_leave(r, outer);
}

/* One member; of those with nodes inside either the links or the nodes. */
static void take_member(kith_ld_reading *r,
                        kith_ld_saying *s,
                        kith_text key,
                        kith_text value)
{
    const kith_text iri = find_key(r, s, key);
    if (!iri.length || *iri.data != '@') {
        take_property(r, s, value);
    } else if (kith_context_is(iri, "@type")) {
        if (!s->nested)
            take_types(r, s, value);
    } else if (kith_context_is(iri, "@reverse")) {
        take_reverse(r, s, value);
    } else if (kith_context_is(iri, "@graph")) {
        if (s->nested)
            take_graph(r, value, s->subject, s->depth);
    } else if (kith_context_is(iri, "@included")) {
        if (s->nested)
            take_graph(r, value, s->graph, s->depth);
    } else if (kith_context_is(iri, "@nest")) {
        take_nest(r, s, value);
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

/* A document that is nothing but a graph, under whatever name. */
static bool is_frame(const kith_ld_keywords *k)
{
    return k->graph.data && k->count == 1 + (size_t)(k->context.data != NULL);
}

void kith_ld_take(kith_ld_reading *r, kith_text object)
{
    static const kith_term no_graph = {0};
    const kith_context outer[] = {r->context, r->types};
    kith_ld_keywords k;
    r->nodes++;
    r->node = object.data;
    kith_ld_enter(r, object, NULL, &k);
    kith_ld_complain(r, &k);
    if (is_frame(&k))
        take_graph(r, k.graph, &no_graph, 0);
    else
        take_entered(r, object, &k, &no_graph, 0);
    kith_ld_leave(r, outer);
    kith_arena_clear(&r->texts);
}
