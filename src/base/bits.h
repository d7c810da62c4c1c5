#ifndef KITH_BASE_BITS_H
#define KITH_BASE_BITS_H

#include <stddef.h>
#include <stdint.h>

/** A set of numbers, as those of its 64-bit words that are not 0. */
typedef struct kith_bits_word {
    uint64_t bits;
    size_t at; /**< which word: numbers 64 * at .. 64 * at + 63 */
} kith_bits_word;

/** How many of a set are also in the bit row `row`. */
uint64_t kith_bits_common(const kith_bits_word *words,
                          size_t size,
                          const uint64_t *row);

#endif /* KITH_BASE_BITS_H */
