#ifndef KITH_ANALYSIS_TRIANGLES_H
#define KITH_ANALYSIS_TRIANGLES_H

#include "graph/lists.h"

/** Triangles of the simple graph: directions ignored, self-relations and
 *  parallels left out. Free with kith_triangles_clear(). */
typedef struct kith_triangles {
    kith_lists lists;  /**< that number the entities */
    uint32_t *degree;  /**< by number: neighbours */
    uint64_t *through; /**< by number: triangles that it is a corner of */
} kith_triangles;

/** Find all triangles.
 *
 *  @param threads  0 = as many as pay; makes no difference to the result
 *  @return KITH_OK; KITH_E_MEMORY. To be cleared after failure as well.
 *
 *  Cost: O(E^1.5) at worst. Memory: 12 bytes an entity and 4 a relation, for
 *  each thread 9 bytes an entity, and up to 8 MB.
 */
kith_status kith_triangles_find(kith_triangles *triangles,
                                kith_graph *graph,
                                unsigned threads,
                                kith_error *err);

void kith_triangles_clear(kith_triangles *triangles);

#endif /* KITH_ANALYSIS_TRIANGLES_H */
