/* Paths and trees as a diagram: what is on them and nothing else, the ends and
 * the best way set off. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/drawing.h"
#include "cli/report.h"
#include "cli/route.h"

#include <string.h>

/* More than can be told apart; as many as `kith draw` takes. */
enum { MOST_ENTITIES = 20000 };

/* The place of `id` in a list that is in order. */
static size_t place_in(const kith_ids *list, kith_id id)
{
    size_t low = 0;
    for (size_t high = list->count; low + 1 < high;) {
        const size_t middle = low + (high - low) / 2;
        if (list->items[middle] <= id) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Ends, what is to be passed, and what is to be connected. */
static void mark_named(const kith_route *r,
                       const kith_ids *entities,
                       bool *strong)
{
    const kith_ids *ends = kith_route_connects(r) ? &r->named : &r->targets;
    for (size_t w = 0; w < kith_route_count(r) && !kith_route_connects(r); w++)
        strong[place_in(entities, kith_route_entity(r, w, 0))] = true;
    for (size_t i = 0; i < ends->count; i++) {
        const size_t place = place_in(entities, ends->items[i]);
        if (entities->items[place] == ends->items[i])
            strong[place] = true;
    }
    for (size_t i = 0; i < r->how.via_count; i++) {
        const size_t place = place_in(entities, r->how.via[i]);
        if (entities->items[place] == r->how.via[i])
            strong[place] = true;
    }
}

/* The best way to each target, where there are others beside it. */
static void mark_best(const kith_route *r,
                      const kith_ids *relations,
                      bool *strong)
{
    const size_t count = kith_route_count(r);
    kith_id last = KITH_NONE;
    for (size_t w = 0; w < count && count > 1 && !r->connection; w++) {
        const size_t length = kith_route_length(r, w);
        const kith_id target = kith_route_entity(r, w, length);
        for (size_t s = 0; s < length && target != last; s++) {
            const kith_id relation = kith_route_step(r, w, s).relation;
            strong[place_in(relations, relation)] = true;
        }
        last = target;
    }
}

/* Ways are read from left to right. Of a relation that is walked both ways the
 * first counts. */
static kith_status mark_turned(const kith_route *r,
                               const kith_ids *relations,
                               bool *turned)
{
    kith_call *call = r->call;
    bool *is_done = KITH_ARENA_NEW(&call->arena, bool, relations->count + 1);
    if (!is_done)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t w = 0; w < kith_route_count(r); w++) {
        for (size_t s = 0; s < kith_route_length(r, w); s++) {
            const kith_step step = kith_route_step(r, w, s);
            const size_t place = place_in(relations, step.relation);
            turned[place] = is_done[place] ? turned[place] : !step.forward;
            is_done[place] = true;
        }
    }
    return KITH_OK;
}

static kith_status check_size(kith_call *call, size_t count)
{
    if (count <= MOST_ENTITIES)
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_LIMIT,
                    "%zu entities are too many to draw", count);
    kith_hint(&call->err, "ask for fewer paths");
    return KITH_E_LIMIT;
}

/* What `kith draw` would do without being told otherwise, but for boxes: a way
 * does not stay in one community. */
static void choose_look(const kith_route *r, const char *subtitle)
{
    kith_settings *settings = &r->call->settings;
    settings->title = kith_route_title(r);
    settings->subtitle = subtitle;
    settings->cluster = KITH_CLUSTER_NONE;
    settings->size_by = 1;
    settings->timeout = 60;
    settings->memory = UINT64_C(2) << 30;
}

/* What the ways pass, and how it is drawn. */
typedef struct {
    kith_ids entities;
    kith_ids relations;
    bool *strong_entities;
    bool *strong_relations;
    bool *turned_relations;
} drawn;

static kith_status mark(const kith_route *r, drawn *d)
{
    kith_call *call = r->call;
    d->strong_entities =
        KITH_ARENA_NEW(&call->arena, bool, d->entities.count + 1);
    d->strong_relations =
        KITH_ARENA_NEW(&call->arena, bool, d->relations.count + 1);
    d->turned_relations =
        KITH_ARENA_NEW(&call->arena, bool, d->relations.count + 1);
    if (!d->strong_entities || !d->strong_relations || !d->turned_relations)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    mark_named(r, &d->entities, d->strong_entities);
    mark_best(r, &d->relations, d->strong_relations);
    return mark_turned(r, &d->relations, d->turned_relations);
}

static kith_status draw(const kith_route *r, const drawn *d, kith_graph *graph)
{
    kith_call *call = r->call;
    kith_graph *const before = call->graph;
    char subtitle[96];
    (void)snprintf(subtitle, sizeof subtitle, "%zu %s · %zu %s",
                   d->entities.count,
                   d->entities.count == 1 ? "entity" : "entities",
                   d->relations.count,
                   d->relations.count == 1 ? "relation" : "relations");
    choose_look(r, subtitle);
    kith_picture picture = {
        .call = call,
        .format = kith_drawing_format(call->settings.drawing),
        .engine = "auto",
        .theme = "light",
        .direction = "LR",
        .strong_entities = d->strong_entities,
        .strong_relations = d->strong_relations,
        .turned_relations = d->turned_relations,
    };
    call->graph = graph;
    const kith_status st = kith_drawing_make(call, &picture);
    call->graph = before;
    return st;
}

kith_status kith_route_draw(const kith_route *route)
{
    kith_call *call = route->call;
    kith_graph *graph = NULL;
    drawn d = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_route_all(route, &d.entities, &d.relations), done);
    KITH_TRY(st, check_size(call, d.entities.count), done);
    KITH_TRY(st, mark(route, &d), done);
    const kith_selection selection = {
        .entities = d.entities.items,
        .entity_count = d.entities.count,
        .relations = d.relations.items,
        .relation_count = d.relations.count,
    };
    KITH_TRY(st, kith_graph_select(&graph, call->graph, &selection, &call->err),
             done);
    st = draw(route, &d, graph);
done:
    kith_graph_free(graph);
    return st;
}
