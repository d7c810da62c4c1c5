/* Searches from many sources: in bundles, of which one look at a relation
 * serves all (sweep_run.c), and which threads take in turn. */
#include "analysis/sweep.h"

#include "analysis/sweep_room.h"
#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <assert.h>

enum { SHARED = 8 /* searches that share a step where large sets pay */ };

/* A kernel for each size of set: 64, 128, 256 and 512 sources. */
enum { SIZES = 4 };
static_assert(64 << (SIZES - 1) == KITH_SWEEP_SOURCES, "the largest set");

typedef kith_sweep_run *const *kernels; /* by size */

static kith_sweep_run *const by_kind[KITH_SWEEP_KINDS][SIZES] = {
    [KITH_SWEEP_PLAIN] = {kith_sweep_run_plain_1,  kith_sweep_run_plain_2,
                          kith_sweep_run_plain_4,  kith_sweep_run_plain_8 },
#if defined KITH_HAS_AVX2
    [KITH_SWEEP_AVX2] = {kith_sweep_run_avx2_1,   kith_sweep_run_avx2_2,
                          kith_sweep_run_avx2_4,   kith_sweep_run_avx2_8  },
#endif
#if defined KITH_HAS_AVX512
    [KITH_SWEEP_AVX512] = {kith_sweep_run_avx512_1, kith_sweep_run_avx512_2,
                          kith_sweep_run_avx512_4, kith_sweep_run_avx512_8},
#endif
};

bool kith_sweep_has(kith_sweep_kind kind)
{
    if (!by_kind[kind][0])
        return false;
#if defined KITH_HAS_AVX2
    if (kind == KITH_SWEEP_AVX2)
        return __builtin_cpu_supports("avx2") &&
               __builtin_cpu_supports("popcnt");
#endif
#if defined KITH_HAS_AVX512
    if (kind == KITH_SWEEP_AVX512)
        return __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512vpopcntdq");
#endif
    return true;
}

static kernels kernels_of(kith_sweep_kind kind)
{
    if (kind == KITH_SWEEP_BEST) {
        kind = KITH_SWEEP_KINDS - 1;
        while (!kith_sweep_has(kind))
            kind--;
    }
    return by_kind[kind];
}

/* The smallest set that has room for so many sources, or the largest. */
static size_t size_for(size_t sources)
{
    size_t size = 0;
    while (size + 1 < SIZES && (size_t)64 << size < sources)
        size++;
    return size;
}

static kith_status init(kith_sweep_room *room,
                        const kith_sweep_lists *lists,
                        size_t sources)
{
    const size_t count = lists->count;
    const size_t bytes = (count * 2 * 8) << size_for(sources);
    *room = (kith_sweep_room){
        .lists = lists,
        .state = KITH_NEW(uint8_t, count),
        .reached = KITH_NEW(kith_id, count),
        .sources = KITH_NEW(uint32_t, count),
        .touched = KITH_NEW(kith_id, count),
    };
    return room->state && room->reached && room->sources && room->touched &&
                   kith_pages_fix(&room->sets, bytes)
               ? KITH_OK
               : KITH_E_MEMORY;
}

static void clear(kith_sweep_room *room)
{
    kith_pages_free(&room->sets);
    kith_release(room->state);
    kith_release(room->reached);
    kith_release(room->sources);
    kith_release(room->touched);
    *room = (kith_sweep_room){0};
}

kith_status kith_sweep_each(const kith_sweep_lists *lists,
                            const kith_id *sources,
                            size_t source_count,
                            kith_sweep_reach *reach,
                            kith_error *err)
{
    kith_sweep_room room = {0};
    const kith_status st = init(&room, lists, source_count);
    room.reach = reach;
    if (st == KITH_OK)
        kernels_of(KITH_SWEEP_BEST)[size_for(source_count)](&room, sources,
                                                            source_count);
    clear(&room);
    return st == KITH_OK ? st : kith_fail(err, st, "out of memory");
}

typedef struct {
    const kith_sweep_lists *lists;
    const kith_sweep_options *options;
    size_t count;        /* of sources */
    atomic_size_t taken; /* bundles */
    kernels kernels;
    kith_swept *swept;
    void *const *contexts;
    kith_status status[KITH_SWEEP_WORKERS];
} sweep_all;

static size_t bundles(size_t count)
{
    return (count + KITH_SWEEP_SOURCES - 1) / KITH_SWEEP_SOURCES;
}

/* The sources of a bundle; how many. */
static size_t take_sources(const sweep_all *all, size_t bundle, kith_id *out)
{
    const size_t first = bundle * KITH_SWEEP_SOURCES;
    const kith_id *sources = all->options->sources;
    size_t size = 0;
    for (; size < KITH_SWEEP_SOURCES && first + size < all->count; size++) {
        const size_t i = first + size;
        out[size] = sources ? sources[i] : (kith_id)i;
    }
    return size;
}

/* In long, thin graphs searches share too little for large sets to pay; that
 * is learned from bundles that fill a set. */
static size_t choose_size(const kith_sweep_room *r, size_t sources)
{
    return r->told < SHARED * r->calls ? 0 : size_for(sources);
}

static bool run_bundle(const sweep_all *all, kith_sweep_room *r, size_t bundle)
{
    kith_id sources[KITH_SWEEP_SOURCES];
    const size_t count = take_sources(all, bundle, sources);
    const size_t size = choose_size(r, count);
    const size_t step = (size_t)64 << size;
    for (size_t i = 0; i < count; i += step)
        all->kernels[size](r, sources + i, count - i < step ? count - i : step);
    if (count < KITH_SWEEP_SOURCES)
        r->told = r->calls = 0;
    return !all->options->steps || kith_steps_move(all->options->steps, count);
}

static void work(void *context, size_t worker)
{
    sweep_all *all = context;
    kith_sweep_room room = {0};
    all->status[worker] = init(&room, all->lists, all->count);
    room.swept = all->swept;
    room.context = all->contexts[worker];
    bool go_on = all->status[worker] == KITH_OK;
    /* the last first: the sources at the rim, from where searches take longest,
     * should not be what the others wait for */
    const size_t most = bundles(all->count);
    while (go_on) {
        const size_t taken = atomic_fetch_add(&all->taken, 1);
        go_on = taken < most && run_bundle(all, &room, most - 1 - taken);
    }
    clear(&room);
}

static size_t source_count(const kith_sweep_lists *lists,
                           const kith_sweep_options *options)
{
    return options->sources ? options->source_count : lists->count;
}

size_t kith_sweep_workers(const kith_sweep_lists *lists,
                          const kith_sweep_options *options)
{
    const size_t most = bundles(source_count(lists, options));
    const double places =
        (double)lists->ahead.first[lists->count] + (double)lists->count;
    size_t workers =
        kith_threads_wanted(options->threads, (double)most * places);
    workers = workers < KITH_SWEEP_WORKERS ? workers : KITH_SWEEP_WORKERS;
    workers = workers < most ? workers : most;
    return workers > 0 ? workers : 1;
}

kith_status kith_sweep_all(const kith_sweep_lists *lists,
                           const kith_sweep_options *options,
                           kith_swept *swept,
                           void *const *contexts,
                           size_t workers,
                           kith_error *err)
{
    sweep_all all = {
        .lists = lists,
        .options = options,
        .count = source_count(lists, options),
        .kernels = kernels_of(options->kind),
        .swept = swept,
        .contexts = contexts,
    };
    kith_par_run(workers, (unsigned)workers, work, &all);
    for (size_t i = 0; i < workers; i++) {
        if (all.status[i] != KITH_OK)
            return kith_fail(err, all.status[i], "out of memory");
    }
    return options->steps ? kith_steps_end(options->steps, err) : KITH_OK;
}
