/* DOT, written straight away: building a graph in Graphviz's memory first takes
 * a hundred times as long. There is no layout in it; large graphs name an
 * engine that comes to an end. */
#include "base/error.h"
#include "export/escape.h"
#include "export/losses.h"
#include "export/pieces.h"
#include "export/style.h"
#include "export/writers.h"
#include "graph/fetch.h"

#include <math.h>
#include <string.h>

/* Entities up to which Graphviz's own choice of an engine is left alone: dot
 * takes a second for 200 and does not end for 1,000. */
#define MOST_LAYERED 200

/* The first that is installed is taken; all are of the same widths. */
#define FONT "fontname=\"Liberation Sans,Helvetica,Arial,sans-serif\""

static void put_attribute(kith_sink *sink, const char *name, const char *text)
{
    kith_put(sink, name);
    kith_put_dot(sink, kith_text_of(text));
}

static void put_head(kith_sink *sink,
                     const kith_graph *graph,
                     const kith_export_options *options)
{
    const char *title = kith_export_title(graph, options);
    put_attribute(sink, "digraph ", title ? title : "kith");
    kith_put(sink, " {\n  graph [charset=\"UTF-8\"");
    if (title)
        put_attribute(sink, ", labelloc=t, label=", title);
    if (kith_graph_entity_count(graph) > MOST_LAYERED)
        kith_put(sink, ", layout=sfdp, overlap=prism");
    kith_put(sink,
             ", " FONT "]\n"
             "  node [shape=box, style=filled, fillcolor=\"#F7F8FA\", " FONT
             "]\n"
             "  edge [color=\"#7A858F\", fontcolor=\"#5A6570\", "
             "fontsize=10, " FONT "]\n");
}

/* A box with round corners is a style in DOT, every other shape is one. */
static void put_shape(kith_sink *sink, const char *shape)
{
    if (!strcmp(shape, "rounded")) {
        kith_put(sink, ", style=\"filled,rounded\"");
    } else {
        put_attribute(sink, ", shape=", shape);
    }
}

/* The outline has the colour of the type, the inside 18 % of it. */
static void put_style(kith_sink *sink, const kith_style *style)
{
    if (style->shape)
        put_shape(sink, style->shape);
    if (style->colour) {
        kith_putf(sink, ", color=\"%s\", fillcolor=\"%s2E\"", style->colour,
                  style->colour);
    }
}

static void put_entity(kith_sink *sink,
                       const kith_graph *graph,
                       const kith_styles *styles,
                       kith_id e)
{
    const kith_id type = kith_graph_entity_type(graph, e);
    put_attribute(sink, "  ", kith_graph_entity_id(graph, e));
    put_attribute(sink, " [label=", kith_graph_entity_name(graph, e));
    if (type != KITH_NONE) {
        put_attribute(sink,
                      ", type=", kith_graph_entity_type_name(graph, type));
        put_style(sink, &styles->entities[type]);
    }
    kith_put(sink, "]\n");
}

static void put_number(kith_sink *sink, const char *name, double value)
{
    kith_put(sink, name);
    kith_put_char(sink, '"');
    kith_put_number(sink, value);
    kith_put_char(sink, '"');
}

static void put_date(kith_sink *sink, const char *name, kith_date date)
{
    char text[16];
    if (date == KITH_NO_DATE)
        return;
    kith_date_format(date, text);
    put_attribute(sink, name, text);
}

static void put_relation(kith_sink *sink,
                         const kith_graph *graph,
                         const kith_styles *styles,
                         kith_id id)
{
    const kith_relation r = kith_graph_relation(graph, id);
    put_attribute(sink, "  ", kith_graph_entity_id(graph, r.source));
    put_attribute(sink, " -> ", kith_graph_entity_id(graph, r.target));
    put_attribute(sink, " [label=", styles->relations[r.type]);
    put_attribute(sink,
                  ", type=", kith_graph_relation_type_name(graph, r.type));
    if (r.weight != 1)
        put_number(sink, ", weight=", r.weight);
    if (isfinite(r.confidence))
        put_number(sink, ", confidence=", r.confidence);
    put_date(sink, ", since=", r.since);
    put_date(sink, ", until=", r.until);
    kith_put(sink, r.directed ? "]\n" : ", dir=none]\n");
}

/* What records say beyond what a diagram shows. */
static kith_status note_losses(kith_graph *graph,
                               const kith_export_options *options,
                               kith_record_kind kind,
                               kith_error *err)
{
    const unsigned written = 1u << KITH_ROLE_SINCE | 1u << KITH_ROLE_UNTIL |
                             1u << KITH_ROLE_WEIGHT |
                             1u << KITH_ROLE_CONFIDENCE;
    kith_attributes attributes = {0};
    const kith_status st =
        kith_attributes_find(&attributes, graph, options, kind, NULL, err);
    kith_losses_add_attributes(options->losses, &attributes, written);
    kith_attributes_free(&attributes);
    return st;
}

static kith_status write_dot(kith_graph *graph,
                             const kith_export_options *options,
                             FILE *out,
                             kith_error *err)
{
    char buffer[KITH_SINK_BUFFER];
    kith_sink sink = kith_sink_gather(out, buffer);
    kith_styles styles = {0};
    kith_status st = kith_styles_make(&styles, graph, options->vocabulary, err);
    if (st == KITH_OK) {
        put_head(&sink, graph, options);
        for (kith_id e = 0; e < kith_graph_entity_count(graph); e++)
            put_entity(&sink, graph, &styles, e);
        for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
            kith_fetch_ends(graph, r);
            put_relation(&sink, graph, &styles, r);
        }
        kith_put(&sink, "}\n");
        st = kith_sink_finish(&sink, err);
    }
    if (st == KITH_OK && options->losses) {
        kith_losses_add_documents(options->losses, graph);
        kith_losses_add_graph_members(options->losses, graph);
        KITH_TRY(st, note_losses(graph, options, KITH_RECORD_ENTITY, err),
                 done);
        st = note_losses(graph, options, KITH_RECORD_RELATION, err);
    }
done:
    kith_styles_free(&styles);
    return st;
}

static const char *const dot_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_RELATION_ID] = "left out",
    [KITH_LOSS_MORE_TYPES] = "left out but for the first type",
    [KITH_LOSS_ALIAS] = "left out",
    [KITH_LOSS_PROPERTY] = "left out",
    [KITH_LOSS_RELATION_PROPERTY] = "left out",
    [KITH_LOSS_EVIDENCE] = "left out",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
};

const kith_format kith_format_dot = {
    .name = "dot",
    .extensions = "dot gv",
    .summary = "DOT for Graphviz, without a layout",
    .losses = dot_losses,
    .write = write_dot,
};
