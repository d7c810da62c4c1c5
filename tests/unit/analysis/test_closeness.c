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
            oracle_eccentricity(&matrix, expected);
            take("eccentricity", graph, &options, score);
            assert_scores(score, expected, count, 1e-10, seed);
        }
        graph_done(graph);
    }
}

/* Many samples have the exact score as their mean, as far as their errors say;
 * a ratio of two sums only nearly so. */
TEST(estimates_are_right_on_average)
{
    static const char *const names[] = {"harmonic", "closeness"};
    enum { SIZE = 200, EDGES = 500, SAMPLES = 64 };
    edge edges[EDGES];
    uint64_t state = 5;
    for (size_t r = 0; r < EDGES; r++) {
        edges[r] =
            (edge){random_below(&state, SIZE), random_below(&state, SIZE),
                   r % 3 == 0, 1 + random_below(&state, 3)};
    }
    kith_graph *graph = graph_of(SIZE, edges, EDGES);
    for (unsigned i = 0; i < 8; i++) {
        double exact[SIZE];
        double score[SIZE];
        double error[SIZE];
        double mean[SIZE] = {0};
        double spread[SIZE] = {0};
        kith_measure_options options = {.undirected = true,
                                        .weights = i & 1 ? KITH_WEIGHTS_DISTANCE
                                                         : KITH_WEIGHTS_NONE,
                                        .normalised = i & 2};
        take(names[i / 4], graph, &options, exact);
        options.sample = 40;
        options.error = error;
        for (uint64_t seed = 0; seed < SAMPLES; seed++) {
            options.random_seed = seed;
            take(names[i / 4], graph, &options, score);
            for (size_t v = 0; v < SIZE; v++) {
                mean[v] += score[v] / SAMPLES;
                spread[v] += error[v] * error[v] / SAMPLES;
            }
        }
        for (size_t v = 0; v < SIZE; v++) {
            const double bias = i & 4 ? 0.02 * exact[v] : 1e-9;
            const double room = 5 * sqrt(spread[v] / SAMPLES) + bias;
            assert_true(fabs(mean[v] - exact[v]) <= room);
        }
    }
    graph_done(graph);
}

TEST(a_sample_of_all_is_exact)
{
    double exact[DENSE_MOST];
    double score[DENSE_MOST];
    double error[DENSE_MOST];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed += 7) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        kith_measure_options options = {0};
        take("closeness", graph, &options, exact);
        options.sample = DENSE_MOST;
        options.error = error;
        take("closeness", graph, &options, score);
        assert_scores(score, exact, count, 0, seed);
        for (size_t v = 0; v < count; v++)
            assert_true(error[v] <= 0);
        graph_done(graph);
    }
}

TEST(threads_give_the_same_bits)
{
    static const char *const names[] = {"harmonic", "closeness",
                                        "eccentricity"};
    enum { SIZE = SIZE_OR(1500, 600), EDGES = 3 * SIZE };
    static edge edges[EDGES];
    static double expected[SIZE];
    static double score[SIZE];
    uint64_t state = 9;
    for (size_t r = 0; r < EDGES; r++) {
        edges[r] =
            (edge){random_below(&state, SIZE), random_below(&state, SIZE),
                   r % 3 == 0, 1 + random_below(&state, 1000) / 7.0};
    }
    kith_graph *graph = graph_of(SIZE, edges, EDGES);
    for (unsigned i = 0; i < 6; i++) {
        kith_measure_options options = {.weights = i & 1 ? KITH_WEIGHTS_DISTANCE
                                                         : KITH_WEIGHTS_NONE,
                                        .threads = 1};
        take(names[i / 2], graph, &options, expected);
        for (options.threads = 2; options.threads <= 8; options.threads *= 4) {
            take(names[i / 2], graph, &options, score);
            assert_memory_equal(score, expected, sizeof score);
        }
    }
    graph_done(graph);
}

/* More sources than are searched from at once, and distances up to thousands:
 * on a directed cycle every entity has all distances from 1 to n - 1. */
TEST(a_long_cycle_takes_many_bundles)
{
    enum { SIZE = SIZE_OR(3000, 1200) };
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
    double error[8];
    assert_survives("harmonic",
                    &(kith_measure_options){.sample = 2, .error = error});
    assert_survives("eccentricity", NULL);
    assert_survives("closeness", NULL);
    assert_survives("harmonic", &(kith_measure_options){.undirected = true});
    assert_survives("closeness",
                    &(kith_measure_options){.weights = KITH_WEIGHTS_NATURAL});
}

/* Entities that are related to themselves alone reach nobody: none of them is
 * drawn, and the sample is everyone who can be. */
TEST(a_sample_is_of_those_that_reach_others)
{
    enum { CYCLE = 10, SIZE = 300 };
    edge edges[SIZE];
    double exact[SIZE];
    double score[SIZE];
    double error[SIZE];
    for (kith_id v = 0; v < SIZE; v++)
        edges[v] = (edge){v, v < CYCLE ? (v + 1) % CYCLE : v, true, 0};
    kith_graph *graph = graph_of(SIZE, edges, SIZE);
    kith_measure_options options = {.undirected = true};
    take("harmonic", graph, &options, exact);
    options.sample = 2 * CYCLE;
    options.error = error;
    take("harmonic", graph, &options, score);
    assert_scores(score, exact, SIZE, 0, 0);
    for (size_t v = 0; v < SIZE; v++)
        assert_true(error[v] == 0);
    graph_done(graph);
}

/* Of a sample that lies in the other part, nothing can be said of this one. */
TEST(a_sample_of_which_nothing_is_found_has_no_error)
{
    enum { PAIRS = 50, SIZE = 2 * PAIRS };
    edge edges[PAIRS];
    double score[SIZE];
    double error[SIZE];
    size_t unknown = 0;
    for (kith_id v = 0; v < PAIRS; v++)
        edges[v] = (edge){2 * v, 2 * v + 1, true, 0};
    kith_graph *graph = graph_of(SIZE, edges, PAIRS);
    const kith_measure_options options = {.sample = 10, .error = error};
    take("harmonic", graph, &options, score);
    for (size_t v = 0; v < SIZE; v++) {
        assert_true((score[v] > 0) != (isnan(error[v]) != 0));
        unknown += isnan(error[v]) ? 1 : 0;
    }
    assert_int_equal(unknown, SIZE - 10);
    graph_done(graph);
}

RUN("analysis/closeness",
    CASE(agree_with_all_distances),
    CASE(estimates_are_right_on_average),
    CASE(a_sample_of_all_is_exact),
    CASE(a_sample_is_of_those_that_reach_others),
    CASE(a_sample_of_which_nothing_is_found_has_no_error),
    CASE(threads_give_the_same_bits),
    CASE(a_long_cycle_takes_many_bundles),
    CASE(survive_failing_allocations))
