/* Paths and trees alike: ways of steps, and what is on them. */
#include "cli/route.h"

#include "base/error.h"
#include "cli/part_records.h"

#include <math.h>
#include <string.h>

bool kith_route_connects(const kith_route *route)
{
    return route->named.count > 0;
}

size_t kith_route_count(const kith_route *route)
{
    return route->connection ? kith_connection_count(route->connection)
                             : kith_paths_count(route->paths);
}

size_t kith_route_length(const kith_route *route, size_t way)
{
    size_t count = 0;
    if (!route->connection)
        return kith_paths_length(route->paths, way);
    (void)kith_connection_steps(route->connection, way, &count);
    return count;
}

double kith_route_cost(const kith_route *route, size_t way)
{
    return route->connection ? kith_connection_weight(route->connection, way)
                             : kith_paths_weight(route->paths, way);
}

static kith_relation relation_of(const kith_route *route,
                                 size_t way,
                                 size_t step)
{
    return kith_graph_relation(route->call->graph,
                               kith_route_step(route, way, step).relation);
}

double kith_route_weight(const kith_route *route, size_t way)
{
    double sum = 0;
    for (size_t s = 0; s < kith_route_length(route, way); s++)
        sum += relation_of(route, way, s).weight;
    return sum;
}

double kith_route_confidence(const kith_route *route, size_t way)
{
    double product = 1;
    for (size_t s = 0; s < kith_route_length(route, way); s++) {
        const double confidence = relation_of(route, way, s).confidence;
        product *= isnan(confidence) ? 1 : confidence;
    }
    return product;
}

kith_step kith_route_step(const kith_route *route, size_t way, size_t step)
{
    size_t count = 0;
    if (!route->connection)
        return kith_paths_step(route->paths, way, step);
    return kith_connection_steps(route->connection, way, &count)[step];
}

kith_id kith_route_entity(const kith_route *route, size_t way, size_t index)
{
    size_t count = 0;
    if (!route->connection)
        return kith_paths_entity(route->paths, way, index);
    return kith_connection_entities(route->connection, way, &count)[index];
}

/* The numbers that are marked, in order. */
static kith_status list_marked(kith_call *call,
                               const bool *marks,
                               size_t size,
                               kith_ids *out)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += marks[i];
    *out = (kith_ids){KITH_ARENA_NEW(&call->arena, kith_id, count), 0};
    if (!out->items)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < size; i++) {
        if (marks[i])
            out->items[out->count++] = (kith_id)i;
    }
    return KITH_OK;
}

kith_status kith_route_all(const kith_route *route,
                           kith_ids *entities,
                           kith_ids *relations)
{
    kith_call *call = route->call;
    const size_t entity_count = kith_graph_entity_count(call->graph);
    const size_t relation_count = kith_graph_relation_count(call->graph);
    kith_status st = KITH_OK;
    bool *in = KITH_ARENA_NEW(&call->arena, bool, entity_count);
    bool *over = KITH_ARENA_NEW(&call->arena, bool, relation_count);
    if (!in || !over)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t w = 0; w < kith_route_count(route); w++) {
        for (size_t i = 0; i <= kith_route_length(route, w); i++)
            in[kith_route_entity(route, w, i)] = true;
        for (size_t i = 0; i < kith_route_length(route, w); i++)
            over[kith_route_step(route, w, i).relation] = true;
    }
    KITH_TRY(st, list_marked(call, in, entity_count, entities), done);
    st = list_marked(call, over, relation_count, relations);
done:
    return st;
}

const char *kith_route_names(const kith_route *route,
                             const kith_id *entities,
                             size_t count,
                             size_t most)
{
    const kith_graph *graph = route->call->graph;
    const size_t shown = count > most ? most : count;
    size_t size = 48;
    for (size_t i = 0; i < shown; i++)
        size += strlen(kith_graph_entity_name(graph, entities[i])) + 5;
    char *out = kith_arena_take(&route->call->arena, size);
    size_t length = 0;
    for (size_t i = 0; out && i < shown; i++) {
        const char *before = i + 1 == count ? " and " : ", ";
        length += (size_t)snprintf(out + length, size - length, "%s%s",
                                   i ? before : "",
                                   kith_graph_entity_name(graph, entities[i]));
    }
    if (out && shown < count) {
        (void)snprintf(out + length, size - length, " and %zu others",
                       count - shown);
    }
    return out;
}

const char *kith_route_title(const kith_route *route)
{
    enum { MOST_NAMES = 4 };
    const kith_ids *ends =
        kith_route_connects(route) ? &route->named : &route->targets;
    const char *from = kith_graph_entity_name(route->call->graph, route->from);
    const char *names =
        kith_route_names(route, ends->items, ends->count, MOST_NAMES);
    if (!names)
        return NULL;
    const size_t size = strlen(from) + strlen(names) + 32;
    char *out = kith_arena_take(&route->call->arena, size);
    if (!out)
        return NULL;
    if (kith_route_connects(route)) {
        (void)snprintf(out, size, "What connects %s", names);
    } else {
        (void)snprintf(out, size, "From %s to %s", from, names);
    }
    return out;
}

kith_status kith_route_put_records(const kith_route *route, kith_sink *sink)
{
    kith_part part = {.title = kith_route_title(route)};
    if (!part.title)
        return kith_fail(&route->call->err, KITH_E_MEMORY, "out of memory");
    const kith_status st =
        kith_route_all(route, &part.entities, &part.relations);
    return st == KITH_OK ? kith_put_part_records(route->call, sink, &part) : st;
}
