/* Degree, in-degree, out-degree and strength: what meets at an entity.
 *
 * Degree counts ends of relations, so that a self-relation counts twice and all
 * degrees add up to twice the relations. An undirected relation leaves and
 * reaches both its ends: it counts in the in-degree and the out-degree of both,
 * and a self-relation that is undirected twice in each. With directions ignored
 * every relation is undirected. Strength is degree with weights, also when
 * other measures leave weights out. Normalised degrees are divided by entities
 * - 1 (above 1 where there are parallel relations); strength stays as it is.
 * Agrees with igraph and NetworkX. */
#include "analysis/measures.h"
#include "analysis/weighing.h"

void kith_ends_sum(const kith_graph *graph,
                   kith_direction way,
                   const double *weights,
                   double *sum)
{
    const size_t relations = kith_graph_relation_count(graph);
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (size_t v = 0; v < kith_graph_entity_count(graph); v++)
        sum[v] = 0;
    for (kith_id r = 0; r < relations; r++) {
        const bool both =
            way == KITH_BOTH || !kith_graph_relation_directed(graph, r);
        const double weight = weights ? weights[r] : 1;
        if (both || way == KITH_OUT)
            sum[sources[r]] += weight;
        if (both || way == KITH_IN)
            sum[targets[r]] += weight;
    }
}

static kith_status count_ends(const kith_graph *graph,
                              const kith_measure_options *options,
                              kith_direction way,
                              double *score)
{
    const size_t count = kith_graph_entity_count(graph);
    kith_ends_sum(graph, options->undirected ? KITH_BOTH : way, NULL, score);
    if (options->normalised)
        kith_scores_divide(score, count, (double)count - 1);
    return KITH_OK;
}

kith_status kith_measure_degree(kith_graph *graph,
                                const kith_measure_options *options,
                                double *score,
                                kith_error *err)
{
    (void)err;
    return count_ends(graph, options, KITH_BOTH, score);
}

kith_status kith_measure_in_degree(kith_graph *graph,
                                   const kith_measure_options *options,
                                   double *score,
                                   kith_error *err)
{
    (void)err;
    return count_ends(graph, options, KITH_IN, score);
}

kith_status kith_measure_out_degree(kith_graph *graph,
                                    const kith_measure_options *options,
                                    double *score,
                                    kith_error *err)
{
    (void)err;
    return count_ends(graph, options, KITH_OUT, score);
}

kith_status kith_measure_strength(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err)
{
    kith_weighing weighing = {0};
    const kith_weights given =
        options->weights == KITH_WEIGHTS_NONE /* it would be degree */
            ? KITH_WEIGHTS_NATURAL
            : options->weights;
    const kith_status st =
        kith_weighing_init(&weighing, graph, given, KITH_WEIGHTS_STRENGTH, err);
    if (st == KITH_OK)
        kith_ends_sum(graph, KITH_BOTH, weighing.weights, score);
    kith_weighing_clear(&weighing);
    return st;
}
