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
 * that it is at most d / (1 - d) times the change of that round. Parallel
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

/* What the rows of a block add up to. */
typedef struct {
    double change;   /* L1 */
    double dangling; /* sum of x where nothing leaves */
} sums;

/* All arrays are by row. */
typedef struct {
    kith_pull pull;
    double *inverse; /* 1 / weights that leave; 0 where nothing does */
    double *start;   /* chance to start there; NULL = anywhere alike */
    double *x;
    double *share; /* x times inverse, */
    double *next;  /* and that of the next round */
    sums *blocks;
    size_t block_count;
    double damping;
    double anew; /* chance of starting anew in this round */
} walk;

static void clear(walk *w)
{
    kith_pull_clear(&w->pull);
    kith_release(w->inverse);
    kith_release(w->start);
    kith_release(w->x);
    kith_release(w->share);
    kith_release(w->next);
    kith_release(w->blocks);
}

static void step_rows(void *context, size_t block)
{
    walk *w = context;
    const double uniform = 1 / (double)w->pull.count;
    const size_t end = kith_pull_begin(&w->pull, block + 1);
    sums sum = {0};
    for (size_t v = kith_pull_begin(&w->pull, block); v < end; v++) {
        const double start = w->start ? w->start[v] : uniform;
        const double score =
            w->anew * start + w->damping * kith_pull_row(&w->pull, v, w->share);
        sum.change += fabs(score - w->x[v]);
        sum.dangling += w->inverse[v] > 0 ? 0 : score;
        w->x[v] = score;
        w->next[v] = score * w->inverse[v];
    }
    w->blocks[block] = sum;
}

/* One round. Blocks are the same for any number of threads. */
static sums step(walk *w, double dangling)
{
    sums all = {0};
    w->anew = 1 - w->damping + w->damping * dangling;
    kith_par_run(w->block_count, kith_pull_threads(&w->pull), step_rows, w);
    for (size_t i = 0; i < w->block_count; i++) {
        all.change += w->blocks[i].change;
        all.dangling += w->blocks[i].dangling;
    }
    double *const swap = w->share;
    w->share = w->next;
    w->next = swap;
    return all;
}

/* The change at the start is at most 2 and shrinks by the factor d a round, so
 * that the number of rounds is bounded also where rounding keeps it up. */
static void iterate(walk *w)
{
    const double d = w->damping;
    const double small = fmin(tolerance * (1 - d) / d, 1);
    const uint32_t most_rounds = (uint32_t)ceil(log(small / 2) / log(d));
    double dangling = 0;
    for (size_t v = 0; v < w->pull.count; v++) {
        w->x[v] = w->start ? w->start[v] : 1 / (double)w->pull.count;
        w->share[v] = w->x[v] * w->inverse[v];
        dangling += w->inverse[v] > 0 ? 0 : w->x[v];
    }
    for (uint32_t round = 0; round <= most_rounds; round++) {
        const sums all = step(w, dangling);
        if (all.change <= small)
            return;
        dangling = all.dangling;
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
    w->block_count = kith_pull_blocks(&w->pull);
    w->inverse = KITH_NEW(double, count);
    w->x = KITH_NEW(double, count);
    w->share = KITH_NEW(double, count);
    w->next = KITH_NEW(double, count);
    w->blocks = KITH_NEW(sums, w->block_count);
    return w->inverse && w->x && w->share && w->next && w->blocks
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
