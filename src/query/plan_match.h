#ifndef KITH_QUERY_PLAN_MATCH_H
#define KITH_QUERY_PLAN_MATCH_H

/** A MATCH while it is planned. */

#include "query/plan.h"

/** Something that must hold, and what it needs. */
typedef struct kith_predicate {
    kith_expr *expr;
    bool placed;
} kith_predicate;

/** A relation of the pattern, and whether it has its operator. */
typedef struct kith_edge {
    const kith_relation_pattern *relation;
    const kith_node_pattern *left;
    const kith_node_pattern *right;
    const kith_path_pattern *path;
    size_t match; /**< MATCH that it belongs to: what must differ */
    bool planned;
    kith_op *op;
} kith_edge;

typedef struct kith_matcher {
    kith_planner *planner;
    kith_chain *chain;
    kith_op *before; /**< last operator before this MATCH, or NULL */
    const kith_pattern *pattern;
    const kith_clause *clauses; /**< what it is made of, or NULL: of one */
    kith_edge *edges;
    size_t edge_count;
    kith_predicate *predicates;
    size_t predicate_count;
    size_t predicate_room;
    bool *fresh;             /**< by slot: this MATCH binds it */
    bool counts;             /**< what follows only counts, */
    const kith_clause *keys; /**< by the keys of this clause, or NULL */
} kith_matcher;

/** Split conditions of all kinds into predicates. */
KITH_NODISCARD kith_status kith_matcher_predicates(kith_matcher *m,
                                                   kith_expr **wheres,
                                                   size_t count);

/** Place the predicates that the last operator makes answerable. */
KITH_NODISCARD kith_status kith_matcher_place(kith_matcher *m);

/** Whether a slot has a value when the operator planned next runs. */
static inline bool kith_is_bound(const kith_matcher *m, uint32_t slot)
{
    return m->planner->bound[slot];
}

/** A node to begin with: the operator that finds it, added to the chain. */
KITH_NODISCARD kith_status kith_matcher_start(kith_matcher *m,
                                              const kith_node_pattern *node);

/** How many entities a start at this node would give, about. */
double kith_matcher_starts(const kith_matcher *m,
                           const kith_node_pattern *node);

/** The order of all relations of the pattern that makes the fewest rows, as
 *  places in m->edges, and the node to begin with, or NULL if something is
 *  bound; false if the pattern is not small, simple and in one piece. */
#define KITH_MOST_ORDERED 10
bool kith_matcher_order(kith_matcher *m,
                        const kith_node_pattern **start,
                        size_t order[KITH_MOST_ORDERED]);

/** Whether two relations belong to a MATCH that must not take one twice, and
 *  could be the same. */
bool kith_edges_conflict(const kith_edge *a, const kith_edge *b);

/** How many rows a relation would make of one, about. */
double kith_matcher_fan(const kith_matcher *m, const kith_edge *edge);

#endif /* KITH_QUERY_PLAN_MATCH_H */
