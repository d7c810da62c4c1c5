/* Elements for Cytoscape.js and the CYJS files of Cytoscape.
 *
 * Nodes and edges share one namespace of ids, in which an edge vanishes that is
 * called like a node. NetworkX wants `value` and `name` of each node, and tells
 * parallel edges apart by `key`. Nothing may be called `parent`, which would
 * put a node into another. An id of nothing but white space is refused. */
#include "base/error.h"
#include "base/utf8.h"
#include "export/json_row.h"
#include "export/pieces.h"

#include <string.h>

static const char *const node_names[] = {"id",          "label", "name",
                                         "shared_name", "value", "type",
                                         "parent",      "suid",  "selected",
                                         "shared name", NULL};
static const char *const edge_names[] = {"id",          "label",
                                         "source",      "target",
                                         "interaction", "key",
                                         "parent",      "suid",
                                         "selected",    "name",
                                         "shared_name", "shared name",
                                         "directed",    "shared_interaction",
                                         "type",        "relation",
                                         NULL};

/* White space to JavaScript. */
static bool is_space(uint32_t code)
{
    return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0xA0 ||
           code == 0x1680 || (code >= 0x2000 && code <= 0x200A) ||
           code == 0x2028 || code == 0x2029 || code == 0x202F ||
           code == 0x205F || code == 0x3000 || code == 0xFEFF;
}

static bool is_blank(const char *id)
{
    for (size_t length = 0; *id; id += length) {
        if (!is_space(kith_utf8_decode(id, &length)))
            return false;
    }
    return true;
}

/* An id; a blank one with as many underscores after it as make it new. */
static void put_id(kith_writing *w, const char *key, kith_id e)
{
    const char *id = kith_graph_entity_id(w->graph, e);
    char longer[64];
    size_t length = strlen(id);
    kith_put(&w->sink, key);
    if (!is_blank(id) || length > sizeof longer / 2) {
        kith_put_json(&w->sink, kith_text_of(id));
        return;
    }
    memcpy(longer, id, length);
    do {
        longer[length++] = '_';
    } while (length < sizeof longer &&
             kith_graph_entity_of_id(w->graph, (kith_text){longer, length}) !=
                 KITH_NONE);
    kith_put_json(&w->sink, (kith_text){longer, length});
}

static void put_node(kith_writing *w, kith_id e)
{
    static const kith_json_row how = {.without_place = true};
    kith_sink *sink = &w->sink;
    const char *id = kith_graph_entity_id(w->graph, e);
    const char *name = kith_graph_entity_name(w->graph, e);
    double place[2];
    bool any = true;
    put_id(w, e ? ",\n{\"data\": {\"id\" : " : "{\"data\": {\"id\": ", e);
    kith_losses_add(w->losses, KITH_LOSS_ID, is_blank(id));
    kith_put_json_pair(sink, ", \"label\": ", name);
    kith_put_json_pair(sink, ", \"name\": ", name);
    put_id(w, ", \"value\": ", e);
    kith_put_json_type(w, ", \"type\": ", e);
    kith_put_json_row(w, &w->entity, &how, &any);
    kith_put_char(sink, '}');
    if (kith_looks_place(&w->looks, e, place)) {
        kith_put(sink, ", \"position\": {\"x\": ");
        kith_put_number(sink, place[0]);
        kith_put(sink, ", \"y\": ");
        kith_put_number(sink, place[1]);
        kith_put_char(sink, '}');
    }
    kith_put_char(sink, '}');
}

static void put_edge(kith_writing *w, kith_id id)
{
    static const kith_json_row how = {.skipped = 1u << KITH_ROLE_ID};
    const kith_relation r = kith_graph_relation(w->graph, id);
    kith_sink *sink = &w->sink;
    bool any = true;
    put_id(w, id ? ",\n{\"data\": {\"source\": " : "{\"data\": {\"source\": ",
           r.source);
    put_id(w, ", \"target\": ", r.target);
    kith_put_json_edge_id(w, ", \"id\": ", id);
    kith_put_json_pair(sink, ", \"label\": ", w->styles.relations[r.type]);
    kith_put_json_pair(sink, ", \"interaction\": ",
                       kith_graph_relation_type_name(w->graph, r.type));
    kith_put(sink, ", \"key\": ");
    kith_put_unsigned(sink, id);
    if (!r.directed)
        kith_put(sink, ", \"directed\": false");
    kith_put_json_row(w, &w->relation, &how, &any);
    kith_put(sink, "}}");
}

static void put_head(kith_writing *w)
{
    static const char *const before[] = {", ", ", "};
    const char *title = kith_export_title(w->graph, w->options);
    const size_t count = kith_graph_relation_count(w->graph);
    const bool directed = !count || w->undirected < count;
    kith_put_json_pair(&w->sink,
                       "{\"data\": {\"name\": ", title ? title : "kith");
    (void)kith_put_members(&w->sink, w->graph, w->options, before);
    kith_putf(&w->sink, "},\n\"directed\": %s, \"multigraph\": true,\n",
              directed ? "true" : "false");
}

static kith_status write_cytoscape(kith_graph *graph,
                                   const kith_export_options *options,
                                   FILE *out,
                                   kith_error *err)
{
    static const kith_writing_plan plan = {
        .entity_names = node_names,
        .relation_names = edge_names,
        .edge_ids = KITH_EDGE_IDS_APART,
    };
    kith_writing w = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_writing_begin(&w, graph, options, &plan, out, err), done);
    put_head(&w);
    KITH_TRY(st,
             kith_put_json_array(&w, "\"elements\": {\"nodes\": [\n",
                                 KITH_RECORD_ENTITY, put_node, err),
             done);
    KITH_TRY(st,
             kith_put_json_array(&w, ",\n\"edges\": [\n", KITH_RECORD_RELATION,
                                 put_edge, err),
             done);
    kith_put(&w.sink, "}}\n");
    kith_losses_add_documents(w.losses, graph);
done:
    return kith_writing_end(&w, st, err);
}

static const char *const cytoscape_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_RELATION_ID] = "left out (entities have them, too)",
    [KITH_LOSS_ID] = "written with an underscore (they are blank)",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const kith_format kith_format_cytoscape = {
    .name = "cytoscape",
    .extensions = "cyjs",
    .summary = "elements for Cytoscape and Cytoscape.js",
    .takes_columns = true,
    .losses = cytoscape_losses,
    .write = write_cytoscape,
};
