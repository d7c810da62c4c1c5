/* The best of the paths that begin alike: see path_rank.c.
 *
 * The search goes by the distance to the target, which one search back from the
 * target has measured for the whole graph (Hart, Nilsson and Raphael, "A formal
 * basis for the heuristic determination of minimum cost paths", 1968), and no
 * farther than what is still needed. Of what costs the same it takes the fewest
 * relations, then the lowest entities, then the lowest relations.
 *
 * With milestones a place is an entity and the number of milestones passed. The
 * best way may then come twice to an entity. */
#include "analysis/path_detour.h"

#include "base/alloc.h"
#include "base/error.h"

static uint32_t place_of(const kith_path_detour *d,
                         kith_id entity,
                         uint32_t layer)
{
    return layer * (uint32_t)d->search->count + entity;
}

static kith_id entity_of(const kith_path_detour *d, uint32_t place)
{
    return place % (uint32_t)d->search->count;
}

static uint32_t layer_of(const kith_path_detour *d, uint32_t place)
{
    return place / (uint32_t)d->search->count;
}

/* The layer of `entity` when it is entered from one in `layer`: the next where
 * it is the milestone, but for the last. */
static uint32_t layer_after(const kith_path_detour *d,
                            kith_id entity,
                            uint32_t layer)
{
    if (layer + 1 == d->order->milestone_count)
        return layer;
    return layer + (d->milestone[entity] == layer + 1);
}

/* Layer of what comes before a place. */
static uint32_t layer_before(const kith_path_detour *d, uint32_t place)
{
    const uint32_t layer = layer_of(d, place);
    return layer - (d->milestone[entity_of(d, place)] == layer && layer > 0);
}

/* Whether a path that is in `layer` may step over `relation` to `entity`. A
 * milestone that is not the next would have to be passed twice. */
static bool is_open(const kith_path_detour *d,
                    kith_id relation,
                    kith_id entity,
                    uint32_t layer)
{
    if (d->on_path[entity] || d->is_barred[relation])
        return false;
    if (d->order->milestone_count > 1) {
        const unsigned char milestone = d->milestone[entity];
        if (milestone != 0 && milestone != layer + 1)
            return false;
    }
    return kith_path_leads(d->search, relation, entity);
}

/* -- the search for the best of a part ------------------------------------ */

/* Whether a path that costs `sum` as far as `place` may be good enough. */
static bool can_do(const kith_path_detour *d, uint32_t place, double sum)
{
    const double whole = sum + d->rest[place];
    return whole < HUGE_VAL && kith_path_as_near(whole, d->bound);
}

static kith_status reach(kith_path_detour *d,
                         uint32_t place,
                         double sum,
                         uint32_t steps)
{
    if (d->reached[place] == d->number &&
        (d->distance[place] < sum ||
         (d->distance[place] <= sum && d->steps[place] <= steps)))
        return KITH_OK;
    d->reached[place] = d->number;
    d->distance[place] = sum;
    d->steps[place] = steps;
    return kith_path_heap_put(&d->heap,
                              (kith_path_item){sum + d->rest[place], steps,
                                               place},
                              d->err);
}

static kith_status look_around(kith_path_detour *d, uint32_t place)
{
    const kith_adjacency *lists = &d->search->ahead;
    const kith_id u = entity_of(d, place);
    const uint32_t layer = layer_of(d, place);
    for (uint32_t i = lists->first[u]; i < lists->first[u + 1]; i++) {
        const kith_id v = lists->neighbour[i];
        const kith_id r = lists->relation[i];
        if (*d->looks == 0) {
            d->paths->gave_up = true;
            return KITH_OK;
        }
        --*d->looks;
        const uint32_t after = place_of(d, v, layer_after(d, v, layer));
        const double sum = d->distance[place] + kith_path_cost_of(d->search, r);
        if (!can_do(d, after, sum) || !is_open(d, r, v, layer))
            continue;
        const kith_status st = reach(d, after, sum, d->steps[place] + 1);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

/* Whether the way to the target that was measured from `place` is open. */
static bool is_clear(const kith_path_detour *d, uint32_t place)
{
    const kith_id *sources = kith_graph_sources(d->search->graph);
    const kith_id *targets = kith_graph_targets(d->search->graph);
    while (place != d->goal) {
        const kith_id u = entity_of(d, place);
        const uint32_t layer = layer_of(d, place);
        const kith_id r = d->next[place];
        const kith_id v = sources[r] == u ? targets[r] : sources[r];
        if (!is_open(d, r, v, layer))
            return false;
        place = place_of(d, v, layer_after(d, v, layer));
    }
    return true;
}

/* What the target costs at most from `start`: the least of what its neighbours
 * promise whose ways are open. Where the first of them is, as it is most often,
 * there is nothing left to search but what costs the same. */
static double promise(const kith_path_detour *d, uint32_t start, double sum)
{
    const kith_adjacency *lists = &d->search->ahead;
    const kith_id u = entity_of(d, start);
    const uint32_t layer = layer_of(d, start);
    double best = d->bound;
    for (uint32_t i = lists->first[u]; i < lists->first[u + 1]; i++) {
        const kith_id v = lists->neighbour[i];
        const kith_id r = lists->relation[i];
        const uint32_t place = place_of(d, v, layer_after(d, v, layer));
        const double whole =
            sum + kith_path_cost_of(d->search, r) + d->rest[place];
        if (whole < best && is_open(d, r, v, layer) && is_clear(d, place))
            best = whole;
    }
    return best;
}

/* Find every place that is as near as the target or nearer. */
static kith_status spread(kith_path_detour *d, uint32_t start, double sum)
{
    const double bound = d->bound;
    kith_status st = KITH_OK;
    d->heap.size = 0;
    d->number++;
    d->bound = promise(d, start, sum);
    if (can_do(d, start, sum))
        st = reach(d, start, sum, 1);
    while (st == KITH_OK && d->heap.size > 0 && !d->paths->gave_up) {
        const kith_path_item at = kith_path_heap_take(&d->heap);
        const double whole = d->distance[at.place] + d->rest[at.place];
        if (!kith_path_as_near(at.distance, d->bound))
            break;
        if (at.distance > whole || at.steps > d->steps[at.place])
            continue;
        if (at.place == d->goal) {
            d->bound = whole < d->bound ? whole : d->bound;
        } else {
            st = look_around(d, at.place);
        }
    }
    d->bound = bound;
    return st;
}

/* Whether a step is on a way of least cost that has, of those, the fewest
 * relations. */
static bool brings_on(const kith_path_detour *d,
                      uint32_t u,
                      uint32_t v,
                      kith_id relation)
{
    const double cost = kith_path_cost_of(d->search, relation);
    return d->steps[u] + 1 == d->steps[v] &&
           kith_path_as_near(d->distance[u] + cost, d->distance[v]);
}

/* Mark what lies on the best ways to the target, from behind. */
static void mark_back(kith_path_detour *d)
{
    const kith_adjacency *lists = &d->search->back;
    size_t end = 0;
    d->leads[d->goal] = d->number;
    d->queue[end++] = d->goal;
    for (size_t at = 0; at < end; at++) {
        const uint32_t place = d->queue[at];
        const kith_id v = entity_of(d, place);
        const uint32_t layer =
            place == d->goal ? layer_of(d, place) : layer_before(d, place);
        for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++) {
            const uint32_t before = place_of(d, lists->neighbour[i], layer);
            const kith_id r = lists->relation[i];
            if (d->reached[before] != d->number ||
                d->leads[before] == d->number || !is_open(d, r, v, layer) ||
                !brings_on(d, before, place, r))
                continue;
            d->leads[before] = d->number;
            d->queue[end++] = before;
        }
    }
}

/* The lowest entity, and the lowest relation to it, that lead from `place` to
 * the target. */
static uint32_t step_on(const kith_path_detour *d,
                        uint32_t place,
                        kith_id *relation)
{
    const kith_adjacency *lists = &d->search->ahead;
    const kith_id u = entity_of(d, place);
    const uint32_t layer = layer_of(d, place);
    kith_id best = KITH_NONE;
    *relation = KITH_NONE;
    for (uint32_t i = lists->first[u]; i < lists->first[u + 1]; i++) {
        const kith_id v = lists->neighbour[i];
        const kith_id r = lists->relation[i];
        const uint32_t after = place_of(d, v, layer_after(d, v, layer));
        if (v > best || (v == best && r > *relation) ||
            d->leads[after] != d->number || !is_open(d, r, v, layer) ||
            !brings_on(d, place, after, r))
            continue;
        best = v;
        *relation = r;
    }
    return place_of(d, best, layer_after(d, best, layer));
}

/* -- preparation ----------------------------------------------------------- */

static kith_status make_room(kith_path_detour *d)
{
    const size_t count = d->search->count;
    const size_t layers = d->order->milestone_count;
    const size_t places = count * layers;
    if (places >= UINT32_MAX) {
        return kith_fail(d->err, KITH_E_LIMIT,
                         "%zu entities are too many to pass %zu of them", count,
                         layers - 1);
    }
    d->milestone = KITH_NEW(unsigned char, count);
    d->rest = KITH_NEW(double, places);
    d->next = KITH_NEW(kith_id, places);
    d->distance = KITH_NEW(double, places);
    d->steps = KITH_NEW(uint32_t, places);
    d->reached = KITH_NEW(uint32_t, places);
    d->leads = KITH_NEW(uint32_t, places);
    d->queue = KITH_NEW(uint32_t, places);
    d->on_path = KITH_NEW(bool, count);
    d->is_barred = KITH_NEW(bool, kith_graph_relation_count(d->search->graph));
    if (!d->milestone || !d->rest || !d->next || !d->distance || !d->steps ||
        !d->reached || !d->leads || !d->queue || !d->on_path || !d->is_barred)
        return kith_fail(d->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < layers; i++)
        d->milestone[d->order->milestones[i]] = (unsigned char)(i + 1);
    d->goal =
        place_of(d, d->order->milestones[layers - 1], (uint32_t)layers - 1);
    return KITH_OK;
}

/* Least cost from each place to the target, through the milestones that are
 * left. */
static kith_status measure(kith_path_detour *d)
{
    const kith_path_order *order = d->order;
    double rest = 0;
    for (size_t i = order->milestone_count; i-- > 0;) {
        double *layer = d->rest + i * d->search->count;
        const kith_status st =
            kith_path_distances(d->search, order->milestones[i], layer,
                                d->next + i * d->search->count, d->err);
        if (st != KITH_OK)
            return st;
        for (size_t e = 0; e < d->search->count; e++)
            layer[e] += rest;
        if (i > 0)
            rest = layer[order->milestones[i - 1]];
    }
    return KITH_OK;
}

kith_status kith_path_detour_init(kith_path_detour *d)
{
    const kith_status st = make_room(d);
    return st == KITH_OK ? measure(d) : st;
}

void kith_path_detour_free(kith_path_detour *d)
{
    void *const arrays[] = {
        d->milestone, d->rest,  d->next,  d->distance, d->steps,
        d->reached,   d->leads, d->queue, d->on_path,  d->is_barred,
    };
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        kith_release(arrays[i]);
    kith_path_heap_free(&d->heap);
}

uint32_t kith_path_detour_layer(const kith_path_detour *d,
                                kith_id entity,
                                uint32_t layer)
{
    return layer_after(d, entity, layer);
}

kith_status kith_path_detour_find(kith_path_detour *d,
                                  uint32_t layer,
                                  double sum,
                                  kith_id *entities,
                                  kith_id *relations,
                                  size_t *length)
{
    uint32_t place = place_of(d, entities[0], layer);
    const kith_status st = spread(d, place, sum);
    *length = 0;
    if (st != KITH_OK || d->paths->gave_up || d->reached[d->goal] != d->number)
        return st;
    mark_back(d);
    while (place != d->goal) {
        place = step_on(d, place, &relations[*length]);
        entities[++*length] = entity_of(d, place);
    }
    return st;
}
