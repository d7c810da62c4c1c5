/* Which vertices to search from, and in which order.
 *
 * A sample is drawn by Fisher's and Yates' shuffle, stopped early. Searches
 * that run together share the more work, the nearer their sources are to each
 * other: sources are sorted by their first three neighbours, which are those of
 * the highest degree. */
#include "analysis/sources.h"

#include "base/alloc.h"
#include "base/error.h"

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

/* SplitMix64 (Steele, Lea and Flood, 2014), brought below `below`. */
static size_t draw(uint64_t *state, size_t below)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    z ^= z >> 31;
    return (size_t)((z >> 32) * (uint64_t)below >> 32);
}

static void choose(kith_search_sources *sources, size_t sample, uint64_t seed)
{
    for (size_t i = 0; i < sample; i++) {
        const size_t with = i + draw(&seed, sources->possible - i);
        const kith_id chosen = sources->vertex[with];
        sources->vertex[with] = sources->vertex[i];
        sources->vertex[i] = chosen;
    }
    sources->count = sample;
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
                                     size_t sample,
                                     uint64_t seed,
                                     kith_error *err)
{
    *sources = (kith_search_sources){
        .vertex = KITH_NEW(kith_id, graph->count),
    };
    if (!sources->vertex)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id v = 0; v < graph->count; v++) {
        if (graph->out.first[v + 1] > graph->out.first[v])
            sources->vertex[sources->possible++] = v;
    }
    sources->count = sources->possible;
    if (sample > 0 && sample < sources->possible)
        choose(sources, sample, seed);
    return sort(sources, &graph->out, err);
}

void kith_search_sources_clear(kith_search_sources *sources)
{
    kith_release(sources->vertex);
    *sources = (kith_search_sources){0};
}
