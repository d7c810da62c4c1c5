#ifndef KITH_ANALYSIS_NEARNESS_H
#define KITH_ANALYSIS_NEARNESS_H

#include "analysis/search_graph.h"
#include "analysis/sources.h"
#include "analysis/steps.h"

/** Distances between vertices and sources, summed up by vertex. */

typedef enum kith_nearness_kind {
    KITH_NEARNESS_DISTANCE = 0, /**< sums of distances */
    KITH_NEARNESS_HARMONIC,     /**< sums of 1 / distance */
    KITH_NEARNESS_FARTHEST      /**< the largest distance */
} kith_nearness_kind;

/** What to sum up, and by vertex what was found of the sources that can be
 *  reached from it, itself left out. */
typedef struct kith_nearness {
    const kith_search_graph *graph; /**< `out` leads backwards, `in` as paths
                                         go */
    const kith_search_sources *sources;
    kith_nearness_kind kind;
    unsigned threads; /**< 0 = as many as pay */
    kith_steps *steps;

    double *sum;     /**< of what kind says; all three zero, the caller's */
    double *square;  /**< of the squares of the same; or NULL */
    double *reached; /**< how many sources; or NULL */
} kith_nearness;

/** Every relation is one step long. Sums are of whole numbers below 2^64, which
 *  squares of distances would need more than 10^19 / distance^2 sources to
 *  pass; of 1 / distance in units of 2^-62 times the number of sources, rounded
 *  up to a power of two. They are the same for any number of threads.
 *
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT (stopped). Cost: O(V E). */
kith_status kith_nearness_steps(const kith_nearness *near, kith_error *err);

/** Relations are as long as the graph says.
 *  @return the same. Cost: O(V E log V). */
kith_status kith_nearness_lengths(const kith_nearness *near, kith_error *err);

#endif /* KITH_ANALYSIS_NEARNESS_H */
