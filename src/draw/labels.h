#ifndef KITH_DRAW_LABELS_H
#define KITH_DRAW_LABELS_H

#include "draw/picture.h"

/** Measure the edges' labels and tell the engine how long lines must be to
 *  carry them; comes before the layout of cards, and after that of dots, with
 *  which text grows. */
draw_status draw_labels_measure(draw_picture *picture, draw_problem *problem);

/** Put the labels onto the lines of a graph that was laid out. */
void draw_labels_place(draw_picture *picture);

/** Leave the placing to Graphviz; for a graph that is not laid out here. */
void draw_labels_offer(draw_picture *picture);

#endif /* KITH_DRAW_LABELS_H */
