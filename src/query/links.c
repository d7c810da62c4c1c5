/* Adjacency for queries: both directions, each node's links in order of type,
 * then of neighbour, then of relation, so that a type is one range and a pair
 * of nodes is found by bisection.
 *
 * Method: links are put in their nodes' ranges in order of relation, see
 * graph/scatter.h; then each range is sorted, several threads sharing the
 * nodes. Most ranges are short, many in order already. O(E + Σ d log d).
 */
#include "base/alloc.h"
#include "base/par.h"
#include "graph/portion.h"
#include "graph/scatter.h"
#include "graph/store.h"
#include "query/session.h"

#include <string.h>

enum {
    RELATIONS_IN_BLOCK = 1 << 19,
    NODES_IN_BLOCK = 1 << 13,
    FEW = 24 /* links that are sorted by insertion */
};

/* A link while it is sorted: type and neighbour, then the relation. */
typedef struct link {
    uint64_t key;
    kith_id relation;
} link;

/* -- one range ----------------------------------------------------------- */

static bool is_before(const link *a, const link *b)
{
    return a->key < b->key || (a->key == b->key && a->relation < b->relation);
}

static void insert_all(link *links, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const link moved = links[i];
        size_t j = i;
        for (; j > 0 && is_before(&moved, &links[j - 1]); j--)
            links[j] = links[j - 1];
        links[j] = moved;
    }
}

static void merge(const link *a, size_t middle, size_t count, link *out)
{
    size_t left = 0;
    size_t right = middle;
    for (size_t i = 0; i < count; i++) {
        const bool first = right == count ||
                           (left < middle && !is_before(&a[right], &a[left]));
        out[i] = first ? a[left++] : a[right++];
    }
}

/* Runs of a few, then pairs of runs back and forth; the sorted links lie in
 * what is returned. */
static link *sort_links(link *links, size_t count, link *room)
{
    for (size_t at = 0; at < count; at += FEW)
        insert_all(links + at, count - at < FEW ? count - at : FEW);
    for (size_t run = FEW; run < count; run *= 2) {
        for (size_t at = 0; at < count; at += 2 * run) {
            const size_t left = count - at;
            merge(links + at, left < run ? left : run,
                  left < 2 * run ? left : 2 * run, room + at);
        }
        link *swap = links;
        links = room;
        room = swap;
    }
    return links;
}

/* -- all ranges ---------------------------------------------------------- */

typedef struct making {
    const kith_graph *graph;
    kith_direction way;
    const kith_csr *csr; /* links in order of relation */
    kith_links *out;
    size_t count;   /* of links */
    size_t longest; /* range */
    link *room;     /* two such ranges for each lane */
    size_t lanes;
} making;

/* A relation that is not directed stands at both its ends. */
static void see_relations(const kith_scatter *scatter,
                          size_t block,
                          uint32_t *places)
{
    const kith_scatter s = *scatter;
    const making *m = s.context;
    const bool out = m->way == KITH_OUT;
    const kith_id *from =
        out ? kith_graph_sources(m->graph) : kith_graph_targets(m->graph);
    const kith_id *to =
        out ? kith_graph_targets(m->graph) : kith_graph_sources(m->graph);
    const kith_scatter_span span =
        kith_scatter_span_of(block, RELATIONS_IN_BLOCK,
                             kith_graph_relation_count(m->graph));
    for (kith_id r = (kith_id)span.from; r < span.to; r++) {
        kith_scatter_see(&s, places, from[r], to[r], r);
        if (from[r] != to[r] && !kith_graph_relation_directed(m->graph, r))
            kith_scatter_see(&s, places, to[r], from[r], r);
    }
}

/* So many links before its turn the type of a relation is fetched. */
#define AHEAD 16

static void fill_range(const making *m, uint32_t first, size_t count, link *to)
{
    const uint16_t *types = m->graph->relation_types;
    const kith_id *neighbours = m->csr->neighbour + first;
    const kith_id *relations = m->csr->relation + first;
    const size_t left = m->count - first;
    for (size_t i = 0; i < count; i++) {
        if (i + AHEAD < left)
            __builtin_prefetch(&types[relations[i + AHEAD]]);
        to[i] = (link){(uint64_t)types[relations[i]] << 32 | neighbours[i],
                       relations[i]};
    }
}

static bool is_sorted(const link *links, size_t count)
{
    size_t i = 1;
    while (i < count && is_before(&links[i - 1], &links[i]))
        i++;
    return i >= count;
}

static void make_range(const making *m, kith_id v, link *room)
{
    const uint32_t first = m->csr->first[v];
    const size_t count = m->csr->first[v + 1] - first;
    link *links = room;
    fill_range(m, first, count, links);
    if (!is_sorted(links, count))
        links = sort_links(links, count, room + m->longest);
    for (size_t i = 0; i < count; i++) {
        m->out->other[first + i] = (kith_id)links[i].key;
        m->out->type[first + i] = (uint16_t)(links[i].key >> 32);
        m->out->relation[first + i] = links[i].relation;
    }
}

/* Blocks of nodes are shared out over lanes; each has room of its own. */
static void make_lane(void *context, size_t lane)
{
    const making *m = context;
    const size_t size = kith_graph_entity_count(m->graph);
    link *room = m->room + lane * 2 * m->longest;
    for (size_t block = lane; block * NODES_IN_BLOCK < size;
         block += m->lanes) {
        const kith_scatter_span span =
            kith_scatter_span_of(block, NODES_IN_BLOCK, size);
        for (kith_id v = (kith_id)span.from; v < span.to; v++)
            make_range(m, v, room);
    }
}

static bool make_ranges(making *m, kith_heap *heap)
{
    const size_t size = kith_graph_entity_count(m->graph);
    const size_t count = m->count = m->csr->first[size];
    kith_links *out = m->out;
    kith_heap work = {.budget = heap->budget};
    for (size_t v = 0; v < size; v++) {
        const size_t range = m->csr->first[v + 1] - m->csr->first[v];
        m->longest = range > m->longest ? range : m->longest;
    }
    m->lanes = kith_par_threads((double)count * 20);
    m->room = KITH_HEAP_NEW(&work, link, m->lanes * 2 * m->longest);
    uint32_t *first = KITH_HEAP_NEW(heap, uint32_t, size + 1);
    out->other = KITH_HEAP_NEW(heap, kith_id, count);
    out->relation = KITH_HEAP_NEW(heap, kith_id, count);
    out->type = KITH_HEAP_NEW(heap, uint16_t, count);
    const bool made =
        first && m->room && out->other && out->relation && out->type;
    if (made) {
        memcpy(first, m->csr->first, (size + 1) * sizeof *first);
        kith_par_run(m->lanes, (unsigned)m->lanes, make_lane, m);
        out->first = first;
    }
    kith_heap_free(&work);
    return made;
}

/* While the ranges are made there are two of them, and both count. */
static kith_status build(kith_session *session,
                         kith_direction way,
                         kith_links *out,
                         kith_error *err)
{
    making m = {.graph = session->graph, .way = way, .out = out};
    const size_t relations = kith_graph_relation_count(m.graph);
    const size_t pairs = session->has_undirected ? 2 * relations : relations;
    const size_t size = pairs * 2 * sizeof(kith_id);
    kith_csr *csr = NULL;
    kith_scatter scatter = {
        .owners = kith_graph_entity_count(m.graph),
        .blocks = relations / RELATIONS_IN_BLOCK + 1,
        .pairs_of = see_relations,
        .context = &m,
        .with_relations = true,
    };
    if (!kith_budget_take(session->heap.budget, size))
        return kith_heap_fail(&session->heap, err);
    kith_status st = kith_scatter_run(&scatter, &csr, err);
    m.csr = csr;
    if (st == KITH_OK && !make_ranges(&m, &session->heap))
        st = kith_heap_fail(&session->heap, err);
    kith_csr_free(csr);
    kith_budget_give(session->heap.budget, size);
    return st;
}

bool kith_session_mixed(kith_session *session)
{
    const kith_graph *graph = session->graph;
    if (graph->portion)
        session->has_undirected = graph->portion->census.undirected > 0;
    for (kith_id r = 0; !graph->portion && !session->looked &&
                        r < kith_graph_relation_count(graph);
         r++) {
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
    kith_status st = KITH_OK;
    (void)kith_session_mixed(session);
    if (way != KITH_IN && !session->out.first)
        st = build(session, KITH_OUT, &session->out, err);
    if (st == KITH_OK && way != KITH_OUT && !session->in.first)
        st = build(session, KITH_IN, &session->in, err);
    session->out.portion = session->in.portion = session->graph->portion;
    session->in.way = 1;
    return st;
}

bool kith_links_missing(const kith_links *links, kith_id node)
{
    return links->portion &&
           !kith_portion_has(links->portion, links->way, node);
}
