/* A graph as igraph's measures on shortest paths want it. */
#include "analysis/shortest_model.h"

#include "analysis/weighing.h"
#include "base/error.h"

#include <math.h>

kith_status kith_shortest_model_init(kith_shortest_model *model,
                                     kith_graph *graph,
                                     const kith_measure_options *options,
                                     kith_error *err)
{
    kith_status st = KITH_OK;
    const bool directed = !options->undirected;
    kith_weighing weighing = {0};
    *model = (kith_shortest_model){0};
    KITH_TRY(st,
             kith_weighing_distances(&weighing, graph, options->weights, err),
             failed);
    const double *weights = weighing.weights;
    KITH_TRY(st, kith_igraph_model(graph, directed, &model->graph, err),
             failed);
    KITH_TRY(st, kith_from_igraph(igraph_vector_init(&model->scores, 0), err),
             failed);
    if (weights) {
        KITH_TRY(st, kith_igraph_weights(graph, directed, &model->weights, err),
                 failed);
        for (igraph_integer_t i = 0;
             weighing.owned && i < igraph_vector_size(&model->weights); i++)
            VECTOR(model->weights)[i] = 1 / VECTOR(model->weights)[i];
        model->lengths = &model->weights;
    }
    kith_weighing_clear(&weighing);
    return KITH_OK;
failed:
    kith_weighing_clear(&weighing);
    kith_shortest_model_clear(model);
    return st;
}

void kith_shortest_model_scores(const kith_shortest_model *model, double *score)
{
    const igraph_integer_t count = igraph_vector_size(&model->scores);
    for (igraph_integer_t v = 0; v < count; v++) {
        const double value = VECTOR(model->scores)[v];
        score[v] = isnan(value) ? 0 : value;
    }
}

void kith_shortest_model_clear(kith_shortest_model *model)
{
    igraph_vector_destroy(&model->scores);
    igraph_vector_destroy(&model->weights);
    *model = (kith_shortest_model){0};
}
