/* Relations by source, type and target: three counting sorts, of which the last
 * one counts most, each keeping the order of the one before. */
#include "export/by_source.h"

#include "base/alloc.h"
#include "base/error.h"

typedef kith_id key_of(const kith_graph *graph, kith_id relation);

static kith_id target_of(const kith_graph *graph, kith_id relation)
{
    return kith_graph_targets(graph)[relation];
}

static kith_id source_of(const kith_graph *graph, kith_id relation)
{
    return kith_graph_sources(graph)[relation];
}

/* Sort `count` relations from one array into another; `first` has room for one
 * more than there are keys, and says where each begins. */
static void sort(const kith_graph *graph,
                 key_of *key,
                 size_t keys,
                 size_t count,
                 const kith_id *from,
                 kith_id *to,
                 size_t *first)
{
    for (size_t k = 0; k <= keys; k++)
        first[k] = 0;
    for (size_t i = 0; i < count; i++)
        first[key(graph, from[i]) + 1]++;
    for (size_t k = 0; k < keys; k++)
        first[k + 1] += first[k];
    for (size_t i = 0; i < count; i++)
        to[first[key(graph, from[i])]++] = from[i];
    for (size_t k = keys; k > 0; k--)
        first[k] = first[k - 1];
    first[0] = 0;
}

kith_status kith_by_source_make(kith_by_source *out,
                                const kith_graph *graph,
                                kith_error *err)
{
    const size_t entities = kith_graph_entity_count(graph);
    const size_t types = kith_graph_relation_type_count(graph);
    const size_t count = kith_graph_relation_count(graph);
    kith_id *other = KITH_NEW(kith_id, count);
    out->order = KITH_NEW(kith_id, count);
    out->first = KITH_NEW(size_t, (entities > types ? entities : types) + 1);
    const bool room = other && out->order && out->first;
    for (kith_id r = 0; room && r < count; r++)
        out->order[r] = r;
    if (room) {
        sort(graph, target_of, entities, count, out->order, other, out->first);
        sort(graph, kith_graph_relation_type, types, count, other, out->order,
             out->first);
        for (size_t i = 0; i < count; i++)
            other[i] = out->order[i];
        sort(graph, source_of, entities, count, other, out->order, out->first);
    }
    kith_release(other);
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_by_source_free(kith_by_source *by_source)
{
    kith_release(by_source->first);
    kith_release(by_source->order);
    *by_source = (kith_by_source){0};
}

bool kith_by_source_repeats_at(const kith_by_source *by_source,
                               const kith_graph *graph,
                               size_t place)
{
    if (place == 0)
        return false;
    const kith_id one = by_source->order[place - 1];
    const kith_id other = by_source->order[place];
    return source_of(graph, one) == source_of(graph, other) &&
           target_of(graph, one) == target_of(graph, other) &&
           kith_graph_relation_type(graph, one) ==
               kith_graph_relation_type(graph, other);
}

size_t kith_by_source_repeats(const kith_by_source *by_source,
                              const kith_graph *graph)
{
    size_t repeats = 0;
    for (size_t i = 0; i < kith_graph_relation_count(graph); i++)
        repeats += kith_by_source_repeats_at(by_source, graph, i);
    return repeats;
}
