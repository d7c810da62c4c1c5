/* Statements to records: links at once, the rest gathered by subject. */
#include "records/dialects/triples.h"

#include "base/alloc.h"
#include "records/dialects/fragments.h"
#include "records/dialects/links.h"
#include "records/dialects/mapping.h"
#include "records/dialects/names.h"
#include "records/dialects/terms.h"

#include <kith/json.h>

#include <stdio.h>
#include <string.h>

/* Names that mean something to kith. */
#define RDF     "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS    "http://www.w3.org/2000/01/rdf-schema#"
#define SKOS    "http://www.w3.org/2004/02/skos/core#"
#define DCTERMS "http://purl.org/dc/terms/"
#define KITH    "urn:kith:term/"

/* What is said of the subject in hand. */
typedef struct {
    kith_text predicate; /* inside of a JSON string */
    kith_text value;     /* JSON text */
} fact;

struct kith_triples {
    kith_translation *t;
    kith_names names;
    kith_arena texts;  /* of the subject in hand */
    kith_arena now;    /* of the statement in hand */
    kith_text subject; /* its IRI, or "_:" and a label; absent: none */
    fact *facts;
    size_t count;
    size_t room;
    kith_place place;
    kith_links links;
};

kith_triples *kith_triples_new(kith_translation *t)
{
    kith_triples *triples = KITH_NEW(kith_triples, 1);
    t->own = kith_fragments_new(t);
    if (triples && t->own) {
        triples->t = t;
        return triples;
    }
    kith_fragments_free(t->own);
    kith_release(triples);
    t->own = NULL;
    (void)kith_translation_no_memory(t);
    return NULL;
}

void kith_triples_prefix(kith_triples *triples, kith_text prefix, kith_text iri)
{
    if (!kith_names_declare(&triples->names, prefix, iri))
        (void)kith_translation_no_memory(triples->t);
}

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static bool is(kith_text text, const char *name)
{
    return text.data && text.length == strlen(name) &&
           !memcmp(text.data, name, text.length);
}

/* -- an entity out of all its facts -------------------------------------- */

/* What predicates are to an entity; of several for the name the earlier row is
 * taken. */
static const kith_role_row roles[] = {
    {RDF "type",                              KITH_ROLE_TYPE    },
    {RDFS "label",                            KITH_ROLE_NAME    },
    {SKOS "prefLabel",                        KITH_ROLE_NAME    },
    {"http://xmlns.com/foaf/0.1/name",        KITH_ROLE_NAME    },
    {"http://schema.org/name",                KITH_ROLE_NAME    },
    {"https://schema.org/name",               KITH_ROLE_NAME    },
    {DCTERMS "title",                         KITH_ROLE_NAME    },
    {"http://purl.org/dc/elements/1.1/title", KITH_ROLE_NAME    },
    {SKOS "altLabel",                         KITH_ROLE_ALIASES },
    {NULL,                                    KITH_ROLE_PROPERTY}
};

/* Of statements about relations, as kith writes them. */
static const kith_role_row statement_roles[] = {
    {RDF "type",        KITH_ROLE_DROP      },
    {RDF "subject",     KITH_ROLE_SOURCE    },
    {RDF "predicate",   KITH_ROLE_TYPE      },
    {RDF "object",      KITH_ROLE_TARGET    },
    {KITH "id",         KITH_ROLE_ID        },
    {KITH "directed",   KITH_ROLE_DIRECTED  },
    {KITH "since",      KITH_ROLE_SINCE     },
    {KITH "until",      KITH_ROLE_UNTIL     },
    {KITH "weight",     KITH_ROLE_WEIGHT    },
    {KITH "confidence", KITH_ROLE_CONFIDENCE},
    {NULL,              KITH_ROLE_PROPERTY  }
};

static bool has_type(kith_text types, const char *wanted)
{
    kith_text element;
    for (size_t at = 0;
         types.data && kith_json_each_element(types, &at, &element);) {
        if (element.length > 2 &&
            is((kith_text){element.data + 1, element.length - 2}, wanted))
            return true;
    }
    return false;
}

static kith_text types_of(kith_text facts)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &value);) {
        if (kith_json_is_key(key, text_of(RDF "type")))
            return value;
    }
    return (kith_text){0};
}

/* A JSON string of an IRI to that of its short name, or of its id. */
static kith_text renamed(kith_triples *triples, kith_text json, bool id)
{
    kith_translation *t = triples->t;
    char *plain = kith_arena_take(&t->scratch, json.length + 1);
    if (!plain || json.length < 2)
        return json;
    const kith_text inside = {json.data + 1, json.length - 2};
    kith_text iri = {plain, kith_json_unescape(inside, plain)};
    iri = id ? kith_names_id(&triples->names, iri, &t->scratch)
             : kith_names_short(&triples->names, iri, &t->scratch);
    const size_t from = t->out_used;
    kith_put_plain(t, iri);
    return kith_take_back(t, from);
}

static kith_text renamed_all(kith_triples *triples, kith_text list, bool id)
{
    kith_translation *t = triples->t;
    kith_text element;
    char *out =
        kith_arena_take(&t->scratch, 2 * list.length + 64 + KITH_PADDING);
    size_t length = 0;
    size_t room = 2 * list.length + 64;
    for (size_t at = 0; out && kith_json_each_element(list, &at, &element);) {
        const kith_text name = renamed(triples, element, id);
        if (length + name.length + 2 > room)
            break; /* short names are shorter than IRIs, and escapes few */
        out[length] = length ? ',' : '[';
        length++;
        memcpy(out + length, name.data, name.length);
        length += name.length;
    }
    if (!out || !length)
        return list;
    out[length++] = ']';
    return (kith_text){out, length};
}

static kith_field *add(kith_triples *triples,
                       const kith_role_row *rows,
                       kith_text key)
{
    unsigned char rank = 0;
    while (rows[rank].key && !kith_json_is_key(key, text_of(rows[rank].key)))
        rank++;
    kith_field *field = kith_add_field(triples->t, rows[rank].role, key);
    if (field)
        field->rank = rank;
    return field;
}

static void set_json(kith_field *field, kith_text json)
{
    kith_scan scan = {.at = json.data, .end = json.data + json.length};
    (void)kith_scan_value(&scan, &field->type, &field->text, &field->escaped);
    kith_scan_release(&scan);
}

/* One value is itself, several are a list. */
static kith_text alone(kith_text list)
{
    size_t at = 0;
    kith_text first;
    kith_text second;
    if (kith_json_each_element(list, &at, &first) &&
        !kith_json_each_element(list, &at, &second))
        return first;
    return list;
}

static void add_fact(kith_triples *triples,
                     const kith_role_row *rows,
                     kith_text key,
                     kith_text list)
{
    kith_translation *t = triples->t;
    kith_field *field = add(triples, rows, key);
    if (!field)
        return;
    const kith_role role = field->role;
    kith_text value = list;
    if (role == KITH_ROLE_TYPE)
        value = renamed_all(triples, list, false);
    else if (role == KITH_ROLE_SOURCE || role == KITH_ROLE_TARGET)
        value = renamed_all(triples, list, true);
    if (role != KITH_ROLE_TYPE && role != KITH_ROLE_ALIASES)
        value = alone(value);
    set_json(field, value);
    /* a property is called by its short name */
    const kith_text quoted = {key.data - 1, key.length + 2};
    const kith_text name = renamed(triples, quoted, false);
    field = &t->fields[t->field_count - 1];
    field->key = (kith_text){name.data + 1, name.length - 2};
}

/* Documents that kith's own evidence cites. */
static void add_evidence(kith_triples *triples, kith_text list)
{
    kith_translation *t = triples->t;
    const kith_text ids = renamed_all(triples, list, true);
    kith_field *field =
        kith_add_field(t, KITH_ROLE_EVIDENCE, text_of("evidence"));
    if (field)
        set_json(field, ids);
}

static void add_facts(kith_triples *triples,
                      const kith_role_row *rows,
                      kith_text facts)
{
    kith_text key;
    kith_text list;
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &list);) {
        if (kith_json_is_key(key, text_of(DCTERMS "source")))
            add_evidence(triples, list);
        else if (!kith_json_is_key(key, text_of(KITH "evidence")))
            add_fact(triples, rows, key, list);
    }
}

static void put_id(kith_triples *triples, kith_text iri)
{
    kith_field *field = kith_add_field(triples->t, KITH_ROLE_ID, text_of("id"));
    if (field) {
        field->type = KITH_JSON_STRING;
        field->text =
            kith_as_json(triples->t, kith_names_id(&triples->names, iri,
                                                   &triples->t->scratch));
    }
}

/* What evidence says but its document, which is cited. */
static void lose_note(kith_triples *triples, kith_text facts)
{
    kith_text key;
    kith_text list;
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &list);) {
        if (kith_json_is_key(key, text_of(RDF "type")) ||
            kith_json_is_key(key, text_of(DCTERMS "source")))
            continue;
        kith_lose(triples->t, "note on evidence was left out",
                  "notes on evidence were left out");
        return;
    }
}

/* What predicates are to a document, as kith writes them; NULL: nothing. */
static const struct {
    const char *predicate;
    const char *key;
} document_members[] = {
    {RDF "type",          NULL       },
    {DCTERMS "title",     "title"    },
    {DCTERMS "publisher", "publisher"},
    {DCTERMS "date",      "date"     },
    {DCTERMS "language",  "language" },
    {RDFS "seeAlso",      "url"      },
    {NULL,                NULL       },
};

static void put_document_member(kith_triples *triples,
                                kith_text key,
                                kith_text list)
{
    kith_translation *t = triples->t;
    size_t i = 0;
    while (document_members[i].predicate &&
           !kith_json_is_key(key, text_of(document_members[i].predicate)))
        i++;
    const bool known = document_members[i].predicate != NULL;
    if (known && !document_members[i].key)
        return;
    const kith_text quoted = {key.data - 1, key.length + 2};
    const kith_text name = renamed(triples, quoted, false);
    const kith_text value = alone(list);
    kith_put_key(t, known ? text_of(document_members[i].key)
                          : (kith_text){name.data + 1, name.length - 2});
    kith_put_raw(t, value.data, value.length);
}

static void put_document(kith_triples *triples, kith_text facts)
{
    kith_translation *t = triples->t;
    kith_text key;
    kith_text list;
    kith_begin(t, KITH_RECORD_DOCUMENT);
    kith_put_member(t, "record", text_of("document"));
    kith_put_member(t, "id",
                    kith_names_id(&triples->names, triples->subject,
                                  &t->scratch));
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &list);)
        put_document_member(triples, key, list);
    kith_end(t);
}

/* The graph itself is called by the base; its title is that of the whole. */
static void keep_title(kith_triples *triples, kith_text facts)
{
    kith_text key;
    kith_text list;
    for (size_t at = 0; kith_json_each_member(facts, &at, &key, &list);) {
        if (kith_json_is_key(key, text_of(DCTERMS "title")))
            kith_keep_member(triples->t, (kith_text){"title", 5}, alone(list));
    }
}

/* Labels of kith's own types are in its vocabulary. */
static bool is_vocabulary(const kith_triples *triples, kith_text iri)
{
    return kith_names_is_below(&triples->names, iri, "type/") ||
           kith_names_is_below(&triples->names, iri, "relation/");
}

/* All that is known of a subject, as {"id":…,"properties":{…}}. */
static void put_subject(kith_triples *triples, kith_text facts)
{
    const kith_text types = types_of(facts);
    kith_translation *t = triples->t;
    if (kith_names_is_base(&triples->names, triples->subject)) {
        keep_title(triples, facts);
    } else if (has_type(types, KITH "Evidence")) {
        lose_note(triples, facts);
    } else if (has_type(types, KITH "Document")) {
        put_document(triples, facts);
    } else if (has_type(types, RDF "Statement")) {
        add_facts(triples, statement_roles, facts);
        kith_links_say(&triples->links, t);
        kith_put_fields(t, KITH_RECORD_RELATION, KITH_UNTYPED);
    } else {
        put_id(triples, triples->subject);
        add_facts(triples, roles, facts);
        kith_put_fields(t, KITH_RECORD_ENTITY, NULL);
    }
}

/* -- gathering ----------------------------------------------------------- */

/* The facts in hand as one piece of an entity, in scratch. */
static kith_text write_piece(kith_triples *triples)
{
    kith_translation *t = triples->t;
    const size_t from = t->out_used;
    kith_open(t, '{');
    kith_put_member(t, "id", triples->subject);
    kith_put_key(t, (kith_text){"properties", 10});
    kith_open(t, '{');
    for (size_t i = 0; i < triples->count; i++) {
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = kith_terms_same(triples->facts[j].predicate,
                                   triples->facts[i].predicate);
        if (seen)
            continue;
        kith_put_key(t, triples->facts[i].predicate);
        kith_open(t, '[');
        for (size_t j = i; j < triples->count; j++) {
            if (!kith_terms_same(triples->facts[j].predicate,
                                 triples->facts[i].predicate))
                continue;
            kith_next(t);
            kith_put_raw(t, triples->facts[j].value.data,
                         triples->facts[j].value.length);
        }
        kith_close(t, ']');
    }
    kith_close(t, '}');
    kith_close(t, '}');
    return kith_take_back(t, from);
}

static void end_subject(kith_triples *triples)
{
    kith_translation *t = triples->t;
    const kith_place place = t->place;
    kith_text whole;
    if (!triples->subject.data)
        return;
    t->place = triples->place;
    kith_clear_fields(t);
    const kith_text piece = write_piece(triples);
    const kith_text id = kith_as_json(t, triples->subject);
    if (t->status == KITH_OK &&
        kith_fragments_take(t->own, id, piece, &whole)) {
        kith_text key;
        kith_text value = {0};
        for (size_t at = 0; kith_json_each_member(whole, &at, &key, &value);)
            continue; /* properties come last */
        if (value.data)
            put_subject(triples, value);
        kith_fragments_became(t->own);
    }
    t->place = place;
    kith_clear_fields(t);
    kith_arena_free(&triples->texts);
    triples->subject = (kith_text){0};
    triples->count = 0;
}

static kith_text keep(kith_triples *triples, kith_text text)
{
    const char *copy =
        kith_arena_text(&triples->texts, text.length ? text.data : "",
                        text.length);
    if (!copy)
        (void)kith_translation_no_memory(triples->t);
    return copy ? (kith_text){copy, text.length} : (kith_text){"", 0};
}

/* -- statements ---------------------------------------------------------- */

/* Whether a link is a fact about its subject, and no relation. */
static bool is_fact(const kith_triples *triples,
                    kith_text subject,
                    kith_text predicate,
                    const kith_term *object)
{
    static const char *const names[] = {RDF "type", RDF "subject",
                                        RDF "predicate", RDF "object",
                                        KITH "evidence"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is(predicate, names[i]))
            return true;
    }
    return kith_names_is_below(&triples->names, subject, "document/") ||
           (is(predicate, DCTERMS "source") && object->kind == KITH_TERM_NAME &&
            kith_names_is_below(&triples->names, object->text, "document/"));
}

static void put_end(kith_triples *triples, const char *key, kith_text name)
{
    kith_put_member(triples->t, key,
                    kith_names_id(&triples->names, name, &triples->t->scratch));
}

static bool is_document(const kith_triples *triples, const kith_term *graph)
{
    return graph->kind == KITH_TERM_NAME &&
           kith_names_is_below(&triples->names, graph->text, "document/");
}

static void put_link(kith_triples *triples,
                     kith_text subject,
                     kith_text predicate,
                     kith_text object,
                     const kith_term *graph)
{
    kith_translation *t = triples->t;
    const uint64_t hash = kith_links_hash(
        kith_as_json(t, kith_names_id(&triples->names, subject, &t->scratch)),
        kith_as_json(t,
                     kith_names_short(&triples->names, predicate, &t->scratch)),
        kith_as_json(t, kith_names_id(&triples->names, object, &t->scratch)));
    const bool apart = graph->kind && !is_document(triples, graph);
    if (!apart && kith_links_is_said(&triples->links, hash))
        return;
    const uint64_t line = kith_line_offset(t);
    kith_begin(t, KITH_RECORD_RELATION);
    put_end(triples, "source", subject);
    kith_put_member(t, "type",
                    kith_names_short(&triples->names, predicate, &t->scratch));
    put_end(triples, "target", object);
    if (is_document(triples, graph)) {
        kith_put_key(t, (kith_text){"evidence", 8});
        kith_open(t, '[');
        kith_put_plain(t, kith_names_id(&triples->names, graph->text,
                                        &t->scratch));
        kith_close(t, ']');
    } else if (graph->kind) {
        kith_put_key(t, (kith_text){"properties", 10});
        kith_open(t, '{');
        put_end(triples, "graph", graph->text);
        kith_close(t, '}');
    }
    kith_end(t);
    if (!apart && !kith_links_add(&triples->links,
                                  (kith_link){hash, line, kith_line_offset(t)}))
        (void)kith_translation_no_memory(t);
}

static void gather(kith_triples *triples,
                   kith_text subject,
                   kith_text predicate,
                   kith_text object,
                   const kith_term *term)
{
    kith_translation *t = triples->t;
    if (triples->subject.data && !kith_terms_same(triples->subject, subject))
        end_subject(triples);
    if (!triples->subject.data) {
        triples->subject = keep(triples, subject);
        triples->place = t->place;
    }
    fact *facts = kith_make_room(triples->facts, triples->count, &triples->room,
                                 sizeof *facts);
    if (!facts) {
        (void)kith_translation_no_memory(t);
        return;
    }
    triples->facts = facts;
    const size_t from = t->out_used;
    kith_terms_put(t, term, object);
    const kith_text value = keep(triples, kith_take_back(t, from));
    facts[triples->count++] =
        (fact){keep(triples, kith_as_json(t, predicate)), value};
    if (term->language)
        kith_lose(t, "language of a text was left out",
                  "languages of texts were left out");
}

/* A blank node is called as it is written, in inputs after the first with the
 * number of the input: the same label in two files is not the same node. No
 * label has an '@'. */
static kith_text name_of(kith_triples *triples, const kith_term *term)
{
    enum { NUMBER = 24 };
    const size_t input = triples->t->input;
    if (term->kind != KITH_TERM_BLANK)
        return term->text;
    const size_t length = term->text.length + 2;
    char *name = kith_arena_take(&triples->now, length + NUMBER);
    if (!name) {
        (void)kith_translation_no_memory(triples->t);
        return term->text;
    }
    memcpy(name, "_:", 2);
    if (term->text.length)
        memcpy(name + 2, term->text.data, term->text.length);
    if (input)
        return (kith_text){name,
                           length + (size_t)snprintf(name + length, NUMBER,
                                                     "@%zu", input + 1)};
    return (kith_text){name, length};
}

void kith_triples_take(kith_triples *triples,
                       const kith_term *subject,
                       const kith_term *predicate,
                       const kith_term *object,
                       const kith_term *graph)
{
    kith_translation *t = triples->t;
    const kith_text from = name_of(triples, subject);
    const kith_text to = name_of(triples, object);
    const bool link = object->kind != KITH_TERM_LITERAL;
    if (is_vocabulary(triples, subject->text))
        return;
    if (link && !is_fact(triples, from, predicate->text, object))
        put_link(triples, from, predicate->text, to, graph);
    else
        gather(triples, from, predicate->text, to, object);
    if (t->scratch.used)
        kith_arena_free(&t->scratch);
    if (triples->now.used)
        kith_arena_free(&triples->now);
}

void kith_triples_end(kith_triples *triples)
{
    kith_translation *t = triples->t;
    if (t->status == KITH_OK)
        end_subject(triples);
    kith_fragments_free(t->own);
    t->own = NULL;
    kith_links_free(&triples->links);
    kith_arena_free(&triples->names.texts);
    kith_arena_free(&triples->now);
    kith_arena_free(&triples->texts);
    kith_release(triples->facts);
    kith_release(triples);
}
