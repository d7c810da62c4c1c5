/* What relations join. A relation that is not directed has each of its ends on
 * both sides, as in the links of a session. */
#include "query/shape.h"

#include "graph/portion.h"
#include "query/run.h"

#include <string.h>

struct kith_shape {
    kith_census census; /* links and ends */
};

kith_status kith_session_shape(kith_session *session, kith_error *err)
{
    kith_census census = {
        .entity_types = kith_graph_entity_type_count(session->graph),
        .relation_types = kith_graph_relation_type_count(session->graph),
    };
    const size_t size = 2 * census.relation_types * census.entity_types;
    if (session->shape || !kith_census_has_ends(&census))
        return KITH_OK;
    kith_heap *heap = &session->heap;
    struct kith_shape *shape = KITH_HEAP_NEW(heap, struct kith_shape, 1);
    if (shape && session->graph->portion) {
        shape->census = session->graph->portion->census;
        session->shape = shape;
        return KITH_OK;
    }
    census.ends = KITH_HEAP_NEW(heap, uint32_t, size + 1);
    census.links = KITH_HEAP_NEW(heap, uint32_t, census.relation_types + 1);
    if (!shape || !census.ends || !census.links)
        return kith_heap_fail(heap, err);
    memset(census.ends, 0, size * sizeof *census.ends);
    memset(census.links, 0, census.relation_types * sizeof *census.links);
    kith_census_add_relations(&census, session->graph);
    shape->census = census;
    session->shape = shape;
    return KITH_OK;
}

static double ends_of(const kith_census *census,
                      size_t relation_type,
                      int end,
                      kith_id type)
{
    return type == KITH_NONE
               ? census->links[relation_type]
               : kith_census_ends(census, relation_type, end)[type];
}

double kith_shape_links(const kith_session *session,
                        const kith_labels *types,
                        kith_direction way,
                        kith_id from,
                        kith_id to)
{
    const kith_census *shape = &session->shape->census;
    double sum = 0;
    for (kith_id t = 0; t < kith_graph_relation_type_count(session->graph);
         t++) {
        if (!shape->links[t] || (types && !kith_is_of_types(types, t)))
            continue;
        if (way != KITH_IN)
            sum += ends_of(shape, t, KITH_CENSUS_SOURCE, from) *
                   ends_of(shape, t, KITH_CENSUS_TARGET, to) / shape->links[t];
        if (way != KITH_OUT)
            sum += ends_of(shape, t, KITH_CENSUS_TARGET, from) *
                   ends_of(shape, t, KITH_CENSUS_SOURCE, to) / shape->links[t];
    }
    return sum;
}

static bool has_all(const kith_session *session,
                    const kith_labels *types,
                    kith_direction way,
                    kith_id label)
{
    const kith_census *shape = &session->shape->census;
    for (kith_id t = 0; t < kith_graph_relation_type_count(session->graph);
         t++) {
        if (types && !kith_is_of_types(types, t))
            continue;
        if ((way != KITH_IN &&
             ends_of(shape, t, KITH_CENSUS_TARGET, label) < shape->links[t]) ||
            (way != KITH_OUT &&
             ends_of(shape, t, KITH_CENSUS_SOURCE, label) < shape->links[t]))
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
