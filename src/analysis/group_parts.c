/* The connected parts of a graph as groups. */
#include "analysis/group_methods.h"
#include "analysis/parts.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

/* Relations within a group, and by group the ends of relations. */
static size_t count_ends(const kith_graph *graph,
                         const kith_groups *groups,
                         double *ends)
{
    enum { AHEAD = 24 };
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    const kith_id *group = groups->group;
    const size_t relations = kith_graph_relation_count(graph);
    size_t within = 0;
    for (size_t r = 0; r < relations; r++) {
        const size_t next = r + AHEAD < relations ? r + AHEAD : r;
        __builtin_prefetch(&group[sources[next]]);
        __builtin_prefetch(&group[targets[next]]);
        within += group[sources[r]] == group[targets[r]];
        ends[group[sources[r]]]++;
        ends[group[targets[r]]]++;
    }
    return within;
}

/* Modularity with directions ignored; as every relation counts 1, the order of
 * the records does not show. */
static kith_status measure(const kith_graph *graph,
                           kith_groups *groups,
                           kith_error *err)
{
    const double all = (double)kith_graph_relation_count(graph);
    double expected = 0;
    double *ends = KITH_NEW(double, groups->count);
    if (!ends)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const double within = (double)count_ends(graph, groups, ends);
    for (size_t i = 0; i < groups->count && all > 0; i++)
        expected += ends[i] * ends[i];
    groups->figures.modularity =
        all > 0 ? within / all - expected / (4 * all * all) : (double)NAN;
    kith_release(ends);
    return KITH_OK;
}

kith_status kith_group_components(kith_graph *graph,
                                  const kith_group_options *options,
                                  kith_groups *groups,
                                  kith_error *err)
{
    (void)options;
    groups->count = kith_components(graph, groups->group);
    return measure(graph, groups, err);
}

kith_status kith_group_strong(kith_graph *graph,
                              const kith_group_options *options,
                              kith_groups *groups,
                              kith_error *err)
{
    (void)options;
    kith_adjacency lists = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_graph_adjacency(graph, KITH_OUT, &lists, err), done);
    KITH_TRY(st,
             kith_strong_parts(&lists, groups->entities, NULL, groups->group,
                               &groups->count, err),
             done);
    st = measure(graph, groups, err);
done:
    return st;
}
