/* Graphs for testing, put together from an edge list. */
#include "random_graph.h"

#include "../test.h"
#include "graph/make_graph.h"

#include <stdio.h>
#include <stdlib.h>

kith_graph *graph_of(size_t entities, const edge *edges, size_t count)
{
    char source[16];
    char target[16];
    kith_graph *graph = make_graph();
    for (unsigned i = 0; i < entities; i++) {
        snprintf(source, sizeof source, "e%u", i);
        (void)make_entity(graph, source, i % 2 ? "odd" : "even", NULL);
    }
    for (size_t r = 0; r < count; r++) {
        snprintf(source, sizeof source, "e%u", (unsigned)edges[r].source);
        snprintf(target, sizeof target, "e%u", (unsigned)edges[r].target);
        (void)make_relation(graph, source, r % 3 == 2 ? "blue" : "red", target);
        if (edges[r].undirected)
            make_undirected(graph);
        if (edges[r].weight != 0)
            make_weight(graph, edges[r].weight < 0 ? 0 : edges[r].weight);
    }
    return graph;
}

void graph_done(kith_graph *graph)
{
    kith_graph_free(graph);
}

bool has_zero_weight(const kith_graph *graph)
{
    const double *weights = kith_graph_weights(graph);
    for (size_t r = 0; weights && r < kith_graph_relation_count(graph); r++) {
        if (weights[r] <= 0)
            return true;
    }
    return false;
}

/* SplitMix64. */
uint32_t random_below(uint64_t *state, uint32_t below)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ z >> 31) % below);
}

/* Numbers below `count` in random order, to be freed by the caller. */
static kith_id *permutation(size_t count, uint64_t *state)
{
    kith_id *order = calloc(count + 1, sizeof *order);
    for (kith_id i = 0; order && i < count; i++) {
        const uint32_t at = random_below(state, i + 1);
        order[i] = order[at];
        order[at] = i;
    }
    return order;
}

kith_graph *shuffled(const kith_graph *graph, uint64_t seed)
{
    uint64_t state = seed;
    const size_t entities = kith_graph_entity_count(graph);
    const size_t relations = kith_graph_relation_count(graph);
    kith_id *first = permutation(entities, &state);
    kith_id *then = permutation(relations, &state);
    kith_graph *out = make_graph();
    for (size_t i = 0; first && i < entities; i++) {
        const kith_id type = kith_graph_entity_type(graph, first[i]);
        (void)make_entity(out, kith_graph_entity_id(graph, first[i]),
                          kith_graph_entity_type_name(graph, type), NULL);
    }
    for (size_t i = 0; then && i < relations; i++) {
        const kith_relation r = kith_graph_relation(graph, then[i]);
        (void)make_relation(out, kith_graph_entity_id(graph, r.source),
                            kith_graph_relation_type_name(graph, r.type),
                            kith_graph_entity_id(graph, r.target));
        if (!r.directed)
            make_undirected(out);
        if (kith_graph_weights(graph))
            make_weight(out, r.weight);
    }
    free(first);
    free(then);
    return out;
}

typedef enum {
    RANDOM = 0,
    PATH,
    CYCLE,
    STAR,
    BIPARTITE,
    CLIQUES,
    SHAPES
} shape;

static edge ends_of(shape kind, size_t r, size_t n, uint64_t *state)
{
    const uint32_t size = (uint32_t)n;
    const kith_id i = (kith_id)(r % n);
    const kith_id a = random_below(state, size);
    const kith_id b = random_below(state, size);
    const kith_id next = i + 1 < size ? i + 1 : 0;
    switch (kind) {
    case PATH:
        return (edge){next > 0 ? i : 0, next > 0 ? next : size - 1, false, 0};
    case CYCLE:
        return (edge){i, next, false, 0};
    case STAR:
        return (edge){random_below(state, 2) ? 0 : i, i ? i : next, false, 0};
    case BIPARTITE:
        return (edge){a, (b | 1u) < size ? (b | 1u) - (a & 1u) : a, false, 0};
    case CLIQUES:
        return (edge){a, (a < size / 2) == (b < size / 2) ? b : a, false, 0};
    case RANDOM:
    case SHAPES:
        break;
    }
    return (edge){a, b, false, 0};
}

static double weight_of(unsigned kind, uint64_t *state)
{
    switch (kind) {
    case 1:
        return 1 + random_below(state, 4);
    case 2:
        return 0.001 + random_below(state, 1000000) / 1e5;
    case 3: /* some of weight 0 */
        return (double)random_below(state, 4) - 1;
    default:
        return 0;
    }
}

static bool same_pair(edge a, edge b)
{
    return (a.source == b.source && a.target == b.target) ||
           (a.source == b.target && a.target == b.source);
}

kith_graph *random_graph(uint64_t seed)
{
    uint64_t state = seed * 7919;
    edge edges[64] = {0};
    if (seed < 3)
        return graph_of((size_t)seed, edges, 0);
    const size_t n = 1 + random_below(&state, 20);
    const size_t most = 1 + random_below(&state, 3 * (uint32_t)n);
    const shape kind = (shape)(seed % SHAPES);
    const unsigned directed =
        (unsigned)(seed / SHAPES % 3); /* all, none, some */
    const unsigned weights = random_below(&state, 4);
    const bool loops = random_below(&state, 2) != 0;
    const bool parallels = random_below(&state, 2) != 0;
    size_t count = 0;
    for (size_t r = 0; r < most; r++) {
        edge new = ends_of(kind, r, n, &state);
        bool repeated = false;
        for (size_t k = 0; k < count; k++)
            repeated |= same_pair(edges[k], new);
        if ((new.source == new.target && !loops) || (repeated && !parallels))
            continue;
        new.undirected =
            directed == 1 || (directed == 2 && random_below(&state, 2));
        new.weight = weight_of(weights, &state);
        edges[count++] = new;
    }
    return graph_of(n, edges, count);
}

/* Some thirty times as many relations at the first entities as at the last. */
static kith_id skewed_below(uint64_t *state, size_t below)
{
    const double share = random_below(state, 1 << 20) / 1048576.0;
    return (kith_id)(share * share * share * (double)below);
}

kith_graph *large_graph(size_t entities, size_t relations, uint64_t seed)
{
    uint64_t state = seed;
    edge *edges = calloc(relations, sizeof *edges);
    assert_non_null(edges);
    for (size_t r = 0; r < relations; r++) {
        edges[r] = (edge){
            .source = skewed_below(&state, entities),
            .target = skewed_below(&state, entities),
            .undirected = random_below(&state, 3) == 0,
            .weight = 1 + random_below(&state, 4),
        };
    }
    kith_graph *graph = graph_of(entities, edges, relations);
    free(edges);
    return graph;
}
