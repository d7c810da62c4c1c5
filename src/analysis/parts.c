/* Connected parts of a graph: by union-find with directions ignored, and by
 * Tarjan's search ("Depth-first search and linear graph algorithms", 1972)
 * along directions, with a stack of its own because paths may be long. */
#include "analysis/parts.h"

#include "base/alloc.h"
#include "base/error.h"

/* Join the sets of a and b, both roots being replaced on the way up by lower
 * ids, so that the root of a set is its lowest member (Rem's algorithm, in
 * Dijkstra, "A Discipline of Programming", 1976). */
void kith_parts_join(kith_id *parent, kith_id a, kith_id b)
{
    while (parent[a] != parent[b]) {
        if (parent[a] < parent[b]) {
            const kith_id swap = a;
            a = b;
            b = swap;
        }
        const kith_id above = parent[a];
        parent[a] = parent[b];
        if (above == a)
            return;
        a = above;
    }
}

/* A parent is never above its child, so that it has its number already. */
size_t kith_parts_number(kith_id *parent, size_t count)
{
    size_t sets = 0;
    for (kith_id v = 0; v < count; v++)
        parent[v] = parent[v] == v ? (kith_id)sets++ : parent[parent[v]];
    return sets;
}

void kith_parts_sort(const kith_id *part,
                     size_t count,
                     size_t parts,
                     kith_id *members,
                     size_t *first)
{
    for (size_t v = 0; v < count; v++)
        first[part[v] + 1]++;
    for (size_t i = 0; i < parts; i++)
        first[i + 1] += first[i];
    for (kith_id v = 0; v < count; v++)
        members[first[part[v]]++] = v;
    for (size_t i = parts; i > 0; i--)
        first[i] = first[i - 1];
    first[0] = 0;
}

/* Fetching ahead takes a third off: relations come in no order of entities. */
size_t kith_components(const kith_graph *graph, kith_id *part)
{
    enum { AHEAD = 24 };
    const size_t count = kith_graph_entity_count(graph);
    const size_t relations = kith_graph_relation_count(graph);
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (kith_id v = 0; v < count; v++)
        part[v] = v;
    for (size_t r = 0; r < relations; r++) {
        const size_t next = r + AHEAD < relations ? r + AHEAD : r;
        __builtin_prefetch(&part[sources[next]]);
        __builtin_prefetch(&part[targets[next]]);
        kith_parts_join(part, sources[r], targets[r]);
    }
    return kith_parts_number(part, count);
}

typedef struct {
    const kith_adjacency *lists;
    const double *weights;
    kith_id *part;   /* KITH_NONE until the part is complete */
    uint32_t *order; /* of the visit, from 1; 0 = not visited */
    uint32_t *low;   /* lowest order of an open entity that is reached */
    uint32_t *place; /* next place in the list of an entity on the path */
    kith_id *path;   /* from the root to where the search stands */
    kith_id *open;   /* visited entities whose part is not complete */
    size_t path_size;
    size_t open_size;
    uint32_t visits;
    kith_id parts;
} search;

static void visit(search *s, kith_id v)
{
    s->order[v] = s->low[v] = ++s->visits;
    s->place[v] = s->lists->first[v];
    s->path[s->path_size++] = v;
    s->open[s->open_size++] = v;
}

static void lower(search *s, kith_id v, kith_id to)
{
    if (s->low[to] < s->low[v])
        s->low[v] = s->low[to];
}

static bool leads(const search *s, uint32_t place)
{
    const kith_id *relation = s->lists->relation;
    return !s->weights || s->weights[relation ? relation[place] : place] > 0;
}

/* Look at the next places of v; true if that led to one not yet visited. */
static bool advance(search *s, kith_id v)
{
    while (s->place[v] < s->lists->first[v + 1]) {
        const uint32_t place = s->place[v]++;
        const kith_id to = s->lists->neighbour[place];
        if (!leads(s, place))
            continue;
        if (s->order[to] == 0) {
            visit(s, to);
            return true;
        }
        if (s->part[to] == KITH_NONE)
            lower(s, v, to);
    }
    return false;
}

/* Everything below v is done. A part is complete at the entity of it that was
 * visited first, which no later one could lower. */
static void leave(search *s, kith_id v)
{
    s->path_size--;
    if (s->low[v] == s->order[v]) {
        kith_id member = KITH_NONE;
        while (member != v) {
            member = s->open[--s->open_size];
            s->part[member] = s->parts;
        }
        s->parts++;
    } else if (s->path_size > 0) {
        lower(s, s->path[s->path_size - 1], v);
    }
}

static void search_from(search *s, kith_id root)
{
    visit(s, root);
    while (s->path_size > 0) {
        const kith_id v = s->path[s->path_size - 1];
        if (!advance(s, v))
            leave(s, v);
    }
}

kith_status kith_strong_parts(const kith_adjacency *lists,
                              size_t count,
                              const double *weights,
                              kith_id *part,
                              size_t *parts,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    search s = {
        .lists = lists,
        .weights = weights,
        .part = part,
        .order = KITH_NEW(uint32_t, count),
        .low = KITH_NEW(uint32_t, count),
        .place = KITH_NEW(uint32_t, count),
        .path = KITH_NEW(kith_id, count),
        .open = KITH_NEW(kith_id, count),
    };
    if (!s.order || !s.low || !s.place || !s.path || !s.open) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    for (kith_id v = 0; v < count; v++)
        part[v] = KITH_NONE;
    for (kith_id v = 0; v < count; v++) {
        if (s.order[v] == 0)
            search_from(&s, v);
    }
    *parts = s.parts;
done:
    kith_release(s.order);
    kith_release(s.low);
    kith_release(s.place);
    kith_release(s.path);
    kith_release(s.open);
    return st;
}
