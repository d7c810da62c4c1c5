/* Groups by greedy merging: of all pairs of related clusters the one is merged
 * that gains the most modularity, beginning with single nodes; the tree of
 * merges is cut where modularity is highest.
 *
 * Cost: O(E + V log^2 V) where the tree is balanced, O(V E log V) at worst.
 * Source: Clauset, Newman and Moore, "Finding community structure in very large
 * networks", 2004, by igraph. */
#include "analysis/tree_method.h"

static igraph_error_t run(const kith_network_model *model,
                          const kith_group_options *options,
                          igraph_matrix_int_t *rows)
{
    (void)options;
    return igraph_community_fastgreedy(&model->graph, &model->weights, rows,
                                       NULL, NULL);
}

static double work(double nodes, double edges)
{
    return nodes * edges;
}

kith_status kith_group_fast_greedy(kith_graph *graph,
                                   const kith_group_options *options,
                                   kith_groups *groups,
                                   kith_error *err)
{
    static const kith_tree_method method = {
        .name = "fast-greedy",
        .loops = true,
        .work = work,
        .most_work = 2e10,
        .run = run,
    };
    return kith_group_by_tree(graph, options, &method, groups, err);
}
