#ifndef KITH_ANALYSIS_CONSTRAINT_H
#define KITH_ANALYSIS_CONSTRAINT_H

#include <kith/analysis.h>

/** What each neighbour adds to the constraint of one entity.
 *
 *  @param[out] part  by entity, zeroed by the caller; 0 = no neighbour
 *  @return KITH_OK; KITH_E_INVALID (see kith_weighing_init()); KITH_E_MEMORY
 *
 *  Cost: O(E log V), as the ties of all are found.
 */
kith_status kith_constraint_parts(kith_graph *graph,
                                  const kith_measure_options *options,
                                  kith_id entity,
                                  double *part,
                                  kith_error *err);

#endif /* KITH_ANALYSIS_CONSTRAINT_H */
