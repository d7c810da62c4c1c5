#ifndef KITH_ANALYSIS_PATH_COSTS_H
#define KITH_ANALYSIS_PATH_COSTS_H

#include <kith/analysis.h>

/** What each relation costs, as the options say.
 *
 *  An entity of d relations that is passed through costs log2(d / 2) with
 *  `avoid_hubs`: half of that is laid on each of its relations, so that a path
 *  pays it once. Relations of an entity in `named` do not.
 *
 *  @param[out] out  by relation, the caller's to release; INFINITY for what
 *                   cannot be used; NULL where each costs 1
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E).
 */
kith_status kith_path_costs_make(double **out,
                                 const kith_graph *graph,
                                 const kith_id *named,
                                 size_t named_count,
                                 const kith_path_options *options,
                                 kith_error *err);

#endif /* KITH_ANALYSIS_PATH_COSTS_H */
