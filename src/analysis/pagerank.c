/* PageRank: where a walker is found who follows relations at random.
 *
 * With chance `damping` the walker takes one of the relations that leave where
 * he stands, in proportion to weight, else he starts anew, anywhere or at one
 * of the seeds; from an entity that no relation leaves (or only of weight 0) he
 * always starts anew:
 *
 *   x[v] = (1 - d + d * sum of x[dangling]) * start[v]
 *        + d * sum w * x[u] / out[u]
 *
 * Scores are probabilities: they sum to 1, and need no normalising. Solved by
 * Jacobi's iteration, which gives the same bits for any number of threads. A
 * round shrinks the distance to the solution (L1) at least by the factor d, so
 * that it is at most d / (1 - d) times the change of that round.
 *
 * The change of a round is, but for the start, d A times the change before. So
 * without weights most rounds carry only the change along, in single precision:
 * twice as many entries fit in the cache, and what rounding loses is small
 * beside the change. Now and then a round in double precision finds the change
 * anew from the scores (iterative refinement; Wilkinson, "Rounding Errors in
 * Algebraic Processes", 1963), as the last one does. Parallel
 * relations add up; an undirected self-relation counts twice, as in igraph
 * (NetworkX: once). That the walk goes from dangling entities to the seeds is
 * as in both (NetworkX: dangling=None).
 * Cost: O(V + E) a round; up to 140 rounds for a damping of 0.85.
 * Source: Brin and Page, "The anatomy of a large-scale hypertextual web search
 * engine", 1998; seeds: Haveliwala, "Topic-sensitive PageRank", 2002. Agrees
 * with NetworkX and igraph to 1e-9. */
#include "analysis/measures.h"
#include "analysis/pull.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <float.h>
#include <math.h>

static const double usual_damping = 0.85;
static const double most_damping = 0.999; /* 30,000 rounds at worst */
static const double tolerance = 1e-10;

/* By how much the change shrinks, in single precision, before it is found anew.
 * A round adds 2^-24 of its change to the error at most. */
static const double most_fall = 1e-6;

/* Less would make floats too small to be fast; adds up to nothing. */
static const double least_change = 1e-30;

/* What the rows of a block add up to. */
typedef struct {
    double change;   /* L1 */
    double dangling; /* sum of x, or of what it changed by, where nothing
                        leaves */
} sums;

/* All arrays are by row. */
typedef struct {
    kith_pull pull;
    double *inverse; /* 1 / weights that leave; 0 where nothing does */
    double *start;   /* chance to start there; NULL = anywhere alike */
    double *x;
    double *share;  /* x times inverse */
    float *change;  /* what x changed by, times inverse; NULL with weights, of
                       which the inverse may be larger than a float */
    float *changed; /* that of the next round */
    sums *blocks;
    size_t block_count;
    double uniform; /* 1 / rows */
    double damping;
    double anew; /* chance of starting anew in this round, or its change */
} walk;

static void clear(walk *w)
{
    kith_pull_clear(&w->pull);
    kith_release(w->inverse);
    kith_release(w->start);
    kith_release(w->x);
    kith_release(w->share);
    kith_release(w->change);
    kith_release(w->changed);
    kith_release(w->blocks);
}

static double start_of(const walk *w, size_t v)
{
    return w->start ? w->start[v] : w->uniform;
}

static float narrow(double change)
{
    return fabs(change) < least_change ? 0 : (float)change;
}

static void share_rows(void *context, size_t block)
{
    walk *w = context;
    const size_t end = kith_pull_begin(&w->pull, block + 1);
    sums sum = {0};
    for (size_t v = kith_pull_begin(&w->pull, block); v < end; v++) {
        w->share[v] = w->x[v] * w->inverse[v];
        sum.dangling += w->inverse[v] > 0 ? 0 : w->x[v];
    }
    w->blocks[block] = sum;
}

static void score_rows(void *context, size_t block)
{
    walk *w = context;
    const size_t end = kith_pull_begin(&w->pull, block + 1);
    sums sum = {0};
    for (size_t v = kith_pull_begin(&w->pull, block); v < end; v++) {
        const double score = w->anew * start_of(w, v) +
                             w->damping * kith_pull_row(&w->pull, v, w->share);
        const double change = score - w->x[v];
        sum.change += fabs(change);
        sum.dangling += w->inverse[v] > 0 ? 0 : change;
        w->x[v] = score;
        if (w->change)
            w->change[v] = narrow(change * w->inverse[v]);
    }
    w->blocks[block] = sum;
}

/* Works on a copy of what it reads, which no store can change. */
static void change_rows(void *context, size_t block)
{
    const walk w = *(const walk *)context;
    const size_t end = kith_pull_begin(&w.pull, block + 1);
    sums sum = {0};
    for (size_t v = kith_pull_begin(&w.pull, block); v < end; v++) {
        const double change =
            w.anew * start_of(&w, v) +
            w.damping * kith_pull_floats(&w.pull, v, w.change);
        sum.change += fabs(change);
        sum.dangling += w.inverse[v] > 0 ? 0 : change;
        w.x[v] += change;
        w.changed[v] = narrow(change * w.inverse[v]);
    }
    w.blocks[block] = sum;
}

/* One pass. Blocks are the same for any number of threads. */
static sums pass(walk *w, kith_par_body *body)
{
    sums all = {0};
    kith_par_run(w->block_count, kith_pull_threads(&w->pull), body, w);
    for (size_t i = 0; i < w->block_count; i++) {
        all.change += w->blocks[i].change;
        all.dangling += w->blocks[i].dangling;
    }
    return all;
}

static sums round_of_scores(walk *w)
{
    const double dangling = pass(w, share_rows).dangling;
    w->anew = 1 - w->damping + w->damping * dangling;
    return pass(w, score_rows);
}

static sums round_of_changes(walk *w, double dangling)
{
    w->anew = w->damping * dangling;
    const sums all = pass(w, change_rows);
    float *const swap = w->change;
    w->change = w->changed;
    w->changed = swap;
    return all;
}

/* The change at the start is at most 2 and shrinks by the factor d a round, so
 * that the number of rounds is bounded also where rounding keeps it up; twice
 * that, for what single precision adds. */
static void iterate(walk *w)
{
    const double d = w->damping;
    const double small = fmin(tolerance * (1 - d) / d, 1);
    uint32_t rounds = 2 * (uint32_t)ceil(log(small / 2) / log(d)) + 1;
    for (size_t v = 0; v < w->pull.count; v++)
        w->x[v] = start_of(w, v);
    while (rounds-- > 0) {
        sums all = round_of_scores(w);
        if (all.change <= small)
            return;
        const double enough = fmax(small, all.change * most_fall);
        while (w->change && all.change > enough && rounds > 0) {
            all = round_of_changes(w, all.dangling);
            rounds--;
        }
    }
}

static size_t row_of(const walk *w, size_t entity)
{
    return w->pull.number ? w->pull.number[entity] : entity;
}

/* A seed counts once however often it is given. */
static kith_status set_start(walk *w,
                             const kith_measure_options *options,
                             kith_error *err)
{
    size_t different = 0;
    if (options->seed_count == 0)
        return KITH_OK;
    w->start = KITH_NEW(double, w->pull.count);
    if (!w->start)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < options->seed_count; i++) {
        if (options->seeds[i] >= w->pull.count)
            return kith_fail(err, KITH_E_INVALID, "seed %u is no entity",
                             options->seeds[i]);
        double *start = &w->start[row_of(w, options->seeds[i])];
        different += *start <= 0;
        *start = 1;
    }
    kith_scores_divide(w->start, w->pull.count, (double)different);
    return KITH_OK;
}

/* What leaves is added up in `score`, which is not needed yet. */
static kith_status set_inverse(walk *w,
                               const kith_graph *graph,
                               const kith_measure_options *options,
                               double *score,
                               kith_error *err)
{
    kith_weighing weighing = {0};
    const kith_status st =
        kith_weighing_init(&weighing, graph, options->weights,
                           KITH_WEIGHTS_STRENGTH, err);
    if (st == KITH_OK) {
        kith_ends_sum(graph, options->undirected ? KITH_BOTH : KITH_OUT,
                      weighing.weights, score);
        for (size_t v = 0; v < w->pull.count; v++) {
            const double sum = ldexp(score[v], -w->pull.scale);
            const bool leaves = sum >= DBL_MIN; /* less would overflow */
            w->inverse[row_of(w, v)] = leaves ? 1 / sum : 0;
        }
    }
    kith_weighing_clear(&weighing);
    return st;
}

static kith_status check_damping(double damping, kith_error *err)
{
    if (damping > 0 && damping <= most_damping)
        return KITH_OK;
    kith_fail(err, KITH_E_INVALID, "damping is out of range");
    kith_hint(err,
              "give a number above 0 and at most 0.999; 0.85 is customary");
    return KITH_E_INVALID;
}

static kith_status make_room(walk *w, kith_error *err)
{
    const size_t count = w->pull.count;
    w->uniform = 1 / (double)count;
    w->block_count = kith_pull_blocks(&w->pull);
    w->inverse = KITH_NEW(double, count);
    w->x = KITH_NEW(double, count);
    w->share = KITH_NEW(double, count);
    w->blocks = KITH_NEW(sums, w->block_count);
    if (!w->pull.weights) {
        w->change = KITH_NEW(float, count);
        w->changed = KITH_NEW(float, count);
    }
    const bool floats = w->pull.weights || (w->change && w->changed);
    return w->inverse && w->x && w->share && w->blocks && floats
               ? KITH_OK
               : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_measure_pagerank(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err)
{
    walk w = {
        .damping = options->damping != 0 ? options->damping : usual_damping,
    };
    kith_status st = KITH_OK;
    KITH_TRY(st, check_damping(w.damping, err), done);
    KITH_TRY(st, kith_pull_init(&w.pull, graph, options, false, err), done);
    KITH_TRY(st, make_room(&w, err), done);
    KITH_TRY(st, set_start(&w, options, err), done);
    KITH_TRY(st, set_inverse(&w, graph, options, score, err), done);
    iterate(&w);
    kith_pull_give(&w.pull, w.x, score);
done:
    clear(&w);
    return st;
}
