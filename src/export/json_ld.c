/* JSON-LD 1.1 with its context inline, so that nothing is fetched: an object
 * for each subject, keys and values shortened by prefixes. */
#include "export/pieces.h"
#include "export/rdf.h"
#include "export/writers.h"

#include <string.h>

/* Whole numbers of so many digits are the same in every reader. */
#define SAFE_DIGITS 15

static void put_compact(kith_rdf *rdf, kith_rdf_name name)
{
    kith_put_char(&rdf->sink, '"');
    if (name.space == KITH_RDF_WHOLE) {
        kith_put_bytes(&rdf->sink, name.local.data, name.local.length);
    } else {
        kith_put(&rdf->sink, name.space == KITH_RDF_BLANK
                                 ? "_"
                                 : kith_rdf_prefix(name.space));
        kith_put_char(&rdf->sink, ':');
        kith_put_rdf_local(&rdf->sink, name.local);
    }
    kith_put_char(&rdf->sink, '"');
}

/* Predicates whose objects are names, which are then written as plain texts. */
static void put_terms(kith_rdf *rdf)
{
    static const char *const known[] = {
        "dcterms:source", "rdf:subject",     "rdf:predicate",
        "rdf:object",     "rdfs:subClassOf", "kith:evidence",
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        kith_putf(&rdf->sink, ",\n  \"%s\": {\"@type\": \"@id\"}", known[i]);
    for (kith_id t = 0; t < kith_graph_relation_type_count(rdf->graph); t++) {
        kith_put(&rdf->sink, ",\n  ");
        put_compact(rdf,
                    kith_rdf_named(KITH_RDF_RELATION,
                                   kith_graph_relation_type_name(rdf->graph,
                                                                 t)));
        kith_put(&rdf->sink, ": {\"@type\": \"@id\"}");
    }
}

static void put_context(kith_rdf *rdf)
{
    kith_put(&rdf->sink, "{\"@context\": {\n  \"@version\": 1.1,\n"
                         "  \"id\": \"@id\",\n  \"type\": \"@type\"");
    for (kith_rdf_space s = 0; s < KITH_RDF_PREFIXED; s++) {
        kith_putf(&rdf->sink, ",\n  \"%s\": {\"@id\": \"", kith_rdf_prefix(s));
        kith_put_rdf_space(rdf, s);
        kith_put(&rdf->sink, "\", \"@prefix\": true}");
    }
    put_terms(rdf);
    kith_put(&rdf->sink, "\n},\n\"@graph\": [");
}

static void put_subject(kith_rdf *rdf, kith_rdf_name subject)
{
    kith_put(&rdf->sink, rdf->subjects ? ",\n{\"id\": " : "\n{\"id\": ");
    put_compact(rdf, subject);
}

static bool is_type(kith_rdf_name name)
{
    return name.space == KITH_RDF_RDF && name.local.length == 4 &&
           !memcmp(name.local.data, "type", 4);
}

static void put_predicate(kith_rdf *rdf, kith_rdf_name predicate, bool many)
{
    kith_put(&rdf->sink, rdf->predicates && rdf->many ? "], " : ", ");
    if (is_type(predicate)) {
        kith_put(&rdf->sink, "\"type\"");
    } else {
        put_compact(rdf, predicate);
    }
    kith_put(&rdf->sink, many ? ": [" : ": ");
}

/* A whole number that comes back as it was written. */
static bool is_safe(kith_text number)
{
    return number.length <= SAFE_DIGITS && number.data[0] != '-';
}

static void put_typed(kith_rdf *rdf, const kith_rdf_object *object)
{
    kith_put(&rdf->sink, "{\"@value\": ");
    if (object->kind == KITH_RDF_JSON) {
        kith_put_json_line(&rdf->sink, object->text);
        kith_put(&rdf->sink, ", \"@type\": \"@json\"}");
    } else {
        kith_put_json(&rdf->sink, object->text);
        kith_putf(&rdf->sink, ", \"@type\": \"xsd:%s\"}",
                  kith_rdf_datatype(object));
    }
}

/* What the context says of a predicate makes a text of it a name; only
 * addresses stand where it says nothing. */
static void put_named(kith_rdf *rdf, kith_rdf_name name)
{
    const bool alone = name.space == KITH_RDF_WHOLE;
    kith_put(&rdf->sink, alone ? "{\"id\": " : "");
    put_compact(rdf, name);
    kith_put(&rdf->sink, alone ? "}" : "");
}

static void put_object(kith_rdf *rdf, const kith_rdf_object *object)
{
    kith_put(&rdf->sink, rdf->objects ? ", " : "");
    switch (object->kind) {
    case KITH_RDF_NAME:
        put_named(rdf, object->name);
        return;
    case KITH_RDF_STRING:
        kith_put_json(&rdf->sink, object->text);
        return;
    case KITH_RDF_INTEGER:
        if (!is_safe(object->text)) {
            put_typed(rdf, object);
            return;
        }
        break;
    case KITH_RDF_BOOLEAN:
        break;
    case KITH_RDF_DOUBLE:
    case KITH_RDF_DATE:
    case KITH_RDF_JSON:
        put_typed(rdf, object);
        return;
    }
    kith_put_bytes(&rdf->sink, object->text.data, object->text.length);
}

static void end_subject(kith_rdf *rdf)
{
    kith_put(&rdf->sink, rdf->predicates && rdf->many ? "]}" : "}");
}

static void put_end(kith_rdf *rdf)
{
    kith_put(&rdf->sink, "\n]}\n");
}

static const kith_rdf_form json_ld = {
    .begin = put_context,
    .open = put_subject,
    .predicate = put_predicate,
    .object = put_object,
    .close = end_subject,
    .end = put_end,
};

static kith_status write_json_ld(kith_graph *graph,
                                 const kith_export_options *options,
                                 FILE *out,
                                 kith_error *err)
{
    return kith_rdf_write(&json_ld, graph, options, out, err);
}

const kith_format kith_format_json_ld = {
    .name = "json-ld",
    .extensions = "jsonld",
    .summary = "linked data as JSON, with its context",
    .takes_columns = true,
    .takes_base = true,
    .takes_reify = true,
    .losses = kith_rdf_losses,
    .write = write_json_ld,
};
