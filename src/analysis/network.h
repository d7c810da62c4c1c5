#ifndef KITH_ANALYSIS_NETWORK_H
#define KITH_ANALYSIS_NETWORK_H

#include <kith/graph.h>

/** A graph as methods of grouping see it: directions ignored, relations between
 *  the same two made one that weighs as much as all of them, those of weight 0
 *  left out. Nodes are numbered by the ids of the entities (bytewise), so that
 *  the order of the records makes no difference to any result.
 *
 *  Valid when zeroed; release with kith_network_clear(). */
typedef struct kith_network {
    kith_id size;       /**< nodes */
    uint32_t *first;    /**< size + 1: where the lists begin */
    kith_id *neighbour; /**< in order within a list; never the node itself */
    double *weight;     /**< by place in the lists; NULL = every one is 1 */
    double *inner;      /**< of relations of a node with itself */
    double *strength;   /**< sum of weights at a node, inner ones twice */
    double total;       /**< of all weights: half the sum of strengths */
} kith_network;

/** Which group each node is in: numbers below `count`. */
typedef struct kith_partition {
    kith_id *group; /**< by node, borrowed */
    kith_id count;
} kith_partition;

/** Entities in order of their ids.
 *
 *  @param[out] order  entities, array of length kith_graph_entity_count()
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V log V).
 */
kith_status kith_entity_order(const kith_graph *graph,
                              kith_id *order,
                              kith_error *err);

/** Make the network of a graph.
 *
 *  @param order     from kith_entity_order(): node i stands for order[i]
 *  @param weights   of the relations, as strengths; NULL = every one counts 1
 *  @param directed  lists go along directions; strengths are then those of
 *                   what leaves a node
 *  @return KITH_OK; KITH_E_MEMORY
 *
 *  Cost: O(V + E); 8 bytes a relation, 24 if weights differ, 24 an entity.
 */
kith_status kith_network_make(kith_network *out,
                              kith_graph *graph,
                              const kith_id *order,
                              const double *weights,
                              bool directed,
                              kith_error *err);

/** A network whose nodes are the groups of another.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V + E) of the other.
 */
kith_status kith_network_fold(kith_network *out,
                              const kith_network *of,
                              kith_partition by,
                              kith_error *err);

/** Release what a network holds. */
void kith_network_clear(kith_network *network);

/** Number groups anew in order of their first node, without gaps.
 *
 *  @param scratch  array of length `size`
 *  @return number of groups; all old numbers are below `size`
 */
kith_id kith_partition_settle(kith_id *group, kith_id size, kith_id *scratch);

/** Modularity: the share of weight within groups, less `resolution` times the
 *  share to expect if ends were joined at random (Newman and Girvan, 2004;
 *  resolution: Reichardt and Bornholdt, 2006). NaN if there is no weight.
 *
 *  @param scratch  array of length partition.count
 */
double kith_network_modularity(const kith_network *network,
                               kith_partition partition,
                               double resolution,
                               double *scratch);

/** Split groups whose nodes are not connected within the group. Modularity does
 *  not fall by it.
 *
 *  @param[in,out] partition  numbered anew
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V + E).
 */
kith_status kith_partition_split(const kith_network *network,
                                 kith_partition *partition,
                                 kith_error *err);

/** Weight of a place in the lists. */
static inline double kith_weight_at(const kith_network *network, uint32_t place)
{
    return network->weight ? network->weight[place] : 1;
}

#endif /* KITH_ANALYSIS_NETWORK_H */
