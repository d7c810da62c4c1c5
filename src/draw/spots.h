#ifndef KITH_DRAW_SPOTS_H
#define KITH_DRAW_SPOTS_H

#include "draw/picture.h"

/** Everything the label of a line could cover, or be taken to belong to. */
typedef struct draw_spots {
    const draw_picture *picture;
    draw_path *paths;      /**< of the edges, in the order of the scene */
    draw_rectangle *spans; /**< likewise, around the paths */
    draw_rectangle *nodes; /**< in the order of the scene */
    draw_rectangle *boxes; /**< of the clusters drawn */
    draw_rectangle *headings;
    size_t box_count;
    draw_rectangle *labels; /**< placed so far */
    size_t label_count;
} draw_spots;

/** Survey a picture that was laid out, and move the headings of its boxes to
 *  where the fewest lines run through them.
 *
 *  @param[out] spots give it to draw_spots_free()
 */
void draw_spots_init(draw_spots *spots, const draw_picture *picture);

/** Release everything. */
void draw_spots_free(draw_spots *spots);

/** The middle of the spot on or beside its line where an edge's label is in the
 *  way of the least. It covers no card, no heading and no other label there; no
 *  other line is as near to its middle as its own, nor runs through it.
 *
 *  @return how many spots there are to choose from; 0: none, and nothing is
 *          written
 *
 *  Cost: about 80 spots, each times nodes and edges.
 */
size_t draw_spot_find(const draw_spots *spots, size_t edge, draw_point *middle);

/** Keep other labels out of a spot that was found. */
void draw_spot_take(draw_spots *spots, const draw_rectangle *place);

#endif /* KITH_DRAW_SPOTS_H */
