/* Paths and trees for people: a sentence for each relation, and below it what
 * it rests on. */
#include "base/error.h"
#include "base/number.h"
#include "cli/evidence.h"
#include "cli/particulars.h"
#include "cli/report.h"
#include "cli/result.h"
#include "cli/route.h"
#include "cli/sentence.h"

#include <math.h>
#include <string.h>

/* Names in a heading before "and 3 others". */
enum { MOST_NAMES = 12 };

static kith_status put_step(const kith_route *r,
                            kith_sink *sink,
                            kith_step step,
                            kith_cited *cited)
{
    kith_call *call = r->call;
    char *record = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_put_sentence(call, sink, step.relation, step.forward, 0),
             done);
    KITH_TRY(st,
             kith_graph_record(call->graph, KITH_RECORD_RELATION, step.relation,
                               &record, &call->err),
             done);
    KITH_TRY(st,
             kith_put_particulars(call, sink, KITH_RECORD_RELATION, record, 4),
             done);
    st = kith_put_evidence(call, sink, record, 4, cited);
done:
    kith_free(record);
    return st;
}

static bool is_listed(const kith_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++) {
        if (!strcmp(list->items[i], name))
            return true;
    }
    return false;
}

/* Whether a path might have gone over a relation from `u` instead. */
static bool is_allowed(const kith_route *r, kith_id u, kith_id relation)
{
    const kith_graph *graph = r->call->graph;
    const kith_settings *settings = &r->call->settings;
    const char *type =
        kith_graph_relation_type_name(graph,
                                      kith_graph_relation_type(graph,
                                                               relation));
    if (r->how.directed && kith_graph_relation_directed(graph, relation) &&
        kith_graph_sources(graph)[relation] != u)
        return false;
    return !is_listed(&settings->avoid, type) &&
           (!settings->along.count || is_listed(&settings->along, type));
}

/* What else relates the two entities of a step that stands for all of it. */
static kith_status put_twins(const kith_route *r,
                             kith_sink *sink,
                             kith_step step,
                             kith_cited *cited)
{
    kith_graph *graph = r->call->graph;
    const kith_relation it = kith_graph_relation(graph, step.relation);
    const kith_id u = step.forward ? it.source : it.target;
    const kith_id v = step.forward ? it.target : it.source;
    kith_adjacency lists;
    kith_status st =
        kith_graph_adjacency(graph, KITH_BOTH, &lists, &r->call->err);
    if (st != KITH_OK)
        return st;
    for (size_t i = lists.first[u]; st == KITH_OK && i < lists.first[u + 1];
         i++) {
        const kith_id other = lists.relation[i];
        if (lists.neighbour[i] == v && other != step.relation &&
            is_allowed(r, u, other)) {
            const bool forward = kith_graph_sources(graph)[other] == u;
            st = put_step(r, sink, (kith_step){other, forward}, cited);
        }
    }
    return st;
}

/* What was as little as could be, where that is not the number of relations. */
static const char *cost_text(const kith_route *r, double cost, char *out)
{
    char number[KITH_NUMBER_SIZE];
    const char *word = "weight";
    if (r->how.cost == KITH_COST_DOUBT) {
        word = "confidence";
        (void)kith_number_fixed(exp(-cost), 3, number);
    } else if (r->how.avoid_hubs || r->how.cost == KITH_COST_STRENGTH) {
        word = "cost";
        (void)kith_number_fixed(cost, 3, number);
    } else {
        (void)kith_number_format(cost, number);
    }
    (void)snprintf(out, 64, "%s %s", word, number);
    return out;
}

static bool has_cost(const kith_route *r)
{
    return r->how.cost != KITH_COST_RELATIONS || r->how.avoid_hubs;
}

static kith_status put_heading(const kith_route *r,
                               kith_sink *sink,
                               const char *text)
{
    const char *clean = kith_clean_text(&r->call->arena, text);
    if (!clean)
        return kith_fail(&r->call->err, KITH_E_MEMORY, "out of memory");
    kith_put_look(sink, &r->call->screen, KITH_BOLD, clean);
    kith_put_char(sink, '\n');
    return KITH_OK;
}

/* -- paths ---------------------------------------------------------------- */

static kith_id target_of(const kith_route *r, size_t path)
{
    return kith_paths_entity(r->paths, path, kith_paths_length(r->paths, path));
}

/* Where a path stands among those to its target. */
typedef struct {
    size_t number; /* from 1 */
    size_t count;
} standing;

/* That of path `path`, which comes after one that stands at `before`. */
static standing next_standing(const kith_route *r, size_t path, standing before)
{
    if (path > 0 && before.number < before.count)
        return (standing){before.number + 1, before.count};
    size_t end = path + 1;
    while (end < kith_paths_count(r->paths) &&
           target_of(r, end) == target_of(r, path))
        end++;
    return (standing){1, end - path};
}

/* "Path 1 of 3 to B, weight 2", where there is something to tell apart. */
static kith_status head_path(const kith_route *r,
                             kith_sink *sink,
                             size_t path,
                             standing at)
{
    const bool several = r->targets.count > 1;
    const bool one = !r->how.all && !r->how.shortest && !r->how.within;
    const char *name =
        kith_graph_entity_name(r->call->graph, target_of(r, path));
    const size_t size = strlen(name) + 192;
    char number[96] = "";
    char cost[64] = "";
    char *text = kith_arena_take(&r->call->arena, size);
    if (!text)
        return kith_fail(&r->call->err, KITH_E_MEMORY, "out of memory");
    if (path)
        kith_put_char(sink, '\n');
    if (at.count == 1 && !several && !has_cost(r))
        return KITH_OK;
    if (!several || !one) {
        (void)snprintf(number, sizeof number, "Path %zu of %zu%s", at.number,
                       at.count,
                       !several && kith_paths_more(r->paths) ? " and more"
                                                             : "");
    }
    if (has_cost(r))
        (void)cost_text(r, kith_paths_weight(r->paths, path), cost);
    (void)snprintf(text, size, "%s%s%s%s%s", number,
                   !several ? "" : (one ? "To " : " to "), several ? name : "",
                   *cost ? ", " : "", cost);
    return put_heading(r, sink, text);
}

static kith_status put_paths(const kith_route *r,
                             kith_sink *sink,
                             kith_cited *cited)
{
    kith_status st = KITH_OK;
    standing at = {0};
    for (size_t p = 0; p < kith_paths_count(r->paths); p++) {
        at = next_standing(r, p, at);
        KITH_TRY(st, head_path(r, sink, p, at), done);
        for (size_t s = 0; s < kith_paths_length(r->paths, p); s++) {
            const kith_step step = kith_paths_step(r->paths, p, s);
            KITH_TRY(st, put_step(r, sink, step, cited), done);
            if (r->how.distinct)
                KITH_TRY(st, put_twins(r, sink, step, cited), done);
        }
        if (!kith_paths_length(r->paths, p))
            kith_put(sink, "both are the same entity\n");
    }
done:
    return st;
}

/* -- trees ---------------------------------------------------------------- */

/* "; fewer would not do", or how far it may be from that. */
static const char *quality(const kith_route *r, size_t named)
{
    if (!kith_connection_exact(r->connection) && named > 2)
        return "; at least half of that is needed";
    return has_cost(r) ? "; less would not do" : "; fewer would not do";
}

/* "Part 1 of 2: A, B and C, by 4 relations through 2 others". */
static kith_status head_part(const kith_route *r, kith_sink *sink, size_t part)
{
    const size_t parts = kith_connection_count(r->connection);
    const size_t named = kith_connection_named(r->connection, part);
    size_t steps = 0;
    size_t entities = 0;
    (void)kith_connection_steps(r->connection, part, &steps);
    const kith_id *all =
        kith_connection_entities(r->connection, part, &entities);
    const char *names = kith_route_names(r, all, named, MOST_NAMES);
    const size_t size = (names ? strlen(names) : 0) + 320;
    char *text = kith_arena_take(&r->call->arena, size);
    char number[64] = "";
    char others[64] = "";
    char cost[64] = "";
    if (!names || !text)
        return kith_fail(&r->call->err, KITH_E_MEMORY, "out of memory");
    if (parts > 1)
        (void)snprintf(number, sizeof number, "Part %zu of %zu: ", part + 1,
                       parts);
    if (entities > named)
        (void)snprintf(others, sizeof others, " through %zu %s",
                       entities - named,
                       entities - named == 1 ? "other" : "others");
    if (has_cost(r)) {
        (void)cost_text(r, kith_connection_weight(r->connection, part), cost);
    }
    if (part)
        kith_put_char(sink, '\n');
    if (named == 1) {
        (void)snprintf(text, size, "%s%s alone", number, names);
    } else {
        (void)snprintf(text, size, "%s%s, by %zu %s%s%s%s%s", number, names,
                       steps, steps == 1 ? "relation" : "relations", others,
                       *cost ? ", " : "", cost, quality(r, named));
    }
    return put_heading(r, sink, text);
}

static kith_status put_parts(const kith_route *r,
                             kith_sink *sink,
                             kith_cited *cited)
{
    kith_status st = KITH_OK;
    for (size_t p = 0; p < kith_connection_count(r->connection); p++) {
        size_t count = 0;
        const kith_step *steps =
            kith_connection_steps(r->connection, p, &count);
        KITH_TRY(st, head_part(r, sink, p), done);
        for (size_t s = 0; s < count; s++)
            KITH_TRY(st, put_step(r, sink, steps[s], cited), done);
    }
done:
    return st;
}

kith_status kith_route_put_text(const kith_route *route, kith_sink *sink)
{
    kith_cited cited = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_route_connects(route) ? put_parts(route, sink, &cited)
                                        : put_paths(route, sink, &cited),
             done);
    st = kith_put_cited(route->call, sink, &cited);
done:
    return st;
}
