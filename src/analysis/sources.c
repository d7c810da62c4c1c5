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

#include <string.h>

enum { NEAREST = 3 /* neighbours that sources are sorted by */ };

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

/* The neighbour of v with that index, or one more than all. */
static kith_id neighbour(const kith_search_graph *graph,
                         const kith_arcs *arcs,
                         kith_id v,
                         uint32_t index)
{
    const uint32_t place = arcs->first[v] + index;
    return place < arcs->first[v + 1] ? arcs->neighbour[place]
                                      : (kith_id)graph->count;
}

/* Counting sort by the neighbour with that index; what it cannot tell apart
 * keeps its order. `begin` has room for two more than there are vertices. */
static void sort_by(const kith_search_sources *from,
                    const kith_search_graph *graph,
                    const kith_arcs *arcs,
                    uint32_t index,
                    uint32_t *begin,
                    kith_id *sorted)
{
    memset(begin, 0, (graph->count + 2) * sizeof *begin);
    for (size_t i = 0; i < from->count; i++)
        begin[neighbour(graph, arcs, from->vertex[i], index) + 1]++;
    for (size_t v = 0; v <= graph->count; v++)
        begin[v + 1] += begin[v];
    for (size_t i = 0; i < from->count; i++) {
        const kith_id v = from->vertex[i];
        sorted[begin[neighbour(graph, arcs, v, index)]++] = v;
    }
}

static kith_status sort(kith_search_sources *sources,
                        const kith_search_graph *graph,
                        const kith_arcs *arcs,
                        kith_error *err)
{
    kith_id *sorted = KITH_NEW(kith_id, graph->count);
    uint32_t *begin = KITH_NEW(uint32_t, graph->count + 2);
    const bool room = sorted && begin;
    for (uint32_t index = NEAREST; index-- > 0 && room;) {
        sort_by(sources, graph, arcs, index, begin, sorted);
        kith_id *const swapped = sources->vertex;
        sources->vertex = sorted;
        sorted = swapped;
    }
    kith_release(begin);
    kith_release(sorted);
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
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
    const kith_status st = sort(sources, graph, arcs, err);
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
