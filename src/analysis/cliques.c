/* Maximal cliques as groups, which overlap: entities of whom each two are
 * related, in any direction, and whom nobody else could join.
 *
 * There may be 3^(V/3) of them; the search ends when one more than asked for
 * has been found. They are then sorted by falling size.
 *
 * Source: Eppstein, Löffler and Strash, "Listing all maximal cliques in sparse
 * graphs in near-optimal time", 2010, by igraph. */
#include "analysis/group_methods.h"
#include "analysis/network_model.h"
#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

enum { USUAL_LEAST = 3, USUAL_MOST = 1000 };

typedef struct {
    size_t first;
    size_t size;
    const kith_id *nodes; /* set when all are there */
} clique;

typedef struct {
    const kith_network_model *model;
    size_t most;
    clique *cliques;
    size_t count;
    size_t room;
    kith_id *nodes; /* of all cliques, one after the other */
    size_t used;
    size_t node_room;
    bool more;
    bool no_memory;
} search;

static int by_value(const void *left, const void *right)
{
    const kith_id a = *(const kith_id *)left;
    const kith_id b = *(const kith_id *)right;
    return (a > b) - (a < b);
}

static int by_size(const void *left, const void *right)
{
    const clique *a = left;
    const clique *b = right;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    for (size_t i = 0; i < a->size; i++) {
        if (a->nodes[i] != b->nodes[i])
            return a->nodes[i] < b->nodes[i] ? -1 : 1;
    }
    return 0;
}

static bool add_node(search *s, kith_id node)
{
    kith_id *nodes =
        kith_make_room(s->nodes, s->used, &s->node_room, sizeof *nodes);
    if (!nodes)
        return false;
    s->nodes = nodes;
    nodes[s->used++] = node;
    return true;
}

static bool add_clique(search *s, const igraph_vector_int_t *found)
{
    clique *cliques =
        kith_make_room(s->cliques, s->count, &s->room, sizeof *cliques);
    if (!cliques)
        return false;
    s->cliques = cliques;
    const size_t size = (size_t)igraph_vector_int_size(found);
    cliques[s->count++] = (clique){s->used, size, NULL};
    for (size_t i = 0; i < size; i++) {
        if (!add_node(s, s->model->node[VECTOR(*found)[i]]))
            return false;
    }
    qsort(s->nodes + s->used - size, size, sizeof *s->nodes, by_value);
    return true;
}

/* igraph calls this for every clique. */
static igraph_error_t take(const igraph_vector_int_t *found, void *context)
{
    search *s = context;
    if (s->count == s->most) {
        s->more = true;
        return IGRAPH_STOP;
    }
    s->no_memory = !add_clique(s, found);
    return s->no_memory ? IGRAPH_STOP : IGRAPH_SUCCESS;
}

static kith_status hand_over(search *s, kith_groups *groups, kith_error *err)
{
    groups->first = KITH_NEW(size_t, s->count + 2);
    groups->member = KITH_NEW(kith_id, s->used);
    if (!groups->first || !groups->member)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < s->count; i++)
        s->cliques[i].nodes = s->nodes + s->cliques[i].first;
    if (s->count > 1)
        qsort(s->cliques, s->count, sizeof *s->cliques, by_size);
    size_t used = 0;
    for (size_t i = 0; i < s->count; i++) {
        groups->first[i] = used;
        for (size_t k = 0; k < s->cliques[i].size; k++)
            groups->member[used++] = groups->order[s->cliques[i].nodes[k]];
    }
    groups->first[s->count] = used;
    groups->count = s->count;
    groups->figures.more = s->more;
    return KITH_OK;
}

kith_status kith_group_cliques(kith_graph *graph,
                               const kith_group_options *options,
                               kith_groups *groups,
                               kith_error *err)
{
    const uint32_t least = options->least > 0 ? options->least : USUAL_LEAST;
    search s = {.most = options->most > 0 ? options->most : USUAL_MOST};
    kith_network network = {0};
    kith_network_model model = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_group_network(&network, graph, options, groups, false, err),
             done);
    KITH_TRY(st, kith_network_model_make(&model, &network, false, false, err),
             done);
    s.model = &model;
    KITH_TRY(st,
             kith_from_igraph(igraph_maximal_cliques_callback(&model.graph,
                                                              take, &s, least,
                                                              0),
                              err),
             done);
    st = s.no_memory ? kith_fail(err, KITH_E_MEMORY, "out of memory")
                     : hand_over(&s, groups, err);
done:
    kith_network_clear(&network);
    kith_network_model_clear(&model);
    kith_release(s.cliques);
    kith_release(s.nodes);
    return st;
}
