/* Node-link JSON, as D3, force-graph, Observable and NetworkX read it.
 *
 * The relations stand in it twice: D3 and NetworkX 2 look for "links", NetworkX
 * 3.6 for "edges"; each ignores the other. A record's further members, such as
 * `weight`, `since` or `properties`, are attributes as they were written; so
 * are computed columns and positions, which take the place of members that are
 * called the same. */
#include "export/losses.h"
#include "export/pieces.h"
#include "export/writers.h"
#include "json/scan.h"

#include <string.h>

/* Members that are written from the graph, and what no tool is to see. */
#define NAMED(name)        \
 {                         \
  (name), sizeof(name) - 1 \
 }
static const kith_text entity_members[] = {
    NAMED("id"),    NAMED("name"),   NAMED("type"),
    NAMED("types"), NAMED("record"), {NULL, 0}
};
static const kith_text relation_members[] = {
    NAMED("source"), NAMED("target"), NAMED("type"),
    NAMED("key"),    NAMED("record"), {NULL, 0}
};

static bool is_among(kith_text key, const kith_text *names)
{
    for (; names->data; names++) {
        if (kith_json_is_key(key, *names))
            return true;
    }
    return false;
}

static void put_text(kith_sink *sink, const char *key, const char *text)
{
    kith_put(sink, key);
    kith_put_json(sink, kith_text_of(text));
}

/* Whether a column, or a coordinate, has this name. */
static bool is_computed(kith_text key, const kith_export_options *options)
{
    static const kith_text coordinates[] = {
        NAMED("x"), NAMED("y"), {NULL, 0}
    };
    if (options->x && is_among(key, coordinates))
        return true;
    for (size_t i = 0; i < options->column_count; i++) {
        if (kith_json_is_key(key, kith_text_of(options->columns[i].name)))
            return true;
    }
    return false;
}

/* Computed columns of one entity; groups count from 1. */
static void put_columns(kith_sink *sink,
                        const kith_export_options *options,
                        kith_id e)
{
    for (size_t i = 0; i < options->column_count; i++) {
        const kith_export_column *column = &options->columns[i];
        put_text(sink, ", ", column->name);
        kith_put(sink, ": ");
        if (column->score)
            kith_put_number(sink, column->score[e]);
        else if (column->group[e] == KITH_NONE)
            kith_put(sink, "null");
        else
            kith_putf(sink, "%lu", (unsigned long)column->group[e] + 1);
    }
    if (!options->x)
        return;
    kith_put(sink, ", \"x\": ");
    kith_put_number(sink, options->x[e]);
    kith_put(sink, ", \"y\": ");
    kith_put_number(sink, options->y[e]);
}

/* The members of a record that are not written otherwise. */
static kith_status put_rest(kith_sink *sink,
                            const kith_graph *graph,
                            const kith_export_options *options,
                            kith_record_kind kind,
                            kith_id id,
                            kith_error *err)
{
    const bool is_entity = kind == KITH_RECORD_ENTITY;
    const kith_text *known = is_entity ? entity_members : relation_members;
    char *record = NULL;
    const kith_status st = kith_graph_record(graph, kind, id, &record, err);
    if (st != KITH_OK)
        return st;
    const kith_text whole = kith_text_of(record);
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(whole, &at, &key, &value);) {
        if (is_among(key, known) || (is_entity && is_computed(key, options)))
            continue;
        kith_put(sink, ", \"");
        kith_put_bytes(sink, key.data, key.length);
        kith_put(sink, "\": ");
        kith_put_json_line(sink, value);
    }
    kith_free(record);
    return KITH_OK;
}

static void put_types(kith_sink *sink, const kith_graph *graph, kith_id e)
{
    kith_id type = kith_graph_entity_type(graph, e);
    if (type == KITH_NONE)
        return;
    put_text(sink, ", \"type\": ", kith_graph_entity_type_name(graph, type));
    if (kith_graph_entity_more_type(graph, e, 0) == KITH_NONE)
        return;
    put_text(sink, ", \"types\": [", kith_graph_entity_type_name(graph, type));
    for (size_t i = 0;; i++) {
        type = kith_graph_entity_more_type(graph, e, i);
        if (type == KITH_NONE)
            break;
        put_text(sink, ", ", kith_graph_entity_type_name(graph, type));
    }
    kith_put_char(sink, ']');
}

static kith_status put_node(kith_sink *sink,
                            const kith_graph *graph,
                            const kith_export_options *options,
                            kith_id e,
                            kith_error *err)
{
    put_text(sink, "{\"id\": ", kith_graph_entity_id(graph, e));
    put_text(sink, ", \"name\": ", kith_graph_entity_name(graph, e));
    put_types(sink, graph, e);
    put_columns(sink, options, e);
    const kith_status st =
        put_rest(sink, graph, options, KITH_RECORD_ENTITY, e, err);
    kith_put_char(sink, '}');
    return st;
}

/* NetworkX tells parallel relations apart by `key`. */
static kith_status put_link(kith_sink *sink,
                            const kith_graph *graph,
                            const kith_export_options *options,
                            kith_id id,
                            kith_error *err)
{
    const kith_relation r = kith_graph_relation(graph, id);
    put_text(sink, "{\"source\": ", kith_graph_entity_id(graph, r.source));
    put_text(sink, ", \"target\": ", kith_graph_entity_id(graph, r.target));
    kith_putf(sink, ", \"key\": %u", (unsigned)id);
    put_text(sink,
             ", \"type\": ", kith_graph_relation_type_name(graph, r.type));
    const kith_status st =
        put_rest(sink, graph, options, KITH_RECORD_RELATION, id, err);
    kith_put_char(sink, '}');
    return st;
}

/* An array of records, one a line. */
static kith_status put_array(kith_sink *sink,
                             const kith_graph *graph,
                             const kith_export_options *options,
                             const char *name,
                             kith_record_kind kind,
                             kith_error *err)
{
    const bool nodes = kind == KITH_RECORD_ENTITY;
    const size_t count = nodes ? kith_graph_entity_count(graph)
                               : kith_graph_relation_count(graph);
    kith_putf(sink, ",\n\"%s\": [", name);
    for (kith_id id = 0; id < count && !sink->failed; id++) {
        kith_put(sink, id ? ",\n" : "\n");
        if (!nodes)
            kith_fetch_ends(graph, id);
        const kith_status st =
            (nodes ? put_node : put_link)(sink, graph, options, id, err);
        if (st != KITH_OK)
            return st;
    }
    kith_put(sink, "\n]");
    return KITH_OK;
}

/* A graph is undirected if no relation is directed; a mixed one is directed,
 * and its undirected relations say so. */
static bool is_directed(const kith_graph *graph)
{
    const size_t count = kith_graph_relation_count(graph);
    kith_id r = 0;
    while (r < count && !kith_graph_relation_directed(graph, r))
        r++;
    return r < count || count == 0;
}

kith_status kith_export_node_link(kith_graph *graph,
                                  const kith_export_options *options,
                                  FILE *out,
                                  kith_error *err)
{
    static const char *const before[] = {"", ", "};
    static const struct {
        const char *name;
        kith_record_kind kind;
    } arrays[] = {
        {"nodes", KITH_RECORD_ENTITY  },
        {"links", KITH_RECORD_RELATION},
        {"edges", KITH_RECORD_RELATION},
    };
    kith_sink sink = {.file = out};
    kith_putf(&sink, "{\"directed\": %s, \"multigraph\": true,\n\"graph\": {",
              is_directed(graph) ? "true" : "false");
    (void)kith_put_members(&sink, graph, options, before);
    kith_put_char(&sink, '}');
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        const kith_status st = put_array(&sink, graph, options, arrays[i].name,
                                         arrays[i].kind, err);
        if (st != KITH_OK)
            return st;
    }
    kith_put(&sink, "\n}\n");
    kith_losses_add_documents(options->losses, graph);
    return kith_sink_finish(&sink, err);
}
