#ifndef KITH_DRAW_ROOMS_H
#define KITH_DRAW_ROOMS_H

#include "draw/picture.h"

/** Where everything is that a name must not cover. */
typedef struct draw_canvas {
    const draw_scene *scene;
    double growth;         /**< of names and gaps; 1: as on a page */
    draw_point *centres;   /**< of the nodes, in the order of the scene */
    draw_rectangle *dots;  /**< likewise */
    draw_rectangle *texts; /**< names placed so far, and labels of lines */
    size_t text_count;
    draw_rectangle *leaders; /**< low is where one starts, high where it ends */
    size_t leader_count;
    size_t *near_dots; /**< those that the present name can reach */
    size_t near_dot_count;
    size_t *near_lines; /**< likewise */
    size_t near_line_count;
} draw_canvas;

/** How much a name is worth. */
typedef enum draw_effort {
    DRAW_EFFORT_SPARE, /**< only where it is in nobody's way */
    DRAW_EFFORT_USUAL, /**< beside its dot, else apart with a leader */
    DRAW_EFFORT_FORCED /**< at worst over a dot, never over a name */
} draw_effort;

typedef struct draw_room {
    draw_point middle; /**< of the name */
    draw_point foot;   /**< where its leader starts */
    bool apart;        /**< has a leader, which ends in the dot's centre */
} draw_room;

/** Survey a picture that was laid out.
 *
 *  @param[out] canvas give it to draw_canvas_free()
 */
void draw_canvas_init(draw_canvas *canvas, const draw_picture *picture);

/** Release everything; accepts a zeroed canvas. */
void draw_canvas_free(draw_canvas *canvas);

/** Find room for the name of a node, nearer to its dot than to any other.
 *
 *  @param size of the name, in points
 *  @return false: there is none
 *
 *  Cost: nodes + edges, and 100 times as many as are within reach.
 */
bool draw_room_find(draw_canvas *canvas,
                    size_t node,
                    draw_point size,
                    draw_effort effort,
                    draw_room *room);

/** Keep others out of a room that was found. */
void draw_room_take(draw_canvas *canvas,
                    size_t node,
                    draw_point size,
                    const draw_room *room);

#endif /* KITH_DRAW_ROOMS_H */
