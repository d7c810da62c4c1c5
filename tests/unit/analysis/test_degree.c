/* Degrees and strength against row and column sums. */
#include "../../oracle/dense.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

typedef struct {
    double out[DENSE_MOST];
    double in[DENSE_MOST];
    double all[DENSE_MOST];
} degrees;

static void sum_up(const dense *sums,
                   const dense *undirected,
                   double by,
                   degrees *expected)
{
    for (size_t v = 0; v < sums->size; v++) {
        expected->out[v] = expected->in[v] = expected->all[v] = 0;
        for (size_t u = 0; u < sums->size; u++) {
            expected->out[v] += sums->relations[v][u] / by;
            expected->in[v] += sums->relations[u][v] / by;
            expected->all[v] += undirected->relations[v][u] / by;
        }
    }
}

TEST(degrees_are_row_and_column_sums)
{
    double score[DENSE_MOST];
    degrees expected;
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        const double others = count > 1 ? (double)count - 1 : 1e300;
        dense directed;
        dense undirected;
        dense_fill(&directed, graph, false, false);
        dense_fill(&undirected, graph, true, false);
        for (unsigned i = 0; i < 4; i++) {
            const kith_measure_options options = {.undirected = i & 1,
                                                  .normalised = i & 2};
            sum_up(options.undirected ? &undirected : &directed, &undirected,
                   options.normalised ? others : 1, &expected);
            take("out-degree", graph, &options, score);
            assert_scores(score, expected.out, count, 1e-14, seed);
            take("in-degree", graph, &options, score);
            assert_scores(score, expected.in, count, 1e-14, seed);
            take("degree", graph, &options, score);
            assert_scores(score, expected.all, count, 1e-14, seed);
        }
        graph_done(graph);
    }
}

TEST(strength_adds_up_weights)
{
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        for (unsigned i = 0; i < 2; i++) {
            const kith_measure_options options = {
                .weights = i & 1 ? KITH_WEIGHTS_NATURAL : KITH_WEIGHTS_NONE};
            dense sums;
            dense_fill(&sums, graph, true, true); /* always */
            for (size_t v = 0; v < count; v++) {
                expected[v] = 0;
                for (size_t u = 0; u < count; u++)
                    expected[v] += sums.weight[v][u];
            }
            take("strength", graph, &options, score);
            assert_scores(score, expected, count, 1e-12, seed);
        }
        graph_done(graph);
    }
}

TEST(a_self_relation_has_two_ends)
{
    const edge edges[] = {
        {0, 0, false, 0},
        {1, 1, true,  0}
    };
    const double twice[] = {2, 2};
    const double once_if_directed[] = {1, 2};
    double score[2];
    kith_graph *graph = graph_of(2, edges, 2);
    take("degree", graph, NULL, score);
    assert_scores(score, twice, 2, 0, 0);
    take("in-degree", graph, NULL, score);
    assert_scores(score, once_if_directed, 2, 0, 0);
    take("out-degree", graph, NULL, score);
    assert_scores(score, once_if_directed, 2, 0, 0);
    graph_done(graph);
}

RUN("analysis/degree",
    CASE(degrees_are_row_and_column_sums),
    CASE(strength_adds_up_weights),
    CASE(a_self_relation_has_two_ends))
