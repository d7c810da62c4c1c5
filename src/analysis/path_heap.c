/* A binary heap of places that a search is to go on from. What becomes nearer
 * is put in again; who takes it out passes over what is out of date. */
#include "analysis/path_heap.h"

#include "base/alloc.h"
#include "base/error.h"

kith_status kith_path_heap_put(kith_path_heap *heap,
                               kith_path_item item,
                               kith_error *err)
{
    kith_path_item *items =
        kith_make_room(heap->items, heap->size, &heap->room, sizeof *items);
    if (!items)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    heap->items = items;
    size_t at = heap->size++;
    while (at > 0 && kith_path_item_before(item, heap->items[(at - 1) / 2])) {
        heap->items[at] = heap->items[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap->items[at] = item;
    return KITH_OK;
}

kith_path_item kith_path_heap_take(kith_path_heap *heap)
{
    kith_path_item *items = heap->items;
    const kith_path_item first = items[0];
    const kith_path_item last = items[--heap->size];
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= heap->size)
            break;
        if (child + 1 < heap->size &&
            kith_path_item_before(items[child + 1], items[child]))
            child++;
        if (!kith_path_item_before(items[child], last))
            break;
        items[at] = items[child];
        at = child;
    }
    items[at] = last;
    return first;
}

void kith_path_heap_free(kith_path_heap *heap)
{
    kith_release(heap->items);
    *heap = (kith_path_heap){0};
}
