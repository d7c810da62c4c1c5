/* Lists for kernels against a slow count, on graphs of every kind. */
#include "analysis/random_graph.h"
#include "base/alloc.h"
#include "graph/lists.h"
#include "graph/make_graph.h"
#include "test.h"

#include <stdlib.h>

/* How often relations lead from u to v in a direction. */
static size_t ties(const kith_graph *graph,
                   kith_id u,
                   kith_id v,
                   kith_direction way)
{
    size_t sum = 0;
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        const bool both = way == KITH_BOTH || !relation.directed;
        const bool ahead = relation.source == u && relation.target == v;
        const bool back = relation.source == v && relation.target == u;
        sum += ahead && (both || way == KITH_OUT);
        sum += back && (both || way == KITH_IN);
    }
    return sum;
}

static void check(kith_graph *graph, kith_direction way)
{
    kith_lists lists;
    uint32_t place = 0;
    assert_int_equal(kith_graph_lists(graph, way, &lists, NULL), KITH_OK);
    assert_int_equal(lists.count, kith_graph_entity_count(graph));
    for (kith_id n = 0; n < lists.count; n++) {
        assert_int_equal(lists.first[n], place);
        assert_int_equal(lists.number[lists.entity[n]], n);
        for (kith_id k = 0; k < lists.count; k++) {
            const size_t times =
                ties(graph, lists.entity[n], lists.entity[k], way);
            for (size_t i = 0; i < times; i++)
                assert_int_equal(lists.neighbour[place++], k);
        }
    }
    assert_int_equal(lists.first[lists.count], place);
}

static void check_order(kith_graph *graph)
{
    kith_lists lists;
    assert_int_equal(kith_graph_lists(graph, KITH_BOTH, &lists, NULL), KITH_OK);
    for (kith_id n = 0; n + 1 < lists.count; n++) {
        const uint32_t mine = lists.first[n + 1] - lists.first[n];
        const uint32_t next = lists.first[n + 2] - lists.first[n + 1];
        const uint32_t most =
            (uint32_t)lists.count; /* more is not told apart */
        assert_true(mine >= next || next > most);
        assert_true(mine != next || lists.entity[n] < lists.entity[n + 1]);
    }
}

TEST(lists_are_those_of_a_slow_count)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        check(graph, KITH_BOTH);
        check(graph, KITH_OUT);
        check(graph, KITH_IN);
        check_order(graph);
        graph_done(graph);
    }
}

/* Several blocks of relations and of places. */
TEST(large_graphs_are_cut_into_blocks)
{
    enum { ENTITIES = 3000, RELATIONS = 1200000 };
    kith_graph *graph = large_graph(ENTITIES, RELATIONS, 2);
    uint32_t *ties_of = calloc((size_t)ENTITIES * ENTITIES, sizeof *ties_of);
    kith_lists lists;
    uint32_t place = 0;
    assert_non_null(ties_of);
    for (kith_id r = 0; r < RELATIONS; r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        ties_of[(size_t)relation.source * ENTITIES + relation.target]++;
        if (!relation.directed)
            ties_of[(size_t)relation.target * ENTITIES + relation.source]++;
    }
    assert_int_equal(kith_graph_lists(graph, KITH_OUT, &lists, NULL), KITH_OK);
    for (kith_id n = 0; n < ENTITIES; n++) {
        const uint32_t *row = ties_of + (size_t)lists.entity[n] * ENTITIES;
        assert_int_equal(lists.first[n], place);
        for (kith_id k = 0; k < ENTITIES; k++) {
            for (uint32_t i = 0; i < row[lists.entity[k]]; i++)
                assert_int_equal(lists.neighbour[place++], k);
        }
    }
    free(ties_of);
    graph_done(graph);
}

TEST(lists_are_made_once_and_kept)
{
    kith_graph *graph = make_graph();
    kith_lists out;
    kith_lists again;
    kith_lists in;
    make_relation(graph, "a", "t", "b");
    make_undirected(graph);
    assert_int_equal(kith_graph_lists(graph, KITH_OUT, &out, NULL), KITH_OK);
    assert_int_equal(kith_graph_lists(graph, KITH_OUT, &again, NULL), KITH_OK);
    assert_int_equal(kith_graph_lists(graph, KITH_IN, &in, NULL), KITH_OK);
    assert_ptr_equal(out.neighbour, again.neighbour);
    assert_ptr_equal(out.neighbour, in.neighbour); /* the same both ways */
    kith_graph_free(graph);
}

TEST(each_allocation_may_fail)
{
    kith_graph *graph = make_graph();
    kith_lists lists;
    make_relation(graph, "a", "t", "b");
    for (size_t left = 0;; left++) {
        kith_error err = {0};
        (void)kith_alloc_fail_after(left);
        const kith_status st = kith_graph_lists(graph, KITH_OUT, &lists, &err);
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        assert_int_equal(st, failed ? KITH_E_MEMORY : KITH_OK);
        assert_int_equal(err.status, st);
        if (!failed)
            break;
        assert_null(lists.first);
        kith_graph_forget_lists(graph);
    }
    check(graph, KITH_OUT);
    kith_graph_free(graph);
}

RUN("graph/lists",
    CASE(lists_are_those_of_a_slow_count),
    CASE(large_graphs_are_cut_into_blocks),
    CASE(lists_are_made_once_and_kept),
    CASE(each_allocation_may_fail))
