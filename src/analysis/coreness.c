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
 * the next. Cost: O(V + E). Source: Batagelj and Zaversnik, "An O(m) algorithm
 * for cores decomposition of networks", 2003. */
#include "analysis/measures.h"
#include "base/alloc.h"
#include "base/error.h"

typedef struct {
    size_t count;
    uint32_t *first; /* simple adjacency, as in kith_adjacency */
    kith_id *neighbour;
    uint32_t *left;  /* neighbours that are left */
    kith_id *order;  /* entities by `left` */
    uint32_t *place; /* of an entity in order */
    uint32_t *begin; /* where the class with `left` = k begins in order; at
                        first used to find repeated neighbours */
} peeling;

static void clear(peeling *p)
{
    kith_release(p->first);
    kith_release(p->neighbour);
    kith_release(p->left);
    kith_release(p->order);
    kith_release(p->place);
    kith_release(p->begin);
}

static kith_status init(peeling *p,
                        const kith_adjacency *lists,
                        size_t count,
                        kith_error *err)
{
    *p = (peeling){
        .count = count,
        .first = KITH_NEW(uint32_t, count + 1),
        .neighbour = KITH_NEW(kith_id, lists->first[count]),
        .left = KITH_NEW(uint32_t, count),
        .order = KITH_NEW(kith_id, count),
        .place = KITH_NEW(uint32_t, count),
        .begin = KITH_NEW(uint32_t, count + 1),
    };
    if (p->first && p->neighbour && p->left && p->order && p->place && p->begin)
        return KITH_OK;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static void simplify(peeling *p, const kith_adjacency *lists)
{
    uint32_t *const seen_by = p->begin; /* entity + 1 */
    uint32_t used = 0;
    for (kith_id v = 0; v < p->count; v++) {
        seen_by[v] = v + 1;
        for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++) {
            const kith_id to = lists->neighbour[i];
            if (seen_by[to] != v + 1)
                p->neighbour[used++] = to;
            seen_by[to] = v + 1;
        }
        p->first[v + 1] = used;
        p->left[v] = used - p->first[v];
    }
}

static void sort(peeling *p)
{
    for (size_t k = 0; k <= p->count; k++)
        p->begin[k] = 0;
    for (kith_id v = 0; v < p->count; v++)
        p->begin[p->left[v] + 1]++; /* nobody has more than count - 1 */
    for (size_t k = 0; k < p->count; k++)
        p->begin[k + 1] += p->begin[k];
    for (kith_id v = 0; v < p->count; v++) {
        p->place[v] = p->begin[p->left[v]]++;
        p->order[p->place[v]] = v;
    }
    for (size_t k = p->count; k > 0; k--)
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

static void peel(peeling *p, double *score)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const kith_id v = p->order[i];
        score[v] = p->left[v];
        p->begin[p->left[v]] = i + 1; /* those before are gone */
        for (uint32_t j = p->first[v]; j < p->first[v + 1]; j++) {
            if (p->left[p->neighbour[j]] > p->left[v])
                take_neighbour(p, p->neighbour[j]);
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
    kith_adjacency lists = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_graph_adjacency(graph, KITH_BOTH, &lists, err), done);
    KITH_TRY(st, init(&p, &lists, kith_graph_entity_count(graph), err), done);
    simplify(&p, &lists);
    sort(&p);
    peel(&p, score);
done:
    clear(&p);
    return st;
}
