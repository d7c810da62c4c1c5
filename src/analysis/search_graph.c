/* The lists of a graph for searches: its own, or renumbered ones.
 *
 * Vertices are numbered by counting sort of degrees. Lists come out sorted when
 * they are filled by going through the vertices in order and putting each into
 * the lists of those that lead to it. Threads do that each for a part of the
 * vertices, once it is counted how many each part puts into which list.
 * Cost: O(V + E). */
#include "analysis/search_graph.h"

#include "analysis/threads.h"
#include "analysis/trees.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"
#include "graph/lists.h"

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

static bool has_self_relations(const kith_graph *graph)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        if (sources[r] == targets[r])
            return true;
    }
    return false;
}

static void *keep(kith_search_graph *graph, void *memory)
{
    size_t i = 0;
    while (graph->owned[i])
        i++;
    graph->owned[i] = memory;
    return memory;
}

static bool is_vertex(const renumbering *r, kith_id v)
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
    return to != v && is_vertex(r, to) &&
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
        if (!is_vertex(r, v))
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

enum { PARTS = 8 /* at most */ };

/* Lists being filled with the vertices that have one of their list in `to`. */
typedef struct {
    const renumbering *r;
    const kith_adjacency *to;
    size_t parts;
    kith_id begin[PARTS + 1]; /* vertices of a part, and the end */
    uint32_t *next[PARTS];    /* by vertex: where its list goes on */
    kith_id *neighbour;
    kith_id *relation; /* or NULL */
    double *length;    /* or NULL */
} filling;

/* Parts that have the same number of places to go through. */
static void divide(filling *f)
{
    const renumbering *r = f->r;
    const double places = f->to->first[r->entities];
    uint64_t passed = 0;
    size_t part = 1;
    f->parts = kith_threads_wanted(r->options->threads, places);
    f->parts = f->parts < PARTS ? f->parts : PARTS;
    for (kith_id v = 0; v < r->out->count; v++) {
        const kith_id e = r->entity[v];
        const double share = (double)part * places / (double)f->parts;
        if (part < f->parts && (double)passed >= share)
            f->begin[part++] = v;
        passed += f->to->first[e + 1] - f->to->first[e];
    }
    for (; part <= f->parts; part++)
        f->begin[part] = (kith_id)r->out->count;
}

static void count_part(void *context, size_t part)
{
    filling *f = context;
    const renumbering *r = f->r;
    uint32_t *counts = f->next[part];
    for (kith_id v = f->begin[part]; v < f->begin[part + 1]; v++) {
        const kith_id e = r->entity[v];
        for (uint32_t i = f->to->first[e]; i < f->to->first[e + 1]; i++) {
            if (leads(r, f->to, e, i))
                counts[r->vertex[f->to->neighbour[i]]]++;
        }
    }
}

/* Where lists begin, and in them what each part puts there; all arcs. */
static size_t sum_up(filling *f, uint32_t *first)
{
    uint32_t arcs = 0;
    for (size_t v = 0; v < f->r->out->count; v++) {
        first[v] = arcs;
        for (size_t part = 0; part < f->parts; part++) {
            const uint32_t more = f->next[part][v];
            f->next[part][v] = arcs;
            arcs += more;
        }
    }
    first[f->r->out->count] = arcs;
    return arcs;
}

static void fill_part(void *context, size_t part)
{
    filling *f = context;
    const renumbering *r = f->r;
    uint32_t *next = f->next[part];
    for (kith_id v = f->begin[part]; v < f->begin[part + 1]; v++) {
        const kith_id e = r->entity[v];
        for (uint32_t i = f->to->first[e]; i < f->to->first[e + 1]; i++) {
            if (!leads(r, f->to, e, i))
                continue;
            const uint32_t place = next[r->vertex[f->to->neighbour[i]]]++;
            f->neighbour[place] = v;
            if (f->relation)
                f->relation[place] = f->to->relation[i];
            if (f->length)
                f->length[place] = r->options->lengths[f->to->relation[i]];
        }
    }
}

/* Whether there is room for so many arcs. */
static bool make_lists(filling *f, kith_pages *pages, size_t arcs)
{
    const kith_search_graph_options *options = f->r->options;
    const size_t lengths = options->lengths ? arcs * sizeof *f->length : 0;
    const size_t ids = arcs * sizeof(kith_id);
    void *data =
        kith_pages_fix(pages, lengths + (options->relations ? 2 : 1) * ids);
    if (!data)
        return false;
    f->neighbour = (void *)((char *)data + lengths);
    if (options->lengths)
        f->length = data;
    if (options->relations)
        f->relation = f->neighbour + arcs;
    return true;
}

/* The lists that lead the other way than those of `to`, renumbered. */
static kith_status fill(renumbering *r,
                        const kith_adjacency *to,
                        kith_arcs *out,
                        kith_pages *pages,
                        kith_error *err)
{
    filling f = {.r = r, .to = to};
    const size_t count = r->out->count;
    uint32_t *first = keep(r->out, KITH_NEW(uint32_t, count + 1));
    divide(&f);
    const unsigned threads = (unsigned)f.parts;
    bool room = first != NULL;
    for (size_t i = 0; i < f.parts && room; i++) {
        f.next[i] = KITH_NEW(uint32_t, count);
        room = f.next[i] != NULL;
    }
    if (room) {
        kith_par_run(f.parts, threads, count_part, &f);
        room = make_lists(&f, pages, sum_up(&f, first));
    }
    if (room)
        kith_par_run(f.parts, threads, fill_part, &f);
    for (size_t i = 0; i < f.parts; i++)
        kith_release(f.next[i]);
    *out = (kith_arcs){first, f.neighbour, f.relation, f.length};
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* Entities that each vertex stands for: one, but for what is folded. */
static bool weigh(kith_search_graph *out, const double *by_entity)
{
    double *weight = keep(out, KITH_NEW(double, out->count));
    for (size_t v = 0; v < out->count && weight; v++)
        weight[v] = by_entity ? by_entity[out->entity[v]] : 1;
    out->weight = weight;
    return weight != NULL;
}

static kith_status fill_all(renumbering *r, kith_error *err)
{
    kith_search_graph *out = r->out;
    kith_status st = KITH_OK;
    KITH_TRY(st, fill(r, &r->back, &out->out, &out->pages[0], err), done);
    out->in = out->out;
    if (r->ahead.first != r->back.first)
        st = fill(r, &r->ahead, &out->in, &out->pages[1], err);
done:
    return st;
}

static kith_status renumber(kith_search_graph *out,
                            kith_graph *graph,
                            const kith_search_graph_options *options,
                            bool mutual,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    kith_trees trees = {0};
    const size_t entities = kith_graph_entity_count(graph);
    renumbering r = {.out = out, .options = options, .entities = entities};
    out->vertex = r.vertex = keep(out, KITH_NEW(kith_id, entities));
    out->entity = r.entity = keep(out, KITH_NEW(kith_id, entities));
    if (!r.vertex || !r.entity)
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
        KITH_TRY(st, kith_trees_fold(&trees, &r.ahead, entities, err), done);
        r.weight = trees.weight;
        out->score = keep(out, trees.score);
        trees.score = NULL;
    }
    KITH_TRY(st, number(&r, err), done);
    if (!weigh(out, r.weight)) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    st = fill_all(&r, err);
done:
    kith_trees_clear(&trees);
    return st;
}

/* The lists that the graph keeps are as good where nothing is left out and
 * nothing is asked of relations. */
static kith_status borrow(kith_search_graph *out,
                          kith_graph *graph,
                          bool mutual,
                          kith_error *err)
{
    kith_lists ahead = {0};
    kith_lists back = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_graph_lists(graph, mutual ? KITH_BOTH : KITH_OUT, &ahead,
                              err),
             done);
    KITH_TRY(st,
             kith_graph_lists(graph, mutual ? KITH_BOTH : KITH_IN, &back, err),
             done);
    const size_t with_ahead = kith_lists_related(&ahead);
    const size_t with_back = kith_lists_related(&back);
    out->count = with_ahead > with_back ? with_ahead : with_back;
    out->entity = ahead.entity;
    out->vertex = ahead.number;
    out->out = (kith_arcs){.first = ahead.first, .neighbour = ahead.neighbour};
    out->in = (kith_arcs){.first = back.first, .neighbour = back.neighbour};
    if (!weigh(out, NULL))
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
done:
    return st;
}

kith_status kith_search_graph_init(kith_search_graph *out,
                                   kith_graph *graph,
                                   const kith_search_graph_options *options,
                                   kith_error *err)
{
    const bool mutual = options->undirected || is_mutual(graph);
    *out = (kith_search_graph){0};
    if (options->fold || options->relations || options->lengths ||
        has_self_relations(graph))
        return renumber(out, graph, options, mutual, err);
    return borrow(out, graph, mutual, err);
}

void kith_search_graph_clear(kith_search_graph *graph)
{
    for (size_t i = 0; i < sizeof graph->owned / sizeof *graph->owned; i++)
        kith_release(graph->owned[i]);
    kith_pages_free(&graph->pages[0]);
    kith_pages_free(&graph->pages[1]);
    *graph = (kith_search_graph){0};
}
