/* Distances and path counts by their definitions, on matrices. */
#include "dense.h"

#include <math.h>
#include <string.h>

static void add(dense *out, size_t u, size_t v, double weight)
{
    out->relations[u][v] += 1;
    out->weight[u][v] += weight;
    if (weight < out->length[u][v]) {
        out->length[u][v] = weight;
        out->shortest[u][v] = 0;
    }
    out->shortest[u][v] += weight <= out->length[u][v];
}

void dense_fill(dense *out,
                const kith_graph *graph,
                bool undirected,
                bool weighted)
{
    memset(out, 0, sizeof *out);
    out->size = kith_graph_entity_count(graph);
    for (size_t u = 0; u < DENSE_MOST; u++) {
        for (size_t v = 0; v < DENSE_MOST; v++)
            out->length[u][v] = INFINITY;
    }
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        const double weight = weighted ? relation.weight : 1;
        add(out, relation.source, relation.target, weight);
        if (undirected || !relation.directed)
            add(out, relation.target, relation.source, weight);
    }
}

void dense_distances(const dense *graph, dense_matrix out)
{
    const size_t n = graph->size;
    memcpy(out, graph->length, sizeof graph->length);
    for (size_t v = 0; v < n; v++)
        out[v][v] = 0;
    for (size_t k = 0; k < n; k++) {
        for (size_t u = 0; u < n; u++) {
            for (size_t v = 0; v < n; v++)
                out[u][v] = fmin(out[u][v], out[u][k] + out[k][v]);
        }
    }
}

bool dense_same(double a, double b)
{
    return fabs(a - b) <= 1e-10 * fmax(fabs(a), fabs(b));
}

/* Paths from u to v, by the last step: sum over w of paths to w, times the
 * relations w -> v that are as long as what is left. Entities are taken in
 * order of distance from u. */
static void counts_from(const dense *graph,
                        dense_matrix distance,
                        size_t u,
                        double *count)
{
    bool done[DENSE_MOST] = {false};
    for (size_t step = 0; step < graph->size; step++) {
        size_t v = graph->size;
        for (size_t i = 0; i < graph->size; i++) {
            if (!done[i] && isfinite(distance[u][i]) &&
                (v == graph->size || distance[u][i] < distance[u][v]))
                v = i;
        }
        if (v == graph->size)
            return;
        done[v] = true;
        count[v] = v == u;
        for (size_t w = 0; w < graph->size && v != u; w++) {
            if (done[w] && w != v && isfinite(graph->length[w][v]) &&
                dense_same(distance[u][w] + graph->length[w][v],
                           distance[u][v]))
                count[v] += count[w] * graph->shortest[w][v];
        }
    }
}

void dense_path_counts(const dense *graph,
                       dense_matrix distance,
                       dense_matrix out)
{
    memset(out, 0, sizeof(dense_matrix));
    for (size_t u = 0; u < graph->size; u++)
        counts_from(graph, distance, u, out[u]);
}
