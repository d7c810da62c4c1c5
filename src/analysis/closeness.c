/* Closeness, harmonic centrality and eccentricity: how near the others are to
 * an entity.
 *
 * Paths go out from the entity, along directions unless they are ignored.
 * Closeness is 1 / the sum of distances to all others that it reaches, 0 if it
 * reaches none; normalised it is 1 / their mean. Entities that reach few, near
 * others score high: where not everything is connected, harmonic centrality is
 * the better measure, the sum of 1 / distance over all others, 0 for those not
 * reached; normalised it is divided by n - 1. Eccentricity is the distance to
 * the farthest that it reaches. Agrees with igraph (mode "out") to 1e-9, and
 * with NetworkX, which takes distances to the entity, on the reversed graph.
 *
 * Searches run backwards from all entities, or from a sample of those that can
 * be reached, and what they reach is credited: without weights in steps
 * (nearness_steps.c), with weights, which are distances, along lengths
 * (nearness_lengths.c). A sample of k of N multiplies sums by N / k; the
 * standard error is that of such a sum, or of 1 / such a sum or a ratio of two
 * to first order, as if drawn at random without repetition.
 *
 * Cost: O(V E); weighted O(V E log V).
 * Source: Bavelas, "Communication patterns in task-oriented groups", 1950;
 * Marchiori and Latora, "Harmony in the small-world", 2000; Hage and Harary,
 * "Eccentricity and centrality in networks", 1995; Eppstein and Wang, "Fast
 * approximation of centrality", 2004. */
#include "analysis/measures.h"
#include "analysis/nearness.h"
#include "analysis/weighing.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

typedef enum { CLOSENESS = 0, HARMONIC, ECCENTRICITY } kind;

static const kith_nearness_kind sums_of[] = {
    [CLOSENESS] = KITH_NEARNESS_DISTANCE,
    [HARMONIC] = KITH_NEARNESS_HARMONIC,
    [ECCENTRICITY] = KITH_NEARNESS_FARTHEST,
};

typedef struct {
    kith_graph *graph;
    const kith_measure_options *options;
    kind kind;
    kith_weighing weighing;
    kith_search_graph searched;
    kith_search_sources sources;
    kith_steps steps;
    kith_nearness near;
} closeness;

static kith_status prepare(closeness *c, kith_error *err)
{
    const kith_measure_options *options = c->options;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_weighing_distances(&c->weighing, c->graph, options->weights,
                                     err),
             done);
    const kith_search_graph_options how = {
        .undirected = options->undirected,
        .lengths = c->weighing.weights,
        .threads = options->threads,
    };
    KITH_TRY(st, kith_search_graph_init(&c->searched, c->graph, &how, err),
             done);
    const kith_arcs out = c->searched.out;
    c->searched.out = c->searched.in;
    c->searched.in = out;
    st = kith_search_sources_init(&c->sources, &c->searched, &c->searched.out,
                                  options->sample, options->random_seed, err);
done:
    return st;
}

static kith_status search(closeness *c, kith_error *err)
{
    const size_t count = c->searched.count;
    const bool squares = c->options->error != NULL;
    const bool reached = c->kind == CLOSENESS;
    c->near = (kith_nearness){
        .graph = &c->searched,
        .sources = &c->sources,
        .kind = sums_of[c->kind],
        .threads = c->options->threads,
        .steps = &c->steps,
        .sum = KITH_NEW(double, count),
        .square = squares ? KITH_NEW(double, count) : NULL,
        .reached = reached ? KITH_NEW(double, count) : NULL,
    };
    if (!c->near.sum || (squares && !c->near.square) ||
        (reached && !c->near.reached))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    return c->weighing.weights ? kith_nearness_lengths(&c->near, err)
                               : kith_nearness_steps(&c->near, err);
}

/* Of one vertex. */
typedef struct {
    double sum;
    double square;
    double reached;
} whole;

static whole sums_at(const kith_nearness *near, size_t v)
{
    return (whole){
        .sum = near->sum[v],
        .square = near->square ? near->square[v] : 0,
        .reached = near->reached ? near->reached[v] : 0,
    };
}

static double score_of(const closeness *c, whole w, double more)
{
    switch (c->kind) {
    case CLOSENESS:
        if (w.sum <= 0)
            return 0;
        return c->options->normalised ? w.reached / w.sum : 1 / (w.sum * more);
    case HARMONIC:
        return w.sum * more;
    case ECCENTRICITY:
        return w.sum;
    }
    return 0;
}

/* Standard error of score_of() for a sample of k of n: of a sum, of 1 / a sum,
 * or of the ratio of two, whose residuals are r = 1 - score * distance. A
 * sample of one, and one of which nothing was found, do not tell. */
static double error_of(const closeness *c, whole w, double score)
{
    const double k = (double)c->sources.drawn;
    const double n = (double)c->sources.possible;
    if (c->sources.drawn == c->sources.possible)
        return 0;
    if (c->sources.drawn < 2 || w.sum <= 0)
        return (double)NAN;
    const double left = (1 - k / n) * k / (k - 1);
    const double spread = fmax(w.square - w.sum * w.sum / k, 0);
    if (c->kind == HARMONIC)
        return n / k * sqrt(left * spread);
    if (!c->options->normalised)
        return score * sqrt(left * spread) / w.sum;
    const double residuals =
        w.reached - 2 * score * w.sum + score * score * w.square;
    return sqrt(left * fmax(residuals, 0)) / w.sum;
}

static void finish(const closeness *c, double *score)
{
    const size_t entities = kith_graph_entity_count(c->graph);
    const double more =
        c->sources.drawn < c->sources.possible
            ? (double)c->sources.possible / (double)c->sources.drawn
            : 1;
    double *error = c->options->error;
    for (size_t e = 0; e < entities; e++) {
        score[e] = 0;
        if (error)
            error[e] = 0;
    }
    for (size_t v = 0; v < c->searched.count; v++) {
        const kith_id e = c->searched.entity[v];
        const whole w = sums_at(&c->near, v);
        score[e] = score_of(c, w, more);
        if (error)
            error[e] = error_of(c, w, score[e]);
    }
    if (c->kind != HARMONIC || !c->options->normalised)
        return;
    kith_scores_divide(score, entities, (double)entities - 1);
    if (error)
        kith_scores_divide(error, entities, (double)entities - 1);
}

static kith_status measure(kith_graph *graph,
                           const kith_measure_options *options,
                           kind what,
                           double *score,
                           kith_error *err)
{
    closeness c = {.graph = graph, .options = options, .kind = what};
    kith_status st = KITH_OK;
    KITH_TRY(st, prepare(&c, err), done);
    kith_steps_init(&c.steps, options, c.sources.count);
    st = search(&c, err);
    kith_steps_clear(&c.steps);
    if (st == KITH_OK)
        finish(&c, score);
done:
    kith_release(c.near.sum);
    kith_release(c.near.square);
    kith_release(c.near.reached);
    kith_search_sources_clear(&c.sources);
    kith_search_graph_clear(&c.searched);
    kith_weighing_clear(&c.weighing);
    return st;
}

kith_status kith_measure_closeness(kith_graph *graph,
                                   const kith_measure_options *options,
                                   double *score,
                                   kith_error *err)
{
    return measure(graph, options, CLOSENESS, score, err);
}

kith_status kith_measure_harmonic(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err)
{
    return measure(graph, options, HARMONIC, score, err);
}

kith_status kith_measure_eccentricity(kith_graph *graph,
                                      const kith_measure_options *options,
                                      double *score,
                                      kith_error *err)
{
    return measure(graph, options, ECCENTRICITY, score, err);
}
