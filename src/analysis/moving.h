#ifndef KITH_ANALYSIS_MOVING_H
#define KITH_ANALYSIS_MOVING_H

#include "analysis/group_methods.h"
#include "analysis/queue.h"

/** What decides about moving to a group: looked up together, in no order. */
typedef struct kith_mass {
    double pull;     /**< weight from the node at hand; 0 while there is none */
    double strength; /**< sum over the nodes of the group */
} kith_mass;

/** Memory for moving nodes between groups; enough for networks of up to `room`
 *  nodes. Valid when zeroed. */
typedef struct kith_mover {
    kith_id room;
    kith_mass *at;    /**< by group */
    kith_id *touched; /**< groups that are pulled to */
    kith_id *members; /**< by group */
    kith_id *empty;   /**< stack of groups without nodes */
    kith_queue queue; /**< of nodes */
    kith_id *order;   /**< nodes in random order */
    kith_id empties;  /**< on the stack */
} kith_mover;

/** Take memory. Release with kith_mover_clear() also after a failure. */
kith_status kith_mover_init(kith_mover *mover, kith_id room, kith_error *err);
void kith_mover_clear(kith_mover *mover);

/** Put the nodes of a network in random order, in mover->order. */
void kith_mover_shuffle(kith_mover *mover, kith_id size, uint64_t *random);

/** Move single nodes to the neighbouring group, or to one of their own, where
 *  modularity gains most, until no node gains by moving. Nodes wait in a queue,
 *  at first in mover->order; when one moves, its neighbours in other groups
 *  wait again.
 *
 *  @param resolution  see kith_network_modularity()
 *  @param clock       told now and then; may stop it
 *  @param group       by node, numbers below network->size; changed in place
 *  @return whether it came to an end
 *
 *  Source: the "fast local move" of Traag, Waltman and van Eck, "From Louvain
 *  to Leiden", 2019. Cost: O(E) for a look at every node; nodes are looked at
 *  two or three times.
 */
bool kith_mover_run(kith_mover *mover,
                    const kith_network *network,
                    double resolution,
                    kith_clock *clock,
                    kith_id *group);

#endif /* KITH_ANALYSIS_MOVING_H */
