#ifndef KITH_DRAW_ENGINE_H
#define KITH_DRAW_ENGINE_H

#include "draw/scene.h"

/** How a scene will be drawn. */
typedef struct draw_plan {
    draw_engine engine; /**< never "auto" */
    bool cards;         /**< nodes carry text inside; else dots and lines */
    bool clusters;      /**< draw boxes around clusters */
    bool keyed;         /**< the colours of lines tell what they are */
    bool editable;      /**< the graph itself is the result, as DOT */
} draw_plan;

/** Choose the engine and the style.
 *
 *  @return DRAW_OK; DRAW_INVALID (more nodes than a layout can take)
 */
draw_status draw_plan_make(draw_plan *plan,
                           const draw_scene *scene,
                           draw_problem *problem);

/** Is the cluster large enough to be worth a box? */
bool draw_is_boxed(const draw_cluster *cluster);

#endif /* KITH_DRAW_ENGINE_H */
