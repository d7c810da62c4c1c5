/* N-Triples and N-Quads: a statement a line, so that files can be sorted, cut
 * and joined as lines. In N-Quads the graph of a relation is the document that
 * it is known from. */
#include "export/rdf.h"
#include "export/writers.h"

static void put_value(kith_rdf *rdf, const kith_rdf_object *object)
{
    const char *type = kith_rdf_datatype(object);
    if (object->kind == KITH_RDF_NAME) {
        kith_put_rdf_name(rdf, object->name);
        return;
    }
    kith_put_rdf_string(&rdf->sink, object->text);
    if (*type) {
        kith_put(&rdf->sink, "^^");
        kith_put_rdf_name(rdf, kith_rdf_named(object->kind == KITH_RDF_JSON
                                                  ? KITH_RDF_RDF
                                                  : KITH_RDF_XSD,
                                              type));
    }
}

static void put_line(kith_rdf *rdf, const kith_rdf_object *object)
{
    kith_put_rdf_name(rdf, rdf->subject);
    kith_put_char(&rdf->sink, ' ');
    kith_put_rdf_name(rdf, rdf->verb);
    kith_put_char(&rdf->sink, ' ');
    put_value(rdf, object);
    if (rdf->source.local.data) {
        kith_put_char(&rdf->sink, ' ');
        kith_put_rdf_name(rdf, rdf->source);
    }
    kith_put(&rdf->sink, " .\n");
}

static const kith_rdf_form triples = {.object = put_line};

static const kith_rdf_form quads = {.has_graphs = true, .object = put_line};

static kith_status write_n_triples(kith_graph *graph,
                                   const kith_export_options *options,
                                   FILE *out,
                                   kith_error *err)
{
    return kith_rdf_write(&triples, graph, options, out, err);
}

static kith_status write_n_quads(kith_graph *graph,
                                 const kith_export_options *options,
                                 FILE *out,
                                 kith_error *err)
{
    return kith_rdf_write(&quads, graph, options, out, err);
}

const kith_format kith_format_n_triples = {
    .name = "n-triples",
    .extensions = "nt",
    .summary = "linked data, a statement a line",
    .takes_columns = true,
    .takes_base = true,
    .takes_reify = true,
    .losses = kith_rdf_losses,
    .write = write_n_triples,
};

static const char *const n_quads_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written one way (--rdf-reify says so)",
    [KITH_LOSS_PARALLEL] = "written once (--rdf-reify writes each)",
    [KITH_LOSS_RELATION_ID] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_TIME] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_WEIGHT] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_CONFIDENCE] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_RELATION_PROPERTY] = "left out (--rdf-reify writes them)",
    [KITH_LOSS_EVIDENCE] = "left out but for the documents that they cite "
                           "(--rdf-reify writes them)",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_LIST] = "written as single values, in no order",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const kith_format kith_format_n_quads = {
    .name = "n-quads",
    .extensions = "nq",
    .summary = "the same with the source of each relation as its graph",
    .takes_columns = true,
    .takes_base = true,
    .takes_reify = true,
    .losses = n_quads_losses,
    .write = write_n_quads,
};
