/* How many steps it is to an entity, searched from both ends at once.
 *
 * The two searches grow in turns, the smaller one first, by whole levels. When
 * an entity is known to both, the shortest paths have as many steps as both
 * have levels. The entities known to both lie on them; what lies on them before
 * these is found by searching back from there through what the search from
 * `from` knows at just the right level. */
#include "analysis/path_search.h"
#include "base/alloc.h"
#include "base/error.h"

typedef struct {
    const kith_adjacency *lists;
    uint32_t *steps; /* + 1; 0 = not known */
    kith_id *queue;
    size_t begin; /* of the last level in the queue */
    size_t end;
    uint32_t level;
} side;

static void start(side *s, kith_id at)
{
    s->steps[at] = 1;
    s->queue[s->end++] = at;
}

/* Go one level on; whether an entity is met that the other side knows. */
static bool grow(const kith_path_search *search, side *s, const side *other)
{
    bool met = false;
    const size_t end = s->end;
    s->level++;
    for (; s->begin < end; s->begin++) {
        const kith_id u = s->queue[s->begin];
        for (uint32_t place = s->lists->first[u];
             place < s->lists->first[u + 1]; place++) {
            const kith_id v = s->lists->neighbour[place];
            if (s->steps[v] > 0 ||
                !kith_path_open(&search->filter, search->graph,
                                s->lists->relation[place], v))
                continue;
            s->steps[v] = s->level + 1;
            s->queue[s->end++] = v;
            met |= other->steps[v] > 0;
        }
    }
    return met;
}

/* Let the search from `to` go on to `from`, only over entities on shortest
 * paths. */
static void follow_back(const kith_path_search *search,
                        side *target,
                        const side *source)
{
    const uint32_t all = target->level + source->level;
    while (target->level < all) {
        const size_t end = target->end;
        target->level++;
        for (; target->begin < end; target->begin++) {
            const kith_id u = target->queue[target->begin];
            /* + 1 for the level that u is nearer to `to`, + 1 as encoded */
            if (source->steps[u] != all - target->level + 2)
                continue;
            for (uint32_t place = target->lists->first[u];
                 place < target->lists->first[u + 1]; place++) {
                const kith_id v = target->lists->neighbour[place];
                if (target->steps[v] > 0 ||
                    source->steps[v] != all - target->level + 1 ||
                    !kith_path_open(&search->filter, search->graph,
                                    target->lists->relation[place], v))
                    continue;
                target->steps[v] = target->level + 1;
                target->queue[target->end++] = v;
            }
        }
    }
}

static void meet(const kith_path_search *search, side *target, side *source)
{
    bool met = search->from == search->to;
    start(target, search->to);
    start(source, search->from);
    while (!met && target->begin < target->end && source->begin < source->end) {
        const bool smaller =
            target->end - target->begin <= source->end - source->begin;
        met = smaller ? grow(search, target, source)
                      : grow(search, source, target);
    }
    if (met)
        follow_back(search, target, source);
}

kith_status kith_path_by_steps(const kith_path_search *search,
                               kith_path_map *map,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    const size_t count = search->count;
    side target = {
        .lists = &search->back,
        .steps = KITH_NEW(uint32_t, count),
        .queue = KITH_NEW(kith_id, count),
    };
    side source = {
        .lists = &search->ahead,
        .steps = KITH_NEW(uint32_t, count),
        .queue = KITH_NEW(kith_id, count),
    };
    *map = (kith_path_map){.steps = target.steps};
    if (!target.steps || !target.queue || !source.steps || !source.queue) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    meet(search, &target, &source);
done:
    kith_release(target.queue);
    kith_release(source.steps);
    kith_release(source.queue);
    return st;
}

void kith_path_map_clear(kith_path_map *map)
{
    kith_release(map->steps);
    kith_release(map->distance);
    *map = (kith_path_map){0};
}
