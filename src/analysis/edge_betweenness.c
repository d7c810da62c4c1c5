/* Groups by edge betweenness: the relation that most shortest paths take is
 * removed again and again, betweenness being counted anew each time. Backwards
 * the removals are a tree of merges, which is cut where modularity is highest.
 *
 * Parallel relations are one. Weights, as strengths, make a relation the
 * shorter the stronger it is: 1 / weight long.
 *
 * Cost: O(V E^2): fit for some thousand relations.
 * Source: Newman and Girvan, "Finding and evaluating community structure in
 * networks", 2004; betweenness by igraph. */
#include "analysis/tree_method.h"
#include "base/alloc.h"
#include "base/error.h"
#include "graph/roots.h"

/* igraph wants lengths where the model has strengths. */
static kith_status lengths_of(const kith_network_model *model,
                              igraph_vector_t *out,
                              kith_error *err)
{
    const igraph_integer_t edges = igraph_ecount(&model->graph);
    const kith_status st =
        kith_from_igraph(igraph_vector_init(out, edges), err);
    for (igraph_integer_t e = 0; e < edges && st == KITH_OK; e++)
        VECTOR(*out)[e] = 1 / VECTOR(model->weights)[e];
    return st;
}

/* The last edge that was removed is the first that joins. `cluster` is what a
 * root stands for in the tree. */
static kith_status merge_backwards(const kith_network_model *model,
                                   const igraph_vector_int_t *removed,
                                   kith_merge *merges,
                                   size_t *count,
                                   kith_error *err)
{
    kith_status st = KITH_OK;
    const igraph_t *graph = &model->graph;
    kith_id *parent = KITH_NEW(kith_id, model->size);
    kith_id *cluster = KITH_NEW(kith_id, model->size);
    if (!parent || !cluster) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    for (kith_id v = 0; v < model->size; v++)
        parent[v] = cluster[v] = v;
    for (igraph_integer_t i = igraph_vector_int_size(removed); i-- > 0;) {
        const igraph_integer_t edge = VECTOR(*removed)[i];
        const kith_id a =
            kith_root_of(parent, (kith_id)IGRAPH_FROM(graph, edge));
        const kith_id b = kith_root_of(parent, (kith_id)IGRAPH_TO(graph, edge));
        if (a == b)
            continue;
        merges[*count] = (kith_merge){cluster[a], cluster[b]};
        parent[b] = a;
        cluster[a] = (kith_id)(model->size + (*count)++);
    }
done:
    kith_release(parent);
    kith_release(cluster);
    return st;
}

static kith_status find(const kith_network_model *model,
                        const kith_group_options *options,
                        kith_merge *merges,
                        size_t *count,
                        kith_error *err)
{
    const bool weighted = options->weights != KITH_WEIGHTS_NONE;
    igraph_vector_t lengths = {0};
    igraph_vector_int_t removed = {0};
    kith_status st = KITH_OK;
    if (weighted)
        KITH_TRY(st, lengths_of(model, &lengths, err), done);
    KITH_TRY(st, kith_from_igraph(igraph_vector_int_init(&removed, 0), err),
             done);
    KITH_TRY(st,
             kith_from_igraph(igraph_community_edge_betweenness(
                                  &model->graph, &removed, NULL, NULL, NULL,
                                  NULL, NULL, false,
                                  weighted ? &lengths : NULL),
                              err),
             done);
    st = merge_backwards(model, &removed, merges, count, err);
done:
    igraph_vector_destroy(&lengths);
    igraph_vector_int_destroy(&removed);
    return st;
}

static double work(double nodes, double edges)
{
    return nodes * edges * edges;
}

kith_status kith_group_edge_betweenness(kith_graph *graph,
                                        const kith_group_options *options,
                                        kith_groups *groups,
                                        kith_error *err)
{
    static const kith_tree_method method = {
        .name = "edge-betweenness",
        .work = work,
        .most_work = 1e10,
        .find = find,
    };
    return kith_group_by_tree(graph, options, &method, groups, err);
}
