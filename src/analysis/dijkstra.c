/* The least sum of weights to an entity, by Dijkstra's search with a binary
 * heap ("A note on two problems in connexion with graphs", 1959). Of ways of
 * the same sum the one of fewer relations counts, which matters where weights
 * are 0. An entity that becomes nearer is put into the heap again; what is out
 * of date is passed over when it comes up. */
#include "analysis/path_search.h"
#include "base/alloc.h"
#include "base/error.h"

typedef struct {
    double distance;
    uint32_t steps;
    kith_id entity;
} item;

typedef struct {
    item *items;
    size_t size;
    size_t room;
} heap;

static bool nearer(item a, item b)
{
    if (a.distance < b.distance || a.distance > b.distance)
        return a.distance < b.distance;
    return a.steps < b.steps;
}

static kith_status heap_put(heap *h, item new, kith_error *err)
{
    if (h->size == h->room) {
        const size_t room = h->room ? 2 * h->room : 64;
        item *items = kith_grow_array(h->items, room, sizeof *items);
        if (!items)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        h->items = items;
        h->room = room;
    }
    size_t at = h->size++;
    for (; at > 0 && nearer(new, h->items[(at - 1) / 2]); at = (at - 1) / 2)
        h->items[at] = h->items[(at - 1) / 2];
    h->items[at] = new;
    return KITH_OK;
}

static item heap_take(heap *h)
{
    const item first = h->items[0];
    const item last = h->items[--h->size];
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= h->size)
            break;
        if (child + 1 < h->size && nearer(h->items[child + 1], h->items[child]))
            child++;
        if (!nearer(h->items[child], last))
            break;
        h->items[at] = h->items[child];
        at = child;
    }
    h->items[at] = last;
    return first;
}

static bool improves(const kith_path_map *map, item new)
{
    const kith_id v = new.entity;
    return map->steps[v] == 0 ||
           nearer(new, (item){map->distance[v], map->steps[v], v});
}

static kith_status reach(kith_path_map *map, heap *h, item new, kith_error *err)
{
    if (!improves(map, new))
        return KITH_OK;
    map->distance[new.entity] = new.distance;
    map->steps[new.entity] = new.steps;
    return heap_put(h, new, err);
}

static kith_status look_around(const kith_path_search *search,
                               const double *weights,
                               kith_path_map *map,
                               heap *h,
                               item at,
                               kith_error *err)
{
    const kith_adjacency *lists = &search->back;
    for (uint32_t place = lists->first[at.entity];
         place < lists->first[at.entity + 1]; place++) {
        const kith_id r = lists->relation[place];
        const kith_id v = lists->neighbour[place];
        if (!kith_path_open(&search->filter, search->graph, r, v))
            continue;
        const item new = {at.distance + weights[r], at.steps + 1, v};
        const kith_status st = reach(map, h, new, err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

kith_status kith_path_by_weight(const kith_path_search *search,
                                const double *weights,
                                kith_path_map *map,
                                kith_error *err)
{
    kith_status st = KITH_OK;
    heap h = {0};
    *map = (kith_path_map){
        .steps = KITH_NEW(uint32_t, search->count),
        .distance = KITH_NEW(double, search->count),
    };
    if (!map->steps || !map->distance) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, reach(map, &h, (item){0, 1, search->to}, err), done);
    while (h.size > 0) {
        const item at = heap_take(&h);
        if (at.entity == search->from)
            break;
        if (nearer((item){map->distance[at.entity], map->steps[at.entity], 0},
                   at))
            continue;
        KITH_TRY(st, look_around(search, weights, map, &h, at, err), done);
    }
done:
    kith_release(h.items);
    return st;
}
