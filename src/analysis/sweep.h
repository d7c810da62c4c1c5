#ifndef KITH_ANALYSIS_SWEEP_H
#define KITH_ANALYSIS_SWEEP_H

#include "analysis/steps.h"

/** Breadth-first searches from many entities at once, a bit for each. */

enum {
    KITH_SWEEP_WORDS = 8,
    KITH_SWEEP_SOURCES = 64 * KITH_SWEEP_WORDS, /**< at once */
    KITH_SWEEP_BLOCKS = 8 /**< into which all sources are cut */
};

/** The graph to search. */
typedef struct kith_sweep_lists {
    kith_adjacency ahead; /**< where searches go to */
    kith_adjacency back;  /**< the same relations the other way */
    size_t count;         /**< entities */
} kith_sweep_lists;

/** What to search from, and how. All zero: from every entity. */
typedef struct kith_sweep_options {
    const kith_id *sources; /**< different ones, best if those that lie near
                                 each other stand together; NULL = all */
    size_t source_count;
    unsigned threads;  /**< 0 = as many as pay */
    kith_steps *steps; /**< a step a source; or NULL */
} kith_sweep_options;

/** Told of every entity for each distance at which it is reached, in order of
 *  distance: `sources` of the sources are `distance` away from it. Sources are
 *  not told of themselves. */
typedef void kith_swept(void *context,
                        kith_id entity,
                        uint32_t distance,
                        uint32_t sources);

/** Search from up to KITH_SWEEP_SOURCES distinct entities.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Memory: 36 bytes an entity, from 65
 *          sources on 204.
 */
kith_status kith_sweep(const kith_sweep_lists *lists,
                       const kith_id *sources,
                       size_t source_count,
                       kith_swept *swept,
                       void *context,
                       kith_error *err);

/** What a search from one source found. */
typedef struct kith_sweep_reach {
    uint64_t sum;      /**< of the distances to all that it reached */
    size_t count;      /**< how many those are, itself left out */
    uint32_t farthest; /**< the largest distance */
} kith_sweep_reach;

/** The same, told by source.
 *  @param[in,out] reach  of each source; what is found is added */
kith_status kith_sweep_each(const kith_sweep_lists *lists,
                            const kith_id *sources,
                            size_t source_count,
                            kith_sweep_reach *reach,
                            kith_error *err);

/** Number of blocks that kith_sweep_all() takes for `count` sources, from 1 to
 *  KITH_SWEEP_BLOCKS. */
size_t kith_sweep_blocks(size_t count);

/** Search from every entity or many, in blocks that may run on several threads.
 *
 *  @param options   NULL = every entity
 *  @param contexts  one context for each block, for kith_swept; the same calls
 *                   reach the same context for any number of threads
 *  @return KITH_OK; KITH_E_LIMIT (stopped); KITH_E_MEMORY
 */
kith_status kith_sweep_all(const kith_sweep_lists *lists,
                           const kith_sweep_options *options,
                           kith_swept *swept,
                           void *const contexts[KITH_SWEEP_BLOCKS],
                           kith_error *err);

#endif /* KITH_ANALYSIS_SWEEP_H */
