/** @file
 *  Where the entities of a graph stand in a picture.
 */
#ifndef KITH_LAYOUT_H
#define KITH_LAYOUT_H

#include <kith/graph.h>

/** How to lay out. All zero is valid. */
typedef struct kith_layout_options {
    const kith_id *group; /**< community of each entity, 0 .. group_count - 1;
                               borrowed; NULL = Leiden communities */
    size_t group_count;
    unsigned threads; /**< 0 = as many as processors, at most 8; positions do
                           not depend on it */
    kith_progress *progress; /**< or NULL; told of entities placed and in all */
    void *progress_context;
} kith_layout_options;

/** Give every entity a place.
 *
 *  Directions, parallel relations and self-relations do not count. Components
 *  of up to 100 entities are laid out by stress majorisation; larger ones
 *  community by community, so that each community is a disc of its own whose
 *  neighbours are near. Components stand in rows, the largest first.
 *
 *  @param[out] x, y  caller's arrays of length kith_graph_entity_count(); the
 *                    unit is the room that one entity wants, x grows to the
 *                    right and y downwards, both from 0
 *  @return KITH_OK; KITH_E_LIMIT (progress said to stop); KITH_E_MEMORY
 *
 *  Cost: O((V + E) log V) beside the communities; 10,000 entities take about a
 *  second, 50,000 some five. Memory: about 120 bytes an entity and 8 a
 * relation. Source: Gansner, Koren and North, "Graph drawing by stress
 * majorization", 2004; Fruchterman and Reingold, "Graph drawing by
 * force-directed placement", 1991; Barnes and Hut, "A hierarchical O(N log N)
 * force-calculation algorithm", 1986; Brandes and Pich, "Eigensolver methods
 * for progressive multidimensional scaling of large data", 2007.
 */
KITH_API KITH_NODISCARD kith_status
kith_layout_find(kith_graph *graph,
                 const kith_layout_options *options,
                 double *x,
                 double *y,
                 kith_error *err);

#endif /* KITH_LAYOUT_H */
