/* Relations by source: a counting sort brings what an entity has together, and
 * then its own few are sorted where they lie, so that memory is walked at
 * random once only. */
#include "export/by_source.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

/* Up to so many are sorted by insertion. */
#define FEW 32

/* Put each relation among those of its source; `first` says in the end where
 * these begin. */
static void gather(kith_by_source *out, const kith_graph *graph)
{
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    const size_t entities = kith_graph_entity_count(graph);
    const size_t count = kith_graph_relation_count(graph);
    size_t *first = out->first;
    for (size_t r = 0; r < count; r++)
        first[sources[r]]++;
    for (size_t e = 1; e <= entities; e++)
        first[e] += first[e - 1];
    for (size_t r = count; r-- > 0;) {
        const kith_goal type = kith_graph_relation_type(graph, (kith_id)r);
        out->goals[--first[sources[r]]] = type << 32 | targets[r];
    }
}

static int compare(const void *one, const void *other)
{
    const kith_goal a = *(const kith_goal *)one;
    const kith_goal b = *(const kith_goal *)other;
    return a < b ? -1 : a > b;
}

static void sort(kith_goal *goals, size_t count)
{
    if (count > FEW) {
        qsort(goals, count, sizeof *goals, compare);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        const kith_goal goal = goals[i];
        size_t at = i;
        for (; at > 0 && goals[at - 1] > goal; at--)
            goals[at] = goals[at - 1];
        goals[at] = goal;
    }
}

/* Sort what each entity has, and close the gaps that repeats leave. */
static void sort_all(kith_by_source *out, size_t entities)
{
    size_t used = 0;
    size_t begin = 0;
    for (size_t e = 0; e < entities; e++) {
        const size_t end = out->first[e + 1];
        const size_t kept = used;
        sort(out->goals + begin, end - begin);
        for (size_t i = begin; i < end; i++) {
            if (used == kept || out->goals[used - 1] != out->goals[i])
                out->goals[used++] = out->goals[i];
        }
        out->first[e] = kept;
        begin = end;
    }
    out->first[entities] = used;
    out->repeats = begin - used;
}

kith_status kith_by_source_make(kith_by_source *out,
                                const kith_graph *graph,
                                kith_error *err)
{
    const size_t entities = kith_graph_entity_count(graph);
    out->first = KITH_NEW(size_t, entities + 1);
    out->goals = KITH_NEW(kith_goal, kith_graph_relation_count(graph));
    if (!out->first || !out->goals)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    gather(out, graph);
    sort_all(out, entities);
    return KITH_OK;
}

void kith_by_source_free(kith_by_source *by_source)
{
    kith_release(by_source->first);
    kith_release(by_source->goals);
    *by_source = (kith_by_source){0};
}
