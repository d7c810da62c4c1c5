/* What connects some entities: a tree for each part that holds together. The
 * quick method says which parts there are and what they cost at most; where it
 * can be afforded the exact one finds the least. */
#include "analysis/connect.h"

#include "analysis/connect_tree.h"
#include "base/alloc.h"
#include "base/error.h"

enum { MOST_CONNECTED = 1000 };

struct kith_connection {
    kith_tree_part *parts;
    size_t count;
    bool exact;
};

/* -- parts ---------------------------------------------------------------- */

typedef struct {
    kith_connection *out;
    const kith_path_search *search;
    const kith_id *named;
    size_t count;
    size_t *part_of;        /* by named entity: the lowest of its part */
    kith_relation_list all; /* of the quick method */
    kith_hop *hops;         /* those by entity, */
    size_t *begin;          /* and where those of each begin */
    kith_tree_workshop workshop;
    kith_error *err;
} job;

/* The relations of the quick method that hang on what has been entered. */
static kith_status take_near(job *j)
{
    const kith_id *sources = kith_graph_sources(j->search->graph);
    kith_tree_workshop *w = &j->workshop;
    kith_status st = KITH_OK;
    for (size_t i = 0; i < w->count && st == KITH_OK; i++) {
        const kith_id e = w->entities[i];
        const kith_hop *at = &j->hops[j->begin[e]];
        for (; at->owner == e && st == KITH_OK; at++) {
            kith_tree_enter(w, at->neighbour);
            if (sources[at->relation] == e)
                st =
                    kith_relation_list_add(&w->relations, at->relation, j->err);
        }
    }
    return st;
}

static void empty(kith_tree_workshop *w)
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
            kith_tree_enter(&j->workshop, j->named[i]);
    }
    j->workshop.named_count = j->workshop.count;
}

/* Try for a better tree than the one in `known`. */
static kith_status make_exact(job *j, size_t first, kith_tree_part *known)
{
    kith_tree_workshop *w = &j->workshop;
    kith_status st = KITH_OK;
    bool is_tried = false;
    kith_tree_part better = {0};
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
    KITH_TRY(st, kith_tree_finish(w, &better, j->err), done);
    if (better.weight < known->weight) {
        kith_tree_part_clear(known);
        *known = better;
        better = (kith_tree_part){0};
    }
done:
    kith_tree_part_clear(&better);
    return st;
}

static kith_status make_part(job *j, size_t first)
{
    kith_tree_part *new = &j->out->parts[j->out->count++];
    kith_status st = KITH_OK;
    empty(&j->workshop);
    enter_named(j, first);
    KITH_TRY(st, take_near(j), done);
    KITH_TRY(st, kith_tree_finish(&j->workshop, new, j->err), done);
    st = make_exact(j, first, new);
done:
    return st;
}

static kith_status make_parts(job *j)
{
    const size_t count = j->search->count;
    kith_status st = KITH_OK;
    kith_tree_workshop *w = &j->workshop;
    w->search = j->search;
    w->place_of = KITH_NEW(uint32_t, count);
    w->entities = KITH_NEW(kith_id, count);
    j->part_of = KITH_NEW(size_t, j->count);
    j->begin = KITH_NEW(size_t, count);
    j->out->parts = KITH_NEW(kith_tree_part, j->count);
    if (!w->place_of || !w->entities || !j->part_of || !j->begin ||
        !j->out->parts)
        return kith_fail(j->err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st,
             kith_connect_nearly(j->search, j->named, j->count, &j->all,
                                 j->part_of, j->err),
             done);
    j->hops = kith_hops_make(&j->all, j->search->graph, NULL, j->begin, count);
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
        kith_tree_part_clear(&connection->parts[i]);
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
