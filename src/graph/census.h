#ifndef KITH_GRAPH_CENSUS_H
#define KITH_GRAPH_CENSUS_H

/** How many of what a graph has: what a planner estimates by. */

#include <kith/graph.h>

/** Counters of ends at most: types of relations times types of entities, twice.
 */
#define KITH_CENSUS_MOST ((size_t)1 << 22)

/** Ends: where relations come from, and where they lead to. */
enum { KITH_CENSUS_SOURCE = 0, KITH_CENSUS_TARGET = 1 };

/** The arrays belong to who made it. */
typedef struct kith_census {
    size_t entities;
    size_t relations;
    size_t undirected; /**< relations that are not directed */
    size_t entity_types;
    size_t relation_types;
    uint32_t *labels; /**< entities by type, each under all that it has */
    uint32_t *links;  /**< relations by type, those that are not directed twice,
                           as they can be followed both ways */
    uint32_t *ends;   /**< of these, by type of relation, end and type of
                           entity; NULL if there are too many */
} kith_census;

/** Whether ends can be counted. */
static inline bool kith_census_has_ends(const kith_census *census)
{
    return 2 * census->relation_types * census->entity_types <=
           KITH_CENSUS_MOST;
}

/** Counters of the entities at one end of the relations of a type, by type. */
static inline uint32_t *kith_census_ends(const kith_census *census,
                                         size_t relation_type,
                                         int end)
{
    return census->ends +
           (relation_type * 2 + (size_t)end) * census->entity_types;
}

/** Add the entities of a graph to the labels. Cost: O(V). */
void kith_census_add_entities(kith_census *census, const kith_graph *graph);

/** Add the relations of a graph to the links and ends. Cost: O(E). */
void kith_census_add_relations(kith_census *census, const kith_graph *graph);

#endif /* KITH_GRAPH_CENSUS_H */
