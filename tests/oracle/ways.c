/* Paths by walking every simple one, trees by trying every set of entities. */
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
    bool all; /* not only the shortest */
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

static int by_length(const void *left, const void *right)
{
    const way *a = left;
    const way *b = right;
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return by_order(left, right);
}

static int by_cost(const void *left, const void *right)
{
    const way *a = left;
    const way *b = right;
    if (a->weight < b->weight || a->weight > b->weight)
        return a->weight < b->weight ? -1 : 1;
    return by_length(left, right);
}

static double cost_of(const way_question *q, kith_id r)
{
    const kith_relation relation = kith_graph_relation(q->graph, r);
    switch (q->cost) {
    case KITH_COST_DISTANCE:
        return relation.weight;
    case KITH_COST_STRENGTH:
        return 1 / relation.weight;
    case KITH_COST_DOUBT:
        return isnan(relation.confidence) ? 0 : fabs(log(relation.confidence));
    case KITH_COST_RELATIONS:
        break;
    }
    return 1;
}

static bool is_free(const way_question *q, kith_id e)
{
    bool named = e == q->from || e == q->to;
    for (size_t i = 0; i < q->via_count; i++)
        named |= q->via[i] == e;
    return named;
}

static double toll_of(const way_question *q, kith_id e)
{
    double degree = 0;
    for (kith_id r = 0; r < kith_graph_relation_count(q->graph); r++) {
        const kith_relation relation = kith_graph_relation(q->graph, r);
        degree += relation.source == e || relation.target == e;
    }
    return degree > 2 ? log2(degree / 2) : 0;
}

/* Whether the entities to pass stand on the way in their order. */
static bool passes(const attempt *a)
{
    const way_question *q = a->question;
    size_t passed = 0;
    for (size_t i = 0; i <= a->now.length && passed < q->via_count; i++)
        passed += a->now.entities[i] == q->via[passed];
    return passed == q->via_count;
}

static void keep(attempt *a)
{
    way this = a->now;
    for (size_t i = 1; a->question->hubs && i < this.length; i++) {
        if (!is_free(a->question, this.entities[i]))
            this.weight += toll_of(a->question, this.entities[i]);
    }
    const double best = a->count ? a->out[0].weight : HUGE_VAL;
    const double near = 1e-12 * this.weight;
    if (!passes(a) || !isfinite(this.weight))
        return;
    if (!a->all && this.weight > best + near)
        return;
    if (!a->all && this.weight < best - near)
        a->count = 0;
    if (a->count < WAYS_MOST)
        a->out[a->count++] = this;
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
    if (q->within && a->now.length == q->within)
        return;
    a->on_way[u] = true;
    for (kith_id r = 0; r < kith_graph_relation_count(q->graph); r++) {
        const kith_id v = over(q, r, u);
        if (v == KITH_NONE || a->on_way[v] || a->tried > MOST_TRIES ||
            (v != q->to && q->shut_entities && q->shut_entities[v]))
            continue;
        const double before = a->now.weight;
        a->now.relations[a->now.length++] = r;
        a->now.weight += cost_of(q, r);
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
    qsort(out, a.count, sizeof *out, by_length);
    return a.count;
}

size_t oracle_all_ways(const way_question *question, way *out)
{
    attempt a = {.question = question, .out = out, .all = true};
    walk_from(&a, question->from);
    if (a.tried > MOST_TRIES || a.count == WAYS_MOST)
        return SIZE_MAX;
    qsort(out, a.count, sizeof *out, by_cost);
    return a.count;
}

/* -- trees ---------------------------------------------------------------- */

/* Cost of a relation and of half of what its ends cost. */
static double edge_cost(const way_question *q,
                        kith_id r,
                        const double *half_tolls)
{
    const kith_relation relation = kith_graph_relation(q->graph, r);
    return cost_of(q, r) + half_tolls[relation.source] +
           half_tolls[relation.target];
}

/* Least spanning tree of the entities in `set`, by Prim's method. */
static double spanning_tree(const way_question *q,
                            uint32_t set,
                            kith_id first,
                            const double *half_tolls)
{
    uint32_t in = UINT32_C(1) << first;
    double sum = 0;
    while (in != set) {
        double best = HUGE_VAL;
        uint32_t next = 0;
        for (kith_id r = 0; r < kith_graph_relation_count(q->graph); r++) {
            const kith_relation relation = kith_graph_relation(q->graph, r);
            const uint32_t ends =
                UINT32_C(1) << relation.source | UINT32_C(1) << relation.target;
            const double cost = edge_cost(q, r, half_tolls);
            if ((ends & ~set) || !(ends & in) || !(ends & ~in) || cost >= best)
                continue;
            best = cost;
            next = ends;
        }
        if (!next)
            return HUGE_VAL;
        in |= next;
        sum += best;
    }
    return sum;
}

double oracle_least_tree(const way_question *question,
                         const kith_id *named,
                         size_t count)
{
    const uint32_t size = (uint32_t)kith_graph_entity_count(question->graph);
    double half_tolls[WAY_MOST] = {0};
    uint32_t wanted = 0;
    double best = HUGE_VAL;
    for (kith_id e = 0; question->hubs && e < size; e++)
        half_tolls[e] = toll_of(question, e) / 2;
    for (size_t i = 0; i < count; i++) {
        wanted |= UINT32_C(1) << named[i];
        half_tolls[named[i]] = 0;
    }
    for (uint32_t set = 0; set < UINT32_C(1) << size; set++) {
        if ((set & wanted) == wanted) {
            best =
                fmin(best, spanning_tree(question, set, named[0], half_tolls));
        }
    }
    return best;
}
