#ifndef KITH_ANALYSIS_SWEEP_SET_H
#define KITH_ANALYSIS_SWEEP_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined __SSE2__
# include <immintrin.h>
#endif

/** Sets of up to 64 * KITH_WORDS sources, in pieces of a register, at most
 *  KITH_PIECE bytes each. Only for sweep_run.c, whose every build has its own.
 */

#if 8 * KITH_WORDS < KITH_PIECE
# define KITH_SET_PIECE (8 * KITH_WORDS)
#else
# define KITH_SET_PIECE KITH_PIECE
#endif

enum { PIECES = 8 * KITH_WORDS / KITH_SET_PIECE };

#if KITH_WORDS == 1
typedef uint64_t piece;
#else
typedef uint64_t piece __attribute__((vector_size(KITH_SET_PIECE)));
#endif

typedef union {
    piece p[PIECES];
    uint64_t words[KITH_WORDS];
} set;

static inline void set_add(set *to, const set *from)
{
    for (size_t i = 0; i < PIECES; i++)
        to->p[i] |= from->p[i];
}

/** Members of a that are not in b. */
static inline set set_without(const set *a, const set *b)
{
    set out;
    for (size_t i = 0; i < PIECES; i++)
        out.p[i] = a->p[i] & ~b->p[i];
    return out;
}

static inline bool piece_is_empty(piece a)
{
#if KITH_SET_PIECE == 64 && defined __AVX512F__
    return _mm512_test_epi64_mask((__m512i)a, (__m512i)a) == 0;
#elif KITH_SET_PIECE == 32 && defined __AVX__
    return _mm256_testz_si256((__m256i)a, (__m256i)a);
#elif KITH_SET_PIECE == 16 && defined __SSE2__
    const __m128i zero = _mm_setzero_si128();
    return _mm_movemask_epi8(_mm_cmpeq_epi8((__m128i)a, zero)) == 0xffff;
#elif KITH_WORDS == 1
    return a == 0;
#else
    uint64_t any = 0;
    for (size_t k = 0; k < sizeof a / sizeof any; k++)
        any |= a[k];
    return any == 0;
#endif
}

static inline bool set_equals(const set *a, const set *b)
{
    piece different = a->p[0] ^ b->p[0];
    for (size_t i = 1; i < PIECES; i++)
        different |= a->p[i] ^ b->p[i];
    return piece_is_empty(different);
}

/** Number of members. */
static inline uint32_t set_count(const set *a)
{
#if KITH_SET_PIECE == 64 && defined __AVX512VPOPCNTDQ__
    return (uint32_t)_mm512_reduce_add_epi64(
        _mm512_popcnt_epi64((__m512i)a->p[0]));
#else
    unsigned long long count = 0;
    for (size_t k = 0; k < KITH_WORDS; k++)
        count += (unsigned long long)__builtin_popcountll(a->words[k]);
    return (uint32_t)count;
#endif
}

#endif /* KITH_ANALYSIS_SWEEP_SET_H */
