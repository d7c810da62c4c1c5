/* Groups by the map equation: they make a description of the way of a random
 * walk short, in which entities have names within groups and groups have names.
 * With `directed` the walk follows directions.
 *
 * Of several runs the one of the shortest code is taken. igraph's source of
 * chance is one for the whole process and is seeded anew for each run.
 *
 * Cost: O(E) a round, some tens of rounds a run.
 * Source: Rosvall and Bergstrom, "Maps of random walks on complex networks
 * reveal community structure", 2008, by igraph. */
#include "analysis/group_methods.h"
#include "analysis/network_model.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

enum { USUAL_RUNS = 8, LARGE = 20000, RUNS_OF_LARGE = 1 };

/* Code lengths that differ by less are equal but for rounding. */
static const double least_gain = 1e-10;

typedef struct {
    const kith_network_model *model;
    igraph_vector_int_t membership;
    kith_partition best; /* by vertex of the model, then by node */
    double length;
} search;

static void keep(search *s)
{
    for (size_t i = 0; i < s->model->size; i++)
        s->best.group[i] = (kith_id)VECTOR(s->membership)[i];
}

static kith_status try_runs(search *s,
                            const kith_group_options *options,
                            uint32_t runs,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_from_igraph(igraph_vector_int_init(&s->membership, 0), err),
             done);
    s->length = INFINITY;
    for (uint32_t i = 0; i < runs; i++) {
        double length = 0;
        KITH_TRY(st,
                 kith_from_igraph(igraph_rng_seed(igraph_rng_default(),
                                                  options->seed + i),
                                  err),
                 done);
        KITH_TRY(st,
                 kith_from_igraph(igraph_community_infomap(&s->model->graph,
                                                           &s->model->weights,
                                                           NULL, 1,
                                                           &s->membership,
                                                           &length),
                                  err),
                 done);
        if (length < s->length - least_gain) {
            s->length = length;
            keep(s);
        }
        if (options->progress &&
            !options->progress(options->progress_context, i + 1, runs)) {
            st = kith_group_stopped(err);
            goto done;
        }
    }
done:
    igraph_vector_int_destroy(&s->membership);
    return st;
}

/* From vertices to nodes, from the back because a node's number is never below
 * that of its vertex; nodes that are no vertices are groups of their own. */
static void spread(search *s, kith_id nodes)
{
    size_t left = s->model->size;
    for (kith_id v = nodes; v-- > 0;) {
        if (left > 0 && s->model->node[left - 1] == v) {
            s->best.group[v] = s->best.group[--left];
        } else {
            s->best.group[v] = KITH_NONE;
        }
    }
    kith_id next = (kith_id)s->model->size;
    for (kith_id v = 0; v < nodes; v++) {
        if (s->best.group[v] == KITH_NONE)
            s->best.group[v] = next++;
    }
    s->best.count = next;
}

static uint32_t runs_for(const kith_network *network,
                         const kith_group_options *options)
{
    if (options->runs > 0)
        return options->runs;
    return network->first[network->size] > LARGE ? RUNS_OF_LARGE : USUAL_RUNS;
}

static kith_status group(search *s,
                         kith_graph *graph,
                         const kith_network *network,
                         const kith_group_options *options,
                         kith_groups *groups,
                         kith_error *err)
{
    kith_network walked = {0};
    kith_network_model model = {0};
    kith_status st = KITH_OK;
    const bool directed = options->directed;
    if (directed) {
        KITH_TRY(st,
                 kith_group_network(&walked, graph, options, groups, true, err),
                 done);
    }
    KITH_TRY(st,
             kith_network_model_make(&model, directed ? &walked : network,
                                     directed, true, err),
             done);
    s->model = &model;
    groups->figures.runs = runs_for(network, options);
    if (model.size > 0)
        KITH_TRY(st, try_runs(s, options, groups->figures.runs, err), done);
    spread(s, network->size);
    if (model.size > 0)
        groups->figures.code_length = s->length;
    st = kith_group_take(groups, network, s->best, err);
done:
    kith_network_clear(&walked);
    kith_network_model_clear(&model);
    return st;
}

kith_status kith_group_infomap(kith_graph *graph,
                               const kith_group_options *options,
                               kith_groups *groups,
                               kith_error *err)
{
    search s = {0};
    kith_network network = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_group_network(&network, graph, options, groups, false, err),
             done);
    s.best.group = KITH_NEW(kith_id, network.size);
    if (!s.best.group) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    st = group(&s, graph, &network, options, groups, err);
done:
    kith_network_clear(&network);
    kith_release(s.best.group);
    return st;
}
