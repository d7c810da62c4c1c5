/* Lists of neighbours for kernels, made from the ends of the relations.
 *
 * The lists are transposed once: to walk those of one direction in order and
 * hand every place to the list of the neighbour gives lists that rise. */
#include "graph/lists.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/scatter.h"

/* Blocks are as large as counting per block is to cost nothing beside, and in
 * smaller graphs as small as is worth a thread. */
enum { BLOCKS = 16, LEAST_IN_BLOCK = 1 << 15, MOST_IN_BLOCK = 1 << 20 };

typedef struct kith_list_store {
    kith_id *number;
    kith_id *entity;
    kith_csr *csr[3]; /* by kith_direction */
    bool symmetric;   /* every relation is undirected: all are csr[KITH_BOTH] */
} kith_list_store;

void kith_graph_forget_lists(kith_graph *graph)
{
    kith_list_store *store = graph->lists;
    if (!store)
        return;
    for (size_t way = 0; way < 3; way++)
        kith_csr_free(store->csr[way]);
    kith_release(store->number);
    kith_release(store->entity);
    kith_release(store);
    graph->lists = NULL;
}

/* -- numbering ------------------------------------------------------------- */

static bool all_undirected(const kith_graph *graph)
{
    for (kith_id r = 0; r < graph->relation_count; r++) {
        if (kith_is_directed(graph, r))
            return false;
    }
    return true;
}

/* Degrees from `most` on are not told apart: what matters is that entities of
 * few relations stand behind. */
static uint32_t class_of(uint32_t degree, uint32_t most)
{
    return degree < most ? most - degree : 0;
}

/* Sort entities by falling degree, by counting. */
static void number_entities(const kith_graph *graph,
                            kith_list_store *store,
                            uint32_t *degree,
                            uint32_t *begin)
{
    const size_t count = graph->entity_count;
    const uint32_t most = (uint32_t)count;
    for (size_t r = 0; r < graph->relation_count; r++) {
        degree[graph->sources[r]]++;
        degree[graph->targets[r]]++;
    }
    for (size_t v = 0; v < count; v++)
        begin[class_of(degree[v], most)]++;
    uint32_t sum = 0;
    for (size_t k = 0; k <= count; k++) {
        const uint32_t here = begin[k];
        begin[k] = sum;
        sum += here;
    }
    for (kith_id v = 0; v < count; v++) {
        const uint32_t number = begin[class_of(degree[v], most)]++;
        store->number[v] = number;
        store->entity[number] = v;
    }
}

static kith_status open_store(kith_graph *graph, kith_error *err)
{
    const size_t count = graph->entity_count;
    kith_list_store *store = KITH_NEW(kith_list_store, 1);
    uint32_t *degree = KITH_NEW(uint32_t, count);
    uint32_t *begin = KITH_NEW(uint32_t, count + 1);
    graph->lists = store;
    if (store) {
        store->number = KITH_NEW(kith_id, count);
        store->entity = KITH_NEW(kith_id, count);
    }
    const bool ready =
        degree && begin && store && store->number && store->entity;
    if (ready) {
        number_entities(graph, store, degree, begin);
        store->symmetric = all_undirected(graph);
    } else {
        kith_graph_forget_lists(graph);
    }
    kith_release(degree);
    kith_release(begin);
    return ready ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- lists ----------------------------------------------------------------- */

static size_t block_size(size_t count)
{
    const size_t size = count / BLOCKS + 1;
    if (size < LEAST_IN_BLOCK)
        return LEAST_IN_BLOCK;
    return size < MOST_IN_BLOCK ? size : MOST_IN_BLOCK;
}

typedef struct {
    const kith_graph *graph;
    const kith_id *number;
    kith_direction way;
    size_t in_block;
} ends;

typedef struct {
    const kith_csr *csr;
    size_t in_block;
} transposing;

static void see_relations(const kith_scatter *scatter,
                          size_t block,
                          uint32_t *places)
{
    const kith_scatter s = *scatter;
    const ends *e = s.context;
    const kith_graph *graph = e->graph;
    const kith_scatter_span span =
        kith_scatter_span_of(block, e->in_block, graph->relation_count);
    for (kith_id r = (kith_id)span.from; r < span.to; r++) {
        const kith_id source = e->number[graph->sources[r]];
        const kith_id target = e->number[graph->targets[r]];
        const bool both = e->way == KITH_BOTH || !kith_is_directed(graph, r);
        if (both || e->way == KITH_OUT)
            kith_scatter_see(&s, places, source, target, 0);
        if (both || e->way == KITH_IN)
            kith_scatter_see(&s, places, target, source, 0);
    }
}

/* The number whose list holds a place, or the next one that is not empty. */
static size_t list_at(const kith_csr *csr, size_t count, uint64_t place)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (csr->first[middle] < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void see_lists(const kith_scatter *scatter,
                      size_t block,
                      uint32_t *places)
{
    const kith_scatter s = *scatter;
    const transposing *t = s.context;
    const kith_csr *csr = t->csr;
    const size_t count = s.owners;
    const uint64_t from = (uint64_t)block * t->in_block;
    const size_t end =
        block + 1 < s.blocks ? list_at(csr, count, from + t->in_block) : count;
    for (size_t v = list_at(csr, count, from); v < end; v++) {
        for (uint32_t i = csr->first[v]; i < csr->first[v + 1]; i++)
            kith_scatter_see(&s, places, csr->neighbour[i], (kith_id)v, 0);
    }
}

static kith_status make_lists(const kith_graph *graph,
                              kith_direction way,
                              kith_csr **out,
                              kith_error *err)
{
    const kith_direction other = way == KITH_OUT  ? KITH_IN
                                 : way == KITH_IN ? KITH_OUT
                                                  : KITH_BOTH;
    kith_csr *transposed = NULL;
    const size_t relations = graph->relation_count;
    const ends e = {graph, graph->lists->number, other, block_size(relations)};
    kith_scatter scatter = {
        .owners = graph->entity_count,
        .blocks = relations / e.in_block + 1,
        .pairs_of = see_relations,
        .context = &e,
        .threads = graph->threads,
    };
    const kith_status st = kith_scatter_run(&scatter, &transposed, err);
    if (st != KITH_OK)
        return st;
    const size_t places = transposed->first[graph->entity_count];
    const transposing t = {transposed, block_size(places)};
    scatter = (kith_scatter){
        .owners = graph->entity_count,
        .blocks = places / t.in_block + 1,
        .pairs_of = see_lists,
        .context = &t,
        .threads = graph->threads,
        .spent = transposed,
    };
    return kith_scatter_run(&scatter, out, err);
}

kith_status kith_graph_lists(kith_graph *graph,
                             kith_direction way,
                             kith_lists *out,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    *out = (kith_lists){0};
    if (!graph->lists)
        KITH_TRY(st, open_store(graph, err), done);
    kith_list_store *store = graph->lists;
    kith_csr **csr = &store->csr[store->symmetric ? KITH_BOTH : way];
    if (!*csr)
        KITH_TRY(st, make_lists(graph, way, csr, err), done);
    *out = (kith_lists){
        .count = graph->entity_count,
        .number = store->number,
        .entity = store->entity,
        .first = (*csr)->first,
        .neighbour = (*csr)->neighbour,
    };
done:
    return st;
}

size_t kith_lists_related(const kith_lists *lists)
{
    size_t count = lists->count;
    while (count > 0 && lists->first[count - 1] == lists->first[count])
        count--;
    return count;
}
