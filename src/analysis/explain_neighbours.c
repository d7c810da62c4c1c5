/* Scores that neighbours give: degrees and strength, where each relation adds
 * itself, and PageRank and eigenvector centrality, where a neighbour u adds
 * w / out[u] * x[u], or w * x[u], of which the score is a multiple. Cost: O(E).
 */
#include "analysis/explain.h"
#include "analysis/measures.h"
#include "analysis/weighing.h"
#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

static void take_end(kith_gathering *g, kith_id r, kith_id here, kith_id there)
{
    if (here != g->question->entity)
        return;
    g->part[there] +=
        (g->weights ? g->weights[r] : 1) * (g->give ? g->give[there] : 1);
}

void kith_gather(kith_gathering *g, bool in, bool out)
{
    const kith_id *sources = kith_graph_sources(g->graph);
    const kith_id *targets = kith_graph_targets(g->graph);
    const bool undirected = g->question->options->undirected;
    for (kith_id r = 0; r < kith_graph_relation_count(g->graph); r++) {
        const bool both =
            undirected || !kith_graph_relation_directed(g->graph, r);
        if (in || both)
            take_end(g, r, targets[r], sources[r]);
        if (out || both)
            take_end(g, r, sources[r], targets[r]);
    }
}

double kith_gathered(const kith_gathering *g)
{
    double sum = 0;
    for (size_t e = 0; e < kith_graph_entity_count(g->graph); e++)
        sum += g->part[e];
    return sum;
}

kith_status kith_explain_ends(kith_explanation *out,
                              kith_graph *graph,
                              const kith_explain_question *question,
                              kith_error *err)
{
    const char *name = question->measure->name;
    const size_t count = kith_graph_entity_count(graph);
    const bool in = strcmp(name, "out-degree") != 0;
    const bool leaves = strcmp(name, "in-degree") != 0;
    const kith_weights given = question->options->weights;
    kith_weighing weighing = {0};
    kith_gathering g = {
        .question = question,
        .graph = graph,
        .part = KITH_NEW(double, count),
    };
    kith_status st = KITH_OK;
    if (!g.part)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (!strcmp(name, "strength")) {
        KITH_TRY(st,
                 kith_weighing_init(&weighing, graph,
                                    given == KITH_WEIGHTS_NONE
                                        ? KITH_WEIGHTS_NATURAL
                                        : given,
                                    KITH_WEIGHTS_STRENGTH, err),
                 done);
        g.weights = weighing.weights;
    }
    kith_gather(&g, in, leaves);
    st = kith_explanation_neighbours(out, g.part, count, question->most,
                                     kith_gathered(&g), err);
done:
    kith_release(g.part);
    kith_weighing_clear(&weighing);
    return st;
}

/* What a relation of weight 1 brings from each entity: x / out for a walk that
 * leaves by one of its relations, else x. */
static kith_status make_give(kith_gathering *g,
                             bool shared,
                             double **give,
                             kith_error *err)
{
    const kith_explain_question *question = g->question;
    const size_t count = kith_graph_entity_count(g->graph);
    *give = KITH_NEW(double, count);
    if (!*give)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (shared) {
        kith_ends_sum(g->graph,
                      question->options->undirected ? KITH_BOTH : KITH_OUT,
                      g->weights, *give);
    }
    for (size_t e = 0; e < count; e++) {
        const double by = shared ? (*give)[e] : 1;
        (*give)[e] = by > 0 ? question->score[e] / by : 0;
    }
    g->give = *give;
    return KITH_OK;
}

kith_status kith_explain_walk(kith_explanation *out,
                              kith_graph *graph,
                              const kith_explain_question *question,
                              kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    const bool pagerank = question->measure->takes_damping;
    const double damping =
        question->options->damping > 0 ? question->options->damping : 0.85;
    kith_weighing weighing = {0};
    double *give = NULL;
    kith_gathering g = {
        .question = question,
        .graph = graph,
        .part = KITH_NEW(double, count),
    };
    kith_status st = KITH_OK;
    if (!g.part)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st,
             kith_weighing_init(&weighing, graph, question->options->weights,
                                KITH_WEIGHTS_STRENGTH, err),
             done);
    g.weights = weighing.weights;
    KITH_TRY(st, make_give(&g, pagerank, &give, err), done);
    kith_gather(&g, true, false);
    for (size_t e = 0; e < count && pagerank; e++)
        g.part[e] *= damping;
    st =
        kith_explanation_neighbours(out, g.part, count, question->most,
                                    pagerank ? question->score[question->entity]
                                             : kith_gathered(&g),
                                    err);
done:
    kith_release(give);
    kith_release(g.part);
    kith_weighing_clear(&weighing);
    return st;
}
