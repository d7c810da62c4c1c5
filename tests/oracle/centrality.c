/* Slow centralities: sums over all pairs, a linear system, matrix powers. */
#include "centrality.h"

#include <math.h>
#include <string.h>

/* Sum over pairs s, t of the share of shortest paths that pass through v. */
void oracle_betweenness(const dense *graph, bool undirected, double *score)
{
    dense_matrix distance;
    dense_matrix paths;
    dense_distances(graph, distance);
    dense_path_counts(graph, distance, paths);
    for (size_t v = 0; v < graph->size; v++) {
        score[v] = 0;
        for (size_t s = 0; s < graph->size; s++) {
            for (size_t t = 0; t < graph->size; t++) {
                if (s == t || s == v || t == v || paths[s][t] <= 0 ||
                    !dense_same(distance[s][v] + distance[v][t],
                                distance[s][t]))
                    continue;
                score[v] += paths[s][v] * paths[v][t] / paths[s][t] /
                            (undirected ? 2 : 1);
            }
        }
    }
}

void oracle_credit(const dense *matrix,
                   size_t s,
                   double cutoff,
                   bool scaled,
                   double *credit)
{
    dense_matrix distance;
    dense_matrix paths;
    dense_distances(matrix, distance);
    dense_path_counts(matrix, distance, paths);
    for (size_t v = 0; v < matrix->size; v++) {
        credit[v] = 0;
        for (size_t t = 0; t < matrix->size; t++) {
            if (s != t && s != v && t != v && paths[s][v] > 0 &&
                paths[v][t] > 0 && distance[s][t] <= cutoff &&
                dense_same(distance[s][v] + distance[v][t], distance[s][t]))
                credit[v] += paths[s][v] * paths[v][t] / paths[s][t] *
                             (scaled ? distance[s][v] / distance[s][t] : 1);
        }
    }
}

void oracle_relation_credit(const dense *matrix,
                            const kith_graph *graph,
                            bool undirected,
                            bool weighted,
                            size_t s,
                            double cutoff,
                            double *credit)
{
    dense_matrix distance;
    dense_matrix paths;
    dense_distances(matrix, distance);
    dense_path_counts(matrix, distance, paths);
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        const double length = weighted ? relation.weight : 1;
        const bool both = undirected || !relation.directed;
        credit[r] = 0;
        for (int back = 0; back <= both; back++) {
            const kith_id u = back ? relation.target : relation.source;
            const kith_id v = back ? relation.source : relation.target;
            for (size_t t = 0; t < matrix->size; t++) {
                if (t != s && paths[s][t] > 0 && distance[s][t] <= cutoff &&
                    dense_same(distance[s][u] + length + distance[v][t],
                               distance[s][t]))
                    credit[r] += paths[s][u] * paths[v][t] / paths[s][t];
            }
        }
    }
}

void oracle_closeness(const dense *graph, bool normalised, double *score)
{
    dense_matrix distance;
    dense_distances(graph, distance);
    for (size_t v = 0; v < graph->size; v++) {
        double sum = 0;
        double reached = 0;
        for (size_t t = 0; t < graph->size; t++) {
            if (t == v || !isfinite(distance[v][t]))
                continue;
            sum += distance[v][t];
            reached++;
        }
        score[v] = reached > 0 ? (normalised ? reached : 1) / sum : 0;
    }
}

void oracle_harmonic(const dense *graph, double *score)
{
    dense_matrix distance;
    dense_distances(graph, distance);
    for (size_t v = 0; v < graph->size; v++) {
        score[v] = 0;
        for (size_t t = 0; t < graph->size; t++)
            score[v] += t == v ? 0 : 1 / distance[v][t];
    }
}

/* Solve a x = b by elimination with pivoting; b becomes x. */
static void solve(dense_matrix a, double *b, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        size_t pivot = k;
        for (size_t i = k; i < n; i++)
            pivot = fabs(a[i][k]) > fabs(a[pivot][k]) ? i : pivot;
        for (size_t j = 0; j < n; j++) {
            const double swap = a[k][j];
            a[k][j] = a[pivot][j];
            a[pivot][j] = swap;
        }
        const double swap = b[k];
        b[k] = b[pivot];
        b[pivot] = swap;
        for (size_t i = 0; i < n; i++) {
            const double factor = i == k ? 0 : a[i][k] / a[k][k];
            for (size_t j = 0; j < n; j++)
                a[i][j] -= factor * a[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (size_t k = 0; k < n; k++)
        b[k] /= a[k][k];
}

/* (I - d P) x = (1 - d) start, P[v][u] being the chance to go from u to v. */
void oracle_pagerank_from(const dense *graph,
                          double damping,
                          const double *start,
                          double *score)
{
    dense_matrix a;
    const size_t n = graph->size;
    for (size_t u = 0; u < n; u++) {
        double out = 0;
        for (size_t v = 0; v < n; v++)
            out += graph->weight[u][v];
        for (size_t v = 0; v < n; v++) {
            const double chance =
                out > 0 ? graph->weight[u][v] / out : start[v];
            a[v][u] = (u == v) - damping * chance;
        }
        score[u] = (1 - damping) * start[u];
    }
    solve(a, score, n);
}

void oracle_pagerank(const dense *graph, double damping, double *score)
{
    double start[DENSE_MOST];
    for (size_t v = 0; v < graph->size; v++)
        start[v] = 1 / (double)graph->size;
    oracle_pagerank_from(graph, damping, start, score);
}

static size_t neighbours_left(const dense *graph, const bool *gone, size_t v)
{
    size_t left = 0;
    for (size_t u = 0; u < graph->size; u++) {
        left += u != v && !gone[u] &&
                graph->relations[u][v] + graph->relations[v][u] > 0;
    }
    return left;
}

/* For each k take away whoever has fewer than k neighbours left, until nobody
 * has; those who stay have coreness k at least. */
void oracle_coreness(const dense *graph, double *score)
{
    const size_t n = graph->size;
    for (size_t v = 0; v < n; v++)
        score[v] = 0;
    for (size_t k = 1; k < n; k++) {
        bool gone[DENSE_MOST] = {false};
        for (size_t round = 0; round < n; round++) {
            for (size_t v = 0; v < n; v++)
                gone[v] |= neighbours_left(graph, gone, v) < k;
        }
        for (size_t v = 0; v < n; v++)
            score[v] = gone[v] ? score[v] : (double)k;
    }
}

/* Of all pairs of neighbours, those that are neighbours. */
void oracle_clustering(const dense *graph, double *score)
{
    const size_t n = graph->size;
    dense_matrix near = {0};
    for (size_t u = 0; u < n; u++) {
        for (size_t v = 0; v < n; v++) {
            near[u][v] =
                u != v && graph->relations[u][v] + graph->relations[v][u] > 0;
        }
    }
    for (size_t v = 0; v < n; v++) {
        double pairs = 0;
        double closed = 0;
        for (size_t a = 0; a < n; a++) {
            for (size_t b = 0; b < a; b++) {
                pairs += near[v][a] * near[v][b];
                closed += near[v][a] * near[v][b] * near[a][b];
            }
        }
        score[v] = pairs > 0 ? closed / pairs : 0;
    }
}

/* Gelfand's formula: the limit of |A^k| to the 1/k, by 50 squarings. */
double oracle_lambda(const dense *graph)
{
    const size_t n = graph->size;
    dense_matrix a;
    double log_lambda = 0;
    memcpy(a, graph->weight, sizeof a);
    for (int i = 0; i <= 50; i++) {
        dense_matrix product = {0};
        double norm = 0;
        for (size_t u = 0; u < n; u++) {
            for (size_t v = 0; v < n; v++)
                norm = fmax(norm, a[u][v]);
        }
        if (norm <= 0)
            return 0;
        log_lambda += ldexp(log(norm), -i);
        for (size_t u = 0; u < n; u++) {
            for (size_t k = 0; k < n; k++) {
                for (size_t v = 0; v < n; v++)
                    product[u][v] += a[u][k] / norm * (a[k][v] / norm);
            }
        }
        memcpy(a, product, sizeof a);
    }
    return exp(log_lambda);
}
