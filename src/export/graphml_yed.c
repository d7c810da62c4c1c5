/* GraphML for yEd, which shows no label, no shape and no place unless they
 * stand in elements of its own; attributes are in its table of properties. Its
 * y axis points downwards, and a place is a corner. */
#include "base/unicode.h"
#include "export/graphml.h"
#include "export/pieces.h"

#include <string.h>

/* Beside our own keys what labels are read as. */
static const char *const node_names[] = {"type", "label", "name", NULL};
static const char *const edge_names[] = {"type", "label", "directed", NULL};

/* Points that a letter and a line of 12 point take, and the room round them. */
#define LETTER   7.2
#define LINE     18.0
#define MARGIN_X 24.0
#define MARGIN_Y 18.0

static void put_head(kith_writing *w)
{
    kith_put(&w->sink,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
             "xmlns:y=\"http://www.yworks.com/xml/graphml\">\n"
             " <key id=\"ng\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n"
             " <key id=\"eg\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n");
    kith_put_graphml_key(&w->sink, "type", "node", "type", "string");
    kith_put_graphml_key(&w->sink, "etype", "edge", "type", "string");
    if (kith_graphml_is_mixed(w)) {
        kith_put_graphml_key(&w->sink, "directed", "edge", "directed",
                             "boolean");
    }
    kith_put_graphml_keys(w, &w->entities, "node");
    kith_put_graphml_keys(w, &w->relations, "edge");
}

static const char *shape_of(const kith_style *style)
{
    static const struct {
        const char *ours;
        const char *theirs;
    } shapes[] = {
        {"ellipse",  "ellipse"      },
        {"circle",   "ellipse"      },
        {"box",      "rectangle"    },
        {"square",   "rectangle"    },
        {"hexagon",  "hexagon"      },
        {"octagon",  "octagon"      },
        {"diamond",  "diamond"      },
        {"triangle", "triangle"     },
        {"tab",      "parallelogram"},
        {"note",     "trapezoid"    },
        {"house",    "fatarrow2"    },
    };
    const char *shape = style ? style->shape : NULL;
    for (size_t i = 0; shape && i < sizeof shapes / sizeof *shapes; i++) {
        if (!strcmp(shapes[i].ours, shape))
            return shapes[i].theirs;
    }
    return "roundrectangle";
}

/* The size of a label, and a place for its box if there is one. */
static void put_geometry(kith_writing *w, kith_id e, const char *label)
{
    size_t lines = 1;
    double place[2];
    for (const char *at = label; (at = strchr(at, '\n')); at++)
        lines++;
    const double letters =
        (double)kith_display_width(kith_text_of(label)) / (double)lines;
    const double width = LETTER * letters + MARGIN_X;
    const double height = LINE * (double)lines + MARGIN_Y;
    kith_put(&w->sink, "<y:Geometry width=\"");
    kith_put_number(&w->sink, width);
    kith_put(&w->sink, "\" height=\"");
    kith_put_number(&w->sink, height);
    if (kith_looks_place(&w->looks, e, place)) {
        kith_put(&w->sink, "\" x=\"");
        kith_put_number(&w->sink, 2 * place[0] - width / 2);
        kith_put(&w->sink, "\" y=\"");
        kith_put_number(&w->sink, 2 * place[1] - height / 2);
    }
    kith_put(&w->sink, "\"/>");
}

static void put_graphics(kith_writing *w, kith_id e)
{
    const kith_id type = kith_graph_entity_type(w->graph, e);
    const kith_style *style =
        type == KITH_NONE ? NULL : &w->styles.entities[type];
    const char *colour = style && style->colour ? style->colour : "#7A858F";
    const char *name = kith_graph_entity_name(w->graph, e);
    kith_put(&w->sink, "<data key=\"ng\"><y:ShapeNode>");
    put_geometry(w, e, name);
    /* the outline has the colour of the type, the inside 18 % of it */
    kith_putf(&w->sink,
              "<y:Fill color=\"%s2E\" transparent=\"false\"/>"
              "<y:BorderStyle color=\"%s\" type=\"line\" width=\"1.5\"/>"
              "<y:NodeLabel>",
              colour, colour);
    kith_put_xml(&w->sink, kith_text_of(name), w->losses);
    kith_putf(&w->sink,
              "</y:NodeLabel><y:Shape type=\"%s\"/></y:ShapeNode></data>",
              shape_of(style));
}

static void put_node(kith_writing *w, kith_id e)
{
    const kith_id type = kith_graph_entity_type(w->graph, e);
    kith_put(&w->sink, "  <node");
    kith_put_xml_attribute(w, "id", kith_graph_entity_id(w->graph, e));
    kith_put_char(&w->sink, '>');
    put_graphics(w, e);
    if (type != KITH_NONE) {
        kith_put_graphml_data(w, "type",
                              kith_graph_entity_type_name(w->graph, type));
    }
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
    kith_put(&w->sink, "><data key=\"eg\"><y:PolyLineEdge>"
                       "<y:LineStyle color=\"#7A858F\" type=\"line\" "
                       "width=\"1.0\"/><y:Arrows source=\"none\" target=\"");
    kith_put(&w->sink, r.directed ? "standard" : "none");
    kith_put(&w->sink, "\"/><y:EdgeLabel>");
    kith_put_xml(&w->sink, kith_text_of(w->styles.relations[r.type]),
                 w->losses);
    kith_put(&w->sink, "</y:EdgeLabel></y:PolyLineEdge></data>");
    kith_put_graphml_data(w, "etype",
                          kith_graph_relation_type_name(w->graph, r.type));
    if (!r.directed && kith_graphml_is_mixed(w))
        kith_put(&w->sink, "<data key=\"directed\">false</data>");
    kith_put_graphml_row(w, &w->relation, "edge");
    kith_put(&w->sink, "</edge>\n");
}

static kith_status write_graphml_yed(kith_graph *graph,
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

const kith_format kith_format_graphml_yed = {
    .name = "graphml-yed",
    .summary = "GraphML for yEd, with labels, shapes and colours",
    .takes_columns = true,
    .losses = kith_graphml_losses,
    .write = write_graphml_yed,
};
