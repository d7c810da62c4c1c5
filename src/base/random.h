#ifndef KITH_BASE_RANDOM_H
#define KITH_BASE_RANDOM_H

/** Numbers that look random and are the same for the same seed, on every
 *  machine (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom
 *  number generators", 2014). The state is any number, and the caller's. */

#include <stdint.h>

/** The next 64 bits. */
static inline uint64_t kith_random(uint64_t *state)
{
    uint64_t bits = *state += 0x9E3779B97F4A7C15u;
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBu;
    return bits ^ bits >> 31;
}

/** At least 0 and less than 1. */
static inline double kith_random_fraction(uint64_t *state)
{
    return (double)(kith_random(state) >> 11) * 0x1p-53;
}

/** A number below `limit`, which is above 0. No number is more than
 *  limit / 2^32 likelier than another. */
static inline uint32_t kith_random_below(uint64_t *state, uint32_t limit)
{
    return (uint32_t)((kith_random(state) >> 32) * limit >> 32);
}

/** Put numbers in random order (Fisher and Yates, in Durstenfeld, 1964). */
static inline void kith_random_shuffle(uint64_t *state,
                                       uint32_t *numbers,
                                       uint32_t count)
{
    for (uint32_t left = count; left > 1; left--) {
        const uint32_t at = kith_random_below(state, left);
        const uint32_t last = numbers[left - 1];
        numbers[left - 1] = numbers[at];
        numbers[at] = last;
    }
}

#endif /* KITH_BASE_RANDOM_H */
