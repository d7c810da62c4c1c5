#ifndef KITH_BASE_NEAR_H
#define KITH_BASE_NEAR_H

#include <kith/text.h>

#include <stdint.h>

/** Edits (insert, delete, replace, swap of neighbours) between two texts,
 *  counted in bytes; `most` + 1 if there are more than `most` (at most 8).
 *  Cost: O(length * most). */
uint32_t kith_edits(kith_text a, kith_text b, uint32_t most);

/** How many edits are forgiven in a word of `length` bytes: 1 from 3, 2 from
 *  6. */
uint32_t kith_edits_forgiven(size_t length);

/** Keeps the nearest of the candidates it is shown. Start from zero with
 *  `wanted` set; the first of equally near ones stays. */
typedef struct kith_nearest {
    kith_text wanted;
    const char *best; /**< borrowed; NULL while none is near enough */
    uint32_t edits;
} kith_nearest;

/** Show a candidate. */
void kith_nearest_see(kith_nearest *nearest, const char *candidate);

#endif /* KITH_BASE_NEAR_H */
