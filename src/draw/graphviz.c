/* The wall around Graphviz: every call to gvc and most to cgraph stand here,
 * with the casts that its parameters without const ask for. */
#include "draw/graphviz.h"

#include <graphviz/gvc.h>

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Graphviz hands over its messages in pieces, without a context pointer: the
 * one place in this program that has to be global. Warnings such as "3 labels
 * could not be placed" are of no use to a reader of the picture; the text is
 * shown only if the drawing fails. */
static char messages[512];

/* Points around a picture, and around a large one a share of its size. */
#define LEAST_MARGIN 18.0
#define MARGIN_SHARE 0.016

static int keep_message(char *piece)
{
    const size_t used = strlen(messages);
    snprintf(messages + used, sizeof messages - used, "%s", piece);
    return 0;
}

/* Graphviz copies the strings it is given, but does not say const. */
static char *lend(const char *text)
{
    char *lent = NULL;
    memcpy(&lent, &text, sizeof lent);
    return lent;
}

GVC_t *draw_graphviz_open(void)
{
    agseterrf(keep_message);
    return gvContext();
}

void draw_graphviz_close(GVC_t *graphviz)
{
    if (graphviz)
        gvFreeContext(graphviz);
}

const char *draw_graphviz_version(GVC_t *graphviz)
{
    return gvcVersion(graphviz);
}

Agraph_t *draw_graph_new(void)
{
    return agopen(lend("kith"), Agdirected, NULL);
}

Agnode_t *draw_node_get(Agraph_t *graph, const char *name)
{
    return agnode(graph, lend(name), 1);
}

Agraph_t *draw_subgraph_get(Agraph_t *graph, const char *name)
{
    return agsubg(graph, lend(name), 1);
}

Agedge_t *draw_edge_new(Agraph_t *graph, Agnode_t *tail, Agnode_t *head)
{
    return agedge(graph, tail, head, NULL, 1);
}

void draw_default(Agraph_t *graph,
                  int kind,
                  const char *name,
                  const char *value)
{
    agattr(graph, kind, lend(name), lend(value));
}

void draw_set(void *object, const char *name, const char *value)
{
    agsafeset(object, lend(name), lend(value), lend(""));
}

void draw_setf(void *object, const char *name, const char *format, ...)
{
    char value[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(value, sizeof value, format, arguments);
    va_end(arguments);
    draw_set(object, name, value);
}

void draw_set_html(void *object, const char *name, const char *html)
{
    Agraph_t *root = agroot(object);
    char *shared = agstrdup_html(root, lend(html));
    draw_set(object, name, shared);
    agstrfree(root, shared);
}

const char *draw_get(void *object, const char *name)
{
    const char *value = agget(object, lend(name));
    return value ? value : "";
}

static draw_status fail_with_messages(const char *what, draw_problem *problem)
{
    const char *first = messages;
    const char *end = strchr(first, '\n');
    const int length = end ? (int)(end - first) : (int)strlen(first);
    return draw_fail(problem, DRAW_SYSTEM, "Graphviz cannot %s%s%.*s", what,
                     length ? ": " : "", length, first);
}

draw_status draw_layout(GVC_t *graphviz,
                        Agraph_t *graph,
                        const char *engine,
                        draw_problem *problem)
{
    messages[0] = '\0';
    if (gvLayout(graphviz, graph, engine) != 0)
        return fail_with_messages("lay out the graph", problem);
    attach_attrs(graph);
    gvFreeLayout(graphviz, graph);
    return DRAW_OK;
}

draw_point draw_node_centre(Agnode_t *node)
{
    draw_point centre = {0};
    (void)draw_point_read(draw_get(node, "pos"), &centre);
    return centre;
}

draw_point draw_node_size(Agnode_t *node)
{
    return (draw_point){strtod(draw_get(node, "width"), NULL) * 72,
                        strtod(draw_get(node, "height"), NULL) * 72};
}

draw_status draw_measure(GVC_t *graphviz,
                         char *const *labels,
                         size_t count,
                         draw_point *sizes,
                         draw_problem *problem)
{
    Agraph_t *graph = draw_graph_new();
    Agnode_t **nodes = draw_take(count, sizeof(Agnode_t *));
    draw_default(graph, AGNODE, "fontname", DRAW_FONTS);
    draw_default(graph, AGNODE, "shape", "plain");
    draw_default(graph, AGNODE, "pos", "0,0");
    for (size_t i = 0; i < count; i++) {
        nodes[i] = agnode(graph, NULL, 1);
        draw_set_html(nodes[i], "label", labels[i]);
    }
    const draw_status st = draw_layout(graphviz, graph, "nop2", problem);
    for (size_t i = 0; st == DRAW_OK && i < count; i++)
        sizes[i] = draw_node_size(nodes[i]);
    free(nodes);
    agclose(graph);
    return st;
}

draw_rectangle draw_node_box(Agnode_t *node)
{
    return draw_around(draw_node_centre(node), draw_node_size(node));
}

draw_rectangle draw_graph_box(Agraph_t *graph)
{
    draw_rectangle box = {0};
    const char *low = draw_get(graph, "bb"); /* "x,y,x,y" */
    const char *comma = strchr(low, ',');
    const char *high = comma ? strchr(comma + 1, ',') : NULL;
    if (high && draw_point_read(low, &box.low))
        (void)draw_point_read(high + 1, &box.high);
    return box;
}

#define CURVE_STEPS 8

/* Append a cubic Bezier curve as straight steps, without its first point. */
static void flatten(draw_path *path, const draw_point curve[4])
{
    for (int i = 1; i <= CURVE_STEPS; i++) {
        const double t = (double)i / CURVE_STEPS;
        const double s = 1 - t;
        const double share[] = {s * s * s, 3 * s * s * t, 3 * s * t * t,
                                t * t * t};
        draw_point point = {0};
        for (int k = 0; k < 4; k++) {
            point.x += share[k] * curve[k].x;
            point.y += share[k] * curve[k].y;
        }
        path->points[path->count++] = point;
    }
}

/* Form: [s,x,y] [e,x,y] x,y (x,y x,y x,y)+ ; s and e are arrow tips. */
draw_path draw_edge_path(Agedge_t *edge)
{
    const char *at = draw_get(edge, "pos");
    draw_path path = {0};
    draw_point curve[4] = {0};
    int known = 0;
    path.points =
        draw_take(strlen(at) / 4 * CURVE_STEPS + 2, sizeof *path.points);
    while (*at && *at != ';') {
        const size_t length = strcspn(at, " ;");
        draw_point point;
        if (draw_point_read(at, &point)) {
            curve[known++] = point;
            if (known == 1 && path.count == 0)
                path.points[path.count++] = point;
            if (known == 4) {
                flatten(&path, curve);
                curve[0] = point;
                known = 1;
            }
        }
        at += length;
        at += *at == ' ';
    }
    return path;
}

double draw_with_margins(double points)
{
    return points + 2 * fmax(LEAST_MARGIN, MARGIN_SHARE * points);
}

/* Points that are needed around `size` so that the whole is a whole number of
 * pixels; else the last row of them shows half of the background. */
static double margin(double size, double pixels_a_point)
{
    const double whole = ceil(draw_with_margins(size) * pixels_a_point);
    return (whole / pixels_a_point - size) / 2;
}

static void set_margin(Agraph_t *graph)
{
    const double dpi = strtod(draw_get(graph, "dpi"), NULL);
    const double pixels_a_point = dpi > 0 ? dpi / 72 : 1;
    attach_attrs(graph);
    const draw_rectangle box = draw_graph_box(graph);
    draw_setf(graph, "pad", "%.6f,%.6f",
              margin(box.high.x - box.low.x, pixels_a_point) / 72,
              margin(box.high.y - box.low.y, pixels_a_point) / 72);
}

draw_status draw_render(GVC_t *graphviz,
                        Agraph_t *graph,
                        const char *format,
                        draw_buffer *out,
                        draw_problem *problem)
{
    char *bytes = NULL;
    unsigned length = 0;
    messages[0] = '\0';
    if (gvLayout(graphviz, graph, "nop2") != 0)
        return fail_with_messages("place the picture", problem);
    set_margin(graph);
    const int failed = gvRenderData(graphviz, graph, format, &bytes, &length);
    gvFreeLayout(graphviz, graph);
    if (failed || !bytes || length == 0)
        return fail_with_messages("write this format", problem);
    draw_put(out, bytes, length);
    gvFreeRenderData(bytes);
    return DRAW_OK;
}
