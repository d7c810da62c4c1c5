#ifndef KITH_ANALYSIS_PATH_SEARCH_H
#define KITH_ANALYSIS_PATH_SEARCH_H

#include "analysis/path_filter.h"

#include <math.h>

/** What is asked for, and which way relations may be followed. */
typedef struct kith_path_search {
    const kith_graph *graph;
    kith_path_filter filter;
    kith_adjacency ahead; /**< to where relations lead */
    kith_adjacency back;  /**< from where they come */
    double *costs;        /**< by relation; NULL = 1 each; not finite = shut */
    size_t count;         /**< entities */
    kith_id from;
} kith_path_search;

/** Make ready what is asked for.
 *
 *  @param named  `count` entities that are never kept off and free to pass
 *                through; the first is `from`
 *  @return KITH_OK; KITH_E_NOT_FOUND, KITH_E_INVALID (names in the options);
 *          KITH_E_MEMORY. Release with kith_path_search_clear() in any case.
 */
kith_status kith_path_search_init(kith_path_search *search,
                                  kith_graph *graph,
                                  const kith_id *named,
                                  size_t count,
                                  const kith_path_options *options,
                                  kith_error *err);
void kith_path_search_clear(kith_path_search *search);

/** What is known of the ways from `from` by relations, and which of them lead
 * to a target. Free with kith_path_map_clear(). */
typedef struct kith_path_map {
    uint32_t *steps; /**< from `from`, + 1; 0 = not known */
    uint32_t *left;  /**< steps to the target, + 1, for what is on a shortest
                          path to it; else 0 */
    kith_id *queue;  /**< entities whose `left` is set */
    size_t queue_length;
} kith_path_map;

/** Search from both ends at once, by relations.
 *
 *  @param[out] map  as kith_path_spread() and kith_path_aim() would leave it,
 *                   as far as the paths to `to` go
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E) at worst; in networks where a
 *          few steps lead everywhere about its square root.
 */
kith_status kith_path_meet(const kith_path_search *search,
                           kith_id to,
                           kith_path_map *map,
                           kith_error *err);

/** Search from `from`, breadth first, until every target is known that can be
 *  reached.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E).
 */
kith_status kith_path_spread(const kith_path_search *search,
                             const kith_id *targets,
                             size_t target_count,
                             kith_path_map *map,
                             kith_error *err);

/** Mark what is on shortest paths to `to`, after a search that has reached it;
 *  marks for another target go. Cost: O(relations of what is marked). */
void kith_path_aim(const kith_path_search *search,
                   kith_path_map *map,
                   kith_id to);

/** Least cost from every entity to `to`, INFINITY where there is no way.
 *
 *  @param[out] distance  caller's array by entity
 *  @param[out] next      caller's array by entity: the first relation of such a
 *                        way, KITH_NONE where there is none; or NULL
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E), by costs O(E log E).
 */
kith_status kith_path_distances(const kith_path_search *search,
                                kith_id to,
                                double *distance,
                                kith_id *next,
                                kith_error *err);

/** What a map needs: arrays of `search->count`. */
kith_status kith_path_map_init(kith_path_map *map,
                               const kith_path_search *search,
                               kith_error *err);
void kith_path_map_clear(kith_path_map *map);

/** Whether `relation` may be used, forwards or backwards, to step to `entity`:
 *  where ways of one direction only are shut, distances are the same. */
static inline bool kith_path_open(const kith_path_search *search,
                                  kith_id relation,
                                  kith_id entity)
{
    const kith_path_filter *filter = &search->filter;
    return !(filter->shut_entities && filter->shut_entities[entity]) &&
           !(filter->shut_relations &&
             filter->shut_relations[relation] == KITH_SHUT) &&
           !(filter->shut_types &&
             filter->shut_types[kith_graph_relation_type(search->graph,
                                                         relation)]) &&
           !(search->costs && !isfinite(search->costs[relation]));
}

/** Whether a path may step over `relation` to `entity`. */
static inline bool kith_path_leads(const kith_path_search *search,
                                   kith_id relation,
                                   kith_id entity)
{
    const unsigned char *shut = search->filter.shut_relations;
    const unsigned way = kith_graph_targets(search->graph)[relation] == entity
                             ? KITH_SHUT_TO_TARGET
                             : KITH_SHUT_TO_SOURCE;
    return kith_path_open(search, relation, entity) &&
           !(shut && shut[relation] & way);
}

static inline double kith_path_cost_of(const kith_path_search *search,
                                       kith_id relation)
{
    return search->costs ? search->costs[relation] : 1;
}

/** Whether a sum is as good as the least, but for rounding. */
static inline bool kith_path_as_near(double sum, double least)
{
    return sum <= least || sum - least <= 1e-12 * least;
}

#endif /* KITH_ANALYSIS_PATH_SEARCH_H */
