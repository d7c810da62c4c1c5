#ifndef KITH_QUERY_COUNT_H
#define KITH_QUERY_COUNT_H

/** Weights: how many ways lead on from a node. What count.c, count_beside.c and
 *  count_fill.c share; count.c says what a weight is. */

#include "query/operators.h"

#define KITH_WEIGHT_UNKNOWN UINT64_MAX

/** The weights of one operator. Memos belong to the session: after a run they
 *  are emptied, at the cost of what was touched, and used again. */
typedef struct kith_memo {
    uint64_t *weights;  /**< by node; unknown until they are asked for */
    uint8_t *fits;      /**< by node: 0 not known, 1 yes, 2 no */
    kith_id *touched;   /**< nodes to empty, each at least once */
    size_t touch_count; /**< beyond the room: empty all */
    size_t touch_room;
    bool full; /**< every weight is known */
    kith_session *session;
    struct kith_memo *next; /**< in the session, while nobody uses it */
} kith_memo;

/** The memo of an operator, taken when it is first needed; NULL, and the run
 *  fails, if out of memory. */
kith_memo *kith_memo_of(kith_run *run, kith_op *op);

/** Empty a memo and give it back to its session; takes NULL. */
void kith_memo_give(kith_memo *memo);

static inline void kith_memo_touch(kith_memo *memo, kith_id node)
{
    if (memo->touch_count < memo->touch_room)
        memo->touched[memo->touch_count] = node;
    memo->touch_count++;
}

/** Sums and products that fail the run when they do not fit. */
uint64_t kith_weights_add(kith_run *run, uint64_t a, uint64_t b);
uint64_t kith_weights_multiply(kith_run *run, uint64_t a, uint64_t b);

/** The weight of an operator at a node. */
uint64_t kith_weight_of(kith_run *run, kith_op *op, kith_id node);

/** The weight of a tail at the row's node, less what the relations and nodes of
 *  the row take away. */
uint64_t kith_weight_here(kith_run *run, kith_op *tail);

/** The product of what hangs on a node that was reached over a relation; with
 *  `beside` less what would take relations of the row. */
uint64_t kith_weight_behind(kith_run *run,
                            kith_op *op,
                            kith_id from,
                            kith_id relation,
                            kith_id node,
                            bool beside);

/** Whether a link passes type and filters. */
bool kith_link_passes(kith_run *run,
                      kith_op *op,
                      kith_id relation,
                      kith_id node);

/** Whether the relation that led from one node to another could lead on. */
bool kith_leads_on(const kith_run *run,
                   const kith_op *op,
                   const kith_op *child,
                   kith_id from,
                   kith_id node);

/** only faster: whether a link leads from a node to one of two. If not, nothing
 *  behind it can take a relation between these again. */
bool kith_leads_back(const kith_run *run,
                     const kith_op *op,
                     kith_id node,
                     kith_id from);

/** First place of a range of one type that does not lead below `node`. */
void kith_range_skip(kith_range *range, kith_id node);

/* -- count_beside.c ------------------------------------------------------ */

/** What the relation `taken` adds to the weight of an operator at `from`. */
uint64_t kith_part_of(kith_run *run, kith_op *op, kith_id from, kith_id taken);

/** What the tails of an operator at `from` add over relations that the
 *  registers hold and that they must not take. */
uint64_t kith_part_beside(kith_run *run, kith_op *op, kith_id from);

/** What leads to nodes of the row that an operator must keep apart from. */
uint64_t kith_part_apart(kith_run *run, kith_op *op, kith_id from);

/** Whether one of these nodes is null: nothing is apart from null. */
bool kith_apart_null(const kith_run *run, const kith_op *op);

/* -- count_fill.c -------------------------------------------------------- */

/** Find the weights of all nodes at once; false when the run must end. */
bool kith_weights_fill(kith_run *run, kith_op *op);

#endif /* KITH_QUERY_COUNT_H */
