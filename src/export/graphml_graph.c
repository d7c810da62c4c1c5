/* What GraphML holds of the graph itself: its title and other members, an
 * attribute each, and its documents as one, JSON text that kith reads again and
 * others show. */
#include "base/alloc.h"
#include "base/error.h"
#include "export/graphml.h"
#include "export/pieces.h"
#include "graph/record_window.h"
#include "json/scan.h"

static bool is_title(kith_text key)
{
    return kith_json_is_key(key, kith_text_of("title"));
}

static const char *type_of(kith_text value)
{
    switch (*value.data) {
    case 't':
    case 'f':
        return "boolean";
    case '"':
    case '[':
    case '{':
        return "string";
    default:
        return "double";
    }
}

/* A key of JSON as the name of an attribute. */
static void put_name(kith_writing *w, kith_text key)
{
    char *name = kith_new_array(key.length + 1, 1);
    if (!name) {
        w->entity.failed = true;
        return;
    }
    const size_t length = kith_json_unescape(key, name);
    kith_put_xml(&w->sink, (kith_text){name, length}, w->losses);
    kith_release(name);
}

void kith_put_graphml_graph_keys(kith_writing *w)
{
    kith_text key;
    kith_text value;
    if (kith_export_title(w->graph, w->options))
        kith_put_graphml_key(&w->sink, "title", "graph", "title", "string");
    for (size_t at = 0; kith_next_member(w->graph, &at, &key, &value);) {
        if (is_title(key) || kith_json_is_null(value))
            continue;
        kith_putf(&w->sink, " <key id=\"g%zu\" for=\"graph\" attr.name=\"", at);
        put_name(w, key);
        kith_putf(&w->sink, "\" attr.type=\"%s\"/>\n", type_of(value));
    }
    if (kith_graph_document_records(w->graph))
        kith_put_graphml_key(&w->sink, "documents", "graph", "documents",
                             "string");
}

static void put_member(kith_writing *w, size_t number, kith_text value)
{
    kith_putf(&w->sink, "  <data key=\"g%zu\">", number);
    if (*value.data == '[' || *value.data == '{')
        kith_put_xml_json(w, value);
    else
        kith_put_xml(&w->sink, kith_rows_text(&w->entity, value), w->losses);
    kith_put(&w->sink, "</data>\n");
}

static void put_members(kith_writing *w)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_next_member(w->graph, &at, &key, &value);) {
        if (is_title(key))
            continue;
        if (kith_json_is_null(value)) {
            kith_losses_add_named(w->losses, KITH_LOSS_NULL, 1, key);
            continue;
        }
        if (*value.data == '[' || *value.data == '{')
            kith_losses_add_named(w->losses,
                                  *value.data == '[' ? KITH_LOSS_LIST
                                                     : KITH_LOSS_NESTED,
                                  1, key);
        put_member(w, at, value);
    }
}

static kith_status put_documents(kith_writing *w,
                                 kith_record_window *window,
                                 kith_error *err)
{
    const size_t count = kith_graph_document_count(w->graph);
    bool any = false;
    for (kith_id d = 0; d < count && !w->sink.failed; d++) {
        kith_text record;
        const kith_status st =
            kith_record_window_read(window, KITH_RECORD_DOCUMENT, d, &record,
                                    err);
        if (st != KITH_OK)
            return st;
        if (record.length == 2) /* it is {}: it is only cited */
            continue;
        kith_put(&w->sink, any ? ",\n" : "  <data key=\"documents\">[");
        kith_put_xml_json(w, record);
        any = true;
    }
    kith_put(&w->sink, any ? "]</data>\n" : "");
    return KITH_OK;
}

kith_status kith_put_graphml_graph(kith_writing *w, kith_error *err)
{
    const char *title = kith_export_title(w->graph, w->options);
    if (title) {
        kith_put(&w->sink, "  ");
        kith_put_graphml_data(w, "title", title);
        kith_put_char(&w->sink, '\n');
    }
    put_members(w);
    if (w->entity.failed)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_record_window *window = NULL;
    kith_status st = kith_record_window_new(&window, w->graph, err);
    if (st == KITH_OK)
        st = put_documents(w, window, err);
    kith_record_window_free(window);
    return st;
}
