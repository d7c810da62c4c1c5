/* Adjacency for queries: both directions, each node's links in order of type,
 * then of neighbour, then of relation, so that a type is one range and a pair
 * of nodes is found by bisection.
 *
 * Method: links are put in their nodes' ranges by counting, in order of
 * relation; then each range is sorted. Most ranges are short. O(E + Σ d log d).
 */
#include "query/session.h"

#include <stdlib.h>
#include <string.h>

/* A link while it is sorted: type and neighbour, then the relation. */
typedef struct link {
    uint64_t key;
    kith_id relation;
} link;

static int by_key(const void *a, const void *b)
{
    const link *x = a;
    const link *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->relation > y->relation) - (x->relation < y->relation);
}

static void sort_links(link *links, size_t count)
{
    if (count > 24) {
        qsort(links, count, sizeof *links, by_key);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        const link moved = links[i];
        size_t j = i;
        for (; j > 0 && by_key(&links[j - 1], &moved) > 0; j--)
            links[j] = links[j - 1];
        links[j] = moved;
    }
}

/* Both ends of a relation as it is looked at from one direction. */
typedef struct ends {
    const kith_id *from;
    const kith_id *to;
} ends;

static bool is_double(const kith_graph *graph, const ends *e, kith_id r)
{
    return e->from[r] != e->to[r] && !kith_graph_relation_directed(graph, r);
}

static void count_links(const kith_graph *graph, const ends *e, uint32_t *first)
{
    const size_t size = kith_graph_entity_count(graph);
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        first[e->from[r] + 2]++;
        if (is_double(graph, e, r))
            first[e->to[r] + 2]++;
    }
    for (size_t v = 2; v < size + 2; v++)
        first[v] += first[v - 1];
}

static void place_links(const kith_graph *graph,
                        const ends *e,
                        uint32_t *first,
                        link *links)
{
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const uint64_t type = (uint64_t)kith_graph_relation_type(graph, r)
                              << 32;
        links[first[e->from[r] + 1]++] = (link){type | e->to[r], r};
        if (is_double(graph, e, r))
            links[first[e->to[r] + 1]++] = (link){type | e->from[r], r};
    }
}

static bool build(kith_session *session, const ends *e, kith_links *out)
{
    const kith_graph *graph = session->graph;
    const size_t size = kith_graph_entity_count(graph);
    kith_heap *heap = &session->heap;
    kith_heap work = {.budget = heap->budget};
    uint32_t *first = KITH_HEAP_NEW(heap, uint32_t, size + 2);
    if (!first)
        return false;
    memset(first, 0, (size + 2) * sizeof *first);
    count_links(graph, e, first);
    const size_t count = first[size + 1];
    link *links = KITH_HEAP_NEW(&work, link, count);
    out->other = KITH_HEAP_NEW(heap, kith_id, count);
    out->relation = KITH_HEAP_NEW(heap, kith_id, count);
    out->type = KITH_HEAP_NEW(heap, uint16_t, count);
    const bool made = links && out->other && out->relation && out->type;
    if (made) {
        place_links(graph, e, first, links);
        for (size_t v = 0; v < size; v++)
            sort_links(links + first[v], first[v + 1] - first[v]);
        for (size_t i = 0; i < count; i++) {
            out->other[i] = (kith_id)links[i].key;
            out->type[i] = (uint16_t)(links[i].key >> 32);
            out->relation[i] = links[i].relation;
        }
        out->first = first;
    }
    kith_heap_free(&work);
    return made;
}

bool kith_session_mixed(kith_session *session)
{
    const kith_graph *graph = session->graph;
    for (kith_id r = 0;
         !session->looked && r < kith_graph_relation_count(graph); r++) {
        if (!kith_graph_relation_directed(graph, r)) {
            session->has_undirected = true;
            break;
        }
    }
    session->looked = true;
    return session->has_undirected;
}

kith_status kith_session_links(kith_session *session,
                               kith_direction way,
                               kith_error *err)
{
    const ends out = {kith_graph_sources(session->graph),
                      kith_graph_targets(session->graph)};
    const ends in = {out.to, out.from};
    (void)kith_session_mixed(session);
    if (way != KITH_IN && !session->out.first &&
        !build(session, &out, &session->out))
        return kith_heap_fail(&session->heap, err);
    if (way != KITH_OUT && !session->in.first &&
        !build(session, &in, &session->in))
        return kith_heap_fail(&session->heap, err);
    return KITH_OK;
}
