#ifndef KITH_ANALYSIS_GROUP_METHODS_H
#define KITH_ANALYSIS_GROUP_METHODS_H

#include "analysis/network.h"

#include <kith/analysis.h>

/** The inside of groups. A method gets it with `order` filled and fills either
 *  `group`, in which numbers come in any order and may have gaps, or `first`
 *  and `member` where groups overlap; kith_groups_find() does the rest. */
struct kith_groups {
    kith_id *order; /**< entities in order of their ids */
    size_t entities;
    kith_id *group; /**< by entity; KITH_NONE = in none */
    size_t count;   /**< of groups: all numbers are below */
    size_t *first;  /**< members of group g: member[first[g]] and so on */
    kith_id *member;
    uint32_t *inside; /**< by place in `member`: relations within the group */
    bool overlapping; /**< an entity may be in several */
    kith_group_figures figures;
};

/** The functions behind the registry of methods. Each gets a graph with at
 *  least one entity and options that are not NULL and have been checked. */

kith_status kith_group_leiden(kith_graph *graph,
                              const kith_group_options *options,
                              kith_groups *groups,
                              kith_error *err);
kith_status kith_group_louvain(kith_graph *graph,
                               const kith_group_options *options,
                               kith_groups *groups,
                               kith_error *err);
kith_status kith_group_label_propagation(kith_graph *graph,
                                         const kith_group_options *options,
                                         kith_groups *groups,
                                         kith_error *err);
kith_status kith_group_walktrap(kith_graph *graph,
                                const kith_group_options *options,
                                kith_groups *groups,
                                kith_error *err);
kith_status kith_group_infomap(kith_graph *graph,
                               const kith_group_options *options,
                               kith_groups *groups,
                               kith_error *err);
kith_status kith_group_fast_greedy(kith_graph *graph,
                                   const kith_group_options *options,
                                   kith_groups *groups,
                                   kith_error *err);
kith_status kith_group_edge_betweenness(kith_graph *graph,
                                        const kith_group_options *options,
                                        kith_groups *groups,
                                        kith_error *err);
kith_status kith_group_components(kith_graph *graph,
                                  const kith_group_options *options,
                                  kith_groups *groups,
                                  kith_error *err);
kith_status kith_group_strong(kith_graph *graph,
                              const kith_group_options *options,
                              kith_groups *groups,
                              kith_error *err);
kith_status kith_group_cores(kith_graph *graph,
                             const kith_group_options *options,
                             kith_groups *groups,
                             kith_error *err);
kith_status kith_group_cliques(kith_graph *graph,
                               const kith_group_options *options,
                               kith_groups *groups,
                               kith_error *err);

/** Make the network that the options ask for, of a graph whose groups are being
 *  found. */
kith_status kith_group_network(kith_network *out,
                               kith_graph *graph,
                               const kith_group_options *options,
                               const kith_groups *groups,
                               bool directed,
                               kith_error *err);

/** Take a partition of such a network as the result, with its modularity.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_group_take(kith_groups *groups,
                            const kith_network *network,
                            kith_partition partition,
                            kith_error *err);

/** Tells of the progress of one of several runs, and whether to go on. */
typedef struct kith_clock {
    struct kith_contest *contest; /**< that the run is part of */
    double share;                 /**< done of the run, 0 to 1 */
} kith_clock;

/** Some of what is left of the run has been done, nobody knows how much: the
 *  run never seems to be at its end. False if it is to stop. */
bool kith_clock_tick(kith_clock *clock);

/** Fail because progress was stopped. */
kith_status kith_group_stopped(kith_error *err);

/** What one of several runs has to do. */
typedef struct kith_group_task {
    const void *subject; /**< what the method works on */
    const kith_group_options *options;
    uint64_t seed;     /**< of this run */
    kith_clock *clock; /**< to tell now and then */
} kith_group_task;

/** One run of a method that begins by chance.
 *
 *  @param[in,out] out   `group` is an array for every node, to be filled
 *  @param[out] quality  of what was found: more is better
 *  @return KITH_OK; KITH_E_LIMIT (the clock says so); KITH_E_MEMORY
 */
typedef kith_status kith_group_run(const kith_group_task *task,
                                   kith_partition *out,
                                   double *quality,
                                   kith_error *err);

/** Run a method several times, on several threads, and take the best run; of
 *  equal ones the first. Run i has the seed options->seed + i, so that more
 * runs are never worse than fewer.
 *
 *  @param network  that the result is about; with some weight in it
 *  @param subject  handed on to the runs
 *  @param[out] quality  of the best run; may be NULL
 */
kith_status kith_group_runs(const kith_network *network,
                            const void *subject,
                            const kith_group_options *options,
                            kith_group_run *run,
                            kith_groups *groups,
                            double *quality,
                            kith_error *err);

/** The same on the network that the options ask for, which is the subject. */
kith_status kith_group_by_runs(kith_graph *graph,
                               const kith_group_options *options,
                               kith_group_run *run,
                               kith_groups *groups,
                               kith_error *err);

/** Take every node as a group of its own. */
kith_status kith_group_take_single(kith_groups *groups,
                                   const kith_network *network,
                                   kith_error *err);

/** The resolution that the options mean. */
double kith_group_resolution(const kith_group_options *options);

#endif /* KITH_ANALYSIS_GROUP_METHODS_H */
