/* What lies between groups: the relations that join two of them, and the
 * entities that stand between. Self-relations count once, as in an adjacency.
 */
#include "analysis/group_methods.h"
#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

/* -- relations between groups -------------------------------------------- */

typedef struct {
    kith_id other;
    kith_id type;
} crossing;

static int by_ends(const void *left, const void *right)
{
    const crossing *a = left;
    const crossing *b = right;
    if (a->other != b->other)
        return a->other < b->other ? -1 : 1;
    return (a->type > b->type) - (a->type < b->type);
}

typedef struct {
    const kith_groups *groups;
    const kith_graph *graph;
    kith_adjacency lists;
    crossing *crossings; /* of the group at hand, to groups above it */
    size_t crossing_count;
    size_t crossing_room;
    kith_group_link *links;
    size_t count;
    size_t room;
} linking;

static bool add_crossing(linking *l, kith_id other, kith_id relation)
{
    crossing *crossings = kith_make_room(l->crossings, l->crossing_count,
                                         &l->crossing_room, sizeof *crossings);
    if (!crossings)
        return false;
    l->crossings = crossings;
    crossings[l->crossing_count++] =
        (crossing){other, kith_graph_relation_type(l->graph, relation)};
    return true;
}

/* Relations of group `g` with groups of higher numbers. */
static bool cross(linking *l, kith_id g)
{
    const kith_id *members = kith_groups_members(l->groups, g);
    l->crossing_count = 0;
    for (size_t m = 0; m < kith_groups_size(l->groups, g); m++) {
        const kith_id e = members[m];
        for (uint32_t i = l->lists.first[e]; i < l->lists.first[e + 1]; i++) {
            const kith_id other = l->groups->group[l->lists.neighbour[i]];
            if (other != KITH_NONE && other > g &&
                !add_crossing(l, other, l->lists.relation[i]))
                return false;
        }
    }
    if (l->crossing_count > 1)
        qsort(l->crossings, l->crossing_count, sizeof(crossing), by_ends);
    return true;
}

static bool add_link(linking *l, kith_group_link link)
{
    kith_group_link *links =
        kith_make_room(l->links, l->count, &l->room, sizeof *links);
    if (!links)
        return false;
    l->links = links;
    links[l->count++] = link;
    return true;
}

/* Count equal crossings; those between the same two groups stand together. */
static bool count_crossings(linking *l, kith_id g)
{
    for (size_t i = 0; i < l->crossing_count;) {
        const kith_id other = l->crossings[i].other;
        const size_t first = l->count;
        const size_t from = i;
        while (i < l->crossing_count && l->crossings[i].other == other) {
            const crossing *c = &l->crossings[i];
            size_t same = 0;
            while (i < l->crossing_count && !by_ends(c, &l->crossings[i])) {
                same++;
                i++;
            }
            if (!add_link(l, (kith_group_link){g, other, c->type, same, 0}))
                return false;
        }
        for (size_t k = first; k < l->count; k++)
            l->links[k].all = i - from;
    }
    return true;
}

/* A row with the name of its type, because qsort hands on nothing else. */
typedef struct {
    kith_group_link link;
    const char *type;
} named;

static int by_strength(const void *left, const void *right)
{
    const named *a = left;
    const named *b = right;
    if (a->link.all != b->link.all)
        return a->link.all > b->link.all ? -1 : 1;
    if (a->link.group != b->link.group)
        return a->link.group < b->link.group ? -1 : 1;
    if (a->link.other != b->link.other)
        return a->link.other < b->link.other ? -1 : 1;
    if (a->link.relations != b->link.relations)
        return a->link.relations > b->link.relations ? -1 : 1;
    return strcmp(a->type, b->type);
}

static kith_status sort_links(linking *l, kith_error *err)
{
    named *rows = KITH_NEW(named, l->count);
    if (!rows)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < l->count; i++) {
        const kith_id type = l->links[i].type;
        rows[i] =
            (named){l->links[i], kith_graph_relation_type_name(l->graph, type)};
    }
    qsort(rows, l->count, sizeof *rows, by_strength);
    for (size_t i = 0; i < l->count; i++)
        l->links[i] = rows[i].link;
    kith_release(rows);
    return KITH_OK;
}

kith_status kith_groups_links(const kith_groups *groups,
                              kith_graph *graph,
                              kith_group_link **out,
                              size_t *count,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    linking l = {.groups = groups, .graph = graph};
    *out = NULL;
    *count = 0;
    if (groups->overlapping)
        return KITH_OK;
    KITH_TRY(st, kith_graph_adjacency(graph, KITH_BOTH, &l.lists, err), done);
    for (kith_id g = 0; g < groups->count; g++) {
        if (!cross(&l, g) || !count_crossings(&l, g)) {
            st = kith_fail(err, KITH_E_MEMORY, "out of memory");
            goto done;
        }
    }
    KITH_TRY(st, sort_links(&l, err), done);
    *out = l.links;
    *count = l.count;
    l.links = NULL;
done:
    kith_release(l.crossings);
    kith_release(l.links);
    return st;
}

/* -- entities between groups --------------------------------------------- */

typedef struct {
    kith_broker broker;
    kith_id rank; /* by id */
} ranked;

static int by_reach(const void *left, const void *right)
{
    const ranked *a = left;
    const ranked *b = right;
    if (a->broker.groups != b->broker.groups)
        return a->broker.groups > b->broker.groups ? -1 : 1;
    if (a->broker.outside != b->broker.outside)
        return a->broker.outside > b->broker.outside ? -1 : 1;
    return (a->rank > b->rank) - (a->rank < b->rank);
}

/* `seen` holds, by group, the last entity that reached it, + 1. */
static kith_broker look_around(const kith_groups *groups,
                               const kith_adjacency *lists,
                               kith_id e,
                               kith_id *seen)
{
    kith_broker broker = {.entity = e};
    const kith_id own = groups->group[e];
    for (uint32_t i = lists->first[e]; i < lists->first[e + 1]; i++) {
        const kith_id group = groups->group[lists->neighbour[i]];
        if (group == KITH_NONE)
            continue;
        if (group == own) {
            broker.inside++;
            continue;
        }
        broker.outside++;
        broker.groups += seen[group] != e + 1;
        seen[group] = e + 1;
    }
    return broker;
}

kith_status kith_groups_brokers(const kith_groups *groups,
                                kith_graph *graph,
                                kith_broker **out,
                                size_t *count,
                                kith_error *err)
{
    kith_status st = KITH_OK;
    kith_adjacency lists = {0};
    ranked *rows = NULL;
    kith_id *seen = NULL;
    size_t used = 0;
    *out = NULL;
    *count = 0;
    if (groups->overlapping)
        return KITH_OK;
    rows = KITH_NEW(ranked, groups->entities);
    seen = KITH_NEW(kith_id, groups->count);
    if (!rows || !seen) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_graph_adjacency(graph, KITH_BOTH, &lists, err), done);
    for (size_t i = 0; i < groups->entities; i++) {
        const kith_id e = groups->order[i];
        if (groups->group[e] == KITH_NONE)
            continue;
        const kith_broker broker = look_around(groups, &lists, e, seen);
        if (broker.groups > 0)
            rows[used++] = (ranked){broker, (kith_id)i};
    }
    qsort(rows, used, sizeof *rows, by_reach);
    *out = KITH_NEW(kith_broker, used);
    if (!*out) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    for (size_t i = 0; i < used; i++)
        (*out)[i] = rows[i].broker;
    *count = used;
done:
    kith_release(rows);
    kith_release(seen);
    return st;
}
