/* Shortest paths by walking every simple path. */
#include "ways.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TRIES = 20000 };

typedef struct {
    const way_question *question;
    way *out;
    size_t count;
    size_t tried;
    way now;
    bool on_way[WAY_MOST];
} attempt;

static int by_order(const void *left, const void *right)
{
    const way *a = left;
    const way *b = right;
    for (size_t i = 0; i <= a->length && i <= b->length; i++) {
        if (a->entities[i] != b->entities[i])
            return a->entities[i] < b->entities[i] ? -1 : 1;
    }
    for (size_t i = 0; i < a->length && i < b->length; i++) {
        if (a->relations[i] != b->relations[i])
            return a->relations[i] < b->relations[i] ? -1 : 1;
    }
    return 0;
}

static void keep(attempt *a)
{
    const double best = a->count ? a->out[0].weight : HUGE_VAL;
    const double near = 1e-12 * a->now.weight;
    if (a->now.weight > best + near)
        return;
    if (a->now.weight < best - near)
        a->count = 0;
    if (a->count < WAYS_MOST)
        a->out[a->count++] = a->now;
}

/* Where relation r leads from u, or KITH_NONE. */
static kith_id over(const way_question *q, kith_id r, kith_id u)
{
    const kith_relation relation = kith_graph_relation(q->graph, r);
    if (q->shut_types && q->shut_types[relation.type])
        return KITH_NONE;
    if (relation.source == u)
        return relation.target;
    if (relation.target == u && (!q->directed || !relation.directed))
        return relation.source;
    return KITH_NONE;
}

static void walk_from(attempt *a, kith_id u)
{
    const way_question *q = a->question;
    a->now.entities[a->now.length] = u;
    a->tried++;
    if (u == q->to) {
        keep(a);
        return;
    }
    a->on_way[u] = true;
    for (kith_id r = 0; r < kith_graph_relation_count(q->graph); r++) {
        const kith_id v = over(q, r, u);
        if (v == KITH_NONE || a->on_way[v] || a->tried > MOST_TRIES ||
            (v != q->to && q->shut_entities && q->shut_entities[v]))
            continue;
        const double before = a->now.weight;
        const double weight =
            q->weighted ? kith_graph_relation(q->graph, r).weight : 1;
        a->now.relations[a->now.length++] = r;
        a->now.weight += weight;
        walk_from(a, v);
        a->now.weight = before;
        a->now.length--;
    }
    a->on_way[u] = false;
}

size_t oracle_shortest_ways(const way_question *question, way *out)
{
    attempt a = {.question = question, .out = out};
    walk_from(&a, question->from);
    if (a.tried > MOST_TRIES || a.count == WAYS_MOST)
        return SIZE_MAX;
    qsort(out, a.count, sizeof *out, by_order);
    return a.count;
}
