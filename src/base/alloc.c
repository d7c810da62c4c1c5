/* The one door to malloc, with a switch that makes a single call fail. */
#include "base/alloc.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

/* The only mutable state of the library: armed by tests, SIZE_MAX otherwise. */
static atomic_size_t left_before_failure = SIZE_MAX;

bool kith_alloc_fails(void)
{
    size_t left =
        atomic_load_explicit(&left_before_failure, memory_order_relaxed);
    if (left == SIZE_MAX)
        return false;
    atomic_store(&left_before_failure, left - 1);
    return left == 0;
}

bool kith_alloc_fail_after(size_t left)
{
    /* A failure wraps the count to SIZE_MAX, which also disarms it. */
    return atomic_exchange(&left_before_failure, left) == SIZE_MAX;
}

void *kith_new_array(size_t count, size_t size)
{
    if (kith_alloc_fails() || (size && count > SIZE_MAX / size))
        return NULL;
    return calloc(count ? count : 1, size ? size : 1);
}

void *kith_grow_array(void *array, size_t count, size_t size)
{
    if (kith_alloc_fails() || (size && count > SIZE_MAX / size))
        return NULL;
    const size_t bytes = count * size;
    return realloc(array, bytes ? bytes : 1);
}

void *kith_make_room(void *array, size_t count, size_t *room, size_t size)
{
    enum { FIRST_ROOM = 64 };
    if (count < *room)
        return array;
    const size_t more = *room ? 2 * *room : FIRST_ROOM;
    void *grown = kith_grow_array(array, more, size);
    if (grown)
        *room = more;
    return grown;
}

void kith_release(void *memory)
{
    free(memory);
}
