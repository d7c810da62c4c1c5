/* Katz's measure against the solution of its linear system. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>

static kith_status status_of(kith_graph *graph, double alpha, kith_error *err)
{
    double score[DENSE_MOST];
    const kith_measure_options options = {.alpha = alpha};
    return kith_measure_run(kith_measure_of("katz"), graph, &options, score,
                            err);
}

TEST(agrees_with_elimination)
{
    static const double shares[] = {0, 0.01, 0.5, 0.98};
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        for (unsigned i = 0; i < 16; i++) {
            kith_measure_options options = {.undirected = i & 1,
                                            .weights =
                                                i & 2 ? KITH_WEIGHTS_NATURAL
                                                      : KITH_WEIGHTS_NONE};
            dense matrix;
            dense_fill(&matrix, graph, options.undirected, options.weights);
            const double lambda = oracle_lambda(&matrix);
            const double usual = lambda > 0 ? 0.85 / lambda : 0.1;
            options.alpha = lambda > 0 ? shares[i / 4] / lambda : shares[i / 4];
            oracle_katz(&matrix, options.alpha > 0 ? options.alpha : usual,
                        expected);
            take("katz", graph, &options, score);
            assert_scores(score, expected, matrix.size, 1e-9, seed);
        }
        graph_done(graph);
    }
}

TEST(normalised_squares_sum_to_one)
{
    const kith_measure_options options = {.normalised = true,
                                          .undirected = true};
    double score[DENSE_MOST];
    for (uint64_t seed = 1; seed < 50; seed++) {
        kith_graph *graph = random_graph(seed);
        double sum = 0;
        take("katz", graph, &options, score);
        for (size_t v = 0; v < kith_graph_entity_count(graph); v++)
            sum += score[v] * score[v];
        assert_true(fabs(sum - 1) < 1e-12);
        graph_done(graph);
    }
}

/* On a cycle of four lambda is 1. */
TEST(alpha_has_a_limit)
{
    static const double wrong[] = {-1, NAN, INFINITY};
    const edge edges[] = {
        {0, 1, false, 0},
        {1, 2, false, 0},
        {2, 3, false, 0},
        {3, 0, false, 0}
    };
    kith_graph *graph = graph_of(4, edges, 4);
    kith_error err = {0};
    assert_int_equal(status_of(graph, 1.5, &err), KITH_E_INVALID);
    assert_string_equal(err.message,
                        "alpha 1.5 is too large: scores have no end");
    assert_string_equal(err.hint, "give less than 1, which is 1 / the largest "
                                  "eigenvalue");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kith_error again = {0};
        assert_int_equal(status_of(graph, wrong[i], &again), KITH_E_INVALID);
        assert_string_equal(again.message, "alpha is out of range");
    }
    graph_done(graph);
}

/* Nothing leads back, so that scores end; but these are beyond a double. */
TEST(scores_too_large_are_refused)
{
    const edge edges[] = {
        {0, 1, false, 0},
        {1, 2, false, 0},
        {2, 3, false, 0}
    };
    kith_graph *graph = graph_of(4, edges, 3);
    kith_error err = {0};
    assert_int_equal(status_of(graph, 1e12, &err), KITH_OK);
    assert_int_equal(status_of(graph, 1e300, &err), KITH_E_LIMIT);
    assert_string_equal(err.hint, "give a smaller alpha");
    graph_done(graph);
}

TEST(threads_make_no_difference)
{
    assert_threads_agree("katz", KITH_WEIGHTS_NONE);
}

TEST(survives_failing_allocations)
{
    assert_survives("katz", NULL);
    assert_survives("katz",
                    &(kith_measure_options){.undirected = true,
                                            .weights = KITH_WEIGHTS_NATURAL});
}

/* The limit of alpha is in the unit of the weights, and so is alpha. */
TEST(alpha_goes_by_weights_of_any_scale)
{
    const edge edges[] = {
        {0, 1, true, 2e-200}
    };
    const kith_measure_options options = {.weights = KITH_WEIGHTS_STRENGTH,
                                          .alpha = 4e199};
    kith_measure_options more = options;
    static const double expected[] = {5, 5};
    double score[2];
    kith_graph *graph = graph_of(2, edges, 1);
    kith_error err = {0};
    take("katz", graph, &options, score);
    assert_scores(score, expected, 2, 1e-9, 0);
    more.alpha = 5.1e199;
    assert_int_equal(kith_measure_run(kith_measure_of("katz"), graph, &more,
                                      score, &err),
                     KITH_E_INVALID);
    assert_string_equal(err.hint, "give less than 5e+199, which is 1 / the "
                                  "largest eigenvalue");
    graph_done(graph);
}

/* A cycle that large scores elsewhere have nothing to do with. */
TEST(small_scores_are_as_exact_as_large_ones)
{
    const edge edges[] = {
        {0, 1, false, 1000},
        {1, 2, false, 1000},
        {3, 3, false, 1   }
    };
    const kith_measure_options options = {.weights = KITH_WEIGHTS_STRENGTH};
    static const double expected[] = {1, 851, 723351, 1 / 0.15};
    double score[4];
    kith_graph *graph = graph_of(4, edges, 3);
    take("katz", graph, &options, score);
    for (size_t v = 0; v < 4; v++)
        assert_true(fabs(score[v] / expected[v] - 1) < 1e-11);
    graph_done(graph);
}

/* Squares of scores leave the range of doubles long before the scores do. */
TEST(large_scores_are_normalised)
{
    const edge edges[] = {
        {0, 1, false, 0},
        {1, 2, false, 0}
    };
    const kith_measure_options options = {.alpha = 1e100, .normalised = true};
    static const double expected[] = {1e-200, 1e-100, 1};
    double score[3];
    kith_graph *graph = graph_of(3, edges, 2);
    take("katz", graph, &options, score);
    assert_scores(score, expected, 3, 1e-12, 0);
    graph_done(graph);
}

RUN("analysis/katz",
    CASE(agrees_with_elimination),
    CASE(normalised_squares_sum_to_one),
    CASE(alpha_has_a_limit),
    CASE(scores_too_large_are_refused),
    CASE(alpha_goes_by_weights_of_any_scale),
    CASE(small_scores_are_as_exact_as_large_ones),
    CASE(large_scores_are_normalised),
    CASE(threads_make_no_difference),
    CASE(survives_failing_allocations))
