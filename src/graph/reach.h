#ifndef KITH_GRAPH_REACH_H
#define KITH_GRAPH_REACH_H

#include "graph/store.h"

/** Mark the entities within `depth` relations of those that are marked already,
 *  over relations that `relations` marks, in both directions.
 *
 *  @param[in,out] reached  for each entity whether it is near
 *  @return KITH_OK; KITH_E_LIMIT; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_reach_near(kith_graph *graph,
                                           const bool *relations,
                                           uint32_t depth,
                                           bool *reached,
                                           kith_error *err);

/** Leave only the largest component of the marked part of a graph; of equally
 *  large ones that with the lowest entity.
 *
 *  @param relations         for each relation whether it counts; its ends must
 *                           be marked
 *  @param[in,out] entities  for each entity whether it is in
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_reach_largest(const kith_graph *graph,
                                              const bool *relations,
                                              bool *entities,
                                              kith_error *err);

#endif /* KITH_GRAPH_REACH_H */
