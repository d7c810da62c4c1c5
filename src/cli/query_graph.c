/* The nodes, relations and paths of a result as records, as they were read. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/query.h"
#include "cli/report.h"
#include "cli/result.h"

#include <string.h>

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

static kith_status put_record(kith_call *call,
                              kith_sink *sink,
                              kith_record_kind kind,
                              kith_id id,
                              const char *fallback,
                              bool first)
{
    char *text = NULL;
    const kith_status st =
        kith_graph_record(call->graph, kind, id, &text, &call->err);
    if (st != KITH_OK)
        return st;
    kith_put(sink, first ? "\n  " : ",\n  ");
    if (!strcmp(text, "{}")) { /* an entity that only relations name */
        kith_put(sink, "{\"id\": ");
        kith_put_json(sink, (kith_text){fallback, strlen(fallback)});
        kith_put_char(sink, '}');
    } else {
        kith_put_one_line(sink, (kith_text){text, strlen(text)}, true);
    }
    kith_free(text);
    return KITH_OK;
}

static kith_status put_marked(kith_call *call,
                              kith_sink *sink,
                              kith_record_kind kind,
                              const bool *marked,
                              size_t count)
{
    kith_status st = KITH_OK;
    bool first = true;
    for (kith_id id = 0; st == KITH_OK && id < count; id++) {
        if (!marked[id])
            continue;
        st = put_record(call, sink, kind, id,
                        kind == KITH_RECORD_ENTITY
                            ? kith_graph_entity_id(call->graph, id)
                            : "",
                        first);
        first = false;
    }
    return st;
}

/* Documents go with the relations and entities that cite them: all of them,
 * because citations stand inside the records. */
static kith_status put_documents(kith_call *call, kith_sink *sink)
{
    kith_status st = KITH_OK;
    bool first = true;
    const size_t count = kith_graph_document_count(call->graph);
    for (kith_id d = 0; st == KITH_OK && d < count; d++) {
        if (!kith_graph_place(call->graph, KITH_RECORD_DOCUMENT, d).line)
            continue;
        st = put_record(call, sink, KITH_RECORD_DOCUMENT, d, "", first);
        first = false;
    }
    return st;
}

static kith_status put_records(kith_call *call, const marks *m)
{
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    kith_put(&sink, "{\n \"entities\": [");
    KITH_TRY(st,
             put_marked(call, &sink, KITH_RECORD_ENTITY, m->entities,
                        kith_graph_entity_count(m->graph)),
             done);
    kith_put(&sink, "],\n \"relations\": [");
    KITH_TRY(st,
             put_marked(call, &sink, KITH_RECORD_RELATION, m->relations,
                        kith_graph_relation_count(m->graph)),
             done);
    kith_put(&sink, "],\n \"documents\": [");
    KITH_TRY(st, put_documents(call, &sink), done);
    kith_put(&sink, "]\n}\n");
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
    st = put_records(call, &m);
done:
    kith_release(m.entities);
    kith_release(m.relations);
    return st;
}
