/* JSON-LD, expanded or with its context inside: node objects to statements. */
#include "records/dialects/context.h"
#include "records/dialects/dialects.h"
#include "records/dialects/stream.h"
#include "records/dialects/vocabularies.h"

#include <kith/json.h>

#include <stdio.h>
#include <string.h>

enum { DEEPEST = 64, LONGEST_KEY = 256 };

typedef struct {
    kith_translation *t;
    kith_context context;
    kith_triples *triples;
    kith_arena texts; /* of the node object in hand */
    size_t nodes;     /* that were taken */
    const char *node; /* text of the one in hand */
} reading;

/* What the values of a member are about. */
typedef struct {
    const kith_term *subject;
    kith_term predicate;
    const kith_term *graph;
    const kith_context_term *term; /* or NULL */
    unsigned depth;
    bool reverse;
    bool nested; /* nodes inside, and not what is beside them */
} saying;

static bool is(kith_text text, const char *name)
{
    return text.data && text.length == strlen(name) &&
           !memcmp(text.data, name, text.length);
}

static kith_term named(const char *iri)
{
    return (kith_term){
        .kind = KITH_TERM_NAME, .text = {iri, strlen(iri)}
    };
}

/* The keyword or the IRI of a key; absent if it means nothing. */
static kith_text key_name(reading *r, kith_text key)
{
    char *plain = kith_arena_take(&r->texts, key.length + 1);
    if (!plain) {
        (void)kith_translation_no_memory(r->t);
        return (kith_text){0};
    }
    return kith_context_name(&r->context,
                             (kith_text){plain, kith_json_unescape(key, plain)},
                             &r->texts);
}

static bool find(reading *r,
                 kith_text object,
                 const char *keyword,
                 kith_text *value)
{
    kith_text key;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, value);) {
        if (is(key_name(r, key), keyword))
            return true;
    }
    return false;
}

/* -- terms --------------------------------------------------------------- */

static kith_term term_of_id(reading *r, kith_text json)
{
    const kith_text id = kith_context_plain(json, &r->texts);
    if (id.length > 1 && !memcmp(id.data, "_:", 2))
        return (kith_term){
            .kind = KITH_TERM_BLANK, .text = {id.data + 2, id.length - 2}
        };
    return (kith_term){.kind = KITH_TERM_NAME,
                       .text = kith_context_id(&r->context, id, &r->texts)};
}

static kith_term blank(reading *r, size_t at)
{
    char *name = kith_arena_take(&r->texts, 48);
    if (!name) {
        (void)kith_translation_no_memory(r->t);
        return named("");
    }
    return (kith_term){
        .kind = KITH_TERM_BLANK,
        .text = {name,
                 (size_t)snprintf(name, 48, "node%zu.%zu", r->nodes, at)}
    };
}

/* What a node object is called: one without a name by where it stands, so that
 * it has the same one whenever it is looked at. */
static kith_term subject_of(reading *r, kith_text object)
{
    kith_text id;
    if (find(r, object, "@id", &id) && *id.data == '"')
        return term_of_id(r, id);
    return blank(r, (size_t)(object.data - r->node));
}

/* A number, a truth value or a text, under a datatype of its own if it has one.
 */
static kith_term literal(reading *r, kith_text json, kith_text datatype)
{
    static const char integer[] = XSD "integer";
    static const char real[] = XSD "double";
    static const char boolean[] = XSD "boolean";
    kith_term term = {.kind = KITH_TERM_LITERAL, .text = json};
    if (*json.data == '"') {
        term.text = kith_context_plain(json, &r->texts);
        term.datatype = datatype;
        return term;
    }
    bool fraction = false;
    for (size_t i = 0; i < json.length; i++)
        fraction = fraction || strchr(".eE", json.data[i]);
    if (*json.data == 't' || *json.data == 'f')
        term.datatype = (kith_text){boolean, sizeof boolean - 1};
    else if (fraction)
        term.datatype = (kith_text){real, sizeof real - 1};
    else
        term.datatype = (kith_text){integer, sizeof integer - 1};
    return term;
}

/* {"@value": …, "@type": …, "@language": …}. */
static kith_term literal_of(reading *r, kith_text object, kith_text value)
{
    static const char json[] = RDF "JSON";
    kith_text type = {0};
    kith_text language;
    if (find(r, object, "@type", &type) && *type.data == '"') {
        type = kith_context_plain(type, &r->texts);
        if (is(type, "@json"))
            return (kith_term){
                .kind = KITH_TERM_LITERAL,
                .text = value,
                .datatype = {json, sizeof json - 1}
            };
        type = kith_context_name(&r->context, type, &r->texts);
    }
    kith_term term = literal(r, value, type);
    term.language = find(r, object, "@language", &language);
    return term;
}

/* -- statements ---------------------------------------------------------- */

static void take_node(reading *r,
                      kith_text object,
                      const kith_term *subject,
                      const kith_term *graph,
                      unsigned depth);

static void say(reading *r, const saying *s, const kith_term *object)
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

static void take_text(reading *r, const saying *s, kith_text json)
{
    const kith_text type = s->term ? s->term->type : (kith_text){0};
    kith_term object;
    if (is(type, "@id") || s->reverse) {
        object = term_of_id(r, json);
    } else if (is(type, "@vocab")) {
        const kith_text plain = kith_context_plain(json, &r->texts);
        object = (kith_term){.kind = KITH_TERM_NAME,
                             .text = kith_context_name(&r->context, plain,
                                                       &r->texts)};
    } else {
        object = literal(r, json, type);
    }
    say(r, s, &object);
}

static void take_value(reading *r, const saying *s, kith_text json);

static void take_values(reading *r, const saying *s, kith_text array)
{
    kith_text element;
    for (size_t at = 0; kith_json_each_element(array, &at, &element);)
        take_value(r, s, element);
}

/* Texts by language: each is a value. */
static void take_languages(reading *r, const saying *s, kith_text object)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        kith_text element;
        size_t i = 0;
        const bool list = *value.data == '[';
        while (list ? kith_json_each_element(value, &i, &element) : i++ == 0) {
            kith_term object_term =
                literal(r, list ? element : value, (kith_text){0});
            object_term.language = true;
            if (*(list ? element : value).data == '"')
                say(r, s, &object_term);
        }
    }
}

/* An object with nothing but an id. */
static bool is_reference(reading *r, kith_text object)
{
    size_t at = 0;
    kith_text key;
    kith_text value;
    return kith_json_each_member(object, &at, &key, &value) &&
           is(key_name(r, key), "@id") &&
           !kith_json_each_member(object, &at, &key, &value);
}

static void take_object(reading *r, const saying *s, kith_text json)
{
    kith_text value;
    if (find(r, json, "@value", &value)) {
        const kith_term object = literal_of(r, json, value);
        if (*value.data != 'n')
            say(r, s, &object);
    } else if (find(r, json, "@list", &value) ||
               find(r, json, "@set", &value)) {
        take_value(r, s, value);
    } else if (s->term && s->term->by_language) {
        take_languages(r, s, json);
    } else if (s->depth < DEEPEST) {
        const kith_term object = subject_of(r, json);
        say(r, s, &object);
        if (s->nested && !is_reference(r, json))
            take_node(r, json, &object, s->graph, s->depth + 1);
    } else {
        kith_lose(r->t, "node that is nested too deep was left out",
                  "nodes that are nested too deep were left out");
    }
}

/* Recursion is bounded by DEEPEST and by the depth of JSON. */
static void take_value(reading *r, const saying *s, kith_text json)
{
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
        const kith_term object = literal(r, json, (kith_text){0});
        say(r, s, &object);
    }
    }
}

/* -- nodes --------------------------------------------------------------- */

static void take_types(reading *r,
                       const kith_term *subject,
                       const kith_term *graph,
                       kith_text json)
{
    const kith_term predicate = named(RDF "type");
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

static void take_graph(reading *r,
                       kith_text json,
                       const kith_term *graph,
                       unsigned depth)
{
    kith_text element = json;
    size_t at = 0;
    while (*json.data == '[' ? kith_json_each_element(json, &at, &element)
                             : at++ == 0) {
        if (*element.data != '{' || depth >= DEEPEST)
            continue;
        const kith_term subject = subject_of(r, element);
        take_node(r, element, &subject, graph, depth + 1);
    }
}

static void take_reverse(reading *r, kith_text json, saying *s)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0;
         *json.data == '{' && kith_json_each_member(json, &at, &key, &value);) {
        s->predicate.text = key_name(r, key);
        s->reverse = true;
        if (s->predicate.text.length)
            take_value(r, s, value);
    }
}

/* One member; of those with nodes inside either the links or the nodes. */
static void take_member(reading *r, saying *s, kith_text key, kith_text value)
{
    char *plain = kith_arena_take(&r->texts, key.length + 1);
    if (!plain)
        return;
    const kith_text name = {plain, kith_json_unescape(key, plain)};
    const kith_text iri = kith_context_name(&r->context, name, &r->texts);
    s->term = kith_context_find(&r->context, name);
    s->reverse = s->term && s->term->reverse;
    s->predicate = (kith_term){.kind = KITH_TERM_NAME, .text = iri};
    if (is(iri, "@type")) {
        if (!s->nested)
            take_types(r, s->subject, s->graph, value);
    } else if (is(iri, "@reverse")) {
        take_reverse(r, value, s);
    } else if (is(iri, "@graph")) {
        if (s->nested)
            take_graph(r, value, s->subject, s->depth);
    } else if (!iri.length) {
        if (!s->nested)
            kith_lose(r->t,
                      "member that the context does not have was left out",
                      "members that the context does not have were left out");
    } else if (*iri.data != '@') {
        take_value(r, s, value);
    }
}

/* First what is said of the node itself, then the nodes in it, so that what is
 * said of one subject comes together. */
static void take_node(reading *r,
                      kith_text object,
                      const kith_term *subject,
                      const kith_term *graph,
                      unsigned depth)
{
    saying s = {.subject = subject, .graph = graph, .depth = depth};
    for (int pass = 0; pass < 2 && kith_translation_goes_on(r->t); pass++) {
        kith_text key;
        kith_text value;
        s.nested = pass == 1;
        for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);)
            take_member(r, &s, key, value);
    }
}

/* -- the document -------------------------------------------------------- */

static bool is_sound(reading *r, kith_text value)
{
    kith_scan scan = {.at = value.data, .end = value.data + value.length};
    const bool sound =
        kith_scan_skip(&scan) && scan.at == scan.end && !scan.repeated;
    kith_scan_release(&scan);
    if (!sound) {
        r->t->feed.at -= value.length;
        (void)kith_stream_fault(r->t, scan.fault ? scan.fault_message
                                                 : "a key stands twice in one "
                                                   "object");
    }
    return sound;
}

static void take_top(reading *r, kith_text value)
{
    static const kith_term no_graph = {0};
    kith_text context;
    r->nodes++;
    r->node = value.data;
    if (!is_sound(r, value))
        return;
    if (*value.data != '{') {
        kith_problem_say(kith_translation_report(r->t, KITH_RULE_WRONG_TYPE),
                         "a node must be an object");
        return;
    }
    if (find(r, value, "@context", &context) &&
        !kith_context_take(&r->context, context))
        return;
    const kith_term subject = subject_of(r, value);
    take_node(r, value, &subject, &no_graph, 0);
    kith_arena_clear(&r->texts);
}

static void take_elements(reading *r)
{
    bool first = true;
    kith_text value;
    kith_stream_enter(r->t);
    while (kith_stream_next(r->t, ']', &first)) {
        if (!kith_stream_value(r->t, &value))
            return;
        take_top(r, value);
    }
}

/* Whether the document is a frame round "@graph", whose nodes then come one by
 * one; its context must come first. */
static bool has_graph(const kith_translation *t)
{
    kith_look look = {0};
    kith_look_at(&look, (kith_text){t->feed.data + t->feed.at,
                                    t->feed.end - t->feed.at});
    return kith_look_has(&look, "@graph", 6) && !kith_look_has(&look, "@id", 3);
}

static void take_frame(reading *r)
{
    char key[LONGEST_KEY];
    bool first = true;
    kith_text value;
    kith_stream_enter(r->t);
    while (kith_stream_next(r->t, '}', &first)) {
        if (!kith_stream_key(r->t, key, sizeof key))
            return;
        if (!strcmp(key, "@graph") && kith_stream_peek(r->t) == '[') {
            take_elements(r);
            continue;
        }
        if (!kith_stream_value(r->t, &value) || !is_sound(r, value))
            return;
        if (!strcmp(key, "@context")) {
            if (r->t->line_count)
                kith_lose(r->t, "context after the nodes was not heeded",
                          "contexts after the nodes were not heeded");
            else if (!kith_context_take(&r->context, value))
                return;
        } else if (!strcmp(key, "@graph") && *value.data == '{') {
            take_top(r, value);
        }
    }
}

static void translate(kith_translation *t)
{
    reading r = {.t = t, .triples = kith_triples_new(t)};
    kith_text value;
    if (!r.triples)
        return;
    r.context = (kith_context){.t = t, .triples = r.triples};
    if (kith_stream_peek(t) == '[')
        take_elements(&r);
    else if (kith_stream_peek(t) == '{' && has_graph(t))
        take_frame(&r);
    else if (kith_stream_value(t, &value))
        take_top(&r, value);
    if (kith_translation_goes_on(t))
        (void)kith_stream_ends(t);
    kith_triples_end(r.triples);
    kith_arena_free(&r.context.texts);
    kith_arena_free(&r.texts);
}

const kith_dialect_row kith_dialect_json_ld = {
    .is = {"json-ld", "linked data as JSON-LD, expanded or with its context",
           ".jsonld"                                                                    },
    .evidence = { "@graph", "@context",                                                  "[].@id", "@id", "[].@type"},
    .translate = translate,
    .implicit = true,
};
