#ifndef KITH_QUERY_PLAN_ORDER_H
#define KITH_QUERY_PLAN_ORDER_H

/** The search for the best order of a pattern's relations; see plan_order.c.
 *  Sets of relations and of nodes are bits of a word, by place. */

#include "query/plan_match.h"

/** A relation of the pattern. */
typedef struct kith_order_edge {
    unsigned ends[2]; /**< places of its nodes */
    double fan[2];    /**< rows that it makes of one, from either end */
    double into;      /**< and between both */
} kith_order_edge;

/** The cheapest way to list a set of relations. */
typedef struct kith_order_step {
    double cost; /**< rows that are looked at on the way */
    double rows; /**< that there are then */
    uint8_t last;
    uint8_t start;
    bool known;
} kith_order_step;

/** What is listed, and how deep the rest hangs on it when it is counted. */
typedef struct kith_order_choice {
    bool known;
    uint32_t set;
    uint8_t start;
    double cost;
    uint8_t depth[KITH_MOST_ORDERED];
} kith_order_choice;

typedef struct kith_order_search {
    kith_matcher *m;
    kith_order_edge edges[KITH_MOST_ORDERED];
    size_t node_count;
    uint32_t slots[2 * KITH_MOST_ORDERED];
    double starts[2 * KITH_MOST_ORDERED];
    const kith_node_pattern *patterns[2 * KITH_MOST_ORDERED];
    uint32_t bound;         /**< nodes that have a value before */
    kith_order_step *steps; /**< by set */
    bool counts;            /**< what follows only counts */
    uint32_t pinned_nodes;  /**< that must be listed then, */
    uint32_t pinned_edges;
    uint32_t apart[2 * KITH_MOST_ORDERED]; /**< nodes to keep apart, by node */
    kith_order_choice best;
} kith_order_search;

/** The nodes of a set of relations, and those that are bound. */
uint32_t kith_order_nodes(const kith_order_search *s, uint32_t set);

/** Find what cannot be counted; see plan_factor.c. */
void kith_order_pin(kith_order_search *s);

/** Keep this set, which has the nodes, if it and counting the rest costs least
 *  so far. */
void kith_order_try(kith_order_search *s, uint32_t set, uint32_t nodes);

#endif /* KITH_QUERY_PLAN_ORDER_H */
