/* Prefetching in steps, each of which needs what the one before has brought:
 * the relation, where the id of its end stands, the id itself. */
#include "graph/fetch.h"

#include "graph/store.h"

/* Relations between a step and writing. */
#define RELATION_AHEAD 24
#define PLACE_AHEAD    KITH_FETCH_AHEAD
#define ID_AHEAD       (KITH_FETCH_AHEAD / 2)

static void fetch_place(const kith_graph *graph, kith_id e)
{
    __builtin_prefetch(&graph->entity_ids[e]);
}

static void fetch_text(const kith_graph *graph, kith_id e)
{
    __builtin_prefetch(kith_text_at(graph, graph->entity_ids[e]));
}

void kith_fetch_ends(const kith_graph *graph, size_t relation)
{
    if (relation + PLACE_AHEAD >= graph->relation_count)
        return;
    fetch_place(graph, graph->sources[relation + PLACE_AHEAD]);
    fetch_place(graph, graph->targets[relation + PLACE_AHEAD]);
    fetch_text(graph, graph->sources[relation + ID_AHEAD]);
    fetch_text(graph, graph->targets[relation + ID_AHEAD]);
}

void kith_fetch_id(const kith_graph *graph, kith_id later, kith_id sooner)
{
    fetch_place(graph, later);
    fetch_text(graph, sooner);
}

void kith_fetch_ends_in_order(const kith_graph *graph,
                              const kith_id *order,
                              size_t place,
                              size_t count)
{
    if (place + RELATION_AHEAD >= count)
        return;
    const kith_id relation = order[place + RELATION_AHEAD];
    __builtin_prefetch(&graph->sources[relation]);
    __builtin_prefetch(&graph->targets[relation]);
    __builtin_prefetch(&graph->relation_types[relation]);
    fetch_place(graph, graph->sources[order[place + PLACE_AHEAD]]);
    fetch_place(graph, graph->targets[order[place + PLACE_AHEAD]]);
    fetch_text(graph, graph->sources[order[place + ID_AHEAD]]);
    fetch_text(graph, graph->targets[order[place + ID_AHEAD]]);
}
