/* What connects some entities: a tree for each part that holds together. The
 * quick method says which parts there are and what they cost at most; where it
 * can be afforded the exact one finds the least. */
#include "analysis/connect.h"

#include "analysis/path_list.h"
#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

enum { MOST_CONNECTED = 1000 };

/* One part, in flat arrays of the connection. */
typedef struct {
    kith_id *entities;
    size_t entity_count;
    size_t named_count;
    kith_step *steps;
    size_t step_count;
    double weight;
} part;

struct kith_connection {
    part *parts;
    size_t count;
    bool exact;
};

/* -- lists ---------------------------------------------------------------- */

kith_status kith_relation_list_add(kith_relation_list *list,
                                   kith_id relation,
                                   kith_error *err)
{
    if (list->count == list->room) {
        const size_t room = list->room ? 2 * list->room : 16;
        kith_id *items = kith_grow_array(list->items, room, sizeof *items);
        if (!items)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        list->items = items;
        list->room = room;
    }
    list->items[list->count++] = relation;
    return KITH_OK;
}

/* A relation as it is seen from one end. */
typedef struct {
    size_t
        owner; /* that end, by entity or by place; SIZE_MAX = past the last */
    kith_id neighbour;
    kith_id relation;
} hop;

static int by_owner(const void *left, const void *right)
{
    const hop *a = left;
    const hop *b = right;
    if (a->owner != b->owner)
        return a->owner < b->owner ? -1 : 1;
    if (a->neighbour != b->neighbour)
        return a->neighbour < b->neighbour ? -1 : 1;
    return (a->relation > b->relation) - (a->relation < b->relation);
}

/* The relations of a list from both ends, by owner and neighbour; NULL if out
 * of memory.
 *
 * @param place_of    by entity, + 1; NULL = owners are entities
 * @param[out] begin  by owner, `owners` of them: its first hop, or the end */
static hop *hops_make(const kith_relation_list *list,
                      const kith_graph *graph,
                      const uint32_t *place_of,
                      size_t *begin,
                      size_t owners)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    const size_t count = 2 * list->count;
    hop *hops = KITH_NEW(hop, count + 1);
    if (!hops)
        return NULL;
    for (size_t i = 0; i < list->count; i++) {
        const kith_id r = list->items[i];
        const kith_id u = sources[r];
        const kith_id v = targets[r];
        hops[2 * i] = (hop){place_of ? place_of[u] - 1 : u, v, r};
        hops[2 * i + 1] = (hop){place_of ? place_of[v] - 1 : v, u, r};
    }
    hops[count].owner = SIZE_MAX;
    qsort(hops, count, sizeof *hops, by_owner);
    for (size_t i = 0; i < owners; i++)
        begin[i] = count;
    for (size_t i = count; i-- > 0;)
        begin[hops[i].owner] = i;
    return hops;
}

/* -- tidying -------------------------------------------------------------- */

/* What one part is made of while it is put in order: entities are known by
 * their places, those that are named come first. */
typedef struct {
    const kith_path_search *search;
    uint32_t *place_of; /* by entity, + 1; 0 = not in this part */
    kith_id *entities;
    size_t count;
    size_t named_count;
    kith_relation_list relations;
    size_t *group;   /* by place, while the tree grows; then its relations, and
                        in the end the next hop to look at */
    size_t *hanging; /* by place: its relations that are left, by their places
                        in the list, XORed: of one, that place */
} workshop;

static void enter(workshop *w, kith_id e)
{
    if (w->place_of[e])
        return;
    w->entities[w->count++] = e;
    w->place_of[e] = (uint32_t)w->count;
}

static void enter_ends(workshop *w, kith_id r)
{
    enter(w, kith_graph_sources(w->search->graph)[r]);
    enter(w, kith_graph_targets(w->search->graph)[r]);
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
static kith_status gather(workshop *w, kith_error *err)
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

static size_t place(const workshop *w, kith_id e)
{
    return w->place_of[e] - 1;
}

/* Each step halves the way that is left for the next time. */
static size_t group_of(const workshop *w, size_t i)
{
    while (w->group[i] != i) {
        w->group[i] = w->group[w->group[i]];
        i = w->group[i];
    }
    return i;
}

/* Keep a least spanning tree of what was gathered (Kruskal). */
static kith_status span(workshop *w, kith_error *err)
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
static void turn(workshop *w, size_t i, size_t change)
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
static void prune(workshop *w)
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

/* -- putting in order ----------------------------------------------------- */

/* Walk the tree in depth from the first named entity, the lowest neighbours
 * first. */
static void walk(const workshop *w, part *out, const hop *hops, size_t *stack)
{
    const kith_graph *graph = w->search->graph;
    size_t depth = 0;
    for (size_t i = 0; i < w->named_count; i++)
        out->entities[out->entity_count++] = w->entities[i];
    stack[depth++] = 0;
    while (depth > 0) {
        const size_t at = stack[depth - 1];
        const hop *next = &hops[w->group[at]];
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

static kith_status put_in_order(const workshop *w, part *out, kith_error *err)
{
    size_t *stack = KITH_NEW(size_t, w->count);
    hop *hops = hops_make(&w->relations, w->search->graph, w->place_of,
                          w->group, w->count);
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

/* Make the part of the relations in w->relations. */
static kith_status finish(workshop *w, part *out, kith_error *err)
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

/* -- parts ---------------------------------------------------------------- */

typedef struct {
    kith_connection *out;
    const kith_path_search *search;
    const kith_id *named;
    size_t count;
    size_t *part_of;        /* by named entity: the lowest of its part */
    kith_relation_list all; /* of the quick method */
    hop *hops;              /* those by entity, */
    size_t *begin;          /* and where those of each begin */
    workshop workshop;
    kith_error *err;
} job;

/* The relations of the quick method that hang on what has been entered. */
static kith_status take_near(job *j)
{
    const kith_id *sources = kith_graph_sources(j->search->graph);
    workshop *w = &j->workshop;
    kith_status st = KITH_OK;
    for (size_t i = 0; i < w->count && st == KITH_OK; i++) {
        const kith_id e = w->entities[i];
        const hop *at = &j->hops[j->begin[e]];
        for (; at->owner == e && st == KITH_OK; at++) {
            enter(w, at->neighbour);
            if (sources[at->relation] == e)
                st =
                    kith_relation_list_add(&w->relations, at->relation, j->err);
        }
    }
    return st;
}

static void empty(workshop *w)
{
    for (size_t i = 0; i < w->count; i++)
        w->place_of[w->entities[i]] = 0;
    w->count = 0;
    w->named_count = 0;
    w->relations.count = 0;
}

static void enter_named(job *j, size_t first)
{
    for (size_t i = first; i < j->count; i++) {
        if (j->part_of[i] == first)
            enter(&j->workshop, j->named[i]);
    }
    j->workshop.named_count = j->workshop.count;
}

static void part_clear(part *p)
{
    kith_release(p->entities);
    kith_release(p->steps);
    *p = (part){0};
}

/* Try for a better tree than the one in `known`. */
static kith_status make_exact(job *j, size_t first, part *known)
{
    workshop *w = &j->workshop;
    kith_status st = KITH_OK;
    bool is_tried = false;
    part better = {0};
    if (known->named_count < 3)
        return KITH_OK;
    empty(w);
    enter_named(j, first);
    KITH_TRY(st,
             kith_connect_exactly(j->search, w->entities, w->named_count,
                                  known->weight, &w->relations, &is_tried,
                                  j->err),
             done);
    j->out->exact = j->out->exact && is_tried;
    if (w->relations.count == 0)
        goto done;
    KITH_TRY(st, finish(w, &better, j->err), done);
    if (better.weight < known->weight) {
        part_clear(known);
        *known = better;
        better = (part){0};
    }
done:
    part_clear(&better);
    return st;
}

static kith_status make_part(job *j, size_t first)
{
    part *new = &j->out->parts[j->out->count++];
    kith_status st = KITH_OK;
    empty(&j->workshop);
    enter_named(j, first);
    KITH_TRY(st, take_near(j), done);
    KITH_TRY(st, finish(&j->workshop, new, j->err), done);
    st = make_exact(j, first, new);
done:
    return st;
}

static kith_status make_parts(job *j)
{
    const size_t count = j->search->count;
    kith_status st = KITH_OK;
    workshop *w = &j->workshop;
    w->search = j->search;
    w->place_of = KITH_NEW(uint32_t, count);
    w->entities = KITH_NEW(kith_id, count);
    j->part_of = KITH_NEW(size_t, j->count);
    j->begin = KITH_NEW(size_t, count);
    j->out->parts = KITH_NEW(part, j->count);
    if (!w->place_of || !w->entities || !j->part_of || !j->begin ||
        !j->out->parts)
        return kith_fail(j->err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st,
             kith_connect_nearly(j->search, j->named, j->count, &j->all,
                                 j->part_of, j->err),
             done);
    j->hops = hops_make(&j->all, j->search->graph, NULL, j->begin, count);
    if (!j->hops)
        return kith_fail(j->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < j->count; i++) {
        if (j->part_of[i] == i)
            KITH_TRY(st, make_part(j, i), done);
    }
done:
    return st;
}

static void job_clear(job *j)
{
    kith_release(j->part_of);
    kith_release(j->all.items);
    kith_release(j->hops);
    kith_release(j->begin);
    kith_release(j->workshop.place_of);
    kith_release(j->workshop.entities);
    kith_release(j->workshop.relations.items);
}

/* -- the question --------------------------------------------------------- */

static kith_status check(size_t count,
                         const kith_path_options *o,
                         kith_error *err)
{
    if (count == 0) {
        return kith_fail(err, KITH_E_INVALID,
                         "nothing is named that could be connected");
    }
    if (count > MOST_CONNECTED) {
        return kith_fail(err, KITH_E_LIMIT,
                         "%zu entities to connect are more than %d", count,
                         MOST_CONNECTED);
    }
    if (o->directed || o->all || o->shortest || o->within || o->via_count) {
        return kith_fail(err, KITH_E_INVALID,
                         "what connects entities has no direction and no "
                         "ends");
    }
    if (o->avoid_hubs && o->cost == KITH_COST_DOUBT) {
        return kith_fail(err, KITH_E_INVALID,
                         "doubt and hubs cannot be added up");
    }
    return KITH_OK;
}

static size_t drop_repeated(const kith_id *named, size_t count, kith_id *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; k < kept; k++)
            known = known || out[k] == named[i];
        if (!known)
            out[kept++] = named[i];
    }
    return kept;
}

kith_status kith_connection_find(kith_connection **out,
                                 kith_graph *graph,
                                 const kith_id *named,
                                 size_t count,
                                 const kith_path_options *options,
                                 kith_error *err)
{
    static const kith_path_options defaults = {0};
    kith_status st = KITH_OK;
    kith_path_search search = {0};
    kith_id *different = NULL;
    job j = {.search = &search, .err = err};
    *out = NULL;
    if (!options)
        options = &defaults;
    KITH_TRY(st, check(count, options, err), done);
    different = KITH_NEW(kith_id, count);
    j.out = KITH_NEW(kith_connection, 1);
    if (!different || !j.out) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    j.out->exact = true;
    j.named = different;
    j.count = drop_repeated(named, count, different);
    KITH_TRY(st,
             kith_path_search_init(&search, graph, different, j.count, options,
                                   err),
             done);
    KITH_TRY(st, make_parts(&j), done);
    *out = j.out;
    j.out = NULL;
done:
    job_clear(&j);
    kith_connection_free(j.out);
    kith_path_search_clear(&search);
    kith_release(different);
    return st;
}

/* -- reading -------------------------------------------------------------- */

void kith_connection_free(kith_connection *connection)
{
    if (!connection)
        return;
    for (size_t i = 0; i < connection->count; i++)
        part_clear(&connection->parts[i]);
    kith_release(connection->parts);
    kith_release(connection);
}

size_t kith_connection_count(const kith_connection *connection)
{
    return connection->count;
}

bool kith_connection_exact(const kith_connection *connection)
{
    return connection->exact;
}

double kith_connection_weight(const kith_connection *connection, size_t i)
{
    return connection->parts[i].weight;
}

const kith_id *kith_connection_entities(const kith_connection *connection,
                                        size_t i,
                                        size_t *count)
{
    *count = connection->parts[i].entity_count;
    return connection->parts[i].entities;
}

size_t kith_connection_named(const kith_connection *connection, size_t i)
{
    return connection->parts[i].named_count;
}

const kith_step *kith_connection_steps(const kith_connection *connection,
                                       size_t i,
                                       size_t *count)
{
    *count = connection->parts[i].step_count;
    return connection->parts[i].steps;
}
