#ifndef KITH_ORACLE_WAYS_H
#define KITH_ORACLE_WAYS_H

#include <kith/analysis.h>

/** Every simple path between two entities, by trying all; and smallest trees by
 *  trying all sets of entities. */

enum { WAY_MOST = 24, WAYS_MOST = 20000 };

typedef struct way {
    size_t length;
    double weight;
    kith_id entities[WAY_MOST + 1];
    kith_id relations[WAY_MOST];
} way;

typedef struct way_question {
    const kith_graph *graph;
    kith_id from;
    kith_id to;
    bool directed;
    kith_path_cost cost;
    bool hubs;                 /**< what is passed through costs log2(d / 2) */
    const bool *shut_types;    /**< by relation type, or NULL */
    const bool *shut_entities; /**< by entity, or NULL; not the ends */
    const kith_id *via;        /**< to pass in this order; free of cost */
    size_t via_count;
    size_t within; /**< relations at most; 0 = any number */
} way_question;

/** The shortest ways, by length, then entities, then relations; SIZE_MAX if
 *  there are too many ways to try. */
size_t oracle_shortest_ways(const way_question *question, way *out);

/** Every way, by cost, then length, then entities, then relations; SIZE_MAX if
 *  there are too many. */
size_t oracle_all_ways(const way_question *question, way *out);

/** Least cost of a tree that connects some entities, directions ignored, by
 *  trying every set of other entities; HUGE_VAL if there is none. For graphs of
 *  up to WAY_MOST entities. */
double oracle_least_tree(const way_question *question,
                         const kith_id *named,
                         size_t count);

#endif /* KITH_ORACLE_WAYS_H */
