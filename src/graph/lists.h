#ifndef KITH_GRAPH_LISTS_H
#define KITH_GRAPH_LISTS_H

#include <kith/graph.h>

/** The graph as kernels want it: neighbours only, and entities numbered by
 *  falling degree, so that those that are looked at most stand together in the
 *  cache. Borrowed from the graph, which keeps it. */
typedef struct kith_lists {
    size_t count;          /**< entities */
    const kith_id *number; /**< of an entity; equal degrees in order */
    const kith_id *entity; /**< of a number */
    const uint32_t *first; /**< by number, count + 1: where its list begins */
    const kith_id *neighbour; /**< numbers, rising within a list, as often as
                                   relations lead there; an undirected
                                   self-relation, and with KITH_BOTH any, twice
                                   */
} kith_lists;

/** Lists in one direction, made on first use and kept. The lists of all
 *  directions number entities alike; where no direction makes a difference they
 *  are one.
 *
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT (more than 2^32 - 1 ends)
 *
 *  Cost: E, some 2 random looks a relation. Memory: 4 bytes a place in a list
 *  (KITH_BOTH has two a directed relation) and 12 an entity; 6 more a place
 *  while they are made.
 */
kith_status kith_graph_lists(kith_graph *graph,
                             kith_direction way,
                             kith_lists *out,
                             kith_error *err);

/** How many entities come before the last that has neighbours, and itself:
 *  those behind have none. */
size_t kith_lists_related(const kith_lists *lists);

#endif /* KITH_GRAPH_LISTS_H */
