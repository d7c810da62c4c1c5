#ifndef KITH_ANALYSIS_LEIDEN_H
#define KITH_ANALYSIS_LEIDEN_H

#include <kith/analysis.h>

/** Which group each entity is in. */
typedef struct kith_partition {
    const kith_id *group; /**< by entity */
    size_t count;         /**< of groups: all numbers are below */
} kith_partition;

/** Modularity of a grouping, directions ignored: the share of relations (by
 *  weight) within groups, less `resolution` times the share to expect if ends
 *  were joined at random. NaN if there are no relations, or only of weight 0.
 *
 *  @param weights  of the relations; NULL = every one counts 1
 *  @param[out] out the modularity
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V + E).
 */
kith_status kith_modularity(const kith_graph *graph,
                            const double *weights,
                            double resolution,
                            kith_partition partition,
                            double *out,
                            kith_error *err);

/** Find communities; numbers of groups come in no particular order.
 *
 *  @param[out] group  by entity
 *  @param[out] count  number of groups
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_leiden(kith_graph *graph,
                        const kith_group_options *options,
                        kith_id *group,
                        size_t *count,
                        kith_error *err);

#endif /* KITH_ANALYSIS_LEIDEN_H */
