/* What the weights of relations are to a measure: as they stand, or 1 / weight
 * where it goes by distance and they are strengths, or the other way round. */
#include "analysis/weighing.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

static kith_status refuse(const kith_graph *graph,
                          kith_id relation,
                          kith_error *err)
{
    const kith_relation r = kith_graph_relation(graph, relation);
    kith_fail(err, KITH_E_INVALID,
              "relation '%s -%s-> %s' has weight %g, which is no distance",
              kith_graph_entity_id(graph, r.source),
              kith_graph_relation_type_name(graph, r.type),
              kith_graph_entity_id(graph, r.target), r.weight);
    kith_hint(err, "give it a weight above 0, or leave weights out");
    return KITH_E_INVALID;
}

static kith_status turn(kith_weighing *weighing,
                        const kith_graph *graph,
                        kith_weights wanted,
                        kith_error *err)
{
    const size_t relations = kith_graph_relation_count(graph);
    const double *weights = weighing->weights;
    weighing->owned = KITH_NEW(double, relations);
    if (!weighing->owned)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    weighing->weights = weighing->owned;
    for (kith_id r = 0; r < relations; r++) {
        weighing->owned[r] = 1 / weights[r]; /* infinite for 0 */
        if (wanted == KITH_WEIGHTS_STRENGTH && isinf(weighing->owned[r]))
            return refuse(graph, r, err);
    }
    return KITH_OK;
}

/* Strengths are added up at both ends of relations, and over all of them. */
static kith_status check_sum(const kith_weighing *weighing,
                             const kith_graph *graph,
                             kith_error *err)
{
    double sum = 0;
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++)
        sum += 2 * weighing->weights[r];
    if (isfinite(sum))
        return KITH_OK;
    kith_fail(
        err, KITH_E_INVALID,
        "the weights of all relations add up to more than a number holds");
    kith_hint(err, "divide all weights by the largest, or leave weights out");
    return KITH_E_INVALID;
}

kith_status kith_weighing_init(kith_weighing *weighing,
                               const kith_graph *graph,
                               kith_weights given,
                               kith_weights wanted,
                               kith_error *err)
{
    *weighing = (kith_weighing){0};
    if (given == KITH_WEIGHTS_NONE)
        return KITH_OK;
    weighing->weights = kith_graph_weights(graph);
    if (!weighing->weights)
        return KITH_OK;
    if (given != KITH_WEIGHTS_NATURAL && given != wanted) {
        const kith_status st = turn(weighing, graph, wanted, err);
        if (st != KITH_OK)
            return st;
    }
    return wanted == KITH_WEIGHTS_STRENGTH ? check_sum(weighing, graph, err)
                                           : KITH_OK;
}

/* With distances of 0 there may be endlessly many shortest walks. */
kith_status kith_weighing_distances(kith_weighing *weighing,
                                    const kith_graph *graph,
                                    kith_weights given,
                                    kith_error *err)
{
    const kith_status st =
        kith_weighing_init(weighing, graph, given, KITH_WEIGHTS_DISTANCE, err);
    if (st != KITH_OK || !weighing->weights)
        return st;
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        if (!(weighing->weights[r] > 0))
            return refuse(graph, r, err);
    }
    return KITH_OK;
}

void kith_weighing_clear(kith_weighing *weighing)
{
    kith_release(weighing->owned);
    *weighing = (kith_weighing){0};
}
