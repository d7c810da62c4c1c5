/* Cut points and bridges against taking each of them away. */
#include "../../oracle/grouping.h"
#include "../test.h"
#include "base/alloc.h"
#include "random_graph.h"

#include <kith/analysis.h>

#include <stdlib.h>
#include <string.h>

static size_t component_of(const dense *matrix, size_t v)
{
    dense_matrix reach;
    size_t size = 0;
    oracle_reach(matrix, reach);
    for (size_t u = 0; u < matrix->size; u++)
        size += reach[v][u] > 0;
    return size;
}

static const kith_cut_point *point_of(const kith_cuts *cuts, kith_id e)
{
    for (size_t i = 0; i < cuts->point_count; i++) {
        if (cuts->points[i].entity == e)
            return &cuts->points[i];
    }
    return NULL;
}

static void assert_points(const kith_cuts *cuts, const dense *matrix)
{
    size_t count = 0;
    for (kith_id v = 0; v < matrix->size; v++) {
        size_t largest = 0;
        const size_t pieces = oracle_pieces(matrix, v, &largest);
        const kith_cut_point *point = point_of(cuts, v);
        assert_int_equal(point != NULL, pieces > 1);
        if (!point)
            continue;
        const size_t component = component_of(matrix, v);
        assert_int_equal(point->pieces, pieces);
        assert_int_equal(point->component, component);
        assert_int_equal(point->cut_off, component - 1 - largest);
        count++;
    }
    assert_int_equal(cuts->point_count, count);
}

static const kith_bridge *bridge_of(const kith_cuts *cuts, kith_id r)
{
    for (size_t i = 0; i < cuts->bridge_count; i++) {
        if (cuts->bridges[i].relation == r)
            return &cuts->bridges[i];
    }
    return NULL;
}

static void assert_bridges(const kith_cuts *cuts,
                           const kith_graph *graph,
                           const dense *matrix)
{
    size_t count = 0;
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        const kith_bridge *bridge = bridge_of(cuts, r);
        size_t side = 0;
        const bool expected =
            oracle_is_bridge(matrix, relation.source, relation.target, &side);
        assert_int_equal(bridge != NULL, expected);
        if (!bridge)
            continue;
        const size_t component = component_of(matrix, relation.source);
        assert_int_equal(bridge->component, component);
        assert_int_equal(bridge->cut_off,
                         side < component - side ? side : component - side);
        count++;
    }
    assert_int_equal(cuts->bridge_count, count);
}

static void assert_sorted(const kith_cuts *cuts, const kith_graph *graph)
{
    for (size_t i = 1; i < cuts->point_count; i++) {
        const kith_cut_point *a = &cuts->points[i - 1];
        const kith_cut_point *b = &cuts->points[i];
        assert_true(a->cut_off > b->cut_off ||
                    (a->cut_off == b->cut_off &&
                     strcmp(kith_graph_entity_id(graph, a->entity),
                            kith_graph_entity_id(graph, b->entity)) < 0));
    }
    for (size_t i = 1; i < cuts->bridge_count; i++)
        assert_true(cuts->bridges[i - 1].cut_off >= cuts->bridges[i].cut_off);
}

TEST(cuts_are_what_parts_the_graph)
{
    for (uint64_t seed = 0; seed < UINT64_C(4) * RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        kith_cuts cuts;
        kith_error err = {0};
        dense matrix;
        dense_fill(&matrix, graph, true, false);
        assert_int_equal(kith_cuts_find(&cuts, graph, &err), KITH_OK);
        assert_points(&cuts, &matrix);
        assert_bridges(&cuts, graph, &matrix);
        assert_sorted(&cuts, graph);
        kith_cuts_clear(&cuts);
        graph_done(graph);
    }
}

TEST(the_order_of_records_makes_no_difference)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        kith_graph *other = shuffled(graph, seed);
        kith_cuts a;
        kith_cuts b;
        kith_error err = {0};
        assert_int_equal(kith_cuts_find(&a, graph, &err), KITH_OK);
        assert_int_equal(kith_cuts_find(&b, other, &err), KITH_OK);
        assert_int_equal(a.point_count, b.point_count);
        assert_int_equal(a.bridge_count, b.bridge_count);
        for (size_t i = 0; i < a.point_count; i++) {
            assert_string_equal(kith_graph_entity_id(graph, a.points[i].entity),
                                kith_graph_entity_id(other,
                                                     b.points[i].entity));
        }
        for (size_t i = 0; i < a.bridge_count; i++) {
            const kith_relation r =
                kith_graph_relation(graph, a.bridges[i].relation);
            const kith_relation s =
                kith_graph_relation(other, b.bridges[i].relation);
            assert_string_equal(kith_graph_entity_id(graph, r.source),
                                kith_graph_entity_id(other, s.source));
            assert_string_equal(kith_graph_entity_id(graph, r.target),
                                kith_graph_entity_id(other, s.target));
        }
        kith_cuts_clear(&a);
        kith_cuts_clear(&b);
        graph_done(graph);
        graph_done(other);
    }
}

/* A way of 100,000 relations would be as many calls deep with recursion. */
TEST(long_ways_need_no_stack)
{
    enum { LENGTH = 100000 };
    edge *edges = calloc(LENGTH, sizeof *edges);
    kith_cuts cuts;
    kith_error err = {0};
    assert_non_null(edges);
    for (kith_id i = 0; i < LENGTH; i++)
        edges[i] = (edge){i, i + 1, false, 0};
    kith_graph *graph = graph_of(LENGTH + 1, edges, LENGTH);
    assert_int_equal(kith_cuts_find(&cuts, graph, &err), KITH_OK);
    assert_int_equal(cuts.point_count, LENGTH - 1);
    assert_int_equal(cuts.bridge_count, LENGTH);
    assert_int_equal(cuts.points[0].cut_off, LENGTH / 2);
    assert_int_equal(cuts.bridges[0].cut_off, LENGTH / 2);
    kith_cuts_clear(&cuts);
    graph_done(graph);
    free(edges);
}

TEST(survives_failing_allocations)
{
    static const edge edges[] = {
        {0, 1, false, 0},
        {1, 2, false, 0},
        {2, 0, false, 0},
        {2, 3, false, 0},
        {3, 4, true,  0}
    };
    kith_status st = KITH_E_MEMORY;
    for (size_t left = 0; st != KITH_OK; left++) {
        kith_graph *graph = graph_of(6, edges, 5);
        kith_cuts cuts;
        kith_error err = {0};
        (void)kith_alloc_fail_after(left);
        st = kith_cuts_find(&cuts, graph, &err);
        assert_int_equal(kith_alloc_fail_after(SIZE_MAX), st != KITH_OK);
        assert_int_equal(st, err.status);
        assert_true(st == KITH_OK || st == KITH_E_MEMORY);
        assert_int_equal(cuts.point_count, st == KITH_OK ? 2 : 0);
        assert_true(left < 100);
        kith_cuts_clear(&cuts);
        graph_done(graph);
    }
}

RUN("analysis/cuts",
    CASE(cuts_are_what_parts_the_graph),
    CASE(the_order_of_records_makes_no_difference),
    CASE(long_ways_need_no_stack),
    CASE(survives_failing_allocations))
