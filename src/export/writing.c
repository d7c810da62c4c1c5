/* The frame of writers: everything they stand on, made, used and released. */
#include "export/writing.h"

#include "base/error.h"
#include "graph/fetch.h"

#include <string.h>

static size_t count_undirected(const kith_graph *graph)
{
    size_t count = 0;
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++)
        count += !kith_graph_relation_directed(graph, r);
    return count;
}

static kith_status begin_rows(kith_writing *w, kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_rows_open(&w->entity, &w->entities, w->graph, w->options,
                            KITH_RECORD_ENTITY, err),
             done);
    st = kith_rows_open(&w->relation, &w->relations, w->graph, w->options,
                        KITH_RECORD_RELATION, err);
done:
    return st;
}

static void note_losses(kith_losses *losses, const kith_attributes *attributes)
{
    kith_losses_add(losses, KITH_LOSS_ATTRIBUTE, attributes->left_out);
    for (size_t i = 0; i < attributes->count; i++) {
        const kith_attribute *a = &attributes->items[i];
        if (a->name != a->key)
            kith_losses_add_value(losses, KITH_LOSS_RENAMED, a);
    }
}

kith_status kith_writing_begin(kith_writing *w,
                               kith_graph *graph,
                               const kith_export_options *options,
                               const kith_writing_plan *plan,
                               FILE *out,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    w->graph = graph;
    w->options = options;
    w->losses = options->losses;
    w->sink = kith_sink_gather(out, w->buffer);
    w->looks = kith_looks_of(graph, options);
    w->undirected = count_undirected(graph);
    KITH_TRY(st, kith_styles_make(&w->styles, graph, options->vocabulary, err),
             done);
    KITH_TRY(st,
             kith_attributes_find(&w->entities, graph, options,
                                  KITH_RECORD_ENTITY, plan->entity_names, err),
             done);
    KITH_TRY(st,
             kith_attributes_find(&w->relations, graph, options,
                                  KITH_RECORD_RELATION, plan->relation_names,
                                  err),
             done);
    KITH_TRY(st, begin_rows(w, err), done);
    st = kith_edge_ids_make(&w->edge_ids, graph, &w->relation, plan->edge_ids,
                            err);
    note_losses(w->losses, &w->entities);
    note_losses(w->losses, &w->relations);
done:
    return st;
}

kith_status kith_writing_each(kith_writing *w,
                              kith_record_kind kind,
                              kith_row_writer *put,
                              kith_error *err)
{
    const bool entities = kind == KITH_RECORD_ENTITY;
    kith_rows *rows = entities ? &w->entity : &w->relation;
    const size_t count = entities ? kith_graph_entity_count(w->graph)
                                  : kith_graph_relation_count(w->graph);
    for (kith_id id = 0; id < count && !w->sink.failed; id++) {
        if (!entities)
            kith_fetch_ends(w->graph, id);
        const kith_status st = kith_rows_read(rows, id, err);
        if (st != KITH_OK)
            return st;
        put(w, id);
        if (w->entity.failed || w->relation.failed)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return KITH_OK;
}

kith_status kith_writing_end(kith_writing *w, kith_status st, kith_error *err)
{
    if (st == KITH_OK && w->sink.file)
        st = kith_sink_finish(&w->sink, err);
    kith_rows_close(&w->entity);
    kith_rows_close(&w->relation);
    kith_attributes_free(&w->entities);
    kith_attributes_free(&w->relations);
    kith_styles_free(&w->styles);
    return st;
}

/* Without a name the graph gives the id itself. */
bool kith_has_name(const kith_graph *graph, kith_id e)
{
    return kith_graph_entity_name(graph, e) != kith_graph_entity_id(graph, e);
}
