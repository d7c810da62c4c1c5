/* Eigenvector centrality against what defines it, and where iterations over the
 * whole graph would not converge. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

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
    enum { SIZE = SIZE_OR(1000, 200) };
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

/* Scores do not depend on the unit of weights. */
TEST(weights_of_any_scale_give_the_same_scores)
{
    static const double scales[] = {1e-307, 1e-160, 1e-150, 1e150, 1e300};
    static const char *const names[] = {"eigenvector", "hubs", "authorities",
                                        "katz", "pagerank"};
    enum { EDGES = 6, SIZE = 4 };
    static const edge edges[EDGES] = {
        {0, 1, false, 3},
        {1, 2, false, 2},
        {2, 0, false, 1},
        {0, 2, true,  4},
        {2, 3, false, 1},
        {3, 3, true,  2}
    };
    const kith_measure_options options = {.weights = KITH_WEIGHTS_STRENGTH};
    kith_graph *graph = graph_of(SIZE, edges, EDGES);
    for (size_t m = 0; m < sizeof names / sizeof *names; m++) {
        double expected[SIZE];
        take(names[m], graph, &options, expected);
        for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
            edge scaled[EDGES];
            double score[SIZE];
            for (size_t r = 0; r < EDGES; r++) {
                scaled[r] = edges[r];
                scaled[r].weight *= scales[i];
            }
            kith_graph *other = graph_of(SIZE, scaled, EDGES);
            take(names[m], other, &options, score);
            assert_scores(score, expected, SIZE, 1e-9, i);
            graph_done(other);
        }
    }
    graph_done(graph);
}

/* A part whose weights are far smaller has no score, and takes no longer. */
TEST(parts_of_far_smaller_weights_do_no_harm)
{
    static const char *const names[] = {"eigenvector", "hubs", "authorities"};
    static const double expected[] = {1, 1, 0, 0, 0};
    const edge edges[] = {
        {0, 1, true, 1       },
        {2, 3, true, 1e-160  },
        {3, 4, true, 2.5e-160}
    };
    const kith_measure_options options = {.weights = KITH_WEIGHTS_STRENGTH};
    kith_graph *graph = graph_of(5, edges, 3);
    for (size_t m = 0; m < sizeof names / sizeof *names; m++) {
        double score[5];
        take(names[m], graph, &options, score);
        assert_scores(score, expected, 5, 1e-9, m);
    }
    graph_done(graph);
}

/* What doubles cannot tell is given up in time, even in the smallest graph. */
TEST(scores_that_do_not_settle_are_given_up)
{
    const edge edges[] = {
        {0, 1, false, 1     },
        {1, 2, false, 1e-150},
        {2, 0, false, 1e-150}
    };
    const kith_measure_options options = {.weights = KITH_WEIGHTS_STRENGTH};
    kith_graph *graph = graph_of(3, edges, 3);
    const clock_t before = clock();
    double score[3];
    kith_error err = {0};
    const kith_status st = kith_measure_run(kith_measure_of("eigenvector"),
                                            graph, &options, score, &err);
    assert_true(clock() - before < 60 * CLOCKS_PER_SEC);
    assert_true(st == KITH_OK || st == KITH_E_LIMIT);
    for (size_t v = 0; v < 3 && st == KITH_OK; v++)
        assert_true(score[v] >= 0 && score[v] <= 1);
    if (st == KITH_E_LIMIT)
        assert_string_equal(err.hint, "take 'pagerank', which always does");
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
    CASE(weights_of_any_scale_give_the_same_scores),
    CASE(parts_of_far_smaller_weights_do_no_harm),
    CASE(scores_that_do_not_settle_are_given_up),
    CASE(survives_failing_allocations))
