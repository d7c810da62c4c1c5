/* Betweenness against sums over all pairs. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

#include <string.h>

TEST(agrees_with_sums_over_pairs)
{
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        const double n = (double)count;
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
            oracle_betweenness(&matrix, options.undirected, expected);
            const double pairs =
                (n - 1) * (n - 2) / (options.undirected ? 2 : 1);
            for (size_t v = 0; v < count && options.normalised; v++)
                expected[v] = count > 2 ? expected[v] / pairs : 0;
            take("betweenness", graph, &options, score);
            assert_scores(score, expected, count, 1e-9, seed);
        }
        graph_done(graph);
    }
}

TEST(weight_0_is_no_distance)
{
    static const char *const names[] = {"betweenness", "closeness", "harmonic"};
    const edge edges[] = {
        {0, 1, false, 2 },
        {1, 2, false, -1}
    };
    const kith_measure_options options = {.weights = KITH_WEIGHTS_NATURAL};
    double score[3];
    kith_graph *graph = graph_of(3, edges, 2);
    for (size_t i = 0; i < 3; i++) {
        kith_error err = {0};
        assert_int_equal(kith_measure_run(kith_measure_of(names[i]), graph,
                                          &options, score, &err),
                         KITH_E_INVALID);
        assert_string_equal(
            err.message,
            "relation 'e1 -red-> e2' has weight 0, which is no distance");
        assert_true(strlen(err.hint) > 0);
    }
    graph_done(graph);
}

TEST(survives_failing_allocations)
{
    assert_survives("betweenness", NULL);
    assert_survives("betweenness",
                    &(kith_measure_options){.weights = KITH_WEIGHTS_NATURAL});
}

RUN("analysis/betweenness",
    CASE(agrees_with_sums_over_pairs),
    CASE(weight_0_is_no_distance),
    CASE(survives_failing_allocations))
