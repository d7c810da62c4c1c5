/* kith's own records as one document, from which the same graph is read again:
 * every record as it was written, one a line. */
#include "base/error.h"
#include "export/pieces.h"
#include "export/writers.h"

#include <string.h>

/* The three arrays of records, in the order in which they are read best. */
static const struct {
    kith_record_kind kind;
    const char *name;
    size_t (*count)(const kith_graph *graph);
} arrays[] = {
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

/* @param[in,out] written  records of this array so far */
static kith_status put_record(kith_sink *sink,
                              const kith_graph *graph,
                              kith_record_kind kind,
                              kith_id id,
                              size_t *written,
                              kith_error *err)
{
    const char *before = *written ? ",\n    " : "\n    ";
    char *text = NULL;
    const kith_status st = kith_graph_record(graph, kind, id, &text, err);
    if (st != KITH_OK)
        return st;
    if (strcmp(text, "{}") != 0) {
        kith_put(sink, before);
        kith_put_json_line(sink, kith_text_of(text));
        ++*written;
    } else if (kind == KITH_RECORD_ENTITY) {
        put_missing(sink, graph, id, before);
        ++*written;
    }
    kith_free(text);
    return KITH_OK;
}

kith_status kith_export_json(kith_graph *graph,
                             const kith_export_options *options,
                             FILE *out,
                             kith_error *err)
{
    static const char *const before[] = {"\n  ", ",\n  "};
    kith_sink sink = {.file = out};
    kith_put_char(&sink, '{');
    bool any = kith_put_members(&sink, graph, options, before);
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        const size_t count = arrays[i].count(graph);
        size_t written = 0;
        kith_put(&sink, before[any]);
        kith_putf(&sink, "\"%s\": [", arrays[i].name);
        for (kith_id id = 0; id < count && !sink.failed; id++) {
            const kith_status st =
                put_record(&sink, graph, arrays[i].kind, id, &written, err);
            if (st != KITH_OK)
                return st;
        }
        kith_put(&sink, written ? "\n  ]" : "]");
        any = true;
    }
    kith_put(&sink, "\n}\n");
    return kith_sink_finish(&sink, err);
}
