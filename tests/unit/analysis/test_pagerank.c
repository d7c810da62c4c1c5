/* PageRank against the solution of its linear system. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <stdlib.h>

TEST(agrees_with_elimination)
{
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    static const double dampings[] = {0.85, 1e-300, 0.999};
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        for (unsigned i = 0; i < 12; i++) {
            const kith_measure_options options =
                {.undirected = i & 1,
                 .weights = i & 2 ? KITH_WEIGHTS_NATURAL : KITH_WEIGHTS_NONE,
                 .damping = i / 4 ? dampings[i / 4] : 0};
            dense matrix;
            double sum = 0;
            dense_fill(&matrix, graph, options.undirected, options.weights);
            oracle_pagerank(&matrix, dampings[i / 4], expected);
            take("pagerank", graph, &options, score);
            assert_scores(score, expected, count, 1e-10, seed);
            for (size_t v = 0; v < count; v++)
                sum += score[v];
            assert_true(fabs(sum - 1) < 1e-9);
        }
        graph_done(graph);
    }
}

/* One seed, one of several seeds twice, and every entity. */
TEST(walks_start_anew_at_the_seeds)
{
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 1; seed < RANDOM_GRAPHS; seed++) {
        uint64_t state = seed;
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        for (unsigned i = 0; i < 4; i++) {
            kith_id seeds[DENSE_MOST + 1];
            double start[DENSE_MOST] = {0};
            double different = 0;
            const size_t size = 1 + random_below(&state, (uint32_t)count);
            for (size_t k = 0; k < size; k++) {
                seeds[k] = random_below(&state, (uint32_t)count);
                different += start[seeds[k]] <= 0;
                start[seeds[k]] = 1;
            }
            seeds[size] = seeds[0];
            for (size_t v = 0; v < count; v++)
                start[v] /= different;
            const kith_measure_options options = {.undirected = i & 1,
                                                  .weights =
                                                      i & 2
                                                          ? KITH_WEIGHTS_NATURAL
                                                          : KITH_WEIGHTS_NONE,
                                                  .seeds = seeds,
                                                  .seed_count = size + 1};
            dense matrix;
            dense_fill(&matrix, graph, options.undirected, options.weights);
            oracle_pagerank_from(&matrix, 0.85, start, expected);
            take("pagerank", graph, &options, score);
            assert_scores(score, expected, count, 1e-10, seed);
        }
        graph_done(graph);
    }
}

TEST(a_seed_is_an_entity)
{
    const edge edges[] = {
        {0, 1, false, 0}
    };
    const kith_id seeds[] = {1, 2};
    const kith_measure_options options = {.seeds = seeds, .seed_count = 2};
    double score[2];
    kith_error err = {0};
    kith_graph *graph = graph_of(2, edges, 1);
    assert_int_equal(kith_measure_run(kith_measure_of("pagerank"), graph,
                                      &options, score, &err),
                     KITH_E_INVALID);
    assert_string_equal(err.message, "seed 2 is no entity");
    graph_done(graph);
}

TEST(threads_make_no_difference)
{
    assert_threads_agree("pagerank", KITH_WEIGHTS_NONE);
    assert_threads_agree("pagerank", KITH_WEIGHTS_NATURAL);
}

TEST(tiny_weights_do_not_overflow)
{
    const edge edges[] = {
        {0, 1, false, 1e-320},
        {1, 0, false, 1     }
    };
    const kith_measure_options options = {.weights = KITH_WEIGHTS_NATURAL};
    double score[2];
    kith_graph *graph = graph_of(2, edges, 2);
    take("pagerank", graph, &options, score);
    assert_true(isfinite(score[0]) && isfinite(score[1]));
    assert_true(fabs(score[0] + score[1] - 1) < 1e-9);
    graph_done(graph);
}

TEST(damping_has_a_range)
{
    static const double wrong[] = {-0.1, 1, 1.5, 0.9999, NAN, INFINITY};
    const edge edges[] = {
        {0, 1, false, 0}
    };
    double score[2];
    kith_graph *graph = graph_of(2, edges, 1);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kith_error err = {0};
        const kith_measure_options options = {.damping = wrong[i]};
        assert_int_equal(kith_measure_run(kith_measure_of("pagerank"), graph,
                                          &options, score, &err),
                         KITH_E_INVALID);
        assert_string_equal(err.message, "damping is out of range");
    }
    graph_done(graph);
}

/* Large enough to be cut into blocks: a ring of rings, all alike, has the same
 * score everywhere. */
TEST(large_graphs_are_cut_into_blocks)
{
    const size_t size = 300000;
    edge *edges = calloc(2 * size, sizeof *edges);
    double *score = calloc(size, sizeof *score);
    assert_non_null(edges);
    assert_non_null(score);
    for (size_t i = 0; i < size; i++) {
        const kith_id v = (kith_id)i;
        const kith_id next = (kith_id)((i + 1) % size);
        const kith_id far = (kith_id)((i + 1000) % size);
        edges[2 * i] = (edge){v, next, false, 0};
        edges[2 * i + 1] = (edge){v, far, false, 0};
    }
    kith_graph *graph = graph_of(size, edges, 2 * size);
    take("pagerank", graph, NULL, score);
    for (size_t v = 0; v < size; v++)
        assert_true(fabs(score[v] * (double)size - 1) < 1e-12);
    graph_done(graph);
    free(edges);
    free(score);
}

TEST(survives_failing_allocations)
{
    assert_survives("pagerank", NULL);
    assert_survives("pagerank",
                    &(kith_measure_options){.undirected = true,
                                            .weights = KITH_WEIGHTS_NATURAL});
}

RUN("analysis/pagerank",
    CASE(agrees_with_elimination),
    CASE(walks_start_anew_at_the_seeds),
    CASE(a_seed_is_an_entity),
    CASE(threads_make_no_difference),
    CASE(tiny_weights_do_not_overflow),
    CASE(damping_has_a_range),
    CASE(large_graphs_are_cut_into_blocks),
    CASE(survives_failing_allocations))
