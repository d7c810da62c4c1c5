/* Closeness and harmonic centrality: how near the others are to an entity.
 *
 * Paths go out from the entity, along directions unless they are ignored.
 * Closeness is 1 / the sum of distances to all others that it reaches, 0 if it
 * reaches none; normalised it is 1 / their mean. Entities that reach few, near
 * others score high: where not everything is connected, harmonic centrality is
 * the better measure, the sum of 1 / distance over all others, 0 for those not
 * reached; normalised it is divided by n - 1. Agrees with igraph (mode "out")
 * to 1e-9, and with NetworkX, which takes distances to the entity, on the
 * reversed graph.
 *
 * Without weights the searches run backwards from all entities at once, and the
 * entities they reach are credited (see sweep.c); with weights, which are
 * distances, igraph does the work.
 * Cost: O(V E); weighted O(V E log V).
 * Source: Bavelas, "Communication patterns in task-oriented groups", 1950;
 * Marchiori and Latora, "Harmony in the small-world", 2000. */
#include "analysis/measures.h"
#include "analysis/shortest_model.h"
#include "analysis/sweep.h"
#include "base/alloc.h"
#include "base/error.h"

/* What one block of searches credits the entities with. */
typedef struct {
    double *sum;       /* of distances, or of 1 / distance */
    uint32_t *reached; /* number of others reached; NULL for harmonic */
} credit;

static void credit_distance(void *context,
                            kith_id entity,
                            uint32_t distance,
                            uint32_t sources)
{
    credit *c = context;
    c->sum[entity] += (double)distance * sources;
    c->reached[entity] += sources;
}

static void credit_nearness(void *context,
                            kith_id entity,
                            uint32_t distance,
                            uint32_t sources)
{
    credit *c = context;
    c->sum[entity] += (double)sources / distance;
}

static kith_status make_credits(credit *credits,
                                size_t blocks,
                                size_t count,
                                bool harmonic,
                                kith_error *err)
{
    for (size_t i = 0; i < blocks; i++) {
        credits[i].sum = KITH_NEW(double, count);
        credits[i].reached = harmonic ? NULL : KITH_NEW(uint32_t, count);
        if (!credits[i].sum || (!harmonic && !credits[i].reached))
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return KITH_OK;
}

/* Scores from the credits of all blocks, added in order of block. */
static void add_credits(const credit *credits,
                        size_t blocks,
                        size_t count,
                        bool normalised,
                        double *score)
{
    for (size_t v = 0; v < count; v++) {
        double sum = 0;
        double reached = 0;
        for (size_t i = 0; i < blocks; i++) {
            sum += credits[i].sum[v];
            reached += credits[i].reached ? credits[i].reached[v] : 0;
        }
        if (!credits->reached) {
            score[v] = sum;
        } else {
            score[v] = sum > 0 ? (normalised ? reached : 1) / sum : 0;
        }
    }
}

static kith_status count_steps(kith_graph *graph,
                               const kith_measure_options *options,
                               bool harmonic,
                               double *score,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    const size_t count = kith_graph_entity_count(graph);
    const size_t blocks = kith_sweep_blocks(count);
    kith_sweep_lists lists = {.count = count};
    credit credits[KITH_SWEEP_BLOCKS] = {0};
    void *contexts[KITH_SWEEP_BLOCKS] = {0};
    for (size_t i = 0; i < blocks; i++)
        contexts[i] = &credits[i];
    const kith_direction ahead = options->undirected ? KITH_BOTH : KITH_IN;
    const kith_direction back = options->undirected ? KITH_BOTH : KITH_OUT;
    KITH_TRY(st, kith_graph_adjacency(graph, ahead, &lists.ahead, err), done);
    KITH_TRY(st, kith_graph_adjacency(graph, back, &lists.back, err), done);
    KITH_TRY(st, make_credits(credits, blocks, count, harmonic, err), done);
    KITH_TRY(st,
             kith_sweep_all(&lists,
                            harmonic ? credit_nearness : credit_distance,
                            contexts, err),
             done);
    add_credits(credits, blocks, count, options->normalised, score);
done:
    for (size_t i = 0; i < blocks; i++) {
        kith_release(credits[i].sum);
        kith_release(credits[i].reached);
    }
    return st;
}

static kith_status by_weight(kith_graph *graph,
                             const kith_measure_options *options,
                             bool harmonic,
                             double *score,
                             kith_error *err)
{
    kith_shortest_model model = {0};
    kith_status st = kith_shortest_model_init(&model, graph, options, err);
    if (st != KITH_OK)
        return st;
    const igraph_error_t code =
        harmonic ? igraph_harmonic_centrality(model.graph, &model.scores,
                                              igraph_vss_all(), IGRAPH_OUT,
                                              model.lengths, false)
                 : igraph_closeness(model.graph, &model.scores, NULL, NULL,
                                    igraph_vss_all(), IGRAPH_OUT, model.lengths,
                                    options->normalised);
    st = kith_from_igraph(code, err);
    if (st == KITH_OK)
        kith_shortest_model_scores(&model, score);
    kith_shortest_model_clear(&model);
    return st;
}

static kith_status measure(kith_graph *graph,
                           const kith_measure_options *options,
                           bool harmonic,
                           double *score,
                           kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    const bool weighted =
        options->weights != KITH_WEIGHTS_NONE && kith_graph_weights(graph);
    const kith_status st =
        weighted ? by_weight(graph, options, harmonic, score, err)
                 : count_steps(graph, options, harmonic, score, err);
    if (st == KITH_OK && harmonic && options->normalised)
        kith_scores_divide(score, count, (double)count - 1);
    return st;
}

kith_status kith_measure_closeness(kith_graph *graph,
                                   const kith_measure_options *options,
                                   double *score,
                                   kith_error *err)
{
    return measure(graph, options, false, score, err);
}

kith_status kith_measure_harmonic(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err)
{
    return measure(graph, options, true, score, err);
}
