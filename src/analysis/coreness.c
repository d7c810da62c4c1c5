/* Coreness: the largest k for which an entity belongs to a part of the graph in
 * which everyone has at least k neighbours within the part.
 *
 * Neighbours are counted once: directions are ignored, self-relations and
 * parallel relations left out. Normalising changes nothing. Agrees with
 * NetworkX and igraph on the simplified graph.
 *
 * Entities are taken away in order of the neighbours they have left; that
 * number is their coreness. They are kept sorted by it in one array, in which
 * an entity that loses a neighbour moves to the front of its class and so into
 * the next. Numbered by falling degree, they are sorted at the start, and those
 * that lose most stand together. Cost: O(V + E). Source: Batagelj and
 * Zaversnik, "An O(m) algorithm for cores decomposition of networks", 2003. */
#include "analysis/measures.h"
#include "base/alloc.h"
#include "base/error.h"
#include "graph/lists.h"

typedef struct {
    kith_lists lists;
    uint32_t *left;  /* neighbours that are left */
    kith_id *order;  /* entities by `left` */
    uint32_t *place; /* of an entity in order */
    uint32_t *begin; /* where the class with `left` = k begins in order */
} peeling;

static void clear(peeling *p)
{
    kith_release(p->left);
    kith_release(p->order);
    kith_release(p->place);
    kith_release(p->begin);
}

static kith_status init(peeling *p, kith_graph *graph, kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    const kith_status st = kith_graph_lists(graph, KITH_BOTH, &p->lists, err);
    if (st != KITH_OK)
        return st;
    p->left = KITH_NEW(uint32_t, count);
    p->order = KITH_NEW(kith_id, count);
    p->place = KITH_NEW(uint32_t, count);
    p->begin = KITH_NEW(uint32_t, count + 1);
    if (p->left && p->order && p->place && p->begin)
        return KITH_OK;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* Equal neighbours stand together. */
static void count_neighbours(peeling *p)
{
    const uint32_t *first = p->lists.first;
    const kith_id *neighbour = p->lists.neighbour;
    for (kith_id v = 0; v < p->lists.count; v++) {
        kith_id last = v;
        for (uint32_t i = first[v]; i < first[v + 1]; i++) {
            p->left[v] += neighbour[i] != last && neighbour[i] != v;
            last = neighbour[i];
        }
    }
}

static void sort(peeling *p)
{
    const size_t count = p->lists.count;
    for (kith_id v = 0; v < count; v++)
        p->begin[p->left[v] + 1]++; /* nobody has more than count - 1 */
    for (size_t k = 0; k < count; k++)
        p->begin[k + 1] += p->begin[k];
    for (kith_id v = 0; v < count; v++) {
        p->place[v] = p->begin[p->left[v]]++;
        p->order[p->place[v]] = v;
    }
    for (size_t k = count; k > 0; k--)
        p->begin[k] = p->begin[k - 1];
    p->begin[0] = 0;
}

/* Take a neighbour from v: v changes places with the first of its class, which
 * then begins after it. */
static void take_neighbour(peeling *p, kith_id v)
{
    const uint32_t to = p->begin[p->left[v]]++;
    const kith_id other = p->order[to];
    p->order[p->place[v]] = other;
    p->place[other] = p->place[v];
    p->order[to] = v;
    p->place[v] = to;
    p->left[v]--;
}

static void peel(peeling *p)
{
    const uint32_t *first = p->lists.first;
    for (uint32_t i = 0; i < p->lists.count; i++) {
        const kith_id v = p->order[i];
        kith_id last = v;
        p->begin[p->left[v]] = i + 1; /* those before are gone */
        for (uint32_t j = first[v]; j < first[v + 1]; j++) {
            const kith_id to = p->lists.neighbour[j];
            if (to != last && p->left[to] > p->left[v])
                take_neighbour(p, to);
            last = to;
        }
    }
}

kith_status kith_measure_coreness(kith_graph *graph,
                                  const kith_measure_options *options,
                                  double *score,
                                  kith_error *err)
{
    (void)options;
    peeling p = {0};
    const kith_status st = init(&p, graph, err);
    if (st == KITH_OK) {
        count_neighbours(&p);
        sort(&p);
        peel(&p);
        for (size_t v = 0; v < p.lists.count; v++)
            score[v] = p.left[p.lists.number[v]];
    }
    clear(&p);
    return st;
}
