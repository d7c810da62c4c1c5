#ifndef KITH_UNIT_CHANCE_H
#define KITH_UNIT_CHANCE_H

#include <stdint.h>

/** Numbers by chance that are the same in every run (splitmix64, Vigna 2015).
 *  Start from any seed. */
static inline uint64_t chance(uint64_t *state)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/** A number below `limit`. */
static inline uint32_t chance_below(uint64_t *state, uint32_t limit)
{
    return (uint32_t)(chance(state) % limit);
}

#endif /* KITH_UNIT_CHANCE_H */
