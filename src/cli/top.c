/* The best few of many scores: a heap of the best so far with the worst of
 * them on top, then sorted in place. */
#include "cli/top.h"

#include <math.h>

/* How much an entity matters. */
static double merit(const kith_scoring *by, kith_id e)
{
    const double score = by->score[e];
    if (isnan(score) || (by->least_first && score <= 0))
        return -HUGE_VAL;
    return by->least_first ? -score : score;
}

/* Whether entity a comes before entity b. */
static bool is_better(const kith_scoring *by, kith_id a, kith_id b)
{
    const double x = merit(by, a);
    const double y = merit(by, b);
    return x > y || (x == y && a < b);
}

/* Let the entity at `at` sink until no worse one is below it. */
static void sink(const kith_scoring *by, kith_id *heap, size_t count, size_t at)
{
    const kith_id moving = heap[at];
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && is_better(by, heap[child], heap[child + 1]))
            child++;
        if (!is_better(by, moving, heap[child]))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moving;
}

size_t kith_top(const kith_scoring *by, size_t top, kith_id *best)
{
    const size_t size = by->size;
    const size_t count = top < size ? top : size;
    for (size_t i = 0; i < count; i++)
        best[i] = (kith_id)i;
    for (size_t i = count / 2; i-- > 0;)
        sink(by, best, count, i);
    for (size_t i = count; i < size && count; i++) {
        if (is_better(by, (kith_id)i, best[0])) {
            best[0] = (kith_id)i;
            sink(by, best, count, 0);
        }
    }
    for (size_t left = count; left-- > 1;) {
        const kith_id worst = best[0];
        best[0] = best[left];
        best[left] = worst;
        sink(by, best, left, 0);
    }
    return count;
}

kith_standing kith_standing_of(const kith_scoring *by, kith_id entity)
{
    const double mine = merit(by, entity);
    kith_standing out = {.place = 1};
    for (kith_id e = 0; e < by->size; e++) {
        const double other = merit(by, e);
        out.place += other > mine;
        out.alike += other == mine && e != entity;
    }
    return out;
}
