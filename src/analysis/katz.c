/* Katz's measure: all walks that end at an entity, the longer the less they
 * count.
 *
 *   x = 1 + alpha A x = the sum over k of alpha^k times the walks of k steps
 *
 * A walk of no steps counts 1. The sum is finite while alpha is below
 * 1 / lambda, lambda being the largest eigenvalue of A; as no alpha fits every
 * graph, it is 0.85 / lambda unless given (NetworkX: 0.1 always), and 0.1 where
 * nothing leads back and any would do. Scores are as they come; normalised,
 * their squares sum to 1 as in NetworkX. Parallel relations add up, an
 * undirected self-relation counts twice (NetworkX: once).
 *
 * Solved by Jacobi's iteration, from below. In the end a round shrinks what is
 * missing by the factor r = alpha lambda, so that it is about r / (1 - r) times
 * the change of that round. Changes are taken in relation to each score: parts
 * of the graph that do not lead to each other may be far apart.
 *
 * Cost: O(V + E) a round; some 170 rounds for the usual alpha.
 * Source: Katz, "A new status index derived from sociometric analysis", 1953.
 * Agrees with NetworkX to 1e-9. */
#include "analysis/eigenvector.h"
#include "analysis/measures.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

static const double usual_share = 0.85; /* of 1 / lambda */
static const double usual_alpha = 0.1;
static const double tolerance = 1e-12; /* in relation to a score */
enum { MOST_ROUNDS = 100000 };

/* @param[out] alpha  for the matrix as it is scaled */
static kith_status choose_alpha(const kith_pull *pull,
                                bool symmetric,
                                double given,
                                double *alpha,
                                double *ratio,
                                kith_error *err)
{
    double lambda = 0;
    if (!(given >= 0 && isfinite(given))) {
        kith_fail(err, KITH_E_INVALID, "alpha is out of range");
        kith_hint(err, "give a number above 0");
        return KITH_E_INVALID;
    }
    const kith_status st =
        kith_largest_eigenvalue(pull, symmetric, &lambda, err);
    if (st != KITH_OK)
        return st;
    *alpha = given > 0    ? ldexp(given, pull->scale)
             : lambda > 0 ? usual_share / lambda
                          : ldexp(usual_alpha, pull->scale);
    *ratio = lambda > 0 ? *alpha * lambda : 0;
    if (*ratio < 1)
        return KITH_OK;
    kith_fail(err, KITH_E_INVALID, "alpha %g is too large: scores have no end",
              given);
    kith_hint(err, "give less than %.6g, which is 1 / the largest eigenvalue",
              ldexp(1 / lambda, -pull->scale));
    return KITH_E_INVALID;
}

/* One round; the largest change in relation to a score, which is at least 1,
 * and the largest score: INFINITY also where one is no number, which fmax()
 * would pass over. */
static double step(const kith_pull *pull,
                   double alpha,
                   double *x,
                   double *next,
                   double *most)
{
    double change = 0;
    *most = 0;
    kith_pull_rows(pull, NULL, pull->count, x, next);
    for (size_t v = 0; v < pull->count; v++) {
        const double score = 1 + alpha * next[v];
        change = fmax(change, fabs(score - x[v]) / score);
        *most = fmax(*most, isfinite(score) ? score : HUGE_VAL);
        x[v] = score;
    }
    return change;
}

/* A change may be small once by chance, where walks have no steps of one kind.
 */
static kith_status iterate(const kith_pull *pull,
                           double alpha,
                           double ratio,
                           double *x,
                           double *next,
                           kith_error *err)
{
    bool small = false;
    for (size_t v = 0; v < pull->count; v++)
        x[v] = 1;
    for (uint32_t round = 0; round < MOST_ROUNDS; round++) {
        double most = 0;
        const bool before = small;
        const double change = step(pull, alpha, x, next, &most);
        if (!isfinite(most))
            break;
        small = change * ratio <= tolerance * (1 - ratio);
        if (change <= 0 || (small && before && ratio > 0))
            return KITH_OK;
    }
    kith_fail(err, KITH_E_LIMIT, "Katz scores do not settle");
    kith_hint(err, "give a smaller alpha");
    return KITH_E_LIMIT;
}

static void to_length_one(double *x, size_t count)
{
    double most = 0;
    double squares = 0;
    for (size_t v = 0; v < count; v++)
        most = fmax(most, x[v]);
    kith_scores_divide(x, count, most); /* squares of what is large overflow */
    for (size_t v = 0; v < count; v++)
        squares += x[v] * x[v];
    kith_scores_divide(x, count, sqrt(squares));
}

kith_status kith_measure_katz(kith_graph *graph,
                              const kith_measure_options *options,
                              double *score,
                              kith_error *err)
{
    kith_pull pull = {0};
    kith_status st = KITH_OK;
    double alpha = 0;
    double ratio = 0;
    const size_t count = kith_graph_entity_count(graph);
    double *x = KITH_NEW(double, count);
    double *next = KITH_NEW(double, count);
    if (!x || !next) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_pull_init(&pull, graph, options, false, err), done);
    KITH_TRY(st,
             choose_alpha(&pull, kith_is_symmetric(graph, options),
                          options->alpha, &alpha, &ratio, err),
             done);
    KITH_TRY(st, iterate(&pull, alpha, ratio, x, next, err), done);
    if (options->normalised)
        to_length_one(x, count);
    kith_pull_give(&pull, x, score);
done:
    kith_pull_clear(&pull);
    kith_release(x);
    kith_release(next);
    return st;
}
