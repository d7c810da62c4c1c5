#ifndef KITH_CLI_TOP_H
#define KITH_CLI_TOP_H

#include <kith/graph.h>

/** The entities of highest score, best first; equal ones by id.
 *
 *  @param score  one for each of `size` entities; NaN counts as lowest
 *  @param top    how many are wanted
 *  @param[out] best  caller's array of length `size`
 *  @return how many there are: `top` or `size`, whichever is less
 *
 *  Cost: O(size log top).
 */
size_t kith_top(const double *score, size_t size, size_t top, kith_id *best);

#endif /* KITH_CLI_TOP_H */
