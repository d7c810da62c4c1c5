/* Measures and methods of grouping as procedures of the query language. */
#include "base/error.h"
#include "cli/interrupt.h"
#include "cli/query.h"

#include <kith/analysis.h>

#include <math.h>
#include <string.h>

/* Measures are the long part of many queries; they hear Ctrl-C too. */
static bool go_on(void *context, uint64_t done, uint64_t total)
{
    (void)context, (void)done, (void)total;
    return !kith_interrupted();
}

static kith_status fill_measure(const kith_procedure *which,
                                kith_graph *graph,
                                double *out,
                                kith_error *err)
{
    const kith_measure_options how = {.progress = go_on};
    return kith_measure_run(which->context, graph, &how, out, err);
}

/* Groups count from 1, as 'kith groups' prints them. */
static kith_status fill_groups(const kith_procedure *which,
                               kith_graph *graph,
                               double *out,
                               kith_error *err)
{
    const kith_group_method *method = which->context;
    const kith_group_options how = {
        .method = method->name,
        .progress = go_on,
    };
    kith_groups *groups = NULL;
    const kith_status st = kith_groups_find(&groups, graph, &how, err);
    if (st != KITH_OK)
        return st;
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        const kith_id group = kith_groups_of(groups, e);
        out[e] = group == KITH_NONE ? (double)NAN : (double)group + 1;
    }
    kith_groups_free(groups);
    return KITH_OK;
}

/* 'label-propagation' would be a subtraction in a query. */
static const char *name_in_query(kith_arena *arena, const char *name)
{
    char *copy = kith_arena_text(arena, name, strlen(name));
    for (char *c = copy; c && *c; c++) {
        if (*c == '-')
            *c = '_';
    }
    return copy;
}

static kith_status add(kith_query_call *q, kith_procedure procedure)
{
    procedure.name = name_in_query(&q->call->arena, procedure.name);
    if (!procedure.name)
        return kith_fail(&q->call->err, KITH_E_MEMORY, "out of memory");
    q->procedures[q->procedure_count++] = procedure;
    return KITH_OK;
}

static size_t count_all(void)
{
    size_t count = 0;
    for (const kith_measure *m = kith_measures(); m->name; m++)
        count++;
    for (const kith_group_method *m = kith_group_methods(); m->name; m++)
        count++;
    return count;
}

kith_status kith_query_procedures(kith_query_call *q)
{
    kith_status st = KITH_OK;
    q->procedures =
        KITH_ARENA_NEW(&q->call->arena, kith_procedure, count_all());
    if (!q->procedures)
        return kith_fail(&q->call->err, KITH_E_MEMORY, "out of memory");
    for (const kith_measure *m = kith_measures(); st == KITH_OK && m->name;
         m++) {
        const kith_procedure procedure = {
            .name = m->name,
            .summary = m->summary,
            .column = "score",
            .fill = fill_measure,
            .context = m,
        };
        if (!m->of_relations)
            st = add(q, procedure);
    }
    for (const kith_group_method *m = kith_group_methods();
         st == KITH_OK && m->name; m++) {
        const kith_procedure procedure = {
            .name = m->name,
            .summary = m->summary,
            .column = "group",
            .is_integer = true,
            .fill = fill_groups,
            .context = m,
        };
        st = add(q, procedure);
    }
    return st;
}

static kith_topic topic_of(kith_arena *arena,
                           const char *name,
                           const char *column,
                           const char *summary)
{
    const size_t size = strlen(name) + strlen(summary) + 64;
    const char *known = name_in_query(arena, name);
    char *text = kith_arena_take(arena, size);
    if (!known || !text)
        return (kith_topic){name, NULL};
    (void)snprintf(text, size, "CALL %s() YIELD node, %s: %s", known, column,
                   summary);
    return (kith_topic){known, text};
}

kith_topic kith_query_procedure_topic(kith_arena *arena, size_t index)
{
    kith_function_help help;
    size_t functions = 0;
    while (kith_query_function(functions, &help))
        functions++;
    index -= functions;
    for (const kith_measure *m = kith_measures(); m->name; m++) {
        if (!m->of_relations && index-- == 0)
            return topic_of(arena, m->name, "score", m->summary);
    }
    for (const kith_group_method *m = kith_group_methods(); m->name; m++) {
        if (index-- == 0)
            return topic_of(arena, m->name, "group", m->summary);
    }
    return (kith_topic){0};
}
