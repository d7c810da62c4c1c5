/* A tree that connects some entities, by Mehlhorn's method ("A faster
 * approximation algorithm for the Steiner problem in graphs", 1988).
 *
 * One search from all of them at once gives every entity to the nearest named
 * one. A relation between what belongs to different ones makes a bridge; a
 * least tree of bridges costs at most 2 (1 - 1/k) times the best tree. */
#include "analysis/connect.h"
#include "analysis/path_heap.h"
#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

/* The best bridge between two named entities, lower < upper. */
typedef struct {
    double cost;
    kith_id relation; /* KITH_NONE = none */
    uint32_t lower;
    uint32_t upper;
} bridge;

typedef struct {
    const kith_path_search *search;
    const kith_id *named;
    size_t count;
    double *distance; /* by entity: to its named one */
    uint32_t *steps;  /* + 1; 0 = out of reach */
    uint32_t *owner;  /* which named one */
    kith_id *before;  /* the relation that leads on to it */
    kith_path_heap heap;
    bridge *bridges; /* count * count, those of lower < upper used */
    bool *is_used;   /* by relation */
    kith_relation_list *out;
    kith_error *err;
} region;

static kith_status reach(region *g,
                         kith_path_item new,
                         uint32_t owner,
                         kith_id relation)
{
    const uint32_t v = new.place;
    const kith_path_item known = {g->distance[v], g->steps[v], v};
    if (g->steps[v] > 0 && !kith_path_item_before(new, known))
        return KITH_OK;
    g->distance[v] = new.distance;
    g->steps[v] = new.steps;
    g->owner[v] = owner;
    g->before[v] = relation;
    return kith_path_heap_put(&g->heap, new, g->err);
}

static kith_status look_around(region *g, kith_path_item at)
{
    const kith_adjacency *lists = &g->search->ahead;
    for (uint32_t i = lists->first[at.place]; i < lists->first[at.place + 1];
         i++) {
        const kith_id r = lists->relation[i];
        const kith_path_item new = {
            .distance = at.distance + kith_path_cost_of(g->search, r),
            .steps = at.steps + 1,
            .place = lists->neighbour[i],
        };
        if (!kith_path_open(g->search, r, new.place))
            continue;
        const kith_status st = reach(g, new, g->owner[at.place], r);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

static kith_status spread(region *g)
{
    kith_status st = KITH_OK;
    for (uint32_t i = 0; i < g->count && st == KITH_OK; i++)
        st = reach(g, (kith_path_item){0, 1, g->named[i]}, i, KITH_NONE);
    while (st == KITH_OK && g->heap.size > 0) {
        const kith_path_item at = kith_path_heap_take(&g->heap);
        const kith_path_item known = {g->distance[at.place], g->steps[at.place],
                                      at.place};
        if (!kith_path_item_before(known, at))
            st = look_around(g, at);
    }
    return st;
}

static void find_bridges(region *g)
{
    const kith_graph *graph = g->search->graph;
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_id u = sources[r];
        const kith_id v = targets[r];
        if (!g->steps[u] || !g->steps[v] || g->owner[u] == g->owner[v] ||
            !kith_path_open(g->search, r, u) ||
            !kith_path_open(g->search, r, v))
            continue;
        const bool in_order = g->owner[u] < g->owner[v];
        const uint32_t lower = g->owner[in_order ? u : v];
        const uint32_t upper = g->owner[in_order ? v : u];
        bridge *best = &g->bridges[lower * g->count + upper];
        const double cost =
            g->distance[u] + g->distance[v] + kith_path_cost_of(g->search, r);
        if (best->relation == KITH_NONE || cost < best->cost)
            *best = (bridge){cost, r, lower, upper};
    }
}

static int by_cost(const void *left, const void *right)
{
    const bridge *a = left;
    const bridge *b = right;
    if (a->cost < b->cost || a->cost > b->cost)
        return a->cost < b->cost ? -1 : 1;
    return (a->relation > b->relation) - (a->relation < b->relation);
}

static kith_status use(region *g, kith_id relation)
{
    if (g->is_used[relation])
        return KITH_OK;
    g->is_used[relation] = true;
    return kith_relation_list_add(g->out, relation, g->err);
}

/* Take the way from an entity to its named one, as far as it is not taken: no
 * bridge is on a way. */
static kith_status use_way(region *g, kith_id e)
{
    const kith_id *sources = kith_graph_sources(g->search->graph);
    const kith_id *targets = kith_graph_targets(g->search->graph);
    kith_status st = KITH_OK;
    while (st == KITH_OK && g->before[e] != KITH_NONE &&
           !g->is_used[g->before[e]]) {
        const kith_id r = g->before[e];
        st = use(g, r);
        e = sources[r] == e ? targets[r] : sources[r];
    }
    return st;
}

/* Each step halves the way that is left for the next time. */
static size_t root_of(size_t *part, size_t i)
{
    while (part[i] != i) {
        part[i] = part[part[i]];
        i = part[i];
    }
    return i;
}

/* Kruskal's least spanning tree of the bridges; a part is known by its lowest
 * member. */
static kith_status join(region *g, size_t *part)
{
    const kith_graph *graph = g->search->graph;
    size_t count = 0;
    kith_status st = KITH_OK;
    for (size_t i = 0; i < g->count * g->count; i++) {
        if (g->bridges[i].relation != KITH_NONE)
            g->bridges[count++] = g->bridges[i];
    }
    if (count > 0)
        qsort(g->bridges, count, sizeof(bridge), by_cost);
    for (size_t i = 0; i < count && st == KITH_OK; i++) {
        const kith_id r = g->bridges[i].relation;
        const size_t lower = root_of(part, g->bridges[i].lower);
        const size_t upper = root_of(part, g->bridges[i].upper);
        if (lower == upper)
            continue;
        part[lower < upper ? upper : lower] = lower < upper ? lower : upper;
        KITH_TRY(st, use(g, r), done);
        KITH_TRY(st, use_way(g, kith_graph_sources(graph)[r]), done);
        KITH_TRY(st, use_way(g, kith_graph_targets(graph)[r]), done);
    }
    for (size_t i = 0; i < g->count; i++)
        part[i] = root_of(part, i);
done:
    return st;
}

static kith_status init(region *g)
{
    const size_t count = g->search->count;
    g->distance = KITH_NEW(double, count);
    g->steps = KITH_NEW(uint32_t, count);
    g->owner = KITH_NEW(uint32_t, count);
    g->before = KITH_NEW(kith_id, count);
    g->bridges = KITH_NEW(bridge, g->count * g->count);
    g->is_used = KITH_NEW(bool, kith_graph_relation_count(g->search->graph));
    if (!g->distance || !g->steps || !g->owner || !g->before || !g->bridges ||
        !g->is_used)
        return kith_fail(g->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < g->count * g->count; i++)
        g->bridges[i].relation = KITH_NONE;
    return KITH_OK;
}

kith_status kith_connect_nearly(const kith_path_search *search,
                                const kith_id *named,
                                size_t count,
                                kith_relation_list *out,
                                size_t *part,
                                kith_error *err)
{
    region g = {
        .search = search,
        .named = named,
        .count = count,
        .out = out,
        .err = err,
    };
    kith_status st = KITH_OK;
    for (size_t i = 0; i < count; i++)
        part[i] = i;
    KITH_TRY(st, init(&g), done);
    KITH_TRY(st, spread(&g), done);
    find_bridges(&g);
    st = join(&g, part);
done:
    kith_release(g.distance);
    kith_release(g.steps);
    kith_release(g.owner);
    kith_release(g.before);
    kith_release(g.bridges);
    kith_release(g.is_used);
    kith_path_heap_free(&g.heap);
    return st;
}
