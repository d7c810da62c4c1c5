/* Where a graph falls apart: one depth-first search with a stack of its own,
 * because paths may be long.
 *
 * low(v) is the earliest visited entity that the subtree of v reaches by one
 * relation that is not of the tree. A child c of v that reaches nothing before
 * v is parted from the rest without v; one that does not even reach v is parted
 * without the relation between them. Only the relation that led to c is left
 * out of the count, so that a second one beside it keeps the two together.
 *
 * Sources and cost are in the header. */
#include "base/alloc.h"
#include "base/error.h"

#include <kith/analysis.h>

#include <stdlib.h>
#include <string.h>

/* What is known of an entity during the search. */
typedef struct {
    uint32_t order; /* of the visit, from 1; 0 = not visited */
    uint32_t low;
    uint32_t place;   /* next place in its list */
    uint32_t size;    /* of its subtree */
    uint32_t over;    /* place in its parent's list that led here */
    uint32_t cut;     /* entities of its subtree that are parted without it */
    uint32_t largest; /* of the pieces that they form */
    uint32_t pieces;  /* that they form */
} visited;

typedef struct {
    kith_adjacency lists;
    visited *of;
    kith_id *path;      /* from the root to where the search stands */
    kith_id *component; /* entities of the component at hand, as visited */
    size_t depth;
    size_t size; /* of the component so far */
    uint32_t visits;
    kith_cuts *out;
    size_t point_room;
    size_t bridge_room;
} search;

static void visit(search *s, kith_id v, uint32_t over)
{
    s->of[v] = (visited){
        .order = ++s->visits,
        .low = s->visits,
        .place = s->lists.first[v],
        .size = 1,
        .over = over,
    };
    s->path[s->depth++] = v;
    s->component[s->size++] = v;
}

static bool add_bridge(search *s, kith_id relation, uint32_t size)
{
    kith_cuts *out = s->out;
    kith_bridge *bridges = kith_make_room(out->bridges, out->bridge_count,
                                          &s->bridge_room, sizeof *bridges);
    if (!bridges)
        return false;
    out->bridges = bridges;
    bridges[out->bridge_count++] = (kith_bridge){relation, size, 0};
    return true;
}

static bool add_point(search *s, kith_id e, size_t pieces, size_t cut_off)
{
    kith_cuts *out = s->out;
    kith_cut_point *points = kith_make_room(out->points, out->point_count,
                                            &s->point_room, sizeof *points);
    if (!points)
        return false;
    out->points = points;
    points[out->point_count++] = (kith_cut_point){e, pieces, cut_off, s->size};
    return true;
}

/* Look at the next places of v; true if that led to one not yet visited. */
static bool advance(search *s, kith_id v)
{
    visited *at = &s->of[v];
    while (at->place < s->lists.first[v + 1]) {
        const uint32_t place = at->place++;
        const kith_id to = s->lists.neighbour[place];
        const uint32_t over = at->over;
        if (s->of[to].order == 0) {
            visit(s, to, place);
            return true;
        }
        if (s->depth > 1 && s->lists.relation[place] == s->lists.relation[over])
            continue; /* back over the relation that led here */
        if (s->of[to].order < at->low)
            at->low = s->of[to].order;
    }
    return false;
}

/* Everything below v is done: say to its parent what hangs on it. */
static bool leave(search *s, kith_id v)
{
    const visited *child = &s->of[v];
    if (--s->depth == 0)
        return true;
    visited *parent = &s->of[s->path[s->depth - 1]];
    parent->size += child->size;
    if (child->low < parent->low)
        parent->low = child->low;
    if (child->low >= parent->order) {
        parent->cut += child->size;
        parent->pieces++;
        if (child->size > parent->largest)
            parent->largest = child->size;
    }
    return child->low <= parent->order ||
           add_bridge(s, s->lists.relation[child->over], child->size);
}

/* The component is complete, so that the size of the other piece is known. */
static bool close_component(search *s, size_t first_bridge)
{
    for (size_t b = first_bridge; b < s->out->bridge_count; b++) {
        kith_bridge *bridge = &s->out->bridges[b];
        const size_t other = s->size - bridge->cut_off;
        bridge->component = s->size;
        if (other < bridge->cut_off)
            bridge->cut_off = other;
    }
    for (size_t i = 0; i < s->size; i++) {
        const visited *at = &s->of[s->component[i]];
        const size_t rest = s->size - 1 - at->cut;
        const size_t pieces = at->pieces + (rest > 0);
        const size_t largest = rest > at->largest ? rest : at->largest;
        if (pieces > 1 &&
            !add_point(s, s->component[i], pieces, s->size - 1 - largest))
            return false;
    }
    return true;
}

static bool search_from(search *s, kith_id root)
{
    const size_t first_bridge = s->out->bridge_count;
    s->size = 0;
    visit(s, root, 0);
    while (s->depth > 0) {
        const kith_id v = s->path[s->depth - 1];
        if (!advance(s, v) && !leave(s, v))
            return false;
    }
    return close_component(s, first_bridge);
}

/* -- order --------------------------------------------------------------- */

/* Names beside what is sorted, because qsort hands on nothing else. */
typedef struct {
    size_t cut_off;
    const char *names[3]; /* ids of ends and the type, or NULL */
    union {
        kith_cut_point point;
        kith_bridge bridge;
    } row;
} sorted;

static int by_loss(const void *left, const void *right)
{
    const sorted *a = left;
    const sorted *b = right;
    if (a->cut_off != b->cut_off)
        return a->cut_off > b->cut_off ? -1 : 1;
    for (size_t i = 0; i < 3 && a->names[i]; i++) {
        const int order = strcmp(a->names[i], b->names[i]);
        if (order)
            return order;
    }
    return 0;
}

static kith_status sort_points(const kith_graph *graph,
                               kith_cuts *cuts,
                               kith_error *err)
{
    sorted *rows = KITH_NEW(sorted, cuts->point_count);
    if (!rows)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < cuts->point_count; i++) {
        rows[i].row.point = cuts->points[i];
        rows[i].cut_off = cuts->points[i].cut_off;
        rows[i].names[0] = kith_graph_entity_id(graph, cuts->points[i].entity);
    }
    qsort(rows, cuts->point_count, sizeof *rows, by_loss);
    for (size_t i = 0; i < cuts->point_count; i++)
        cuts->points[i] = rows[i].row.point;
    kith_release(rows);
    return KITH_OK;
}

static kith_status sort_bridges(const kith_graph *graph,
                                kith_cuts *cuts,
                                kith_error *err)
{
    sorted *rows = KITH_NEW(sorted, cuts->bridge_count);
    if (!rows)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < cuts->bridge_count; i++) {
        const kith_relation relation =
            kith_graph_relation(graph, cuts->bridges[i].relation);
        rows[i].row.bridge = cuts->bridges[i];
        rows[i].cut_off = cuts->bridges[i].cut_off;
        rows[i].names[0] = kith_graph_entity_id(graph, relation.source);
        rows[i].names[1] = kith_graph_entity_id(graph, relation.target);
        rows[i].names[2] = kith_graph_relation_type_name(graph, relation.type);
    }
    qsort(rows, cuts->bridge_count, sizeof *rows, by_loss);
    for (size_t i = 0; i < cuts->bridge_count; i++)
        cuts->bridges[i] = rows[i].row.bridge;
    kith_release(rows);
    return KITH_OK;
}

/* -- in public ----------------------------------------------------------- */

void kith_cuts_clear(kith_cuts *cuts)
{
    kith_release(cuts->points);
    kith_release(cuts->bridges);
    *cuts = (kith_cuts){0};
}

static kith_status look_everywhere(search *s, size_t count, kith_error *err)
{
    for (kith_id v = 0; v < count; v++) {
        if (s->of[v].order == 0 && !search_from(s, v))
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return KITH_OK;
}

kith_status kith_cuts_find(kith_cuts *out, kith_graph *graph, kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    kith_status st = KITH_OK;
    search s = {

        .of = KITH_NEW(visited, count),
        .path = KITH_NEW(kith_id, count),
        .component = KITH_NEW(kith_id, count),
        .out = out,
    };
    *out = (kith_cuts){0};
    if (!s.of || !s.path || !s.component) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_graph_adjacency(graph, KITH_BOTH, &s.lists, err), done);
    KITH_TRY(st, look_everywhere(&s, count, err), done);
    KITH_TRY(st, sort_points(graph, out, err), done);
    KITH_TRY(st, sort_bridges(graph, out, err), done);
done:
    kith_release(s.of);
    kith_release(s.path);
    kith_release(s.component);
    if (st != KITH_OK)
        kith_cuts_clear(out);
    return st;
}
