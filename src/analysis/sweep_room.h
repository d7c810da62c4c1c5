#ifndef KITH_ANALYSIS_SWEEP_ROOM_H
#define KITH_ANALYSIS_SWEEP_ROOM_H

#include "analysis/sweep.h"
#include "base/pages.h"

/** Room for searches from one bundle of sources after the other. */
typedef struct kith_sweep_room {
    const kith_sweep_lists *lists;
    kith_pages sets;   /**< two sets of sources an entity */
    uint8_t *state;    /**< by entity */
    kith_id *reached;  /**< entities that were new to some source last */
    uint32_t *sources; /**< to how many each of them was new */
    size_t reached_count;
    kith_id *touched; /**< entities that were handed something */

    uint64_t told;  /**< sources that were new to an entity */
    uint64_t calls; /**< such entities, once for each distance */

    kith_swept *swept; /**< or NULL; the caller's, as what follows */
    void *context;
    kith_sweep_reach *reach; /**< by source; or NULL */
} kith_sweep_room;

/** Search from `count` different entities, as many as a set has room for. */
typedef void kith_sweep_run(kith_sweep_room *room,
                            const kith_id *sources,
                            size_t count);

/* By instruction set, for sets of 1, 2, 4 and 8 words. All give the same. */
kith_sweep_run kith_sweep_run_plain_1, kith_sweep_run_plain_2,
    kith_sweep_run_plain_4, kith_sweep_run_plain_8;
kith_sweep_run kith_sweep_run_avx2_1, kith_sweep_run_avx2_2,
    kith_sweep_run_avx2_4, kith_sweep_run_avx2_8;
kith_sweep_run kith_sweep_run_avx512_1, kith_sweep_run_avx512_2,
    kith_sweep_run_avx512_4, kith_sweep_run_avx512_8;

#endif /* KITH_ANALYSIS_SWEEP_ROOM_H */
