/* The memory of agents: JSON Lines as the reference memory server keeps them.
 *
 * An entity has a name, which is its key, a type and observations, which are
 * sentences; a relation has its ends and a type. So the id is the name, and
 * what is known beside it becomes observations. The server fails as a whole
 * over one entity without `observations` and over a broken last line. */
#include "base/error.h"
#include "export/json_row.h"
#include "export/pieces.h"
#include "json/scan.h"

/* Write one observation: what it is about, and what it says. */
static void put_observation(kith_writing *w,
                            const char *about,
                            kith_text says,
                            bool *any)
{
    kith_put(&w->sink, *any ? ", \"" : "\"");
    *any = true;
    kith_put_json_part(&w->sink, kith_text_of(about));
    kith_put(&w->sink, ": ");
    kith_put_json_part(&w->sink, says);
    kith_put_char(&w->sink, '"');
}

/* Each element of a list is an observation of its own. */
static void put_value(kith_writing *w, const kith_row_value *value, bool *any)
{
    kith_rows *rows = &w->entity;
    const kith_attribute *attribute = value->attribute;
    const char *about =
        attribute->role == KITH_ROLE_ALIASES ? "alias" : attribute->name;
    kith_text element;
    if (*value->json.data != '[') {
        put_observation(w, about, kith_rows_text(rows, value->json), any);
        return;
    }
    for (size_t at = 0; kith_json_each_element(value->json, &at, &element);)
        put_observation(w, about, kith_rows_text(rows, element), any);
}

static void put_observations(kith_writing *w, kith_id e)
{
    bool any = false;
    if (kith_has_name(w->graph, e)) {
        put_observation(w, "name",
                        kith_text_of(kith_graph_entity_name(w->graph, e)),
                        &any);
    }
    for (size_t i = 0; i < w->entity.count; i++) {
        const kith_row_value *value = &w->entity.values[i];
        if (kith_json_is_null(value->json) ||
            value->attribute->role == KITH_ROLE_EVIDENCE ||
            value->attribute->source == KITH_ATTRIBUTE_PLACE)
            continue;
        put_value(w, value, &any);
    }
}

static void put_entity(kith_writing *w, kith_id e)
{
    const kith_id type = kith_graph_entity_type(w->graph, e);
    kith_put_json_id(w, "{\"type\":\"entity\",\"name\":", e);
    kith_put_json_pair(&w->sink, ",\"entityType\":",
                       type == KITH_NONE
                           ? ""
                           : kith_graph_entity_type_name(w->graph, type));
    kith_put(&w->sink, ",\"observations\":[");
    put_observations(w, e);
    kith_put(&w->sink, "]}\n");
}

static void put_relation(kith_writing *w, kith_id id)
{
    const kith_relation r = kith_graph_relation(w->graph, id);
    kith_put_json_id(w, "{\"type\":\"relation\",\"from\":", r.source);
    kith_put_json_id(w, ",\"to\":", r.target);
    kith_put_json_pair(&w->sink, ",\"relationType\":",
                       kith_graph_relation_type_name(w->graph, r.type));
    kith_put(&w->sink, "}\n");
    kith_losses_add(w->losses, KITH_LOSS_UNDIRECTED, !r.directed);
}

static kith_status write_agent_memory(kith_graph *graph,
                                      const kith_export_options *options,
                                      FILE *out,
                                      kith_error *err)
{
    static const char *const names[] = {"name", "alias", NULL};
    static const kith_writing_plan plan = {.entity_names = names};
    const unsigned written = 1u << KITH_ROLE_ALIASES | 1u << KITH_ROLE_TYPES;
    kith_writing w = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_writing_begin(&w, graph, options, &plan, out, err), done);
    KITH_TRY(st, kith_writing_each(&w, KITH_RECORD_ENTITY, put_entity, err),
             done);
    KITH_TRY(st, kith_writing_each(&w, KITH_RECORD_RELATION, put_relation, err),
             done);
    kith_losses_add_attributes(w.losses, &w.entities, written);
    kith_losses_add_attributes(w.losses, &w.relations, 0);
    kith_losses_add_documents(w.losses, graph);
    kith_losses_add_graph_members(w.losses, graph);
done:
    return kith_writing_end(&w, st, err);
}

static const char *const agent_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written as directed",
    [KITH_LOSS_RELATION_ID] = "left out",
    [KITH_LOSS_TIME] = "left out",
    [KITH_LOSS_WEIGHT] = "left out",
    [KITH_LOSS_CONFIDENCE] = "left out",
    [KITH_LOSS_PROPERTY] = "written as observations",
    [KITH_LOSS_RELATION_PROPERTY] = "left out",
    [KITH_LOSS_EVIDENCE] = "left out",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const kith_format kith_format_agent_memory = {
    .name = "agent-memory",
    .summary = "JSON Lines for the memory server of agents",
    .takes_columns = true,
    .losses = agent_losses,
    .write = write_agent_memory,
};
