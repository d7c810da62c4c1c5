#ifndef KITH_ANALYSIS_TREES_H
#define KITH_ANALYSIS_TREES_H

#include <kith/graph.h>

/** Trees that hang on a graph whose relations go both ways, folded into the
 *  entities that they hang on. Start from zero; free with kith_trees_clear().
 */
typedef struct kith_trees {
    double *weight; /**< by entity: how many it stands for, with itself; 0 if it
                         is folded into another */
    double *score;  /**< by entity: ordered pairs of others whose paths pass
                         through and of which one at least is folded into it */
} kith_trees;

/** Fold away every entity that has one neighbour, again and again. Parallel
 *  relations are one; self-relations are none.
 *
 *  @param lists  both ways
 *  @return KITH_OK; KITH_E_MEMORY. To be cleared after failure as well.
 */
kith_status kith_trees_fold(kith_trees *trees,
                            const kith_adjacency *lists,
                            size_t count,
                            kith_error *err);

void kith_trees_clear(kith_trees *trees);

#endif /* KITH_ANALYSIS_TREES_H */
