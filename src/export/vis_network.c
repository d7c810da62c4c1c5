/* Nodes and edges for vis-network. Its own options share a place with the
 * attributes, so that these must not be called the same: `length` of an edge is
 * the length of a spring. */
#include "export/json_row.h"

static const char *const node_names[] = {"id",
                                         "label",
                                         "group",
                                         "title",
                                         "value",
                                         "color",
                                         "shape",
                                         "size",
                                         "hidden",
                                         "fixed",
                                         "font",
                                         "icon",
                                         "image",
                                         "level",
                                         "mass",
                                         "physics",
                                         "margin",
                                         "opacity",
                                         "shadow",
                                         "chosen",
                                         "heightConstraint",
                                         "widthConstraint",
                                         "borderWidth",
                                         "brokenImage",
                                         "imagePadding",
                                         "labelHighlightBold",
                                         "scaling",
                                         "shapeProperties",
                                         "ctxRenderer",
                                         "borderWidthSelected",
                                         "name",
                                         "type",
                                         NULL};
static const char *const edge_names[] = {"id",
                                         "from",
                                         "to",
                                         "label",
                                         "title",
                                         "arrows",
                                         "directed",
                                         "color",
                                         "dashes",
                                         "font",
                                         "hidden",
                                         "hoverWidth",
                                         "length",
                                         "width",
                                         "value",
                                         "physics",
                                         "smooth",
                                         "shadow",
                                         "chosen",
                                         "scaling",
                                         "type",
                                         "relation",
                                         "selfReference",
                                         "selectionWidth",
                                         "arrowStrikethrough",
                                         "background",
                                         "endPointOffset",
                                         "labelHighlightBold",
                                         "widthConstraint",
                                         "selfReferenceSize",
                                         NULL};

static void put_node(kith_writing *w, kith_id e)
{
    static const kith_json_row how = {.without_place = true};
    const char *colour = kith_looks_colour_text(&w->styles, w->graph, e);
    double place[2];
    bool any = true;
    kith_put_json_id(w, e ? ",\n{\"id\": " : "{\"id\": ", e);
    kith_put_json_pair(&w->sink,
                       ", \"label\": ", kith_graph_entity_name(w->graph, e));
    kith_put_json_type(w, ", \"group\": ", e);
    if (colour)
        kith_put_json_pair(&w->sink, ", \"color\": ", colour);
    if (w->looks.score) {
        kith_put(&w->sink, ", \"value\": ");
        kith_put_number(&w->sink, kith_looks_size(&w->looks, e));
    }
    if (kith_looks_place(&w->looks, e, place)) {
        kith_put(&w->sink, ", \"x\": ");
        kith_put_number(&w->sink, place[0]);
        kith_put(&w->sink, ", \"y\": ");
        kith_put_number(&w->sink, place[1]);
    }
    kith_put_json_row(w, &w->entity, &how, &any);
    kith_put_char(&w->sink, '}');
}

static void put_edge(kith_writing *w, kith_id id)
{
    static const kith_json_row how = {.skipped = 1u << KITH_ROLE_ID};
    const kith_relation r = kith_graph_relation(w->graph, id);
    kith_sink *sink = &w->sink;
    bool any = true;
    kith_put_json_id(w, id ? ",\n{\"from\": " : "{\"from\": ", r.source);
    kith_put_json_id(w, ", \"to\": ", r.target);
    kith_put_json_edge_id(w, ", \"id\": ", id);
    kith_put_json_pair(sink, ", \"label\": ", w->styles.relations[r.type]);
    kith_put_json_pair(sink, ", \"type\": ",
                       kith_graph_relation_type_name(w->graph, r.type));
    kith_put(sink,
             r.directed ? ", \"arrows\": \"to\"" : ", \"directed\": false");
    kith_put_json_row(w, &w->relation, &how, &any);
    kith_put_char(sink, '}');
}

static kith_status write_vis_network(kith_graph *graph,
                                     const kith_export_options *options,
                                     FILE *out,
                                     kith_error *err)
{
    static const kith_json_lists lists = {
        .plan = {.entity_names = node_names, .relation_names = edge_names},
        .before_entities = "{\"nodes\": [\n",
        .put_entity = put_node,
        .before_relations = ",\n\"edges\": [\n",
        .put_relation = put_edge,
    };
    return kith_write_json_lists(&lists, graph, options, out, err);
}

static const char *const free_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const kith_format kith_format_vis_network = {
    .name = "vis-network",
    .summary = "JSON for vis-network",
    .takes_columns = true,
    .losses = free_losses,
    .write = write_vis_network,
};
