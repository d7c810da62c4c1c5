/* Records in order of id, one after the other. */
#include "graph/each_record.h"

#include "graph/reading.h"
#include "graph/record_window.h"

kith_status kith_graph_each_record(const kith_graph *graph,
                                   kith_record_kind kind,
                                   kith_record_visitor *visit,
                                   void *context,
                                   kith_error *err)
{
    const bool entities = kind == KITH_RECORD_ENTITY;
    const size_t count = entities ? graph->entity_count : graph->relation_count;
    kith_record_window *window = NULL;
    kith_status st = kith_record_window_new(&window, graph, err);
    bool more = true;
    for (kith_id id = 0; st == KITH_OK && more && id < count; id++) {
        kith_text record;
        if (!kith_is_defined(kith_graph_origin(graph, kind, id)))
            continue;
        st = kith_record_window_read(window, kind, id, &record, err);
        if (st == KITH_OK)
            more = visit(context, id, record);
    }
    kith_record_window_free(window);
    return st;
}
