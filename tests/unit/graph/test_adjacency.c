/* Adjacency against a slow count, on graphs of every kind. */
#include "analysis/random_graph.h"
#include "base/alloc.h"
#include "graph/make_graph.h"
#include "test.h"

#include <stdio.h>

/* Whether relation r is seen from v in a direction, and whom it leads to. */
static bool leads(const kith_graph *graph,
                  kith_id r,
                  kith_id v,
                  kith_direction way,
                  kith_id *to)
{
    const kith_relation relation = kith_graph_relation(graph, r);
    const bool both = way == KITH_BOTH || !relation.directed;
    if (relation.source == v && (both || way == KITH_OUT)) {
        *to = relation.target;
        return true;
    }
    *to = relation.source;
    return relation.target == v && (both || way == KITH_IN);
}

static void check(kith_graph *graph, kith_direction way)
{
    kith_adjacency a;
    uint32_t place = 0;
    assert_int_equal(kith_graph_adjacency(graph, way, &a, NULL), KITH_OK);
    for (kith_id v = 0; v < kith_graph_entity_count(graph); v++) {
        assert_int_equal(a.first[v], place);
        for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
            kith_id to = KITH_NONE;
            if (!leads(graph, r, v, way, &to))
                continue;
            assert_int_equal(a.relation[place], r);
            assert_int_equal(a.neighbour[place], to);
            place++;
        }
    }
    assert_int_equal(a.first[kith_graph_entity_count(graph)], place);
}

TEST(lists_are_those_of_a_slow_count)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        check(graph, KITH_BOTH);
        check(graph, KITH_OUT);
        check(graph, KITH_IN);
        graph_done(graph);
    }
}

TEST(self_relations_and_undirected_ones_are_seen_once_an_end)
{
    kith_graph *graph = make_graph();
    make_relation(graph, "a", "t", "a");
    make_undirected(graph);
    make_relation(graph, "a", "t", "a");
    make_relation(graph, "a", "t", "b");
    make_undirected(graph);
    make_relation(graph, "a", "t", "b");
    make_entity(graph, "lone", NULL, NULL);
    static const uint32_t wanted[][4] = {
        [KITH_BOTH] = {0, 4, 6, 6},
        [KITH_OUT] = {0, 4, 5, 5},
        [KITH_IN] = {0, 3, 5, 5},
    };
    for (kith_direction way = KITH_BOTH; way <= KITH_IN; way++) {
        kith_adjacency a;
        assert_int_equal(kith_graph_adjacency(graph, way, &a, NULL), KITH_OK);
        assert_memory_equal(a.first, wanted[way], sizeof wanted[way]);
        check(graph, way);
    }
    kith_graph_free(graph);
}

TEST(an_adjacency_is_built_once_and_kept)
{
    kith_graph *graph = make_graph();
    kith_adjacency first;
    kith_adjacency second;
    make_relation(graph, "a", "t", "b");
    assert_int_equal(kith_graph_adjacency(graph, KITH_OUT, &first, NULL),
                     KITH_OK);
    assert_int_equal(kith_graph_adjacency(graph, KITH_OUT, &second, NULL),
                     KITH_OK);
    assert_ptr_equal(first.first, second.first);
    assert_ptr_equal(first.relation, second.relation);
    kith_graph_free(graph);
}

TEST(a_graph_of_nothing_has_an_adjacency)
{
    kith_graph *graph = make_graph();
    kith_adjacency a;
    assert_int_equal(kith_graph_adjacency(graph, KITH_BOTH, &a, NULL), KITH_OK);
    assert_int_equal(a.first[0], 0);
    kith_graph_free(graph);
}

TEST(each_allocation_may_fail)
{
    kith_graph *graph = make_graph();
    kith_adjacency a;
    size_t left = 0;
    make_relation(graph, "a", "t", "b");
    for (;; left++) {
        kith_error err = {0};
        kith_alloc_fail_after(left);
        const kith_status st = kith_graph_adjacency(graph, KITH_BOTH, &a, &err);
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        assert_int_equal(st, failed ? KITH_E_MEMORY : KITH_OK);
        assert_int_equal(err.status, st);
        if (!failed)
            break;
        assert_null(a.first);
    }
    assert_int_equal(left, 7);
    check(graph, KITH_BOTH);
    kith_graph_free(graph);
}

RUN("graph/adjacency",
    CASE(lists_are_those_of_a_slow_count),
    CASE(self_relations_and_undirected_ones_are_seen_once_an_end),
    CASE(an_adjacency_is_built_once_and_kept),
    CASE(a_graph_of_nothing_has_an_adjacency),
    CASE(each_allocation_may_fail))
