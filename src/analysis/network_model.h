#ifndef KITH_ANALYSIS_NETWORK_MODEL_H
#define KITH_ANALYSIS_NETWORK_MODEL_H

#include "analysis/network.h"
#include "graph/igraph_wall.h"

/** A network as igraph sees it: nodes without relations are left out, because
 *  some of its methods refuse them. Valid when zeroed. */
typedef struct kith_network_model {
    igraph_t graph;
    igraph_vector_t weights; /**< by edge */
    kith_id *node;           /**< node of a vertex of igraph's */
    size_t size;             /**< vertices */
    bool made;               /**< whether `graph` and `weights` are */
} kith_network_model;

/** Make the model of a network; edges stand in order of their ends.
 *
 *  @param directed  lists are those of one direction
 *  @param loops     with relations of nodes with themselves
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V + E); 100 bytes a relation.
 */
kith_status kith_network_model_make(kith_network_model *out,
                                    const kith_network *network,
                                    bool directed,
                                    bool loops,
                                    kith_error *err);

/** Release what a model holds. */
void kith_network_model_clear(kith_network_model *model);

#endif /* KITH_ANALYSIS_NETWORK_MODEL_H */
