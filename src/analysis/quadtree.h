#ifndef KITH_ANALYSIS_QUADTREE_H
#define KITH_ANALYSIS_QUADTREE_H

#include <kith/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A square of points. In the order of a walk, depth first: what is inside a
 *  square stands right after it, and `next` is the first one that is not. */
typedef struct kith_square {
    double x; /**< centre of its points */
    double y;
    double count; /**< of its points */
    double size;  /**< length of a side */
    uint32_t next;
    uint32_t begin; /**< its points in `order`: begin .. end - 1 */
    uint32_t end;
    bool leaf; /**< points are to be looked at one by one */
} kith_square;

/** Points of a plane by squares of halved sides. Free with
 *  kith_quadtree_free(). */
typedef struct kith_quadtree {
    kith_square *squares;
    uint32_t square_count;
    uint32_t *order; /**< points along the curve through the squares */
    uint64_t *keys;  /**< work space */
    uint64_t *spare;
    size_t room; /**< points that fit */
} kith_quadtree;

/** Make room for `count` points; false if out of memory. */
bool kith_quadtree_init(kith_quadtree *tree, size_t count);

void kith_quadtree_free(kith_quadtree *tree);

/** Sort points into squares. Cost: O(count) a level, 16 levels. */
void kith_quadtree_fill(kith_quadtree *tree,
                        const double *x,
                        const double *y,
                        size_t count);

#endif /* KITH_ANALYSIS_QUADTREE_H */
