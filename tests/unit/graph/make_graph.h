/* Small graphs for tests, made by hand instead of being read. */
#ifndef KITH_UNIT_GRAPH_MAKE_GRAPH_H
#define KITH_UNIT_GRAPH_MAKE_GRAPH_H

#include "graph/store.h"

/** A graph to add to; freed with kith_graph_free(). Ids are given in order. */
kith_graph *make_graph(void);

/** Add an entity; `type` and `name` may be NULL. */
kith_id make_entity(kith_graph *graph,
                    const char *id,
                    const char *type,
                    const char *name);

/** Give the last entity one more type, or an alias. */
void make_more_type(kith_graph *graph, const char *type);
void make_alias(kith_graph *graph, const char *alias);

/** Add a relation; entities that are new get no type and no name. */
kith_id make_relation(kith_graph *graph,
                      const char *source,
                      const char *type,
                      const char *target);

/** Set what the last relation says; texts as in records, NULL = nothing. */
void make_span(kith_graph *graph, const char *since, const char *until);
void make_confidence(kith_graph *graph, double confidence);
void make_weight(kith_graph *graph, double weight);
void make_undirected(kith_graph *graph);

#endif /* KITH_UNIT_GRAPH_MAKE_GRAPH_H */
