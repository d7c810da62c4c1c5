#ifndef KITH_ANALYSIS_PATH_HEAP_H
#define KITH_ANALYSIS_PATH_HEAP_H

#include <kith/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A place to go on from: the nearest first, of equals that of fewer steps. */
typedef struct kith_path_item {
    double distance;
    uint32_t steps;
    uint32_t place;
} kith_path_item;

/** A binary heap of them. Valid when zeroed; free with kith_path_heap_free().
 */
typedef struct kith_path_heap {
    kith_path_item *items;
    size_t size;
    size_t room;
} kith_path_heap;

/** @return KITH_OK; KITH_E_MEMORY. Cost: O(log size). */
kith_status kith_path_heap_put(kith_path_heap *heap,
                               kith_path_item item,
                               kith_error *err);

/** Take the first of a heap that is not empty. Cost: O(log size). */
kith_path_item kith_path_heap_take(kith_path_heap *heap);

void kith_path_heap_free(kith_path_heap *heap);

static inline bool kith_path_item_before(kith_path_item a, kith_path_item b)
{
    if (a.distance < b.distance || a.distance > b.distance)
        return a.distance < b.distance;
    return a.steps < b.steps;
}

#endif /* KITH_ANALYSIS_PATH_HEAP_H */
