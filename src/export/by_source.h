#ifndef KITH_EXPORT_BY_SOURCE_H
#define KITH_EXPORT_BY_SOURCE_H

/** Relations entity by entity, for formats that write an entity with all that
 *  goes out from it, each once. */

#include <kith/graph.h>

/** Type and target of a relation in one number, which sorts by the type. */
typedef uint64_t kith_goal;

static inline kith_id kith_goal_type(kith_goal goal)
{
    return (kith_id)(goal >> 32);
}

static inline kith_id kith_goal_target(kith_goal goal)
{
    return (kith_id)goal;
}

/** What goes out from each entity, in order of type and target. Starts as {0}.
 */
typedef struct kith_by_source {
    size_t *first;    /**< those of entity e are goals[first[e]] to
                           goals[first[e + 1] - 1] */
    kith_goal *goals; /**< no two of an entity are the same */
    size_t repeats;   /**< relations that have no goal, since an earlier one has
                           the same ends and type */
} kith_by_source;

/** Sort the relations of a graph. Release with kith_by_source_free(), also
 *  after a failure.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 *
 *  Cost: O(V + E log D) for D relations of one entity; 8 bytes an entity and 8
 *  a relation.
 */
KITH_NODISCARD kith_status kith_by_source_make(kith_by_source *out,
                                               const kith_graph *graph,
                                               kith_error *err);

void kith_by_source_free(kith_by_source *by_source);

#endif /* KITH_EXPORT_BY_SOURCE_H */
