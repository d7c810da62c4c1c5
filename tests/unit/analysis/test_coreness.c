/* Coreness against taking entities away by its definition. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "compare.h"
#include "random_graph.h"

TEST(agrees_with_the_definition)
{
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 0; seed < UINT64_C(10) * RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        dense matrix;
        dense_fill(&matrix, graph, true, false);
        oracle_coreness(&matrix, expected);
        take("coreness", graph, NULL, score);
        assert_scores(score, expected, count, 0, seed);
        graph_done(graph);
    }
}

TEST(survives_failing_allocations)
{
    assert_survives("coreness", NULL);
}

RUN("analysis/coreness",
    CASE(agrees_with_the_definition),
    CASE(survives_failing_allocations))
