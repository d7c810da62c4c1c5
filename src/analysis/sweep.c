/* Breadth-first search from many sources at once.
 *
 * Each entity has three sets of sources, as bits: by which it was reached at
 * all (seen), by which at the present distance (now), and from which it may be
 * reached at the next (next). A step takes the entities reached last and hands
 * their sets to their neighbours; what a neighbour has not seen yet is new to
 * it. One look at a relation so serves hundreds of searches that stand at the
 * same place, and in networks where everything is a few steps apart they do.
 * When many entities were reached last, it is faster to let every entity fetch
 * its neighbours' sets, because then writing goes in order.
 *
 * Cost: O(E) a step and bundle of sources, never more than single searches.
 * Source: Then et al., "The more the merrier: efficient multi-source graph
 * traversal", 2014; fetching: Beamer et al., "Direction-optimizing
 * breadth-first search", 2012. */
#include "analysis/sweep.h"

#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <string.h>

enum {
    FETCH_FROM = 4, /* fetch when one in so many places would be handed over */
    SHARED = 8      /* searches that share a step where large sets pay */
};

typedef struct {
    const kith_adjacency *lists; /* where searches go to */
    const kith_adjacency *back;  /* where they come from */
    size_t count;
    size_t words;   /* of a set: 1 or KITH_SWEEP_WORDS */
    uint64_t *seen; /* by entity, words each; so now and next */
    uint64_t *now;
    uint64_t *next;
    uint32_t *met;    /* the last distance at which an entity was met */
    kith_id *reached; /* entities with a set in now */
    kith_id *ahead;   /* entities with a set in next */
    size_t reached_count;
    uint64_t all[KITH_SWEEP_WORDS]; /* sources in use */
    uint64_t told;                  /* sources that swept was told of */
    uint64_t calls;                 /* of swept */
    kith_sweep_reach *reach;        /* by source, instead of swept; or NULL */
} searches;

static const uint32_t complete = UINT32_MAX; /* met: seen by every source */

static kith_status init(searches *s,
                        const kith_sweep_lists *lists,
                        size_t sources,
                        kith_error *err)
{
    const size_t count = lists->count;
    const size_t words = sources > 64 ? KITH_SWEEP_WORDS : 1;
    *s = (searches){
        .lists = &lists->ahead,
        .back = &lists->back,
        .count = count,
        .words = words,
        .seen = KITH_NEW(uint64_t, count * words),
        .now = KITH_NEW(uint64_t, count * words),
        .next = KITH_NEW(uint64_t, count * words),
        .met = KITH_NEW(uint32_t, count),
        .reached = KITH_NEW(kith_id, count),
        .ahead = KITH_NEW(kith_id, count),
    };
    if (s->seen && s->now && s->next && s->met && s->reached && s->ahead)
        return KITH_OK;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static void clear(searches *s)
{
    kith_release(s->seen);
    kith_release(s->now);
    kith_release(s->next);
    kith_release(s->met);
    kith_release(s->reached);
    kith_release(s->ahead);
}

/* Between runs now and next are empty. */
static void start(searches *s, const kith_id *sources, size_t count)
{
    memset(s->seen, 0, s->count * s->words * sizeof *s->seen);
    memset(s->met, 0, s->count * sizeof *s->met);
    memset(s->all, 0, sizeof s->all);
    s->reached_count = 0;
    for (size_t i = 0; i < count; i++) {
        const size_t word = sources[i] * s->words + i / 64;
        const uint64_t bit = UINT64_C(1) << i % 64;
        s->seen[word] |= bit;
        s->now[word] |= bit;
        s->all[i / 64] |= bit;
        s->reached[s->reached_count++] = sources[i];
    }
}

/* Below, `words` is s->words, passed on as a constant so that the loops over a
 * set are unrolled. */

/* Hand the sets of now on to all neighbours; how many were met. */
static inline size_t hand_on(searches *s, uint32_t distance, size_t words)
{
    size_t met = 0;
    for (size_t i = 0; i < s->reached_count; i++) {
        const kith_id v = s->reached[i];
        const uint64_t *now = s->now + v * words;
        const uint32_t end = s->lists->first[v + 1];
        for (uint32_t place = s->lists->first[v]; place < end; place++) {
            const kith_id to = s->lists->neighbour[place];
            uint64_t *next = s->next + to * words;
            if (s->met[to] == complete)
                continue;
            if (s->met[to] != distance)
                s->ahead[met++] = to;
            s->met[to] = distance;
            for (size_t k = 0; k < words; k++)
                next[k] |= now[k];
        }
    }
    return met;
}

/* The same the other way round: every entity fetches. */
static inline size_t fetch(searches *s, size_t words)
{
    size_t met = 0;
    for (kith_id v = 0; v < s->count; v++) {
        if (s->met[v] == complete)
            continue;
        const uint32_t end = s->back->first[v + 1];
        uint64_t all[KITH_SWEEP_WORDS] = {0};
        uint64_t any = 0;
        for (uint32_t place = s->back->first[v]; place < end; place++) {
            const uint64_t *now = s->now + s->back->neighbour[place] * words;
            for (size_t k = 0; k < words; k++)
                all[k] |= now[k];
        }
        for (size_t k = 0; k < words; k++)
            any |= all[k] & ~s->seen[v * words + k];
        if (!any)
            continue;
        memcpy(s->next + v * words, all, words * sizeof *all);
        s->ahead[met++] = v;
    }
    return met;
}

/* Keep of next what v had not seen; number of sources that are new to it. */
static inline uint32_t keep_new(searches *s, kith_id v, size_t words)
{
    uint64_t *next = s->next + v * words;
    uint64_t *seen = s->seen + v * words;
    uint32_t new = 0;
    uint64_t missing = 0;
    for (size_t k = 0; k < words; k++) {
        next[k] &= ~seen[k];
        seen[k] |= next[k];
        missing |= s->all[k] & ~seen[k];
        new += (uint32_t)__builtin_popcountll(next[k]);
    }
    if (!missing)
        s->met[v] = complete;
    return new;
}

/* What was next becomes now; the first `kept` of ahead have a set in it. */
static inline void advance(searches *s, size_t kept, size_t words)
{
    for (size_t i = 0; i < s->reached_count; i++) {
        for (size_t k = 0; k < words; k++)
            s->now[s->reached[i] * words + k] = 0;
    }
    uint64_t *const sets = s->now;
    kith_id *const list = s->reached;
    s->now = s->next;
    s->next = sets;
    s->reached = s->ahead;
    s->ahead = list;
    s->reached_count = kept;
}

static bool many_reached(const searches *s)
{
    const uint32_t *first = s->lists->first;
    size_t places = 0;
    for (size_t i = 0; i < s->reached_count; i++)
        places += first[s->reached[i] + 1] - first[s->reached[i]];
    return places > first[s->count] / FETCH_FROM;
}

/* Of v: the sources in next are `distance` away. */
static void credit(searches *s, kith_id v, uint32_t distance)
{
    for (size_t k = 0; k < s->words; k++) {
        uint64_t bits = s->next[v * s->words + k];
        for (; bits; bits &= bits - 1) {
            kith_sweep_reach *r =
                &s->reach[64 * k + (size_t)__builtin_ctzll(bits)];
            r->sum += distance;
            r->count++;
            r->farthest = distance;
        }
    }
}

static inline void run_words(searches *s,
                             kith_swept *swept,
                             void *context,
                             size_t words)
{
    for (uint32_t distance = 1; s->reached_count > 0; distance++) {
        const size_t met =
            many_reached(s) ? fetch(s, words) : hand_on(s, distance, words);
        size_t kept = 0;
        for (size_t i = 0; i < met; i++) {
            const kith_id v = s->ahead[i];
            const uint32_t new = keep_new(s, v, words);
            if (new == 0)
                continue;
            if (s->reach) {
                credit(s, v, distance);
            } else {
                swept(context, v, distance, new);
            }
            s->ahead[kept++] = v;
            s->told += new;
        }
        s->calls += kept;
        advance(s, kept, words);
    }
}

static void run(searches *s, kith_swept *swept, void *context)
{
    if (s->words == 1) {
        run_words(s, swept, context, 1);
    } else {
        run_words(s, swept, context, KITH_SWEEP_WORDS);
    }
}

kith_status kith_sweep(const kith_sweep_lists *lists,
                       const kith_id *sources,
                       size_t source_count,
                       kith_swept *swept,
                       void *context,
                       kith_error *err)
{
    searches s;
    const kith_status st = init(&s, lists, source_count, err);
    if (st == KITH_OK) {
        start(&s, sources, source_count);
        run(&s, swept, context);
    }
    clear(&s);
    return st;
}

kith_status kith_sweep_each(const kith_sweep_lists *lists,
                            const kith_id *sources,
                            size_t source_count,
                            kith_sweep_reach *reach,
                            kith_error *err)
{
    searches s;
    const kith_status st = init(&s, lists, source_count, err);
    s.reach = reach;
    if (st == KITH_OK) {
        start(&s, sources, source_count);
        run(&s, NULL, NULL);
    }
    clear(&s);
    return st;
}

typedef struct {
    const kith_sweep_lists *lists;
    const kith_sweep_options *options;
    size_t count; /* of sources */
    size_t blocks;
    kith_swept *swept;
    void *const *contexts;
    kith_status status[KITH_SWEEP_BLOCKS];
} sweep_all;

static size_t bundles(size_t count)
{
    return (count + KITH_SWEEP_SOURCES - 1) / KITH_SWEEP_SOURCES;
}

/* only faster: in long, thin graphs searches share too little for large sets.
 */
static void fit_words(searches *s)
{
    if (s->told < SHARED * s->calls)
        s->words = 1;
}

static void run_bundle(searches *s,
                       const kith_id *sources,
                       size_t size,
                       kith_swept *swept,
                       void *context)
{
    const size_t step = 64 * s->words;
    for (size_t i = 0; i < size; i += step) {
        start(s, sources + i, size - i < step ? size - i : step);
        run(s, swept, context);
    }
}

/* Block b searches from bundles b, b + blocks, b + 2 blocks, ... */
static void run_block(void *context, size_t block)
{
    sweep_all *all = context;
    kith_id sources[KITH_SWEEP_SOURCES];
    searches s;
    bool go_on = true;
    all->status[block] = init(&s, all->lists, all->count, NULL);
    if (all->status[block] != KITH_OK)
        go_on = false;
    for (size_t bundle = block; bundle < bundles(all->count) && go_on;
         bundle += all->blocks) {
        const size_t first = bundle * KITH_SWEEP_SOURCES;
        size_t size = 0;
        for (; size < KITH_SWEEP_SOURCES && first + size < all->count; size++) {
            const size_t i = first + size;
            sources[size] =
                all->options->sources ? all->options->sources[i] : (kith_id)i;
        }
        run_bundle(&s, sources, size, all->swept, all->contexts[block]);
        fit_words(&s);
        go_on =
            !all->options->steps || kith_steps_move(all->options->steps, size);
    }
    clear(&s);
}

size_t kith_sweep_blocks(size_t count)
{
    const size_t most = bundles(count);
    if (most == 0)
        return 1;
    return most < KITH_SWEEP_BLOCKS ? most : KITH_SWEEP_BLOCKS;
}

kith_status kith_sweep_all(const kith_sweep_lists *lists,
                           const kith_sweep_options *options,
                           kith_swept *swept,
                           void *const contexts[KITH_SWEEP_BLOCKS],
                           kith_error *err)
{
    static const kith_sweep_options defaults = {0};
    if (!options)
        options = &defaults;
    const size_t count =
        options->sources ? options->source_count : lists->count;
    sweep_all all = {
        .lists = lists,
        .options = options,
        .count = count,
        .blocks = kith_sweep_blocks(count),
        .swept = swept,
        .contexts = contexts,
    };
    const double places =
        (double)lists->ahead.first[lists->count] + (double)lists->count;
    const unsigned threads =
        kith_threads_wanted(options->threads, (double)bundles(count) * places);
    kith_par_run(all.blocks, threads, run_block, &all);
    for (size_t block = 0; block < all.blocks; block++) {
        if (all.status[block] != KITH_OK)
            return kith_fail(err, all.status[block], "out of memory");
    }
    return options->steps ? kith_steps_end(options->steps, err) : KITH_OK;
}
