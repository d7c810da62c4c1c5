/* Memory of a query: blocks that are filled from the front and emptied from the
 * end, under one budget. Taking is an addition; a reset within a block, too. */
#include "query/heap.h"

#include "base/alloc.h"
#include "base/pages.h"

#define FIRST_BLOCK   ((size_t)16 * 1024)
#define LARGEST_BLOCK ((size_t)1024 * 1024)
#define ALIGNMENT     ((size_t)16)

struct kith_heap_block {
    struct kith_heap_block *before;
    size_t size; /* of the bytes that follow the header */
};

static size_t header_size(void)
{
    const size_t size = sizeof(struct kith_heap_block);
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static char *bytes_of(struct kith_heap_block *block)
{
    return (char *)block + header_size();
}

bool kith_budget_take(kith_budget *budget, size_t size)
{
    if (budget->most && size > budget->most - budget->used) {
        budget->spent = true;
        return false;
    }
    budget->used += size;
    return true;
}

void kith_budget_give(kith_budget *budget, size_t size)
{
    budget->used -= size;
}

static void release_block(kith_heap *heap, struct kith_heap_block *block)
{
    kith_budget_give(heap->budget, block->size);
    kith_release(block);
}

static struct kith_heap_block *take_spare(kith_heap *heap, size_t size)
{
    struct kith_heap_block *spare = heap->spare;
    heap->spare = NULL;
    if (spare && spare->size < size) {
        release_block(heap, spare);
        spare = NULL;
    }
    return spare;
}

static bool add_block(kith_heap *heap, size_t size)
{
    size_t room = heap->block ? heap->block->size * 2 : FIRST_BLOCK;
    room = room < LARGEST_BLOCK ? room : LARGEST_BLOCK;
    room = room < size ? size : room;
    struct kith_heap_block *block = take_spare(heap, size);
    if (!block) {
        if (!kith_budget_take(heap->budget, room))
            return false;
        block = kith_grow_array(NULL, room + header_size(), 1);
        if (!block) {
            kith_budget_give(heap->budget, room);
            return false;
        }
        if (heap->full)
            kith_pages_for(block, room);
        block->size = room;
    }
    block->before = heap->block;
    heap->block = block;
    heap->used = 0;
    return true;
}

void *kith_heap_take(kith_heap *heap, size_t size)
{
    if (size > SIZE_MAX / 4)
        return NULL;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!heap->block || heap->block->size - heap->used < size) {
        if (!add_block(heap, size))
            return NULL;
    }
    void *taken = bytes_of(heap->block) + heap->used;
    heap->used += size;
    return taken;
}

void *kith_heap_array(kith_heap *heap, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return kith_heap_take(heap, count * size);
}

void kith_heap_reset_blocks(kith_heap *heap, kith_heap_mark mark)
{
    while (heap->block != mark.block) {
        struct kith_heap_block *block = heap->block;
        heap->block = block->before;
        if (heap->spare) {
            release_block(heap, block);
        } else {
            heap->spare = block;
        }
    }
    heap->used = mark.used;
}

static void free_spare(kith_heap *heap)
{
    if (heap->spare)
        release_block(heap, heap->spare);
    heap->spare = NULL;
}

void kith_heap_clear(kith_heap *heap)
{
    struct kith_heap_block *first = heap->block;
    while (first && first->before)
        first = first->before;
    kith_heap_reset_blocks(heap, (kith_heap_mark){first, 0});
    free_spare(heap);
}

void kith_heap_free(kith_heap *heap)
{
    kith_heap_reset_blocks(heap, (kith_heap_mark){NULL, 0});
    free_spare(heap);
}
