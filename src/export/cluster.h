#ifndef KITH_EXPORT_CLUSTER_H
#define KITH_EXPORT_CLUSTER_H

#include <kith/export.h>

/** The groups of entities that a diagram marks: those of at least three. */
typedef struct kith_clusters {
    kith_id *leader;   /**< by cluster: who it is named after */
    size_t *members;   /**< by cluster: how many */
    size_t count;      /**< in order of the groups' numbers */
    kith_id *of_group; /**< by group: its cluster, or KITH_NONE */
} kith_clusters;

/** Find the clusters; none if options->group is NULL. `out` starts as {0} and
 *  is released with kith_clusters_free().
 *
 *  @param degree  relations of each entity
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_clusters_make(kith_clusters *out,
                                              const kith_graph *graph,
                                              const kith_scene_options *options,
                                              const uint32_t *degree,
                                              kith_error *err);

void kith_clusters_free(kith_clusters *clusters);

#endif /* KITH_EXPORT_CLUSTER_H */
