/* Counting common bits, against one bit at a time. */
#include "analysis/random_graph.h"
#include "base/bits.h"
#include "test.h"

TEST(counts_what_both_have)
{
    enum { WORDS = 100 };
    uint64_t state = 1;
    for (unsigned round = 0; round < 200; round++) {
        uint64_t row[WORDS];
        kith_bits_word words[WORDS];
        size_t size = 0;
        uint64_t expected = 0;
        for (size_t at = 0; at < WORDS; at++) {
            uint64_t bits = random_below(&state, UINT32_MAX);
            bits = round % 2 ? ~bits : bits << (round % 32);
            row[at] = (uint64_t)random_below(&state, UINT32_MAX) << 20 ^
                      random_below(&state, UINT32_MAX);
            if (random_below(&state, 3) == 0)
                continue;
            words[size++] = (kith_bits_word){bits, at};
            for (unsigned bit = 0; bit < 64; bit++)
                expected += bits >> bit & row[at] >> bit & 1;
        }
        assert_int_equal(kith_bits_common(words, size, row), expected);
    }
}

RUN("base/bits", CASE(counts_what_both_have))
