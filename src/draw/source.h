#ifndef KITH_DRAW_SOURCE_H
#define KITH_DRAW_SOURCE_H

#include "draw/buffer.h"
#include "draw/picture.h"

/** Write the graph as DOT for people who want to edit it and run Graphviz
 *  themselves: all attributes, title and legend, no computed places. */
draw_status draw_source_put(draw_buffer *out,
                            draw_picture *picture,
                            draw_problem *problem);

#endif /* KITH_DRAW_SOURCE_H */
