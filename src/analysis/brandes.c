/* Betweenness from one source, for weighted relations and for deep graphs.
 *
 * Vertices are reached in order of distance, breadth first or, with lengths, by
 * Dijkstra's search with a binary heap. Then, in that order, the arcs that end
 * shortest paths are found and paths counted; and backwards every vertex w
 * hands on to its predecessors v
 *
 *   delta[v] += paths[v] * (weight[w] + delta[w]) / paths[w]
 *
 * Sums of lengths that differ by less than 1e-10 of the larger are the same
 * length, as in igraph; which of two vertices comes first is by the sums as
 * they are, so that no path leads back.
 *
 * Cost: O(E), with lengths O(E log V).
 * Source: Brandes, "A faster algorithm for betweenness centrality", 2001. */
#include "analysis/brandes.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

static const double same_length = 1e-10;

kith_status kith_brandes_init(kith_brandes *brandes,
                              const kith_search_graph *graph,
                              double cutoff,
                              kith_error *err)
{
    const size_t count = graph->count;
    *brandes = (kith_brandes){
        .graph = graph,
        .cutoff = cutoff > 0 ? cutoff * (1 + same_length) : HUGE_VAL,
        .distance = KITH_NEW(double, count),
        .paths = KITH_NEW(double, count),
        .delta = KITH_NEW(double, count),
        .place = KITH_NEW(uint32_t, count),
        .order = KITH_NEW(kith_id, count),
        .ways = KITH_NEW(uint32_t, graph->in.first[count]),
        .ways_end = KITH_NEW(size_t, count + 1),
    };
    if (graph->in.length) {
        brandes->heap = KITH_NEW(uint32_t, count);
        brandes->heap_place = KITH_NEW(uint32_t, count);
    }
    if (!brandes->distance || !brandes->paths || !brandes->delta ||
        !brandes->place || !brandes->order || !brandes->ways ||
        !brandes->ways_end ||
        (graph->in.length && (!brandes->heap || !brandes->heap_place)))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t v = 0; v < count; v++)
        brandes->distance[v] = HUGE_VAL;
    return KITH_OK;
}

void kith_brandes_clear(kith_brandes *brandes)
{
    kith_release(brandes->distance);
    kith_release(brandes->paths);
    kith_release(brandes->delta);
    kith_release(brandes->place);
    kith_release(brandes->order);
    kith_release(brandes->ways);
    kith_release(brandes->ways_end);
    kith_release(brandes->heap);
    kith_release(brandes->heap_place);
    *brandes = (kith_brandes){0};
}

static void put_at(kith_brandes *b, size_t at, kith_id v)
{
    b->heap[at] = v;
    b->heap_place[v] = (uint32_t)at + 1;
}

/* Vertex v is new in the heap or has come nearer. */
static void heap_raise(kith_brandes *b, kith_id v)
{
    size_t at = b->heap_place[v] ? b->heap_place[v] - 1 : b->heap_size++;
    while (at > 0) {
        const size_t up = (at - 1) / 2;
        if (b->distance[b->heap[up]] <= b->distance[v])
            break;
        put_at(b, at, b->heap[up]);
        at = up;
    }
    put_at(b, at, v);
}

static kith_id heap_take(kith_brandes *b)
{
    const kith_id nearest = b->heap[0];
    b->heap_place[nearest] = 0;
    b->heap_size--;
    if (b->heap_size == 0)
        return nearest;
    const kith_id last = b->heap[b->heap_size];
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= b->heap_size)
            break;
        if (child + 1 < b->heap_size &&
            b->distance[b->heap[child + 1]] < b->distance[b->heap[child]])
            child++;
        if (b->distance[b->heap[child]] >= b->distance[last])
            break;
        put_at(b, at, b->heap[child]);
        at = child;
    }
    put_at(b, at, last);
    return nearest;
}

static void reach_by_length(kith_brandes *b, kith_id source)
{
    const kith_arcs *out = &b->graph->out;
    b->distance[source] = 0;
    heap_raise(b, source);
    while (b->heap_size > 0) {
        const kith_id v = heap_take(b);
        b->place[v] = (uint32_t)b->reached;
        b->order[b->reached++] = v;
        for (uint32_t i = out->first[v]; i < out->first[v + 1]; i++) {
            const kith_id to = out->neighbour[i];
            const double distance = b->distance[v] + out->length[i];
            if (distance < b->distance[to] && distance <= b->cutoff) {
                b->distance[to] = distance;
                heap_raise(b, to);
            }
        }
    }
}

static void reach_by_steps(kith_brandes *b, kith_id source)
{
    const kith_arcs *out = &b->graph->out;
    b->distance[source] = 0;
    b->order[b->reached++] = source;
    for (size_t begin = 0; begin < b->reached; begin++) {
        const kith_id v = b->order[begin];
        const double distance = b->distance[v] + 1;
        b->place[v] = (uint32_t)begin;
        if (distance > b->cutoff)
            continue;
        for (uint32_t i = out->first[v]; i < out->first[v + 1]; i++) {
            const kith_id to = out->neighbour[i];
            if (!isinf(b->distance[to]))
                continue;
            b->distance[to] = distance;
            b->order[b->reached++] = to;
        }
    }
}

/* Whether the arc at `place` of graph->in ends a shortest path to `to`. */
static bool is_way(const kith_brandes *b, kith_id to, uint32_t place)
{
    const kith_arcs *in = &b->graph->in;
    const kith_id from = in->neighbour[place];
    const double whole = b->distance[to];
    const double length = in->length ? in->length[place] : 1;
    return fabs(b->distance[from] + length - whole) <= same_length * whole &&
           b->place[from] < b->place[to];
}

static void count_paths(kith_brandes *b)
{
    const kith_arcs *in = &b->graph->in;
    size_t end = 0;
    b->paths[b->order[0]] = 1;
    b->ways_end[0] = 0;
    for (size_t i = 1; i < b->reached; i++) {
        const kith_id v = b->order[i];
        double paths = 0;
        for (uint32_t k = in->first[v]; k < in->first[v + 1]; k++) {
            if (!is_way(b, v, k))
                continue;
            b->ways[end++] = k;
            paths += b->paths[in->neighbour[k]];
        }
        b->ways_end[i] = end;
        b->paths[v] = paths;
        b->overflow |= isinf(paths);
    }
}

double kith_brandes_a_path(const kith_brandes *brandes, kith_id v)
{
    const double end = brandes->graph->weight[v] /
                       (brandes->scaled ? brandes->distance[v] : 1);
    return (end + brandes->delta[v]) / brandes->paths[v];
}

static void hand_back(kith_brandes *b)
{
    const kith_arcs *in = &b->graph->in;
    for (size_t i = 0; i < b->reached; i++)
        b->delta[b->order[i]] = 0;
    for (size_t i = b->reached; i-- > 1;) {
        const double a_path = kith_brandes_a_path(b, b->order[i]);
        for (size_t k = b->ways_end[i - 1]; k < b->ways_end[i]; k++) {
            const kith_id v = in->neighbour[b->ways[k]];
            b->delta[v] += b->paths[v] * a_path;
        }
    }
}

void kith_brandes_reach(kith_brandes *brandes, kith_id source)
{
    for (size_t i = 0; i < brandes->reached; i++)
        brandes->distance[brandes->order[i]] = HUGE_VAL;
    brandes->reached = 0;
    if (brandes->graph->out.length) {
        reach_by_length(brandes, source);
    } else {
        reach_by_steps(brandes, source);
    }
}

void kith_brandes_search(kith_brandes *brandes, kith_id source)
{
    kith_brandes_reach(brandes, source);
    count_paths(brandes);
    hand_back(brandes);
}
