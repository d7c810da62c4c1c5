#ifndef KITH_GRAPH_SUBGRAPH_H
#define KITH_GRAPH_SUBGRAPH_H

#include "graph/store.h"

/** A graph of the entities and relations that are marked.
 *
 *  @param entities   for each entity whether it is kept
 *  @param relations  for each relation whether it is kept; its ends must be
 *  @param[out] out   a graph that borrows texts, type names and `reading` from
 *                    `graph`; everything else is its own
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_subgraph(kith_graph **out,
                                         kith_graph *graph,
                                         const bool *entities,
                                         const bool *relations,
                                         kith_error *err);

#endif /* KITH_GRAPH_SUBGRAPH_H */
