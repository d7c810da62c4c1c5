#ifndef KITH_ORACLE_GROUPING_H
#define KITH_ORACLE_GROUPING_H

#include "dense.h"

/** Groups by their definitions. */

/** [u][v]: 1 if a way leads from u to v, or u is v; else 0. */
void oracle_reach(const dense *graph, dense_matrix out);

/** Modularity by its definition as a sum over all pairs of entities; `graph`
 *  must be filled with directions ignored. NaN without relations. */
double oracle_modularity(const dense *graph, const kith_id *group);

/** The highest modularity of any grouping, by trying all: for at most 8
 *  entities. */
double oracle_best_modularity(const dense *graph);

/** The pieces that the component of `v` falls into without v.
 *  @param[out] largest  entities in the largest of them; 0 if there are none
 *  @return how many there are. `graph` must be filled with directions ignored;
 *          so for the following ones. */
size_t oracle_pieces(const dense *graph, size_t v, size_t *largest);

/** Whether u and v are no longer connected with one relation between them less,
 *  and how many entities are then left on the side of u. */
bool oracle_is_bridge(const dense *graph, size_t u, size_t v, size_t *side);

/** All maximal cliques of at least `least` entities, as sets of bits, in no
 *  particular order; at most `most`.
 *  @return how many there are */
size_t oracle_cliques(const dense *graph,
                      size_t least,
                      uint32_t *out,
                      size_t most);

/** Bits a step of a random walk over groups takes to tell, by the map equation;
 *  NaN if there is no weight.
 *  Self-relations are left out.
 *  @param directed  the walk starts anew at 15 steps in 100; `graph` must be
 *                   filled along directions then, ignoring them otherwise */
double oracle_code_length(const dense *graph,
                          bool directed,
                          const kith_id *group);

#endif /* KITH_ORACLE_GROUPING_H */
