#ifndef KITH_ORACLE_CENTRALITY_H
#define KITH_ORACLE_CENTRALITY_H

#include "dense.h"

/** Centralities by their definitions. Each fills `score`, by entity. */

void oracle_betweenness(const dense *graph, bool undirected, double *score);
void oracle_closeness(const dense *graph, bool normalised, double *score);
void oracle_harmonic(const dense *graph, double *score);
void oracle_pagerank(const dense *graph, double damping, double *score);
void oracle_coreness(const dense *graph, double *score);

/** The largest absolute value of an eigenvalue of the weights. */
double oracle_lambda(const dense *graph);

#endif /* KITH_ORACLE_CENTRALITY_H */
