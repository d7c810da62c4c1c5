#ifndef KITH_ANALYSIS_SHORTEST_MODEL_H
#define KITH_ANALYSIS_SHORTEST_MODEL_H

#include "graph/igraph_wall.h"

#include <kith/analysis.h>

/** What an igraph measure on shortest paths is given: the model, lengths of
 *  its edges, and room for the scores. Free with kith_shortest_model_clear().
 */
typedef struct kith_shortest_model {
    const igraph_t *graph;          /**< borrowed */
    const igraph_vector_t *lengths; /**< NULL if every edge has length 1 */
    igraph_vector_t scores;
    igraph_vector_t weights; /**< what `lengths` points to */
} kith_shortest_model;

/** @return KITH_OK; KITH_E_INVALID (a weight of 0 is no length); KITH_E_MEMORY
 */
kith_status kith_shortest_model_init(kith_shortest_model *model,
                                     kith_graph *graph,
                                     const kith_measure_options *options,
                                     kith_error *err);

/** Copy the scores out; what is not a number becomes 0. */
void kith_shortest_model_scores(const kith_shortest_model *model,
                                double *score);

void kith_shortest_model_clear(kith_shortest_model *model);

#endif /* KITH_ANALYSIS_SHORTEST_MODEL_H */
