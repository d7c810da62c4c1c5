/* Groups by walktrap: clusters from which short random walks lead to much the
 * same places are merged, the most alike first; the tree of merges is cut where
 * modularity is highest. Relations of an entity with itself are left out of the
 * walks: igraph gives every node one of its own.
 *
 * Cost: O(E V^2) at worst, O(V^2 log V) on most graphs; memory likewise.
 * Source: Pons and Latapy, "Computing communities in large networks using
 * random walks", 2005, by igraph. */
#include "analysis/tree_method.h"
#include "base/error.h"

enum { USUAL_STEPS = 4 };

static kith_status find(const kith_network_model *model,
                        const kith_group_options *options,
                        kith_merge *merges,
                        size_t *count,
                        kith_error *err)
{
    const uint32_t steps = options->steps > 0 ? options->steps : USUAL_STEPS;
    igraph_matrix_int_t rows = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_from_igraph(igraph_matrix_int_init(&rows, 0, 2), err),
             done);
    KITH_TRY(st,
             kith_from_igraph(igraph_community_walktrap(&model->graph,
                                                        &model->weights, steps,
                                                        &rows, NULL, NULL),
                              err),
             done);
    *count = kith_merges_take(&rows, merges);
done:
    igraph_matrix_int_destroy(&rows);
    return st;
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
        .find = find,
    };
    return kith_group_by_tree(graph, options, &method, groups, err);
}
