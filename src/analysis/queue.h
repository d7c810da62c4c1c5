#ifndef KITH_ANALYSIS_QUEUE_H
#define KITH_ANALYSIS_QUEUE_H

#include "base/alloc.h"

#include <kith/graph.h>

/** Nodes that wait to be looked at, each at most once, first come, first
 *  served. Valid when zeroed. */
typedef struct kith_queue {
    kith_id *ring;
    bool *waiting; /**< by node */
    kith_id size;  /**< nodes that there are */
    kith_id head;  /**< place of the first in the ring */
    kith_id left;  /**< nodes that wait */
} kith_queue;

/** Take memory for up to `room` nodes; false if there is none. Release with
 *  kith_queue_clear() also then. */
static inline bool kith_queue_init(kith_queue *queue, kith_id room)
{
    queue->ring = KITH_NEW(kith_id, room);
    queue->waiting = KITH_NEW(bool, room);
    return queue->ring && queue->waiting;
}

static inline void kith_queue_clear(kith_queue *queue)
{
    kith_release(queue->ring);
    kith_release(queue->waiting);
    *queue = (kith_queue){0};
}

/** Let all of `size` nodes wait, in this order. */
static inline void kith_queue_fill(kith_queue *queue,
                                   const kith_id *order,
                                   kith_id size)
{
    queue->size = queue->left = size;
    queue->head = 0;
    for (kith_id i = 0; i < size; i++) {
        queue->ring[i] = order[i];
        queue->waiting[i] = true;
    }
}

/** The first node, which no longer waits; there must be one. */
static inline kith_id kith_queue_take(kith_queue *queue)
{
    const kith_id node = queue->ring[queue->head];
    queue->head = queue->head + 1 < queue->size ? queue->head + 1 : 0;
    queue->left--;
    queue->waiting[node] = false;
    return node;
}

/** Let a node wait that does not do so yet. */
static inline void kith_queue_add(kith_queue *queue, kith_id node)
{
    const kith_id before_end = queue->size - queue->head;
    queue->waiting[node] = true;
    queue->ring[before_end > queue->left ? queue->head + queue->left
                                         : queue->left - before_end] = node;
    queue->left++;
}

#endif /* KITH_ANALYSIS_QUEUE_H */
