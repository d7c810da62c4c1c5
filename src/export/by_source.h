#ifndef KITH_EXPORT_BY_SOURCE_H
#define KITH_EXPORT_BY_SOURCE_H

/** Relations entity by entity, for formats that write an entity with all that
 *  goes out from it. */

#include <kith/graph.h>

/** Relations in order of source, then type, then target, then number. Starts as
 *  {0}. */
typedef struct kith_by_source {
    size_t *first;  /**< those of entity e are order[first[e]] to
                         order[first[e + 1] - 1] */
    kith_id *order; /**< relations */
} kith_by_source;

/** Sort the relations of a graph. Release with kith_by_source_free(), also
 *  after a failure.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 *
 *  Cost: O(V + E); 8 bytes an entity and 4 a relation, twice that for the time
 *  of sorting.
 */
KITH_NODISCARD kith_status kith_by_source_make(kith_by_source *out,
                                               const kith_graph *graph,
                                               kith_error *err);

void kith_by_source_free(kith_by_source *by_source);

/** Relations beside an earlier one of the same source, type and target. */
size_t kith_by_source_repeats(const kith_by_source *by_source,
                              const kith_graph *graph);

/** Whether the relation at `place` in the order has the source, type and target
 *  of the one before it. */
bool kith_by_source_repeats_at(const kith_by_source *by_source,
                               const kith_graph *graph,
                               size_t place);

#endif /* KITH_EXPORT_BY_SOURCE_H */
