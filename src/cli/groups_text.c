/* Groups for people: a line for each, or each with its members. */
#include "base/error.h"
#include "base/number.h"
#include "cli/groups.h"
#include "cli/report.h"
#include "cli/result.h"

#include <math.h>

/* Types named for one group, at most. */
#define MOST_TYPES 4

/* The member with the most relations; the first of equals. */
static kith_id most_central(const kith_groups_found *f,
                            const uint32_t *first,
                            size_t g)
{
    kith_id best = f->members[f->first[g]];
    for (size_t i = f->first[g]; i < f->first[g + 1]; i++) {
        const kith_id e = f->members[i];
        if (first[e + 1] - first[e] > first[best + 1] - first[best])
            best = e;
    }
    return best;
}

static size_t next_type(const size_t *counts, size_t size)
{
    size_t best = 0;
    for (size_t t = 1; t < size; t++)
        best = counts[t] > counts[best] ? t : best;
    return best;
}

/* "3 person, 2 country, 1 forum": the most frequent types. `counts` has a
 * place for each type and one for none; it is zero before and after. */
static const char *types_of(const kith_groups_found *f,
                            size_t g,
                            size_t *counts,
                            char *out,
                            size_t size)
{
    const kith_graph *graph = f->call->graph;
    const size_t types = kith_graph_entity_type_count(graph);
    size_t length = 0;
    out[0] = '\0';
    for (size_t i = f->first[g]; i < f->first[g + 1]; i++) {
        const kith_id type = kith_graph_entity_type(graph, f->members[i]);
        counts[type == KITH_NONE ? types : type]++;
    }
    for (size_t n = 0; n < MOST_TYPES && length < size; n++) {
        const size_t t = next_type(counts, types + 1);
        if (!counts[t])
            break;
        length +=
            (size_t)snprintf(out + length, size - length, "%s%zu %s",
                             n ? ", " : "", counts[t],
                             t == types
                                 ? "without type"
                                 : kith_graph_entity_type_name(graph,
                                                               (kith_id)t));
        counts[t] = 0;
    }
    if (counts[next_type(counts, types + 1)] && length < size)
        snprintf(out + length, size - length, ", …");
    for (size_t t = 0; t <= types; t++)
        counts[t] = 0;
    return out;
}

static kith_status fill(const kith_groups_found *f,
                        size_t shown,
                        kith_table *table)
{
    kith_call *call = f->call;
    kith_adjacency relations;
    char types[256];
    kith_status st = KITH_OK;
    size_t *counts =
        KITH_ARENA_NEW(&call->arena, size_t,
                       kith_graph_entity_type_count(call->graph) + 1);
    if (!counts)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st,
             kith_graph_adjacency(call->graph, KITH_BOTH, &relations,
                                  &call->err),
             done);
    for (size_t g = 0; g < shown; g++) {
        const kith_id e = most_central(f, relations.first, g);
        KITH_TRY(st, kith_table_add_row(table, &call->err), done);
        kith_table_put_integer(table, 0, (int64_t)g + 1);
        kith_table_put_integer(table, 1,
                               (int64_t)(f->first[g + 1] - f->first[g]));
        KITH_TRY(st,
                 kith_table_put_text(table, 2,
                                     kith_graph_entity_name(call->graph, e),
                                     &call->err),
                 done);
        KITH_TRY(st,
                 kith_table_put_text(table, 3,
                                     types_of(f, g, counts, types,
                                              sizeof types),
                                     &call->err),
                 done);
    }
done:
    return st;
}

static void put_members(const kith_groups_found *f,
                        size_t shown,
                        kith_sink *sink)
{
    const kith_graph *graph = f->call->graph;
    char heading[96];
    for (size_t g = 0; g < shown; g++) {
        const size_t size = f->first[g + 1] - f->first[g];
        snprintf(heading, sizeof heading, "Group %zu: %zu %s", g + 1, size,
                 size == 1 ? "entity" : "entities");
        kith_put(sink, g ? "\n" : "");
        kith_put_look(sink, &f->call->screen, KITH_BOLD, heading);
        kith_put_char(sink, '\n');
        for (size_t i = f->first[g]; i < f->first[g + 1]; i++) {
            const char *type = kith_result_type(graph, f->members[i]);
            kith_put(sink, "  ");
            kith_put_clean(sink, kith_graph_entity_name(graph, f->members[i]));
            if (type) {
                kith_put(sink, " (");
                kith_put_clean(sink, type);
                kith_put_char(sink, ')');
            }
            kith_put_char(sink, '\n');
        }
    }
}

static void put_footnote(const kith_groups_found *f,
                         size_t shown,
                         kith_sink *sink)
{
    char number[KITH_NUMBER_SIZE];
    char more[64] = "";
    char quality[64] = "";
    if (shown < f->count) {
        snprintf(more, sizeof more, "; %zu more, --limit 0 prints all",
                 f->count - shown);
    }
    if (f->method == KITH_LEIDEN && isfinite(f->modularity)) {
        snprintf(quality, sizeof quality, "; modularity %s",
                 kith_number_fixed(f->modularity, 3, number));
    }
    kith_result_footnote(f->call, sink, "%zu %s of %zu entities by %s%s%s",
                         f->count, f->count == 1 ? "group" : "groups",
                         kith_graph_entity_count(f->call->graph), f->name,
                         quality, more);
}

kith_status kith_groups_put_text(const kith_groups_found *found)
{
    static const char *const columns[] = {"#group", "#size", "around", "types",
                                          NULL};
    kith_call *call = found->call;
    const uint64_t limit = call->settings.limit;
    const size_t shown =
        limit && limit < found->count ? (size_t)limit : found->count;
    kith_sink sink = {0};
    kith_table *table = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    if (call->settings.members) {
        put_members(found, shown, &sink);
    } else {
        KITH_TRY(st, kith_result_new(&table, columns, &call->err), done);
        KITH_TRY(st, fill(found, shown, table), done);
        KITH_TRY(st, kith_result_table(call, table), done);
    }
    if (!call->settings.quiet)
        put_footnote(found, shown, &sink);
    st = kith_sink_finish(&sink, &call->err);
done:
    kith_table_free(table);
    return st;
}
