#ifndef KITH_ANALYSIS_WEIGHING_H
#define KITH_ANALYSIS_WEIGHING_H

#include <kith/analysis.h>

/** Weights of relations as a measure reads them. Start from zero; free with
 *  kith_weighing_clear(). */
typedef struct kith_weighing {
    const double *weights; /**< by relation; NULL = every one counts 1; as
                                distances INFINITY = left out of all paths */
    double *owned;         /**< what `weights` points to, or NULL */
} kith_weighing;

/** @param given   what the weights are, from the options
 *  @param wanted  what the measure goes by: strength or distance
 *  @return KITH_OK; KITH_E_INVALID (a distance of 0 has no strength,
 *          strengths add up to more than a double holds); KITH_E_MEMORY. To be
 *          cleared after failure as well. */
kith_status kith_weighing_init(kith_weighing *weighing,
                               const kith_graph *graph,
                               kith_weights given,
                               kith_weights wanted,
                               kith_error *err);

/** The same for distances, which must be above 0. */
kith_status kith_weighing_distances(kith_weighing *weighing,
                                    const kith_graph *graph,
                                    kith_weights given,
                                    kith_error *err);

void kith_weighing_clear(kith_weighing *weighing);

#endif /* KITH_ANALYSIS_WEIGHING_H */
