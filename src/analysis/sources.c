/* Which vertices to search from, and in which order.
 *
 * Searches that run together share the more work, the nearer their sources are
 * to each other: sources are sorted by their first three neighbours, which are
 * those of the highest degree. A sample is drawn at equal distances in that
 * order: every entity has the same chance, and all parts of the graph have
 * their share. */
#include "analysis/sources.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/random.h"

#include <stdlib.h>

typedef struct {
    uint64_t near; /* first and second neighbour */
    uint64_t next; /* third neighbour, and the vertex itself */
} sort_key;

static int compare_keys(const void *a, const void *b)
{
    const sort_key *x = a;
    const sort_key *y = b;
    if (x->near != y->near)
        return x->near < y->near ? -1 : 1;
    return (x->next > y->next) - (x->next < y->next);
}

/* Draw entities at equal distances in the order of the list, from a random
 * start; a vertex that stands for several has so many places. */
static void choose(kith_search_sources *sources,
                   const kith_search_graph *graph,
                   size_t sample,
                   uint64_t seed)
{
    const double step = (double)sources->possible / (double)sample;
    const size_t listed = sources->count;
    double next = kith_random_fraction(&seed) * step;
    double passed = 0;
    sources->count = 0;
    sources->drawn = 0;
    for (size_t i = 0; i < listed; i++) {
        const kith_id v = sources->vertex[i];
        double times = 0;
        passed += graph->weight[v];
        for (; next < passed && sources->drawn < sample; next += step) {
            sources->drawn++;
            times++;
        }
        if (times <= 0)
            continue;
        sources->vertex[sources->count] = v;
        sources->credit[sources->count++] = times;
    }
}

static uint64_t neighbour(const kith_arcs *arcs, kith_id v, uint32_t index)
{
    const uint32_t place = arcs->first[v] + index;
    return place < arcs->first[v + 1] ? arcs->neighbour[place] : KITH_NONE;
}

static kith_status sort(kith_search_sources *sources,
                        const kith_arcs *arcs,
                        kith_error *err)
{
    sort_key *keys = KITH_NEW(sort_key, sources->count);
    if (!keys)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < sources->count; i++) {
        const kith_id v = sources->vertex[i];
        keys[i] = (sort_key){
            neighbour(arcs, v, 0) << 32 | neighbour(arcs, v, 1),
            neighbour(arcs, v, 2) << 32 | v,
        };
    }
    qsort(keys, sources->count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < sources->count; i++)
        sources->vertex[i] = (kith_id)keys[i].next;
    kith_release(keys);
    return KITH_OK;
}

kith_status kith_search_sources_init(kith_search_sources *sources,
                                     const kith_search_graph *graph,
                                     const kith_arcs *arcs,
                                     size_t sample,
                                     uint64_t seed,
                                     kith_error *err)
{
    *sources = (kith_search_sources){
        .vertex = KITH_NEW(kith_id, graph->count),
        .credit = KITH_NEW(double, graph->count),
    };
    if (!sources->vertex || !sources->credit)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id v = 0; v < graph->count; v++) {
        if (arcs->first[v + 1] == arcs->first[v])
            continue;
        sources->vertex[sources->count++] = v;
        sources->possible += (size_t)graph->weight[v];
    }
    sources->drawn = sources->possible;
    const kith_status st = sort(sources, arcs, err);
    if (st != KITH_OK)
        return st;
    if (sample > 0 && sample < sources->possible) {
        choose(sources, graph, sample, seed);
    } else {
        for (size_t i = 0; i < sources->count; i++)
            sources->credit[i] = graph->weight[sources->vertex[i]];
    }
    return KITH_OK;
}

void kith_search_sources_clear(kith_search_sources *sources)
{
    kith_release(sources->vertex);
    kith_release(sources->credit);
    *sources = (kith_search_sources){0};
}
