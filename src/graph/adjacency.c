/* Compact adjacency, made from the ends of the relations by counting.
 *
 * Cost: two passes over the relations and one over the entities; 4 bytes an
 * entity and 8 a place in a list. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/store.h"

typedef struct kith_csr {
    uint32_t *first;
    kith_id *neighbour;
    kith_id *relation;
} kith_csr;

/* Whether relation r is seen from its source, from its target. */
typedef struct {
    bool source;
    bool target;
} seen;

static seen seen_from(const kith_graph *graph, kith_id r, kith_direction way)
{
    const bool both =
        way == KITH_BOTH || !kith_graph_relation_directed(graph, r);
    const bool loop = graph->sources[r] == graph->targets[r];
    if (both)
        return (seen){true, !loop};
    return (seen){way == KITH_OUT, way == KITH_IN};
}

static void count_places(const kith_graph *graph,
                         kith_direction way,
                         uint32_t *count)
{
    for (kith_id r = 0; r < graph->relation_count; r++) {
        const seen from = seen_from(graph, r, way);
        count[graph->sources[r]] += from.source;
        count[graph->targets[r]] += from.target;
    }
}

static void put(kith_csr *csr, kith_id at, kith_id neighbour, kith_id relation)
{
    const uint32_t place = csr->first[at + 1]++;
    csr->neighbour[place] = neighbour;
    csr->relation[place] = relation;
}

/* Each list's start stands one place to the right while it fills, so that the
 * starts are right when all are full. */
static void fill_places(const kith_graph *graph,
                        kith_direction way,
                        kith_csr *csr)
{
    for (kith_id r = 0; r < graph->relation_count; r++) {
        const seen from = seen_from(graph, r, way);
        const kith_id source = graph->sources[r];
        const kith_id target = graph->targets[r];
        if (from.source)
            put(csr, source, target, r);
        if (from.target)
            put(csr, target, source, r);
    }
}

static uint64_t starts_from_counts(uint32_t *first, size_t count)
{
    uint64_t sum = 0;
    for (size_t v = 0; v < count; v++) {
        const uint32_t here = first[v + 1];
        first[v + 1] = (uint32_t)sum;
        sum += here;
    }
    return sum;
}

void kith_csr_free(kith_csr *csr)
{
    if (!csr)
        return;
    kith_release(csr->first);
    kith_release(csr->neighbour);
    kith_release(csr->relation);
    kith_release(csr);
}

static kith_status build(const kith_graph *graph,
                         kith_direction way,
                         kith_csr **out,
                         kith_error *err)
{
    kith_status st = KITH_E_MEMORY;
    const size_t count = graph->entity_count;
    kith_csr *csr = KITH_NEW(kith_csr, 1);
    if (!csr)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    csr->first = KITH_NEW(uint32_t, count + 2);
    if (!csr->first)
        goto done;
    count_places(graph, way, csr->first + 1);
    const uint64_t places = starts_from_counts(csr->first, count);
    if (places > UINT32_MAX) {
        st = kith_fail(err, KITH_E_LIMIT, "more than %u ends of relations",
                       UINT32_MAX);
        goto done;
    }
    csr->neighbour = KITH_NEW(kith_id, places);
    csr->relation = KITH_NEW(kith_id, places);
    if (!csr->neighbour || !csr->relation)
        goto done;
    fill_places(graph, way, csr);
    *out = csr;
    return KITH_OK;
done:
    kith_csr_free(csr);
    return kith_fail(err, st, "out of memory");
}

kith_status kith_graph_adjacency(kith_graph *graph,
                                 kith_direction way,
                                 kith_adjacency *out,
                                 kith_error *err)
{
    *out = (kith_adjacency){0};
    if (!graph->adjacency[way]) {
        const kith_status st = build(graph, way, &graph->adjacency[way], err);
        if (st != KITH_OK)
            return st;
    }
    const kith_csr *csr = graph->adjacency[way];
    *out = (kith_adjacency){csr->first, csr->neighbour, csr->relation};
    return KITH_OK;
}
