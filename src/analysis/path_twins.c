/* Of relations between the same two entities one is enough to tell where a path
 * goes: the cheapest, and of equal ones the first. The others are shut.
 *
 * Where directions count, a relation without one leads both ways: of equal ones
 * it goes first, and it may be shut in one way only.
 *
 * Cost: O(V + E), 8 bytes an entity and one a relation. */
#include "analysis/path_twins.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

typedef struct {
    const kith_path_search *search;
    kith_id *from; /* by entity: whose list was looked at last */
    kith_id *best; /* by entity: the relation from there that leads to it */
    unsigned char *shut; /* by relation, kith_path_way */
} twins;

static bool is_better(const twins *t, kith_id a, kith_id b)
{
    const kith_graph *graph = t->search->graph;
    const double one = kith_path_cost_of(t->search, a);
    const double other = kith_path_cost_of(t->search, b);
    const bool directed = kith_graph_relation_directed(graph, a);
    if (one < other || one > other)
        return one < other;
    if (directed != kith_graph_relation_directed(graph, b))
        return !directed;
    return a < b;
}

/* Open the best relation from `u` to each of its neighbours. */
static void open_best(twins *t, kith_id u)
{
    const kith_adjacency *lists = &t->search->ahead;
    for (uint32_t i = lists->first[u]; i < lists->first[u + 1]; i++) {
        const kith_id v = lists->neighbour[i];
        const kith_id r = lists->relation[i];
        if (!kith_path_open(t->search, r, v))
            continue;
        if (t->from[v] != u || is_better(t, r, t->best[v]))
            t->best[v] = r;
        t->from[v] = u;
    }
    for (uint32_t i = lists->first[u]; i < lists->first[u + 1]; i++) {
        const kith_id v = lists->neighbour[i];
        if (t->from[v] != u)
            continue;
        const kith_id best = t->best[v];
        t->shut[best] &= kith_graph_targets(t->search->graph)[best] == v
                             ? (unsigned char)~KITH_SHUT_TO_TARGET
                             : (unsigned char)~KITH_SHUT_TO_SOURCE;
    }
}

kith_status kith_path_shut_twins(kith_path_search *search, kith_error *err)
{
    const size_t relations = kith_graph_relation_count(search->graph);
    kith_status st = KITH_OK;
    twins t = {
        .search = search,
        .from = KITH_NEW(kith_id, search->count),
        .best = KITH_NEW(kith_id, search->count),
        .shut = KITH_NEW(unsigned char, relations),
    };
    if (!t.from || !t.best || !t.shut) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    memset(t.shut, KITH_SHUT, relations);
    for (size_t e = 0; e < search->count; e++)
        t.from[e] = KITH_NONE;
    for (size_t e = 0; e < search->count; e++)
        open_best(&t, (kith_id)e);
    search->filter.shut_relations = t.shut;
    t.shut = NULL;
done:
    kith_release(t.from);
    kith_release(t.best);
    kith_release(t.shut);
    return st;
}
