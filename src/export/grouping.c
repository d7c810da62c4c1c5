/* Entities sorted into the groups of a column, by counting. */
#include "export/grouping.h"

#include "base/alloc.h"
#include "base/error.h"

/* The group of an entity; those of none share the one behind all others. */
static size_t bucket_of(const kith_grouping *grouping, kith_id e)
{
    if (!grouping->column || grouping->column->group[e] == KITH_NONE)
        return grouping->count;
    return grouping->column->group[e];
}

static const kith_export_column *first_group_column(
    const kith_export_options *options)
{
    for (size_t i = 0; i < options->column_count; i++) {
        if (options->columns[i].group)
            return &options->columns[i];
    }
    return NULL;
}

static size_t count_groups(const kith_export_column *column, size_t size)
{
    size_t count = 0;
    for (size_t e = 0; column && e < size; e++) {
        const kith_id group = column->group[e];
        if (group != KITH_NONE && group >= count)
            count = (size_t)group + 1;
    }
    return count;
}

/* After filling, first[g] stands where group g ends, that is where g + 1
 * begins: everything moves up by one. */
static void fill(kith_grouping *out, size_t size)
{
    for (kith_id e = 0; e < size; e++)
        out->first[bucket_of(out, e) + 1]++;
    for (size_t g = 1; g <= out->count; g++)
        out->first[g] += out->first[g - 1];
    for (kith_id e = 0; e < size; e++)
        out->members[out->first[bucket_of(out, e)]++] = e;
    for (size_t g = out->count + 1; g > 0; g--)
        out->first[g] = out->first[g - 1];
    out->first[0] = 0;
}

kith_status kith_grouping_make(kith_grouping *out,
                               const kith_graph *graph,
                               const kith_export_options *options,
                               kith_error *err)
{
    const size_t size = kith_graph_entity_count(graph);
    out->column = first_group_column(options);
    out->count = count_groups(out->column, size);
    out->first = KITH_NEW(size_t, out->count + 2);
    out->members = KITH_NEW(kith_id, size);
    if (!out->first || !out->members)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    fill(out, size);
    return KITH_OK;
}

void kith_grouping_free(kith_grouping *grouping)
{
    kith_release(grouping->first);
    kith_release(grouping->members);
    *grouping = (kith_grouping){0};
}
