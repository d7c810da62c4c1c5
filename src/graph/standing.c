/* Where an entity stands among all by its number of relations. */
#include "graph/reading.h"

kith_status kith_graph_standing(kith_graph *graph,
                                kith_id e,
                                size_t *rank,
                                size_t *among,
                                kith_error *err)
{
    const kith_reading *reading = kith_graph_reading(graph);
    kith_adjacency all = {0};
    *rank = reading->center_rank;
    *among = reading->center_among;
    if (*among)
        return KITH_OK;
    const kith_status st = kith_graph_adjacency(graph, KITH_BOTH, &all, err);
    if (st != KITH_OK)
        return st;
    const uint32_t *first = all.first;
    *among = graph->entity_count;
    *rank = 1;
    for (size_t i = 0; i < graph->entity_count; i++)
        *rank += first[i + 1] - first[i] > first[e + 1] - first[e];
    return KITH_OK;
}
