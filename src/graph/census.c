/* Counting entities by type, and relations by what they join. A relation that
 * is not directed has each of its ends on both sides. */
#include "graph/census.h"

#include "graph/store.h"

/* Count an entity under each of its types; most graphs have no entity with
 * several. */
static inline void count(uint32_t *by_type,
                         const kith_graph *graph,
                         kith_id entity)
{
    const uint16_t type = graph->entity_types[entity];
    kith_id more = KITH_NONE;
    if (type == UINT16_MAX)
        return;
    by_type[type]++;
    for (size_t i = 0;
         graph->more_type_count &&
         (more = kith_graph_entity_more_type(graph, entity, i)) != KITH_NONE;
         i++)
        by_type[more]++;
}

void kith_census_add_entities(kith_census *census, const kith_graph *graph)
{
    const size_t size = kith_graph_entity_count(graph);
    census->entities += size;
    for (kith_id e = 0; e < size; e++)
        count(census->labels, graph, e);
}

static void count_ends(const kith_census *census,
                       const kith_graph *graph,
                       kith_id type,
                       kith_id from,
                       kith_id to)
{
    census->links[type]++;
    if (!census->ends)
        return;
    count(kith_census_ends(census, type, KITH_CENSUS_SOURCE), graph, from);
    count(kith_census_ends(census, type, KITH_CENSUS_TARGET), graph, to);
}

void kith_census_add_relations(kith_census *census, const kith_graph *graph)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    const size_t size = kith_graph_relation_count(graph);
    census->relations += size;
    for (kith_id r = 0; r < size; r++) {
        const kith_id type = graph->relation_types[r];
        const bool directed = kith_is_directed(graph, r);
        count_ends(census, graph, type, sources[r], targets[r]);
        census->undirected += !directed;
        if (!directed && sources[r] != targets[r])
            count_ends(census, graph, type, targets[r], sources[r]);
    }
}
