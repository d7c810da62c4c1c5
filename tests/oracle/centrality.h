#ifndef KITH_ORACLE_CENTRALITY_H
#define KITH_ORACLE_CENTRALITY_H

#include "dense.h"

/** Centralities by their definitions. Each fills `score`, by entity. */

void oracle_betweenness(const dense *graph, bool undirected, double *score);

/** What source `s` gives to others for lying on its shortest paths of at most
 *  `cutoff`: to each entity, or to each relation of `graph`, which `matrix` was
 *  filled from. A scaled credit is the part d(s, v) / d(s, t) of it. */
void oracle_credit(const dense *matrix,
                   size_t s,
                   double cutoff,
                   bool scaled,
                   double *credit);
void oracle_relation_credit(const dense *matrix,
                            const kith_graph *graph,
                            bool undirected,
                            bool weighted,
                            size_t s,
                            double cutoff,
                            double *credit);

void oracle_closeness(const dense *graph, bool normalised, double *score);
void oracle_harmonic(const dense *graph, double *score);
void oracle_eccentricity(const dense *graph, double *score);
void oracle_pagerank(const dense *graph, double damping, double *score);
void oracle_coreness(const dense *graph, double *score);
void oracle_clustering(const dense *graph, double *score);

void oracle_constraint(const dense *graph, double *score);
void oracle_katz(const dense *graph, double alpha, double *score);

/** Hubs and authorities of equal scores, projected on the leading vectors; the
 *  largest of each is 1. */
void oracle_hits(const dense *graph, double *hub, double *authority);

/** @param start  chance to start anew at each entity, and to go there from one
 *                that nothing leaves */
void oracle_pagerank_from(const dense *graph,
                          double damping,
                          const double *start,
                          double *score);

/** The largest absolute value of an eigenvalue of the weights. */
double oracle_lambda(const dense *graph);

#endif /* KITH_ORACLE_CENTRALITY_H */
