#ifndef KITH_ANALYSIS_EIGENVECTOR_H
#define KITH_ANALYSIS_EIGENVECTOR_H

#include "analysis/pull.h"

/** The largest eigenvalue of a matrix of relations as it is scaled; 0 where no
 * relations form a cycle.
 *
 *  @param symmetric  whether the matrix is; only makes it faster
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT (it does not settle)
 *
 *  Cost: O(V + E) a round, see arnoldi.c. */
kith_status kith_largest_eigenvalue(const kith_pull *pull,
                                    bool symmetric,
                                    double *value,
                                    kith_error *err);

/** Whether every relation leads both ways, or directions are ignored. */
bool kith_is_symmetric(const kith_graph *graph,
                       const kith_measure_options *options);

#endif /* KITH_ANALYSIS_EIGENVECTOR_H */
