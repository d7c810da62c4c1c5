/* What a diagram sets off: entities with what is next to them, and paths; all
 * else fades. */
#include "base/error.h"
#include "cli/input.h"
#include "cli/picture.h"

#include <kith/analysis.h>

/* Relations of the entities named that can be set off without hiding them. */
#define MOST_STRONG 40

/* What is set off and what stays as it is; the rest is to fade. */
typedef struct marks {
    kith_call *call;
    bool *strong_entities;
    bool *strong_relations;
    bool *faded_entities;
    bool *faded_relations;
} marks;

static kith_status start(marks *m, kith_call *call)
{
    const size_t entities = kith_graph_entity_count(call->graph);
    const size_t relations = kith_graph_relation_count(call->graph);
    *m = (marks){
        .call = call,
        .strong_entities = KITH_ARENA_NEW(&call->arena, bool, entities + 1),
        .strong_relations = KITH_ARENA_NEW(&call->arena, bool, relations + 1),
        .faded_entities = KITH_ARENA_NEW(&call->arena, bool, entities + 1),
        .faded_relations = KITH_ARENA_NEW(&call->arena, bool, relations + 1),
    };
    if (!m->strong_entities || !m->strong_relations || !m->faded_entities ||
        !m->faded_relations)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t e = 0; e < entities; e++)
        m->faded_entities[e] = true;
    for (size_t r = 0; r < relations; r++)
        m->faded_relations[r] = true;
    return KITH_OK;
}

/* What is next to the entities named, and the relations that lead there: these
 * are set off as long as they are few, and in full otherwise. */
static void mark_around(marks *m)
{
    const kith_graph *graph = m->call->graph;
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    const size_t count = kith_graph_relation_count(graph);
    size_t around = 0;
    for (size_t r = 0; r < count; r++) {
        around +=
            m->strong_entities[sources[r]] || m->strong_entities[targets[r]];
    }
    for (size_t r = 0; r < count; r++) {
        const bool from = m->strong_entities[sources[r]];
        const bool to = m->strong_entities[targets[r]];
        if (!from && !to)
            continue;
        m->strong_relations[r] = around <= MOST_STRONG || (from && to);
        m->faded_relations[r] = false;
        m->faded_entities[sources[r]] = false;
        m->faded_entities[targets[r]] = false;
    }
}

static kith_status mark_named(marks *m, const kith_list *names)
{
    for (size_t i = 0; i < names->count; i++) {
        kith_id entity = KITH_NONE;
        const kith_status st =
            kith_input_resolve_text(m->call, names->items[i], &entity);
        if (st != KITH_OK)
            return st;
        m->strong_entities[entity] = true;
        m->faded_entities[entity] = false;
    }
    mark_around(m);
    return KITH_OK;
}

static void mark_steps(marks *m, const kith_paths *paths)
{
    const size_t length = kith_paths_length(paths, 0);
    for (size_t s = 0; s <= length; s++) {
        const kith_id entity = kith_paths_entity(paths, 0, s);
        m->strong_entities[entity] = true;
        m->faded_entities[entity] = false;
    }
    for (size_t s = 0; s < length; s++) {
        const kith_id relation = kith_paths_step(paths, 0, s).relation;
        m->strong_relations[relation] = true;
        m->faded_relations[relation] = false;
    }
}

/* A shortest path by number of relations, whatever their directions. */
static kith_status mark_path(marks *m, const char *from, const char *to)
{
    kith_call *call = m->call;
    const kith_path_options how = {0};
    kith_paths *paths = NULL;
    kith_id ends[2];
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_input_resolve_text(call, from, &ends[0]), done);
    KITH_TRY(st, kith_input_resolve_text(call, to, &ends[1]), done);
    KITH_TRY(st,
             kith_paths_find(&paths, call->graph, ends[0], ends[1], &how,
                             &call->err),
             done);
    if (kith_paths_count(paths)) {
        mark_steps(m, paths);
    } else {
        st = kith_fail(&call->err, KITH_E_NOT_FOUND,
                       "there is no path from '%s' to '%s' in the diagram",
                       from, to);
        kith_hint(&call->err, "select more, or leave out --highlight-path");
    }
done:
    kith_paths_free(paths);
    return st;
}

kith_status kith_picture_highlight(kith_picture *picture)
{
    const kith_settings *settings = &picture->call->settings;
    const kith_list *paths = &settings->highlight_paths;
    kith_status st = KITH_OK;
    marks m;
    if (!settings->highlights.count && !paths->count)
        return KITH_OK;
    KITH_TRY(st, start(&m, picture->call), done);
    KITH_TRY(st, mark_named(&m, &settings->highlights), done);
    for (size_t i = 0; i + 1 < paths->count; i += 2) {
        KITH_TRY(st, mark_path(&m, paths->items[i], paths->items[i + 1]), done);
    }
    picture->strong_entities = m.strong_entities;
    picture->strong_relations = m.strong_relations;
    picture->faded_entities = m.faded_entities;
    picture->faded_relations = m.faded_relations;
done:
    return st;
}
