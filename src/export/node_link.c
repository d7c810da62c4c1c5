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
#include "graph/fetch.h"
#include "graph/record_window.h"
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

/* A graph while it is written. */
typedef struct writing {
    kith_sink sink;
    const kith_graph *graph;
    const kith_export_options *options;
    kith_record_window *window;
} writing;

static bool is_name(kith_text key, bool escaped, kith_text name)
{
    return escaped ? kith_json_is_key(key, name)
                   : key.length == name.length &&
                         !memcmp(key.data, name.data, name.length);
}

static bool is_among(kith_text key, bool escaped, const kith_text *names)
{
    while (names->data && !is_name(key, escaped, *names))
        names++;
    return names->data;
}

static void put_text(kith_sink *sink, const char *key, const char *text)
{
    kith_put(sink, key);
    kith_put_json(sink, kith_text_of(text));
}

/* Whether a column, or a coordinate, has this name. */
static bool is_computed(kith_text key,
                        bool escaped,
                        const kith_export_options *options)
{
    static const kith_text coordinates[] = {
        NAMED("x"), NAMED("y"), {NULL, 0}
    };
    if (options->x && is_among(key, escaped, coordinates))
        return true;
    for (size_t i = 0; i < options->column_count; i++) {
        if (is_name(key, escaped, kith_text_of(options->columns[i].name)))
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
static kith_status put_rest(writing *w,
                            kith_record_kind kind,
                            kith_id id,
                            kith_error *err)
{
    const bool is_entity = kind == KITH_RECORD_ENTITY;
    const kith_text *known = is_entity ? entity_members : relation_members;
    kith_text record;
    kith_text key;
    kith_text value;
    bool escaped = false;
    const kith_status st =
        kith_record_window_read(w->window, kind, id, &record, err);
    if (st != KITH_OK)
        return st;
    kith_scan scan = {.at = record.data + 1,
                      .end = record.data + record.length};
    while (kith_scan_next_member(&scan, &key, &escaped, &value)) {
        if (is_among(key, escaped, known) ||
            (is_entity && is_computed(key, escaped, w->options)))
            continue;
        kith_put_bytes(&w->sink, ", \"", 3);
        kith_put_bytes(&w->sink, key.data, key.length);
        kith_put_bytes(&w->sink, "\": ", 3);
        kith_put_json_line(&w->sink, value);
    }
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

static kith_status put_node(writing *w, kith_id e, kith_error *err)
{
    kith_sink *sink = &w->sink;
    put_text(sink, "{\"id\": ", kith_graph_entity_id(w->graph, e));
    put_text(sink, ", \"name\": ", kith_graph_entity_name(w->graph, e));
    put_types(sink, w->graph, e);
    put_columns(sink, w->options, e);
    const kith_status st = put_rest(w, KITH_RECORD_ENTITY, e, err);
    kith_put_char(sink, '}');
    return st;
}

/* NetworkX tells parallel relations apart by `key`. */
static kith_status put_link(writing *w, kith_id id, kith_error *err)
{
    kith_sink *sink = &w->sink;
    const kith_relation r = kith_graph_relation(w->graph, id);
    put_text(sink, "{\"source\": ", kith_graph_entity_id(w->graph, r.source));
    put_text(sink, ", \"target\": ", kith_graph_entity_id(w->graph, r.target));
    kith_put(sink, ", \"key\": ");
    kith_put_unsigned(sink, id);
    put_text(sink,
             ", \"type\": ", kith_graph_relation_type_name(w->graph, r.type));
    const kith_status st = put_rest(w, KITH_RECORD_RELATION, id, err);
    kith_put_char(sink, '}');
    return st;
}

/* An array of records, one a line. */
static kith_status put_array(writing *w,
                             const char *name,
                             kith_record_kind kind,
                             kith_error *err)
{
    const bool nodes = kind == KITH_RECORD_ENTITY;
    const size_t count = nodes ? kith_graph_entity_count(w->graph)
                               : kith_graph_relation_count(w->graph);
    kith_putf(&w->sink, ",\n\"%s\": [", name);
    for (kith_id id = 0; id < count && !w->sink.failed; id++) {
        kith_put(&w->sink, id ? ",\n" : "\n");
        if (!nodes)
            kith_fetch_ends(w->graph, id);
        const kith_status st = (nodes ? put_node : put_link)(w, id, err);
        if (st != KITH_OK)
            return st;
    }
    kith_put(&w->sink, "\n]");
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

static kith_status write_node_link(kith_graph *graph,
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
    char buffer[KITH_SINK_BUFFER];
    writing w = {.sink = kith_sink_gather(out, buffer),
                 .graph = graph,
                 .options = options};
    kith_status st = kith_record_window_new(&w.window, graph, err);
    kith_putf(&w.sink, "{\"directed\": %s, \"multigraph\": true,\n\"graph\": {",
              is_directed(graph) ? "true" : "false");
    (void)kith_put_members(&w.sink, graph, options, before);
    kith_put_char(&w.sink, '}');
    for (size_t i = 0; st == KITH_OK && i < sizeof arrays / sizeof *arrays; i++)
        st = put_array(&w, arrays[i].name, arrays[i].kind, err);
    kith_record_window_free(w.window);
    kith_put(&w.sink, "\n}\n");
    kith_losses_add_documents(options->losses, graph);
    return st == KITH_OK ? kith_sink_finish(&w.sink, err) : st;
}

static const char *const node_link_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_DOCUMENT] = "left out",
};

const kith_format kith_format_node_link = {
    .name = "node-link",
    .summary = "JSON for D3, force-graph and NetworkX",
    .takes_columns = true,
    .losses = node_link_losses,
    .write = write_node_link,
};
