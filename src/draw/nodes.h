#ifndef KITH_DRAW_NODES_H
#define KITH_DRAW_NODES_H

#include "draw/buffer.h"
#include "draw/picture.h"

/** Colours of a type under the scene's theme; plain ones where colours tell
 *  something else.
 *
 *  @param type DRAW_NONE for a node without one
 */
draw_look draw_look_for(const draw_scene *scene, size_t type);

/** Colours of a row of the legend that says what a colour means. */
draw_look draw_look_of_key(const draw_scene *scene, size_t key);

/** Colours of a node: of its type, or of its group or value where the scene
 *  says what colours mean. */
draw_look draw_look_of_node(const draw_scene *scene, const draw_node *node);

/** Outline of a type; as above. */
const draw_shape *draw_shape_for(const draw_scene *scene, size_t type);

/** Style a node as a card, without its text. */
void draw_card_style(Agnode_t *node,
                     const draw_shape *shape,
                     const draw_look *look);

/** Style a node as a dot.
 *
 *  @param size points across
 */
void draw_dot_style(Agnode_t *node,
                    const draw_shape *shape,
                    const draw_look *look,
                    double size);

/** What the node is, in one line: "Tashkent · place", or its tooltip. */
void draw_node_sentence(draw_buffer *text,
                        const draw_scene *scene,
                        size_t index);

/** Style the node at this index of the scene as the plan says. */
void draw_node_style(draw_picture *picture, size_t index);

#endif /* KITH_DRAW_NODES_H */
