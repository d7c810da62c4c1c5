#ifndef KITH_ANALYSIS_PATH_FIND_H
#define KITH_ANALYSIS_PATH_FIND_H

#include "analysis/path_list.h"
#include "analysis/path_search.h"

/** The three ways to find paths to one target; each adds to `paths`, up to
 *  `most` of them, and sets paths->more if there are others. All return
 *  KITH_OK or KITH_E_MEMORY. */

/** Shortest paths, after a search that has been aimed at `to`.
 *
 *  Cost: O(relations of what is on them, and the length of each).
 */
kith_status kith_path_walk(const kith_path_search *search,
                           const kith_path_map *map,
                           kith_id to,
                           size_t most,
                           kith_paths *paths,
                           kith_error *err);

/** Every simple path of at most `within` relations, the shorter first.
 *
 *  @param spread         how much longer than the shortest a path may be
 *  @param[out] is_all    whether no path was left out for `spread` alone
 *  @param[in,out] looks  relations that may still be looked at; when they are
 *                        used up paths->gave_up is set
 */
kith_status kith_path_within(const kith_path_search *search,
                             kith_id to,
                             size_t within,
                             size_t spread,
                             size_t most,
                             bool *is_all,
                             uint64_t *looks,
                             kith_paths *paths,
                             kith_error *err);

/** What kith_path_rank() is to find. */
typedef struct kith_path_order {
    const kith_id *milestones; /**< to pass in this order; the last is the
                                    target */
    size_t milestone_count;
    size_t most;
    bool equal;    /**< only paths that are as good as the first */
    double within; /**< cost at most */
} kith_path_order;

/** Simple paths in order of cost, then of number of relations, then of entities
 *  and relations.
 *
 *  @param[in,out] looks  as above
 *  @return also KITH_E_LIMIT: more than 2^32 pairs of milestone and entity
 */
kith_status kith_path_rank(const kith_path_search *search,
                           const kith_path_order *order,
                           uint64_t *looks,
                           kith_paths *paths,
                           kith_error *err);

#endif /* KITH_ANALYSIS_PATH_FIND_H */
