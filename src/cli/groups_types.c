/* How many members or relations are of each type: the most frequent first, then
 * by name. */
#include "base/error.h"
#include "cli/groups.h"
#include "cli/result.h"

#include <string.h>

/* Types named in one row for people, at most. */
#define MOST_TYPES 4

/* Stands for no type; known by its place in memory. */
static const char without[] = "without type";

static const char *entity_type(const kith_graph *graph, kith_id type)
{
    return type < kith_graph_entity_type_count(graph)
               ? kith_graph_entity_type_name(graph, type)
               : without;
}

static kith_status init(kith_type_counts *t, kith_call *call)
{
    t->counts = KITH_ARENA_NEW(&call->arena, size_t, t->size);
    return t->counts ? KITH_OK
                     : kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_type_counts_of_entities(kith_type_counts *out, kith_call *call)
{
    *out = (kith_type_counts){
        .size = kith_graph_entity_type_count(call->graph) + 1,
        .graph = call->graph,
        .name = entity_type,
    };
    return init(out, call);
}

kith_status kith_type_counts_of_relations(kith_type_counts *out,
                                          kith_call *call)
{
    *out = (kith_type_counts){
        .size = kith_graph_relation_type_count(call->graph) + 1,
        .graph = call->graph,
        .name = kith_graph_relation_type_name,
    };
    return init(out, call);
}

static size_t most_frequent(const kith_type_counts *t)
{
    size_t best = 0;
    for (size_t i = 1; i < t->size; i++) {
        if (t->counts[i] > t->counts[best] ||
            (t->counts[i] && t->counts[i] == t->counts[best] &&
             strcmp(t->name(t->graph, (kith_id)i),
                    t->name(t->graph, (kith_id)best)) < 0))
            best = i;
    }
    return best;
}

static const char *name_of(const kith_type_counts *t, size_t type)
{
    const char *name = t->name(t->graph, (kith_id)type);
    return name != without ? name : NULL;
}

size_t kith_type_counts_take(kith_type_counts *t, const char **name)
{
    const size_t i = most_frequent(t);
    const size_t count = t->counts[i];
    if (count)
        *name = name_of(t, i);
    t->counts[i] = 0;
    return count;
}

/* "3 person, 2 country, 1 forum". People see the most frequent ones only. */
void kith_type_counts_print(kith_type_counts *t,
                            const kith_call *call,
                            char *out,
                            size_t size)
{
    const size_t most = kith_result_is_text(call) ? MOST_TYPES : SIZE_MAX;
    const char *name = NULL;
    size_t length = 0;
    out[0] = '\0';
    for (size_t n = 0; length < size; n++) {
        const size_t count = kith_type_counts_take(t, &name);
        if (!count)
            break;
        if (n == most) {
            (void)snprintf(out + length, size - length, ", …");
            break;
        }
        length += (size_t)snprintf(out + length, size - length, "%s%zu %s",
                                   n ? ", " : "", count, name ? name : without);
    }
    memset(t->counts, 0, t->size * sizeof *t->counts);
}
