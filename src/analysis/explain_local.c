/* Scores of an entity's surroundings: which neighbours are in its core, which
 * ones close triangles with it, and which ones constrain it.
 * Cost: O(E), for the constraint that of the measure. */
#include "analysis/constraint.h"
#include "analysis/explain.h"
#include "base/alloc.h"
#include "base/error.h"

/* Neighbours, one each; not the entity itself. */
static kith_status find_neighbours(kith_gathering *g,
                                   kith_graph *graph,
                                   const kith_explain_question *question,
                                   kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    *g = (kith_gathering){
        .question = question,
        .graph = graph,
        .part = KITH_NEW(double, count),
    };
    if (!g->part)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_gather(g, true, true);
    for (size_t e = 0; e < count; e++)
        g->part[e] = g->part[e] > 0;
    g->part[question->entity] = 0;
    return KITH_OK;
}

/* All count alike that have as high a k, or a higher one. */
kith_status kith_explain_core(kith_explanation *out,
                              kith_graph *graph,
                              const kith_explain_question *question,
                              kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    const double own = question->score[question->entity];
    kith_gathering g = {0};
    kith_status st = find_neighbours(&g, graph, question, err);
    for (size_t e = 0; st == KITH_OK && e < count; e++)
        g.part[e] = question->score[e] < own ? 0 : g.part[e];
    if (st == KITH_OK)
        st = kith_explanation_neighbours(out, g.part, count, question->most,
                                         kith_gathered(&g), err);
    kith_release(g.part);
    return st;
}

/* For a neighbour of the entity, the other neighbours that it is related to. */
static double closed_by(const kith_adjacency *lists,
                        const double *is_neighbour,
                        kith_id neighbour,
                        kith_id *seen)
{
    double closed = 0;
    for (uint32_t i = lists->first[neighbour]; i < lists->first[neighbour + 1];
         i++) {
        const kith_id other = lists->neighbour[i];
        if (other == neighbour || is_neighbour[other] <= 0 ||
            seen[other] == neighbour + 1)
            continue;
        seen[other] = neighbour + 1;
        closed++;
    }
    return closed;
}

/* By the triangles that a neighbour has a part in. */
kith_status kith_explain_triangles(kith_explanation *out,
                                   kith_graph *graph,
                                   const kith_explain_question *question,
                                   kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    kith_adjacency lists = {0};
    kith_gathering g = {0};
    kith_gathering closed = {.graph = graph};
    kith_status st = KITH_OK;
    closed.part = KITH_NEW(double, count);
    kith_id *seen = KITH_NEW(kith_id, count);
    if (!closed.part || !seen) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, find_neighbours(&g, graph, question, err), done);
    KITH_TRY(st, kith_graph_adjacency(graph, KITH_BOTH, &lists, err), done);
    for (kith_id e = 0; e < count; e++) {
        if (g.part[e] > 0)
            closed.part[e] = closed_by(&lists, g.part, e, seen);
    }
    st = kith_explanation_neighbours(out, closed.part, count, question->most,
                                     kith_gathered(&closed), err);
done:
    kith_release(g.part);
    kith_release(closed.part);
    kith_release(seen);
    return st;
}

kith_status kith_explain_constraint(kith_explanation *out,
                                    kith_graph *graph,
                                    const kith_explain_question *question,
                                    kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    kith_gathering g = {.graph = graph, .part = KITH_NEW(double, count)};
    kith_status st = KITH_OK;
    if (!g.part)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st,
             kith_constraint_parts(graph, question->options, question->entity,
                                   g.part, err),
             done);
    st = kith_explanation_neighbours(out, g.part, count, question->most,
                                     kith_gathered(&g), err);
done:
    kith_release(g.part);
    return st;
}
