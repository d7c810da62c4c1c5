#ifndef KITH_ANALYSIS_PULL_H
#define KITH_ANALYSIS_PULL_H

#include "analysis/weighing.h"

/** Relations as a sparse matrix A: A[v][u] is the weight of all relations that
 *  lead from u to v; with directions ignored, of all between the two, a
 *  self-relation counting twice. Free with kith_pull_clear(). */
typedef struct kith_pull {
    kith_adjacency lists;   /**< of v: every u from which it is reached */
    size_t count;           /**< entities */
    const double *weights;  /**< strengths of the relations; NULL = every one
                                 counts 1 */
    kith_weighing weighing; /**< what `weights` points to */
    unsigned threads;       /**< to work on rows; 0 = as many as pay */
    double *selves;         /**< by entity: what is to be added to A[v][v] for
                                 self-relations, which stand in the lists only
                                 once; NULL = nothing */
} kith_pull;

/** @return KITH_OK; KITH_E_INVALID (a distance of 0 has no strength);
 *          KITH_E_MEMORY. To be cleared after failure as well. */
kith_status kith_pull_init(kith_pull *pull,
                           kith_graph *graph,
                           const kith_measure_options *options,
                           kith_error *err);

void kith_pull_clear(kith_pull *pull);

/** y = A x, for `size` rows of A: y[i] is row members[i], or row i where
 *  `members` is NULL. The same bits for any number of threads.
 *  Cost: O(V + E). */
void kith_pull_rows(const kith_pull *pull,
                    const kith_id *members,
                    size_t size,
                    const double *x,
                    double *y);

#endif /* KITH_ANALYSIS_PULL_H */
