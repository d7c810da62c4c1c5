#ifndef KITH_ANALYSIS_PATH_TWINS_H
#define KITH_ANALYSIS_PATH_TWINS_H

#include "analysis/path_search.h"

/** Leave one relation open from each entity to each neighbour, so that paths
 *  differ in their entities; after filter and costs are there.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V + E).
 */
kith_status kith_path_shut_twins(kith_path_search *search, kith_error *err);

#endif /* KITH_ANALYSIS_PATH_TWINS_H */
