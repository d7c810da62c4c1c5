/* JSON Lines as Neo4j's APOC exports and imports them: nodes with labels,
 * relationships that name the labels of their ends. A property is a value or a
 * list of values of one type; null is no property. */
#include "export/json_row.h"

static const char *const node_names[] = {"id", "name", "neo4jImportId", NULL};
static const char *const relation_names[] = {"id", NULL};

static void put_node(kith_writing *w, kith_id e)
{
    static const kith_json_row how = {
        .rules = KITH_JSON_ROW_NO_NULL | KITH_JSON_ROW_FLAT,
        .skipped = 1u << KITH_ROLE_TYPES,
    };
    bool any = kith_has_name(w->graph, e);
    kith_put_json_id(w, "{\"type\": \"node\", \"id\": ", e);
    kith_put(&w->sink, ", \"labels\": ");
    kith_put_json_types(&w->sink, w->graph, e);
    kith_put(&w->sink, ", \"properties\": {");
    if (any) {
        kith_put_json_pair(&w->sink,
                           "\"name\": ", kith_graph_entity_name(w->graph, e));
    }
    kith_put_json_row(w, &w->entity, &how, &any);
    kith_put(&w->sink, "}}\n");
}

static void put_end(kith_writing *w, const char *key, kith_id e)
{
    kith_put_json_id(w, key, e);
    kith_put(&w->sink, ", \"labels\": ");
    kith_put_json_types(&w->sink, w->graph, e);
    kith_put_char(&w->sink, '}');
}

static void put_relation(kith_writing *w, kith_id id)
{
    static const kith_json_row how = {
        .rules = KITH_JSON_ROW_NO_NULL | KITH_JSON_ROW_FLAT,
        .skipped = 1u << KITH_ROLE_ID,
    };
    const kith_relation r = kith_graph_relation(w->graph, id);
    bool any = !r.directed;
    kith_put_json_edge_id(w, "{\"type\": \"relationship\", \"id\": ", id);
    kith_put_json_pair(&w->sink, ", \"label\": ",
                       kith_graph_relation_type_name(w->graph, r.type));
    kith_put(&w->sink, ", \"properties\": {");
    if (any)
        kith_put(&w->sink, "\"directed\": false");
    kith_losses_add(w->losses, KITH_LOSS_UNDIRECTED, !r.directed);
    kith_put_json_row(w, &w->relation, &how, &any);
    put_end(w, "}, \"start\": {\"id\": ", r.source);
    put_end(w, ", \"end\": {\"id\": ", r.target);
    kith_put(&w->sink, "}\n");
}

static kith_status write_neo4j_json(kith_graph *graph,
                                    const kith_export_options *options,
                                    FILE *out,
                                    kith_error *err)
{
    static const kith_json_lists lines = {
        .plan = {.entity_names = node_names,
                 .relation_names = relation_names,
                 .edge_ids = KITH_EDGE_IDS_ALL},
        .put_entity = put_node,
        .put_relation = put_relation,
    };
    return kith_write_json_lists(&lines, graph, options, out, err);
}

const kith_format kith_format_neo4j_json = {
    .name = "neo4j-json",
    .summary = "JSON Lines that Neo4j's APOC imports",
    .takes_columns = true,
    .losses = kith_flat_losses,
    .write = write_neo4j_json,
};
