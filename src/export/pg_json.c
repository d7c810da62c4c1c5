/* The property graph exchange format: PG-JSON as one document, PG-JSONL with an
 * object a line. Every property is a list of strings, numbers and booleans
 * that is not empty. */
#include "export/json_row.h"

static const char *const node_names[] = {"name", NULL};

static void put_node(kith_writing *w, kith_id e)
{
    static const kith_json_row how = {
        .rules = KITH_JSON_ROW_NO_NULL | KITH_JSON_ROW_LISTS,
        .skipped = 1u << KITH_ROLE_TYPES,
    };
    bool any = kith_has_name(w->graph, e);
    kith_put_json_id(w, "\"id\": ", e);
    kith_put(&w->sink, ", \"labels\": ");
    kith_put_json_types(&w->sink, w->graph, e);
    kith_put(&w->sink, ", \"properties\": {");
    if (any) {
        kith_put_json_pair(&w->sink, "\"name\": [",
                           kith_graph_entity_name(w->graph, e));
        kith_put_char(&w->sink, ']');
    }
    kith_put_json_row(w, &w->entity, &how, &any);
    kith_put(&w->sink, "}}");
}

static void put_edge(kith_writing *w, kith_id id)
{
    static const kith_json_row how = {
        .rules = KITH_JSON_ROW_NO_NULL | KITH_JSON_ROW_LISTS,
        .skipped = 1u << KITH_ROLE_ID,
    };
    const kith_relation r = kith_graph_relation(w->graph, id);
    bool any = false;
    kith_put_json_id(w, "\"from\": ", r.source);
    kith_put_json_id(w, ", \"to\": ", r.target);
    kith_put_json_edge_id(w, ", \"id\": ", id);
    kith_put_json_pair(&w->sink, ", \"labels\": [",
                       kith_graph_relation_type_name(w->graph, r.type));
    kith_put(&w->sink, r.directed
                           ? "], \"properties\": {"
                           : "], \"undirected\": true, \"properties\": {");
    kith_put_json_row(w, &w->relation, &how, &any);
    kith_put(&w->sink, "}}");
}

static void put_node_element(kith_writing *w, kith_id e)
{
    kith_put(&w->sink, e ? ",\n{" : "{");
    put_node(w, e);
}

static void put_edge_element(kith_writing *w, kith_id r)
{
    kith_put(&w->sink, r ? ",\n{" : "{");
    put_edge(w, r);
}

static void put_node_line(kith_writing *w, kith_id e)
{
    kith_put(&w->sink, "{\"type\": \"node\", ");
    put_node(w, e);
    kith_put_char(&w->sink, '\n');
}

static void put_edge_line(kith_writing *w, kith_id r)
{
    kith_put(&w->sink, "{\"type\": \"edge\", ");
    put_edge(w, r);
    kith_put_char(&w->sink, '\n');
}

static kith_status write_pg_json(kith_graph *graph,
                                 const kith_export_options *options,
                                 FILE *out,
                                 kith_error *err)
{
    static const kith_json_lists lists = {
        .plan = {.entity_names = node_names},
        .before_entities = "{\"nodes\": [\n",
        .put_entity = put_node_element,
        .before_relations = ",\n\"edges\": [\n",
        .put_relation = put_edge_element,
    };
    return kith_write_json_lists(&lists, graph, options, out, err);
}

static kith_status write_pg_jsonl(kith_graph *graph,
                                  const kith_export_options *options,
                                  FILE *out,
                                  kith_error *err)
{
    static const kith_json_lists lines = {
        .plan = {.entity_names = node_names},
        .put_entity = put_node_line,
        .put_relation = put_edge_line,
    };
    return kith_write_json_lists(&lines, graph, options, out, err);
}

static const char *const pg_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_LIST] = "left out (they are empty; single values become lists)",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const kith_format kith_format_pg_json = {
    .name = "pg-json",
    .summary = "property graph exchange, one document",
    .takes_columns = true,
    .losses = pg_losses,
    .write = write_pg_json,
};

const kith_format kith_format_pg_jsonl = {
    .name = "pg-jsonl",
    .summary = "property graph exchange, JSON Lines",
    .takes_columns = true,
    .losses = pg_losses,
    .write = write_pg_jsonl,
};
