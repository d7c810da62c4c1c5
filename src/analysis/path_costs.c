/* What relations cost on a path: nothing is compared but these. */
#include "analysis/path_costs.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

/* A relation by itself. */
static double cost_of(const kith_relation *r, kith_path_cost cost)
{
    switch (cost) {
    case KITH_COST_RELATIONS:
        return 1;
    case KITH_COST_DISTANCE:
        return r->weight;
    case KITH_COST_STRENGTH:
        return 1 / r->weight;
    case KITH_COST_DOUBT: /* - 0 would be printed as such */
        return isnan(r->confidence) ? 0 : fabs(log(r->confidence));
    }
    return 1;
}

/* Half of what it costs to pass each entity; a relation to itself counts once.
 */
static double *tolls_of(const kith_graph *graph,
                        const kith_id *named,
                        size_t named_count)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    const size_t count = kith_graph_entity_count(graph);
    double *tolls = KITH_NEW(double, count);
    if (!tolls)
        return NULL;
    for (size_t r = 0; r < kith_graph_relation_count(graph); r++) {
        tolls[sources[r]]++;
        tolls[targets[r]] += sources[r] != targets[r];
    }
    for (size_t e = 0; e < count; e++)
        tolls[e] = tolls[e] > 2 ? log2(tolls[e] / 2) / 2 : 0;
    for (size_t i = 0; i < named_count; i++)
        tolls[named[i]] = 0;
    return tolls;
}

kith_status kith_path_costs_make(double **out,
                                 const kith_graph *graph,
                                 const kith_id *named,
                                 size_t named_count,
                                 const kith_path_options *options,
                                 kith_error *err)
{
    const size_t count = kith_graph_relation_count(graph);
    const bool plain =
        options->cost == KITH_COST_RELATIONS ||
        (options->cost != KITH_COST_DOUBT && !kith_graph_weights(graph));
    double *tolls = NULL;
    *out = NULL;
    if (plain && !options->avoid_hubs)
        return KITH_OK;
    double *costs = KITH_NEW(double, count);
    if (options->avoid_hubs)
        tolls = tolls_of(graph, named, named_count);
    if (!costs || (options->avoid_hubs && !tolls)) {
        kith_release(costs);
        kith_release(tolls);
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    for (kith_id r = 0; r < count; r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        costs[r] = cost_of(&relation, options->cost);
        if (tolls)
            costs[r] += tolls[relation.source] + tolls[relation.target];
    }
    kith_release(tolls);
    *out = costs;
    return KITH_OK;
}
