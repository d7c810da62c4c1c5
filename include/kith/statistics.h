/** @file
 *  Figures about a whole graph.
 */
#ifndef KITH_STATISTICS_H
#define KITH_STATISTICS_H

#include <kith/graph.h>

/** How many entities have a degree. */
typedef struct kith_degree_count {
    size_t degree;
    size_t entities;
} kith_degree_count;

/** Figures about a whole graph. Free with kith_statistics_clear(). */
typedef struct kith_statistics {
    size_t components;        /**< direction ignored */
    size_t largest_component; /**< entities in it */
    size_t isolated;          /**< entities without relations */
    size_t self_relations;
    size_t parallel_relations; /**< beyond the first between two entities */
    double density;            /**< relations / possible pairs, direction kept,
                                    self-relations and parallels left out; NaN
                                    for fewer than two entities */
    double reciprocity;        /**< share of directed relations answered by one
                                    the other way; NaN if there are none */
    double mean_degree;
    size_t least_degree;
    size_t most_degree;
    size_t diameter;      /**< longest shortest path, direction ignored, within
                               components; there is one as long */
    double mean_distance; /**< over connected pairs; NaN if there are none */
    bool estimated;       /**< mean_distance is from a sample of entities */

    size_t most_diameter;       /**< no shortest path is longer; the same as
                                     `diameter` where that is settled */
    double mean_distance_error; /**< standard error; 0 if exact */
    size_t strong_components;   /**< connected along directions both ways */
    size_t largest_strong_component;
    size_t bridges;      /**< relations without which a component falls apart */
    size_t cut_points;   /**< entities without which one does */
    double transitivity; /**< share of pairs of neighbours that are neighbours;
                              NaN if nobody has two */
    double clustering;   /**< mean over entities of the same share of their
                              own neighbours, 0 for fewer than two */
    double assortativity; /**< correlation of the degrees that relations join;
                               NaN if all are alike */
    kith_degree_count *degrees; /**< degrees that occur, rising */
    size_t degree_count;
} kith_statistics;

/** Take the figures of a graph. Directions are ignored where nothing else is
 *  said.
 *
 *  @param exact_work  distances are exact while entities * relations does not
 *                     exceed this; 0 = 2e9
 *  @param threads     0 = as many as pay; the figures do not depend on it
 *  @param[out] out    all zero after failure
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT (more than 2^32 - 1 ends of
 *          relations)
 *
 *  Cost: triangles O(E^1.5) at worst, distances O(exact_work), else O(V + E).
 *  Memory: 50 bytes a relation and 150 an entity.
 */
KITH_API KITH_NODISCARD kith_status kith_statistics_take(kith_graph *graph,
                                                         double exact_work,
                                                         unsigned threads,
                                                         kith_statistics *out,
                                                         kith_error *err);

KITH_API void kith_statistics_clear(kith_statistics *statistics);

#endif /* KITH_STATISTICS_H */
