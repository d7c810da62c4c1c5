#ifndef KITH_ANALYSIS_PATH_LIST_H
#define KITH_ANALYSIS_PATH_LIST_H

#include <kith/analysis.h>

/** Paths end to end in flat arrays: path i has steps first[i] .. first[i+1]-1,
 *  and its entities begin at first[i] + i, since it has one more of them. Free
 *  with kith_paths_free(). */
struct kith_paths {
    size_t count;
    bool more;
    bool gave_up;
    size_t *first; /**< by path, and where the next one begins */
    kith_step *steps;
    kith_id *entities;
    double *weights; /**< by path */
    size_t path_room;
    size_t step_room;
};

/** Make room for one more path of `length` steps.
 *
 *  @param[out] entities  where its length + 1 entities are to be written
 *  @param[out] steps     where its steps are
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_paths_add(kith_paths *paths,
                           size_t length,
                           double weight,
                           kith_id **entities,
                           kith_step **steps,
                           kith_error *err);

/** Forget all paths but the first `count`. */
void kith_paths_drop(kith_paths *paths, size_t count);

/** Relation r as it is walked from `entity`. */
static inline kith_step kith_step_from(const kith_graph *graph,
                                       kith_id r,
                                       kith_id entity)
{
    return (kith_step){r, kith_graph_sources(graph)[r] == entity};
}

#endif /* KITH_ANALYSIS_PATH_LIST_H */
