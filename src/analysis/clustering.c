/* Local clustering: which share of an entity's neighbours know each other.
 *
 *   c[v] = triangles through v / (d * (d - 1) / 2), d neighbours
 *
 * Neighbours are counted once: directions are ignored, self-relations and
 * parallel relations left out. 0 for fewer than two neighbours, as in NetworkX
 * (igraph: NaN or 0, on request). Normalising changes nothing. Agrees with
 * igraph and NetworkX on the simple undirected graph; NetworkX has a measure of
 * its own for directed graphs (Fagiolo 2007), which is another question.
 *
 * Cost: see triangles.c. Source: Watts and Strogatz, "Collective dynamics of
 * 'small-world' networks", 1998. */
#include "analysis/measures.h"
#include "analysis/triangles.h"

kith_status kith_measure_clustering(kith_graph *graph,
                                    const kith_measure_options *options,
                                    double *score,
                                    kith_error *err)
{
    kith_triangles t = {0};
    const kith_status st =
        kith_triangles_find(&t, graph, options->threads, err);
    for (size_t v = 0; st == KITH_OK && v < t.lists.count; v++) {
        const kith_id number = t.lists.number[v];
        const double d = t.degree[number];
        const double pairs = d * (d - 1) / 2;
        score[v] = pairs > 0 ? (double)t.through[number] / pairs : 0;
    }
    kith_triangles_clear(&t);
    return st;
}
