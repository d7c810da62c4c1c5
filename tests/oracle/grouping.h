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

#endif /* KITH_ORACLE_GROUPING_H */
