#ifndef KITH_ANALYSIS_BETWEENNESS_SUM_H
#define KITH_ANALYSIS_BETWEENNESS_SUM_H

#include "analysis/lanes.h"
#include "analysis/sources.h"

/** What to sum up. */
typedef struct kith_betweenness_job {
    const kith_search_graph *graph;
    const kith_search_sources *sources;
    bool relations;                      /**< credit relations, not vertices */
    bool scaled;                         /**< by distance, see betweenness.c */
    size_t size;                         /**< number of what is credited */
    kith_lanes_kind kind;                /**< 0 = the best */
    const kith_measure_options *options; /**< cutoff, threads, progress */
} kith_betweenness_job;

/** Credits of all sources, by vertex or relation: the same bits for any number
 *  of threads and on any instruction set.
 *
 *  @param[out] sum     of credits, from every source
 *  @param[out] square  sum of their squares; or NULL
 *  @return KITH_OK; KITH_E_LIMIT (more paths than a double can count; stopped);
 *          KITH_E_MEMORY
 *
 *  Cost: O(V E), with lengths O(V E log V). Memory: up to 16 sums, and 250
 *  bytes a vertex and thread. */
kith_status kith_betweenness_sum(const kith_betweenness_job *job,
                                 double *sum,
                                 double *square,
                                 kith_error *err);

#endif /* KITH_ANALYSIS_BETWEENNESS_SUM_H */
