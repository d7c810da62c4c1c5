/* Betweenness: on how many shortest paths between others an entity, or a
 * relation, lies.
 *
 * Every ordered pair of other entities gives 1 in all, shared between its
 * shortest paths; with directions ignored a pair counts once. Parallel
 * relations make separate paths, as in igraph (NetworkX collapses them);
 * weights are distances. For relations the pair may be their own ends.
 * Normalised scores are divided by the number of pairs: (n-1) (n-2), or n (n-1)
 * for relations, and half of it with directions ignored.
 *
 * With a cutoff only paths that are not longer count. A sample searches from
 * `sample` of the N entities that paths can start from, and multiplies by
 * N / sample; its standard error is that of a mean without replacement,
 *
 *   N sqrt((1 - sample / N) s^2 / sample)
 *
 * s^2 being the variance of what a source gives; since the sample is spread
 * over the graph (sources.c), the true error is mostly smaller. It tells
 * nothing of paths that no sampled source starts: where it is 0, the score may
 * be wrong. Neighbours of a source lie on very many of its paths. Where
 * relations go both ways a sample therefore counts v on a path from s to t only
 * as d(s, v) / d(s, t), and twice: what is missing comes from t. That leaves
 * the mean as it is and takes away most of the variance.
 *
 * Trees that hang on the graph are folded first (trees.c), unless there is a
 * cutoff or lengths: what they give is exact in a sample, too.
 * Cost: O(V E); weighted O(V E log V); see lanes_run.c and brandes.c.
 * Source: Brandes, "A faster algorithm for betweenness centrality", 2001, and
 * "On variants of shortest-path betweenness centrality", 2008; Brandes and
 * Pich, "Centrality estimation in large networks", 2007; Geisberger, Sanders
 * and Schultes, "Better approximation of betweenness centrality", 2008. Agrees
 * with igraph, and with NetworkX where no relations are parallel, to 1e-9. */
#include "analysis/betweenness_sum.h"
#include "analysis/measures.h"
#include "analysis/weighing.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

typedef struct {
    kith_graph *graph;
    const kith_measure_options *options;
    bool relations;
    kith_weighing weighing;
    kith_search_graph searched;
    kith_search_sources sources;
    double *sum;    /* by vertex, or by relation */
    double *square; /* or NULL */
    double *score;  /* the caller's */
} betweenness;

static kith_status prepare(betweenness *b, kith_error *err)
{
    const kith_measure_options *options = b->options;
    kith_status st = KITH_OK;
    if (!(options->cutoff >= 0)) {
        kith_fail(err, KITH_E_INVALID, "cutoff is out of range");
        kith_hint(err, "give the length of the longest paths to count");
        return KITH_E_INVALID;
    }
    KITH_TRY(st,
             kith_weighing_distances(&b->weighing, b->graph, options->weights,
                                     err),
             done);
    const kith_search_graph_options how = {
        .undirected = options->undirected,
        .fold = !b->relations && options->cutoff <= 0 && !b->weighing.weights,
        .relations = b->relations,
        .lengths = b->weighing.weights,
        .threads = options->threads,
    };
    KITH_TRY(st, kith_search_graph_init(&b->searched, b->graph, &how, err),
             done);
    st = kith_search_sources_init(&b->sources, &b->searched, &b->searched.out,
                                  options->sample, options->random_seed, err);
done:
    return st;
}

static bool is_sampled(const betweenness *b)
{
    return b->sources.drawn < b->sources.possible;
}

/* Whether relations go both ways, and so can a path. */
static bool is_scaled(const betweenness *b)
{
    return is_sampled(b) && b->searched.in.first == b->searched.out.first;
}

static kith_status sum_up(betweenness *b, kith_error *err)
{
    const kith_betweenness_job job = {
        .graph = &b->searched,
        .sources = &b->sources,
        .relations = b->relations,
        .scaled = is_scaled(b),
        .size = b->relations ? kith_graph_relation_count(b->graph)
                             : b->searched.count,
        .options = b->options,
    };
    b->sum = KITH_NEW(double, job.size);
    if (b->options->error)
        b->square = KITH_NEW(double, job.size);
    if (!b->sum || (b->options->error && !b->square))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    return kith_betweenness_sum(&job, b->sum, b->square, err);
}

/* Standard error of N times the mean of the credits that were drawn. */
static double error_of(const betweenness *b, double sum, double square)
{
    const double count = (double)b->sources.drawn;
    const double all = (double)b->sources.possible;
    if (!is_sampled(b))
        return 0;
    if (b->sources.drawn < 2)
        return (double)NAN;
    const double variance = (square - sum * sum / count) / (count - 1);
    return all * sqrt((1 - count / all) * fmax(variance, 0) / count);
}

/* By what scores are multiplied. */
static double scale_of(const betweenness *b)
{
    const double n = (double)kith_graph_entity_count(b->graph);
    const double half = b->options->undirected ? 0.5 : 1;
    const double pairs =
        b->relations ? n * (n - 1) * half : (n - 1) * (n - 2) * half;
    if (!b->options->normalised)
        return half;
    return pairs > 0 ? half / pairs : 0;
}

/* From the sums of vertices to the scores of entities. */
static void finish(const betweenness *b)
{
    const size_t size =
        b->relations ? kith_graph_relation_count(b->graph) : b->searched.count;
    const size_t entities = kith_graph_entity_count(b->graph);
    const double scale = scale_of(b);
    const double twice = is_scaled(b) ? 2 : 1;
    const double more =
        is_sampled(b) ? (double)b->sources.possible / (double)b->sources.drawn
                      : 1;
    const double *folded = b->searched.score;
    for (size_t e = 0; e < entities && !b->relations; e++)
        b->score[e] = folded ? folded[e] * scale : 0;
    for (size_t i = 0; i < size; i++) {
        const size_t e = b->relations ? i : b->searched.entity[i];
        const double known = folded ? folded[e] : 0;
        b->score[e] = (known + b->sum[i] * more * twice) * scale;
        if (b->square) {
            b->options->error[e] =
                error_of(b, b->sum[i], b->square[i]) * twice * scale;
        }
    }
}

static kith_status measure(kith_graph *graph,
                           const kith_measure_options *options,
                           bool relations,
                           double *score,
                           kith_error *err)
{
    betweenness b = {
        .graph = graph,
        .options = options,
        .relations = relations,
        .score = score,
    };
    kith_status st = KITH_OK;
    KITH_TRY(st, prepare(&b, err), done);
    KITH_TRY(st, sum_up(&b, err), done);
    finish(&b);
done:
    kith_release(b.sum);
    kith_release(b.square);
    kith_search_sources_clear(&b.sources);
    kith_search_graph_clear(&b.searched);
    kith_weighing_clear(&b.weighing);
    return st;
}

kith_status kith_measure_betweenness(kith_graph *graph,
                                     const kith_measure_options *options,
                                     double *score,
                                     kith_error *err)
{
    return measure(graph, options, false, score, err);
}

kith_status kith_measure_relation_betweenness(
    kith_graph *graph,
    const kith_measure_options *options,
    double *score,
    kith_error *err)
{
    return measure(graph, options, true, score, err);
}
