/* GraphML, for Gephi, Cytoscape, igraph, NetworkX and many more.
 *
 * Some readers refuse a graph in which some edges have a direction and some
 * have none, others do not look: such a graph is written as directed, and the
 * attribute `directed` tells. Nor are there lists, so these are JSON text.
 * Numbers are long, as int is 32 bits. What Gephi understands by name is called
 * so: label, x, y, size, r, g, b, weight. Its y axis points upwards. */
#include "export/graphml.h"

#include "base/error.h"
#include "export/pieces.h"

static const char *const node_names[] = {"id", "label", "type", "r",    "g",
                                         "b",  "color", "size", "name", NULL};
static const char *const edge_names[] = {"id",   "label",    "source", "target",
                                         "type", "directed", NULL};

/* Keys of our own, declared where they are used. */
static const struct {
    const char *id;
    const char *name;
    const char *type;
} node_keys[] = {
    {"label", "label", "string"},
    {"type",  "type",  "string"},
    {"r",     "r",     "int"   },
    {"g",     "g",     "int"   },
    {"b",     "b",     "int"   },
};

/* -- shared with yEd ----------------------------------------------------- */

static bool is_written(const kith_attribute *a)
{
    return a->count && a->source != KITH_ATTRIBUTE_PLACE &&
           a->role != KITH_ROLE_ID;
}

static const char *type_of(const kith_attribute *a)
{
    static const char *const names[] = {
        [KITH_ATTRIBUTE_NOTHING] = "string",
        [KITH_ATTRIBUTE_BOOLEAN] = "boolean",
        [KITH_ATTRIBUTE_INTEGER] = "long",
        [KITH_ATTRIBUTE_REAL] = "double",
        [KITH_ATTRIBUTE_STRING] = "string",
        [KITH_ATTRIBUTE_MIXED] = "string",
    };
    return kith_xml_is_plain(a) ? names[a->type] : "string";
}

void kith_put_graphml_key(kith_sink *sink,
                          const char *id,
                          const char *kind,
                          const char *name,
                          const char *type)
{
    kith_putf(sink,
              " <key id=\"%s\" for=\"%s\" attr.name=\"%s\" "
              "attr.type=\"%s\"/>\n",
              id, kind, name, type);
}

void kith_put_graphml_keys(kith_writing *w,
                           const kith_attributes *attributes,
                           const char *kind)
{
    for (size_t i = 0; i < attributes->count; i++) {
        const kith_attribute *a = &attributes->items[i];
        if (!is_written(a))
            continue;
        kith_putf(&w->sink, " <key id=\"%c%zu\" for=\"%s\" attr.name=\"", *kind,
                  i, kind);
        kith_put_xml(&w->sink, kith_text_of(a->name), w->losses);
        kith_putf(&w->sink, "\" attr.type=\"%s\"/>\n", type_of(a));
    }
}

void kith_put_graphml_row(kith_writing *w, kith_rows *rows, const char *kind)
{
    for (size_t i = 0; i < rows->count; i++) {
        const kith_row_value *value = &rows->values[i];
        if (kith_json_is_null(value->json)) {
            kith_losses_add_null(w->losses, value->attribute);
            continue;
        }
        if (!is_written(value->attribute))
            continue;
        kith_put(&w->sink, "<data key=\"");
        kith_put_char(&w->sink, *kind);
        kith_put_unsigned(&w->sink, (uint64_t)(value->attribute -
                                               rows->attributes->items));
        kith_put(&w->sink, "\">");
        kith_put_xml_value(w, rows, value);
        kith_put(&w->sink, "</data>");
    }
}

void kith_put_graphml_data(kith_writing *w, const char *id, const char *text)
{
    kith_put(&w->sink, "<data key=\"");
    kith_put(&w->sink, id);
    kith_put(&w->sink, "\">");
    kith_put_xml(&w->sink, kith_text_of(text), w->losses);
    kith_put(&w->sink, "</data>");
}

void kith_put_xml_attribute(kith_writing *w, const char *name, const char *text)
{
    kith_put_char(&w->sink, ' ');
    kith_put(&w->sink, name);
    kith_put(&w->sink, "=\"");
    kith_put_xml(&w->sink, kith_text_of(text), w->losses);
    kith_put_char(&w->sink, '"');
}

void kith_put_graphml_edge_id(kith_writing *w)
{
    bool taken = false;
    const kith_text own = kith_edge_ids_own(&w->edge_ids, &w->relation, &taken);
    if (!own.data)
        return;
    kith_put(&w->sink, " id=\"");
    kith_put_xml(&w->sink, kith_rows_text(&w->relation, own), w->losses);
    kith_put_char(&w->sink, '"');
}

bool kith_graphml_is_undirected(const kith_writing *w)
{
    return w->undirected &&
           w->undirected == kith_graph_relation_count(w->graph);
}

bool kith_graphml_is_mixed(const kith_writing *w)
{
    return w->undirected && !kith_graphml_is_undirected(w);
}

kith_status kith_write_graphml(const kith_graphml_dialect *dialect,
                               kith_graph *graph,
                               const kith_export_options *options,
                               FILE *out,
                               kith_error *err)
{
    kith_writing w = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_writing_begin(&w, graph, options, &dialect->plan, out, err),
             done);
    dialect->put_head(&w);
    kith_put_graphml_graph_keys(&w);
    kith_putf(&w.sink, " <graph edgedefault=\"%sdirected\">\n",
              kith_graphml_is_undirected(&w) ? "un" : "");
    KITH_TRY(st, kith_put_graphml_graph(&w, err), done);
    KITH_TRY(st,
             kith_writing_each(&w, KITH_RECORD_ENTITY, dialect->put_node, err),
             done);
    KITH_TRY(st,
             kith_writing_each(&w, KITH_RECORD_RELATION, dialect->put_edge,
                               err),
             done);
    kith_put(&w.sink, " </graph>\n</graphml>\n");
    if (kith_graphml_is_mixed(&w))
        kith_losses_add(w.losses, KITH_LOSS_UNDIRECTED, w.undirected);
done:
    return kith_writing_end(&w, st, err);
}

/* -- plain GraphML ------------------------------------------------------- */

static void put_data_number(kith_sink *sink, const char *id, double number)
{
    kith_put(sink, "<data key=\"");
    kith_put(sink, id);
    kith_put(sink, "\">");
    kith_put_number(sink, number);
    kith_put(sink, "</data>");
}

static void put_looks(kith_writing *w, kith_id e)
{
    kith_colour colour;
    double place[2];
    if (kith_looks_colour(&w->styles, w->graph, e, &colour)) {
        put_data_number(&w->sink, "r", colour.red);
        put_data_number(&w->sink, "g", colour.green);
        put_data_number(&w->sink, "b", colour.blue);
    }
    if (w->looks.score)
        put_data_number(&w->sink, "size", kith_looks_size(&w->looks, e));
    if (kith_looks_place(&w->looks, e, place)) {
        put_data_number(&w->sink, "x", place[0]);
        put_data_number(&w->sink, "y", -place[1]);
    }
}

static void put_node(kith_writing *w, kith_id e)
{
    const kith_id type = kith_graph_entity_type(w->graph, e);
    kith_put(&w->sink, "  <node");
    kith_put_xml_attribute(w, "id", kith_graph_entity_id(w->graph, e));
    kith_put_char(&w->sink, '>');
    kith_put_graphml_data(w, "label", kith_graph_entity_name(w->graph, e));
    if (type != KITH_NONE) {
        kith_put_graphml_data(w, "type",
                              kith_graph_entity_type_name(w->graph, type));
    }
    put_looks(w, e);
    kith_put_graphml_row(w, &w->entity, "node");
    kith_put(&w->sink, "</node>\n");
}

static void put_edge(kith_writing *w, kith_id id)
{
    const kith_relation r = kith_graph_relation(w->graph, id);
    kith_put(&w->sink, "  <edge");
    kith_put_graphml_edge_id(w);
    kith_put_xml_attribute(w, "source",
                           kith_graph_entity_id(w->graph, r.source));
    kith_put_xml_attribute(w, "target",
                           kith_graph_entity_id(w->graph, r.target));
    kith_put_char(&w->sink, '>');
    kith_put_graphml_data(w, "elabel", w->styles.relations[r.type]);
    kith_put_graphml_data(w, "etype",
                          kith_graph_relation_type_name(w->graph, r.type));
    if (!r.directed && kith_graphml_is_mixed(w))
        kith_put(&w->sink, "<data key=\"directed\">false</data>");
    kith_put_graphml_row(w, &w->relation, "edge");
    kith_put(&w->sink, "</edge>\n");
}

static void put_keys(kith_writing *w)
{
    kith_sink *sink = &w->sink;
    for (size_t i = 0; i < sizeof node_keys / sizeof *node_keys; i++) {
        kith_put_graphml_key(sink, node_keys[i].id, "node", node_keys[i].name,
                             node_keys[i].type);
    }
    if (w->looks.score)
        kith_put_graphml_key(sink, "size", "node", "size", "double");
    if (w->looks.x) {
        kith_put_graphml_key(sink, "x", "node", "x", "double");
        kith_put_graphml_key(sink, "y", "node", "y", "double");
    }
    kith_put_graphml_key(sink, "elabel", "edge", "label", "string");
    kith_put_graphml_key(sink, "etype", "edge", "type", "string");
    if (kith_graphml_is_mixed(w))
        kith_put_graphml_key(sink, "directed", "edge", "directed", "boolean");
    kith_put_graphml_keys(w, &w->entities, "node");
    kith_put_graphml_keys(w, &w->relations, "edge");
}

static void put_head(kith_writing *w)
{
    kith_put(&w->sink,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    put_keys(w);
}

static kith_status write_graphml(kith_graph *graph,
                                 const kith_export_options *options,
                                 FILE *out,
                                 kith_error *err)
{
    static const kith_graphml_dialect dialect = {
        .plan = {.entity_names = node_names, .relation_names = edge_names},
        .put_head = put_head,
        .put_node = put_node,
        .put_edge = put_edge,
    };
    return kith_write_graphml(&dialect, graph, options, out, err);
}

const kith_format kith_format_graphml = {
    .name = "graphml",
    .extensions = "graphml",
    .summary = "GraphML for Gephi, Cytoscape, igraph and NetworkX",
    .takes_columns = true,
    .losses = kith_graphml_losses,
    .write = write_graphml,
};
