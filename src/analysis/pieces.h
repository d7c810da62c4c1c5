#ifndef KITH_ANALYSIS_PIECES_H
#define KITH_ANALYSIS_PIECES_H

#include <stddef.h>
#include <stdint.h>

#if KITH_PIECE == 64 && defined __AVX512F__ || \
    KITH_PIECE == 32 && defined __AVX__
# include <immintrin.h>
#elif KITH_PIECE == 16 && defined __SSE2__
# include <emmintrin.h>
#endif

/** Rows of eight numbers, in pieces as large as a register: KITH_PIECE is 16,
 *  32 or 64 bytes. A set of lanes is a byte, lane k being bit k. */

enum { PIECES = 64 / KITH_PIECE, IN_PIECE = KITH_PIECE / 8 };

typedef double piece __attribute__((vector_size(KITH_PIECE)));
typedef int64_t bits __attribute__((vector_size(KITH_PIECE)));

typedef struct {
    piece p[PIECES];
} row;

typedef struct {
    bits p[PIECES];
} row_mask;

static inline row row_zero(void)
{
    return (row){0};
}

static inline row row_of(double value)
{
    row out;
    for (size_t i = 0; i < PIECES; i++)
        out.p[i] = value - (piece){0};
    return out;
}

static inline row row_add(row a, row b)
{
    for (size_t i = 0; i < PIECES; i++)
        a.p[i] += b.p[i];
    return a;
}

static inline row row_multiply(row a, row b)
{
    for (size_t i = 0; i < PIECES; i++)
        a.p[i] *= b.p[i];
    return a;
}

static inline row row_divide(row a, row b)
{
    for (size_t i = 0; i < PIECES; i++)
        a.p[i] /= b.p[i];
    return a;
}

/** All bits of the lanes in `set`. */
static inline row_mask row_mask_of(uint8_t set)
{
    static const union {
        int64_t numbers[8];
        row_mask row;
    } lanes = {
        {1, 2, 4, 8, 16, 32, 64, 128}
    };
    row_mask out;
    for (size_t i = 0; i < PIECES; i++)
        out.p[i] = ((lanes.row.p[i] & (int64_t)set) != 0);
    return out;
}

/** Lanes of a that are in the mask, else those of b. */
static inline row row_choose(row_mask mask, row a, row b)
{
    for (size_t i = 0; i < PIECES; i++) {
        a.p[i] =
            (piece)(((bits)a.p[i] & mask.p[i]) | ((bits)b.p[i] & ~mask.p[i]));
    }
    return a;
}

/** Lanes of a that are in the mask, else 0. */
static inline row row_keep(row_mask mask, row a)
{
    for (size_t i = 0; i < PIECES; i++)
        a.p[i] = (piece)((bits)a.p[i] & mask.p[i]);
    return a;
}

/** Sum of all lanes, in the same order whatever the size of a piece. */
static inline double row_sum(row a)
{
    union {
        row row;
        double x[8];
    } u = {a};
    const double *x = u.x;
    return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}

/** The signs of a piece that is all ones or all zeros in each lane. */
#if KITH_PIECE == 64 && defined __AVX512F__
static inline uint8_t piece_positive(piece a)
{
    return _mm512_cmp_pd_mask(a, (piece){0}, _CMP_GT_OQ);
}
#elif KITH_PIECE == 32 && defined __AVX__
static inline unsigned piece_positive(piece a)
{
    return (unsigned)_mm256_movemask_pd((piece)(a > (piece){0}));
}
#elif KITH_PIECE == 16 && defined __SSE2__
static inline unsigned piece_positive(piece a)
{
    return (unsigned)_mm_movemask_pd((piece)(a > (piece){0}));
}
#else
static inline unsigned piece_positive(piece a)
{
    unsigned set = 0;
    for (unsigned k = 0; k < IN_PIECE; k++)
        set |= (unsigned)(a[k] > 0) << k;
    return set;
}
#endif

/** Lanes that are above 0. */
static inline uint8_t row_positive(row a)
{
    unsigned set = 0;
    for (unsigned i = 0; i < PIECES; i++)
        set |= (unsigned)piece_positive(a.p[i]) << (i * IN_PIECE);
    return (uint8_t)set;
}

#endif /* KITH_ANALYSIS_PIECES_H */
