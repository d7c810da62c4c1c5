/* The best few of many scores: a heap of the best so far with the worst of
 * them on top, then sorted in place. */
#include "cli/top.h"

#include <math.h>

/* Whether entity a comes before entity b. */
static bool is_better(const double *score, kith_id a, kith_id b)
{
    const double x = isnan(score[a]) ? -HUGE_VAL : score[a];
    const double y = isnan(score[b]) ? -HUGE_VAL : score[b];
    return x > y || (x == y && a < b);
}

/* Let the entity at `at` sink until no worse one is below it. */
static void sink(const double *score, kith_id *heap, size_t count, size_t at)
{
    const kith_id moving = heap[at];
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && is_better(score, heap[child], heap[child + 1]))
            child++;
        if (!is_better(score, moving, heap[child]))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moving;
}

size_t kith_top(const double *score, size_t size, size_t top, kith_id *best)
{
    const size_t count = top < size ? top : size;
    for (size_t i = 0; i < count; i++)
        best[i] = (kith_id)i;
    for (size_t i = count / 2; i-- > 0;)
        sink(score, best, count, i);
    for (size_t i = count; i < size && count; i++) {
        if (is_better(score, (kith_id)i, best[0])) {
            best[0] = (kith_id)i;
            sink(score, best, count, 0);
        }
    }
    for (size_t left = count; left-- > 1;) {
        const kith_id worst = best[0];
        best[0] = best[left];
        best[left] = worst;
        sink(score, best, left, 0);
    }
    return count;
}
