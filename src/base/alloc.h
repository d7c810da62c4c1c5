#ifndef KITH_BASE_ALLOC_H
#define KITH_BASE_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/** The allocator of all of kith, so that tests can make each allocation fail
 *  once. Plain calloc, realloc and free otherwise. */

/** `count` zeroed objects of `size` bytes; NULL on overflow or no memory.
 *  Never NULL for a size of zero otherwise. */
void *kith_new_array(size_t count, size_t size);

/** Change an array to `count` objects; NULL leaves the old one as it was. */
void *kith_grow_array(void *array, size_t count, size_t size);

/** Room for one more object in an array of `count` that has room for `*room`:
 *  the array, perhaps moved, or NULL, and it is as it was. Grows by doubling.
 */
void *kith_make_room(void *array, size_t count, size_t *room, size_t size);

/** A zeroed array of `count` objects of `type`. */
#define KITH_NEW(type, count) ((type *)kith_new_array((count), sizeof(type)))

/** Release memory. NULL is allowed. */
void kith_release(void *memory);

/** Make the allocation after the next `left` ones fail, once; SIZE_MAX = none.
 *  For tests; not thread-safe. Returns whether the last one set has failed. */
bool kith_alloc_fail_after(size_t left);

/** Ask the allocator's fault switch; used by the other allocators in base. */
bool kith_alloc_fails(void);

#endif /* KITH_BASE_ALLOC_H */
