/* Simple paths in order of cost, through milestones if there are any.
 *
 * Yen's method with Lawler's partition: when a path is handed out, the others
 * are parted by where they first leave it, and the best of each part is a
 * candidate. It is found by a search from the place where it leaves, over what
 * is not yet on the path. That search goes by the distance to the target, which
 * one search back from the target has measured for the whole graph (Hart,
 * Nilsson and Raphael, "A formal basis for the heuristic determination of
 * minimum cost paths", 1968), and no farther than the last candidate that is
 * still needed. Of what costs the same it takes the fewest relations, then the
 * lowest entities, then the lowest relations, so that the order is complete.
 *
 * With milestones a place is an entity and the number of milestones passed. The
 * best way in a part may then come twice to an entity; it is not handed out but
 * parted like the others before it does so for the first time. */
#include "analysis/path_find.h"
#include "analysis/path_heap.h"
#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"

#include <string.h>

/* Relations that may not follow what a part of the paths has in common. */
typedef struct barred {
    kith_id relation;
    const struct barred *next;
} barred;

typedef struct {
    double cost;
    size_t length;
    size_t common; /* steps that its part has in common */
    size_t simple; /* entities until the first that comes again */
    const barred *barred;
    kith_id *entities;  /* length + 1 */
    kith_id *relations; /* length */
} candidate;

typedef struct {
    const kith_path_search *search;
    const kith_path_order *order;
    uint64_t *looks;
    kith_paths *paths;
    size_t limit;

    unsigned char *milestone; /* by entity: its number + 1, or 0 */
    double *rest;             /* by place: least cost to the target */
    kith_id *next;            /* by place: the relation that costs so little */
    double *distance;         /* by place: from `from` along the path */
    uint32_t *steps;          /* by place */
    uint32_t *reached;        /* by place: the search that was last there */
    uint32_t *leads;          /* by place: the search for which it is on a way
                                 to the target */
    uint32_t *seen;           /* by entity: the search that took it */
    uint32_t *queue;
    uint32_t number; /* of this search */
    uint32_t goal;   /* place */
    double bound;    /* cost beyond which nothing is needed */

    bool *on_path;   /* by entity: on what the part has in common */
    bool *is_barred; /* by relation */
    kith_path_heap heap;
    kith_arena arena;

    candidate **best; /* in order */
    size_t best_count;
    size_t best_room;
    kith_id *entities; /* the path that is put together */
    kith_id *relations;
    kith_error *err;
} rank;

static kith_status out_of_memory(const rank *k)
{
    return kith_fail(k->err, KITH_E_MEMORY, "out of memory");
}

/* -- places ---------------------------------------------------------------- */

static uint32_t place_of(const rank *k, kith_id entity, uint32_t layer)
{
    return layer * (uint32_t)k->search->count + entity;
}

static kith_id entity_of(const rank *k, uint32_t place)
{
    return place % (uint32_t)k->search->count;
}

static uint32_t layer_of(const rank *k, uint32_t place)
{
    return place / (uint32_t)k->search->count;
}

/* The layer of `entity` when it is entered from one in `layer`: the next where
 * it is the milestone, but for the last. */
static uint32_t layer_after(const rank *k, kith_id entity, uint32_t layer)
{
    if (layer + 1 == k->order->milestone_count)
        return layer;
    return layer + (k->milestone[entity] == layer + 1);
}

/* Layer of what comes before a place. */
static uint32_t layer_before(const rank *k, uint32_t place)
{
    const uint32_t layer = layer_of(k, place);
    return layer - (k->milestone[entity_of(k, place)] == layer && layer > 0);
}

/* Whether a path that is in `layer` may step over `relation` to `entity`. A
 * milestone that is not the next would have to be passed twice. */
static bool is_open(const rank *k,
                    kith_id relation,
                    kith_id entity,
                    uint32_t layer)
{
    if (k->on_path[entity] || k->is_barred[relation])
        return false;
    if (k->order->milestone_count > 1) {
        const unsigned char milestone = k->milestone[entity];
        if (milestone != 0 && milestone != layer + 1)
            return false;
    }
    return kith_path_open(k->search, relation, entity);
}

/* -- the search for the best of a part ------------------------------------ */

/* Whether a path that costs `sum` as far as `place` may be good enough. */
static bool can_do(const rank *k, uint32_t place, double sum)
{
    const double whole = sum + k->rest[place];
    return whole < HUGE_VAL && kith_path_as_near(whole, k->bound);
}

static kith_status reach(rank *k, uint32_t place, double sum, uint32_t steps)
{
    if (k->reached[place] == k->number &&
        (k->distance[place] < sum ||
         (k->distance[place] <= sum && k->steps[place] <= steps)))
        return KITH_OK;
    k->reached[place] = k->number;
    k->distance[place] = sum;
    k->steps[place] = steps;
    return kith_path_heap_put(&k->heap,
                              (kith_path_item){sum + k->rest[place], steps,
                                               place},
                              k->err);
}

static kith_status look_around(rank *k, uint32_t place)
{
    const kith_adjacency *lists = &k->search->ahead;
    const kith_id u = entity_of(k, place);
    const uint32_t layer = layer_of(k, place);
    for (uint32_t i = lists->first[u]; i < lists->first[u + 1]; i++) {
        const kith_id v = lists->neighbour[i];
        const kith_id r = lists->relation[i];
        if (*k->looks == 0) {
            k->paths->gave_up = true;
            return KITH_OK;
        }
        --*k->looks;
        const uint32_t after = place_of(k, v, layer_after(k, v, layer));
        const double sum = k->distance[place] + kith_path_cost_of(k->search, r);
        if (!can_do(k, after, sum) || !is_open(k, r, v, layer))
            continue;
        const kith_status st = reach(k, after, sum, k->steps[place] + 1);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

/* Whether the way to the target that was measured from `place` is open. */
static bool is_clear(const rank *k, uint32_t place)
{
    const kith_id *sources = kith_graph_sources(k->search->graph);
    const kith_id *targets = kith_graph_targets(k->search->graph);
    while (place != k->goal) {
        const kith_id u = entity_of(k, place);
        const uint32_t layer = layer_of(k, place);
        const kith_id r = k->next[place];
        const kith_id v = sources[r] == u ? targets[r] : sources[r];
        if (!is_open(k, r, v, layer))
            return false;
        place = place_of(k, v, layer_after(k, v, layer));
    }
    return true;
}

/* What the target costs at most from `start`: the least of what its neighbours
 * promise whose ways are open. Where the first of them is, as it is most often,
 * there is nothing left to search but what costs the same. */
static double promise(const rank *k, uint32_t start, double sum)
{
    const kith_adjacency *lists = &k->search->ahead;
    const kith_id u = entity_of(k, start);
    const uint32_t layer = layer_of(k, start);
    double best = k->bound;
    for (uint32_t i = lists->first[u]; i < lists->first[u + 1]; i++) {
        const kith_id v = lists->neighbour[i];
        const kith_id r = lists->relation[i];
        const uint32_t place = place_of(k, v, layer_after(k, v, layer));
        const double whole =
            sum + kith_path_cost_of(k->search, r) + k->rest[place];
        if (whole < best && is_open(k, r, v, layer) && is_clear(k, place))
            best = whole;
    }
    return best;
}

/* Find every place that is as near as the target or nearer. */
static kith_status spread(rank *k, uint32_t start, double sum)
{
    const double bound = k->bound;
    kith_status st = KITH_OK;
    k->heap.size = 0;
    k->number++;
    k->bound = promise(k, start, sum);
    if (can_do(k, start, sum))
        st = reach(k, start, sum, 1);
    while (st == KITH_OK && k->heap.size > 0 && !k->paths->gave_up) {
        const kith_path_item at = kith_path_heap_take(&k->heap);
        const double whole = k->distance[at.place] + k->rest[at.place];
        if (!kith_path_as_near(at.distance, k->bound))
            break;
        if (at.distance > whole || at.steps > k->steps[at.place])
            continue;
        if (at.place == k->goal) {
            k->bound = whole < k->bound ? whole : k->bound;
        } else {
            st = look_around(k, at.place);
        }
    }
    k->bound = bound;
    return st;
}

/* Whether a step is on a way of least cost that has, of those, the fewest
 * relations. */
static bool brings_on(const rank *k, uint32_t u, uint32_t v, kith_id relation)
{
    const double cost = kith_path_cost_of(k->search, relation);
    return k->steps[u] + 1 == k->steps[v] &&
           kith_path_as_near(k->distance[u] + cost, k->distance[v]);
}

/* Mark what lies on the best ways to the target, from behind. */
static void mark_back(rank *k)
{
    const kith_adjacency *lists = &k->search->back;
    size_t end = 0;
    k->leads[k->goal] = k->number;
    k->queue[end++] = k->goal;
    for (size_t at = 0; at < end; at++) {
        const uint32_t place = k->queue[at];
        const kith_id v = entity_of(k, place);
        const uint32_t layer =
            place == k->goal ? layer_of(k, place) : layer_before(k, place);
        for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++) {
            const uint32_t before = place_of(k, lists->neighbour[i], layer);
            const kith_id r = lists->relation[i];
            if (k->reached[before] != k->number ||
                k->leads[before] == k->number || !is_open(k, r, v, layer) ||
                !brings_on(k, before, place, r))
                continue;
            k->leads[before] = k->number;
            k->queue[end++] = before;
        }
    }
}

/* The lowest entity, and the lowest relation to it, that lead from `place` to
 * the target. */
static uint32_t step_on(const rank *k, uint32_t place, kith_id *relation)
{
    const kith_adjacency *lists = &k->search->ahead;
    const kith_id u = entity_of(k, place);
    const uint32_t layer = layer_of(k, place);
    kith_id best = KITH_NONE;
    *relation = KITH_NONE;
    for (uint32_t i = lists->first[u]; i < lists->first[u + 1]; i++) {
        const kith_id v = lists->neighbour[i];
        const kith_id r = lists->relation[i];
        const uint32_t after = place_of(k, v, layer_after(k, v, layer));
        if (v > best || (v == best && r > *relation) ||
            k->leads[after] != k->number || !is_open(k, r, v, layer) ||
            !brings_on(k, place, after, r))
            continue;
        best = v;
        *relation = r;
    }
    return place_of(k, best, layer_after(k, best, layer));
}

/* -- candidates ------------------------------------------------------------ */

static void candidate_free(candidate *c)
{
    if (c) {
        kith_release(c->entities);
        kith_release(c->relations);
    }
    kith_release(c);
}

/* By cost, then number of relations, then entities, then relations. */
static bool is_before(const candidate *a, const candidate *b)
{
    if (a->cost < b->cost || a->cost > b->cost)
        return a->cost < b->cost;
    if (a->length != b->length)
        return a->length < b->length;
    for (size_t i = 0; i <= a->length; i++) {
        if (a->entities[i] != b->entities[i])
            return a->entities[i] < b->entities[i];
    }
    for (size_t i = 0; i < a->length; i++) {
        if (a->relations[i] != b->relations[i])
            return a->relations[i] < b->relations[i];
    }
    return false;
}

/* The path in k->entities and k->relations. */
static candidate *make_candidate(rank *k,
                                 size_t length,
                                 size_t common,
                                 const barred *list)
{
    candidate *c = KITH_NEW(candidate, 1);
    if (!c)
        return NULL;
    *c = (candidate){.length = length, .common = common, .barred = list};
    c->entities = KITH_NEW(kith_id, length + 1);
    c->relations = KITH_NEW(kith_id, length);
    if (!c->entities || !c->relations) {
        candidate_free(c);
        return NULL;
    }
    memcpy(c->entities, k->entities, (length + 1) * sizeof *c->entities);
    memcpy(c->relations, k->relations, length * sizeof *c->relations);
    for (size_t i = 0; i < length; i++)
        c->cost += kith_path_cost_of(k->search, c->relations[i]);
    for (size_t i = 0; i <= length; i++) {
        if (i > common && k->seen[c->entities[i]] == k->number)
            break;
        k->seen[c->entities[i]] = k->number;
        c->simple = i + 1;
    }
    return c;
}

/* What can be needed yet, with one more to know whether there is more. */
static size_t needed(const rank *k)
{
    return k->limit - k->paths->count + 1;
}

/* Where every candidate is a path, those beyond what is needed are dropped. */
static void trim(rank *k)
{
    if (k->order->milestone_count > 1)
        return;
    while (k->best_count > needed(k))
        candidate_free(k->best[--k->best_count]);
    if (k->best_count == needed(k))
        k->bound = fmin(k->bound, k->best[k->best_count - 1]->cost);
}

static kith_status insert(rank *k, candidate *new)
{
    size_t low = 0;
    if (k->best_count == k->best_room) {
        const size_t room = k->best_room ? 2 * k->best_room : 16;
        candidate **best = kith_grow_array(k->best, room, sizeof(candidate *));
        if (!best)
            return out_of_memory(k);
        k->best = best;
        k->best_room = room;
    }
    for (size_t high = k->best_count; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (is_before(new, k->best[middle])) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    memmove(k->best + low + 1, k->best + low,
            (k->best_count - low) * sizeof(candidate *));
    k->best[low] = new;
    k->best_count++;
    trim(k);
    return KITH_OK;
}

static candidate *take_best(rank *k)
{
    candidate *first = k->best[0];
    k->best_count--;
    memmove(k->best, k->best + 1, k->best_count * sizeof(candidate *));
    return first;
}

/* Find the best path that begins with the first `common` steps of what is in
 * k->entities, having passed `layer` milestones, at a cost of `sum`. */
static kith_status find_best(rank *k,
                             size_t common,
                             uint32_t layer,
                             double sum,
                             const barred *list)
{
    uint32_t place = place_of(k, k->entities[common], layer);
    size_t length = common;
    kith_status st = KITH_OK;
    for (const barred *b = list; b; b = b->next)
        k->is_barred[b->relation] = true;
    st = spread(k, place, sum);
    if (st == KITH_OK && !k->paths->gave_up &&
        k->reached[k->goal] == k->number) {
        mark_back(k);
        while (place != k->goal) {
            place = step_on(k, place, &k->relations[length++]);
            k->entities[length] = entity_of(k, place);
        }
        candidate *new = make_candidate(k, length, common, list);
        st = new ? insert(k, new) : out_of_memory(k);
        if (st != KITH_OK)
            candidate_free(new);
    }
    for (const barred *b = list; b; b = b->next)
        k->is_barred[b->relation] = false;
    return st;
}

/* Part the paths that have so much in common with `c`, but for itself, by where
 * they leave it. */
static kith_status part(rank *k, const candidate *c)
{
    kith_status st = KITH_OK;
    uint32_t layer = 0;
    double sum = 0;
    for (size_t i = 0; i < c->length && i < c->simple && st == KITH_OK; i++) {
        k->entities[i] = c->entities[i];
        if (i > 0)
            layer = layer_after(k, c->entities[i], layer);
        k->on_path[c->entities[i]] = true;
        if (i >= c->common) {
            barred *list = KITH_ARENA_NEW(&k->arena, barred, 1);
            if (!list)
                return out_of_memory(k);
            *list =
                (barred){c->relations[i], i == c->common ? c->barred : NULL};
            /* what comes after is written over by the path that is found */
            st = find_best(k, i, layer, sum, list);
        }
        k->relations[i] = c->relations[i];
        sum += kith_path_cost_of(k->search, c->relations[i]);
    }
    for (size_t i = 0; i < c->length; i++)
        k->on_path[c->entities[i]] = false;
    return st;
}

static kith_status hand_out(rank *k, const candidate *c)
{
    kith_id *entities = NULL;
    kith_step *steps = NULL;
    const kith_status st =
        kith_paths_add(k->paths, c->length, c->cost, &entities, &steps, k->err);
    if (st != KITH_OK)
        return st;
    memcpy(entities, c->entities, (c->length + 1) * sizeof *entities);
    for (size_t i = 0; i < c->length; i++) {
        steps[i] =
            kith_step_from(k->search->graph, c->relations[i], c->entities[i]);
    }
    if (k->order->equal)
        k->bound = fmin(k->bound, c->cost);
    return KITH_OK;
}

static kith_status take_all(rank *k)
{
    kith_status st = KITH_OK;
    while (st == KITH_OK && k->best_count > 0 && !k->paths->gave_up) {
        candidate *c = take_best(k);
        const bool is_simple = c->simple == c->length + 1;
        const bool is_last = !kith_path_as_near(c->cost, k->bound);
        const bool is_full = is_simple && k->paths->count == k->limit;
        if (is_simple && is_full && !is_last)
            k->paths->more = true;
        if (is_last || is_full) {
            candidate_free(c);
            break;
        }
        if (is_simple)
            st = hand_out(k, c);
        if (st == KITH_OK)
            st = part(k, c);
        candidate_free(c);
    }
    return st;
}

/* -- preparation ----------------------------------------------------------- */

static kith_status init(rank *k)
{
    const size_t count = k->search->count;
    const size_t layers = k->order->milestone_count;
    const size_t places = count * layers;
    if (places >= UINT32_MAX) {
        return kith_fail(k->err, KITH_E_LIMIT,
                         "%zu entities are too many to pass %zu of them", count,
                         layers - 1);
    }
    k->milestone = KITH_NEW(unsigned char, count);
    k->rest = KITH_NEW(double, places);
    k->next = KITH_NEW(kith_id, places);
    k->distance = KITH_NEW(double, places);
    k->steps = KITH_NEW(uint32_t, places);
    k->reached = KITH_NEW(uint32_t, places);
    k->leads = KITH_NEW(uint32_t, places);
    k->queue = KITH_NEW(uint32_t, places);
    k->seen = KITH_NEW(uint32_t, count);
    k->on_path = KITH_NEW(bool, count);
    k->is_barred = KITH_NEW(bool, kith_graph_relation_count(k->search->graph));
    k->entities = KITH_NEW(kith_id, places + 1);
    k->relations = KITH_NEW(kith_id, places + 1);
    if (!k->milestone || !k->rest || !k->next || !k->distance || !k->steps ||
        !k->reached || !k->leads || !k->queue || !k->seen || !k->on_path ||
        !k->is_barred || !k->entities || !k->relations)
        return out_of_memory(k);
    for (size_t i = 0; i < layers; i++)
        k->milestone[k->order->milestones[i]] = (unsigned char)(i + 1);
    k->goal =
        place_of(k, k->order->milestones[layers - 1], (uint32_t)layers - 1);
    return KITH_OK;
}

/* Least cost from each place to the target, through the milestones that are
 * left. */
static kith_status measure(rank *k)
{
    const kith_path_order *order = k->order;
    double rest = 0;
    for (size_t i = order->milestone_count; i-- > 0;) {
        double *layer = k->rest + i * k->search->count;
        const kith_status st =
            kith_path_distances(k->search, order->milestones[i], layer,
                                k->next + i * k->search->count, k->err);
        if (st != KITH_OK)
            return st;
        for (size_t e = 0; e < k->search->count; e++)
            layer[e] += rest;
        if (i > 0)
            rest = layer[order->milestones[i - 1]];
    }
    return KITH_OK;
}

static void release(rank *k)
{
    void *const arrays[] = {
        k->milestone, k->rest,     k->next,      k->distance, k->steps,
        k->reached,   k->leads,    k->queue,     k->seen,     k->on_path,
        k->is_barred, k->entities, k->relations,
    };
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        kith_release(arrays[i]);
    for (size_t i = 0; i < k->best_count; i++)
        candidate_free(k->best[i]);
    kith_release(k->best);
    kith_path_heap_free(&k->heap);
    kith_arena_free(&k->arena);
}

kith_status kith_path_rank(const kith_path_search *search,
                           const kith_path_order *order,
                           uint64_t *looks,
                           kith_paths *paths,
                           kith_error *err)
{
    rank k = {
        .search = search,
        .order = order,
        .looks = looks,
        .paths = paths,
        .limit = paths->count + order->most,
        .bound = order->within,
        .err = err,
    };
    kith_status st = KITH_OK;
    KITH_TRY(st, init(&k), done);
    KITH_TRY(st, measure(&k), done);
    k.entities[0] = search->from;
    k.on_path[search->from] = true;
    KITH_TRY(st, find_best(&k, 0, 0, 0, NULL), done);
    k.on_path[search->from] = false;
    st = take_all(&k);
done:
    release(&k);
    return st;
}
