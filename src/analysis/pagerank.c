/* PageRank: where a walker is found who follows relations at random.
 *
 * With chance `damping` the walker takes one of the relations that leave where
 * he stands, in proportion to weight, else he starts anew anywhere; from an
 * entity that no relation leaves (or only of weight 0) he always starts anew:
 *
 *   x[v] = (1 - d + d * sum of x[dangling]) / n + d * sum w * x[u] / out[u]
 *
 * Scores are probabilities: they sum to 1, and need no normalising. Solved by
 * Jacobi's iteration, which gives the same bits for any number of threads. A
 * round shrinks the distance to the solution (L1) at least by the factor d, so
 * that it is at most d / (1 - d) times the change of that round. Parallel
 * relations add up; an undirected self-relation counts twice, as in igraph
 * (NetworkX: once).
 * Cost: O(V + E) a round; up to 140 rounds for a damping of 0.85.
 * Source: Brin and Page, "The anatomy of a large-scale hypertextual web search
 * engine", 1998. Agrees with NetworkX and igraph to 1e-9. */
#include "analysis/measures.h"
#include "analysis/pull.h"
#include "base/alloc.h"
#include "base/error.h"

#include <float.h>
#include <math.h>

static const double usual_damping = 0.85;
static const double most_damping = 0.999; /* 30,000 rounds at worst */
static const double tolerance = 1e-10;

typedef struct {
    const kith_pull *pull;
    const double *out; /* sum of weights that leave an entity */
    double *share;     /* x[u] / out[u] */
    double *next;
    double damping;
} walk;

/* One round: the L1 norm of the change. */
static double step(const walk *w, double *x)
{
    const size_t count = w->pull->count;
    double dangling = 0;
    for (size_t u = 0; u < count; u++) {
        const bool leaves = w->out[u] >= DBL_MIN; /* less would overflow */
        w->share[u] = leaves ? x[u] / w->out[u] : 0;
        dangling += leaves ? 0 : x[u];
    }
    kith_pull_rows(w->pull, NULL, count, w->share, w->next);
    const double anew =
        (1 - w->damping + w->damping * dangling) / (double)count;
    double change = 0;
    for (size_t v = 0; v < count; v++) {
        const double score = anew + w->damping * w->next[v];
        change += fabs(score - x[v]);
        x[v] = score;
    }
    return change;
}

/* The change at the start is at most 2 and shrinks by the factor d a round, so
 * that the number of rounds is bounded also where rounding keeps it up. */
static void iterate(const walk *w, double *x)
{
    const double d = w->damping;
    const double small = fmin(tolerance * (1 - d) / d, 1);
    const uint32_t most_rounds = (uint32_t)ceil(log(small / 2) / log(d));
    for (size_t v = 0; v < w->pull->count; v++)
        x[v] = 1 / (double)w->pull->count;
    for (uint32_t round = 0; round <= most_rounds; round++) {
        if (step(w, x) <= small)
            return;
    }
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

kith_status kith_measure_pagerank(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err)
{
    kith_pull pull = {0};
    const size_t count = kith_graph_entity_count(graph);
    const double d = options->damping != 0 ? options->damping : usual_damping;
    kith_status st = check_damping(d, err);
    if (st != KITH_OK)
        return st;
    double *out = KITH_NEW(double, count);
    double *share = KITH_NEW(double, count);
    double *next = KITH_NEW(double, count);
    if (!out || !share || !next) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_pull_init(&pull, graph, options, err), done);
    kith_ends_sum(graph, options->undirected ? KITH_BOTH : KITH_OUT,
                  pull.weights, out);
    iterate(&(walk){&pull, out, share, next, d}, score);
done:
    kith_pull_clear(&pull);
    kith_release(out);
    kith_release(share);
    kith_release(next);
    return st;
}
