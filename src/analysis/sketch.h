#ifndef KITH_ANALYSIS_SKETCH_H
#define KITH_ANALYSIS_SKETCH_H

/** A simple graph on its way to a picture: who is beside whom, and where
 *  everybody stands. What the files of the layout hand to each other. */

#include <kith/graph.h>

/** No directions, no parallel relations, none of a point with itself. Free with
 *  kith_sketch_clear(). */
typedef struct kith_sketch {
    size_t count;       /**< points */
    uint32_t *first;    /**< count + 1 */
    kith_id *neighbour; /**< of point v: first[v] .. first[v + 1] - 1 */
    double *x;
    double *y;
} kith_sketch;

/** The whole graph; all points at 0.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Cost: O(V + E). */
KITH_NODISCARD kith_status kith_sketch_of_graph(kith_sketch *out,
                                                kith_graph *graph,
                                                kith_error *err);

/** A part of a sketch: point i is members[i].
 *
 *  @param place  scratch of whole->count, all KITH_NONE before and after
 *  @return KITH_OK; KITH_E_MEMORY. Cost: that of the members. */
KITH_NODISCARD kith_status kith_sketch_of_part(kith_sketch *out,
                                               const kith_sketch *whole,
                                               const kith_id *members,
                                               size_t size,
                                               kith_id *place,
                                               kith_error *err);

void kith_sketch_clear(kith_sketch *sketch);

/** Put points where their distances in the graph say roughly: classical
 *  scaling from a few pivots. Every layout begins with it.
 *  Cost: O(pivots * (V + E)). */
KITH_NODISCARD kith_status kith_sketch_begin(kith_sketch *sketch,
                                             kith_error *err);

/** Most points for kith_sketch_by_stress(). */
enum { KITH_MOST_STRESSED = 100 };

/** Move the points of a connected sketch until their distances on paper are
 *  near those along relations; `length` of each place in `neighbour`, or NULL:
 *  relations are as long as their ends are different, so that hubs get room.
 *  Cost: O(V^3) at first, then O(V^2) a round. */
KITH_NODISCARD kith_status kith_sketch_by_stress(kith_sketch *sketch,
                                                 const double *length,
                                                 kith_error *err);

/** The same for many points: relations pull, all points push each other.
 *  The same for any number of threads. Cost: O((V log V + E)) a round. */
KITH_NODISCARD kith_status kith_sketch_by_force(kith_sketch *sketch,
                                                unsigned threads,
                                                kith_error *err);

/** Scale a sketch so that points mostly are 1 apart, and push those apart that
 *  are much nearer; its middle is at 0. `*radius` is that of a disc around
 *  all but a few stragglers.
 *  Cost: O(V log V). */
KITH_NODISCARD kith_status kith_sketch_spread(kith_sketch *sketch,
                                              double *radius,
                                              kith_error *err);

/** Push discs around the points apart until none overlap, most gently.
 *  Cost: O(V^2) a round. */
void kith_sketch_part_discs(kith_sketch *sketch, const double *radius);

#endif /* KITH_ANALYSIS_SKETCH_H */
