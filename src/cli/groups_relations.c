/* The relations between groups, one by one. */
#include "base/error.h"
#include "cli/groups.h"
#include "cli/result.h"

/* Whether a relation is asked for: between any two groups, between one and
 * others, or between two; a group with itself has those inside. */
static bool is_wanted(const kith_settings *settings, kith_id a, kith_id b)
{
    const uint64_t group = settings->group;
    const uint64_t with = settings->with_group;
    const uint64_t one = (uint64_t)a + 1;
    const uint64_t other = (uint64_t)b + 1;
    if (a == KITH_NONE || b == KITH_NONE)
        return false;
    if (with)
        return (one == group && other == with) ||
               (one == with && other == group);
    return a != b && (!group || one == group || other == group);
}

static kith_status put_relation(kith_call *call,
                                kith_table *table,
                                kith_id relation)
{
    const kith_graph *graph = call->graph;
    const bool text = kith_result_is_text(call);
    const kith_relation r = kith_graph_relation(graph, relation);
    const char *const texts[] = {
        text ? kith_graph_entity_name(graph, r.source)
             : kith_graph_entity_id(graph, r.source),
        kith_graph_relation_type_name(graph, r.type),
        text ? kith_graph_entity_name(graph, r.target)
             : kith_graph_entity_id(graph, r.target),
    };
    kith_status st = kith_table_add_row(table, &call->err);
    for (size_t c = 0; c < 3 && st == KITH_OK; c++)
        st = kith_table_put_text(table, c, texts[c], &call->err);
    return st;
}

kith_status kith_groups_fill_relations(const kith_groups_found *found,
                                       kith_table *table,
                                       size_t most,
                                       size_t *all)
{
    kith_call *call = found->call;
    const kith_id *sources = kith_graph_sources(call->graph);
    const kith_id *targets = kith_graph_targets(call->graph);
    const size_t count = kith_graph_relation_count(call->graph);
    kith_status st = KITH_OK;
    *all = 0;
    for (kith_id r = 0; r < count && st == KITH_OK; r++) {
        const kith_id a = kith_groups_of(found->groups, sources[r]);
        const kith_id b = kith_groups_of(found->groups, targets[r]);
        if (!is_wanted(&call->settings, a, b) || ++*all > most)
            continue;
        st = put_relation(call, table, r);
        if (st == KITH_OK) {
            kith_table_put_integer(table, 3, (int64_t)a + 1);
            kith_table_put_integer(table, 4, (int64_t)b + 1);
        }
    }
    return st;
}
