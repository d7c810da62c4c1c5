/* The serialisation of graphology, for sigma and Gephi Lite.
 *
 * sigma takes a node's or an edge's `type` for the program that paints it, so
 * types of entities are called `entityType` and those of relations
 * `relationType`. */
#include "base/error.h"
#include "export/json_row.h"
#include "export/pieces.h"

static const char *const node_names[] = {"label",       "entityType", "type",
                                         "color",       "size",       "hidden",
                                         "highlighted", "forceLabel", "zIndex",
                                         NULL};
static const char *const edge_names[] = {"label",  "relationType", "type",
                                         "color",  "size",         "hidden",
                                         "zIndex", "forceLabel",   NULL};

static void put_places(kith_writing *w, kith_id e)
{
    double place[2];
    const char *colour = kith_looks_colour_text(&w->styles, w->graph, e);
    if (colour)
        kith_put_json_pair(&w->sink, ", \"color\": ", colour);
    if (w->looks.score) {
        kith_put(&w->sink, ", \"size\": ");
        kith_put_number(&w->sink, kith_looks_size(&w->looks, e));
    }
    if (!kith_looks_place(&w->looks, e, place))
        return;
    kith_put(&w->sink, ", \"x\": ");
    kith_put_number(&w->sink, place[0]);
    kith_put(&w->sink, ", \"y\": ");
    kith_put_number(&w->sink, -place[1]); /* sigma's y grows upwards */
}

static void put_node(kith_writing *w, kith_id e)
{
    static const kith_json_row how = {.without_place = true};
    bool any = true;
    kith_put_json_id(w, e ? ",\n{\"key\": " : "{\"key\": ", e);
    kith_put_json_pair(&w->sink, ", \"attributes\": {\"label\": ",
                       kith_graph_entity_name(w->graph, e));
    kith_put_json_type(w, ", \"entityType\": ", e);
    put_places(w, e);
    kith_put_json_row(w, &w->entity, &how, &any);
    kith_put(&w->sink, "}}");
}

static void put_edge(kith_writing *w, kith_id id)
{
    static const kith_json_row how = {.skipped = 1u << KITH_ROLE_ID};
    const kith_relation r = kith_graph_relation(w->graph, id);
    kith_sink *sink = &w->sink;
    bool any = true;
    kith_put_json_id(w, id ? ",\n{\"source\": " : "{\"source\": ", r.source);
    kith_put_json_id(w, ", \"target\": ", r.target);
    kith_put_json_edge_id(w, ", \"key\": ", id);
    if (!r.directed)
        kith_put(sink, ", \"undirected\": true");
    kith_put_json_pair(sink, ", \"attributes\": {\"label\": ",
                       w->styles.relations[r.type]);
    kith_put_json_pair(sink, ", \"relationType\": ",
                       kith_graph_relation_type_name(w->graph, r.type));
    kith_put_json_row(w, &w->relation, &how, &any);
    kith_put(sink, "}}");
}

static const char *type_of(const kith_writing *w)
{
    if (!w->undirected)
        return "directed";
    return w->undirected == kith_graph_relation_count(w->graph) ? "undirected"
                                                                : "mixed";
}

static kith_status write_graphology(kith_graph *graph,
                                    const kith_export_options *options,
                                    FILE *out,
                                    kith_error *err)
{
    static const char *const before[] = {"", ", "};
    static const kith_writing_plan plan = {
        .entity_names = node_names,
        .relation_names = edge_names,
    };
    kith_writing w = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_writing_begin(&w, graph, options, &plan, out, err), done);
    kith_put(&w.sink, "{\"attributes\": {");
    (void)kith_put_members(&w.sink, graph, options, before);
    kith_putf(&w.sink,
              "},\n\"options\": {\"type\": \"%s\", \"multi\": true, "
              "\"allowSelfLoops\": true},\n",
              type_of(&w));
    KITH_TRY(st,
             kith_put_json_array(&w, "\"nodes\": [\n", KITH_RECORD_ENTITY,
                                 put_node, err),
             done);
    KITH_TRY(st,
             kith_put_json_array(&w, ",\n\"edges\": [\n", KITH_RECORD_RELATION,
                                 put_edge, err),
             done);
    kith_put(&w.sink, "}\n");
    kith_losses_add_documents(w.losses, graph);
done:
    return kith_writing_end(&w, st, err);
}

const kith_format kith_format_graphology = {
    .name = "graphology",
    .summary = "JSON of graphology, for sigma",
    .takes_columns = true,
    .losses = kith_graph_losses,
    .write = write_graphology,
};
