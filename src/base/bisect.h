#ifndef KITH_BASE_BISECT_H
#define KITH_BASE_BISECT_H

/** Searches in sorted arrays. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** The first of `count` elements whose key is not below `wanted`; `count` if
 *  there is none.
 *
 *  @param size  bytes of an element
 *  @param at    where its key, a `uint32_t`, stands in it; keys never fall
 *
 *  Cost: O(log count); sizes that are constants cost nothing.
 */
static inline size_t kith_lower_bound(const void *elements,
                                      size_t count,
                                      size_t size,
                                      size_t at,
                                      uint32_t wanted)
{
    size_t low = 0;
    for (size_t high = count; low < high;) {
        const size_t middle = low + (high - low) / 2;
        uint32_t key;
        memcpy(&key, (const char *)elements + middle * size + at, sizeof key);
        if (key < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

#endif /* KITH_BASE_BISECT_H */
