/* Closeness and harmonic centrality against all distances. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>

TEST(agree_with_all_distances)
{
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        for (unsigned i = 0; i < 8; i++) {
            const kith_measure_options options = {.undirected = i & 1,
                                                  .weights =
                                                      i & 2
                                                          ? KITH_WEIGHTS_NATURAL
                                                          : KITH_WEIGHTS_NONE,
                                                  .normalised = i & 4};
            if (options.weights && has_zero_weight(graph))
                continue;
            dense matrix;
            dense_fill(&matrix, graph, options.undirected, options.weights);
            oracle_closeness(&matrix, options.normalised, expected);
            take("closeness", graph, &options, score);
            assert_scores(score, expected, count, 1e-10, seed);
            oracle_harmonic(&matrix, expected);
            for (size_t v = 0; v < count && options.normalised; v++)
                expected[v] = count > 1 ? expected[v] / (double)(count - 1) : 0;
            take("harmonic", graph, &options, score);
            assert_scores(score, expected, count, 1e-10, seed);
        }
        graph_done(graph);
    }
}

/* More sources than are searched from at once, and distances up to thousands:
 * on a directed cycle every entity has all distances from 1 to n - 1. */
TEST(a_long_cycle_takes_many_bundles)
{
    enum { SIZE = 3000 };
    edge *edges = calloc(SIZE, sizeof *edges);
    double *score = calloc(SIZE, sizeof *score);
    assert_non_null(edges);
    assert_non_null(score);
    double nearness = 0;
    for (kith_id v = 0; v < SIZE; v++)
        edges[v] = (edge){v, (v + 1) % SIZE, false, 0};
    for (int distance = 1; distance < SIZE; distance++)
        nearness += 1.0 / distance;
    kith_graph *graph = graph_of(SIZE, edges, SIZE);
    take("closeness", graph, NULL, score);
    for (size_t v = 0; v < SIZE; v++)
        assert_true(fabs(score[v] * (SIZE / 2.0) * (SIZE - 1) - 1) < 1e-12);
    take("harmonic", graph, NULL, score);
    for (size_t v = 0; v < SIZE; v++)
        assert_true(fabs(score[v] / nearness - 1) < 1e-12);
    graph_done(graph);
    free(edges);
    free(score);
}

TEST(survive_failing_allocations)
{
    assert_survives("closeness", NULL);
    assert_survives("harmonic", &(kith_measure_options){.undirected = true});
    assert_survives("closeness",
                    &(kith_measure_options){.weights = KITH_WEIGHTS_NATURAL});
}

RUN("analysis/closeness",
    CASE(agree_with_all_distances),
    CASE(a_long_cycle_takes_many_bundles),
    CASE(survive_failing_allocations))
