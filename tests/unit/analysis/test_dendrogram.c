/* The best cut of a tree of merges against trying every cut. */
#include "../../oracle/grouping.h"
#include "../test.h"
#include "analysis/dendrogram.h"
#include "base/alloc.h"
#include "random_graph.h"

#include <math.h>

/* Merge two clusters by chance until one is left; group after `steps` merges.
 */
static size_t merge_by_chance(kith_id size,
                              uint64_t seed,
                              size_t steps,
                              kith_merge *merges,
                              kith_id *group)
{
    kith_id cluster[2 * DENSE_MOST];
    size_t left = size;
    size_t count = 0;
    for (kith_id v = 0; v < size; v++)
        cluster[v] = group[v] = v;
    for (; left > 1; left--, count++) {
        const uint32_t a = random_below(&seed, (uint32_t)left);
        const uint32_t b =
            (a + 1 + random_below(&seed, (uint32_t)left - 1)) % (uint32_t)left;
        const kith_id made = (kith_id)(size + count);
        merges[count] = (kith_merge){cluster[a], cluster[b]};
        for (kith_id v = 0; v < size && count < steps; v++) {
            if (group[v] == cluster[a] || group[v] == cluster[b])
                group[v] = made;
        }
        cluster[a] = made;
        cluster[b] = cluster[left - 1];
    }
    return count;
}

TEST(the_cut_is_the_best_one)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        kith_id order[DENSE_MOST];
        kith_id group[DENSE_MOST];
        kith_merge merges[DENSE_MOST];
        kith_partition found = {group, 0};
        kith_network n = {0};
        kith_error err = {0};
        double sums[DENSE_MOST];
        double best = -INFINITY;
        assert_int_equal(kith_entity_order(graph, order, &err), KITH_OK);
        assert_int_equal(kith_network_make(&n, graph, order,
                                           kith_graph_weights(graph), false,
                                           &err),
                         KITH_OK);
        if (n.total > 0) {
            size_t count = n.size - 1u;
            for (size_t steps = 0; steps <= count; steps++) {
                kith_id scratch[2 * DENSE_MOST];
                kith_id tried[DENSE_MOST];
                (void)merge_by_chance(n.size, seed, steps, merges, tried);
                /* Numbers go up to twice the size: bring them down. */
                for (kith_id v = 0; v < n.size; v++) {
                    scratch[v] = v;
                    for (kith_id u = v; u-- > 0;)
                        scratch[v] = tried[u] == tried[v] ? u : scratch[v];
                }
                best =
                    fmax(best, kith_network_modularity(&n,
                                                       (kith_partition){scratch,
                                                                        n.size},
                                                       1, sums));
            }
            assert_int_equal(kith_dendrogram_cut(&n, merges, count, &found,
                                                 &err),
                             KITH_OK);
            assert_true(fabs(kith_network_modularity(&n, found, 1, sums) -
                             best) < 1e-9);
        }
        kith_network_clear(&n);
        graph_done(graph);
    }
}

RUN("analysis/dendrogram", CASE(the_cut_is_the_best_one))
