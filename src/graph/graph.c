/* The graph handle: what an entity and a relation are, read from flat arrays.
 */
#include "base/alloc.h"
#include "base/bisect.h"
#include "graph/portion.h"
#include "graph/reading.h"
#include "graph/store.h"

#include <math.h>
#include <string.h>

static void release_arrays(kith_graph *graph)
{
    void *const arrays[] = {
        graph->entity_ids,       graph->entity_names, graph->entity_types,
        graph->entity_origins,   graph->more_types,   graph->aliases,
        graph->sources,          graph->targets,      graph->relation_types,
        graph->relation_origins, graph->undirected,   graph->weights,
        graph->confidences,      graph->since,        graph->until,
    };
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        kith_release(arrays[i]);
}

void kith_graph_forget(kith_graph *graph)
{
    for (size_t way = 0; way < 3; way++) {
        kith_csr_free(graph->adjacency[way]);
        graph->adjacency[way] = NULL;
    }
    kith_graph_forget_lists(graph);
    for (size_t i = 0; i < 2; i++) {
        if (graph->model[i])
            graph->free_model(graph->model[i]);
        graph->model[i] = NULL;
    }
}

void kith_graph_free(kith_graph *graph)
{
    if (!graph)
        return;
    kith_graph_forget(graph);
    if (graph->portion)
        graph->portion->supply->close(graph->portion->supply->context);
    if (graph->parent) {
        release_arrays(graph);
    } else {
        kith_reading_free(graph->reading); /* the arrays are its pages */
    }
    kith_release(graph);
}

size_t kith_graph_entity_count(const kith_graph *graph)
{
    return graph->entity_count;
}

size_t kith_graph_relation_count(const kith_graph *graph)
{
    return graph->relation_count;
}

/* In a portion texts come when they are asked for. */
static void fetch_name(kith_portion *portion, kith_id e)
{
    kith_error err = {0};
    const kith_status st =
        portion->supply->name(portion->supply->context, e, &err);
    if (st == KITH_OK || portion->st != KITH_OK)
        return;
    portion->st = st;
    portion->err = err;
}

const char *kith_graph_entity_id(const kith_graph *graph, kith_id e)
{
    if (graph->portion && !graph->entity_ids[e])
        fetch_name(graph->portion, e);
    const char *id = kith_text_at(graph, graph->entity_ids[e]);
    return id ? id : ""; /* it could not be fetched, which is noted */
}

const char *kith_graph_entity_name(const kith_graph *graph, kith_id e)
{
    const char *id = kith_graph_entity_id(graph, e);
    const char *name = kith_text_at(graph, graph->entity_names[e]);
    return name && *name ? name : id;
}

static kith_id type_or_none(uint16_t type)
{
    return type == UINT16_MAX ? KITH_NONE : type;
}

kith_id kith_graph_entity_type(const kith_graph *graph, kith_id e)
{
    return type_or_none(graph->entity_types[e]);
}

/* First place in `extras` that belongs to `e` or to a later entity. */
static size_t first_extra(const kith_extra *extras, size_t count, kith_id e)
{
    return kith_lower_bound(extras, count, sizeof *extras,
                            offsetof(kith_extra, entity), e);
}

kith_id kith_graph_entity_more_type(const kith_graph *graph,
                                    kith_id e,
                                    size_t index)
{
    const size_t at =
        first_extra(graph->more_types, graph->more_type_count, e) + index;
    return at < graph->more_type_count && graph->more_types[at].entity == e
               ? graph->more_types[at].value
               : KITH_NONE;
}

bool kith_graph_entity_is(const kith_graph *graph, kith_id e, kith_id type)
{
    if (kith_graph_entity_type(graph, e) == type)
        return type != KITH_NONE;
    for (size_t i = 0;; i++) {
        const kith_id more = kith_graph_entity_more_type(graph, e, i);
        if (more == KITH_NONE || more == type)
            return more != KITH_NONE;
    }
}

const char *kith_graph_entity_alias(const kith_graph *graph,
                                    kith_id e,
                                    size_t index)
{
    const size_t at =
        first_extra(graph->aliases, graph->alias_count, e) + index;
    return at < graph->alias_count && graph->aliases[at].entity == e
               ? kith_text_at(graph, graph->aliases[at].value)
               : NULL;
}

size_t kith_graph_entity_type_count(const kith_graph *graph)
{
    return graph->entity_type_count;
}

const char *kith_graph_entity_type_name(const kith_graph *graph, kith_id type)
{
    return kith_text_at(graph, graph->entity_type_names[type]);
}

static kith_id name_among(const kith_graph *graph,
                          const kith_ref *names,
                          size_t count,
                          kith_text name)
{
    for (kith_id i = 0; i < count; i++) {
        const char *text = kith_text_at(graph, names[i]);
        if (strlen(text) == name.length &&
            !memcmp(text, name.data, name.length))
            return i;
    }
    return KITH_NONE;
}

kith_id kith_graph_entity_type_of(const kith_graph *graph, kith_text name)
{
    return name_among(graph, graph->entity_type_names, graph->entity_type_count,
                      name);
}

bool kith_graph_relation_directed(const kith_graph *graph, kith_id r)
{
    return kith_is_directed(graph, r);
}

kith_id kith_graph_relation_type(const kith_graph *graph, kith_id r)
{
    return graph->relation_types[r];
}

kith_relation kith_graph_relation(const kith_graph *graph, kith_id r)
{
    return (kith_relation){
        .source = graph->sources[r],
        .target = graph->targets[r],
        .type = graph->relation_types[r],
        .directed = kith_graph_relation_directed(graph, r),
        .weight = graph->weights ? graph->weights[r] : 1,
        .confidence = graph->confidences ? graph->confidences[r] : (double)NAN,
        .since = graph->since ? graph->since[r] : KITH_NO_DATE,
        .until = graph->until ? graph->until[r] : KITH_NO_DATE,
    };
}

const kith_id *kith_graph_sources(const kith_graph *graph)
{
    return graph->sources;
}

const kith_id *kith_graph_targets(const kith_graph *graph)
{
    return graph->targets;
}

const double *kith_graph_weights(const kith_graph *graph)
{
    return graph->weights;
}

size_t kith_graph_relation_type_count(const kith_graph *graph)
{
    return graph->relation_type_count;
}

const char *kith_graph_relation_type_name(const kith_graph *graph, kith_id type)
{
    return kith_text_at(graph, graph->relation_type_names[type]);
}

kith_id kith_graph_relation_type_of(const kith_graph *graph, kith_text name)
{
    return name_among(graph, graph->relation_type_names,
                      graph->relation_type_count, name);
}
