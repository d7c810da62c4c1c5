/* Why there is no way, or that there may be more: for standard error. */
#include "base/error.h"
#include "cli/report.h"
#include "cli/route.h"

#include <inttypes.h>
#include <string.h>

/* Targets without a path that are named one by one. */
enum { MOST_NAMED = 10 };

/* Sizes of the components of two entities; 0 where they share one. */
typedef struct {
    size_t from;
    size_t to;
} sizes;

static kith_status component_sizes(kith_call *call,
                                   kith_graph *graph,
                                   kith_id from,
                                   kith_id to,
                                   sizes *out)
{
    const kith_group_options how = {.method = "components"};
    kith_groups *groups = NULL;
    *out = (sizes){0};
    const kith_status st = kith_groups_find(&groups, graph, &how, &call->err);
    if (st != KITH_OK)
        return st;
    const kith_id a = kith_groups_of(groups, from);
    const kith_id b = kith_groups_of(groups, to);
    if (a != b)
        *out =
            (sizes){kith_groups_size(groups, a), kith_groups_size(groups, b)};
    kith_groups_free(groups);
    return KITH_OK;
}

/* An entity of the selection in the whole graph. */
static kith_id in_whole(const kith_call *call, kith_id e)
{
    const char *id = kith_graph_entity_id(call->graph, e);
    return kith_graph_entity_of_id(call->whole, (kith_text){id, strlen(id)});
}

/* What else to ask for. */
static kith_status hint_apart(const kith_route *r, kith_id to)
{
    kith_call *call = r->call;
    sizes apart = {1, 1};
    if (call->graph != call->whole) {
        const kith_status st =
            component_sizes(call, call->whole, in_whole(call, r->from),
                            in_whole(call, to), &apart);
        if (st != KITH_OK)
            return st;
    }
    fputs(apart.from ? "  hint: see 'kith groups --method components'\n"
                     : "  hint: select more; in all of the records they are "
                       "connected\n",
          stderr);
    return KITH_OK;
}

static void hint_connected(const kith_route *r)
{
    const kith_settings *settings = &r->call->settings;
    if (settings->within) {
        fputs("  hint: allow more relations with --within\n", stderr);
    } else if (settings->directed) {
        fputs("  hint: without --directed relations go either way\n", stderr);
    } else if (settings->along.count || settings->avoid.count) {
        fputs("  hint: allow more with --along, or avoid less\n", stderr);
    } else if (settings->via.count) {
        fputs("  hint: --via takes entities in the order in which they are "
              "passed, and no path passes one twice\n",
              stderr);
    }
}

/* How far apart two entities are that no path joins. */
static kith_status say_apart(const kith_route *r, kith_id to)
{
    sizes apart = {0};
    const kith_status st =
        component_sizes(r->call, r->call->graph, r->from, to, &apart);
    if (st != KITH_OK)
        return st;
    if (!apart.from) {
        hint_connected(r);
        return KITH_OK;
    }
    kith_remark(false, "they are in different components, of %zu and %zu %s",
                apart.from, apart.to, apart.to == 1 ? "entity" : "entities");
    return hint_apart(r, to);
}

static bool is_reached(const kith_route *r, kith_id target)
{
    for (size_t p = 0; p < kith_paths_count(r->paths); p++) {
        const size_t length = kith_paths_length(r->paths, p);
        if (kith_paths_entity(r->paths, p, length) == target)
            return true;
    }
    return false;
}

static void say_more(const kith_route *r)
{
    const kith_settings *settings = &r->call->settings;
    if (kith_paths_gave_up(r->paths)) {
        kith_remark(settings->quiet,
                    "gave up after looking at %" PRIu64
                    " million relations: there may be more paths",
                    settings->effort);
        if (!settings->quiet)
            fputs("  hint: allow more with --effort, or ask for less\n",
                  stderr);
    } else if (kith_paths_more(r->paths) &&
               (settings->all || settings->within)) {
        kith_remark(settings->quiet,
                    "there are more paths; --most says how many to print");
    }
}

static kith_status remark_paths(const kith_route *r)
{
    const kith_graph *graph = r->call->graph;
    const bool quiet = r->call->settings.quiet;
    size_t missed = 0;
    kith_id last = KITH_NONE;
    for (size_t i = 0; i < r->targets.count; i++) {
        const kith_id target = r->targets.items[i];
        if (is_reached(r, target))
            continue;
        last = target;
        if (missed++ < MOST_NAMED) {
            kith_remark(quiet, "no path between '%s' and '%s'",
                        kith_graph_entity_name(graph, r->from),
                        kith_graph_entity_name(graph, target));
        }
    }
    if (missed > MOST_NAMED)
        kith_remark(quiet, "and to %zu others", missed - MOST_NAMED);
    say_more(r);
    if (missed == 0 || quiet || kith_paths_gave_up(r->paths))
        return KITH_OK;
    return say_apart(r, last);
}

kith_status kith_route_remark(const kith_route *route)
{
    if (!kith_route_connects(route))
        return remark_paths(route);
    const size_t parts = kith_connection_count(route->connection);
    if (parts > 1) {
        kith_remark(route->call->settings.quiet,
                    "they are not all connected: there are %zu parts", parts);
    }
    return KITH_OK;
}
