/* Hubs and authorities against a projection by matrix powers. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

#include <string.h>

static bool has_weight(const dense *matrix)
{
    double sum = 0;
    for (size_t u = 0; u < matrix->size; u++) {
        for (size_t v = 0; v < matrix->size; v++)
            sum += matrix->weight[u][v];
    }
    return sum > 0;
}

TEST(agrees_with_matrix_powers)
{
    double score[DENSE_MOST];
    double hub[DENSE_MOST];
    double authority[DENSE_MOST];
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        for (unsigned i = 0; i < 4; i++) {
            const kith_measure_options options = {.undirected = i & 1,
                                                  .weights =
                                                      i & 2
                                                          ? KITH_WEIGHTS_NATURAL
                                                          : KITH_WEIGHTS_NONE};
            dense matrix;
            dense_fill(&matrix, graph, options.undirected, options.weights);
            memset(hub, 0, sizeof hub);
            memset(authority, 0, sizeof authority);
            if (has_weight(&matrix))
                oracle_hits(&matrix, hub, authority);
            take("hubs", graph, &options, score);
            assert_scores(score, hub, matrix.size, 1e-8, seed);
            take("authorities", graph, &options, score);
            assert_scores(score, authority, matrix.size, 1e-8, seed);
        }
        graph_done(graph);
    }
}

/* Two pairs lead to each other's halves: four parts of the same eigenvalue. */
TEST(equal_parts_share)
{
    const edge edges[] = {
        {0, 1, false, 0},
        {2, 3, false, 0},
        {4, 5, true,  0},
        {6, 6, false, 0}
    };
    const double hubs[] = {1, 0, 1, 0, 1, 1, 1, 0};
    const double authorities[] = {0, 1, 0, 1, 1, 1, 1, 0};
    double score[8];
    kith_graph *graph = graph_of(8, edges, 4);
    take("hubs", graph, NULL, score);
    assert_scores(score, hubs, 8, 1e-12, 0);
    take("authorities", graph, NULL, score);
    assert_scores(score, authorities, 8, 1e-12, 0);
    graph_done(graph);
}

/* A star with directions ignored has two parts; s is 2. */
TEST(undirected_scores_are_those_of_the_eigenvector)
{
    const edge edges[] = {
        {0, 1, false, 0},
        {0, 2, false, 0},
        {3, 0, false, 0},
        {0, 4, false, 0}
    };
    const double expected[] = {1, 0.5, 0.5, 0.5, 0.5};
    const kith_measure_options options = {.undirected = true};
    static const char *const names[] = {"hubs", "authorities", "eigenvector"};
    double score[5];
    kith_graph *graph = graph_of(5, edges, 4);
    for (size_t i = 0; i < 3; i++) {
        take(names[i], graph, &options, score);
        assert_scores(score, expected, 5, 1e-12, 0);
    }
    graph_done(graph);
}

TEST(normalised_scores_sum_to_one)
{
    const edge edges[] = {
        {0, 1, false, 0},
        {0, 2, false, 0}
    };
    const double expected[] = {0, 0.5, 0.5};
    const kith_measure_options options = {.normalised = true};
    double score[3];
    kith_graph *graph = graph_of(3, edges, 2);
    take("authorities", graph, &options, score);
    assert_scores(score, expected, 3, 1e-12, 0);
    graph_done(graph);
}

TEST(threads_make_no_difference)
{
    assert_threads_agree("hubs", KITH_WEIGHTS_NONE);
    assert_threads_agree("authorities", KITH_WEIGHTS_NATURAL);
}

TEST(survives_failing_allocations)
{
    assert_survives("hubs", NULL);
    assert_survives("authorities",
                    &(kith_measure_options){.undirected = true,
                                            .weights = KITH_WEIGHTS_NATURAL});
}

RUN("analysis/hits",
    CASE(agrees_with_matrix_powers),
    CASE(equal_parts_share),
    CASE(undirected_scores_are_those_of_the_eigenvector),
    CASE(normalised_scores_sum_to_one),
    CASE(threads_make_no_difference),
    CASE(survives_failing_allocations))
