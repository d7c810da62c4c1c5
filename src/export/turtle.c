/* Turtle: linked data for people to read, an entity with all that goes out from
 * it in one piece. */
#include "export/rdf.h"
#include "export/writers.h"

#include <string.h>

/* Local names that are the same in every version of Turtle. */
static bool is_local(kith_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        const char byte = text.data[i];
        const bool letter = (byte >= 'a' && byte <= 'z') ||
                            (byte >= 'A' && byte <= 'Z') || byte == '_';
        const bool more = (byte >= '0' && byte <= '9') || byte == '-';
        if (!letter && (i == 0 || !more))
            return false;
    }
    return text.length > 0;
}

static void put_name(kith_rdf *rdf, kith_rdf_name name)
{
    if (name.space >= KITH_RDF_PREFIXED || !is_local(name.local)) {
        kith_put_rdf_name(rdf, name);
        return;
    }
    kith_put(&rdf->sink, kith_rdf_prefix(name.space));
    kith_put_char(&rdf->sink, ':');
    kith_put_bytes(&rdf->sink, name.local.data, name.local.length);
}

static void put_prefixes(kith_rdf *rdf)
{
    for (kith_rdf_space s = 0; s < KITH_RDF_PREFIXED; s++) {
        kith_putf(&rdf->sink, "@prefix %s: <", kith_rdf_prefix(s));
        kith_put_rdf_space(rdf, s);
        kith_put(&rdf->sink, "> .\n");
    }
}

static void put_subject(kith_rdf *rdf, kith_rdf_name subject)
{
    kith_put_char(&rdf->sink, '\n');
    put_name(rdf, subject);
}

static void put_predicate(kith_rdf *rdf, kith_rdf_name predicate, bool many)
{
    (void)many;
    kith_put(&rdf->sink, rdf->predicates ? " ;\n    " : " ");
    if (predicate.space == KITH_RDF_RDF && predicate.local.length == 4 &&
        !memcmp(predicate.local.data, "type", 4)) {
        kith_put_char(&rdf->sink, 'a');
    } else {
        put_name(rdf, predicate);
    }
    kith_put_char(&rdf->sink, ' ');
}

/* Whole numbers and truth values are written as such. */
static void put_object(kith_rdf *rdf, const kith_rdf_object *object)
{
    kith_put(&rdf->sink, rdf->objects ? ", " : "");
    switch (object->kind) {
    case KITH_RDF_NAME:
        put_name(rdf, object->name);
        return;
    case KITH_RDF_INTEGER:
    case KITH_RDF_BOOLEAN:
        kith_put_bytes(&rdf->sink, object->text.data, object->text.length);
        return;
    case KITH_RDF_STRING:
        kith_put_rdf_string(&rdf->sink, object->text);
        return;
    case KITH_RDF_DOUBLE:
    case KITH_RDF_DATE:
    case KITH_RDF_JSON:
        break;
    }
    kith_put_rdf_string(&rdf->sink, object->text);
    kith_putf(&rdf->sink, "^^%s:%s",
              object->kind == KITH_RDF_JSON ? "rdf" : "xsd",
              kith_rdf_datatype(object));
}

static void end_subject(kith_rdf *rdf)
{
    kith_put(&rdf->sink, " .\n");
}

static const kith_rdf_form turtle = {
    .begin = put_prefixes,
    .open = put_subject,
    .predicate = put_predicate,
    .object = put_object,
    .close = end_subject,
};

static kith_status write_turtle(kith_graph *graph,
                                const kith_export_options *options,
                                FILE *out,
                                kith_error *err)
{
    return kith_rdf_write(&turtle, graph, options, out, err);
}

const kith_format kith_format_turtle = {
    .name = "turtle",
    .extensions = "ttl",
    .summary = "linked data for people to read",
    .takes_columns = true,
    .takes_base = true,
    .takes_reify = true,
    .losses = kith_rdf_losses,
    .write = write_turtle,
};
