/* Simple paths in order of cost, through milestones if there are any.
 *
 * Yen's method with Lawler's partition: when a path is handed out, the others
 * are parted by where they first leave it, and the best of each part is a
 * candidate. The search for it (path_detour.c) gives of equal ones always the
 * same, so that the order of paths is complete.
 *
 * The best way through milestones may come twice to an entity; it is not handed
 * out but parted like the others before it does so for the first time. */
#include "analysis/path_detour.h"
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
    kith_path_detour detour;
    const kith_path_search *search;
    const kith_path_order *order;
    kith_paths *paths;
    size_t limit;

    uint32_t *seen; /* by entity: the search that took it */
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
        if (i > common && k->seen[c->entities[i]] == k->detour.number)
            break;
        k->seen[c->entities[i]] = k->detour.number;
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
        k->detour.bound =
            fmin(k->detour.bound, k->best[k->best_count - 1]->cost);
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
    size_t length = 0;
    for (const barred *b = list; b; b = b->next)
        k->detour.is_barred[b->relation] = true;
    kith_status st =
        kith_path_detour_find(&k->detour, layer, sum, k->entities + common,
                              k->relations + common, &length);
    if (st == KITH_OK && length > 0) {
        candidate *new = make_candidate(k, common + length, common, list);
        st = new ? insert(k, new) : out_of_memory(k);
        if (st != KITH_OK)
            candidate_free(new);
    }
    for (const barred *b = list; b; b = b->next)
        k->detour.is_barred[b->relation] = false;
    return st;
}

/* Whether all that is left to know, that there are more paths, is known: where
 * nothing has to be passed every candidate is a path. */
static bool is_settled(const rank *k)
{
    return k->order->milestone_count == 1 && k->paths->count == k->limit &&
           k->best_count > 0;
}

/* Part the paths that have so much in common with `c`, but for itself, by where
 * they leave it. */
static kith_status part(rank *k, const candidate *c)
{
    kith_status st = KITH_OK;
    uint32_t layer = 0;
    double sum = 0;
    for (size_t i = 0; i < c->length && i < c->simple && !is_settled(k); i++) {
        k->entities[i] = c->entities[i];
        if (i > 0)
            layer = kith_path_detour_layer(&k->detour, c->entities[i], layer);
        k->detour.on_path[c->entities[i]] = true;
        if (i >= c->common) {
            barred *list = KITH_ARENA_NEW(&k->arena, barred, 1);
            if (!list)
                return out_of_memory(k);
            *list =
                (barred){c->relations[i], i == c->common ? c->barred : NULL};
            /* what comes after is written over by the path that is found */
            st = find_best(k, i, layer, sum, list);
            if (st != KITH_OK)
                break;
        }
        k->relations[i] = c->relations[i];
        sum += kith_path_cost_of(k->search, c->relations[i]);
    }
    for (size_t i = 0; i < c->length; i++)
        k->detour.on_path[c->entities[i]] = false;
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
        k->detour.bound = fmin(k->detour.bound, c->cost);
    return KITH_OK;
}

static kith_status take_all(rank *k)
{
    kith_status st = KITH_OK;
    while (st == KITH_OK && k->best_count > 0 && !k->paths->gave_up) {
        candidate *c = take_best(k);
        const bool is_simple = c->simple == c->length + 1;
        const bool is_last = !kith_path_as_near(c->cost, k->detour.bound);
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

/* -- the question ---------------------------------------------------------- */

static kith_status init(rank *k)
{
    const size_t longest = k->search->count * k->order->milestone_count + 1;
    k->seen = KITH_NEW(uint32_t, k->search->count);
    k->entities = KITH_NEW(kith_id, longest);
    k->relations = KITH_NEW(kith_id, longest);
    if (!k->seen || !k->entities || !k->relations)
        return out_of_memory(k);
    return kith_path_detour_init(&k->detour);
}

static void release(rank *k)
{
    for (size_t i = 0; i < k->best_count; i++)
        candidate_free(k->best[i]);
    kith_release(k->best);
    kith_release(k->seen);
    kith_release(k->entities);
    kith_release(k->relations);
    kith_arena_free(&k->arena);
    kith_path_detour_free(&k->detour);
}

static kith_status find_first(rank *k)
{
    const kith_id from = k->search->from;
    k->entities[0] = from;
    k->detour.on_path[from] = true;
    const kith_status st = find_best(k, 0, 0, 0, NULL);
    k->detour.on_path[from] = false;
    return st;
}

/* From a place to itself there is one path, of no relation. */
static kith_status stay(rank *k)
{
    kith_id *entities = NULL;
    kith_step *steps = NULL;
    const kith_status st =
        kith_paths_add(k->paths, 0, 0, &entities, &steps, k->err);
    if (st == KITH_OK)
        entities[0] = k->search->from;
    return st;
}

kith_status kith_path_rank(const kith_path_search *search,
                           const kith_path_order *order,
                           uint64_t *looks,
                           kith_paths *paths,
                           kith_error *err)
{
    rank k = {
        .detour = {.search = search,
                   .order = order,
                   .looks = looks,
                   .paths = paths,
                   .err = err,
                   .bound = order->within},
        .search = search,
        .order = order,
        .paths = paths,
        .limit = paths->count + order->most,
        .err = err,
    };
    kith_status st = KITH_OK;
    if (search->from == order->milestones[order->milestone_count - 1])
        return stay(&k);
    KITH_TRY(st, init(&k), done);
    KITH_TRY(st, find_first(&k), done);
    st = take_all(&k);
done:
    release(&k);
    return st;
}
