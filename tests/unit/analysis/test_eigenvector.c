/* Eigenvector centrality against what defines it, and where iterations over the
 * whole graph would not converge. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>

/* The largest score is 1, none is negative, and each is 1 / lambda times the
 * weighted sum of those that lead to it. */
static void assert_eigenvector(const dense *matrix,
                               const double *score,
                               uint64_t seed)
{
    const double lambda = oracle_lambda(matrix);
    double most = 0;
    for (size_t v = 0; v < matrix->size; v++) {
        double sum = 0;
        for (size_t u = 0; u < matrix->size; u++)
            sum += matrix->weight[u][v] * score[u];
        if (!(fabs(sum - lambda * score[v]) <= 1e-9 * fmax(1, lambda)) ||
            !(score[v] >= 0)) {
            fail_msg("graph %d, entity %zu: %.17g is not 1 / %.17g of %.17g",
                     (int)seed, v, score[v], lambda, sum);
        }
        most = fmax(most, score[v]);
    }
    assert_true(lambda > 0 ? most >= 1 && most <= 1 : most <= 0);
}

TEST(is_the_leading_eigenvector)
{
    double score[DENSE_MOST];
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
            take("eigenvector", graph, &options, score);
            assert_eigenvector(&matrix, score, seed);
        }
        graph_done(graph);
    }
}

TEST(no_cycle_means_no_score)
{
    const edge edges[] = {
        {0, 1, false, 0},
        {1, 2, false, 0},
        {0, 2, false, 0}
    };
    const double zero[] = {0, 0, 0};
    double score[3];
    kith_graph *graph = graph_of(3, edges, 3);
    take("eigenvector", graph, NULL, score);
    assert_scores(score, zero, 3, 0, 0);
    graph_done(graph);
}

/* Two mutual pairs, one leading to the other: lambda is 1 twice over, and only
 * the second pair and what it leads to can have a score. */
TEST(the_last_of_equal_parts_counts)
{
    const edge edges[] = {
        {0, 1, true,  0},
        {1, 2, false, 0},
        {2, 3, true,  0},
        {3, 4, false, 0}
    };
    const double expected[] = {0, 0, 1, 1, 1};
    double score[5];
    kith_graph *graph = graph_of(5, edges, 4);
    take("eigenvector", graph, NULL, score);
    assert_scores(score, expected, 5, 1e-12, 0);
    graph_done(graph);
}

TEST(equal_parts_apart_count_alike)
{
    const edge edges[] = {
        {0, 1, true,  0},
        {2, 3, true,  0},
        {4, 0, false, 0}
    };
    const double expected[] = {1, 1, 1, 1, 0};
    double score[5];
    kith_graph *graph = graph_of(5, edges, 3);
    take("eigenvector", graph, NULL, score);
    assert_scores(score, expected, 5, 1e-12, 0);
    graph_done(graph);
}

/* On a path the scores are sin(pi (v + 1) / (n + 1)); the gap to the next
 * eigenvalue is so narrow that power iteration takes millions of rounds. */
TEST(a_long_path_settles)
{
    enum { SIZE = 1000 };
    const double pi = 3.14159265358979323846;
    edge edges[SIZE - 1];
    double score[SIZE];
    double expected[SIZE];
    for (kith_id v = 0; v + 1 < SIZE; v++)
        edges[v] = (edge){v, v + 1, false, 0};
    double most = 0;
    for (size_t v = 0; v < SIZE; v++) {
        expected[v] = sin(pi * (double)(v + 1) / (SIZE + 1));
        most = fmax(most, expected[v]);
    }
    for (size_t v = 0; v < SIZE; v++)
        expected[v] /= most;
    kith_graph *graph = graph_of(SIZE, edges, SIZE - 1);
    const kith_measure_options options = {.undirected = true};
    take("eigenvector", graph, &options, score);
    assert_scores(score, expected, SIZE, 1e-9, 0);
    graph_done(graph);
}

/* On a cycle every entity has lambda times the score of the next, lambda being
 * the geometric mean of the weights; eigenvalues of the same size lie all
 * around a circle. */
TEST(a_directed_cycle_settles)
{
    enum { SIZE = 60 };
    edge edges[SIZE];
    double score[SIZE];
    double expected[SIZE];
    uint64_t state = 1;
    double log_lambda = 0;
    double most = -INFINITY;
    for (kith_id v = 0; v < SIZE; v++) {
        const double weight = 1 + random_below(&state, 1000) / 250.0;
        edges[v] = (edge){v, (v + 1) % SIZE, false, weight};
        log_lambda += log(weight) / SIZE;
    }
    double log_score = 0;
    for (size_t v = 0; v < SIZE; v++) {
        expected[v] = log_score;
        most = fmax(most, log_score);
        log_score += log(edges[v].weight) - log_lambda;
    }
    for (size_t v = 0; v < SIZE; v++)
        expected[v] = exp(expected[v] - most);
    kith_graph *graph = graph_of(SIZE, edges, SIZE);
    const kith_measure_options options = {.weights = KITH_WEIGHTS_NATURAL};
    take("eigenvector", graph, &options, score);
    assert_scores(score, expected, SIZE, 1e-10, 0);
    graph_done(graph);
}

TEST(survives_failing_allocations)
{
    assert_survives("eigenvector", NULL);
    assert_survives("eigenvector",
                    &(kith_measure_options){.undirected = true,
                                            .weights = KITH_WEIGHTS_NATURAL});
}

RUN("analysis/eigenvector",
    CASE(is_the_leading_eigenvector),
    CASE(no_cycle_means_no_score),
    CASE(the_last_of_equal_parts_counts),
    CASE(equal_parts_apart_count_alike),
    CASE(a_long_path_settles),
    CASE(a_directed_cycle_settles),
    CASE(survives_failing_allocations))
