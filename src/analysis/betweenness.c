/* Betweenness: on how many shortest paths between others an entity lies.
 *
 * Every ordered pair of other entities gives 1 in all, shared between its
 * shortest paths; with directions ignored a pair counts once. Parallel
 * relations make separate paths, as in igraph (NetworkX collapses them);
 * weights are distances. Normalised scores are divided by the number of pairs,
 * (n-1) (n-2), half of it with directions ignored.
 *
 * Cost: O(V E); weighted O(V E log V).
 * Source: Brandes, "A faster algorithm for betweenness centrality", 2001, by
 * igraph. Agrees with NetworkX to 1e-9 where no relations are parallel. */
#include "analysis/measures.h"
#include "analysis/shortest_model.h"
#include "base/error.h"

kith_status kith_measure_betweenness(kith_graph *graph,
                                     const kith_measure_options *options,
                                     double *score,
                                     kith_error *err)
{
    kith_shortest_model model = {0};
    const size_t count = kith_graph_entity_count(graph);
    const double others = (double)count - 1;
    const double pairs = others * (others - 1) / (options->undirected ? 2 : 1);
    kith_status st = kith_shortest_model_init(&model, graph, options, err);
    if (st != KITH_OK)
        return st;
    KITH_TRY(st,
             kith_from_igraph(igraph_betweenness(model.graph, &model.scores,
                                                 igraph_vss_all(),
                                                 !options->undirected,
                                                 model.lengths),
                              err),
             done);
    kith_shortest_model_scores(&model, score);
    if (options->normalised)
        kith_scores_divide(score, count, pairs);
done:
    kith_shortest_model_clear(&model);
    return st;
}
