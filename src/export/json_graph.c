/* JSON Graph Format 2: nodes are an object by id, and whatever the format does
 * not name goes into `metadata`. */
#include "base/error.h"
#include "export/json_row.h"
#include "export/pieces.h"

static const char *const node_names[] = {"type", NULL};

static void put_node(kith_writing *w, kith_id e)
{
    static const kith_json_row how = {0};
    const kith_id type = kith_graph_entity_type(w->graph, e);
    bool any = type != KITH_NONE;
    kith_put_json_id(w, e ? ",\n" : "", e);
    kith_put(&w->sink, ": {");
    if (kith_has_name(w->graph, e)) {
        kith_put_json_pair(&w->sink,
                           "\"label\": ", kith_graph_entity_name(w->graph, e));
        kith_put(&w->sink, ", ");
    }
    kith_put(&w->sink, "\"metadata\": {");
    if (any) {
        kith_put_json_pair(&w->sink, "\"type\": ",
                           kith_graph_entity_type_name(w->graph, type));
    }
    kith_put_json_row(w, &w->entity, &how, &any);
    kith_put(&w->sink, "}}");
}

static void put_edge(kith_writing *w, kith_id id)
{
    static const kith_json_row how = {.skipped = 1u << KITH_ROLE_ID};
    const kith_relation r = kith_graph_relation(w->graph, id);
    kith_sink *sink = &w->sink;
    bool any = false;
    kith_put_json_id(w, id ? ",\n{\"source\": " : "{\"source\": ", r.source);
    kith_put_json_id(w, ", \"target\": ", r.target);
    kith_put_json_edge_id(w, ", \"id\": ", id);
    kith_put_json_pair(sink, ", \"relation\": ",
                       kith_graph_relation_type_name(w->graph, r.type));
    kith_put_json_pair(sink, ", \"label\": ", w->styles.relations[r.type]);
    if (!r.directed)
        kith_put(sink, ", \"directed\": false");
    kith_put(sink, ", \"metadata\": {");
    kith_put_json_row(w, &w->relation, &how, &any);
    kith_put(sink, "}}");
}

static void put_head(kith_writing *w)
{
    static const char *const before[] = {"", ", "};
    const char *title = kith_export_title(w->graph, w->options);
    kith_put(&w->sink, "{\"graph\": {\"directed\": true,");
    if (title) {
        kith_put_json_pair(&w->sink, " \"label\": ", title);
        kith_put_char(&w->sink, ',');
    }
    kith_put(&w->sink, "\n\"metadata\": {");
    (void)kith_put_members(&w->sink, w->graph, w->options, before);
    kith_put(&w->sink, "},\n\"nodes\": {\n");
}

static kith_status write_json_graph(kith_graph *graph,
                                    const kith_export_options *options,
                                    FILE *out,
                                    kith_error *err)
{
    static const kith_writing_plan plan = {.entity_names = node_names};
    kith_writing w = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_writing_begin(&w, graph, options, &plan, out, err), done);
    put_head(&w);
    KITH_TRY(st, kith_writing_each(&w, KITH_RECORD_ENTITY, put_node, err),
             done);
    KITH_TRY(st,
             kith_put_json_array(&w, "\n},\n\"edges\": [\n",
                                 KITH_RECORD_RELATION, put_edge, err),
             done);
    kith_put(&w.sink, "}}\n");
    kith_losses_add_documents(w.losses, graph);
done:
    return kith_writing_end(&w, st, err);
}

const kith_format kith_format_json_graph = {
    .name = "json-graph",
    .summary = "JSON Graph Format 2",
    .takes_columns = true,
    .losses = kith_graph_losses,
    .write = write_json_graph,
};
