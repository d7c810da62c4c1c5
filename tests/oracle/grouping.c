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

static size_t size_of(dense_matrix reach, size_t size, size_t v)
{
    size_t count = 0;
    for (size_t u = 0; u < size; u++)
        count += reach[v][u] > 0;
    return count;
}

size_t oracle_pieces(const dense *graph, size_t v, size_t *largest)
{
    dense without = *graph;
    dense_matrix before;
    dense_matrix after;
    size_t pieces = 0;
    *largest = 0;
    for (size_t u = 0; u < graph->size; u++)
        without.relations[u][v] = without.relations[v][u] = 0;
    oracle_reach(graph, before);
    oracle_reach(&without, after);
    for (size_t u = 0; u < graph->size; u++) {
        bool is_first = u != v && before[v][u] > 0;
        for (size_t w = 0; w < u; w++)
            is_first = is_first && !(after[u][w] > 0);
        if (!is_first)
            continue;
        const size_t size = size_of(after, graph->size, u);
        *largest = size > *largest ? size : *largest;
        pieces++;
    }
    return pieces;
}

bool oracle_is_bridge(const dense *graph, size_t u, size_t v, size_t *side)
{
    dense without = *graph;
    dense_matrix reach;
    without.relations[u][v] -= 1;
    without.relations[v][u] -= 1;
    oracle_reach(&without, reach);
    *side = size_of(reach, graph->size, u);
    return u != v && !(reach[u][v] > 0);
}

static bool joins(const dense *graph, uint32_t set, size_t v)
{
    for (size_t u = 0; u < graph->size; u++) {
        if ((set >> u & 1) && (u == v || !(graph->relations[u][v] > 0)))
            return false;
    }
    return true;
}

typedef struct {
    const dense *graph;
    size_t least;
    uint32_t *out;
    size_t most;
    size_t count;
} listing;

/* Every set that is a clique is met once: members are added by number. */
static void list_from(listing *l, uint32_t set, size_t next, size_t members)
{
    bool is_maximal = members >= l->least;
    for (size_t v = 0; v < l->graph->size; v++)
        is_maximal = is_maximal && !joins(l->graph, set, v);
    if (is_maximal && l->count < l->most)
        l->out[l->count] = set;
    l->count += is_maximal;
    for (size_t v = next; v < l->graph->size; v++) {
        if (joins(l->graph, set, v))
            list_from(l, set | (uint32_t)1 << v, v + 1, members + 1);
    }
}

size_t oracle_cliques(const dense *graph,
                      size_t least,
                      uint32_t *out,
                      size_t most)
{
    listing l = {graph, least, out, most, 0};
    list_from(&l, 0, 0, 0);
    return l.count;
}

/* Shares of steps that end at v, and that go from u to v. */
typedef struct {
    double visits[DENSE_MOST];
    double steps[DENSE_MOST][DENSE_MOST];
} walk;

static double leaving(const dense *graph, size_t u)
{
    double sum = 0;
    for (size_t v = 0; v < graph->size; v++)
        sum += graph->weight[u][v];
    return sum;
}

/* Where the walk goes from u, a share for each v. */
static void spread(const dense *graph,
                   const bool *related,
                   bool directed,
                   size_t u,
                   double *out)
{
    const double all = leaving(graph, u);
    const double stay = directed ? (all > 0 ? 0.85 : 0) : 1;
    size_t places = 0;
    for (size_t v = 0; v < graph->size; v++)
        places += related[v];
    for (size_t v = 0; v < graph->size; v++) {
        out[v] = all > 0 ? stay * graph->weight[u][v] / all : 0;
        if (directed && related[v])
            out[v] += (1 - stay) / (double)places;
    }
}

static void go_for_long(const dense *graph, bool directed, walk *w)
{
    bool related[DENSE_MOST] = {false};
    double way[DENSE_MOST][DENSE_MOST];
    double all = 0;
    for (size_t u = 0; u < graph->size; u++) {
        for (size_t v = 0; v < graph->size; v++) {
            all += graph->weight[u][v];
            if (graph->relations[u][v] > 0 && graph->weight[u][v] > 0)
                related[u] = related[v] = true;
        }
    }
    double start = 0;
    for (size_t u = 0; u < graph->size; u++)
        start += related[u];
    for (size_t u = 0; u < graph->size; u++) {
        spread(graph, related, directed, u, way[u]);
        w->visits[u] = directed ? related[u] / start : leaving(graph, u) / all;
    }
    for (unsigned i = 0; directed && i < 2000; i++) {
        double next[DENSE_MOST] = {0};
        for (size_t u = 0; u < graph->size; u++) {
            for (size_t v = 0; v < graph->size; v++)
                next[v] += w->visits[u] * way[u][v];
        }
        memcpy(w->visits, next, sizeof next);
    }
    for (size_t u = 0; u < graph->size; u++) {
        for (size_t v = 0; v < graph->size; v++)
            w->steps[u][v] = w->visits[u] * way[u][v];
    }
}

static double plogp(double p)
{
    return p > 0 ? p * log2(p) : 0;
}

double oracle_code_length(const dense *graph,
                          bool directed,
                          const kith_id *group)
{
    static walk w;
    dense without = *graph; /* self-relations */
    double exits[DENSE_MOST] = {0};
    double within[DENSE_MOST] = {0};
    double all = 0;
    double bits = 0;
    double weight = 0;
    for (size_t u = 0; u < graph->size; u++) {
        without.weight[u][u] = without.relations[u][u] = 0;
        weight += leaving(&without, u);
    }
    if (!(weight > 0))
        return (double)NAN;
    go_for_long(&without, directed, &w);
    for (size_t u = 0; u < graph->size; u++) {
        within[group[u]] += w.visits[u];
        bits -= plogp(w.visits[u]);
        for (size_t v = 0; v < graph->size; v++)
            exits[group[u]] += group[u] == group[v] ? 0 : w.steps[u][v];
    }
    for (size_t g = 0; g < graph->size; g++) {
        all += exits[g];
        bits += plogp(exits[g] + within[g]) - 2 * plogp(exits[g]);
    }
    return bits + plogp(all);
}
