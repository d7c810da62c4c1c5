/* How many steps it is to an entity.
 *
 * For one target the search goes from both ends at once. The two sides grow in
 * turns by whole levels, first the one whose last level has fewer relations.
 * When an entity is known to both, the shortest paths have as many steps as
 * both have levels. The entities known to both lie on them; what lies on them
 * before these is found by searching back from there through what the search
 * from `from` knows at just the right level. For several targets the search
 * goes from `from` alone, and back from each target in the same way. */
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
    uint64_t relations; /* of the entities of the last level */
} side;

static void find(side *s, kith_id v)
{
    s->steps[v] = s->level + 1;
    s->queue[s->end++] = v;
    s->relations += s->lists->first[v + 1] - s->lists->first[v];
}

/* Go one level on.
 *
 * @param wanted  by entity; how many new ones are counted, or NULL
 */
static size_t grow(const kith_path_search *search,
                   side *s,
                   const uint32_t *wanted)
{
    size_t met = 0;
    const size_t end = s->end;
    s->level++;
    s->relations = 0;
    for (; s->begin < end; s->begin++) {
        const kith_id u = s->queue[s->begin];
        for (uint32_t place = s->lists->first[u];
             place < s->lists->first[u + 1]; place++) {
            const kith_id v = s->lists->neighbour[place];
            if (s->steps[v] > 0 ||
                !kith_path_open(search, s->lists->relation[place], v))
                continue;
            find(s, v);
            met += wanted && wanted[v] > 0;
        }
    }
    return met;
}

/* Let the search from the target, which has come to `level` and knows `left`,
 * go on to `from` over entities on shortest paths only. */
static void follow_back(const kith_path_search *search,
                        kith_path_map *map,
                        size_t begin,
                        uint32_t level,
                        uint32_t all)
{
    const kith_adjacency *lists = &search->back;
    while (level < all) {
        const size_t end = map->queue_length;
        level++;
        for (; begin < end; begin++) {
            const kith_id u = map->queue[begin];
            /* + 1 for the level that u is nearer to `to`, + 1 as encoded */
            if (map->steps[u] != all - level + 2)
                continue;
            for (uint32_t place = lists->first[u]; place < lists->first[u + 1];
                 place++) {
                const kith_id v = lists->neighbour[place];
                if (map->left[v] > 0 || map->steps[v] != all - level + 1 ||
                    !kith_path_open(search, lists->relation[place], v))
                    continue;
                map->left[v] = level + 1;
                map->queue[map->queue_length++] = v;
            }
        }
    }
}

kith_status kith_path_meet(const kith_path_search *search,
                           kith_id to,
                           kith_path_map *map,
                           kith_error *err)
{
    kith_status st = kith_path_map_init(map, search, err);
    side target = {&search->back, map->left, map->queue, 0, 0, 0, 0};
    side source = {&search->ahead, map->steps, NULL, 0, 0, 0, 0};
    bool met = search->from == to;
    if (st != KITH_OK)
        return st;
    source.queue = KITH_NEW(kith_id, search->count);
    if (!source.queue)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    find(&target, to);
    find(&source, search->from);
    while (!met && target.begin < target.end && source.begin < source.end) {
        met = target.relations <= source.relations
                  ? grow(search, &target, source.steps) > 0
                  : grow(search, &source, target.steps) > 0;
    }
    map->queue_length = target.end;
    if (met) {
        const uint32_t all = target.level + source.level;
        follow_back(search, map, target.begin, target.level, all);
        map->steps[to] = all + 1;
    }
    kith_release(source.queue);
    return st;
}

kith_status kith_path_spread(const kith_path_search *search,
                             const kith_id *targets,
                             size_t target_count,
                             kith_path_map *map,
                             kith_error *err)
{
    kith_status st = kith_path_map_init(map, search, err);
    side source = {&search->ahead, map->steps, map->queue, 0, 0, 0, 0};
    size_t wanted = 0;
    if (st != KITH_OK)
        return st;
    for (size_t i = 0; i < target_count; i++) {
        wanted += map->left[targets[i]] == 0;
        map->left[targets[i]] = 1;
    }
    find(&source, search->from);
    wanted -= map->left[search->from];
    while (wanted > 0 && source.begin < source.end)
        wanted -= grow(search, &source, map->left);
    for (size_t i = 0; i < target_count; i++)
        map->left[targets[i]] = 0;
    return st;
}

void kith_path_aim(const kith_path_search *search,
                   kith_path_map *map,
                   kith_id to)
{
    for (size_t i = 0; i < map->queue_length; i++)
        map->left[map->queue[i]] = 0;
    map->queue_length = 0;
    if (map->steps[to] == 0)
        return;
    map->left[to] = 1;
    map->queue[map->queue_length++] = to;
    follow_back(search, map, 0, 0, map->steps[to] - 1);
}

kith_status kith_path_map_init(kith_path_map *map,
                               const kith_path_search *search,
                               kith_error *err)
{
    *map = (kith_path_map){
        .steps = KITH_NEW(uint32_t, search->count),
        .left = KITH_NEW(uint32_t, search->count),
        .queue = KITH_NEW(kith_id, search->count),
    };
    if (map->steps && map->left && map->queue)
        return KITH_OK;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_path_map_clear(kith_path_map *map)
{
    kith_release(map->steps);
    kith_release(map->left);
    kith_release(map->queue);
    *map = (kith_path_map){0};
}
