/** @file
 *  What the weights of relations mean to an analysis.
 */
#ifndef KITH_WEIGHTS_H
#define KITH_WEIGHTS_H

#include <kith/graph.h>

/** What the weights of relations mean to a measure. One that goes by distance
 *  and is given strengths takes 1 / weight as distance, and the other way
 *  round. A strength of 0 is no tie: the relation is left out of all paths. A
 *  distance of 0 is refused, since neither a number of shortest paths nor a
 *  strength can be had from it. */
typedef enum kith_weights {
    KITH_WEIGHTS_NONE = 0, /**< nothing: every relation counts 1 */
    KITH_WEIGHTS_NATURAL,  /**< whichever of the two the measure goes by */
    KITH_WEIGHTS_STRENGTH, /**< more is a closer tie */
    KITH_WEIGHTS_DISTANCE  /**< more is further apart */
} kith_weights;

#endif /* KITH_WEIGHTS_H */
