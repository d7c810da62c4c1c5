/* Points by squares: sorted along the curve that visits the four quarters of a
 * square one after another (Morton 1966), so that each square is a range of
 * the sorted points and the tree is a list in the order of a walk. */
#include "analysis/quadtree.h"

#include "base/alloc.h"

#include <math.h>

enum { LEVELS = 16, LEAF_POINTS = 8 };

bool kith_quadtree_init(kith_quadtree *tree, size_t count)
{
    /* A square that is no leaf has more than LEAF_POINTS points, and each level
     * parts them; chains of squares with one child are left out. */
    *tree = (kith_quadtree){
        .squares = KITH_NEW(kith_square, 2 * count + 1),
        .order = KITH_NEW(uint32_t, count),
        .keys = KITH_NEW(uint64_t, count),
        .spare = KITH_NEW(uint64_t, count),
        .room = count,
    };
    return tree->squares && tree->order && tree->keys && tree->spare;
}

void kith_quadtree_free(kith_quadtree *tree)
{
    kith_release(tree->squares);
    kith_release(tree->order);
    kith_release(tree->keys);
    kith_release(tree->spare);
    *tree = (kith_quadtree){0};
}

/* The 16 bits of a number, each followed by a 0. */
static uint32_t spread_bits(uint32_t bits)
{
    bits = (bits | bits << 8) & 0x00FF00FFu;
    bits = (bits | bits << 4) & 0x0F0F0F0Fu;
    bits = (bits | bits << 2) & 0x33333333u;
    return (bits | bits << 1) & 0x55555555u;
}

/* The square around all points. */
typedef struct {
    double x;
    double y;
    double size;
} frame;

static frame frame_of(const double *x, const double *y, size_t count)
{
    double least_x = x[0];
    double most_x = x[0];
    double least_y = y[0];
    double most_y = y[0];
    for (size_t i = 1; i < count; i++) {
        least_x = x[i] < least_x ? x[i] : least_x;
        most_x = x[i] > most_x ? x[i] : most_x;
        least_y = y[i] < least_y ? y[i] : least_y;
        most_y = y[i] > most_y ? y[i] : most_y;
    }
    const double size = fmax(most_x - least_x, most_y - least_y);
    return (frame){least_x, least_y, size > 0 ? size : 1};
}

static uint32_t cell_of(double at, double from, double size)
{
    const double cell = (at - from) / size * (1 << LEVELS);
    const double last = (1 << LEVELS) - 1;
    return (uint32_t)(cell < last ? cell : last);
}

/* By the code in the upper half of the keys, a byte a pass. */
static void sort_keys(kith_quadtree *tree, size_t count)
{
    for (int shift = 32; shift < 64; shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < count; i++)
            starts[(tree->keys[i] >> shift & 0xFF) + 1]++;
        for (size_t b = 1; b <= 256; b++)
            starts[b] += starts[b - 1];
        for (size_t i = 0; i < count; i++) {
            const uint64_t key = tree->keys[i];
            tree->spare[starts[key >> shift & 0xFF]++] = key;
        }
        uint64_t *const sorted = tree->spare;
        tree->spare = tree->keys;
        tree->keys = sorted;
    }
}

/* The first point of [begin, end) whose code has `quarter` or more at `level`,
 * counted from the largest square. */
static uint32_t bound(const kith_quadtree *tree,
                      uint32_t begin,
                      uint32_t end,
                      int level,
                      uint32_t quarter)
{
    while (begin < end) {
        const uint32_t middle = begin + (end - begin) / 2;
        const uint32_t code = (uint32_t)(tree->keys[middle] >> 32);
        if ((code >> (2 * (LEVELS - 1 - level)) & 3) < quarter) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}

typedef struct {
    kith_quadtree *tree;
    const double *x;
    const double *y;
    double size; /* of the largest square */
} filling;

static void weigh(const filling *f, kith_square *square)
{
    double x = 0;
    double y = 0;
    for (uint32_t i = square->begin; i < square->end; i++) {
        x += f->x[f->tree->order[i]];
        y += f->y[f->tree->order[i]];
    }
    square->count = square->end - square->begin;
    square->x = x / square->count;
    square->y = y / square->count;
}

/* Recursion is bounded by LEVELS. */
static void add_square(const filling *f,
                       uint32_t begin,
                       uint32_t end,
                       int level)
{
    uint32_t starts[5] = {begin, 0, 0, 0, end};
    bool whole = level < LEVELS && end - begin > LEAF_POINTS;
    while (whole) { /* all in one quarter: look at that one at once */
        for (uint32_t quarter = 1; quarter < 4; quarter++)
            starts[quarter] = bound(f->tree, begin, end, level, quarter);
        whole = false;
        for (uint32_t quarter = 0; quarter < 4; quarter++)
            whole |= starts[quarter] == begin && starts[quarter + 1] == end;
        if (whole && ++level == LEVELS)
            break;
    }
    const uint32_t at = f->tree->square_count++;
    kith_square *square = &f->tree->squares[at];
    *square = (kith_square){
        .begin = begin,
        .end = end,
        .size = f->size / (double)(1u << level),
        .leaf = level == LEVELS || end - begin <= LEAF_POINTS,
    };
    weigh(f, square);
    for (uint32_t quarter = 0; quarter < 4 && !square->leaf; quarter++) {
        if (starts[quarter] < starts[quarter + 1])
            add_square(f, starts[quarter], starts[quarter + 1], level + 1);
    }
    square->next = f->tree->square_count;
}

void kith_quadtree_fill(kith_quadtree *tree,
                        const double *x,
                        const double *y,
                        size_t count)
{
    tree->square_count = 0;
    if (count == 0)
        return;
    const frame all = frame_of(x, y, count);
    for (size_t i = 0; i < count; i++) {
        const uint32_t code = spread_bits(cell_of(x[i], all.x, all.size)) |
                              spread_bits(cell_of(y[i], all.y, all.size)) << 1;
        tree->keys[i] = (uint64_t)code << 32 | i;
    }
    sort_keys(tree, count);
    for (size_t i = 0; i < count; i++)
        tree->order[i] = (uint32_t)tree->keys[i];
    const filling f = {tree, x, y, all.size};
    add_square(&f, 0, (uint32_t)count, 0);
}
