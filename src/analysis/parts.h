#ifndef KITH_ANALYSIS_PARTS_H
#define KITH_ANALYSIS_PARTS_H

#include <kith/graph.h>

/** Join the sets of two members: parent[v] is v at first, and a root is the
 *  lowest member of its set. */
void kith_parts_join(kith_id *parent, kith_id a, kith_id b);

/** Turn parents into numbers of sets, in order of lowest member; how many. */
size_t kith_parts_number(kith_id *parent, size_t count);

/** Sort members by the number of their part.
 *
 *  @param part          of each member, below `parts`
 *  @param[out] members  array of length `count`: those of a part together, in
 *                       order
 *  @param[out] first    array of length `parts` + 1, zero at first: where in it
 *                       each part begins, and its end
 */
void kith_parts_sort(const kith_id *part,
                     size_t count,
                     size_t parts,
                     kith_id *members,
                     size_t *first);

/** Number the components, directions ignored, in order of lowest member.
 *
 *  @param[out] part  array of length kith_graph_entity_count()
 *  @return number of components. Cost: near O(V + E), no other memory.
 */
size_t kith_components(const kith_graph *graph, kith_id *part);

/** Number the strongly connected parts of the graph that `lists` describes: a
 *  part never leads to one of a higher number.
 *
 *  @param weights    of the relations, or of the places in the lists where
 *                    these have no relations, or NULL; 0 leads nowhere
 *  @param[out] part  array of length `count`
 *  @param[out] parts number of parts
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V + E), 20 bytes an entity.
 */
kith_status kith_strong_parts(const kith_adjacency *lists,
                              size_t count,
                              const double *weights,
                              kith_id *part,
                              size_t *parts,
                              kith_error *err);

#endif /* KITH_ANALYSIS_PARTS_H */
