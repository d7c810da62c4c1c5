/* Groups that are large enough to be marked, and who they are named after, by
 * the rule of kith_groups_members(): the member with most relations inside the
 * group, of equals that with most relations, then by id. */
#include "export/cluster.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

#define LEAST_MEMBERS 3

/* A group while its members are counted. */
typedef struct group {
    size_t members;
    kith_id leader;
} group;

static void count_inside(uint32_t *inside,
                         const kith_graph *graph,
                         const kith_id *group_of)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (size_t r = 0; r < kith_graph_relation_count(graph); r++) {
        if (group_of[sources[r]] == group_of[targets[r]]) {
            inside[sources[r]]++;
            inside[targets[r]]++;
        }
    }
}

/* Whether `e` would rather be named than `other`. */
static bool is_ahead(const kith_graph *graph,
                     const uint32_t *degree,
                     const uint32_t *inside,
                     kith_id e,
                     kith_id other)
{
    if (inside[e] != inside[other])
        return inside[e] > inside[other];
    if (degree[e] != degree[other])
        return degree[e] > degree[other];
    return strcmp(kith_graph_entity_id(graph, e),
                  kith_graph_entity_id(graph, other)) < 0;
}

static void count_members(group *groups,
                          const kith_graph *graph,
                          const kith_id *group_of,
                          const uint32_t *degree,
                          const uint32_t *inside)
{
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        group *g = &groups[group_of[e]];
        const bool leads =
            g->members == 0 || is_ahead(graph, degree, inside, e, g->leader);
        g->leader = leads ? e : g->leader;
        g->members++;
    }
}

kith_status kith_clusters_make(kith_clusters *out,
                               const kith_graph *graph,
                               const kith_scene_options *options,
                               const uint32_t *degree,
                               kith_error *err)
{
    if (!options->group)
        return KITH_OK;
    uint32_t *inside = KITH_NEW(uint32_t, kith_graph_entity_count(graph));
    group *groups = KITH_NEW(group, options->group_count);
    out->leader = KITH_NEW(kith_id, options->group_count);
    out->members = KITH_NEW(size_t, options->group_count);
    out->of_group = KITH_NEW(kith_id, options->group_count);
    const bool room =
        inside && groups && out->leader && out->members && out->of_group;
    if (room) {
        count_inside(inside, graph, options->group);
        count_members(groups, graph, options->group, degree, inside);
        for (size_t i = 0; i < options->group_count; i++) {
            const bool marked = groups[i].members >= LEAST_MEMBERS;
            out->of_group[i] = marked ? (kith_id)out->count : KITH_NONE;
            if (!marked)
                continue;
            out->members[out->count] = groups[i].members;
            out->leader[out->count++] = groups[i].leader;
        }
    }
    kith_release(inside);
    kith_release(groups);
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_clusters_free(kith_clusters *clusters)
{
    kith_release(clusters->leader);
    kith_release(clusters->members);
    kith_release(clusters->of_group);
}
