/* Communities by the Leiden method: the best of several runs by modularity.
 *
 * igraph maximises the sum over groups of inner weight - g / 2 * (sum of node
 * weights)^2; with strengths as node weights and g = resolution / (2 W), W
 * being the sum of all weights, that is W times the modularity. Each run starts
 * from a seed of its own, so that a run's result does not depend on how many
 * there are, and goes on for as long as a round improves on the last (igraph's
 * own "until stable" may go back and forth between equals for ever). An entity
 * without relations is a group of its own.
 *
 * Cost: O(E) a round, some three to ten rounds a run.
 * Source: Traag, Waltman and van Eck, "From Louvain to Leiden", 2019, by
 * igraph. */
#include "analysis/leiden.h"

#include "analysis/measures.h"
#include "base/alloc.h"
#include "base/error.h"
#include "graph/igraph_wall.h"

#include <math.h>

enum { USUAL_RUNS = 8, FIRST_ROUNDS = 2, MOST_ROUNDS = 32 };

/* A round goes on to another if it gains more than this. In a large graph each
 * takes a second for a million relations, and the fourth rarely gains 0.001. */
enum { LARGE = 20000 }; /* relations */
static const double no_gain = 1e-12;
static const double little_gain = 1e-3;
static const double randomness = 0.01; /* in refinement; the paper's choice */

kith_status kith_modularity(const kith_graph *graph,
                            const double *weights,
                            double resolution,
                            kith_partition partition,
                            double *out,
                            kith_error *err)
{
    const kith_id *group = partition.group;
    const size_t count = partition.count;
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    double all = 0;
    double within = 0;
    double *ends = KITH_NEW(double, count);
    if (!ends)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t r = 0; r < kith_graph_relation_count(graph); r++) {
        const double weight = weights ? weights[r] : 1;
        all += weight;
        within += group[sources[r]] == group[targets[r]] ? weight : 0;
        ends[group[sources[r]]] += weight;
        ends[group[targets[r]]] += weight;
    }
    double expected = 0;
    for (size_t i = 0; i < count && all > 0; i++)
        expected += ends[i] / (2 * all) * (ends[i] / (2 * all));
    *out = all > 0 ? within / all - resolution * expected : (double)NAN;
    kith_release(ends);
    return KITH_OK;
}

/* What all runs share. */
typedef struct {
    const kith_graph *graph;
    const igraph_t *model;
    const double *weights;        /* by relation, or NULL */
    igraph_vector_t edge_weights; /* empty if weights is NULL */
    igraph_vector_t strengths;
    igraph_vector_int_t membership;
    double resolution;
    double total; /* of all weights */
    kith_id *group;
    size_t count;
} runs;

static void clear(runs *r)
{
    igraph_vector_destroy(&r->edge_weights);
    igraph_vector_destroy(&r->strengths);
    igraph_vector_int_destroy(&r->membership);
    kith_release(r->group);
}

static kith_status init(runs *r,
                        kith_graph *graph,
                        const kith_group_options *options,
                        kith_error *err)
{
    kith_status st = KITH_OK;
    const size_t count = kith_graph_entity_count(graph);
    r->graph = graph;
    r->weights = options->weighted ? kith_graph_weights(graph) : NULL;
    r->resolution = options->resolution > 0 ? options->resolution : 1;
    r->group = KITH_NEW(kith_id, count);
    if (!r->group)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, kith_igraph_model(graph, false, &r->model, err), done);
    if (r->weights) {
        KITH_TRY(st, kith_igraph_weights(graph, false, &r->edge_weights, err),
                 done);
    }
    KITH_TRY(st,
             kith_from_igraph(igraph_vector_init(&r->strengths,
                                                 (igraph_integer_t)count),
                              err),
             done);
    KITH_TRY(st,
             kith_from_igraph(igraph_vector_int_init(&r->membership, 0), err),
             done);
    kith_ends_sum(graph, KITH_BOTH, r->weights, VECTOR(r->strengths));
    for (size_t v = 0; v < count; v++)
        r->total += VECTOR(r->strengths)[v] / 2;
done:
    return st;
}

/* Some rounds of the method, from single entities or from where the last ones
 * ended; the modularity reached. */
static kith_status go_on(runs *r, bool anew, double *quality, kith_error *err)
{
    igraph_integer_t count = 0;
    const kith_status st = kith_from_igraph(
        igraph_community_leiden(r->model, r->weights ? &r->edge_weights : NULL,
                                &r->strengths, r->resolution / (2 * r->total),
                                randomness, !anew, anew ? FIRST_ROUNDS : 1,
                                &r->membership, &count, NULL),
        err);
    if (st != KITH_OK)
        return st;
    r->count = (size_t)count;
    for (size_t v = 0; v < kith_graph_entity_count(r->graph); v++)
        r->group[v] = (kith_id)VECTOR(r->membership)[v];
    return kith_modularity(r->graph, r->weights, r->resolution,
                           (kith_partition){r->group, r->count}, quality, err);
}

/* The best grouping so far, in the caller's array. */
typedef struct {
    kith_id *group;
    size_t count;
    double quality;
} best_grouping;

static void keep_if_better(const runs *r, double quality, best_grouping *best)
{
    if (quality <= best->quality + no_gain)
        return;
    best->quality = quality;
    best->count = r->count;
    for (size_t v = 0; v < kith_graph_entity_count(r->graph); v++)
        best->group[v] = r->group[v];
}

static kith_status run(runs *r,
                       uint64_t seed,
                       best_grouping *best,
                       kith_error *err)
{
    double before = -INFINITY;
    const bool large = kith_graph_relation_count(r->graph) > LARGE;
    const double least_gain = large ? little_gain : no_gain;
    kith_status st = kith_from_igraph(igraph_rng_seed(igraph_rng_default(),
                                                      (igraph_uint_t)seed),
                                      err);
    for (int round = 0; round < MOST_ROUNDS && st == KITH_OK; round++) {
        double quality = 0;
        st = go_on(r, round == 0, &quality, err);
        if (st != KITH_OK)
            break;
        keep_if_better(r, quality, best);
        if (quality <= before + least_gain)
            break;
        before = quality;
    }
    return st;
}

kith_status kith_leiden(kith_graph *graph,
                        const kith_group_options *options,
                        kith_id *group,
                        size_t *count,
                        kith_error *err)
{
    runs r = {0};
    const size_t size = kith_graph_entity_count(graph);
    const uint32_t most = options->runs > 0 ? options->runs : USUAL_RUNS;
    best_grouping best = {group, size, -INFINITY};
    kith_status st = init(&r, graph, options, err);
    for (kith_id v = 0; v < size; v++)
        group[v] = v;
    for (uint32_t i = 0; i < most && st == KITH_OK && r.total > 0; i++)
        st = run(&r, options->seed + i, &best, err);
    *count = best.count;
    clear(&r);
    return st;
}
