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
    /* SHORTEST: what is asked of each node or relation of the path. */
    const kith_expr **each; /**< NULL = not looked for yet */
    size_t each_count;
};

/** Take a relation onto the way, or give it back. */
static inline void kith_walk_turn(struct kith_walk *w, kith_id relation)
{
    w->taken[relation / 64] ^= (uint64_t)1 << (relation % 64);
}

/** The walk of an operator, made when it is first needed; NULL, and the run
 *  fails, if out of memory. */
struct kith_walk *kith_walk_of(kith_run *run, kith_op *op);

/** Push a path on: `length` relations and the nodes between them, from where
 * the operator starts. `*found` becomes true if it passes the filters. */
bool kith_shortest_push(kith_run *run,
                        kith_op *op,
                        const kith_id *ids,
                        uint64_t length,
                        bool *found);

/** Whether a shortest path may go over a relation to a node. */
bool kith_shortest_may_go(kith_run *run,
                          const kith_op *op,
                          kith_id relation,
                          kith_id node);

/* -- shortest_where.c ---------------------------------------------------- */

/** Find what the filters of an operator ask of each node or relation; false if
 *  out of memory. */
bool kith_shortest_asks(kith_run *run, kith_op *op);

/** Whether a node or a relation meets that. */
bool kith_shortest_may_have(kith_run *run, const kith_op *op, kith_value part);

/** Push the shortest paths of `length` or more relations that pass the filters.
 *  All distances to the end must be known. */
bool kith_shortest_longer(kith_run *run,
                          kith_op *op,
                          kith_id start,
                          kith_id end,
                          uint64_t length);

#endif /* KITH_QUERY_WALK_H */
