/* Groupings against reachability, and communities against the best there is. */
#include "../../oracle/grouping.h"
#include "../test.h"
#include "base/alloc.h"
#include "compare.h"
#include "random_graph.h"

#include <math.h>
#include <string.h>

static size_t find(kith_graph *graph,
                   const kith_group_options *options,
                   kith_id *group,
                   double *modularity)
{
    kith_error err = {0};
    size_t count = 0;
    const kith_status st =
        kith_groups(graph, options, group, &count, modularity, &err);
    if (st != KITH_OK)
        fail_msg("%s: %s", kith_status_name(st), err.message);
    return count;
}

/* Numbers run from 0, by falling size, then by lowest member. */
static void assert_numbered(const kith_id *group, size_t size, size_t count)
{
    size_t members[DENSE_MOST] = {0};
    size_t lowest[DENSE_MOST] = {0};
    for (size_t v = size; v-- > 0;) {
        assert_true(group[v] < count);
        members[group[v]]++;
        lowest[group[v]] = v;
    }
    for (size_t i = 0; i < count; i++) {
        assert_true(members[i] > 0);
        assert_true(
            i == 0 || members[i - 1] > members[i] ||
            (members[i - 1] == members[i] && lowest[i - 1] < lowest[i]));
    }
}

static void assert_modularity(double got,
                              const dense *matrix,
                              const kith_id *group)
{
    const double expected = oracle_modularity(matrix, group);
    assert_true(isnan(got) == isnan(expected));
    assert_true(isnan(got) || fabs(got - expected) < 1e-12);
}

static void assert_mutual(dense_matrix reach, const kith_id *group, size_t size)
{
    for (size_t u = 0; u < size; u++) {
        for (size_t v = 0; v < size; v++) {
            assert_true((group[u] == group[v]) ==
                        (reach[u][v] > 0 && reach[v][u] > 0));
        }
    }
}

TEST(components_and_strong_parts_are_what_is_mutually_reached)
{
    for (uint64_t seed = 0; seed < UINT64_C(4) * RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t size = kith_graph_entity_count(graph);
        for (unsigned i = 0; i < 2; i++) {
            const kith_group_options options = {.method = i ? KITH_STRONG
                                                            : KITH_COMPONENTS};
            dense matrix;
            dense_matrix reach;
            kith_id group[DENSE_MOST];
            double modularity = 0;
            dense_fill(&matrix, graph, !i, false);
            oracle_reach(&matrix, reach);
            const size_t count = find(graph, &options, group, &modularity);
            assert_numbered(group, size, count);
            assert_mutual(reach, group, size);
            dense_fill(&matrix, graph, true, false);
            assert_modularity(modularity, &matrix, group);
        }
        graph_done(graph);
    }
}

/* No group of the communities falls apart, and no two can be joined for a
 * higher modularity. */
static void assert_locally_best(const dense *matrix,
                                const kith_id *group,
                                size_t count,
                                double modularity)
{
    dense inner = *matrix;
    dense_matrix reach;
    for (size_t u = 0; u < matrix->size; u++) {
        for (size_t v = 0; v < matrix->size; v++) {
            inner.relations[u][v] *=
                group[u] == group[v] && matrix->weight[u][v] > 0;
        }
    }
    oracle_reach(&inner, reach);
    for (size_t u = 0; u < matrix->size; u++) {
        for (size_t v = 0; v < matrix->size; v++)
            assert_true(group[u] != group[v] || reach[u][v] > 0);
    }
    for (kith_id a = 0; a < count; a++) {
        for (kith_id b = a + 1; b < count; b++) {
            kith_id joined[DENSE_MOST];
            for (size_t v = 0; v < matrix->size; v++)
                joined[v] = group[v] == b ? a : group[v];
            assert_true(oracle_modularity(matrix, joined) <= modularity + 1e-9);
        }
    }
}

TEST(communities_are_connected_and_good)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const size_t size = kith_graph_entity_count(graph);
        for (unsigned i = 0; i < 2; i++) {
            const kith_group_options options = {.seed = seed, .weighted = i};
            dense matrix;
            kith_id group[DENSE_MOST];
            kith_id again[DENSE_MOST];
            double modularity = 0;
            dense_fill(&matrix, graph, true, i);
            const size_t count = find(graph, &options, group, &modularity);
            assert_numbered(group, size, count);
            assert_modularity(modularity, &matrix, group);
            if (isnan(modularity)) {
                assert_int_equal(count, size);
            } else {
                assert_locally_best(&matrix, group, count, modularity);
            }
            assert_int_equal(find(graph, &options, again, NULL), count);
            assert_memory_equal(group, again, size * sizeof *group);
            if (size <= 7 && !isnan(modularity)) {
                assert_true(modularity >=
                            oracle_best_modularity(&matrix) - 1e-9);
            }
        }
        graph_done(graph);
    }
}

static const edge two_triangles[] = {
    {0, 1, false, 0},
    {1, 2, false, 0},
    {2, 0, false, 0},
    {3, 4, false, 0},
    {4, 5, false, 0},
    {5, 3, false, 0},
    {2, 3, false, 0}
};

TEST(resolution_sets_how_fine_groups_are)
{
    kith_graph *graph = graph_of(7, two_triangles, 7);
    kith_id group[7];
    double modularity = 0;
    const kith_id expected[] = {0, 0, 0, 1, 1, 1, 2};
    assert_int_equal(find(graph, NULL, group, &modularity), 3);
    assert_memory_equal(group, expected, sizeof expected);
    assert_true(fabs(modularity - (6 / 7.0 - 0.5)) < 1e-12);
    const kith_group_options coarse = {.resolution = 0.1};
    assert_int_equal(find(graph, &coarse, group, &modularity), 2);
    assert_true(fabs(modularity) < 1e-12);
    const kith_group_options fine = {.resolution = 10};
    assert_int_equal(find(graph, &fine, group, &modularity), 7);
    graph_done(graph);
}

TEST(options_are_checked)
{
    static const double wrong[] = {-1, NAN, INFINITY};
    kith_graph *graph = graph_of(7, two_triangles, 7);
    kith_id group[7];
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        kith_error err = {0};
        const kith_group_options options = {.resolution = wrong[i]};
        assert_int_equal(kith_groups(graph, &options, group, &count, NULL,
                                     &err),
                         KITH_E_INVALID);
        assert_string_equal(err.message, "resolution is out of range");
    }
    graph_done(graph);
}

TEST(survives_failing_allocations)
{
    for (unsigned method = KITH_LEIDEN; method <= KITH_STRONG; method++) {
        const kith_group_options options = {.method = (kith_grouping)method};
        kith_status st = KITH_E_MEMORY;
        for (size_t left = 0; st != KITH_OK; left++) {
            kith_graph *graph = graph_of(7, two_triangles, 7);
            kith_id group[7];
            size_t count = 0;
            double modularity = 0;
            kith_error err = {0};
            (void)kith_alloc_fail_after(left);
            st = kith_groups(graph, &options, group, &count, &modularity, &err);
            assert_int_equal(kith_alloc_fail_after(SIZE_MAX), st != KITH_OK);
            assert_int_equal(st, err.status);
            assert_true(st == KITH_OK || st == KITH_E_MEMORY);
            assert_true(left < 100);
            graph_done(graph);
        }
    }
}

RUN("analysis/groups",
    CASE(components_and_strong_parts_are_what_is_mutually_reached),
    CASE(communities_are_connected_and_good),
    CASE(resolution_sets_how_fine_groups_are),
    CASE(options_are_checked),
    CASE(survives_failing_allocations))
