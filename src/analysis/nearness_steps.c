/* Sums of distances in steps: searches from many sources at once (sweep.c),
 * whose counts are added up as whole numbers, in any order. */
#include "analysis/nearness.h"
#include "analysis/sweep.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

enum { BITS = 62 /* of the largest sum */ };

/* What one worker has found, by vertex. Start from zero. */
typedef struct {
    kith_nearness_kind kind;
    int unit; /* 1 / distance is counted in units of 2^-unit */
    uint64_t *sum;
    uint64_t *square;  /* or NULL */
    uint64_t *reached; /* or NULL */
} found;

/* What is summed up of a distance, or of its square. */
static uint64_t value_of(const found *f, uint64_t distance)
{
    if (f->kind != KITH_NEARNESS_HARMONIC)
        return distance;
    return ((UINT64_C(1) << f->unit) + distance / 2) / distance;
}

static void add(uint64_t *to,
                uint64_t each,
                const kith_id *vertices,
                const uint32_t *sources,
                size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[vertices[i]] += each * sources[i];
}

static void keep_largest(uint64_t *to,
                         uint64_t value,
                         const kith_id *vertices,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (value > to[vertices[i]])
            to[vertices[i]] = value;
    }
}

static void take(void *context,
                 uint32_t distance,
                 const kith_id *vertices,
                 const uint32_t *sources,
                 size_t count)
{
    found *f = context;
    const uint64_t value = value_of(f, distance);
    if (f->kind == KITH_NEARNESS_FARTHEST) {
        keep_largest(f->sum, value, vertices, count);
    } else {
        add(f->sum, value, vertices, sources, count);
    }
    if (f->square) {
        const uint64_t square = value_of(f, (uint64_t)distance * distance);
        add(f->square, square, vertices, sources, count);
    }
    if (f->reached)
        add(f->reached, 1, vertices, sources, count);
}

static kith_status make_room(const kith_nearness *near,
                             found *f,
                             kith_error *err)
{
    const size_t count = near->graph->count;
    f->kind = near->kind;
    f->sum = KITH_NEW(uint64_t, count);
    f->square = near->square ? KITH_NEW(uint64_t, count) : NULL;
    f->reached = near->reached ? KITH_NEW(uint64_t, count) : NULL;
    if (!f->sum || (near->square && !f->square) ||
        (near->reached && !f->reached))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    f->unit = BITS;
    while (near->sources->count >> (BITS - f->unit) > 0)
        f->unit--;
    return KITH_OK;
}

static void clear(found *f)
{
    kith_release(f->sum);
    kith_release(f->square);
    kith_release(f->reached);
}

/* To those of the first worker. */
static void join(const kith_nearness *near, found *to, const found *from)
{
    for (size_t v = 0; v < near->graph->count; v++) {
        if (near->kind != KITH_NEARNESS_FARTHEST) {
            to->sum[v] += from->sum[v];
        } else if (from->sum[v] > to->sum[v]) {
            to->sum[v] = from->sum[v];
        }
        if (to->square)
            to->square[v] += from->square[v];
        if (to->reached)
            to->reached[v] += from->reached[v];
    }
}

static void give(const kith_nearness *near, const found *f)
{
    const int unit = near->kind == KITH_NEARNESS_HARMONIC ? -f->unit : 0;
    for (size_t v = 0; v < near->graph->count; v++) {
        near->sum[v] = ldexp((double)f->sum[v], unit);
        if (near->square)
            near->square[v] = ldexp((double)f->square[v], unit);
        if (near->reached)
            near->reached[v] = (double)f->reached[v];
    }
}

static kith_status search(const kith_nearness *near,
                          found *all,
                          const kith_sweep_lists *lists,
                          const kith_sweep_options *how,
                          kith_error *err)
{
    const size_t workers = kith_sweep_workers(lists, how);
    void *contexts[KITH_SWEEP_WORKERS];
    kith_status st = KITH_OK;
    for (size_t i = 0; i < workers; i++) {
        contexts[i] = &all[i];
        KITH_TRY(st, make_room(near, &all[i], err), done);
    }
    KITH_TRY(st, kith_sweep_all(lists, how, take, contexts, workers, err),
             done);
    for (size_t i = 1; i < workers; i++)
        join(near, &all[0], &all[i]);
    give(near, &all[0]);
done:
    for (size_t i = 0; i < workers; i++)
        clear(&all[i]);
    return st;
}

kith_status kith_nearness_steps(const kith_nearness *near, kith_error *err)
{
    const kith_arcs *ahead = &near->graph->out;
    const kith_arcs *back = &near->graph->in;
    const kith_sweep_lists lists = {
        .ahead = {ahead->first, ahead->neighbour, NULL},
        .back = {back->first,  back->neighbour,  NULL},
        .count = near->graph->count,
    };
    const kith_sweep_options how = {
        .sources = near->sources->vertex,
        .source_count = near->sources->count,
        .threads = near->threads,
        .steps = near->steps,
    };
    found all[KITH_SWEEP_WORKERS] = {0};
    return search(near, all, &lists, &how, err);
}
