/* Node objects of JSON-LD to statements: what keys and values mean where they
 * stand. */
#include "records/dialects/ld_node.h"

#include "records/dialects/vocabularies.h"

#include <kith/json.h>

#include <stdio.h>
#include <string.h>

enum { DEEPEST = 64 };

typedef kith_ld_reading reading;

/* The members of an object that are keywords; absent ones have no data. */
typedef struct {
    kith_text context;
    kith_text id;
    kith_text type;
    kith_text value;
    kith_text language;
    kith_text list;
    kith_text set;
    size_t count; /* of all members */
} keywords;

/* What the values of a member are about. */
typedef struct {
    const kith_term *subject;
    kith_term predicate;
    const kith_term *graph;
    const kith_context_term *term; /* or NULL */
    kith_text key; /* what a value is found by in an object of values */
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

static void note(keywords *k, kith_text name, kith_text value)
{
    const struct {
        const char *name;
        kith_text *value;
    } places[] = {
        {"@id",       &k->id      },
        {"@type",     &k->type    },
        {"@value",    &k->value   },
        {"@language", &k->language},
        {"@list",     &k->list    },
        {"@set",      &k->set     },
        {"@context",  &k->context },
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (is(name, places[i].name)) {
            *places[i].value = value;
            return;
        }
    }
}

static void look_inside(reading *r, kith_text object, keywords *k);

/* Members that stand one level deeper for order's sake. */
static void look_in_nest(reading *r, kith_text json, keywords *k)
{
    kith_text element = json;
    size_t at = 0;
    while (*json.data == '[' ? kith_json_each_element(json, &at, &element)
                             : at++ == 0) {
        if (*element.data == '{')
            look_inside(r, element, k);
    }
}

/* Recursion is bounded by the depth of JSON. */
static void look_inside(reading *r, kith_text object, keywords *k)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        const bool plain = key.length && *key.data == '@';
        k->count++;
        if (!plain && !r->context.aliases)
            continue;
        const kith_text name = plain ? key : key_name(r, key);
        if (is(name, "@nest"))
            look_in_nest(r, value, k);
        else
            note(k, name, value);
    }
}

static void look(reading *r, kith_text object, keywords *k)
{
    *k = (keywords){.count = 0};
    look_inside(r, object, k);
}

/* -- contexts that hold in a part ---------------------------------------- */

/* Contexts of types hold in the node that has them. */
static void take_type_contexts(reading *r, kith_text types)
{
    const kith_context outer = r->context;
    kith_text element = types;
    size_t at = 0;
    while (types.data &&
           (*types.data == '[' ? kith_json_each_element(types, &at, &element)
                               : at++ == 0)) {
        const kith_text name = kith_context_plain(element, &r->texts);
        const kith_context_term *term =
            name.length ? kith_context_find(&outer, name) : NULL;
        if (term && term->context.data)
            (void)kith_context_take(&r->context, term->context);
    }
}

/* Enter a node object: the context that the term brings along, its own, then
 * those of its types hold until the contexts are set back. */
static void enter(reading *r,
                  kith_text object,
                  const kith_context_term *term,
                  keywords *k)
{
    r->context = r->beneath;
    r->context.texts = &r->texts;
    if (term && term->context.data)
        (void)kith_context_take(&r->context, term->context);
    look(r, object, k);
    if (k->context.data && kith_context_take(&r->context, k->context))
        look(r, object, k);
    r->beneath = r->context;
    take_type_contexts(r, k->type);
}

static void leave(reading *r, const kith_context outer[2])
{
    r->context = outer[0];
    r->beneath = outer[1];
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
static kith_term subject_of(reading *r, kith_text object, const keywords *k)
{
    if (k->id.data && *k->id.data == '"')
        return term_of_id(r, k->id);
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
    if (datatype.length && *datatype.data != '@') {
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

static kith_term json_literal(kith_text json)
{
    static const char datatype[] = RDF "JSON";
    return (kith_term){
        .kind = KITH_TERM_LITERAL,
        .text = json,
        .datatype = {datatype, sizeof datatype - 1}
    };
}

/* {"@value": …, "@type": …, "@language": …}. */
static kith_term literal_of(reading *r, const keywords *k)
{
    kith_text type = k->type;
    if (type.data && *type.data == '"') {
        type = kith_context_plain(type, &r->texts);
        if (is(type, "@json"))
            return json_literal(k->value);
        type = kith_context_name(&r->context, type, &r->texts);
    }
    kith_term term = literal(r, k->value, type);
    term.language = k->language.data != NULL;
    return term;
}

/* -- statements ---------------------------------------------------------- */

static void take_members(reading *r,
                         kith_text object,
                         const kith_term *subject,
                         const kith_term *graph,
                         unsigned depth);
static void take_types(reading *r,
                       const kith_term *subject,
                       const kith_term *graph,
                       kith_text json);

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

static bool is_keyed_by(const saying *s, bool by)
{
    return by && s->key.data &&
           !is((kith_text){s->key.data + 1, s->key.length - 2}, "@none");
}

static void take_text(reading *r, const saying *s, kith_text json)
{
    const kith_text type = s->term ? s->term->type : (kith_text){0};
    const bool typed = s->term && is_keyed_by(s, s->term->by_type);
    kith_term object;
    if (is(type, "@id") || s->reverse || (typed && !is(type, "@vocab"))) {
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
    if (s->nested && typed)
        take_types(r, &object, s->graph, s->key);
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

/* Values that stand in an object by index, id or type. */
static void take_keyed(reading *r, const saying *s, kith_text object)
{
    saying inner = *s;
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        inner.key = (kith_text){key.data - 1, key.length + 2};
        if (is(key_name(r, key), "@none"))
            inner.key = (kith_text){"\"@none\"", 7};
        take_value(r, &inner, value);
    }
}

static bool is_keyed(const saying *s)
{
    return s->term && !s->key.data &&
           (s->term->by_index || s->term->by_id || s->term->by_type);
}

/* A node as a value. */
static void take_node_value(reading *r, const saying *s, kith_text json)
{
    const kith_context outer[] = {r->context, r->beneath};
    keywords k;
    enter(r, json, s->term, &k);
    const size_t only = (size_t)(k.id.data != NULL) + (k.context.data != NULL);
    if (s->term && is_keyed_by(s, s->term->by_id) && !k.id.data)
        k.id = s->key;
    const kith_term object = subject_of(r, json, &k);
    const bool typed = s->term && is_keyed_by(s, s->term->by_type);
    say(r, s, &object);
    if (s->nested && typed)
        take_types(r, &object, s->graph, s->key);
    if (s->nested && k.count > only)
        take_members(r, json, &object, s->graph, s->depth + 1);
    leave(r, outer);
}

static void take_object(reading *r, const saying *s, kith_text json)
{
    keywords k;
    look(r, json, &k);
    if (k.value.data) {
        const kith_term object = literal_of(r, &k);
        if (*k.value.data != 'n')
            say(r, s, &object);
    } else if (k.list.data || k.set.data) {
        take_value(r, s, k.list.data ? k.list : k.set);
    } else if (s->term && s->term->by_language) {
        take_languages(r, s, json);
    } else if (s->term && s->term->graphs) {
        if (!s->nested)
            kith_lose(r->t, "graph that is a value was left out",
                      "graphs that are values were left out");
    } else if (is_keyed(s)) {
        take_keyed(r, s, json);
    } else if (s->depth < DEEPEST) {
        take_node_value(r, s, json);
    } else {
        kith_lose(r->t, "node that is nested too deep was left out",
                  "nodes that are nested too deep were left out");
    }
}

/* Recursion is bounded by DEEPEST and by the depth of JSON. */
static void take_value(reading *r, const saying *s, kith_text json)
{
    if (s->term && is(s->term->type, "@json")) {
        const kith_term object = json_literal(json);
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
        const kith_term object = literal(r, json, type);
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
        const kith_context outer[] = {r->context, r->beneath};
        keywords k;
        enter(r, element, NULL, &k);
        const kith_term subject = subject_of(r, element, &k);
        take_members(r, element, &subject, graph, depth + 1);
        leave(r, outer);
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

static void take_member(reading *r, saying *s, kith_text key, kith_text value);

/* Members that stand one level deeper for order's sake. */
static void take_nest(reading *r, saying *s, kith_text json)
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
static void take_in_context(reading *r, const saying *s, kith_text value)
{
    const kith_context outer = r->context;
    if (s->term && s->term->context.data) {
        r->context.texts = &r->texts;
        (void)kith_context_take(&r->context, s->term->context);
    }
    take_value(r, s, value);
    r->context = outer;
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
    } else if (is(iri, "@included")) {
        if (s->nested)
            take_graph(r, value, s->graph, s->depth);
    } else if (is(iri, "@nest")) {
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
static void take_members(reading *r,
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

void kith_ld_take(kith_ld_reading *r, kith_text object)
{
    static const kith_term no_graph = {0};
    const kith_context outer[] = {r->context, r->beneath};
    keywords k;
    r->nodes++;
    r->node = object.data;
    enter(r, object, NULL, &k);
    const kith_term subject = subject_of(r, object, &k);
    take_members(r, object, &subject, &no_graph, 0);
    leave(r, outer);
    kith_arena_clear(&r->texts);
}
