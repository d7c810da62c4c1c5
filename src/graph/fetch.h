#ifndef KITH_GRAPH_FETCH_H
#define KITH_GRAPH_FETCH_H

/** Bringing ids nearer before they are written: in a large graph those of a
 *  relation's ends are somewhere else in memory each time, and waiting for them
 *  takes longer than writing them. Nothing but the time changes. */

#include <kith/graph.h>

/** Call before writing the ids of the ends of `relation`, relation after
 *  relation in order of number. */
void kith_fetch_ends(const kith_graph *graph, size_t relation);

/** The same in another order: before the ends of order[place], of `count`
 *  places. */
void kith_fetch_ends_in_order(const kith_graph *graph,
                              const kith_id *order,
                              size_t place,
                              size_t count);

/** Ids that are written between these two calls for one entity. */
#define KITH_FETCH_AHEAD 16

/** Fetch where the id of `later` stands, to be written KITH_FETCH_AHEAD ids
 *  after the one at hand, and the id itself of `sooner`, to be written after
 *  half as many. */
void kith_fetch_id(const kith_graph *graph, kith_id later, kith_id sooner);

#endif /* KITH_GRAPH_FETCH_H */
