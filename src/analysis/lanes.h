#ifndef KITH_ANALYSIS_LANES_H
#define KITH_ANALYSIS_LANES_H

#include "analysis/search_graph.h"
#include "base/pages.h"

/** Betweenness from eight sources at once: a lane of a vector for each. */

enum { KITH_LANES = 8 };

/** Vertices reached at one distance. */
typedef struct kith_lanes_level {
    size_t first;      /**< in list and mask */
    uint64_t arcs_out; /**< of its vertices */
    uint64_t arcs_in;
} kith_lanes_level;

/** Room for one pass, used again for the next. Start from zero; free with
 *  kith_lanes_clear(). */
typedef struct kith_lanes {
    const kith_search_graph *graph;
    uint32_t cutoff; /**< longest path, in relations */
    bool relations;  /**< credit relations, not vertices */
    bool scaled;     /**< by distance, see betweenness.c */
    double *score;   /**< by vertex or relation: credits are added here; the
                          caller's */
    double *square;  /**< and their squares here; or NULL */

    kith_pages rows;  /**< what the next three point to, 64 bytes a vertex: */
    void *paths;      /**< number of shortest paths from each source */
    void *now;        /**< of the vertices at this distance: paths, and on the
                           way back credit a path; else 0 */
    void *next;       /**< the same for the next distance */
    uint8_t *seen;    /**< by vertex: lanes that have reached it */
    uint8_t *here;    /**< by vertex: lanes at this distance, or touched */
    uint8_t *mask;    /**< of the vertices in list: lanes at this distance */
    kith_id *list;    /**< vertices by distance; at most 8 times each */
    kith_id *waiting; /**< vertices that not all lanes have reached */
    kith_id *touched; /**< vertices that were handed something */
    kith_lanes_level *level; /**< by distance, one more than there are */

    size_t size; /**< of list */
    size_t waiting_count;
    uint64_t waiting_arcs; /**< into vertices that some lane has not reached */
    uint8_t all;           /**< lanes in use */

    bool overflow; /**< there were more paths than a double can count */
} kith_lanes;

/** Add what up to KITH_LANES different sources credit every vertex with, each
 *  source counting `credit` times. */
typedef void kith_lanes_run(kith_lanes *lanes,
                            const kith_id *sources,
                            const double *credit,
                            size_t count);

/** Instruction sets that there is a kernel for. All give the same bits. */
typedef enum kith_lanes_kind {
    KITH_LANES_BEST = 0, /**< the best that this processor has */
    KITH_LANES_PLAIN,
    KITH_LANES_AVX2,
    KITH_LANES_AVX512,
    KITH_LANES_NONE /**< one source after the other */
} kith_lanes_kind;

/** The kernel, or NULL if it was not built or cannot run here. */
kith_lanes_run *kith_lanes_of(kith_lanes_kind kind);

/** Before the first pass, give `score`.
 *
 *  @param cutoff  longest path, in relations
 *  @return KITH_OK; KITH_E_MEMORY. To be cleared after failure as well.
 *
 *  Memory: 210 to 250 bytes a vertex. */
kith_status kith_lanes_init(kith_lanes *lanes,
                            const kith_search_graph *graph,
                            uint32_t cutoff,
                            kith_error *err);

void kith_lanes_clear(kith_lanes *lanes);

/** How many lanes the last pass has served at once, on average: 1 to 8. */
double kith_lanes_shared(const kith_lanes *lanes);

/* The kernels, one file built for each instruction set. */
kith_lanes_run kith_lanes_run_plain;
kith_lanes_run kith_lanes_run_avx2;
kith_lanes_run kith_lanes_run_avx512;

#endif /* KITH_ANALYSIS_LANES_H */
