/* From the names of --with to columns and positions: measures and groups by
 * their registries, and the layout. */
#include "cli/columns.h"

#include "base/alloc.h"
#include "base/error.h"
#include "cli/progress.h"

#include <kith/analysis.h>
#include <kith/layout.h>

#include <string.h>

static const char layout[] = "layout";

/* What a page is made of when nothing is asked for: what it can be coloured and
 * sized by from the start, and where things stand. */
static const char *const page_columns[] = {"degree", "pagerank", "leiden",
                                           layout, NULL};

/* Measures of entities stand first in the registry. */
static size_t measure_count(void)
{
    size_t count = 0;
    while (kith_measures()[count].name && !kith_measures()[count].of_relations)
        count++;
    return count;
}

static size_t method_count(void)
{
    size_t count = 0;
    while (kith_group_methods()[count].name)
        count++;
    return count;
}

const char *kith_column_choice(size_t index)
{
    const size_t measures = measure_count();
    const size_t methods = method_count();
    if (index < measures)
        return kith_measures()[index].name;
    index -= measures;
    if (index < methods)
        return kith_group_methods()[index].name;
    return index == methods ? layout : NULL;
}

static bool is_page(const kith_format *format)
{
    return !strcmp(format->name, "html");
}

static bool is_too_large(const kith_call *call, const kith_format *format)
{
    const size_t entities = kith_graph_entity_count(call->graph);
    const size_t relations = kith_graph_relation_count(call->graph);
    return (format->most_entities && entities > format->most_entities) ||
           (format->most_relations && relations > format->most_relations);
}

kith_status kith_columns_allow(kith_call *call, const kith_format *format)
{
    const kith_settings *settings = &call->settings;
    if (settings->with.count && !format->takes_columns) {
        (void)kith_fail(&call->err, KITH_E_INVALID,
                        "format '%s' does not hold computed columns",
                        format->name);
        kith_hint(&call->err, "'kith help export' says which formats do; or "
                              "leave out --with");
        return KITH_E_INVALID;
    }
    if (settings->force || !is_too_large(call, format))
        return KITH_OK;
    (void)kith_fail(&call->err, KITH_E_LIMIT,
                    "%zu entities and %zu relations are too many for %s "
                    "(%zu and %zu)",
                    kith_graph_entity_count(call->graph),
                    kith_graph_relation_count(call->graph), format->name,
                    format->most_entities, format->most_relations);
    kith_hint(&call->err,
              "cut with --top %d, --around ENTITY or --component main; --force "
              "writes it all the same",
              format->most_entities < 50000 ? 100 : 5000);
    return KITH_E_LIMIT;
}

static kith_status no_memory(kith_call *call)
{
    return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
}

static kith_status add_measure(kith_columns *columns,
                               kith_call *call,
                               const kith_measure *measure)
{
    kith_meter meter = kith_meter_start(call->settings.quiet);
    const kith_measure_options how = {
        .threads = (unsigned)call->settings.threads,
        .progress = kith_meter_compute,
        .progress_context = &meter,
    };
    double *score = KITH_NEW(double, kith_measure_size(measure, call->graph));
    if (!score)
        return no_memory(call);
    columns->list[columns->count++] =
        (kith_export_column){.name = measure->name, .score = score};
    const kith_status st =
        kith_measure_run(measure, call->graph, &how, score, &call->err);
    kith_meter_end(&meter);
    return st;
}

static kith_status add_groups(kith_columns *columns,
                              kith_call *call,
                              const kith_group_method *method)
{
    kith_meter meter = kith_meter_start(call->settings.quiet);
    const kith_group_options how = {
        .method = method->name,
        .threads = (unsigned)call->settings.threads,
        .progress = kith_meter_group,
        .progress_context = &meter,
    };
    const size_t size = kith_graph_entity_count(call->graph);
    kith_groups *groups = NULL;
    kith_id *group = KITH_NEW(kith_id, size);
    if (!group)
        return no_memory(call);
    columns->list[columns->count++] =
        (kith_export_column){.name = method->name, .group = group};
    const kith_status st =
        kith_groups_find(&groups, call->graph, &how, &call->err);
    kith_meter_end(&meter);
    for (size_t e = 0; groups && e < size; e++)
        group[e] = kith_groups_of(groups, (kith_id)e);
    kith_groups_free(groups);
    return st;
}

static size_t group_count(const kith_id *group, size_t size)
{
    size_t count = 0;
    for (size_t e = 0; e < size; e++)
        count = group[e] >= count ? group[e] + 1 : count;
    return count;
}

/* Communities that have been found need not be found again. */
static kith_status add_layout(kith_columns *columns, kith_call *call)
{
    const size_t size = kith_graph_entity_count(call->graph);
    kith_meter meter = kith_meter_start(call->settings.quiet);
    kith_layout_options how = {
        .threads = (unsigned)call->settings.threads,
        .progress = kith_meter_compute,
        .progress_context = &meter,
    };
    for (size_t i = 0; i < columns->count; i++) {
        if (strcmp(columns->list[i].name, "leiden") != 0)
            continue;
        how.group = columns->list[i].group;
        how.group_count = group_count(how.group, size);
    }
    columns->x = KITH_NEW(double, size);
    columns->y = KITH_NEW(double, size);
    if (!columns->x || !columns->y)
        return no_memory(call);
    const kith_status st =
        kith_layout_find(call->graph, &how, columns->x, columns->y, &call->err);
    kith_meter_end(&meter);
    return st;
}

static bool is_there(const kith_columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (!strcmp(columns->list[i].name, name))
            return true;
    }
    return false;
}

static kith_status add_column(kith_columns *columns,
                              kith_call *call,
                              const char *name)
{
    const kith_measure *measure = kith_measure_of(name);
    if (is_there(columns, name))
        return KITH_OK;
    if (measure)
        return add_measure(columns, call, measure);
    const kith_group_method *method = kith_group_method_of(name);
    if (method)
        return add_groups(columns, call, method);
    return KITH_OK; /* the layout is made last */
}

static bool is_among(const char *const *names, const char *name)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names;
}

kith_status kith_columns_make(kith_columns *columns,
                              kith_call *call,
                              const kith_format *format)
{
    static const char *const none[] = {NULL};
    const kith_list *with = &call->settings.with;
    const char *const *names = is_page(format) ? page_columns : none;
    kith_status st = KITH_OK;
    if (with->count)
        names = with->items;
    size_t count = 0;
    while (names[count])
        count++;
    columns->list = KITH_NEW(kith_export_column, count);
    if (!columns->list)
        return no_memory(call);
    for (size_t i = 0; i < count && st == KITH_OK; i++)
        st = add_column(columns, call, names[i]);
    if (st == KITH_OK && (format->wants_places || is_among(names, layout)))
        st = add_layout(columns, call);
    return st;
}

/* What was handed out to be read was ours to write. */
void kith_columns_free(kith_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        kith_release((double *)(uintptr_t)columns->list[i].score);
        kith_release((kith_id *)(uintptr_t)columns->list[i].group);
    }
    kith_release(columns->list);
    kith_release(columns->x);
    kith_release(columns->y);
    *columns = (kith_columns){0};
}
