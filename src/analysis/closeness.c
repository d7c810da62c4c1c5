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
 * be reached, and what they reach is credited: without weights many at once
 * (sweep.c), with weights, which are distances, one by one by Dijkstra's search
 * (brandes.c). A sample of k of N multiplies sums by N / k; the standard error
 * is that of such a sum, or of 1 / such a sum or a ratio of two to first order,
 * as if drawn at random without repetition.
 *
 * Cost: O(V E); weighted O(V E log V).
 * Source: Bavelas, "Communication patterns in task-oriented groups", 1950;
 * Marchiori and Latora, "Harmony in the small-world", 2000; Hage and Harary,
 * "Eccentricity and centrality in networks", 1995; Eppstein and Wang, "Fast
 * approximation of centrality", 2004. */
#include "analysis/brandes.h"
#include "analysis/measures.h"
#include "analysis/sources.h"
#include "analysis/sweep.h"
#include "analysis/threads.h"
#include "analysis/weighing.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <math.h>

typedef enum { CLOSENESS = 0, HARMONIC, ECCENTRICITY } kind;

/* What one block of searches credits vertices with. */
typedef struct {
    double *sum;     /* of distances or of 1 / distance; or the largest */
    double *square;  /* of the same; or NULL */
    double *reached; /* number of others reached; or NULL */
} credit;

typedef struct {
    kith_graph *graph;
    const kith_measure_options *options;
    kind kind;
    kith_weighing weighing;
    kith_search_graph searched; /* `out` leads backwards, `in` as paths go */
    kith_search_sources sources;
    size_t blocks;
    credit credit[KITH_SWEEP_BLOCKS];
    kith_status status[KITH_SWEEP_BLOCKS];
    kith_steps steps;
} closeness;

static void add_distance(credit *c, kith_id v, double distance, double times)
{
    c->sum[v] += distance * times;
    c->reached[v] += times;
    if (c->square)
        c->square[v] += distance * distance * times;
}

static void add_nearness(credit *c, kith_id v, double distance, double times)
{
    c->sum[v] += times / distance;
    if (c->square)
        c->square[v] += times / (distance * distance);
}

static void see_distance(credit *c, kith_id v, double distance, double times)
{
    (void)times;
    c->sum[v] = fmax(c->sum[v], distance);
}

static void (*const add_by_kind[])(credit *, kith_id, double, double) = {
    [CLOSENESS] = add_distance,
    [HARMONIC] = add_nearness,
    [ECCENTRICITY] = see_distance,
};

static void sweep_distance(void *context,
                           kith_id v,
                           uint32_t distance,
                           uint32_t sources)
{
    add_distance(context, v, distance, sources);
}

static void sweep_nearness(void *context,
                           kith_id v,
                           uint32_t distance,
                           uint32_t sources)
{
    add_nearness(context, v, distance, sources);
}

static void see_sweep(void *context,
                      kith_id v,
                      uint32_t distance,
                      uint32_t sources)
{
    see_distance(context, v, distance, sources);
}

static kith_swept *const sweep_by_kind[] = {
    [CLOSENESS] = sweep_distance,
    [HARMONIC] = sweep_nearness,
    [ECCENTRICITY] = see_sweep,
};

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
    };
    KITH_TRY(st, kith_search_graph_init(&c->searched, c->graph, &how, err),
             done);
    const kith_arcs out = c->searched.out;
    c->searched.out = c->searched.in;
    c->searched.in = out;
    st = kith_search_sources_init(&c->sources, &c->searched, &c->searched.out,
                                  options->sample, options->random_seed, err);
    c->blocks = kith_sweep_blocks(c->sources.count);
done:
    return st;
}

static kith_status make_credits(closeness *c, kith_error *err)
{
    const size_t count = c->searched.count;
    const bool squares = c->options->error != NULL;
    for (size_t i = 0; i < c->blocks; i++) {
        credit *new = &c->credit[i];
        new->sum = KITH_NEW(double, count);
        new->square = squares ? KITH_NEW(double, count) : NULL;
        new->reached = c->kind == CLOSENESS ? KITH_NEW(double, count) : NULL;
        if (!new->sum || (squares && !new->square) ||
            (c->kind == CLOSENESS && !new->reached))
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return KITH_OK;
}

static kith_status by_steps(closeness *c, kith_error *err)
{
    const kith_arcs *ahead = &c->searched.out;
    const kith_arcs *back = &c->searched.in;
    const kith_sweep_lists lists = {
        .ahead = {ahead->first, ahead->neighbour, NULL},
        .back = {back->first,  back->neighbour,  NULL},
        .count = c->searched.count,
    };
    const kith_sweep_options how = {
        .sources = c->sources.vertex,
        .source_count = c->sources.count,
        .threads = c->options->threads,
        .steps = &c->steps,
    };
    void *contexts[KITH_SWEEP_BLOCKS] = {0};
    for (size_t i = 0; i < c->blocks; i++)
        contexts[i] = &c->credit[i];
    return kith_sweep_all(&lists, &how, sweep_by_kind[c->kind], contexts, err);
}

/* Block i searches from sources i, i + blocks, i + 2 blocks, ... */
static void run_block(void *context, size_t block)
{
    closeness *c = context;
    kith_brandes search = {0};
    bool go_on = true;
    c->status[block] = kith_brandes_init(&search, &c->searched, 0, NULL);
    for (size_t i = block;
         i < c->sources.count && go_on && c->status[block] == KITH_OK;
         i += c->blocks) {
        kith_brandes_reach(&search, c->sources.vertex[i]);
        for (size_t k = 1; k < search.reached; k++) {
            const kith_id v = search.order[k];
            add_by_kind[c->kind](&c->credit[block], v, search.distance[v], 1);
        }
        go_on = kith_steps_move(&c->steps, 1);
    }
    kith_brandes_clear(&search);
}

static kith_status by_length(closeness *c, kith_error *err)
{
    const double arcs = c->searched.out.first[c->searched.count];
    const unsigned threads =
        kith_threads_wanted(c->options->threads,
                            (double)c->sources.count * arcs);
    kith_par_run(c->blocks, threads, run_block, c);
    for (size_t i = 0; i < c->blocks; i++) {
        if (c->status[i] != KITH_OK)
            return kith_fail(err, c->status[i], "out of memory");
    }
    return kith_steps_end(&c->steps, err);
}

/* The credits of all blocks, added in order of block. */
typedef struct {
    double sum;
    double square;
    double reached;
} whole;

static whole add_up(const closeness *c, size_t v)
{
    whole w = {0};
    for (size_t i = 0; i < c->blocks; i++) {
        const credit *from = &c->credit[i];
        w.sum = c->kind == ECCENTRICITY ? fmax(w.sum, from->sum[v])
                                        : w.sum + from->sum[v];
        w.square += from->square ? from->square[v] : 0;
        w.reached += from->reached ? from->reached[v] : 0;
    }
    return w;
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
 * or of the ratio of two, whose residuals are r = 1 - score * distance. */
static double error_of(const closeness *c, whole w, double score)
{
    const double k = (double)c->sources.drawn;
    const double n = (double)c->sources.possible;
    if (c->sources.drawn == c->sources.possible)
        return 0;
    if (c->sources.drawn < 2)
        return (double)NAN;
    const double left = (1 - k / n) * k / (k - 1);
    const double spread = fmax(w.square - w.sum * w.sum / k, 0);
    if (c->kind == HARMONIC)
        return n / k * sqrt(left * spread);
    if (w.sum <= 0)
        return 0;
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
    for (size_t e = 0; e < entities; e++)
        score[e] = 0;
    for (size_t v = 0; v < c->searched.count; v++) {
        const kith_id e = c->searched.entity[v];
        const whole w = add_up(c, v);
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
    KITH_TRY(st, make_credits(&c, err), done);
    kith_steps_init(&c.steps, options, c.sources.count);
    st = c.weighing.weights ? by_length(&c, err) : by_steps(&c, err);
    kith_steps_clear(&c.steps);
    if (st == KITH_OK)
        finish(&c, score);
done:
    for (size_t i = 0; i < c.blocks; i++) {
        kith_release(c.credit[i].sum);
        kith_release(c.credit[i].square);
        kith_release(c.credit[i].reached);
    }
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
