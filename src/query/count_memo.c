/* Memos of weights, kept in the session from query to query: a query that
 * touches a hundred nodes must not pay for a hundred thousand. */
#include "query/count.h"

#include <string.h>

static void empty(kith_memo *memo)
{
    const size_t size = kith_graph_entity_count(memo->session->graph);
    if (memo->full || memo->touch_count > memo->touch_room) {
        memset(memo->weights, 0xFF, size * sizeof *memo->weights);
        memset(memo->fits, 0, size);
    } else {
        for (size_t i = 0; i < memo->touch_count; i++) {
            memo->weights[memo->touched[i]] = KITH_WEIGHT_UNKNOWN;
            memo->fits[memo->touched[i]] = 0;
        }
    }
    memo->full = false;
    memo->touch_count = 0;
}

static kith_memo *new_memo(kith_run *run)
{
    kith_session *session = run->session;
    const size_t size = kith_graph_entity_count(session->graph);
    const size_t room = size / 16 + 64;
    kith_heap *heap = &session->heap;
    kith_memo *memo = KITH_HEAP_NEW(heap, kith_memo, 1);
    uint64_t *weights = KITH_HEAP_NEW(heap, uint64_t, size);
    uint8_t *fits = KITH_HEAP_NEW(heap, uint8_t, size);
    kith_id *touched = KITH_HEAP_NEW(heap, kith_id, room);
    if (!memo || !weights || !fits || !touched) {
        (void)kith_run_failed(run, NULL, kith_heap_fail(heap, run->err));
        return NULL;
    }
    *memo = (kith_memo){
        .weights = weights,
        .fits = fits,
        .touched = touched,
        .touch_room = room,
        .full = true,
        .session = session,
    };
    empty(memo);
    return memo;
}

kith_memo *kith_memo_of(kith_run *run, kith_op *op)
{
    if (op->memo)
        return op->memo;
    kith_memo *memo = run->session->memos;
    if (memo) {
        run->session->memos = memo->next;
    } else {
        memo = new_memo(run);
    }
    op->memo = memo;
    return memo;
}

void kith_memo_give(kith_memo *memo)
{
    if (!memo)
        return;
    empty(memo);
    memo->next = memo->session->memos;
    memo->session->memos = memo;
}
