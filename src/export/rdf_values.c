/* What records say, as statements: JSON values, evidence, documents. */
#include "base/error.h"
#include "export/cited.h"
#include "export/pieces.h"
#include "export/rdf.h"
#include "graph/record_window.h"
#include "json/scan.h"

#include <string.h>

void kith_rdf_open(kith_rdf *rdf, kith_rdf_name subject)
{
    rdf->subject = subject;
    rdf->predicates = 0;
    if (rdf->form->open)
        rdf->form->open(rdf, subject);
    rdf->subjects++;
}

void kith_rdf_predicate(kith_rdf *rdf, kith_rdf_name predicate, bool many)
{
    rdf->verb = predicate;
    rdf->objects = 0;
    if (rdf->form->predicate)
        rdf->form->predicate(rdf, predicate, many);
    rdf->many = many;
    rdf->predicates++;
}

void kith_rdf_add(kith_rdf *rdf, const kith_rdf_object *object)
{
    rdf->form->object(rdf, object);
    rdf->objects++;
}

void kith_rdf_close(kith_rdf *rdf)
{
    if (rdf->form->close)
        rdf->form->close(rdf);
}

void kith_rdf_say(kith_rdf *rdf,
                  kith_rdf_name predicate,
                  const kith_rdf_object *object)
{
    kith_rdf_predicate(rdf, predicate, false);
    kith_rdf_add(rdf, object);
}

/* -- values -------------------------------------------------------------- */

static kith_rdf_object number(kith_text json)
{
    for (size_t i = 0; i < json.length; i++) {
        if (strchr(".eE", json.data[i]))
            return (kith_rdf_object){.kind = KITH_RDF_DOUBLE, .text = json};
    }
    return (kith_rdf_object){.kind = KITH_RDF_INTEGER, .text = json};
}

/* A simple value; its text is borrowed until the next one. */
static kith_rdf_object simple(kith_rdf *rdf, kith_text json)
{
    switch (*json.data) {
    case '"':
        return (kith_rdf_object){.kind = KITH_RDF_STRING,
                                 .text = kith_rows_text(&rdf->rows, json)};
    case 't':
    case 'f':
        return (kith_rdf_object){.kind = KITH_RDF_BOOLEAN, .text = json};
    case '[':
    case '{':
    case 'n':
        return (kith_rdf_object){.kind = KITH_RDF_JSON, .text = json};
    default:
        return number(json);
    }
}

/* How many objects a list becomes: 0 if it is empty, or if one of them cannot
 * be an object, and it is to be written as JSON. */
static size_t count_simple(kith_text list)
{
    kith_text element;
    size_t count = 0;
    for (size_t at = 0; kith_json_each_element(list, &at, &element); count++) {
        if (strchr("[{n", *element.data))
            return 0;
    }
    return count;
}

void kith_rdf_say_json(kith_rdf *rdf, kith_rdf_name predicate, kith_text json)
{
    kith_rdf_object object;
    kith_text element;
    const bool is_list = json.data && *json.data == '[';
    const size_t count = is_list ? count_simple(json) : 0;
    if (kith_json_is_null(json)) {
        kith_losses_add_named(rdf->options->losses, KITH_LOSS_NULL,
                              json.data != NULL, predicate.local);
        return;
    }
    kith_rdf_predicate(rdf, predicate, count > 1);
    if (!count) {
        object = simple(rdf, json);
        kith_rdf_add(rdf, &object);
        return;
    }
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        object = simple(rdf, element);
        kith_rdf_add(rdf, &object);
    }
    kith_losses_add_named(rdf->options->losses, KITH_LOSS_LIST, 1,
                          predicate.local);
}

/* A key without its escapes, borrowed until the next one. */
static kith_text plain_key(kith_rdf *rdf, kith_text key)
{
    if (!memchr(key.data, '\\', key.length))
        return key;
    rdf->draft.length = 0;
    kith_draft_add_bytes(&rdf->draft, key.data, key.length);
    if (rdf->draft.out_of_memory)
        return (kith_text){"", 0};
    return (kith_text){rdf->draft.data,
                       kith_json_unescape(key, rdf->draft.data)};
}

/* -- evidence ------------------------------------------------------------ */

kith_text kith_rdf_cited(kith_text piece)
{
    kith_text key;
    kith_text value;
    if (*piece.data == '"')
        return piece;
    if (*piece.data != '{')
        return (kith_text){0};
    for (size_t at = 0; kith_json_each_member(piece, &at, &key, &value);) {
        if (kith_json_is_key(key, kith_text_of("document")))
            return *value.data == '"' ? value : (kith_text){0};
    }
    return (kith_text){0};
}

static bool is_same(kith_text one, kith_text other)
{
    return one.data && other.data && one.length == other.length &&
           !memcmp(one.data, other.data, one.length);
}

bool kith_rdf_next_cited(kith_text evidence, size_t *at, kith_text *cited)
{
    const kith_text before = *cited;
    kith_text piece;
    while (kith_json_each_element(evidence, at, &piece)) {
        *cited = kith_rdf_cited(piece);
        if (cited->data && !is_same(before, *cited))
            return true;
    }
    return false;
}

static size_t count_cited(kith_text evidence)
{
    kith_text cited = {0};
    size_t count = 0;
    for (size_t at = 0; kith_rdf_next_cited(evidence, &at, &cited);)
        count++;
    return count;
}

/* Blank nodes are numbered from 1. */
static kith_rdf_name blank(char out[32], size_t number)
{
    snprintf(out, 32, "b%zu", number);
    return kith_rdf_named(KITH_RDF_BLANK, out);
}

static void say_details(kith_rdf *rdf, kith_text evidence)
{
    char name[32];
    kith_text piece;
    size_t count = 0;
    for (size_t at = 0; kith_json_each_element(evidence, &at, &piece);)
        count++;
    if (!count)
        return;
    kith_rdf_predicate(rdf, kith_rdf_named(KITH_RDF_TERM, "evidence"),
                       count > 1);
    for (size_t i = 0; i < count; i++) {
        const kith_rdf_object object = {.name =
                                            blank(name, rdf->blanks + i + 1)};
        kith_rdf_add(rdf, &object);
    }
}

void kith_rdf_say_evidence(kith_rdf *rdf, kith_text evidence)
{
    kith_text cited = {0};
    if (!evidence.data || *evidence.data != '[')
        return;
    const size_t count = count_cited(evidence);
    if (count) {
        kith_rdf_predicate(rdf, kith_rdf_named(KITH_RDF_DCTERMS, "source"),
                           count > 1);
    }
    for (size_t at = 0; kith_rdf_next_cited(evidence, &at, &cited);) {
        const kith_rdf_object object = {
            .name = {KITH_RDF_DOCUMENT, kith_rows_text(&rdf->rows, cited)}
        };
        kith_rdf_add(rdf, &object);
    }
    if (rdf->options->rdf_reify)
        say_details(rdf, evidence);
}

/* One piece: the document, and what else it says. */
static void put_piece(kith_rdf *rdf, kith_text piece)
{
    char name[32];
    kith_text key;
    kith_text value;
    const kith_text cited = kith_rdf_cited(piece);
    kith_rdf_open(rdf, blank(name, ++rdf->blanks));
    const kith_rdf_object evidence = {
        .name = kith_rdf_named(KITH_RDF_TERM, "Evidence")};
    kith_rdf_say(rdf, kith_rdf_named(KITH_RDF_RDF, "type"), &evidence);
    if (cited.data) {
        const kith_rdf_object document = {
            .name = {KITH_RDF_DOCUMENT, kith_rows_text(&rdf->rows, cited)}
        };
        kith_rdf_say(rdf, kith_rdf_named(KITH_RDF_DCTERMS, "source"),
                     &document);
    }
    for (size_t at = 0; *piece.data == '{' &&
                        kith_json_each_member(piece, &at, &key, &value);) {
        if (cited.data && kith_json_is_key(key, kith_text_of("document")))
            continue;
        kith_rdf_say_json(rdf,
                          (kith_rdf_name){KITH_RDF_PROPERTY,
                                          plain_key(rdf, key)},
                          value);
    }
    kith_rdf_close(rdf);
}

void kith_rdf_put_evidence(kith_rdf *rdf, kith_text evidence)
{
    kith_text piece;
    if (!rdf->options->rdf_reify || !evidence.data || *evidence.data != '[')
        return;
    for (size_t at = 0; kith_json_each_element(evidence, &at, &piece);)
        put_piece(rdf, piece);
}

/* -- documents ----------------------------------------------------------- */

/* Whether a text is an address that can stand in an IRI as it is. */
static bool is_address(kith_text text)
{
    const char *schemes[] = {"https://", "http://"};
    bool known = false;
    for (size_t i = 0; i < 2; i++) {
        const size_t length = strlen(schemes[i]);
        known |= text.length > length && !memcmp(text.data, schemes[i], length);
    }
    for (size_t i = 0; known && i < text.length; i++) {
        const unsigned char byte = (unsigned char)text.data[i];
        known = byte > 0x20 && byte < 0x7F && !strchr("<>\"{}|^`\\", byte);
    }
    return known;
}

/* Members of documents that have a name elsewhere. */
static const struct {
    const char *key;
    kith_rdf_space space;
    const char *local;
} known_members[] = {
    {"title",     KITH_RDF_DCTERMS, "title"    },
    {"publisher", KITH_RDF_DCTERMS, "publisher"},
    {"date",      KITH_RDF_DCTERMS, "date"     },
    {"language",  KITH_RDF_DCTERMS, "language" },
    {"url",       KITH_RDF_RDFS,    "seeAlso"  },
};

/* Dates and addresses are more than texts, if they are such. */
static void say_text(kith_rdf *rdf, kith_rdf_name predicate, kith_text json)
{
    kith_rdf_object object = {.kind = KITH_RDF_STRING,
                              .text = kith_rows_text(&rdf->rows, json)};
    const kith_text verb = predicate.local;
    if (is_same(verb, kith_text_of("date")) &&
        kith_date_parse(object.text) != KITH_NO_DATE)
        object.kind = KITH_RDF_DATE;
    if (is_same(verb, kith_text_of("seeAlso")) && is_address(object.text)) {
        object.kind = KITH_RDF_NAME;
        object.name = (kith_rdf_name){KITH_RDF_WHOLE, object.text};
    }
    kith_rdf_say(rdf, predicate, &object);
}

static void say_member(kith_rdf *rdf, kith_text key, kith_text json)
{
    const size_t count = sizeof known_members / sizeof *known_members;
    size_t i = 0;
    while (i < count &&
           !kith_json_is_key(key, kith_text_of(known_members[i].key)))
        i++;
    if (i < count && *json.data == '"') {
        say_text(rdf,
                 kith_rdf_named(known_members[i].space, known_members[i].local),
                 json);
    } else if (!kith_json_is_key(key, kith_text_of("id")) &&
               !kith_json_is_key(key, kith_text_of("record"))) {
        kith_rdf_say_json(rdf,
                          (kith_rdf_name){KITH_RDF_PROPERTY,
                                          plain_key(rdf, key)},
                          json);
    }
}

kith_status kith_rdf_put_documents(kith_rdf *rdf, kith_error *err)
{
    static const char none[] = "{}";
    const kith_rdf_object document = {
        .name = kith_rdf_named(KITH_RDF_TERM, "Document")};
    kith_record_window *window = NULL;
    kith_text record;
    kith_text key;
    kith_text value;
    kith_cited_documents cited = {0};
    kith_status st = kith_cited_find(&cited, rdf->graph, err);
    if (st == KITH_OK)
        st = kith_record_window_new(&window, rdf->graph, err);
    const size_t count = kith_graph_document_count(rdf->graph);
    for (kith_id d = 0; st == KITH_OK && d < count; d++) {
        if (!kith_cited_has(&cited, d))
            continue;
        st = kith_record_window_read(window, KITH_RECORD_DOCUMENT, d, &record,
                                     err);
        if (st != KITH_OK || is_same(record, kith_text_of(none)))
            continue;
        kith_rdf_open(rdf,
                      kith_rdf_named(KITH_RDF_DOCUMENT,
                                     kith_graph_document_id(rdf->graph, d)));
        kith_rdf_say(rdf, kith_rdf_named(KITH_RDF_RDF, "type"), &document);
        for (size_t at = 0; kith_json_each_member(record, &at, &key, &value);)
            say_member(rdf, key, value);
        kith_rdf_close(rdf);
    }
    kith_cited_free(&cited);
    kith_record_window_free(window);
    return st;
}
