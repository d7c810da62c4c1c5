/* What methods have in common that merge clusters of a network two by two. */
#include "analysis/tree_method.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

static size_t take(const igraph_matrix_int_t *from, kith_merge *merges)
{
    const igraph_integer_t rows = igraph_matrix_int_nrow(from);
    for (igraph_integer_t i = 0; i < rows; i++) {
        merges[i] = (kith_merge){(kith_id)MATRIX(*from, i, 0),
                                 (kith_id)MATRIX(*from, i, 1)};
    }
    return (size_t)rows;
}

static kith_status find(const kith_tree_method *method,
                        const kith_network_model *model,
                        const kith_group_options *options,
                        kith_merge *merges,
                        size_t *count,
                        kith_error *err)
{
    igraph_matrix_int_t rows = {0};
    kith_status st = KITH_OK;
    if (!method->run)
        return method->find(model, options, merges, count, err);
    KITH_TRY(st, kith_from_igraph(igraph_matrix_int_init(&rows, 0, 2), err),
             done);
    KITH_TRY(st, kith_from_igraph(method->run(model, options, &rows), err),
             done);
    *count = take(&rows, merges);
done:
    igraph_matrix_int_destroy(&rows);
    return st;
}

static kith_status check_work(const kith_tree_method *method,
                              const kith_network *network,
                              const kith_group_options *options,
                              kith_error *err)
{
    const double edges = network->first[network->size] / 2.0;
    const double work = method->work(network->size, edges);
    if (options->patient || work <= method->most_work)
        return KITH_OK;
    return kith_fail(err, KITH_E_LIMIT,
                     "'%s' may take very long on %.0f relations of %u entities",
                     method->name, edges, network->size);
}

/* Put numbers of nodes in place of those of vertices. */
static void number_anew(const kith_network_model *model,
                        const kith_network *network,
                        kith_merge *merges,
                        size_t count)
{
    const kith_id vertices = (kith_id)model->size;
    for (size_t i = 0; i < count; i++) {
        kith_id *const ends[] = {&merges[i].a, &merges[i].b};
        for (size_t k = 0; k < 2; k++) {
            *ends[k] = *ends[k] < vertices
                           ? model->node[*ends[k]]
                           : *ends[k] - vertices + network->size;
        }
    }
}

kith_status kith_group_by_tree(kith_graph *graph,
                               const kith_group_options *options,
                               const kith_tree_method *method,
                               kith_groups *groups,
                               kith_error *err)
{
    kith_network network = {0};
    kith_network_model model = {0};
    kith_partition found = {0};
    kith_merge *merges = NULL;
    size_t count = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_group_network(&network, graph, options, groups, false, err),
             done);
    KITH_TRY(st, check_work(method, &network, options, err), done);
    KITH_TRY(st,
             kith_network_model_make(&model, &network, false, method->loops,
                                     err),
             done);
    found.group = KITH_NEW(kith_id, network.size);
    merges = KITH_NEW(kith_merge, model.size);
    if (!found.group || !merges) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    if (network.first[network.size] > 0)
        KITH_TRY(st, find(method, &model, options, merges, &count, err), done);
    number_anew(&model, &network, merges, count);
    KITH_TRY(st, kith_dendrogram_cut(&network, merges, count, &found, err),
             done);
    st = kith_group_take(groups, &network, found, err);
done:
    kith_network_model_clear(&model);
    kith_network_clear(&network);
    kith_release(found.group);
    kith_release(merges);
    return st;
}
