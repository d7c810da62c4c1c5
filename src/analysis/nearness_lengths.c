/* Sums of distances along lengths: Dijkstra's search from one source after the
 * other (brandes.c), in blocks, whose sums are added in their order, so that
 * they are rounded the same for any number of threads. */
#include "analysis/brandes.h"
#include "analysis/nearness.h"
#include "analysis/threads.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <math.h>

enum { BLOCKS = 8, A_BLOCK = 16 /* sources at least */ };

/* What one block of searches has found, by vertex. */
typedef struct {
    double *sum;
    double *square;  /* or NULL */
    double *reached; /* or NULL */
    kith_status status;
} found;

typedef struct {
    const kith_nearness *near;
    size_t blocks;
    found found[BLOCKS];
} nearness;

static double as_it_is(double distance)
{
    return distance;
}

static double by_one(double distance)
{
    return 1 / distance;
}

static double add(double a, double b)
{
    return a + b;
}

/* What of a distance is summed up, and how. */
static const struct {
    double (*take)(double distance);
    double (*join)(double a, double b);
} by_kind[] = {
    [KITH_NEARNESS_DISTANCE] = {as_it_is, add },
    [KITH_NEARNESS_HARMONIC] = {by_one,   add },
    [KITH_NEARNESS_FARTHEST] = {as_it_is, fmax},
};

static void credit(const nearness *n, found *f, kith_id v, double distance)
{
    const double value = by_kind[n->near->kind].take(distance);
    f->sum[v] = by_kind[n->near->kind].join(f->sum[v], value);
    if (f->square)
        f->square[v] += value * value;
    if (f->reached)
        f->reached[v]++;
}

static kith_status make_room(const kith_nearness *near, found *f)
{
    const size_t count = near->graph->count;
    f->sum = KITH_NEW(double, count);
    f->square = near->square ? KITH_NEW(double, count) : NULL;
    f->reached = near->reached ? KITH_NEW(double, count) : NULL;
    return f->sum && (f->square || !near->square) &&
                   (f->reached || !near->reached)
               ? KITH_OK
               : KITH_E_MEMORY;
}

/* Block i searches from sources i, i + blocks, i + 2 blocks, ... */
static void run_block(void *context, size_t block)
{
    nearness *n = context;
    const kith_search_sources *sources = n->near->sources;
    found *f = &n->found[block];
    kith_brandes search = {0};
    f->status = make_room(n->near, f);
    if (f->status == KITH_OK)
        f->status = kith_brandes_init(&search, n->near->graph, 0, NULL);
    bool go_on = f->status == KITH_OK;
    for (size_t i = block; i < sources->count && go_on; i += n->blocks) {
        kith_brandes_reach(&search, sources->vertex[i]);
        for (size_t k = 1; k < search.reached; k++) {
            const kith_id v = search.order[k];
            credit(n, f, v, search.distance[v]);
        }
        go_on = kith_steps_move(n->near->steps, 1);
    }
    kith_brandes_clear(&search);
}

static void give(const kith_nearness *to, const found *from)
{
    for (size_t v = 0; v < to->graph->count; v++) {
        to->sum[v] = by_kind[to->kind].join(to->sum[v], from->sum[v]);
        if (to->square)
            to->square[v] += from->square[v];
        if (to->reached)
            to->reached[v] += from->reached[v];
    }
}

kith_status kith_nearness_lengths(const kith_nearness *near, kith_error *err)
{
    const size_t most = (near->sources->count + A_BLOCK - 1) / A_BLOCK;
    nearness n = {.near = near, .blocks = most < BLOCKS ? most : BLOCKS};
    const double arcs = near->graph->out.first[near->graph->count];
    const unsigned threads =
        kith_threads_wanted(near->threads, (double)near->sources->count * arcs);
    kith_status st = KITH_OK;
    kith_par_run(n.blocks, threads, run_block, &n);
    for (size_t i = 0; i < n.blocks && st == KITH_OK; i++) {
        if (n.found[i].status != KITH_OK)
            st = kith_fail(err, n.found[i].status, "out of memory");
    }
    if (st == KITH_OK)
        st = kith_steps_end(near->steps, err);
    for (size_t i = 0; i < n.blocks; i++) {
        if (st == KITH_OK)
            give(near, &n.found[i]);
        kith_release(n.found[i].sum);
        kith_release(n.found[i].square);
        kith_release(n.found[i].reached);
    }
    return st;
}
