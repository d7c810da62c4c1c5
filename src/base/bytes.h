#ifndef KITH_BASE_BYTES_H
#define KITH_BASE_BYTES_H

/** Looking at many bytes in one step: SSE2 where there is any, plain loops of
 *  the same meaning elsewhere. Every function reads past its place, so buffers
 *  carry KITH_PADDING readable bytes after their end. */

#include <stdint.h>
#include <string.h>

#define KITH_PADDING 64

#if defined(__SSE2__)
# include <emmintrin.h>
# define KITH_SSE2 1
#else
# define KITH_SSE2 0
#endif

/** Bit i is set where byte i of the 16 at `at` is not plain text in a JSON
 *  string: a quote, a backslash, a control character or not ASCII. */
static inline uint32_t kith_bytes_not_plain(const char *at);

/** Bit i is set where byte i of the 64 at `at` equals `byte`. */
static inline uint64_t kith_bytes_equal(const char *at, char byte);

/** Bit i is set where byte i of the 64 at `at`, with 0x20 set, equals `byte`:
 *  '{' finds '[' and '{', '}' finds ']' and '}'. */
static inline uint64_t kith_bytes_bracket(const char *at, char byte);

#if KITH_SSE2

static inline uint32_t kith_bytes_not_plain(const char *at)
{
    __m128i x;
    memcpy(&x, at, sizeof x);
    const __m128i quote = _mm_cmpeq_epi8(x, _mm_set1_epi8('"'));
    const __m128i slash = _mm_cmpeq_epi8(x, _mm_set1_epi8('\\'));
    /* signed: below 0x20 are the controls and all that is not ASCII */
    const __m128i other = _mm_cmplt_epi8(x, _mm_set1_epi8(0x20));
    return (uint32_t)_mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(quote, slash), other));
}

static inline uint64_t kith_bytes_equal_with(const char *at,
                                             char byte,
                                             char set)
{
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++) {
        __m128i x;
        memcpy(&x, at + 16 * i, sizeof x);
        x = _mm_cmpeq_epi8(_mm_or_si128(x, _mm_set1_epi8(set)),
                           _mm_set1_epi8(byte));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(x) << (16 * i);
    }
    return mask;
}

#else

static inline uint32_t kith_bytes_not_plain(const char *at)
{
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++) {
        const signed char c = (signed char)at[i];
        mask |= (uint32_t)(c < 0x20 || c == '"' || c == '\\') << i;
    }
    return mask;
}

static inline uint64_t kith_bytes_equal_with(const char *at,
                                             char byte,
                                             char set)
{
    uint64_t mask = 0;
    for (int i = 0; i < 64; i++)
        mask |= (uint64_t)((at[i] | set) == byte) << i;
    return mask;
}

#endif

static inline uint64_t kith_bytes_equal(const char *at, char byte)
{
    return kith_bytes_equal_with(at, byte, 0);
}

static inline uint64_t kith_bytes_bracket(const char *at, char byte)
{
    return kith_bytes_equal_with(at, byte, 0x20);
}

#endif /* KITH_BASE_BYTES_H */
