#ifndef KITH_QUERY_SHAPE_H
#define KITH_QUERY_SHAPE_H

/** What relations join: how many ends of each type of relation have each type
 *  of entity. A planner estimates by it, and need not ask what is always so. */

#include "query/session.h"
#include "query/tree.h"

/** Count the ends, once; nothing is counted if there are very many types.
 *  Cost: O(V + E).
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT
 */
KITH_NODISCARD kith_status kith_session_shape(kith_session *session,
                                              kith_error *err);

/** Links that a pattern's types (NULL = all) offer in a direction, from any
 *  entity; those of entities of type `from`, if it is not KITH_NONE; and of
 *  these the part that leads to type `to`, as if both were independent. */
double kith_shape_links(const kith_session *session,
                        const kith_labels *types,
                        kith_direction way,
                        kith_id from,
                        kith_id to);

/** Whether all such links lead to entities that have the labels. */
bool kith_shape_implies(const kith_session *session,
                        const kith_labels *types,
                        kith_direction way,
                        const kith_labels *labels);

#endif /* KITH_QUERY_SHAPE_H */
