#ifndef KITH_DRAW_PICTURE_H
#define KITH_DRAW_PICTURE_H

#include "draw/engine.h"
#include "draw/graphviz.h"
#include "draw/scene.h"

/** A scene on its way to becoming a picture. */
typedef struct draw_picture {
    const draw_scene *scene;
    draw_plan plan;
    GVC_t *graphviz;
    Agraph_t *graph;
    Agnode_t **nodes;        /**< in the order of the scene */
    Agedge_t **edges;        /**< likewise */
    size_t named;            /**< nodes that have their names beside them */
    double room;             /**< for labels; 1: as much as is usual */
    size_t labels;           /**< edges that are to have one */
    size_t unlabelled;       /**< those of them that found no room for it */
    bool quiet;              /**< no remarks on standard error */
    draw_point *label_sizes; /**< of the edges' labels; 0 wide: none */
} draw_picture;

/** Make the graph: nodes, edges and clusters with their looks, without title,
 *  legend and places.
 *
 *  @param[out] picture give it to draw_picture_free()
 */
void draw_picture_init(draw_picture *picture,
                       const draw_scene *scene,
                       draw_plan plan,
                       GVC_t *graphviz);

/** Release the graph; accepts a zeroed picture. */
void draw_picture_free(draw_picture *picture);

/** Give a node or an edge its link and what to show on hovering over it.
 *
 *  A picture says the latter in its title elements (svg.c), so only links and
 *  editable graphs need Graphviz's tooltip.
 */
void draw_link_set(void *drawn,
                   const draw_picture *picture,
                   const char *sentence,
                   const char *url);

/** Name of a cluster's subgraph. */
typedef char draw_cluster_name[32];
const char *draw_cluster_name_put(draw_cluster_name name, size_t cluster);

/** Run the plan's engine, and put the labels onto the lines between cards.
 * Where labels find no room the picture grows, if that helps. */
draw_status draw_picture_arrange(draw_picture *picture, draw_problem *problem);

/** How much larger text has to be for the whole picture to be read on one page:
 *  1 up to the width of one, then as the picture grows. Before the layout only
 *  given places tell. */
double draw_picture_scale(const draw_picture *picture);

/** How much larger names are than on a page; less than other text, because
 *  there are many. */
double draw_picture_growth(const draw_picture *picture);

#endif /* KITH_DRAW_PICTURE_H */
