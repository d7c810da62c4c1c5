#ifndef KITH_QUERY_WALK_H
#define KITH_QUERY_WALK_H

/** Paths of several relations while they are walked. */

#include "query/operators.h"

/** A node on the way, and how far its links have been looked through. */
typedef struct kith_step {
    kith_id node;
    kith_id relation; /**< that led to it; KITH_NONE for the first */
    uint32_t side;
    kith_range ranges[2];
} kith_step;

struct kith_walk {
    uint64_t *taken; /**< a bit for each relation on the stack */
    kith_step *steps;
    size_t depth;
    size_t room;
    /* Breadth first: distance from one end, and from the other. */
    uint32_t *mark[2];  /**< round in which a node was reached */
    uint32_t *level[2]; /**< how far it is, if that round is this one */
    kith_id *queue[2];
    uint32_t round;
    kith_id *parent; /**< REACH: relation that led to a node, and */
    kith_id *branch; /**< the first one on the way to it */
};

/** The walk of an operator, made when it is first needed; NULL, and the run
 *  fails, if out of memory. */
struct kith_walk *kith_walk_of(kith_run *run, kith_op *op);

#endif /* KITH_QUERY_WALK_H */
