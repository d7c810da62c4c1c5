#ifndef KITH_DRAW_SVG_H
#define KITH_DRAW_SVG_H

#include "draw/buffer.h"
#include "draw/scene.h"

/** Turn Graphviz's SVG into kith's: a title and a description that a screen
 *  reader speaks, words instead of node numbers on hovering, no comments.
 *
 *  @param svg  as Graphviz wrote it, NUL-terminated
 */
void draw_svg_finish(draw_buffer *out,
                     const char *svg,
                     const draw_scene *scene);

#endif /* KITH_DRAW_SVG_H */
