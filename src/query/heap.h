#ifndef KITH_QUERY_HEAP_H
#define KITH_QUERY_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Bytes that a query may hold, counted over all of its heaps. */
typedef struct kith_budget {
    size_t used;
    size_t most; /**< 0 = no limit */
    bool spent;  /**< the limit was the reason of a failure */
} kith_budget;

/** Memory that is taken piece by piece and given back from the end: what a row
 *  needs is taken after a mark and gone when the heap is reset to it. Start
 *  from zero with `budget` set. Pieces are not zeroed. */
typedef struct kith_heap {
    kith_budget *budget;
    struct kith_heap_block *block; /**< newest first */
    struct kith_heap_block *spare; /**< kept for the next one, or NULL */
    size_t used;                   /**< bytes of the newest block */
    bool full; /**< large blocks are filled from end to end, as columns are, and
                    not touched here and there: huge pages pay */
} kith_heap;

/** How full a heap was. */
typedef struct kith_heap_mark {
    struct kith_heap_block *block;
    size_t used;
} kith_heap_mark;

/** `size` bytes, aligned for any object; NULL if out of memory or budget. */
void *kith_heap_take(kith_heap *heap, size_t size);

/** `count` objects of `size` bytes; NULL also if the product overflows. */
void *kith_heap_array(kith_heap *heap, size_t count, size_t size);

#define KITH_HEAP_NEW(heap, type, count) \
 ((type *)kith_heap_array((heap), (count), sizeof(type)))

static inline kith_heap_mark kith_heap_here(const kith_heap *heap)
{
    return (kith_heap_mark){heap->block, heap->used};
}

/** Give back what was taken since the mark, when blocks were added. */
void kith_heap_reset_blocks(kith_heap *heap, kith_heap_mark mark);

/** Give back what was taken since the mark. */
static inline void kith_heap_reset(kith_heap *heap, kith_heap_mark mark)
{
    if (heap->block == mark.block) {
        heap->used = mark.used;
    } else {
        kith_heap_reset_blocks(heap, mark);
    }
}

/** Give back everything but the first block, for the next use. */
void kith_heap_clear(kith_heap *heap);

/** Give back everything. The heap is empty and usable again. */
void kith_heap_free(kith_heap *heap);

/** Count bytes held outside of a heap; false if that is beyond the budget. */
bool kith_budget_take(kith_budget *budget, size_t size);

/** Count them no more. */
void kith_budget_give(kith_budget *budget, size_t size);

#endif /* KITH_QUERY_HEAP_H */
