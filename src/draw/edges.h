#ifndef KITH_DRAW_EDGES_H
#define KITH_DRAW_EDGES_H

#include "draw/buffer.h"
#include "draw/picture.h"

/** Add the edge at this index of the scene, styled as the plan says. */
Agedge_t *draw_edge_add(draw_picture *picture, size_t index);

/** Is the edge to carry a label? */
bool draw_edge_has_label(const draw_picture *picture, size_t index);

/** How many lines between cards carry no dates, though they have some, because
 *  there are too many lines. */
size_t draw_edges_undated(const draw_picture *picture);

/** Does it carry, in place of a label, the number of its kind in the legend?
 *  Where there are no colours. */
bool draw_edge_is_numbered(const draw_picture *picture, size_t index);

/** Append its label as an HTML-like one, on a plate of this colour. */
void draw_edge_label_put(draw_buffer *html,
                         const draw_picture *picture,
                         size_t index,
                         draw_colour plate);

/** What the edge says, in one line: "A – leads → B", or its tooltip. */
void draw_edge_sentence(draw_buffer *text,
                        const draw_scene *scene,
                        size_t index);

#endif /* KITH_DRAW_EDGES_H */
