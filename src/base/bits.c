/* Counting bits, with the processor's instruction where it has one: the x86-64
 * baseline has none, which makes a word ten times as slow. */
#include "base/bits.h"

static inline uint64_t count(const kith_bits_word *words,
                             size_t size,
                             const uint64_t *row)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += (uint64_t)__builtin_popcountll(words[i].bits & row[words[i].at]);
    return sum;
}

#if defined(__x86_64__)

__attribute__((target("popcnt"))) static uint64_t count_fast(
    const kith_bits_word *words,
    size_t size,
    const uint64_t *row)
{
    return count(words, size, row);
}

uint64_t kith_bits_common(const kith_bits_word *words,
                          size_t size,
                          const uint64_t *row)
{
    return __builtin_cpu_supports("popcnt") ? count_fast(words, size, row)
                                            : count(words, size, row);
}

#else

uint64_t kith_bits_common(const kith_bits_word *words,
                          size_t size,
                          const uint64_t *row)
{
    return count(words, size, row);
}

#endif
