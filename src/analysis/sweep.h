#ifndef KITH_ANALYSIS_SWEEP_H
#define KITH_ANALYSIS_SWEEP_H

#include "analysis/steps.h"

/** Breadth-first searches from many entities at once, a bit for each. */

enum {
    KITH_SWEEP_WORDS = 8,
    KITH_SWEEP_SOURCES = 64 * KITH_SWEEP_WORDS, /**< at once */
    KITH_SWEEP_WORKERS = 64                     /**< at most */
};

/** Instruction sets that there are kernels for. All give the same. */
typedef enum kith_sweep_kind {
    KITH_SWEEP_BEST = 0, /**< the best that this processor has */
    KITH_SWEEP_PLAIN,
    KITH_SWEEP_AVX2,
    KITH_SWEEP_AVX512,
    KITH_SWEEP_KINDS
} kith_sweep_kind;

/** Whether these kernels, not those of KITH_SWEEP_BEST, were built and can run
 *  here. */
bool kith_sweep_has(kith_sweep_kind kind);

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
    unsigned threads;     /**< 0 = as many as pay */
    kith_steps *steps;    /**< a step a source; or NULL */
    kith_sweep_kind kind; /**< one that kith_sweep_has() */
} kith_sweep_options;

/** Told of `count` different entities that are at one distance from some of the
 *  sources, sources[i] of them being `distance` away from entities[i]. For each
 *  bundle of sources distances come in order; sources are not told of
 *  themselves. */
typedef void kith_swept(void *context,
                        uint32_t distance,
                        const kith_id *entities,
                        const uint32_t *sources,
                        size_t count);

/** What a search from one source found. */
typedef struct kith_sweep_reach {
    uint64_t sum;      /**< of the distances to all that it reached */
    size_t count;      /**< how many those are, itself left out */
    uint32_t farthest; /**< the largest distance */
} kith_sweep_reach;

/** Search from up to KITH_SWEEP_SOURCES different entities.
 *
 *  @param[in,out] reach  of each source; what is found is added
 *  @return KITH_OK; KITH_E_MEMORY. Memory: 13 bytes an entity, and 16,
 *          32, 64 or 128 for up to 64, 128, 256 or 512 sources.
 */
kith_status kith_sweep_each(const kith_sweep_lists *lists,
                            const kith_id *sources,
                            size_t source_count,
                            kith_sweep_reach *reach,
                            kith_error *err);

/** How many workers are worth their while, from 1 to KITH_SWEEP_WORKERS. */
size_t kith_sweep_workers(const kith_sweep_lists *lists,
                          const kith_sweep_options *options);

/** Search from every entity or many, on several threads where it pays.
 *
 *  Which worker is told of which sources, and how many at once, depends on
 *  chance: what contexts add up has to be whole numbers, whose sum is the same
 *  in any order.
 *
 *  @param contexts  one for each worker, for kith_swept
 *  @param workers   as many as kith_sweep_workers() says, or fewer
 *  @return KITH_OK; KITH_E_LIMIT (stopped); KITH_E_MEMORY. Memory: up to 141
 *          bytes an entity and worker.
 */
kith_status kith_sweep_all(const kith_sweep_lists *lists,
                           const kith_sweep_options *options,
                           kith_swept *swept,
                           void *const *contexts,
                           size_t workers,
                           kith_error *err);

#endif /* KITH_ANALYSIS_SWEEP_H */
