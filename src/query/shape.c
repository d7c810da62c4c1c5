/* What relations join. A relation that is not directed has each of its ends on
 * both sides, as in the links of a session. */
#include "query/shape.h"

#include "query/run.h"

#include <string.h>

/* Counters at most: types of relations times types of entities. */
#define MOST_COUNTERS ((size_t)1 << 22)

struct kith_shape {
    size_t types;    /* of entities */
    uint32_t *ends;  /* [(type of relation * 2 + side) * types + type] */
    uint32_t *links; /* [type of relation]: on either side */
};

/* Sides: the ends that relations come from, and those that they lead to. */
enum { SOURCE = 0, TARGET = 1 };

static void count_end(struct kith_shape *shape,
                      const kith_graph *graph,
                      size_t relation_type,
                      int side,
                      kith_id entity)
{
    uint32_t *ends =
        shape->ends + (relation_type * 2 + (size_t)side) * shape->types;
    const kith_id type = kith_graph_entity_type(graph, entity);
    kith_id more = KITH_NONE;
    if (type == KITH_NONE)
        return;
    ends[type]++;
    for (size_t i = 0;
         (more = kith_graph_entity_more_type(graph, entity, i)) != KITH_NONE;
         i++)
        ends[more]++;
}

static void count_all(struct kith_shape *shape, const kith_graph *graph)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_id type = kith_graph_relation_type(graph, r);
        count_end(shape, graph, type, SOURCE, sources[r]);
        count_end(shape, graph, type, TARGET, targets[r]);
        shape->links[type]++;
        if (sources[r] == targets[r] || kith_graph_relation_directed(graph, r))
            continue;
        count_end(shape, graph, type, SOURCE, targets[r]);
        count_end(shape, graph, type, TARGET, sources[r]);
        shape->links[type]++;
    }
}

kith_status kith_session_shape(kith_session *session, kith_error *err)
{
    const size_t relations = kith_graph_relation_type_count(session->graph);
    const size_t types = kith_graph_entity_type_count(session->graph);
    const size_t size = 2 * relations * types;
    if (session->shape || size > MOST_COUNTERS)
        return KITH_OK;
    kith_heap *heap = &session->heap;
    struct kith_shape *shape = KITH_HEAP_NEW(heap, struct kith_shape, 1);
    uint32_t *ends = KITH_HEAP_NEW(heap, uint32_t, size + 1);
    uint32_t *links = KITH_HEAP_NEW(heap, uint32_t, relations + 1);
    if (!shape || !ends || !links)
        return kith_heap_fail(heap, err);
    memset(ends, 0, size * sizeof *ends);
    memset(links, 0, relations * sizeof *links);
    *shape = (struct kith_shape){types, ends, links};
    count_all(shape, session->graph);
    session->shape = shape;
    return KITH_OK;
}

static double ends_of(const struct kith_shape *shape,
                      size_t relation_type,
                      int side,
                      kith_id type)
{
    return type == KITH_NONE
               ? shape->links[relation_type]
               : shape->ends[(relation_type * 2 + (size_t)side) * shape->types +
                             type];
}

double kith_shape_links(const kith_session *session,
                        const kith_labels *types,
                        kith_direction way,
                        kith_id from,
                        kith_id to)
{
    const struct kith_shape *shape = session->shape;
    double sum = 0;
    for (kith_id t = 0; t < kith_graph_relation_type_count(session->graph);
         t++) {
        if (!shape->links[t] || (types && !kith_is_of_types(types, t)))
            continue;
        if (way != KITH_IN)
            sum += ends_of(shape, t, SOURCE, from) *
                   ends_of(shape, t, TARGET, to) / shape->links[t];
        if (way != KITH_OUT)
            sum += ends_of(shape, t, TARGET, from) *
                   ends_of(shape, t, SOURCE, to) / shape->links[t];
    }
    return sum;
}

static bool has_all(const kith_session *session,
                    const kith_labels *types,
                    kith_direction way,
                    kith_id label)
{
    const struct kith_shape *shape = session->shape;
    for (kith_id t = 0; t < kith_graph_relation_type_count(session->graph);
         t++) {
        if (types && !kith_is_of_types(types, t))
            continue;
        if ((way != KITH_IN &&
             ends_of(shape, t, TARGET, label) < shape->links[t]) ||
            (way != KITH_OUT &&
             ends_of(shape, t, SOURCE, label) < shape->links[t]))
            return false;
    }
    return true;
}

bool kith_shape_implies(const kith_session *session,
                        const kith_labels *types,
                        kith_direction way,
                        const kith_labels *labels)
{
    if (!session->shape)
        return false;
    switch ((int)labels->kind) {
    case KITH_LABEL_NAME:
        return labels->type != KITH_NONE &&
               has_all(session, types, way, labels->type);
    case KITH_LABEL_AND:
        return kith_shape_implies(session, types, way, labels->left) &&
               kith_shape_implies(session, types, way, labels->right);
    case KITH_LABEL_OR:
        return kith_shape_implies(session, types, way, labels->left) ||
               kith_shape_implies(session, types, way, labels->right);
    default:
        return false;
    }
}
