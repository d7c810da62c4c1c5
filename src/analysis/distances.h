#ifndef KITH_ANALYSIS_DISTANCES_H
#define KITH_ANALYSIS_DISTANCES_H

#include "graph/lists.h"

#include <kith/analysis.h>

/** Set diameter, most_diameter, mean_distance, mean_distance_error and
 *  estimated.
 *
 *  @param lists    of both directions
 *  @param work     all distances are measured while entities * relations does
 *                  not exceed this; above 0
 *  @param threads  0 = as many as pay
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_distances_take(const kith_lists *lists,
                                double work,
                                unsigned threads,
                                kith_statistics *out,
                                kith_error *err);

#endif /* KITH_ANALYSIS_DISTANCES_H */
