/* Scores that are made of the scores of neighbours by another measure, or of
 * their own but for a constant: a hub of its authorities, an authority of its
 * hubs, Katz's measure of 1 and alpha times what the neighbours have.
 * Cost: that of the measure, which is taken again. */
#include "analysis/explain.h"
#include "analysis/measures.h"
#include "analysis/weighing.h"
#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

/* What explaining takes; `give` is owned. */
typedef struct {
    kith_gathering gathering;
    kith_weighing weighing;
    double *give;
} telling;

static void clear(telling *t)
{
    kith_release(t->gathering.part);
    kith_release(t->give);
    kith_weighing_clear(&t->weighing);
}

/* @param from  what neighbours are scored by */
static kith_status prepare(telling *t,
                           kith_graph *graph,
                           const kith_explain_question *question,
                           const char *from,
                           kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    kith_measure_options options = *question->options;
    options.normalised = false;
    *t = (telling){
        .gathering = {.question = question,
                      .graph = graph,
                      .part = KITH_NEW(double, count)},
        .give = KITH_NEW(double, count),
    };
    if (!t->gathering.part || !t->give)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    t->gathering.give = t->give;
    kith_status st = kith_weighing_init(&t->weighing, graph, options.weights,
                                        KITH_WEIGHTS_STRENGTH, err);
    t->gathering.weights = t->weighing.weights;
    if (st == KITH_OK)
        st = kith_measure_run(kith_measure_of(from), graph, &options, t->give,
                              err);
    return st;
}

kith_status kith_explain_hubs(kith_explanation *out,
                              kith_graph *graph,
                              const kith_explain_question *question,
                              kith_error *err)
{
    const bool hub = !strcmp(question->measure->name, "hubs");
    telling t = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             prepare(&t, graph, question, hub ? "authorities" : "hubs", err),
             done);
    kith_gather(&t.gathering, !hub, hub);
    st = kith_explanation_neighbours(out, t.gathering.part,
                                     kith_graph_entity_count(graph),
                                     question->most,
                                     question->score[question->entity] > 0
                                         ? kith_gathered(&t.gathering)
                                         : 0,
                                     err);
done:
    clear(&t);
    return st;
}

/* What is left is the walk of no steps, which counts 1. */
kith_status kith_explain_katz(kith_explanation *out,
                              kith_graph *graph,
                              const kith_explain_question *question,
                              kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    telling t = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, prepare(&t, graph, question, "katz", err), done);
    kith_gather(&t.gathering, true, false);
    const double score = t.give[question->entity];
    const double sum = kith_gathered(&t.gathering);
    for (size_t e = 0; e < count && sum > 0; e++)
        t.gathering.part[e] *= (score - 1) / sum;
    st = kith_explanation_neighbours(out, t.gathering.part, count,
                                     question->most, score, err);
done:
    clear(&t);
    return st;
}
