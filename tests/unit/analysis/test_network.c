/* Networks against matrices: what is merged, what is folded, what is split. */
#include "../../oracle/grouping.h"
#include "../test.h"
#include "analysis/network.h"
#include "base/alloc.h"
#include "random_graph.h"

#include <math.h>
#include <string.h>

static kith_network network_of(kith_graph *graph,
                               kith_id *order,
                               bool weighted,
                               bool directed)
{
    kith_network network = {0};
    kith_error err = {0};
    assert_int_equal(kith_entity_order(graph, order, &err), KITH_OK);
    assert_int_equal(kith_network_make(&network, graph, order,
                                       weighted ? kith_graph_weights(graph)
                                                : NULL,
                                       directed, &err),
                     KITH_OK);
    return network;
}

static void assert_lists(const kith_network *n)
{
    for (kith_id v = 0; v < n->size; v++) {
        double sum = 2 * n->inner[v];
        for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
            assert_true(n->neighbour[i] != v);
            assert_true(i == n->first[v] ||
                        n->neighbour[i - 1] < n->neighbour[i]);
            assert_true(kith_weight_at(n, i) > 0);
            sum += kith_weight_at(n, i);
        }
        assert_true(fabs(sum - n->strength[v]) < 1e-9);
    }
}

static double weight_between(const kith_network *n, kith_id u, kith_id v)
{
    for (uint32_t i = n->first[u]; i < n->first[u + 1]; i++) {
        if (n->neighbour[i] == v)
            return kith_weight_at(n, i);
    }
    return 0;
}

TEST(networks_hold_the_relations_of_the_graph)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        for (unsigned i = 0; i < 4; i++) {
            const bool weighted = i & 1;
            const bool directed = i & 2;
            kith_id order[DENSE_MOST];
            dense matrix;
            kith_network n = network_of(graph, order, weighted, directed);
            dense_fill(&matrix, graph, !directed, weighted);
            assert_int_equal(n.size, matrix.size);
            assert_lists(&n);
            for (kith_id u = 0; u < n.size; u++) {
                assert_true(u == 0 ||
                            strcmp(kith_graph_entity_id(graph, order[u - 1]),
                                   kith_graph_entity_id(graph, order[u])) < 0);
                for (kith_id v = 0; v < n.size; v++) {
                    const double expected = matrix.weight[order[u]][order[v]];
                    if (u != v) {
                        assert_true(fabs(weight_between(&n, u, v) - expected) <
                                    1e-9);
                    } else if (!directed) {
                        assert_true(fabs(2 * n.inner[u] - expected) < 1e-9);
                    }
                }
            }
            kith_network_clear(&n);
        }
        graph_done(graph);
    }
}

/* A random grouping of up to `most` groups, without gaps. */
static kith_partition random_partition(const kith_network *n,
                                       kith_id *group,
                                       uint64_t *state)
{
    kith_id scratch[DENSE_MOST];
    for (kith_id v = 0; v < n->size; v++)
        group[v] = random_below(state, n->size);
    return (kith_partition){group,
                            kith_partition_settle(group, n->size, scratch)};
}

TEST(folding_keeps_modularity)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        kith_id order[DENSE_MOST];
        kith_id group[DENSE_MOST];
        kith_id single[DENSE_MOST];
        double sums[DENSE_MOST];
        uint64_t state = seed;
        kith_error err = {0};
        kith_network n = network_of(graph, order, true, false);
        const kith_partition by = random_partition(&n, group, &state);
        kith_network folded;
        assert_int_equal(kith_network_fold(&folded, &n, by, &err), KITH_OK);
        assert_int_equal(folded.size, by.count);
        assert_true(fabs(folded.total - n.total) < 1e-9);
        for (kith_id g = 0; g < by.count; g++)
            single[g] = g;
        const double here = kith_network_modularity(&n, by, 1, sums);
        const double there =
            kith_network_modularity(&folded, (kith_partition){single, by.count},
                                    1, sums);
        assert_true(isnan(here) ? isnan(there) : fabs(here - there) < 1e-9);
        kith_network_clear(&folded);
        kith_network_clear(&n);
        graph_done(graph);
    }
}

TEST(splitting_parts_what_is_not_connected)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        kith_id order[DENSE_MOST];
        kith_id group[DENSE_MOST];
        kith_id before[DENSE_MOST];
        dense matrix;
        dense_matrix reach;
        uint64_t state = seed;
        kith_error err = {0};
        kith_network n = network_of(graph, order, false, false);
        kith_partition p = random_partition(&n, group, &state);
        memcpy(before, group, sizeof before);
        assert_int_equal(kith_partition_split(&n, &p, &err), KITH_OK);
        dense_fill(&matrix, graph, true, false);
        for (kith_id u = 0; u < n.size; u++) {
            for (kith_id v = 0; v < n.size; v++) {
                matrix.relations[order[u]][order[v]] *= before[u] == before[v];
            }
        }
        oracle_reach(&matrix, reach);
        for (kith_id u = 0; u < n.size; u++) {
            for (kith_id v = 0; v < n.size; v++) {
                assert_true((group[u] == group[v]) ==
                            (reach[order[u]][order[v]] > 0));
            }
        }
        kith_network_clear(&n);
        graph_done(graph);
    }
}

/* Sums of parallels do not depend on the order in which they come. */
TEST(parallels_add_up_to_the_last_bit)
{
    static const double weights[] = {0.1, 1e16, 0.3, 3, 1e-9};
    edge edges[5];
    double sum[2] = {0, 0};
    for (unsigned i = 0; i < 2; i++) {
        kith_id order[2];
        for (unsigned r = 0; r < 5; r++)
            edges[r] = (edge){0, 1, false, weights[i ? 4 - r : r]};
        kith_graph *graph = graph_of(2, edges, 5);
        kith_network n = network_of(graph, order, true, false);
        assert_int_equal(n.first[2], 2);
        sum[i] = n.weight[0];
        kith_network_clear(&n);
        graph_done(graph);
    }
    assert_memory_equal(&sum[0], &sum[1], sizeof sum[0]);
}

TEST(survives_failing_allocations)
{
    static const edge edges[] = {
        {0, 1, false, 2},
        {1, 2, false, 3},
        {1, 2, false, 4}
    };
    static kith_id group[] = {0, 0, 1, 2};
    kith_status st = KITH_E_MEMORY;
    for (size_t left = 0; st != KITH_OK; left++) {
        kith_graph *graph = graph_of(4, edges, 3);
        kith_network n = {0};
        kith_network folded = {0};
        kith_id order[4];
        kith_error err = {0};
        (void)kith_alloc_fail_after(left);
        st = kith_entity_order(graph, order, &err);
        if (st == KITH_OK) {
            st = kith_network_make(&n, graph, order, kith_graph_weights(graph),
                                   false, &err);
        }
        if (st == KITH_OK) {
            st = kith_network_fold(&folded, &n, (kith_partition){group, 3},
                                   &err);
        }
        assert_int_equal(kith_alloc_fail_after(SIZE_MAX), st != KITH_OK);
        assert_true(st == KITH_OK || st == KITH_E_MEMORY);
        assert_true(left < 100);
        kith_network_clear(&n);
        kith_network_clear(&folded);
        graph_done(graph);
    }
}

RUN("analysis/network",
    CASE(networks_hold_the_relations_of_the_graph),
    CASE(folding_keeps_modularity),
    CASE(splitting_parts_what_is_not_connected),
    CASE(parallels_add_up_to_the_last_bit),
    CASE(survives_failing_allocations))
