/* Statements to records: links at once, the rest gathered by subject until all
 * is known of it. */
#include "records/dialects/triples.h"

#include "base/alloc.h"
#include "records/dialects/fragments.h"
#include "records/dialects/mapping.h"
#include "records/dialects/subject.h"
#include "records/dialects/terms.h"
#include "records/dialects/vocabularies.h"

#include <kith/json.h>

#include <stdio.h>
#include <string.h>

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

static bool is(kith_text text, const char *name)
{
    return text.data && text.length == strlen(name) &&
           !memcmp(text.data, name, text.length);
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
        const kith_subject subject = {t, &triples->names, &triples->links,
                                      triples->subject};
        if (value.data)
            kith_subject_put(&subject, value);
        kith_fragments_became(t->own);
    }
    t->place = place;
    kith_clear_fields(t);
    kith_arena_clear(&triples->texts);
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

/* A blank node is called as it is written, and the document itself "<>"; in
 * inputs after the first with the number of the input: the same label in two
 * files is not the same node. No label has an '@'. */
static kith_text name_of(kith_triples *triples, const kith_term *term)
{
    enum { NUMBER = 24 };
    const size_t input = triples->t->input;
    const bool blank = term->kind == KITH_TERM_BLANK;
    if (!blank && (term->kind != KITH_TERM_NAME || term->text.length))
        return term->text;
    const size_t length = term->text.length + 2;
    char *name = kith_arena_take(&triples->now, length + NUMBER);
    if (!name) {
        (void)kith_translation_no_memory(triples->t);
        return term->text;
    }
    memcpy(name, blank ? "_:" : "<>", 2);
    if (term->text.length)
        memcpy(name + 2, term->text.data, term->text.length);
    if (input)
        return (kith_text){name,
                           length + (size_t)snprintf(name + length, NUMBER,
                                                     "@%zu", input + 1)};
    return (kith_text){name, length};
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

/* As the line of the link says it. */
static uint64_t link_hash(kith_triples *triples,
                          kith_text subject,
                          kith_text predicate,
                          kith_text object)
{
    kith_translation *t = triples->t;
    return kith_links_hash(
        kith_as_json(t, kith_names_id(&triples->names, subject, &t->scratch)),
        kith_as_json(t,
                     kith_names_short(&triples->names, predicate, &t->scratch)),
        kith_as_json(t, kith_names_id(&triples->names, object, &t->scratch)));
}

static void put_link(kith_triples *triples,
                     kith_text subject,
                     kith_text predicate,
                     kith_text object,
                     const kith_term *graph)
{
    kith_translation *t = triples->t;
    const bool known =
        triples->links.wanted && (!graph->kind || is_document(triples, graph));
    const uint64_t hash =
        known ? link_hash(triples, subject, predicate, object) : 0;
    if (known && kith_links_is_said(&triples->links, hash))
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
        put_end(triples, "graph", name_of(triples, graph));
        kith_close(t, '}');
    }
    kith_end(t);
    if (known && !kith_links_add(&triples->links,
                                 (kith_link){hash, line, kith_line_offset(t)}))
        (void)kith_translation_no_memory(t);
}

static void gather(kith_triples *triples,
                   kith_text subject,
                   kith_text predicate,
                   kith_text object,
                   const kith_term *term,
                   const kith_term *graph)
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
    if (graph->kind)
        kith_lose(t, "graph of a fact was left out",
                  "graphs of facts were left out");
    if (term->language)
        kith_lose(t, "language of a text was left out",
                  "languages of texts were left out");
}

/* Labels of kith's own types are in its vocabulary. */
static bool is_vocabulary(const kith_triples *triples, kith_text iri)
{
    return kith_names_is_below(&triples->names, iri, "type/") ||
           kith_names_is_below(&triples->names, iri, "relation/");
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
        gather(triples, from, predicate->text, to, object, graph);
    if (t->scratch.used)
        kith_arena_clear(&t->scratch);
    if (triples->now.used)
        kith_arena_clear(&triples->now);
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
