#ifndef KITH_CLI_TOP_H
#define KITH_CLI_TOP_H

#include <kith/graph.h>

/** Scores and which of them come first. NaN comes last. */
typedef struct kith_scoring {
    const double *score; /**< one for each entity, or relation */
    size_t size;         /**< of them */
    bool least_first;    /**< as of the measure: 0 comes last, too */
} kith_scoring;

/** The entities that come first, best first; equal ones by id.
 *
 *  @param top    how many are wanted
 *  @param[out] best  caller's array of length `by->size`
 *  @return how many there are: `top` or `by->size`, whichever is less
 *
 *  Cost: O(size log top).
 */
size_t kith_top(const kith_scoring *by, size_t top, kith_id *best);

/** A place that equal scores share. */
typedef struct kith_standing {
    size_t place; /**< 1 + how many are better */
    size_t alike; /**< how many others have the same score */
} kith_standing;

/** Where an entity stands. Cost: O(size). */
kith_standing kith_standing_of(const kith_scoring *by, kith_id entity);

#endif /* KITH_CLI_TOP_H */
