#ifndef KITH_DRAW_NAMES_H
#define KITH_DRAW_NAMES_H

#include "draw/scene.h"

#include <graphviz/cgraph.h>

/** Give every node its id in the picture: "n-" and what XML allows of the id
 *  in the records, different for every node.
 *
 *  @param nodes of the graph, in the order of the scene
 */
void draw_names_set(Agnode_t **nodes, const draw_scene *scene);

#endif /* KITH_DRAW_NAMES_H */
