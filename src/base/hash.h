#ifndef KITH_BASE_HASH_H
#define KITH_BASE_HASH_H

/** Hashing by 64 × 64 → 128 bit multiplication, 8 to 16 bytes a step (the idea
 *  of wyhash, Wang Yi 2019). Nothing that kith prints depends on it. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

__extension__ typedef unsigned __int128 kith_u128;

static inline uint64_t kith_mix(uint64_t a, uint64_t b)
{
    const kith_u128 product = (kith_u128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t kith_load8(const char *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

/** Up to 7 bytes as a number that tells texts of one length apart. */
static inline uint64_t kith_load_few(const char *at, size_t length)
{
    if (length >= 4) {
        uint32_t first;
        uint32_t last;
        memcpy(&first, at, sizeof first);
        memcpy(&last, at + length - 4, sizeof last);
        return (uint64_t)first << 32 | last;
    }
    if (length == 0)
        return 0;
    return (uint64_t)(unsigned char)at[0] << 16 |
           (uint64_t)(unsigned char)at[length / 2] << 8 |
           (unsigned char)at[length - 1];
}

/** A 64-bit hash of `length` bytes under `seed`. */
static inline uint64_t kith_hash(const char *data, size_t length, uint64_t seed)
{
    const uint64_t first = 0xA0761D6478BD642Full;
    const uint64_t second = 0xE7037ED1A0B428DBull;
    uint64_t hash = seed ^ length * second;
    size_t left = length;
    for (; left > 16; left -= 16, data += 16) {
        hash = kith_mix(kith_load8(data) ^ first ^ hash,
                        kith_load8(data + 8) ^ second);
    }
    if (left >= 8) {
        return kith_mix(kith_load8(data) ^ first ^ hash,
                        kith_load8(data + left - 8) ^ second);
    }
    return kith_mix(kith_load_few(data, left) ^ first ^ hash, second);
}

#endif /* KITH_BASE_HASH_H */
