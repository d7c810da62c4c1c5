/* The least sum of costs to an entity, by Dijkstra's search ("A note on two
 * problems in connexion with graphs", 1959). Of ways of the same sum the one of
 * fewer relations counts, which matters where costs are 0. */
#include "analysis/path_heap.h"
#include "analysis/path_search.h"
#include "base/alloc.h"
#include "base/error.h"

typedef struct {
    const kith_path_search *search;
    const kith_adjacency *lists;
    double *distance;
    uint32_t *steps; /* + 1; 0 = not known */
    kith_id *before; /* the relation that led there, or NULL */
    kith_path_heap heap;
} spread;

static bool improves(const spread *s, kith_path_item new)
{
    const uint32_t v = new.place;
    return s->steps[v] == 0 ||
           kith_path_item_before(new, (kith_path_item){s->distance[v],
                                                       s->steps[v], v});
}

static kith_status reach(spread *s,
                         kith_path_item new,
                         kith_id relation,
                         kith_error *err)
{
    if (!improves(s, new))
        return KITH_OK;
    if (s->before)
        s->before[new.place] = relation;
    s->distance[new.place] = new.distance;
    s->steps[new.place] = new.steps;
    return kith_path_heap_put(&s->heap, new, err);
}

static kith_status look_around(spread *s, kith_path_item at, kith_error *err)
{
    const kith_path_search *search = s->search;
    const kith_adjacency *lists = s->lists;
    for (uint32_t place = lists->first[at.place];
         place < lists->first[at.place + 1]; place++) {
        const kith_id r = lists->relation[place];
        const kith_id v = lists->neighbour[place];
        if (!kith_path_open(search, r, v))
            continue;
        const kith_path_item new = {
            .distance = at.distance + kith_path_cost_of(search, r),
            .steps = at.steps + 1,
            .place = v,
        };
        const kith_status st = reach(s, new, r, err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

/* The next entity whose distance is final; false if there is none. */
static bool settle(spread *s, kith_path_item *at)
{
    while (s->heap.size > 0) {
        *at = kith_path_heap_take(&s->heap);
        const kith_path_item known = {s->distance[at->place],
                                      s->steps[at->place], at->place};
        if (!kith_path_item_before(known, *at))
            return true;
    }
    return false;
}

/* Steps are distances here: a queue does for the heap. */
static kith_status count_steps(const kith_path_search *search,
                               kith_id to,
                               double *distance,
                               kith_id *next,
                               kith_error *err)
{
    const kith_adjacency *lists = &search->back;
    size_t end = 0;
    kith_id *queue = KITH_NEW(kith_id, search->count);
    if (!queue)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    distance[to] = 0;
    queue[end++] = to;
    for (size_t at = 0; at < end; at++) {
        const kith_id u = queue[at];
        for (uint32_t place = lists->first[u]; place < lists->first[u + 1];
             place++) {
            const kith_id v = lists->neighbour[place];
            if (isfinite(distance[v]) ||
                !kith_path_open(search, lists->relation[place], v))
                continue;
            distance[v] = distance[u] + 1;
            if (next)
                next[v] = lists->relation[place];
            queue[end++] = v;
        }
    }
    kith_release(queue);
    return KITH_OK;
}

kith_status kith_path_distances(const kith_path_search *search,
                                kith_id to,
                                double *distance,
                                kith_id *next,
                                kith_error *err)
{
    kith_status st = KITH_OK;
    kith_path_item at = {0};
    for (size_t e = 0; e < search->count; e++)
        distance[e] = INFINITY;
    for (size_t e = 0; next && e < search->count; e++)
        next[e] = KITH_NONE;
    if (!search->costs)
        return count_steps(search, to, distance, next, err);
    spread s = {search, &search->back, distance, NULL, next, {0}};
    s.steps = KITH_NEW(uint32_t, search->count);
    if (!s.steps)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, reach(&s, (kith_path_item){0, 1, to}, KITH_NONE, err), done);
    while (settle(&s, &at))
        KITH_TRY(st, look_around(&s, at, err), done);
done:
    kith_path_heap_free(&s.heap);
    kith_release(s.steps);
    return st;
}
