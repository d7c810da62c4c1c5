#ifndef KITH_STORE_WAYS_H
#define KITH_STORE_WAYS_H

#include "store/links.h"

/** Find all shortest paths between two entities, whichever way relations lead,
 *  looking only at what is near them.
 *
 *  @param entities   gets the numbers of those on a path: uint32_t, unsorted,
 *                    some twice
 *  @param relations  gets those of the relations between them
 *  @param[out] found false if there is no path, or if it was not found by
 *                    looking at some hundred thousand relations
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_IO; KITH_E_MEMORY
 *
 *  Method: breadth first from both ends, the smaller front first; what lies on
 * a path is at distances from the ends that add up to its length.
 */
KITH_NODISCARD kith_status kith_ways_between(kith_links *links,
                                             uint32_t from,
                                             uint32_t to,
                                             kith_pages *entities,
                                             kith_pages *relations,
                                             bool *found,
                                             kith_error *err);

#endif /* KITH_STORE_WAYS_H */
