/* Relations that belong together, and their ends in order. */
#include "analysis/relation_list.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

kith_status kith_relation_list_add(kith_relation_list *list,
                                   kith_id relation,
                                   kith_error *err)
{
    kith_id *items =
        kith_make_room(list->items, list->count, &list->room, sizeof *items);
    if (!items)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    list->items = items;
    list->items[list->count++] = relation;
    return KITH_OK;
}

static int by_owner(const void *left, const void *right)
{
    const kith_hop *a = left;
    const kith_hop *b = right;
    if (a->owner != b->owner)
        return a->owner < b->owner ? -1 : 1;
    if (a->neighbour != b->neighbour)
        return a->neighbour < b->neighbour ? -1 : 1;
    return (a->relation > b->relation) - (a->relation < b->relation);
}

kith_hop *kith_hops_make(const kith_relation_list *list,
                         const kith_graph *graph,
                         const uint32_t *place_of,
                         size_t *begin,
                         size_t owners)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    const size_t count = 2 * list->count;
    kith_hop *hops = KITH_NEW(kith_hop, count + 1);
    if (!hops)
        return NULL;
    for (size_t i = 0; i < list->count; i++) {
        const kith_id r = list->items[i];
        const kith_id u = sources[r];
        const kith_id v = targets[r];
        hops[2 * i] = (kith_hop){place_of ? place_of[u] - 1 : u, v, r};
        hops[2 * i + 1] = (kith_hop){place_of ? place_of[v] - 1 : v, u, r};
    }
    hops[count].owner = SIZE_MAX;
    qsort(hops, count, sizeof *hops, by_owner);
    for (size_t i = 0; i < owners; i++)
        begin[i] = count;
    for (size_t i = count; i-- > 0;)
        begin[hops[i].owner] = i;
    return hops;
}
