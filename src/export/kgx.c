/* The JSON of KGX, for knowledge graphs of the Biolink family: categories of
 * nodes, predicates of edges. What is written is the records' own types, which
 * Biolink may not know. */
#include "export/json_row.h"
#include "export/pieces.h"

static const char *const node_names[] = {"id", "category", "name", "synonym",
                                         NULL};
static const char *const edge_names[] = {"id",     "subject",  "predicate",
                                         "object", "directed", NULL};

static void put_node(kith_writing *w, kith_id e)
{
    static const kith_json_row how = {.rules = KITH_JSON_ROW_NO_NULL |
                                               KITH_JSON_ROW_FLAT,
                                      .skipped = 1u << KITH_ROLE_TYPES |
                                                 1u << KITH_ROLE_ALIASES};
    const kith_text aliases =
        kith_rows_value(&w->entity, w->entities.of_role[KITH_ROLE_ALIASES]);
    bool any = true;
    kith_put_json_id(w, e ? ",\n{\"id\": " : "{\"id\": ", e);
    kith_put(&w->sink, ", \"category\": ");
    kith_put_json_types(&w->sink, w->graph, e);
    if (kith_has_name(w->graph, e)) {
        kith_put_json_pair(&w->sink,
                           ", \"name\": ", kith_graph_entity_name(w->graph, e));
    }
    if (!kith_json_is_null(aliases)) {
        kith_put(&w->sink, ", \"synonym\": ");
        kith_put_json_line(&w->sink, aliases);
    }
    kith_put_json_row(w, &w->entity, &how, &any);
    kith_put_char(&w->sink, '}');
}

static void put_edge(kith_writing *w, kith_id id)
{
    static const kith_json_row how = {
        .rules = KITH_JSON_ROW_NO_NULL | KITH_JSON_ROW_FLAT,
        .skipped = 1u << KITH_ROLE_ID,
    };
    const kith_relation r = kith_graph_relation(w->graph, id);
    bool any = true;
    kith_put_json_edge_id(w, id ? ",\n{\"id\": " : "{\"id\": ", id);
    kith_put_json_id(w, ", \"subject\": ", r.source);
    kith_put_json_pair(&w->sink, ", \"predicate\": ",
                       kith_graph_relation_type_name(w->graph, r.type));
    kith_put_json_id(w, ", \"object\": ", r.target);
    if (!r.directed)
        kith_put(&w->sink, ", \"directed\": false");
    kith_losses_add(w->losses, KITH_LOSS_UNDIRECTED, !r.directed);
    kith_put_json_row(w, &w->relation, &how, &any);
    kith_put_char(&w->sink, '}');
}

static kith_status write_kgx(kith_graph *graph,
                             const kith_export_options *options,
                             FILE *out,
                             kith_error *err)
{
    static const kith_json_lists lists = {
        .plan = {.entity_names = node_names,
                 .relation_names = edge_names,
                 .edge_ids = KITH_EDGE_IDS_ALL},
        .before_entities = "{\"nodes\": [\n",
        .put_entity = put_node,
        .before_relations = ",\n\"edges\": [\n",
        .put_relation = put_edge,
    };
    return kith_write_json_lists(&lists, graph, options, out, err);
}

const kith_format kith_format_kgx = {
    .name = "kgx",
    .summary = "JSON of KGX, for Biolink knowledge graphs",
    .takes_columns = true,
    .losses = kith_flat_losses,
    .write = write_kgx,
};
