/* Reachability and modularity the slow way. */
#include "grouping.h"

#include <math.h>
#include <string.h>

void oracle_reach(const dense *graph, dense_matrix out)
{
    const size_t n = graph->size;
    memset(out, 0, sizeof(dense_matrix));
    for (size_t u = 0; u < n; u++) {
        for (size_t v = 0; v < n; v++)
            out[u][v] = u == v || graph->relations[u][v] > 0;
    }
    for (size_t k = 0; k < n; k++) {
        for (size_t u = 0; u < n; u++) {
            for (size_t v = 0; v < n; v++)
                out[u][v] = fmax(out[u][v], out[u][k] * out[k][v]);
        }
    }
}

/* 1 / 2W sum over u, v in one group of A[u][v] - k[u] k[v] / 2W, where a
 * self-relation counts twice in A[u][u]. */
double oracle_modularity(const dense *graph, const kith_id *group)
{
    const size_t n = graph->size;
    double strength[DENSE_MOST] = {0};
    double all = 0;
    double sum = 0;
    for (size_t u = 0; u < n; u++) {
        for (size_t v = 0; v < n; v++)
            strength[u] += graph->weight[u][v];
        all += strength[u];
    }
    for (size_t u = 0; u < n; u++) {
        for (size_t v = 0; v < n; v++) {
            if (group[u] == group[v])
                sum += graph->weight[u][v] - strength[u] * strength[v] / all;
        }
    }
    return sum / all; /* 0 / 0 without relations */
}

/* All groupings of n entities: each goes to a group in use or the next one. */
static double best_from(const dense *graph,
                        kith_id *group,
                        size_t at,
                        kith_id used)
{
    double best = -INFINITY;
    if (at == graph->size)
        return oracle_modularity(graph, group);
    for (kith_id i = 0; i <= used; i++) {
        group[at] = i;
        best = fmax(best, best_from(graph, group, at + 1,
                                    i == used ? used + 1 : used));
    }
    return best;
}

double oracle_best_modularity(const dense *graph)
{
    kith_id group[DENSE_MOST] = {0};
    return best_from(graph, group, 0, 0);
}
