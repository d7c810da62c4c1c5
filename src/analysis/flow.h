#ifndef KITH_ANALYSIS_FLOW_H
#define KITH_ANALYSIS_FLOW_H

#include "analysis/network.h"

/** What a random walk has to do with a node or a group of nodes, in shares of
 *  all steps. */
typedef struct kith_visit {
    double visits;  /**< steps that end here */
    double leaving; /**< steps from here to elsewhere along relations */
    double jumping; /**< steps from here that go anywhere, here too */
    double share;   /**< of the places where such a step may end */
} kith_visit;

/** A random walk on a network, in which relations of a node with itself are
 * left out.
 *
 *  Without directions it is at a node in proportion to its strength. Along
 *  directions it starts anew at 15 steps in 100, and where nothing leads on, at
 *  any node that has relations, so that it cannot be caught.
 *
 *  Valid when zeroed; release with kith_flow_clear(). */
typedef struct kith_flow {
    kith_network
        between;    /**< weight of a place: steps from one node to the
                         other, both ways; inner: steps within a node of
                         a folded flow; strengths and total mean nothing */
    kith_visit *at; /**< by node */
} kith_flow;

/** The walk on a network.
 *
 *  @param network   ignoring directions
 *  @param directed  the same along directions, or NULL to ignore them
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(E), along directions up to 300
 * times.
 */
kith_status kith_flow_make(kith_flow *out,
                           const kith_network *network,
                           const kith_network *directed,
                           kith_error *err);

/** What the walk has to do with groups of nodes: steps between nodes of a group
 *  do not leave it.
 *
 *  @param[out] group  array of length by.count. Cost: O(V + E).
 */
void kith_flow_gather(const kith_flow *flow,
                      kith_partition by,
                      kith_visit *group);

/** The walk between groups of nodes. */
kith_status kith_flow_fold(kith_flow *out,
                           const kith_flow *of,
                           kith_partition by,
                           kith_error *err);

/** Release what a flow holds. */
void kith_flow_clear(kith_flow *flow);

/** Bits to tell a step where each group has a name, and each node one within
 * its group: the map equation of Rosvall and Bergstrom, 2008.
 *
 *  @param scratch  array of length partition.count
 */
double kith_flow_code_length(const kith_flow *flow,
                             kith_partition partition,
                             kith_visit *scratch);

/** Steps that leave a group, by relations or by jumps. */
static inline double kith_visit_exit(const kith_visit *visit)
{
    return visit->leaving + visit->jumping * (1 - visit->share);
}

/** p log2 p; 0 for 0 and what rounding has left below. */
double kith_flow_entropy(double p);

#endif /* KITH_ANALYSIS_FLOW_H */
