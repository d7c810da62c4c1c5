/* A blueprint for Kumu: elements and connections, whose ids are unique across
 * both, with fields that are values or lists of them. */
#include "export/json_row.h"

static const char *const element_names[] = {"id", "label", "type", NULL};
static const char *const connection_names[] = {"id",   "from",      "to",
                                               "type", "direction", NULL};

static void put_element(kith_writing *w, kith_id e)
{
    static const kith_json_row how = {.rules = KITH_JSON_ROW_NO_NULL |
                                               KITH_JSON_ROW_FLAT};
    bool any = true;
    kith_put_json_id(w, e ? ",\n{\"id\": " : "{\"id\": ", e);
    kith_put_json_pair(&w->sink,
                       ", \"label\": ", kith_graph_entity_name(w->graph, e));
    kith_put_json_type(w, ", \"type\": ", e);
    kith_put_json_row(w, &w->entity, &how, &any);
    kith_put_char(&w->sink, '}');
}

static void put_connection(kith_writing *w, kith_id id)
{
    static const kith_json_row how = {
        .rules = KITH_JSON_ROW_NO_NULL | KITH_JSON_ROW_FLAT,
        .skipped = 1u << KITH_ROLE_ID,
    };
    const kith_relation r = kith_graph_relation(w->graph, id);
    kith_sink *sink = &w->sink;
    bool any = true;
    kith_put_json_id(w, id ? ",\n{\"from\": " : "{\"from\": ", r.source);
    kith_put_json_id(w, ", \"to\": ", r.target);
    kith_put_json_edge_id(w, ", \"id\": ", id);
    kith_put_json_pair(sink, ", \"type\": ",
                       kith_graph_relation_type_name(w->graph, r.type));
    kith_put(sink, r.directed ? ", \"direction\": \"directed\""
                              : ", \"direction\": \"undirected\"");
    kith_put_json_row(w, &w->relation, &how, &any);
    kith_put_char(sink, '}');
}

static kith_status write_kumu(kith_graph *graph,
                              const kith_export_options *options,
                              FILE *out,
                              kith_error *err)
{
    static const kith_json_lists lists = {
        .plan = {.entity_names = element_names,
                 .relation_names = connection_names,
                 .edge_ids = KITH_EDGE_IDS_APART},
        .before_entities = "{\"elements\": [\n",
        .put_entity = put_element,
        .before_relations = ",\n\"connections\": [\n",
        .put_relation = put_connection,
    };
    return kith_write_json_lists(&lists, graph, options, out, err);
}

static const char *const kumu_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_RELATION_ID] = "left out (entities have them, too)",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const kith_format kith_format_kumu = {
    .name = "kumu",
    .summary = "a JSON blueprint for Kumu",
    .takes_columns = true,
    .losses = kumu_losses,
    .write = write_kumu,
};
