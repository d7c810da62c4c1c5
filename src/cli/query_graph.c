/* The nodes, relations and paths of a result as records, as they were read. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/part_records.h"
#include "cli/query.h"
#include "cli/report.h"
#include "cli/result.h"

typedef struct marks {
    kith_graph *graph;
    bool *entities;
    bool *relations;
    bool any; /* something is marked */
    uint64_t rows;
} marks;

static void mark_relation(marks *m, kith_id r)
{
    m->any = true;
    m->relations[r] = true;
    m->entities[kith_graph_sources(m->graph)[r]] = true;
    m->entities[kith_graph_targets(m->graph)[r]] = true;
}

static void mark_value(marks *m, const kith_value *value)
{
    const kith_value_kind kind = kith_value_kind_of(value);
    const size_t size = kith_value_size(value);
    if (kind == KITH_VALUE_NODE) {
        m->any = true;
        m->entities[kith_value_id(value)] = true;
    }
    if (kind == KITH_VALUE_RELATION)
        mark_relation(m, kith_value_id(value));
    for (size_t i = 0; kind == KITH_VALUE_PATH && i < size; i++) {
        if (i % 2) {
            mark_relation(m, kith_value_step(value, i));
        } else {
            m->any = true;
            m->entities[kith_value_step(value, i)] = true;
        }
    }
    for (size_t i = 0;
         (kind == KITH_VALUE_LIST || kind == KITH_VALUE_MAP) && i < size; i++)
        mark_value(m, kith_value_item(value, i));
}

static bool mark_row(void *context,
                     const kith_value *const *row,
                     size_t columns)
{
    marks *m = context;
    m->rows++;
    for (size_t i = 0; i < columns; i++)
        mark_value(m, row[i]);
    return true;
}

/* What is marked, in order of id. */
static kith_status list_marked(kith_call *call,
                               const bool *marked,
                               size_t count,
                               kith_ids *out)
{
    size_t size = 0;
    for (size_t id = 0; id < count; id++)
        size += marked[id];
    *out = (kith_ids){KITH_ARENA_NEW(&call->arena, kith_id, size), 0};
    if (!out->items)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t id = 0; id < count; id++) {
        if (marked[id])
            out->items[out->count++] = (kith_id)id;
    }
    return KITH_OK;
}

static kith_status put_marked(kith_call *call, const marks *m)
{
    kith_sink sink = {0};
    kith_part part = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             list_marked(call, m->entities, kith_graph_entity_count(m->graph),
                         &part.entities),
             done);
    KITH_TRY(st,
             list_marked(call, m->relations,
                         kith_graph_relation_count(m->graph), &part.relations),
             done);
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    KITH_TRY(st, kith_put_part_records(call, &sink, &part), done);
    st = kith_sink_finish(&sink, &call->err);
done:
    return st;
}

kith_status kith_query_put_graph(kith_query_call *q)
{
    kith_call *call = q->call;
    kith_status st = KITH_OK;
    marks m = {
        .graph = call->graph,
        .entities = KITH_NEW(bool, kith_graph_entity_count(call->graph)),
        .relations = KITH_NEW(bool, kith_graph_relation_count(call->graph)),
    };
    if (!m.entities || !m.relations) {
        st = kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_query_run(q->query, mark_row, &m, &call->err), done);
    if (m.rows && !m.any) {
        kith_remark(call->settings.quiet,
                    "the rows hold no entity, relation or path to make a graph "
                    "of; write RETURN n instead of RETURN n.name");
    }
    st = put_marked(call, &m);
done:
    kith_release(m.entities);
    kith_release(m.relations);
    return st;
}
