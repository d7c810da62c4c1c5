/* The k-core as groups: what is left when entities with fewer than k neighbours
 * are taken away again and again (Seidman, "Network structure and minimum
 * degree", 1983), part by part. Neighbours are counted as coreness does.
 *
 * Cost: O(V + E), by coreness and union-find. */
#include "analysis/group_methods.h"
#include "analysis/measures.h"
#include "base/alloc.h"
#include "base/error.h"
#include "graph/roots.h"

static uint32_t highest(const double *coreness, size_t count)
{
    double most = 0;
    for (size_t v = 0; v < count; v++)
        most = coreness[v] > most ? coreness[v] : most;
    return (uint32_t)most;
}

/* Join the ends of relations within the core; the others are in no group. */
static void join(const kith_graph *graph,
                 const double *coreness,
                 kith_groups *g)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    const uint32_t k = g->figures.core;
    for (kith_id v = 0; v < g->entities; v++)
        g->group[v] = coreness[v] >= k ? v : KITH_NONE;
    for (size_t r = 0; r < kith_graph_relation_count(graph); r++) {
        if (g->group[sources[r]] == KITH_NONE ||
            g->group[targets[r]] == KITH_NONE)
            continue;
        const kith_id a = kith_root_of(g->group, sources[r]);
        const kith_id b = kith_root_of(g->group, targets[r]);
        g->group[a > b ? a : b] = a > b ? b : a;
    }
    for (kith_id v = 0; v < g->entities; v++) {
        if (g->group[v] != KITH_NONE)
            g->group[v] = kith_root_of(g->group, v);
    }
    g->count = g->entities;
}

kith_status kith_group_cores(kith_graph *graph,
                             const kith_group_options *options,
                             kith_groups *groups,
                             kith_error *err)
{
    static const kith_measure_options plain = {0};
    kith_status st = KITH_OK;
    double *coreness = KITH_NEW(double, groups->entities);
    if (!coreness)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, kith_measure_coreness(graph, &plain, coreness, err), done);
    const uint32_t most = highest(coreness, groups->entities);
    groups->figures.core = options->core > 0 ? options->core : most;
    join(graph, coreness, groups);
done:
    kith_release(coreness);
    return st;
}
