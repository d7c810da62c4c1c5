/* Local clustering and the triangles behind it: against all pairs of
 * neighbours. */
#include "../../oracle/centrality.h"
#include "../test.h"
#include "analysis/triangles.h"
#include "compare.h"
#include "random_graph.h"

#include <stdlib.h>

TEST(agrees_with_the_definition)
{
    double score[DENSE_MOST];
    double expected[DENSE_MOST];
    for (uint64_t seed = 0; seed < UINT64_C(10) * RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t count = kith_graph_entity_count(graph);
        dense matrix;
        dense_fill(&matrix, graph, true, false);
        oracle_clustering(&matrix, expected);
        take("clustering", graph, NULL, score);
        assert_scores(score, expected, count, 1e-15, seed);
        graph_done(graph);
    }
}

static int by_id(const void *a, const void *b)
{
    const kith_id x = *(const kith_id *)a;
    const kith_id y = *(const kith_id *)b;
    return x < y ? -1 : x > y;
}

/* The neighbours of v, each once, sorted; how many. */
static size_t neighbours_of(const kith_adjacency *lists,
                            kith_id v,
                            kith_id *out)
{
    size_t size = 0;
    size_t kept = 0;
    for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++)
        out[size++] = lists->neighbour[i];
    qsort(out, size, sizeof *out, by_id);
    for (size_t i = 0; i < size; i++) {
        if (out[i] != v && (kept == 0 || out[kept - 1] != out[i]))
            out[kept++] = out[i];
    }
    return kept;
}

/* Twice the triangles at v: the neighbours of its neighbours that it has, too.
 */
static uint64_t twice_through(const kith_adjacency *lists,
                              kith_id v,
                              kith_id *mine,
                              kith_id *theirs)
{
    uint64_t sum = 0;
    const size_t size = neighbours_of(lists, v, mine);
    for (size_t i = 0; i < size; i++) {
        const size_t others = neighbours_of(lists, mine[i], theirs);
        for (size_t k = 0; k < others; k++)
            sum += bsearch(&theirs[k], mine, size, sizeof *mine, by_id) != NULL;
    }
    return sum;
}

/* More entities than fit into the bit matrix, so that triangles have three,
 * two, one and no hubs. */
TEST(triangles_close_within_hubs_and_without)
{
    enum { ENTITIES = 12000, RELATIONS = 60000 };
    kith_graph *graph = large_graph(ENTITIES, RELATIONS, 3);
    kith_adjacency lists;
    kith_triangles t;
    kith_id *mine = calloc(2 * RELATIONS, sizeof *mine);
    kith_id *theirs = calloc(2 * RELATIONS, sizeof *theirs);
    assert_int_equal(kith_triangles_find(&t, graph, 0, NULL), KITH_OK);
    assert_int_equal(kith_graph_adjacency(graph, KITH_BOTH, &lists, NULL),
                     KITH_OK);
    uint64_t without_hubs = 0;
    for (kith_id v = 0; v < ENTITIES; v++) {
        const kith_id number = t.lists.number[v];
        assert_int_equal(t.degree[number], neighbours_of(&lists, v, mine));
        assert_int_equal(2 * t.through[number],
                         twice_through(&lists, v, mine, theirs));
        without_hubs += number >= 8192 ? t.through[number] : 0;
    }
    assert_true(without_hubs > 0);
    kith_triangles_clear(&t);
    free(mine);
    free(theirs);
    graph_done(graph);
}

TEST(threads_make_no_difference)
{
    assert_threads_agree("clustering", KITH_WEIGHTS_NONE);
}

TEST(survives_failing_allocations)
{
    assert_survives("clustering", NULL);
    assert_survives("clustering", &(kith_measure_options){.threads = 2});
}

RUN("analysis/clustering",
    CASE(agrees_with_the_definition),
    CASE(triangles_close_within_hubs_and_without),
    CASE(threads_make_no_difference),
    CASE(survives_failing_allocations))
