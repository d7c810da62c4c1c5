#ifndef KITH_GRAPH_FETCH_H
#define KITH_GRAPH_FETCH_H

/** Bringing ids nearer before they are written: in a large graph those of a
 *  relation's ends are somewhere else in memory each time, and waiting for them
 *  takes longer than writing them. Nothing but the time changes. */

#include <kith/graph.h>

/** Call before writing the ids of the ends of `relation`, relation after
 *  relation in order of number. */
void kith_fetch_ends(const kith_graph *graph, size_t relation);

/** The same in another order, the ids of targets alone: before that of
 *  order[place], of `count` places. */
void kith_fetch_target(const kith_graph *graph,
                       const kith_id *order,
                       size_t place,
                       size_t count);

/** Likewise the ids of both ends. */
void kith_fetch_ends_in_order(const kith_graph *graph,
                              const kith_id *order,
                              size_t place,
                              size_t count);

#endif /* KITH_GRAPH_FETCH_H */
