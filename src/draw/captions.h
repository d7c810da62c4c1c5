#ifndef KITH_DRAW_CAPTIONS_H
#define KITH_DRAW_CAPTIONS_H

#include "draw/picture.h"

/** Name the most important dots of a graph that was laid out, where the name
 *  covers no other dot and as few lines as possible. Does nothing to cards. */
draw_status draw_captions_add(draw_picture *picture, draw_problem *problem);

/** Give the most important dots a name and leave the place to Graphviz; for a
 *  graph that is not laid out here. */
void draw_captions_offer(draw_picture *picture);

#endif /* KITH_DRAW_CAPTIONS_H */
