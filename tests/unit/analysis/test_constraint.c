/* Burt's constraint against its definition. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

TEST(agrees_with_the_definition)
{
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 0; seed < UINT64_C(3) * RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        for (unsigned i = 0; i < 4; i++) {
            const kith_measure_options options = {.undirected = i & 1,
                                                  .weights =
                                                      i & 2
                                                          ? KITH_WEIGHTS_NATURAL
                                                          : KITH_WEIGHTS_NONE};
            dense matrix;
            dense_fill(&matrix, graph, options.undirected, options.weights);
            oracle_constraint(&matrix, expected);
            take("constraint", graph, &options, score);
            assert_scores(score, expected, matrix.size, 1e-12, seed);
        }
        graph_done(graph);
    }
}

/* A wheel: the rim looks its neighbours up in the long list of the hub. */
TEST(hubs_are_looked_up)
{
    enum { RIM = 400, SIZE = RIM + 1 };
    edge edges[2 * RIM];
    double score[SIZE];
    double expected[SIZE];
    const double third = 1 / 3.0;
    for (kith_id v = 0; v < RIM; v++) {
        edges[2 * v] = (edge){v, (v + 1) % RIM, false, 0};
        edges[2 * v + 1] = (edge){v, RIM, true, 0};
    }
    /* one on the rim has two neighbours there, who do not know each other, and
     * the hub, whom both know */
    const double to_rim = third + third / RIM;
    const double to_hub = third + 2 * third * third;
    for (size_t v = 0; v < RIM; v++)
        expected[v] = 2 * to_rim * to_rim + to_hub * to_hub;
    const double of_hub = 1.0 / RIM + 2 * third / RIM;
    expected[RIM] = RIM * of_hub * of_hub;
    const kith_measure_options options = {.undirected = true};
    kith_graph *graph = graph_of(SIZE, edges, sizeof edges / sizeof *edges);
    take("constraint", graph, &options, score);
    assert_scores(score, expected, SIZE, 1e-12, 0);
    graph_done(graph);
}

TEST(threads_make_no_difference)
{
    assert_threads_agree("constraint", KITH_WEIGHTS_NATURAL);
}

TEST(survives_failing_allocations)
{
    assert_survives("constraint", NULL);
    assert_survives("constraint",
                    &(kith_measure_options){.undirected = true,
                                            .weights = KITH_WEIGHTS_NATURAL,
                                            .threads = 2});
}

RUN("analysis/constraint",
    CASE(agrees_with_the_definition),
    CASE(hubs_are_looked_up),
    CASE(threads_make_no_difference),
    CASE(survives_failing_allocations))
