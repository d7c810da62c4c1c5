/* The only file that knows how igraph is told of a graph, and how it reports
 * failure. */
#include "graph/igraph_wall.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/store.h"

#include <stdio.h>

/* igraph hands the reason to the handler and only a code to the caller. */
static char reason_text[160];

static void keep_reason(const char *reason,
                        const char *file,
                        int line,
                        igraph_error_t code)
{
    (void)file;
    (void)line;
    if (reason && *reason) { /* each check on the way out raises again, "" */
        snprintf(reason_text, sizeof reason_text, "%s: %s",
                 igraph_strerror(code), reason);
    }
    IGRAPH_FINALLY_FREE();
}

void kith_igraph_enter(void)
{
    reason_text[0] = '\0';
    igraph_set_error_handler(keep_reason);
    igraph_set_warning_handler(igraph_warning_handler_ignore);
}

kith_status kith_from_igraph(igraph_error_t code, kith_error *err)
{
    if (code == IGRAPH_SUCCESS)
        return KITH_OK;
    if (code == IGRAPH_ENOMEM)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    return kith_fail(err, KITH_E_INTERNAL, "igraph: %s",
                     reason_text[0] ? reason_text : igraph_strerror(code));
}

static bool has_way_back(const kith_graph *graph, bool directed, size_t r)
{
    return directed && !kith_graph_relation_directed(graph, (kith_id)r);
}

static size_t edge_count(const kith_graph *graph, bool directed)
{
    size_t count = graph->relation_count;
    for (size_t r = 0; r < graph->relation_count; r++)
        count += has_way_back(graph, directed, r);
    return count;
}

static void put_ends(const kith_graph *graph,
                     bool directed,
                     igraph_vector_int_t *ends)
{
    igraph_integer_t *end = VECTOR(*ends);
    for (size_t r = 0; r < graph->relation_count; r++) {
        *end++ = graph->sources[r];
        *end++ = graph->targets[r];
    }
    for (size_t r = 0; r < graph->relation_count; r++) {
        if (has_way_back(graph, directed, r)) {
            *end++ = graph->targets[r];
            *end++ = graph->sources[r];
        }
    }
}

static void free_model(void *model)
{
    igraph_destroy(model);
    kith_release(model);
}

static kith_status build(const kith_graph *graph,
                         bool directed,
                         igraph_t **out,
                         kith_error *err)
{
    kith_status st = KITH_OK;
    igraph_vector_int_t ends = {0};
    igraph_t *model = KITH_NEW(igraph_t, 1);
    if (!model)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const size_t size = 2 * edge_count(graph, directed);
    KITH_TRY(st,
             kith_from_igraph(igraph_vector_int_init(&ends,
                                                     (igraph_integer_t)size),
                              err),
             done);
    put_ends(graph, directed, &ends);
    KITH_TRY(st,
             kith_from_igraph(
                 igraph_create(model, &ends,
                               (igraph_integer_t)graph->entity_count, directed),
                 err),
             done);
    *out = model;
    model = NULL;
done:
    igraph_vector_int_destroy(&ends);
    kith_release(model);
    return st;
}

kith_status kith_igraph_model(kith_graph *graph,
                              bool directed,
                              const igraph_t **out,
                              kith_error *err)
{
    *out = NULL;
    kith_igraph_enter();
    if (!graph->model[directed]) {
        igraph_t *model = NULL;
        const kith_status st = build(graph, directed, &model, err);
        if (st != KITH_OK)
            return st;
        graph->free_model = free_model;
        graph->model[directed] = model;
    }
    *out = graph->model[directed];
    return KITH_OK;
}

kith_status kith_igraph_weights(const kith_graph *graph,
                                bool directed,
                                igraph_vector_t *out,
                                kith_error *err)
{
    kith_igraph_enter();
    const kith_status st = kith_from_igraph(
        igraph_vector_init(out, (igraph_integer_t)edge_count(graph, directed)),
        err);
    if (st != KITH_OK)
        return st;
    igraph_real_t *weight = VECTOR(*out);
    for (size_t r = 0; r < graph->relation_count; r++)
        *weight++ = graph->weights ? graph->weights[r] : 1;
    for (size_t r = 0; r < graph->relation_count; r++) {
        if (has_way_back(graph, directed, r))
            *weight++ = graph->weights ? graph->weights[r] : 1;
    }
    return KITH_OK;
}
