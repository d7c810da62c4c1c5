/* GEXF, for Gephi and what reads its files: version 1.3, or 1.2 for NetworkX
 * and older programs, which knows no lists and no kinds of edges. NetworkX
 * refuses edges without direction among those that have one.
 *
 * Attributes are declared before the first node. Their ids are numbers: some
 * readers call an attribute by its id unless that is one. Gephi drops an
 * attribute whose title differs from another's only in letter case, and keeps
 * parallel edges apart by their kind. Its y axis points upwards. */
#include "base/error.h"
#include "export/pieces.h"
#include "export/xml.h"
#include "json/scan.h"

#include <string.h>

/* What Gephi has columns for, and readers take for looks; `type` is written by
 * itself. */
static const char *const node_names[] = {"id",      "label", "type", "interval",
                                         "timeset", "color", "size", "shape",
                                         "name",    NULL};
static const char *const edge_names[] = {"id",       "label",     "source",
                                         "target",   "type",      "kind",
                                         "weight",   "interval",  "timeset",
                                         "color",    "thickness", "shape",
                                         "directed", "relation",  NULL};

static bool is_version_12(const kith_export_options *options)
{
    return options->gexf_version && !strcmp(options->gexf_version, "1.2");
}

static bool is_old(const kith_writing *w)
{
    return is_version_12(w->options);
}

/* Whether values of the attribute are written as lists. */
static bool is_list(const kith_writing *w, const kith_attribute *attribute)
{
    return attribute->is_list && !attribute->is_nested && !is_old(w) &&
           attribute->type != KITH_ATTRIBUTE_MIXED;
}

static const char *type_of(const kith_writing *w, const kith_attribute *a)
{
    static const char *const names[] = {
        [KITH_ATTRIBUTE_NOTHING] = "string",
        [KITH_ATTRIBUTE_BOOLEAN] = "boolean",
        [KITH_ATTRIBUTE_INTEGER] = "long",
        [KITH_ATTRIBUTE_REAL] = "double",
        [KITH_ATTRIBUTE_STRING] = "string",
        [KITH_ATTRIBUTE_MIXED] = "string",
    };
    return is_list(w, a) || kith_xml_is_plain(a) ? names[a->type] : "string";
}

/* Whether an attribute is written as one, and not by an element of its own. */
static bool is_declared(const kith_attribute *a)
{
    return a->count && a->source != KITH_ATTRIBUTE_PLACE &&
           a->role != KITH_ROLE_ID && a->role != KITH_ROLE_WEIGHT;
}

/* Whether edges without direction are marked by an attribute. */
static bool marks_undirected(const kith_writing *w)
{
    return is_old(w) && w->undirected &&
           w->undirected < kith_graph_relation_count(w->graph);
}

static bool is_undirected(const kith_writing *w)
{
    return w->undirected &&
           w->undirected == kith_graph_relation_count(w->graph);
}

/* Number 0 is the type; an attribute's is its place and 1. */
static void put_attributes(kith_writing *w,
                           const kith_attributes *attributes,
                           const char *class)
{
    kith_putf(&w->sink,
              "  <attributes class=\"%s\" mode=\"static\">\n"
              "   <attribute id=\"0\" title=\"type\" type=\"string\"/>\n",
              class);
    for (size_t i = 0; i < attributes->count; i++) {
        const kith_attribute *a = &attributes->items[i];
        if (!is_declared(a))
            continue;
        kith_putf(&w->sink, "   <attribute id=\"%zu\" title=\"", i + 1);
        kith_put_xml(&w->sink, kith_text_of(a->name), w->losses);
        kith_putf(&w->sink, "\" type=\"%s%s\"/>\n", is_list(w, a) ? "list" : "",
                  type_of(w, a));
    }
    if (*class == 'e' && marks_undirected(w)) {
        kith_put(&w->sink, "   <attribute id=\"directed\" "
                           "title=\"directed\" type=\"boolean\"/>\n");
    }
    kith_put(&w->sink, "  </attributes>\n");
}

static void put_head(kith_writing *w)
{
    const bool old = is_old(w);
    const char *title = kith_export_title(w->graph, w->options);
    kith_put(&w->sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    kith_put(&w->sink,
             old ? "<gexf xmlns=\"http://www.gexf.net/1.2draft\" "
                   "xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" "
                   "version=\"1.2\">\n"
                 : "<gexf xmlns=\"http://gexf.net/1.3\" "
                   "xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n");
    kith_put(&w->sink, " <meta><creator>kith</creator>");
    if (title) {
        kith_put(&w->sink, "<description>");
        kith_put_xml(&w->sink, kith_text_of(title), w->losses);
        kith_put(&w->sink, "</description>");
    }
    kith_putf(&w->sink,
              "</meta>\n <graph defaultedgetype=\"%sdirected\" "
              "mode=\"static\">\n",
              is_undirected(w) ? "un" : "");
    put_attributes(w, &w->entities, "node");
    put_attributes(w, &w->relations, "edge");
}

static void put_named(kith_writing *w, const char *before, const char *text)
{
    kith_put(&w->sink, before);
    kith_put_xml(&w->sink, kith_text_of(text), w->losses);
    kith_put_char(&w->sink, '"');
}

/* -- values -------------------------------------------------------------- */

/* An element in a list: in quotes if it is a text, with the escapes that
 * readers of lists undo. */
static void put_element(kith_writing *w, kith_rows *rows, kith_text json)
{
    const kith_text text = kith_rows_text(rows, json);
    if (*json.data != '"') {
        kith_put_bytes(&w->sink, json.data, json.length);
        return;
    }
    kith_put(&w->sink, "&quot;");
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        while (end < text.length && !memchr("\\\"\n\r\t", text.data[end], 5))
            end++;
        kith_put_xml(&w->sink, (kith_text){text.data + at, end - at},
                     w->losses);
        if (end < text.length) {
            const char c = text.data[end++];
            kith_put(&w->sink, c == '\n'   ? "\\n"
                               : c == '\r' ? "\\r"
                               : c == '\t' ? "\\t"
                               : c == '"'  ? "\\&quot;"
                                           : "\\\\");
        }
        at = end;
    }
    kith_put(&w->sink, "&quot;");
}

static void put_list(kith_writing *w, kith_rows *rows, kith_text json)
{
    kith_text element;
    bool any = false;
    kith_put_char(&w->sink, '[');
    if (*json.data != '[') {
        put_element(w, rows, json);
    } else {
        for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
            kith_put(&w->sink, any ? ", " : "");
            put_element(w, rows, element);
            any = true;
        }
    }
    kith_put_char(&w->sink, ']');
}

static void put_value(kith_writing *w,
                      kith_rows *rows,
                      const kith_row_value *value)
{
    const size_t number =
        (size_t)(value->attribute - rows->attributes->items) + 1;
    if (kith_json_is_null(value->json)) {
        kith_losses_add_null(w->losses, value->attribute);
        return;
    }
    if (!is_declared(value->attribute))
        return;
    kith_put(&w->sink, "<attvalue for=\"");
    kith_put_unsigned(&w->sink, number);
    kith_put(&w->sink, "\" value=\"");
    if (is_list(w, value->attribute)) {
        put_list(w, rows, value->json);
    } else {
        kith_put_xml_value(w, rows, value);
    }
    kith_put(&w->sink, "\"/>");
}

static void put_values(kith_writing *w,
                       kith_rows *rows,
                       const char *type,
                       bool undirected)
{
    kith_put(&w->sink, "><attvalues>");
    if (type)
        put_named(w, "<attvalue for=\"0\" value=\"", type);
    kith_put(&w->sink, type ? "/>" : "");
    if (undirected)
        kith_put(&w->sink, "<attvalue for=\"directed\" value=\"false\"/>");
    for (size_t i = 0; i < rows->count; i++)
        put_value(w, rows, &rows->values[i]);
    kith_put(&w->sink, "</attvalues>");
}

/* -- nodes and edges ----------------------------------------------------- */

static void put_number(kith_sink *sink, const char *before, double number)
{
    kith_put(sink, before);
    kith_put_number(sink, number);
    kith_put_char(sink, '"');
}

/* Gephi draws four shapes. */
static const char *shape_of(const kith_writing *w, kith_id e)
{
    static const struct {
        const char *ours;
        const char *theirs;
    } shapes[] = {
        {"ellipse",  "disc"    },
        {"circle",   "disc"    },
        {"box",      "square"  },
        {"square",   "square"  },
        {"rounded",  "square"  },
        {"diamond",  "diamond" },
        {"triangle", "triangle"},
    };
    const kith_id type = kith_graph_entity_type(w->graph, e);
    const char *shape =
        type == KITH_NONE ? NULL : w->styles.entities[type].shape;
    for (size_t i = 0; shape && i < sizeof shapes / sizeof *shapes; i++) {
        if (!strcmp(shapes[i].ours, shape))
            return shapes[i].theirs;
    }
    return NULL;
}

static void put_looks(kith_writing *w, kith_id e)
{
    kith_colour colour;
    double place[2];
    const char *shape = shape_of(w, e);
    if (kith_looks_colour(&w->styles, w->graph, e, &colour)) {
        kith_put(&w->sink, "<viz:color r=\"");
        kith_put_unsigned(&w->sink, colour.red);
        kith_put(&w->sink, "\" g=\"");
        kith_put_unsigned(&w->sink, colour.green);
        kith_put(&w->sink, "\" b=\"");
        kith_put_unsigned(&w->sink, colour.blue);
        kith_put(&w->sink, "\"/>");
    }
    if (kith_looks_place(&w->looks, e, place)) {
        put_number(&w->sink, "<viz:position x=\"", place[0]);
        put_number(&w->sink, " y=\"", -place[1]);
        kith_put(&w->sink, " z=\"0\"/>");
    }
    if (w->looks.score) {
        put_number(&w->sink, "<viz:size value=\"",
                   kith_looks_size(&w->looks, e));
        kith_put(&w->sink, "/>");
    }
    if (shape) {
        kith_put(&w->sink, "<viz:shape value=\"");
        kith_put(&w->sink, shape);
        kith_put(&w->sink, "\"/>");
    }
}

static void put_node(kith_writing *w, kith_id e)
{
    const kith_id type = kith_graph_entity_type(w->graph, e);
    put_named(w, "   <node id=\"", kith_graph_entity_id(w->graph, e));
    put_named(w, " label=\"", kith_graph_entity_name(w->graph, e));
    put_values(w, &w->entity,
               type == KITH_NONE ? NULL
                                 : kith_graph_entity_type_name(w->graph, type),
               false);
    put_looks(w, e);
    kith_put(&w->sink, "</node>\n");
}

static void put_edge_id(kith_writing *w, kith_id r)
{
    bool taken = false;
    const kith_text own = kith_edge_ids_own(&w->edge_ids, &w->relation, &taken);
    kith_put(&w->sink, "   <edge");
    if (!own.data && !kith_edge_ids_made(&w->edge_ids))
        return;
    kith_put(&w->sink, " id=\"");
    if (own.data) {
        kith_put_xml(&w->sink, kith_rows_text(&w->relation, own), w->losses);
    } else {
        kith_put_edge_id(&w->sink, &w->edge_ids, r);
    }
    kith_put_char(&w->sink, '"');
}

/* As the record has it, a 1 as well; without it none. */
static void put_weight(kith_writing *w)
{
    const kith_text json =
        kith_rows_value(&w->relation, w->relations.of_role[KITH_ROLE_WEIGHT]);
    if (kith_json_is_null(json))
        return;
    kith_put(&w->sink, " weight=\"");
    kith_put_bytes(&w->sink, json.data, json.length);
    kith_put_char(&w->sink, '"');
}

static void put_edge(kith_writing *w, kith_id id)
{
    const kith_relation r = kith_graph_relation(w->graph, id);
    const char *type = kith_graph_relation_type_name(w->graph, r.type);
    put_edge_id(w, id);
    put_named(w, " source=\"", kith_graph_entity_id(w->graph, r.source));
    put_named(w, " target=\"", kith_graph_entity_id(w->graph, r.target));
    if (!r.directed && !marks_undirected(w) && !is_undirected(w))
        kith_put(&w->sink, " type=\"undirected\"");
    if (!is_old(w))
        put_named(w, " kind=\"", type);
    put_weight(w);
    put_named(w, " label=\"", w->styles.relations[r.type]);
    put_values(w, &w->relation, type, !r.directed && marks_undirected(w));
    kith_put(&w->sink, "</edge>\n");
}

static kith_status write_gexf(kith_graph *graph,
                              const kith_export_options *options,
                              FILE *out,
                              kith_error *err)
{
    const kith_writing_plan plan = {
        .entity_names = node_names,
        .relation_names = edge_names,
        .edge_ids =
            is_version_12(options) ? KITH_EDGE_IDS_ALL : KITH_EDGE_IDS_OWN,
    };
    kith_writing w = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_writing_begin(&w, graph, options, &plan, out, err), done);
    put_head(&w);
    kith_putf(&w.sink, "  <nodes count=\"%zu\">\n",
              kith_graph_entity_count(graph));
    KITH_TRY(st, kith_writing_each(&w, KITH_RECORD_ENTITY, put_node, err),
             done);
    kith_putf(&w.sink, "  </nodes>\n  <edges count=\"%zu\">\n",
              kith_graph_relation_count(graph));
    KITH_TRY(st, kith_writing_each(&w, KITH_RECORD_RELATION, put_edge, err),
             done);
    kith_put(&w.sink, "  </edges>\n </graph>\n</gexf>\n");
    kith_losses_add(w.losses, KITH_LOSS_UNDIRECTED,
                    marks_undirected(&w) ? w.undirected : 0);
    kith_losses_add_documents(w.losses, graph);
    kith_losses_add_graph_members(w.losses, graph);
done:
    return kith_writing_end(&w, st, err);
}

static const char *const gexf_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_UNDIRECTED] = "written as directed, with attribute 'directed' "
                             "(version 1.2, beside directed ones)",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_LIST] =
        "written as JSON text (version 1.3 holds those of one type)",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "left out",
    [KITH_LOSS_MIXED] = "written as text",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
    [KITH_LOSS_CHARACTER] = "written as pictures of them (XML forbids them)",
};

const kith_format kith_format_gexf = {
    .name = "gexf",
    .extensions = "gexf",
    .summary = "GEXF for Gephi and Gephi Lite",
    .takes_columns = true,
    .takes_gexf_version = true,
    .losses = gexf_losses,
    .write = write_gexf,
};
