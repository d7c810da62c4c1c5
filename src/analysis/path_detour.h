#ifndef KITH_ANALYSIS_PATH_DETOUR_H
#define KITH_ANALYSIS_PATH_DETOUR_H

#include "analysis/path_find.h"
#include "analysis/path_heap.h"

/** What the searches from where paths part have in common. Start from
 *  zero with the first five set; free with kith_path_detour_free(). */
typedef struct kith_path_detour {
    const kith_path_search *search;
    const kith_path_order *order;
    uint64_t *looks;   /**< relations that may still be looked at */
    kith_paths *paths; /**< told when they are used up */
    kith_error *err;

    double bound;    /**< cost beyond which nothing is needed */
    bool *on_path;   /**< by entity: on what the paths have in common */
    bool *is_barred; /**< by relation: may not be used */

    unsigned char *milestone; /**< by entity: its number + 1, or 0 */
    double *rest;             /**< by place: least cost to the target */
    kith_id *next;     /**< by place: the relation that costs so little */
    double *distance;  /**< by place: from `from` along the path */
    uint32_t *steps;   /**< by place */
    uint32_t *reached; /**< by place: the search that was last there */
    uint32_t *leads;   /**< by place: the search for which it is on a way
                            to the target */
    uint32_t *queue;
    uint32_t number; /**< of this search */
    uint32_t goal;   /**< place */
    kith_path_heap heap;
} kith_path_detour;

/** Take memory and measure how far it is to the target from everywhere.
 *
 *  @return KITH_OK; KITH_E_LIMIT (more than 2^32 places); KITH_E_MEMORY
 */
kith_status kith_path_detour_init(kith_path_detour *detour);
void kith_path_detour_free(kith_path_detour *detour);

/** Milestones passed when `entity` is entered after `layer` of them; the last
 *  is the target and does not count. */
uint32_t kith_path_detour_layer(const kith_path_detour *detour,
                                kith_id entity,
                                uint32_t layer);

/** Find the best way to the target.
 *
 *  @param sum               cost of the path so far
 *  @param[in,out] entities  the first is where it begins; the others are added
 *  @param[out] relations    those between them
 *  @param[out] length       number of relations; 0 = there is no way, or the
 *                           search was given up
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_path_detour_find(kith_path_detour *detour,
                                  uint32_t layer,
                                  double sum,
                                  kith_id *entities,
                                  kith_id *relations,
                                  size_t *length);

#endif /* KITH_ANALYSIS_PATH_DETOUR_H */
