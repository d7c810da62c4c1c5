/* Turns the names of what a path is to use or to avoid into marks. */
#include "analysis/path_filter.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/near.h"

#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static void see_relation_types(kith_nearest *nearest, const kith_graph *graph)
{
    for (kith_id i = 0; i < kith_graph_relation_type_count(graph); i++)
        kith_nearest_see(nearest, kith_graph_relation_type_name(graph, i));
}

static void see_entity_types(kith_nearest *nearest, const kith_graph *graph)
{
    for (kith_id i = 0; i < kith_graph_entity_type_count(graph); i++)
        kith_nearest_see(nearest, kith_graph_entity_type_name(graph, i));
}

static kith_status mark_new(bool **marks,
                            size_t count,
                            bool value,
                            kith_error *err)
{
    *marks = KITH_NEW(bool, count);
    if (!*marks)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    memset(*marks, value, count);
    return KITH_OK;
}

/* Every type is shut but those named. */
static kith_status open_along(kith_path_filter *filter,
                              const kith_graph *graph,
                              const char *const *names,
                              kith_error *err)
{
    const kith_status st =
        mark_new(&filter->shut_types, kith_graph_relation_type_count(graph),
                 true, err);
    if (st != KITH_OK)
        return st;
    for (; *names; names++) {
        const kith_id type =
            kith_graph_relation_type_of(graph, text_of(*names));
        if (type == KITH_NONE) {
            kith_nearest nearest = {.wanted = text_of(*names)};
            see_relation_types(&nearest, graph);
            kith_fail(err, KITH_E_NOT_FOUND, "no relation has type '%s'",
                      *names);
            if (nearest.best)
                kith_hint(err, "did you mean '%s'?", nearest.best);
            return KITH_E_NOT_FOUND;
        }
        filter->shut_types[type] = false;
    }
    return KITH_OK;
}

static void shut_type(kith_path_filter *filter,
                      const kith_graph *graph,
                      kith_id type)
{
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        if (kith_graph_entity_is(graph, e, type))
            filter->shut_entities[e] = true;
    }
}

/* An unknown name may be a type or an entity mistyped; types are fewer, so that
 * one that is near is the better guess. */
static kith_status shut_entity(kith_path_filter *filter,
                               const kith_graph *graph,
                               const char *name,
                               kith_error *err)
{
    kith_error problem = {0};
    kith_id entity = KITH_NONE;
    const kith_status st = kith_graph_resolve(graph, name, &entity, &problem);
    if (st == KITH_OK) {
        filter->shut_entities[entity] = true;
        return KITH_OK;
    }
    if (st == KITH_E_NOT_FOUND) {
        kith_nearest nearest = {.wanted = text_of(name)};
        see_relation_types(&nearest, graph);
        see_entity_types(&nearest, graph);
        kith_fail(err, st, "no relation type, entity type or entity is '%s'",
                  name);
        if (nearest.best)
            kith_hint(err, "did you mean '%s'?", nearest.best);
    }
    kith_fail(err, st, "%s", problem.message);
    if (problem.hint[0])
        kith_hint(err, "%s", problem.hint);
    return st;
}

static kith_status shut(kith_path_filter *filter,
                        const kith_graph *graph,
                        const char *name,
                        kith_error *err)
{
    kith_status st = KITH_OK;
    const kith_id relation_type =
        kith_graph_relation_type_of(graph, text_of(name));
    if (relation_type != KITH_NONE) {
        if (!filter->shut_types) {
            st = mark_new(&filter->shut_types,
                          kith_graph_relation_type_count(graph), false, err);
        }
        if (st == KITH_OK)
            filter->shut_types[relation_type] = true;
        return st;
    }
    if (!filter->shut_entities) {
        st = mark_new(&filter->shut_entities, kith_graph_entity_count(graph),
                      false, err);
    }
    if (st != KITH_OK)
        return st;
    const kith_id type = kith_graph_entity_type_of(graph, text_of(name));
    if (type == KITH_NONE)
        return shut_entity(filter, graph, name, err);
    shut_type(filter, graph, type);
    return KITH_OK;
}

kith_status kith_path_filter_init(kith_path_filter *filter,
                                  const kith_graph *graph,
                                  const kith_id *named,
                                  size_t named_count,
                                  const kith_path_options *options,
                                  kith_error *err)
{
    kith_status st = KITH_OK;
    *filter = (kith_path_filter){0};
    if (options->along && options->along[0])
        KITH_TRY(st, open_along(filter, graph, options->along, err), done);
    for (const char *const *name = options->avoid; name && *name; name++)
        KITH_TRY(st, shut(filter, graph, *name, err), done);
    for (size_t i = 0; filter->shut_entities && i < named_count; i++)
        filter->shut_entities[named[i]] = false;
    return KITH_OK;
done:
    kith_path_filter_clear(filter);
    return st;
}

void kith_path_filter_clear(kith_path_filter *filter)
{
    kith_release(filter->shut_types);
    kith_release(filter->shut_entities);
    kith_release(filter->shut_relations);
    *filter = (kith_path_filter){0};
}
