/* Rows as JSON members: values as they were written, or made to fit. */
#include "export/json_row.h"

#include "base/error.h"
#include "export/pieces.h"
#include "json/scan.h"

#include <string.h>

void kith_put_json_pair(kith_sink *sink, const char *key, const char *text)
{
    kith_put(sink, key);
    kith_put_json(sink, kith_text_of(text));
}

void kith_put_json_id(kith_writing *w, const char *key, kith_id e)
{
    kith_put_json_pair(&w->sink, key, kith_graph_entity_id(w->graph, e));
}

void kith_put_json_type(kith_writing *w, const char *key, kith_id e)
{
    const kith_id type = kith_graph_entity_type(w->graph, e);
    if (type != KITH_NONE)
        kith_put_json_pair(&w->sink, key,
                           kith_graph_entity_type_name(w->graph, type));
}

void kith_put_json_types(kith_sink *sink, const kith_graph *graph, kith_id e)
{
    kith_id type = kith_graph_entity_type(graph, e);
    kith_put_char(sink, '[');
    for (size_t i = 0; type != KITH_NONE; i++) {
        kith_put_json_pair(sink, i ? ", " : "",
                           kith_graph_entity_type_name(graph, type));
        type = kith_graph_entity_more_type(graph, e, i);
    }
    kith_put_char(sink, ']');
}

void kith_put_json_edge_id(kith_writing *w, const char *key, kith_id r)
{
    bool taken = false;
    const kith_text own = kith_edge_ids_own(&w->edge_ids, &w->relation, &taken);
    kith_losses_add(w->losses, KITH_LOSS_RELATION_ID, taken);
    if (own.data) {
        kith_put(&w->sink, key);
        kith_put_bytes(&w->sink, own.data, own.length);
    } else if (kith_edge_ids_made(&w->edge_ids)) {
        kith_put(&w->sink, key);
        kith_put_char(&w->sink, '"');
        kith_put_edge_id(&w->sink, &w->edge_ids, r);
        kith_put_char(&w->sink, '"');
    }
}

/* -- values -------------------------------------------------------------- */

/* JSON text in a JSON string: no line ends and no spaces around them. */
static void put_as_text(kith_sink *sink, kith_text json)
{
    const char *at = json.data;
    const char *const end = at + json.length;
    kith_put_char(sink, '"');
    while (at < end) {
        const char *stop = at;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        kith_put_json_part(sink, (kith_text){at, (size_t)(stop - at)});
        for (at = stop; at < end && strchr(" \t\n\r", *at);)
            at++;
    }
    kith_put_char(sink, '"');
}

static void put_flat(kith_writing *w,
                     const kith_row_value *value,
                     unsigned rules)
{
    const kith_text json = value->json;
    if (rules & KITH_JSON_ROW_FLAT && !kith_json_is_flat(json)) {
        kith_losses_add_value(w->losses, KITH_LOSS_NESTED, value->attribute);
        put_as_text(&w->sink, json);
    } else {
        kith_put_json_line(&w->sink, json);
    }
}

/* A list without what a list may not hold. */
static void put_list(kith_writing *w, const kith_row_value *value)
{
    const kith_text json = value->json;
    kith_text element;
    bool any = false;
    if (*json.data != '[') {
        kith_put_char(&w->sink, '[');
        put_flat(w, value, KITH_JSON_ROW_FLAT);
        kith_put_char(&w->sink, ']');
        return;
    }
    kith_put_char(&w->sink, '[');
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        if (kith_json_is_null(element)) {
            kith_losses_add_value(w->losses, KITH_LOSS_NULL, value->attribute);
            continue;
        }
        kith_put(&w->sink, any ? ", " : "");
        any = true;
        if (*element.data == '[' || *element.data == '{') {
            kith_losses_add_value(w->losses, KITH_LOSS_NESTED,
                                  value->attribute);
            put_as_text(&w->sink, element);
        } else {
            kith_put_bytes(&w->sink, element.data, element.length);
        }
    }
    kith_put_char(&w->sink, ']');
}

/* Whether an array has anything but null in it. */
static bool has_elements(kith_text json)
{
    kith_text element;
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        if (!kith_json_is_null(element))
            return true;
    }
    return false;
}

/* Whether a value is to be written; counts it if it is not. */
static bool is_written(kith_writing *w,
                       const kith_row_value *value,
                       const kith_json_row *how)
{
    const kith_attribute *attribute = value->attribute;
    if (how->skipped >> attribute->role & 1 ||
        (how->without_place && attribute->source == KITH_ATTRIBUTE_PLACE))
        return false;
    if (how->rules & KITH_JSON_ROW_NO_NULL && kith_json_is_null(value->json)) {
        kith_losses_add_null(w->losses, attribute);
        return false;
    }
    if (how->rules & KITH_JSON_ROW_LISTS && *value->json.data == '[' &&
        !has_elements(value->json)) {
        kith_losses_add_value(w->losses, KITH_LOSS_LIST, attribute);
        return false;
    }
    return true;
}

void kith_put_json_row(kith_writing *w,
                       const kith_rows *rows,
                       const kith_json_row *how,
                       bool *any)
{
    for (size_t i = 0; i < rows->count; i++) {
        const kith_row_value *value = &rows->values[i];
        if (!is_written(w, value, how))
            continue;
        kith_put(&w->sink, *any ? ", " : "");
        *any = true;
        kith_put(&w->sink, value->attribute->head);
        if (how->rules & KITH_JSON_ROW_LISTS) {
            put_list(w, value);
        } else {
            put_flat(w, value, how->rules);
        }
    }
}

kith_status kith_put_json_array(kith_writing *w,
                                const char *before,
                                kith_record_kind kind,
                                kith_row_writer *put,
                                kith_error *err)
{
    kith_put(&w->sink, before);
    const kith_status st = kith_writing_each(w, kind, put, err);
    kith_put(&w->sink, "\n]");
    return st;
}

static kith_status put_all(kith_writing *w,
                           const char *before,
                           kith_record_kind kind,
                           kith_row_writer *put,
                           kith_error *err)
{
    return before ? kith_put_json_array(w, before, kind, put, err)
                  : kith_writing_each(w, kind, put, err);
}

kith_status kith_write_json_lists(const kith_json_lists *lists,
                                  kith_graph *graph,
                                  const kith_export_options *how,
                                  FILE *out,
                                  kith_error *err)
{
    kith_writing w = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_writing_begin(&w, graph, how, &lists->plan, out, err),
             done);
    KITH_TRY(st,
             put_all(&w, lists->before_entities, KITH_RECORD_ENTITY,
                     lists->put_entity, err),
             done);
    KITH_TRY(st,
             put_all(&w, lists->before_relations, KITH_RECORD_RELATION,
                     lists->put_relation, err),
             done);
    if (lists->before_relations)
        kith_put(&w.sink, "}\n");
    kith_losses_add_documents(w.losses, graph);
    kith_losses_add_graph_members(w.losses, graph);
done:
    return kith_writing_end(&w, st, err);
}
