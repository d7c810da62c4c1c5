#ifndef KITH_GRAPH_IGRAPH_WALL_H
#define KITH_GRAPH_IGRAPH_WALL_H

#include <kith/graph.h>

#include <igraph/igraph.h>

/** Where kith and igraph meet. igraph's error handler and cleanup stack are
 *  globals of the process in common builds (IGRAPH_THREAD_SAFE 0), so igraph
 *  is entered only from the calling thread, after kith_igraph_enter() or with a
 *  graph or weights from here. */

/** Put our error handler in place of the one that aborts: to be called before
 *  igraph is, where neither a graph nor weights come from here. */
void kith_igraph_enter(void);

/** What an igraph call has returned, as a status of ours. */
kith_status kith_from_igraph(igraph_error_t code, kith_error *err);

/** The relations as igraph sees them, built on first use and kept with the
 *  graph. Edge r is relation r. In the directed model an undirected relation,
 *  also of an entity with itself, is two arcs: the second ones stand after all
 *  relations, in order of relation.
 *
 *  @param[out] out  borrowed from the graph
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_igraph_model(kith_graph *graph,
                              bool directed,
                              const igraph_t **out,
                              kith_error *err);

/** Weights of the edges of kith_igraph_model(), in the same order.
 *
 *  @param[out] out  destroyed by the caller, unless this fails
 *  @return KITH_OK; KITH_E_MEMORY
 */
kith_status kith_igraph_weights(const kith_graph *graph,
                                bool directed,
                                igraph_vector_t *out,
                                kith_error *err);

#endif /* KITH_GRAPH_IGRAPH_WALL_H */
