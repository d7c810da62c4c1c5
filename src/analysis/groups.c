/* Groups of entities, numbered so that the number says something: by falling
 * size, then by lowest member, whatever method found them.
 *
 * The modularity given along with a grouping is the usual one, of resolution 1,
 * so that groupings of different resolutions compare. */
#include "analysis/leiden.h"
#include "analysis/parts.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    size_t size;
    kith_id lowest; /* member */
    kith_id number; /* as the method gave it */
} found;

static int by_size(const void *left, const void *right)
{
    const found *a = left;
    const found *b = right;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return (a->lowest > b->lowest) - (a->lowest < b->lowest);
}

/* Groups without members, which a method may leave, come last and go. */
static kith_status renumber(kith_id *group,
                            size_t entities,
                            size_t *count,
                            kith_error *err)
{
    found *all = KITH_NEW(found, *count);
    kith_id *rank = KITH_NEW(kith_id, *count);
    if (!all || !rank) {
        kith_release(all);
        kith_release(rank);
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    for (kith_id i = 0; i < *count; i++)
        all[i].number = i;
    for (size_t v = entities; v-- > 0;) {
        all[group[v]].size++;
        all[group[v]].lowest = (kith_id)v;
    }
    qsort(all, *count, sizeof *all, by_size);
    for (kith_id i = 0; i < *count; i++)
        rank[all[i].number] = i;
    while (*count > 0 && all[*count - 1].size == 0)
        --*count;
    for (size_t v = 0; v < entities; v++)
        group[v] = rank[group[v]];
    kith_release(all);
    kith_release(rank);
    return KITH_OK;
}

static kith_status strong(kith_graph *graph,
                          kith_id *group,
                          size_t *count,
                          kith_error *err)
{
    kith_adjacency lists = {0};
    const kith_status st = kith_graph_adjacency(graph, KITH_OUT, &lists, err);
    if (st != KITH_OK)
        return st;
    return kith_strong_parts(&lists, kith_graph_entity_count(graph), NULL,
                             group, count, err);
}

static kith_status find(kith_graph *graph,
                        const kith_group_options *options,
                        kith_id *group,
                        size_t *count,
                        kith_error *err)
{
    switch (options->method) {
    case KITH_LEIDEN:
        return kith_leiden(graph, options, group, count, err);
    case KITH_COMPONENTS:
        *count = kith_components(graph, group);
        return KITH_OK;
    case KITH_STRONG:
        return strong(graph, group, count, err);
    }
    return kith_fail(err, KITH_E_INVALID, "no such method of grouping");
}

kith_status kith_groups(kith_graph *graph,
                        const kith_group_options *options,
                        kith_id *group,
                        size_t *count,
                        double *modularity,
                        kith_error *err)
{
    static const kith_group_options defaults = {0};
    kith_status st = KITH_OK;
    double quality = (double)NAN;
    size_t found_count = 0;
    if (!options)
        options = &defaults;
    *count = 0;
    const size_t entities = kith_graph_entity_count(graph);
    if (options->resolution < 0 || !isfinite(options->resolution)) {
        kith_fail(err, KITH_E_INVALID, "resolution is out of range");
        kith_hint(err, "give a number above 0; 1 is customary");
        return KITH_E_INVALID;
    }
    if (entities > 0)
        KITH_TRY(st, find(graph, options, group, &found_count, err), done);
    KITH_TRY(st, renumber(group, entities, &found_count, err), done);
    if (modularity) {
        const double *weights =
            options->weighted ? kith_graph_weights(graph) : NULL;
        KITH_TRY(st,
                 kith_modularity(graph, weights, 1,
                                 (kith_partition){group, found_count}, &quality,
                                 err),
                 done);
        *modularity = quality;
    }
    *count = found_count;
done:
    return st;
}
