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

void oracle_eccentricity(const dense *graph, double *score)
{
    dense_matrix distance;
    dense_distances(graph, distance);
    for (size_t v = 0; v < graph->size; v++) {
        score[v] = 0;
        for (size_t t = 0; t < graph->size; t++) {
            if (isfinite(distance[v][t]))
                score[v] = fmax(score[v], distance[v][t]);
        }
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

/* p[i][j]: the share that j has in the ties of i. */
static void shares(const dense *graph, dense_matrix p)
{
    for (size_t i = 0; i < graph->size; i++) {
        double sum = 0;
        for (size_t j = 0; j < graph->size; j++) {
            p[i][j] = i == j ? 0 : graph->weight[i][j] + graph->weight[j][i];
            sum += p[i][j];
        }
        for (size_t j = 0; j < graph->size; j++)
            p[i][j] = sum > 0 ? p[i][j] / sum : 0;
    }
}

void oracle_constraint(const dense *graph, double *score)
{
    dense_matrix p;
    shares(graph, p);
    for (size_t i = 0; i < graph->size; i++) {
        score[i] = 0;
        for (size_t j = 0; j < graph->size; j++) {
            double local = p[i][j];
            for (size_t q = 0; q < graph->size; q++)
                local += p[i][q] * p[q][j];
            score[i] += p[i][j] > 0 ? local * local : 0;
        }
    }
}

/* (I - alpha A') x = 1. */
void oracle_katz(const dense *graph, double alpha, double *score)
{
    dense_matrix a;
    for (size_t v = 0; v < graph->size; v++) {
        for (size_t u = 0; u < graph->size; u++)
            a[v][u] = (u == v) - alpha * graph->weight[u][v];
        score[v] = 1;
    }
    solve(a, score, graph->size);
}

static void multiply(dense_matrix a, dense_matrix b, dense_matrix out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            out[i][j] = 0;
            for (size_t k = 0; k < n; k++)
                out[i][j] += a[i][k] * b[k][j];
        }
    }
}

/* The largest eigenvalue of a symmetric matrix without negative ones, and the
 * projection of equal scores on its eigenvectors: high powers of it are
 * multiples of the matrix that projects. Higher ones than the 2^20th would tell
 * equal eigenvalues apart by their rounding. */
static double project_ones(dense_matrix m, double *out, size_t n)
{
    dense_matrix power;
    dense_matrix square;
    double trace = 0;
    double square_trace = 0;
    memcpy(power, m, sizeof power);
    for (int i = 0; i < 20; i++) {
        double most = 0;
        multiply(power, power, square, n);
        for (size_t k = 0; k < n; k++)
            most = fmax(most, square[k][k]);
        for (size_t k = 0; k < n * DENSE_MOST; k++)
            power[k / DENSE_MOST][k % DENSE_MOST] =
                square[k / DENSE_MOST][k % DENSE_MOST] / most;
    }
    multiply(power, power, square, n);
    for (size_t k = 0; k < n; k++) {
        trace += power[k][k];
        square_trace += square[k][k];
    }
    double value = 0;
    for (size_t i = 0; i < n; i++) {
        out[i] = 0;
        for (size_t k = 0; k < n; k++) {
            out[i] += power[i][k] * trace / square_trace;
            value += m[i][k] * power[k][i] / trace;
        }
    }
    return value;
}

static void divide_by_largest(double *x, size_t n)
{
    double most = 0;
    for (size_t v = 0; v < n; v++)
        most = fmax(most, x[v]);
    for (size_t v = 0; v < n; v++)
        x[v] /= most;
}

/* The leading vectors of the matrix [0 A; A' 0] are those of A A' and of A' A,
 * one below the other. */
void oracle_hits(const dense *graph, double *hub, double *authority)
{
    const size_t n = graph->size;
    dense_matrix a;
    dense_matrix b;
    dense_matrix product;
    double ones_hub[DENSE_MOST];
    double ones_authority[DENSE_MOST];
    memcpy(a, graph->weight, sizeof a);
    for (size_t u = 0; u < n; u++) {
        for (size_t v = 0; v < n; v++)
            b[v][u] = a[u][v];
    }
    multiply(b, a, product, n);
    (void)project_ones(product, ones_authority, n);
    multiply(a, b, product, n);
    const double s = sqrt(project_ones(product, ones_hub, n));
    for (size_t v = 0; v < n; v++) {
        hub[v] = ones_hub[v];
        authority[v] = ones_authority[v];
        for (size_t u = 0; u < n; u++) {
            hub[v] += a[v][u] * ones_authority[u] / s;
            authority[v] += b[v][u] * ones_hub[u] / s;
        }
    }
    divide_by_largest(hub, n);
    divide_by_largest(authority, n);
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
