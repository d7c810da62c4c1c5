/* kith's own records as one document, from which the same graph is read again:
 * every record as it was written, one a line. */
#include "base/error.h"
#include "export/cited.h"
#include "export/pieces.h"
#include "export/writers.h"
#include "graph/record_window.h"

/* The three arrays of records, in the order in which they are read best. */
typedef struct array {
    kith_record_kind kind;
    const char *name;
    size_t (*count)(const kith_graph *graph);
} array;

static const array arrays[] = {
    {KITH_RECORD_ENTITY,   "entities",  kith_graph_entity_count  },
    {KITH_RECORD_RELATION, "relations", kith_graph_relation_count},
    {KITH_RECORD_DOCUMENT, "documents", kith_graph_document_count},
};

/* Entities that only relations name have no record but are to come back;
 * documents that are only cited are made again by who cites them. */
static void put_missing(kith_sink *sink,
                        const kith_graph *graph,
                        kith_id id,
                        const char *before)
{
    kith_put(sink, before);
    kith_put(sink, "{\"id\": ");
    kith_put_json(sink, kith_text_of(kith_graph_entity_id(graph, id)));
    kith_put_char(sink, '}');
}

/* A document while it is written. */
typedef struct document {
    kith_sink sink;
    const kith_graph *graph;
    kith_record_window *window;
    kith_cited_documents cited;
} document;

/* Write a record, if there is one or has to be one; `*any` says whether one has
 * been written. */
static kith_status put_record(document *d,
                              const array *a,
                              kith_id id,
                              bool *any,
                              kith_error *err)
{
    const char *before = *any ? ",\n    " : "\n    ";
    kith_text text;
    const kith_status st =
        kith_record_window_read(d->window, a->kind, id, &text, err);
    if (st != KITH_OK)
        return st;
    if (text.length > 2) { /* it is not {} */
        kith_put(&d->sink, before);
        kith_put_json_line(&d->sink, text);
        *any = true;
    } else if (a->kind == KITH_RECORD_ENTITY) {
        put_missing(&d->sink, d->graph, id, before);
        *any = true;
    }
    return KITH_OK;
}

static kith_status put_array(document *d, const array *a, kith_error *err)
{
    const size_t count = a->count(d->graph);
    kith_status st = KITH_OK;
    bool any = false;
    kith_putf(&d->sink, "\"%s\": [", a->name);
    for (kith_id id = 0; id < count && !d->sink.failed && st == KITH_OK; id++) {
        if (a->kind != KITH_RECORD_DOCUMENT || kith_cited_has(&d->cited, id))
            st = put_record(d, a, id, &any, err);
    }
    kith_put(&d->sink, any ? "\n  ]" : "]");
    return st;
}

static kith_status write_json(kith_graph *graph,
                              const kith_export_options *options,
                              FILE *out,
                              kith_error *err)
{
    static const char *const before[] = {"\n  ", ",\n  "};
    char buffer[KITH_SINK_BUFFER];
    document d = {.sink = kith_sink_gather(out, buffer), .graph = graph};
    kith_status st = kith_cited_find(&d.cited, graph, err);
    if (st == KITH_OK)
        st = kith_record_window_new(&d.window, graph, err);
    kith_put_char(&d.sink, '{');
    bool any = kith_put_members(&d.sink, graph, options, before);
    for (size_t i = 0; st == KITH_OK && i < sizeof arrays / sizeof *arrays;
         i++) {
        kith_put(&d.sink, before[any]);
        any = true;
        st = put_array(&d, &arrays[i], err);
    }
    kith_record_window_free(d.window);
    kith_cited_free(&d.cited);
    kith_put(&d.sink, "\n}\n");
    return st == KITH_OK ? kith_sink_finish(&d.sink, err) : st;
}

const kith_format kith_format_json = {
    .name = "json",
    .extensions = "json",
    .summary = "kith's own records, with nothing lost",
    .write = write_json,
};
