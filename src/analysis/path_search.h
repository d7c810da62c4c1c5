#ifndef KITH_ANALYSIS_PATH_SEARCH_H
#define KITH_ANALYSIS_PATH_SEARCH_H

#include "analysis/path_filter.h"

/** What is asked for, and which way relations may be followed. */
typedef struct kith_path_search {
    const kith_graph *graph;
    kith_path_filter filter;
    kith_adjacency ahead; /**< to where relations lead */
    kith_adjacency back;  /**< from where they come */
    size_t count;         /**< entities */
    kith_id from;
    kith_id to;
} kith_path_search;

/** How far it is from an entity to `to`, as far as a shortest path from `from`
 *  needs to know it. Free with kith_path_map_clear(). */
typedef struct kith_path_map {
    uint32_t *steps;  /**< fewest relations + 1, with weights of the ways of
                           least sum; 0 = not known */
    double *distance; /**< least sum of weights; NULL = steps are counted */
} kith_path_map;

/** Breadth-first search from both ends.
 *
 *  @param[out] map  steps of every entity on a shortest path are right; steps
 *                   of `from` are 0 if there is no path
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E) at worst; in networks where a
 *          few steps lead everywhere about its square root.
 */
kith_status kith_path_by_steps(const kith_path_search *search,
                               kith_path_map *map,
                               kith_error *err);

/** Dijkstra's search from `to`, as above.
 *
 *  @param weights  of the relations, not negative
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E log E).
 */
kith_status kith_path_by_weight(const kith_path_search *search,
                                const double *weights,
                                kith_path_map *map,
                                kith_error *err);

void kith_path_map_clear(kith_path_map *map);

/** Whether the step from u over a relation of weight `weight` to v brings a
 *  shortest path on. It does for at least one step from each entity on one, and
 *  the search never comes back to where it was: with every such step either the
 *  distance falls, or it stays and the number of steps falls. Sums that differ
 *  only by rounding are equal. */
static inline bool kith_path_onward(const kith_path_map *map,
                                    kith_id u,
                                    kith_id v,
                                    double weight)
{
    const double near = 1e-12;
    if (map->steps[v] == 0)
        return false;
    if (!map->distance)
        return map->steps[v] + 1 == map->steps[u];
    const double all = map->distance[u];
    const double rest = map->distance[v];
    const double sum = weight + rest;
    if (rest > all || (rest >= all && map->steps[v] >= map->steps[u]))
        return false;
    return sum <= all || sum - all <= near * all;
}

#endif /* KITH_ANALYSIS_PATH_SEARCH_H */
