/* Renumbering of a graph for searches.
 *
 * Vertices are numbered by counting sort of degrees. Lists come out sorted when
 * they are filled by going through the vertices in order and putting each into
 * the lists of those that lead to it. Cost: O(V + E). */
#include "analysis/search_graph.h"

#include "analysis/trees.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

typedef struct {
    kith_search_graph *out;
    kith_adjacency ahead; /* of entities */
    kith_adjacency back;
    const double *weight; /* by entity, after folding; or NULL */
    const kith_search_graph_options *options;
    size_t entities;
    kith_id *vertex; /* by entity; KITH_NONE = left out */
    kith_id *entity; /* by vertex */
} renumbering;

/* Whether every relation goes both ways. */
static bool is_mutual(const kith_graph *graph)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        if (sources[r] != targets[r] && kith_graph_relation_directed(graph, r))
            return false;
    }
    return true;
}

static void *keep(kith_search_graph *graph, void *memory)
{
    size_t i = 0;
    while (graph->owned[i])
        i++;
    graph->owned[i] = memory;
    return memory;
}

static bool counts(const renumbering *r, kith_id v)
{
    return !r->weight || r->weight[v] > 0;
}

/* Whether the relation at a place in the lists of v becomes an arc. */
static bool leads(const renumbering *r,
                  const kith_adjacency *lists,
                  kith_id v,
                  uint32_t place)
{
    const double *lengths = r->options->lengths;
    const kith_id to = lists->neighbour[place];
    return to != v && counts(r, to) &&
           (!lengths || !isinf(lengths[lists->relation[place]]));
}

static size_t arcs_of(const renumbering *r,
                      const kith_adjacency *lists,
                      kith_id v)
{
    size_t arcs = 0;
    for (uint32_t i = lists->first[v]; i < lists->first[v + 1]; i++)
        arcs += leads(r, lists, v, i);
    return arcs;
}

static kith_status number(renumbering *r, kith_error *err)
{
    kith_status st = KITH_OK;
    const size_t n = r->entities;
    const bool mutual = r->ahead.first == r->back.first;
    size_t largest = 0;
    uint32_t *begin = NULL;
    uint32_t *degree = KITH_NEW(uint32_t, n);
    if (!degree)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id v = 0; v < n; v++) {
        if (!counts(r, v))
            continue;
        const size_t arcs =
            arcs_of(r, &r->ahead, v) + (mutual ? 0 : arcs_of(r, &r->back, v));
        degree[v] = (uint32_t)arcs;
        largest = degree[v] > largest ? degree[v] : largest;
    }
    begin = KITH_NEW(uint32_t, largest + 2);
    if (!begin) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    for (kith_id v = 0; v < n; v++)
        begin[largest - degree[v] + 1]++;
    for (size_t i = 0; i <= largest; i++)
        begin[i + 1] += begin[i];
    r->out->count = begin[largest];
    for (kith_id v = 0; v < n; v++) {
        const uint32_t place = begin[largest - degree[v]]++;
        r->vertex[v] = degree[v] > 0 ? place : KITH_NONE;
        if (degree[v] > 0)
            r->entity[place] = v;
    }
done:
    kith_release(degree);
    kith_release(begin);
    return st;
}

/* Lists being filled: next[v] is where the list of v goes on. */
typedef struct {
    uint32_t *next;
    kith_id *neighbour;
    kith_id *relation; /* or NULL */
    double *length;    /* or NULL */
} lists_out;

static kith_status make_lists(renumbering *r,
                              const kith_adjacency *from,
                              lists_out *lists,
                              kith_error *err)
{
    const size_t count = r->out->count;
    size_t arcs = 0;
    uint32_t *first = keep(r->out, KITH_NEW(uint32_t, count + 2));
    if (!first)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t v = 0; v < count; v++) {
        first[v + 2] = (uint32_t)arcs;
        arcs += arcs_of(r, from, r->entity[v]);
    }
    *lists = (lists_out){
        .next = first + 2,
        .neighbour = keep(r->out, KITH_NEW(kith_id, arcs)),
    };
    if (r->options->relations)
        lists->relation = keep(r->out, KITH_NEW(kith_id, arcs));
    if (r->options->lengths)
        lists->length = keep(r->out, KITH_NEW(double, arcs));
    if (!lists->neighbour || (r->options->relations && !lists->relation) ||
        (r->options->lengths && !lists->length))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    return KITH_OK;
}

/* The lists of `from`, renumbered, for which those of `to` lead the other way.
 */
static kith_status fill(renumbering *r,
                        const kith_adjacency *from,
                        const kith_adjacency *to,
                        kith_arcs *out,
                        kith_error *err)
{
    lists_out lists = {0};
    const kith_status st = make_lists(r, from, &lists, err);
    if (st != KITH_OK)
        return st;
    for (kith_id v = 0; v < r->out->count; v++) {
        const kith_id e = r->entity[v];
        for (uint32_t i = to->first[e]; i < to->first[e + 1]; i++) {
            if (!leads(r, to, e, i))
                continue;
            const uint32_t place = lists.next[r->vertex[to->neighbour[i]]]++;
            lists.neighbour[place] = v;
            if (lists.relation)
                lists.relation[place] = to->relation[i];
            if (lists.length)
                lists.length[place] = r->options->lengths[to->relation[i]];
        }
    }
    /* Each list has moved on to where the next one begins. */
    *out = (kith_arcs){lists.next - 1, lists.neighbour, lists.relation,
                       lists.length};
    return KITH_OK;
}

static kith_status fill_all(renumbering *r, kith_error *err)
{
    kith_search_graph *out = r->out;
    kith_status st = KITH_OK;
    double *weight = keep(out, KITH_NEW(double, out->count));
    if (!weight)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t v = 0; v < out->count; v++)
        weight[v] = r->weight ? r->weight[r->entity[v]] : 1;
    out->weight = weight;
    KITH_TRY(st, fill(r, &r->ahead, &r->back, &out->out, err), done);
    out->in = out->out;
    if (r->ahead.first != r->back.first)
        st = fill(r, &r->back, &r->ahead, &out->in, err);
done:
    return st;
}

kith_status kith_search_graph_init(kith_search_graph *out,
                                   kith_graph *graph,
                                   const kith_search_graph_options *options,
                                   kith_error *err)
{
    kith_status st = KITH_OK;
    kith_trees trees = {0};
    renumbering r = {
        .out = out,
        .options = options,
        .entities = kith_graph_entity_count(graph),
    };
    const bool mutual = options->undirected || is_mutual(graph);
    *out = (kith_search_graph){0};
    r.vertex = keep(out, KITH_NEW(kith_id, r.entities));
    if (r.vertex)
        r.entity = keep(out, KITH_NEW(kith_id, r.entities));
    if (!r.entity)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st,
             kith_graph_adjacency(graph, mutual ? KITH_BOTH : KITH_OUT,
                                  &r.ahead, err),
             done);
    KITH_TRY(st,
             kith_graph_adjacency(graph, mutual ? KITH_BOTH : KITH_IN, &r.back,
                                  err),
             done);
    if (mutual && options->fold) {
        KITH_TRY(st, kith_trees_fold(&trees, &r.ahead, r.entities, err), done);
        r.weight = trees.weight;
        out->score = keep(out, trees.score);
        trees.score = NULL;
    }
    out->entity = r.entity;
    out->vertex = r.vertex;
    KITH_TRY(st, number(&r, err), done);
    st = fill_all(&r, err);
done:
    kith_trees_clear(&trees);
    return st;
}

void kith_search_graph_clear(kith_search_graph *graph)
{
    for (size_t i = 0; i < sizeof graph->owned / sizeof *graph->owned; i++)
        kith_release(graph->owned[i]);
    *graph = (kith_search_graph){0};
}
