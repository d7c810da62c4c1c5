/* Breadth-first search from many sources at once.
 *
 * Each entity has a set of sources, as bits: those that have reached it so far
 * (seen). A step takes the entities that were new to some source last and adds
 * their sets to those of their neighbours (next); what a neighbour had not seen
 * yet is new to it. That whole sets are handed over, not only what is new in
 * them, changes nothing: what an entity saw earlier, its neighbours have seen
 * since. One look at a relation so serves hundreds of searches that stand at
 * the same place, and in networks where everything is a few steps apart they
 * do. When many entities were new last, it is faster to let every entity fetch
 * its neighbours' sets, because then writing goes in order, and because it may
 * stop as soon as it has seen all: neighbours that have seen most stand first
 * if entities are numbered by falling degree.
 *
 * This file is built once for each instruction set and size of set, see
 * sweep.c.
 *
 * Cost: O(E) a step and bundle of sources, never more than single searches.
 * Source: Then et al., "The more the merrier: efficient multi-source graph
 * traversal", 2014; fetching: Beamer et al., "Direction-optimizing
 * breadth-first search", 2012. */
#include "analysis/sweep_room.h"
#include "analysis/sweep_set.h"

#include <string.h>

enum {
    FETCH_FROM = 4, /* fetch when one in so many places would be handed over */
    AT_ONCE = 4,    /* neighbours fetched before it is asked whether to stop */
    AHEAD = 16      /* places whose sets are asked for before they are needed */
};

/* Of an entity. */
enum {
    WAITING = 0, /* some source has not reached it */
    TOUCHED,     /* and this step adds to its set */
    FULL,        /* all sources have, and seen says so */
    COMPLETE     /* seen and next say so */
};

typedef struct {
    kith_sweep_room *room;
    set *seen;
    set *next;
    uint8_t *state;
    uint32_t distance;
    set all; /* sources in use */
} search;

static search start(kith_sweep_room *r, const kith_id *sources, size_t count)
{
    search s = {
        .room = r,
        .seen = r->sets.data,
        .next = (set *)r->sets.data + r->lists->count,
        .state = r->state,
    };
    memset(s.seen, 0, r->lists->count * sizeof *s.seen);
    memset(s.state, WAITING, r->lists->count);
    for (size_t i = 0; i < count; i++) {
        const uint64_t bit = UINT64_C(1) << i % 64;
        s.seen[sources[i]].words[i / 64] |= bit;
        s.all.words[i / 64] |= bit;
        r->reached[i] = sources[i];
    }
    r->reached_count = count;
    return s;
}

/* These sources are as far away as the present distance. */
static void credit(kith_sweep_room *r, const set *sources, uint32_t distance)
{
    for (size_t k = 0; k < KITH_WORDS; k++) {
        for (uint64_t bits = sources->words[k]; bits; bits &= bits - 1) {
            kith_sweep_reach *to =
                &r->reach[64 * k + (size_t)__builtin_ctzll(bits)];
            to->sum += distance;
            to->count++;
            to->farthest = distance;
        }
    }
}

/* Whether the set of v, which was `seen`, grows: note it. */
static inline bool note(search *s, kith_id v, const set *now, const set *seen)
{
    kith_sweep_room *r = s->room;
    const set new = set_without(now, seen);
    const uint32_t count = set_count(&new);
    if (count == 0)
        return false;
    if (r->reach)
        credit(r, &new, s->distance);
    r->reached[r->reached_count] = v;
    r->sources[r->reached_count++] = count;
    return true;
}

/* Add the sets of what was reached to those of all neighbours; how many
 * entities were touched. */
static size_t hand_on(search *s)
{
    const kith_sweep_room *r = s->room;
    const kith_adjacency *lists = &r->lists->ahead;
    size_t touched = 0;
    for (size_t i = 0; i < r->reached_count; i++) {
        const kith_id v = r->reached[i];
        const uint32_t end = lists->first[v + 1];
        for (uint32_t place = lists->first[v]; place < end; place++) {
            const kith_id to = lists->neighbour[place];
            if (s->state[to] >= FULL)
                continue;
            if (s->state[to] == WAITING) {
                s->next[to] = s->seen[to];
                s->state[to] = TOUCHED;
                r->touched[touched++] = to;
            }
            set_add(&s->next[to], &s->seen[v]);
        }
    }
    return touched;
}

/* A step for which few sets are handed on. */
static void push(search *s)
{
    kith_sweep_room *r = s->room;
    const size_t touched = hand_on(s);
    r->reached_count = 0;
    for (size_t i = 0; i < touched; i++) {
        const kith_id v = r->touched[i];
        if (note(s, v, &s->next[v], &s->seen[v]))
            s->seen[v] = s->next[v];
        s->state[v] = set_equals(&s->seen[v], &s->all) ? COMPLETE : WAITING;
    }
}

/* The set of v and those of its neighbours. */
static inline set fetch(const search *s, kith_id v)
{
    const kith_adjacency *lists = &s->room->lists->back;
    const kith_id *neighbour = lists->neighbour;
    const uint32_t last = lists->first[s->room->lists->count] - 1;
    const uint32_t end = lists->first[v + 1];
    set now = s->seen[v];
    for (uint32_t place = lists->first[v]; place < end; place++) {
        const uint32_t ahead = last - place < AHEAD ? last : place + AHEAD;
        __builtin_prefetch(&s->seen[neighbour[ahead]]);
        set_add(&now, &s->seen[neighbour[place]]);
        if (place % AT_ONCE == 0 && set_equals(&now, &s->all))
            break;
    }
    return now;
}

/* A step for which every entity fetches its neighbours' sets. */
static void pull(search *s)
{
    const size_t count = s->room->lists->count;
    s->room->reached_count = 0;
    for (kith_id v = 0; v < count; v++) {
        if (s->state[v] == COMPLETE)
            continue;
        if (s->state[v] == FULL) {
            s->next[v] = s->all;
            s->state[v] = COMPLETE;
            continue;
        }
        const set now = fetch(s, v);
        s->next[v] = now;
        if (note(s, v, &now, &s->seen[v]) && set_equals(&now, &s->all))
            s->state[v] = FULL;
    }
    set *const sets = s->seen;
    s->seen = s->next;
    s->next = sets;
}

static bool many_reached(const kith_sweep_room *r)
{
    const uint32_t *first = r->lists->ahead.first;
    size_t places = 0;
    for (size_t i = 0; i < r->reached_count; i++)
        places += first[r->reached[i] + 1] - first[r->reached[i]];
    return places > first[r->lists->count] / FETCH_FROM;
}

static void tell(const search *s)
{
    kith_sweep_room *r = s->room;
    r->calls += r->reached_count;
    for (size_t i = 0; i < r->reached_count; i++)
        r->told += r->sources[i];
    if (r->swept)
        r->swept(r->context, s->distance, r->reached, r->sources,
                 r->reached_count);
}

void KITH_SWEEP_RUN(kith_sweep_room *room, const kith_id *sources, size_t count)
{
    search s = start(room, sources, count);
    for (s.distance = 1; room->reached_count > 0; s.distance++) {
        if (many_reached(room)) {
            pull(&s);
        } else {
            push(&s);
        }
        tell(&s);
    }
}
