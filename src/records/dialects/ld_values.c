/* Values of a member of JSON-LD to statements. */
#include "records/dialects/ld_parts.h"

#include <kith/json.h>

#include <string.h>

static void say(kith_ld_reading *r,
                const kith_ld_saying *s,
                const kith_term *object)
{
    if (s->nested)
        return;
    if (s->reverse && object->kind != KITH_TERM_LITERAL)
        kith_triples_take(r->triples, object, &s->predicate, s->subject,
                          s->graph);
    else if (!s->reverse)
        kith_triples_take(r->triples, s->subject, &s->predicate, object,
                          s->graph);
}

static bool is_keyed_by(const kith_ld_saying *s, bool by)
{
    return by && s->key.data &&
           !kith_ld_is((kith_text){s->key.data + 1, s->key.length - 2},
                       "@none");
}

static void take_text(kith_ld_reading *r,
                      const kith_ld_saying *s,
                      kith_text json)
{
    const kith_text type = s->term ? s->term->type : (kith_text){0};
    const bool typed = s->term && is_keyed_by(s, s->term->by_type);
    kith_term object;
    if (kith_ld_is(type, "@id") || s->reverse ||
        (typed && !kith_ld_is(type, "@vocab"))) {
        object = kith_ld_id(r, json);
    } else if (kith_ld_is(type, "@vocab")) {
        const kith_text plain = kith_context_plain(json, &r->texts);
        object = (kith_term){.kind = KITH_TERM_NAME,
                             .text = kith_context_name(&r->context, plain,
                                                       &r->texts)};
    } else {
        object = kith_ld_literal(r, json, type);
    }
    say(r, s, &object);
    if (s->nested && typed)
        kith_ld_types(r, &object, s->graph, s->key);
}

void kith_ld_value(kith_ld_reading *r, const kith_ld_saying *s, kith_text json);

static void take_values(kith_ld_reading *r,
                        const kith_ld_saying *s,
                        kith_text array)
{
    kith_text element;
    for (size_t at = 0; kith_json_each_element(array, &at, &element);)
        kith_ld_value(r, s, element);
}

/* Texts by language: each is a value. */
static void take_languages(kith_ld_reading *r,
                           const kith_ld_saying *s,
                           kith_text object)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        kith_text element;
        size_t i = 0;
        const bool list = *value.data == '[';
        while (list ? kith_json_each_element(value, &i, &element) : i++ == 0) {
            kith_term object_term =
                kith_ld_literal(r, list ? element : value, (kith_text){0});
            object_term.language = true;
            if (*(list ? element : value).data == '"')
                say(r, s, &object_term);
        }
    }
}

/* Values that stand in an object by index, id or type. */
static void take_keyed(kith_ld_reading *r,
                       const kith_ld_saying *s,
                       kith_text object)
{
    kith_ld_saying inner = *s;
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        inner.key = (kith_text){key.data - 1, key.length + 2};
        if (kith_ld_is(kith_ld_key(r, key), "@none"))
            inner.key = (kith_text){"\"@none\"", 7};
        kith_ld_value(r, &inner, value);
    }
}

static bool is_keyed(const kith_ld_saying *s)
{
    return s->term && !s->key.data &&
           (s->term->by_index || s->term->by_id || s->term->by_type);
}

/* A node as a value. */
static void take_node_value(kith_ld_reading *r,
                            const kith_ld_saying *s,
                            kith_text json)
{
    const kith_context outer[] = {r->context, r->beneath};
    kith_ld_keywords k;
    kith_ld_enter(r, json, s->term, &k);
    const size_t only = (size_t)(k.id.data != NULL) + (k.context.data != NULL);
    if (s->term && is_keyed_by(s, s->term->by_id) && !k.id.data)
        k.id = s->key;
    const kith_term object = kith_ld_subject(r, json, &k);
    const bool typed = s->term && is_keyed_by(s, s->term->by_type);
    say(r, s, &object);
    if (s->nested && typed)
        kith_ld_types(r, &object, s->graph, s->key);
    if (s->nested && k.count > only)
        kith_ld_members(r, json, &object, s->graph, s->depth + 1);
    kith_ld_leave(r, outer);
}

static void take_object(kith_ld_reading *r,
                        const kith_ld_saying *s,
                        kith_text json)
{
    kith_ld_keywords k;
    kith_ld_look(r, json, &k);
    if (k.value.data) {
        const kith_term object = kith_ld_literal_of(r, &k);
        if (*k.value.data != 'n')
            say(r, s, &object);
    } else if (k.list.data || k.set.data) {
        kith_ld_value(r, s, k.list.data ? k.list : k.set);
    } else if (s->term && s->term->by_language) {
        take_languages(r, s, json);
    } else if (s->term && s->term->graphs) {
        if (!s->nested)
            kith_lose(r->t, "graph that is a value was left out",
                      "graphs that are values were left out");
    } else if (is_keyed(s)) {
        take_keyed(r, s, json);
    } else if (s->depth < KITH_LD_DEEPEST) {
        take_node_value(r, s, json);
    } else {
        kith_lose(r->t, "node that is nested too deep was left out",
                  "nodes that are nested too deep were left out");
    }
}

/* Recursion is bounded by KITH_LD_DEEPEST and by the depth of JSON. */
void kith_ld_value(kith_ld_reading *r, const kith_ld_saying *s, kith_text json)
{
    if (s->term && kith_ld_is(s->term->type, "@json")) {
        const kith_term object = kith_ld_json(json);
        say(r, s, &object);
        return;
    }
    switch (*json.data) {
    case '[':
        take_values(r, s, json);
        break;
    case '{':
        take_object(r, s, json);
        break;
    case '"':
        take_text(r, s, json);
        break;
    case 'n':
        break;
    default: {
        const kith_text type = s->term ? s->term->type : (kith_text){0};
        const kith_term object = kith_ld_literal(r, json, type);
        say(r, s, &object);
    }
    }
}
