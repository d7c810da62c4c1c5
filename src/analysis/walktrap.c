/* Groups by walktrap: clusters from which short random walks lead to much the
 * same places are merged, the most alike first; the tree of merges is cut where
 * modularity is highest. Relations of an entity with itself are left out of the
 * walks: igraph gives every node one of its own.
 *
 * Cost: O(E V^2) at worst, O(V^2 log V) on most graphs; memory likewise.
 * Source: Pons and Latapy, "Computing communities in large networks using
 * random walks", 2005, by igraph. */
#include "analysis/tree_method.h"

enum { USUAL_STEPS = 4 };

static igraph_error_t run(const kith_network_model *model,
                          const kith_group_options *options,
                          igraph_matrix_int_t *rows)
{
    const uint32_t steps = options->steps > 0 ? options->steps : USUAL_STEPS;
    return igraph_community_walktrap(&model->graph, &model->weights, steps,
                                     rows, NULL, NULL);
}

static double work(double nodes, double edges)
{
    return nodes * (nodes + edges);
}

kith_status kith_group_walktrap(kith_graph *graph,
                                const kith_group_options *options,
                                kith_groups *groups,
                                kith_error *err)
{
    static const kith_tree_method method = {
        .name = "walktrap",
        .work = work,
        .most_work = 1e10,
        .run = run,
    };
    return kith_group_by_tree(graph, options, &method, groups, err);
}
