/* Relations that connect some entities become a least tree of them in an order
 * that does not depend on the records: all relations between the entities at
 * hand are gathered, the least spanning tree is kept, ends that nobody named
 * are cut off, and what is left is walked in depth. */
#include "analysis/connect_tree.h"

#include "analysis/path_list.h"
#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

void kith_tree_enter(kith_tree_workshop *w, kith_id e)
{
    if (w->place_of[e])
        return;
    w->entities[w->count++] = e;
    w->place_of[e] = (uint32_t)w->count;
}

static void enter_ends(kith_tree_workshop *w, kith_id r)
{
    kith_tree_enter(w, kith_graph_sources(w->search->graph)[r]);
    kith_tree_enter(w, kith_graph_targets(w->search->graph)[r]);
}

typedef struct {
    double cost;
    kith_id relation;
} priced;

static int by_cost(const void *left, const void *right)
{
    const priced *a = left;
    const priced *b = right;
    if (a->cost < b->cost || a->cost > b->cost)
        return a->cost < b->cost ? -1 : 1;
    return (a->relation > b->relation) - (a->relation < b->relation);
}

/* All relations between the entities of the part that may be used. */
static kith_status gather(kith_tree_workshop *w, kith_error *err)
{
    const kith_adjacency *lists = &w->search->ahead;
    w->relations.count = 0;
    for (size_t i = 0; i < w->count; i++) {
        const kith_id u = w->entities[i];
        for (uint32_t at = lists->first[u]; at < lists->first[u + 1]; at++) {
            const kith_id v = lists->neighbour[at];
            const kith_id r = lists->relation[at];
            /* each from the end that comes first */
            if (w->place_of[v] <= i + 1 || !kith_path_open(w->search, r, v))
                continue;
            const kith_status st =
                kith_relation_list_add(&w->relations, r, err);
            if (st != KITH_OK)
                return st;
        }
    }
    return KITH_OK;
}

static size_t place(const kith_tree_workshop *w, kith_id e)
{
    return w->place_of[e] - 1;
}

/* Each step halves the way that is left for the next time. */
static size_t group_of(const kith_tree_workshop *w, size_t i)
{
    while (w->group[i] != i) {
        w->group[i] = w->group[w->group[i]];
        i = w->group[i];
    }
    return i;
}

/* Keep a least spanning tree of what was gathered (Kruskal). */
static kith_status span(kith_tree_workshop *w, kith_error *err)
{
    const kith_id *sources = kith_graph_sources(w->search->graph);
    const kith_id *targets = kith_graph_targets(w->search->graph);
    const size_t count = w->relations.count;
    priced *all = KITH_NEW(priced, count);
    if (!all)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < count; i++) {
        const kith_id r = w->relations.items[i];
        all[i] = (priced){kith_path_cost_of(w->search, r), r};
    }
    if (count > 0)
        qsort(all, count, sizeof *all, by_cost);
    for (size_t i = 0; i < w->count; i++)
        w->group[i] = i;
    w->relations.count = 0;
    for (size_t i = 0; i < count; i++) {
        const kith_id r = all[i].relation;
        const size_t one = group_of(w, place(w, sources[r]));
        const size_t other = group_of(w, place(w, targets[r]));
        if (one == other)
            continue;
        w->group[one > other ? one : other] = one > other ? other : one;
        w->relations.items[w->relations.count++] = r;
    }
    kith_release(all);
    return KITH_OK;
}

/* Let go of a relation, by its place in the list, or take hold of it. */
static void turn(kith_tree_workshop *w, size_t i, size_t change)
{
    const kith_id r = w->relations.items[i];
    const size_t ends[] = {place(w, kith_graph_sources(w->search->graph)[r]),
                           place(w, kith_graph_targets(w->search->graph)[r])};
    for (size_t k = 0; k < 2; k++) {
        w->group[ends[k]] += change;
        w->hanging[ends[k]] ^= i;
    }
}

/* Cut off ends that nobody has named: each may make another end of what it hung
 * on. */
static void prune(kith_tree_workshop *w)
{
    const kith_id *sources = kith_graph_sources(w->search->graph);
    const kith_id *targets = kith_graph_targets(w->search->graph);
    size_t kept = 0;
    for (size_t i = 0; i < w->count; i++)
        w->group[i] = i < w->named_count ? 2 : 0;
    for (size_t i = 0; i < w->relations.count; i++)
        turn(w, i, 1);
    for (size_t i = w->named_count; i < w->count; i++) {
        for (size_t at = i; w->group[at] == 1;) {
            const size_t cut = w->hanging[at];
            kith_id *r = &w->relations.items[cut];
            const size_t source = place(w, sources[*r]);
            const size_t target = place(w, targets[*r]);
            turn(w, cut, SIZE_MAX); /* - 1 */
            *r = KITH_NONE;
            at = at == source ? target : source;
        }
    }
    for (size_t i = 0; i < w->relations.count; i++) {
        if (w->relations.items[i] != KITH_NONE)
            w->relations.items[kept++] = w->relations.items[i];
    }
    w->relations.count = kept;
}

/* Walk the tree in depth from the first named entity, the lowest neighbours
 * first. */
static void walk(const kith_tree_workshop *w,
                 kith_tree_part *out,
                 const kith_hop *hops,
                 size_t *stack)
{
    const kith_graph *graph = w->search->graph;
    size_t depth = 0;
    for (size_t i = 0; i < w->named_count; i++)
        out->entities[out->entity_count++] = w->entities[i];
    stack[depth++] = 0;
    while (depth > 0) {
        const size_t at = stack[depth - 1];
        const kith_hop *next = &hops[w->group[at]];
        if (next->owner != at) {
            depth--;
            continue;
        }
        w->group[at]++;
        const size_t to = place(w, next->neighbour);
        if (depth > 1 && to == stack[depth - 2])
            continue; /* in a tree there is no other way back */
        out->steps[out->step_count++] =
            kith_step_from(graph, next->relation, w->entities[at]);
        out->weight += kith_path_cost_of(w->search, next->relation);
        if (to >= w->named_count)
            out->entities[out->entity_count++] = next->neighbour;
        stack[depth++] = to;
    }
}

static kith_status put_in_order(const kith_tree_workshop *w,
                                kith_tree_part *out,
                                kith_error *err)
{
    size_t *stack = KITH_NEW(size_t, w->count);
    kith_hop *hops = kith_hops_make(&w->relations, w->search->graph,
                                    w->place_of, w->group, w->count);
    out->named_count = w->named_count;
    out->entities = KITH_NEW(kith_id, w->count);
    out->steps = KITH_NEW(kith_step, w->count);
    const bool room = stack && hops && out->entities && out->steps;
    if (room)
        walk(w, out, hops, stack);
    kith_release(stack);
    kith_release(hops);
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_tree_finish(kith_tree_workshop *w,
                             kith_tree_part *out,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < w->relations.count; i++)
        enter_ends(w, w->relations.items[i]);
    w->group = KITH_NEW(size_t, w->count);
    w->hanging = KITH_NEW(size_t, w->count);
    if (!w->group || !w->hanging) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, gather(w, err), done);
    KITH_TRY(st, span(w, err), done);
    prune(w);
    st = put_in_order(w, out, err);
done:
    kith_release(w->group);
    kith_release(w->hanging);
    w->group = NULL;
    w->hanging = NULL;
    return st;
}

void kith_tree_part_clear(kith_tree_part *p)
{
    kith_release(p->entities);
    kith_release(p->steps);
    *p = (kith_tree_part){0};
}
