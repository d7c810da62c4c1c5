#ifndef KITH_DRAW_GRAPHVIZ_H
#define KITH_DRAW_GRAPHVIZ_H

#include "draw/buffer.h"
#include "draw/geometry.h"
#include "draw/problem.h"

#include <graphviz/cgraph.h>

#include <stdbool.h>
#include <stddef.h>

/** The first that is installed is used. All three have the same widths, so
 *  the boxes fit as well for a viewer who lacks the first. */
#define DRAW_FONTS "Liberation Sans,Helvetica,Arial,sans-serif"

/** Graphviz's context; its own header spills names such as `box`. */
typedef struct GVC_s GVC_t;

/** Start Graphviz and keep its messages off standard error. NULL: none. */
GVC_t *draw_graphviz_open(void);

/** Stop Graphviz; accepts NULL. */
void draw_graphviz_close(GVC_t *graphviz);

/** "2.43.0" */
const char *draw_graphviz_version(GVC_t *graphviz);

/** A new directed graph that allows parallel edges. */
Agraph_t *draw_graph_new(void);

/** A node or a subgraph by name, made if it is not there. */
Agnode_t *draw_node_get(Agraph_t *graph, const char *name);
Agraph_t *draw_subgraph_get(Agraph_t *graph, const char *name);

/** A new edge, parallel to what is there. */
Agedge_t *draw_edge_new(Agraph_t *graph, Agnode_t *tail, Agnode_t *head);

/** Default of an attribute for AGRAPH, AGNODE or AGEDGE. */
void draw_default(Agraph_t *graph,
                  int kind,
                  const char *name,
                  const char *value);

/** Set an attribute of a graph, subgraph, node or edge. */
void draw_set(void *object, const char *name, const char *value);

/** The same, formatted as printf does. */
void draw_setf(void *object, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Set an HTML-like label. The markup starts with a tag, which keeps it apart
 *  from plain strings: Graphviz shares equal ones, whichever they are. */
void draw_set_html(void *object, const char *name, const char *html);

/** An attribute's value; "" if there is none. */
const char *draw_get(void *object, const char *name);

/** Lay out, and leave the result in the attributes pos, width, height, bb.
 *
 *  @return DRAW_OK; DRAW_SYSTEM with Graphviz's own first words
 */
draw_status draw_layout(GVC_t *graphviz,
                        Agraph_t *graph,
                        const char *engine,
                        draw_problem *problem);

/** Centre of a node that was laid out. */
draw_point draw_node_centre(Agnode_t *node);

/** Size of a node that was laid out. */
draw_point draw_node_size(Agnode_t *node);

/** The box around a node that was laid out. */
draw_rectangle draw_node_box(Agnode_t *node);

/** The box around a graph or a cluster that was laid out. */
draw_rectangle draw_graph_box(Agraph_t *graph);

/** The line of an edge that was laid out, as short straight steps from tail to
 *  head; `points` are the caller's to free(). */
draw_path draw_edge_path(Agedge_t *edge);

/** Sizes that HTML-like labels will have.
 *
 *  @param[out] sizes caller's array of `count`
 *  @return as draw_layout()
 */
draw_status draw_measure(GVC_t *graphviz,
                         char *const *labels,
                         size_t count,
                         draw_point *sizes,
                         draw_problem *problem);

/** Points across of a picture with its margins. */
double draw_with_margins(double points);

/** Draw a graph whose attributes say where everything is; append the bytes. */
draw_status draw_render(GVC_t *graphviz,
                        Agraph_t *graph,
                        const char *format,
                        draw_buffer *out,
                        draw_problem *problem);

#endif /* KITH_DRAW_GRAPHVIZ_H */
