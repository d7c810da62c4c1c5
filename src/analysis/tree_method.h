#ifndef KITH_ANALYSIS_TREE_METHOD_H
#define KITH_ANALYSIS_TREE_METHOD_H

#include "analysis/dendrogram.h"
#include "analysis/group_methods.h"
#include "analysis/network_model.h"

/** A method that merges two clusters again and again, which igraph does. */
typedef struct kith_tree_method {
    const char *name;
    bool loops; /**< whether relations of a node with itself matter to it */
    double (*work)(double nodes, double edges); /**< steps, at worst */
    double most_work;                           /**< that need no patience */

    /** Let igraph fill the matrix with merges, a row each; or NULL, and then
     *  find() has merges of its own. */
    igraph_error_t (*run)(const kith_network_model *model,
                          const kith_group_options *options,
                          igraph_matrix_int_t *rows);

    /** Find the merges, in terms of the vertices of the model; `merges` has
     *  room for as many as there are vertices. */
    kith_status (*find)(const kith_network_model *model,
                        const kith_group_options *options,
                        kith_merge *merges,
                        size_t *count,
                        kith_error *err);
} kith_tree_method;

/** Group by such a method: the tree is cut where modularity is highest.
 *
 *  @return KITH_OK; KITH_E_LIMIT (more work than the limit, without patience);
 *          KITH_E_INVALID (a distance of 0); KITH_E_MEMORY
 */
kith_status kith_group_by_tree(kith_graph *graph,
                               const kith_group_options *options,
                               const kith_tree_method *method,
                               kith_groups *groups,
                               kith_error *err);

#endif /* KITH_ANALYSIS_TREE_METHOD_H */
