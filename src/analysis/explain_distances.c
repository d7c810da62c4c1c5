/* Scores by distance: how many others are how far from the entity. Cost: one
 * search. */
#include "analysis/brandes.h"
#include "analysis/explain.h"
#include "analysis/weighing.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

/* What an entity at a distance adds to the sum behind the score. */
static double part_of(const kith_explain_question *question, double distance)
{
    return strcmp(question->measure->name, "harmonic") ? distance
                                                       : 1 / distance;
}

/* Rows of entities that are equally far, nearest first, and after `most` of
 * them one for all that are farther. They come in this order, not by part. */
static double gather(const kith_explain_question *question,
                     const kith_brandes *search,
                     kith_reason_list *list)
{
    double whole = 0;
    double last = -1;
    for (size_t i = 1; i < search->reached; i++) {
        const kith_id v = search->order[i];
        const kith_id e = search->graph->entity[v];
        const double distance = search->distance[v];
        const double part = part_of(question, distance);
        const bool rest = list->count == list->most;
        if (distance - last > 1e-10 * distance && !rest) {
            last = distance;
            list->reasons[list->count] =
                (kith_reason){.kind = list->count < question->most
                                          ? KITH_REASON_DISTANCE
                                          : KITH_REASON_REST,
                              .a = e,
                              .b = KITH_NONE,
                              .distance = distance};
            list->count++;
        }
        kith_reason *row = &list->reasons[list->count - 1];
        row->count++;
        row->a = e < row->a ? e : row->a;
        row->part += part;
        whole += part;
    }
    return whole;
}

kith_status kith_explain_distances(kith_explanation *out,
                                   kith_graph *graph,
                                   const kith_explain_question *question,
                                   kith_error *err)
{
    kith_weighing weighing = {0};
    kith_search_graph searched = {0};
    kith_brandes search = {0};
    kith_reason_list list = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_weighing_distances(&weighing, graph,
                                     question->options->weights, err),
             done);
    const kith_search_graph_options how = {
        .undirected = question->options->undirected,
        .lengths = weighing.weights,
        .threads = question->options->threads,
    };
    KITH_TRY(st, kith_search_graph_init(&searched, graph, &how, err), done);
    const kith_id from = searched.vertex[question->entity];
    if (from >= searched.count)
        goto done;
    KITH_TRY(st, kith_brandes_init(&search, &searched, 0, err), done);
    if (!kith_reason_list_init(&list, question->most + 1)) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    kith_brandes_reach(&search, from);
    const double whole = gather(question, &search, &list);
    st = kith_explanation_add(out, &list, whole, err);
done:
    kith_release(list.reasons);
    kith_brandes_clear(&search);
    kith_search_graph_clear(&searched);
    kith_weighing_clear(&weighing);
    return st;
}
