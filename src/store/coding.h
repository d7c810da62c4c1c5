#ifndef KITH_STORE_CODING_H
#define KITH_STORE_CODING_H

/** Arrays in less space: those in which few different values stand as short
 *  codes, as weights, dates and types are most of a pack otherwise; and numbers
 *  that fit into fewer bytes. */

#include "base/pages.h"

#include <stdint.h>

/** Different values that are coded at most: codes are one byte up to 256 of
 *  them, two bytes beyond. */
#define KITH_CODING_MOST 65536

/** Bytes of a code of so many values. */
static inline size_t kith_code_size(size_t values)
{
    return values <= 256 ? 1 : 2;
}

/** Code an array of elements of `size` bytes, at most 8. `*good` is false if
 *  out of memory; false is returned where codes would not be shorter, and then
 *  nothing is in the two arrays. */
bool kith_code(const kith_pages *array,
               size_t size,
               kith_pages *values,
               kith_pages *codes,
               bool *good);

/** Undo it; false if the codes do not go with the values, or if out of memory
 *  (`*good`). */
bool kith_decode(const kith_pages *values,
                 const kith_pages *codes,
                 size_t size,
                 kith_pages *array,
                 bool *good);

/** The least bytes, 1 to 4, that each of some numbers fits into. */
size_t kith_width(const uint32_t *numbers, size_t count);

/** Write numbers of `width` bytes, little-endian, and read them. */
void kith_narrow(const uint32_t *from, size_t count, size_t width, char *to);
void kith_widen(const char *from, size_t count, size_t width, uint32_t *to);

#endif /* KITH_STORE_CODING_H */
