#ifndef KITH_ORACLE_WAYS_H
#define KITH_ORACLE_WAYS_H

#include <kith/graph.h>

/** Every simple path between two entities, by trying all. */

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
    bool weighted;
    const bool *shut_types;    /**< by relation type, or NULL */
    const bool *shut_entities; /**< by entity, or NULL; not the ends */
} way_question;

/** The shortest ways, by entities and then relations; SIZE_MAX if there are too
 *  many ways to try. */
size_t oracle_shortest_ways(const way_question *question, way *out);

#endif /* KITH_ORACLE_WAYS_H */
