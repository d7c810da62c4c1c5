#ifndef KITH_ANALYSIS_MEASURES_H
#define KITH_ANALYSIS_MEASURES_H

#include <kith/analysis.h>

/** The functions behind the registry of measures. Each gets a graph with at
 *  least one entity and options that are not NULL, and fills `score`; what the
 *  score means is said in the file of its name. */

kith_status kith_measure_degree(kith_graph *graph,
                                const kith_measure_options *options,
                                double *score,
                                kith_error *err);
kith_status kith_measure_in_degree(kith_graph *graph,
                                   const kith_measure_options *options,
                                   double *score,
                                   kith_error *err);
kith_status kith_measure_out_degree(kith_graph *graph,
                                    const kith_measure_options *options,
                                    double *score,
                                    kith_error *err);
kith_status kith_measure_strength(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err);
kith_status kith_measure_pagerank(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err);
kith_status kith_measure_betweenness(kith_graph *graph,
                                     const kith_measure_options *options,
                                     double *score,
                                     kith_error *err);
kith_status kith_measure_relation_betweenness(
    kith_graph *graph,
    const kith_measure_options *options,
    double *score,
    kith_error *err);
kith_status kith_measure_closeness(kith_graph *graph,
                                   const kith_measure_options *options,
                                   double *score,
                                   kith_error *err);
kith_status kith_measure_harmonic(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err);
kith_status kith_measure_eccentricity(kith_graph *graph,
                                      const kith_measure_options *options,
                                      double *score,
                                      kith_error *err);
kith_status kith_measure_eigenvector(kith_graph *graph,
                                     const kith_measure_options *options,
                                     double *score,
                                     kith_error *err);
kith_status kith_measure_coreness(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err);
kith_status kith_measure_clustering(kith_graph *graph,
                                    const kith_measure_options *options,
                                    double *score,
                                    kith_error *err);
kith_status kith_measure_hubs(kith_graph *graph,
                              const kith_measure_options *options,
                              double *score,
                              kith_error *err);
kith_status kith_measure_authorities(kith_graph *graph,
                                     const kith_measure_options *options,
                                     double *score,
                                     kith_error *err);
kith_status kith_measure_katz(kith_graph *graph,
                              const kith_measure_options *options,
                              double *score,
                              kith_error *err);
kith_status kith_measure_constraint(kith_graph *graph,
                                    const kith_measure_options *options,
                                    double *score,
                                    kith_error *err);

/** Divide every score by `by`; all become 0 where `by` is not positive. */
void kith_scores_divide(double *score, size_t count, double by);

/** Add up the relations at every entity: those that leave it (KITH_OUT), that
 *  reach it (KITH_IN), or all of their ends (KITH_BOTH). An undirected relation
 *  leaves and reaches both its ends.
 *
 *  @param weights  of the relations; NULL = every one counts 1
 *  @param[out] sum array of length kith_graph_entity_count()
 */
void kith_ends_sum(const kith_graph *graph,
                   kith_direction way,
                   const double *weights,
                   double *sum);

#endif /* KITH_ANALYSIS_MEASURES_H */
