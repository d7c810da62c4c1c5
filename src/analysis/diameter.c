/* The diameter from the outside in (iFUB).
 *
 * From an entity in the middle, two entities at distance i or less are at most
 * 2 i apart. So when all entities farther than i were searched from, and one of
 * these searches went at least 2 i far, no other goes farther. In networks few
 * entities are far out, and a few hundred searches settle the diameter of
 * millions. The middle is that of a long shortest path, between the two ends of
 * a double sweep, taken twice.
 *
 * Components are taken from their largest hub on; one with no more entities
 * than the longest path so far has steps cannot hold a longer one.
 *
 * Source: Crescenzi, Grossi, Habib, Lanzi and Marino, "On computing the
 * diameter of real-world undirected graphs", 2013. */
#include "analysis/diameter.h"

#include "analysis/sweep.h"
#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

enum { BATCH = 64, MOST_BATCHES = 8 }; /* sources; batches side by side */

typedef struct {
    const kith_lists *lists;
    uint32_t *level; /* distance of the last search + 1; 0 = not reached */
    kith_id *queue;  /* what it reached, near ones first */
    uint8_t *done;   /* the component was looked at */
    size_t reached;
    size_t left; /* searches */
    unsigned threads;
    kith_diameter found;
} hunt;

/* Search from v; how far it goes. */
static uint32_t breadth(hunt *h, kith_id v)
{
    const kith_lists *lists = h->lists;
    for (size_t i = 0; i < h->reached; i++)
        h->level[h->queue[i]] = 0;
    h->reached = 0;
    h->queue[h->reached++] = v;
    h->level[v] = 1;
    for (size_t i = 0; i < h->reached; i++) {
        const kith_id u = h->queue[i];
        for (uint32_t k = lists->first[u]; k < lists->first[u + 1]; k++) {
            const kith_id to = lists->neighbour[k];
            if (h->level[to])
                continue;
            h->level[to] = h->level[u] + 1;
            h->queue[h->reached++] = to;
        }
    }
    return h->level[h->queue[h->reached - 1]] - 1;
}

/* From what the last search reached last, half the way back. */
static kith_id middle(const hunt *h)
{
    const kith_lists *lists = h->lists;
    kith_id v = h->queue[h->reached - 1];
    const uint32_t half = (h->level[v] + 1) / 2;
    while (h->level[v] > half) {
        uint32_t k = lists->first[v];
        while (h->level[lists->neighbour[k]] != h->level[v] - 1)
            k++;
        v = lists->neighbour[k];
    }
    return v;
}

static void found(hunt *h, uint32_t distance)
{
    if (distance > h->found.least)
        h->found.least = distance;
}

/* The middle of a long path that begins where a search from v ends. */
static kith_id double_sweep(hunt *h, kith_id v)
{
    (void)breadth(h, v);
    found(h, breadth(h, h->queue[h->reached - 1]));
    return middle(h);
}

typedef struct {
    kith_sweep_lists lists;
    const kith_id *sources;
    size_t count;
    uint32_t longest[MOST_BATCHES];
    kith_status status[MOST_BATCHES];
} batches;

static void run_batch(void *context, size_t block)
{
    batches *b = context;
    kith_sweep_reach reach[BATCH] = {0};
    const size_t begin = block * BATCH;
    const size_t rest = b->count - begin;
    const size_t size = rest < BATCH ? rest : BATCH;
    b->status[block] =
        kith_sweep_each(&b->lists, b->sources + begin, size, reach, NULL);
    for (size_t i = 0; i < size; i++) {
        if (reach[i].farthest > b->longest[block])
            b->longest[block] = reach[i].farthest;
    }
}

/* Search from `count` entities of the queue, at most BATCH * MOST_BATCHES. */
static kith_status search_from(hunt *h,
                               const kith_id *sources,
                               size_t count,
                               kith_error *err)
{
    const kith_lists *lists = h->lists;
    const kith_adjacency both = {lists->first, lists->neighbour, NULL};
    batches b = {
        .lists = {both, both, lists->count},
        .sources = sources,
        .count = count,
    };
    const size_t blocks = (count + BATCH - 1) / BATCH;
    kith_par_run(blocks,
                 kith_threads_wanted(h->threads, lists->first[lists->count]),
                 run_batch, &b);
    h->left -= count;
    for (size_t i = 0; i < blocks; i++) {
        if (b.status[i] != KITH_OK)
            return kith_fail(err, b.status[i], "out of memory");
        found(h, b.longest[i]);
    }
    return KITH_OK;
}

/* From the outside in. The queue of the search from the middle has the farthest
 * ones last. */
static kith_status close_in(hunt *h, kith_id centre, kith_error *err)
{
    kith_status st = KITH_OK;
    uint32_t radius = breadth(h, centre);
    size_t end = h->reached;
    found(h, radius);
    while (2 * radius > h->found.least && st == KITH_OK) {
        const size_t most = BATCH * MOST_BATCHES;
        size_t begin = end;
        while (begin > 0 && h->level[h->queue[begin - 1]] == radius + 1 &&
               end - begin < most)
            begin--;
        if (begin == end) {
            radius--;
            continue;
        }
        if (end - begin > h->left)
            break;
        st = search_from(h, h->queue + begin, end - begin, err);
        end = begin;
    }
    if (2 * radius > h->found.most)
        h->found.most = 2 * radius;
    return st;
}

static kith_status look_at_component(hunt *h, kith_id v, kith_error *err)
{
    found(h, breadth(h, v));
    for (size_t i = 0; i < h->reached; i++)
        h->done[h->queue[i]] = 1;
    if (h->reached <= (size_t)h->found.least + 1)
        return KITH_OK;
    const kith_id centre = double_sweep(h, double_sweep(h, v));
    return close_in(h, centre, err);
}

kith_status kith_diameter_find(const kith_lists *lists,
                               size_t searches,
                               unsigned threads,
                               kith_diameter *out,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    hunt h = {
        .lists = lists,
        .level = KITH_NEW(uint32_t, lists->count),
        .queue = KITH_NEW(kith_id, lists->count),
        .done = KITH_NEW(uint8_t, lists->count),
        .left = searches,
        .threads = threads,
    };
    if (!h.level || !h.queue || !h.done)
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id v = 0; st == KITH_OK && v < lists->count; v++) {
        if (!h.done[v] && lists->first[v] < lists->first[v + 1])
            st = look_at_component(&h, v, err);
    }
    if (h.found.most < h.found.least)
        h.found.most = h.found.least;
    *out = h.found;
    kith_release(h.level);
    kith_release(h.queue);
    kith_release(h.done);
    return st;
}
