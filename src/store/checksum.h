#ifndef KITH_STORE_CHECKSUM_H
#define KITH_STORE_CHECKSUM_H

/** The checksum of a chunk of the pack. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** A number ≥ 0 of `length` bytes, chunk `chunk` of its part.
 *
 *  Four sums beside each other, as one multiplication waits for the one before;
 *  the factor is that of FNV-1a (Fowler, Noll, Vo). The rest of fewer than 32
 *  bytes is filled up with zeros. */
static inline int64_t kith_checksum(const char *data,
                                    size_t length,
                                    size_t chunk)
{
    const uint64_t factor = 0x100000001B3u;
    uint64_t sum[4] = {chunk + 1, length, 3, 4};
    uint64_t words[4] = {0};
    for (size_t at = 0; at < length; at += sizeof words) {
        const size_t left = length - at;
        if (left < sizeof words)
            memset(words, 0, sizeof words);
        memcpy(words, data + at, left < sizeof words ? left : sizeof words);
        for (size_t i = 0; i < 4; i++) {
            sum[i] = (sum[i] ^ words[i]) * factor;
            sum[i] ^= sum[i] >> 29;
        }
    }
    for (size_t i = 1; i < 4; i++)
        sum[0] = (sum[0] ^ sum[i]) * factor ^ sum[0] >> 31;
    return (int64_t)(sum[0] >> 1);
}

#endif /* KITH_STORE_CHECKSUM_H */
