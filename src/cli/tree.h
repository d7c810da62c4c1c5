#ifndef KITH_CLI_TREE_H
#define KITH_CLI_TREE_H

#include <kith/graph.h>

/** A graph as trees: each entity below the one that it was first reached from,
 *  relation by relation. Free with kith_tree_free(). */
typedef struct kith_tree {
    size_t count;      /**< entities of the graph */
    size_t reached;    /**< of them in the trees */
    kith_id *parent;   /**< KITH_NONE for a root */
    kith_id *relation; /**< that joins an entity to its parent */
    kith_id *order;    /**< those reached, in that order; a root before all
                            that is below it */
    uint32_t *depth;   /**< 0 for a root */
    uint32_t *first;   /**< children of v: child[first[v]] .. */
    kith_id *child;    /**< in the order in which they were reached */
    kith_adjacency lists;
} kith_tree;

/** Grow trees from `roots`, and where these do not reach from the entity with
 *  the most relations.
 *
 *  @param roots  entities to begin with; the rest of the graph is left out
 *                if there are any
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V log V + E).
 */
KITH_NODISCARD kith_status kith_tree_make(kith_tree *out,
                                          kith_graph *graph,
                                          const kith_id *roots,
                                          size_t root_count,
                                          kith_error *err);

void kith_tree_free(kith_tree *tree);

#endif /* KITH_CLI_TREE_H */
