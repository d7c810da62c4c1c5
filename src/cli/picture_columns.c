/* What a diagram shows beside the graph: sizes, groups and colours of its
 * entities, and the cards that several of them share. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/picture.h"

#include <kith/analysis.h>
#include <kith/export.h>

#include <string.h>

/* Entities up to which communities are boxed without being asked for: as many
 * as kith-draw puts into layers. */
#define MOST_CLUSTERED 40

/* Entities up to which colours tell types; in larger pictures those are noise.
 */
#define MOST_COLOURED_BY_TYPE 2000

static kith_status measure(kith_picture *p, unsigned row, double **values)
{
    kith_call *call = p->call;
    const kith_measure *by = &kith_measures()[row];
    *values = KITH_NEW(double, kith_graph_entity_count(call->graph));
    if (!*values)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    return kith_measure_run(by, call->graph, NULL, *values, &call->err);
}

static void group_by_type(kith_picture *p)
{
    const kith_graph *graph = p->call->graph;
    const size_t types = kith_graph_entity_type_count(graph);
    for (size_t e = 0; e < kith_graph_entity_count(graph); e++) {
        const kith_id type = kith_graph_entity_type(graph, (kith_id)e);
        p->group[e] = type == KITH_NONE ? (kith_id)types : type;
    }
    p->group_count = types + 1;
}

static kith_status find_groups(kith_call *call,
                               const char *method,
                               kith_id **group,
                               size_t *count)
{
    const size_t entities = kith_graph_entity_count(call->graph);
    const kith_group_options how = {.method = method};
    kith_groups *groups = NULL;
    *group = KITH_NEW(kith_id, entities);
    if (!*group)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    const kith_status st =
        kith_groups_find(&groups, call->graph, &how, &call->err);
    if (st != KITH_OK)
        return st;
    for (size_t e = 0; e < entities; e++)
        (*group)[e] = kith_groups_of(groups, (kith_id)e);
    *count = kith_groups_count(groups);
    kith_groups_free(groups);
    return KITH_OK;
}

/* What to cluster by, once it is known how large the diagram is. */
static kith_clustering clustering_of(const kith_picture *p)
{
    const kith_clustering wanted = (kith_clustering)p->call->settings.cluster;
    if (wanted != KITH_CLUSTER_AUTO)
        return wanted;
    const bool boxes = !strcmp(p->engine, "auto") ||
                       !strcmp(p->engine, "dot") || !strcmp(p->engine, "fdp");
    const bool is_small = kith_picture_size(p) <= MOST_CLUSTERED;
    return boxes && is_small ? KITH_CLUSTER_LEIDEN : KITH_CLUSTER_NONE;
}

static kith_status cluster(kith_picture *p)
{
    kith_call *call = p->call;
    const kith_clustering clustering = clustering_of(p);
    switch (clustering) {
    case KITH_CLUSTER_AUTO:
    case KITH_CLUSTER_NONE:
        return KITH_OK;
    case KITH_CLUSTER_TYPE:
        p->group_name = "types";
        p->group = KITH_NEW(kith_id, kith_graph_entity_count(call->graph));
        if (!p->group)
            return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        group_by_type(p);
        return KITH_OK;
    case KITH_CLUSTER_LEIDEN:
        p->group_name = "communities";
        return find_groups(call, "leiden", &p->group, &p->group_count);
    case KITH_CLUSTER_COMPONENTS:
        p->group_name = "connected parts";
        return find_groups(call, "components", &p->group, &p->group_count);
    }
    return KITH_E_INTERNAL;
}

/* What the colours are to tell; 0, as where nobody asked, is the type. */
static kith_status choose_colours(kith_picture *p)
{
    unsigned by = p->call->settings.color_by;
    if (by == KITH_COLOR_BY_AUTO) {
        by = kith_picture_size(p) > MOST_COLOURED_BY_TYPE ? KITH_COLOR_BY_GROUP
                                                          : KITH_COLOR_BY_TYPE;
    }
    if (by == KITH_COLOR_BY_GROUP) {
        return find_groups(p->call, "leiden", &p->community,
                           &p->community_count);
    }
    return by < KITH_COLOR_BY_MEASURE
               ? KITH_OK
               : measure(p, by - KITH_COLOR_BY_MEASURE, &p->shade);
}

kith_status kith_picture_collapse(kith_picture *picture)
{
    kith_call *call = picture->call;
    if (call->settings.collapse != KITH_COLLAPSE_LEAVES)
        return KITH_OK;
    picture->card = KITH_NEW(kith_id, kith_graph_entity_count(call->graph));
    if (!picture->card)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    return kith_leaves_find(call->graph, picture->strong_entities,
                            picture->card, &picture->hidden, &call->err);
}

size_t kith_picture_size(const kith_picture *picture)
{
    return kith_graph_entity_count(picture->call->graph) - picture->hidden;
}

kith_status kith_picture_prepare(kith_picture *picture)
{
    kith_status st = KITH_OK;
    KITH_TRY(st,
             measure(picture, picture->call->settings.size_by - 1,
                     &picture->score),
             done);
    KITH_TRY(st, choose_colours(picture), done);
    st = cluster(picture);
done:
    return st;
}

void kith_picture_free(kith_picture *picture)
{
    kith_release(picture->score);
    kith_release(picture->group);
    kith_release(picture->community);
    kith_release(picture->shade);
    kith_release(picture->card);
    kith_release(picture->x);
    kith_release(picture->y);
}
