#ifndef KITH_EXPORT_GROUPING_H
#define KITH_EXPORT_GROUPING_H

/** Entities group by group, for formats that draw a frame around each. */

#include <kith/export.h>

/** The groups of the first column that has any. Starts as {0}. */
typedef struct kith_grouping {
    const kith_export_column *column; /**< NULL if no column has groups */
    size_t count;     /**< groups; the entities of none stand behind them */
    size_t *first;    /**< group g is members[first[g] .. first[g + 1] - 1] */
    kith_id *members; /**< all entities, in order within each group */
} kith_grouping;

/** Sort the entities of a graph into groups; without a group column all of them
 *  are of none. Release with kith_grouping_free().
 *
 *  @return KITH_OK; KITH_E_MEMORY
 *
 *  Cost: O(V).
 */
KITH_NODISCARD kith_status
kith_grouping_make(kith_grouping *out,
                   const kith_graph *graph,
                   const kith_export_options *options,
                   kith_error *err);

void kith_grouping_free(kith_grouping *grouping);

#endif /* KITH_EXPORT_GROUPING_H */
