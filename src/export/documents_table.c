/* The documents as a table: a column for each member that one of them has, and
 * 'record' before them, by which kith knows the table again. */
#include "export/documents_table.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/intern.h"
#include "export/pieces.h"
#include "graph/record_window.h"
#include "json/scan.h"

/* The documents while they are written. */
typedef struct table {
    kith_writing *w;
    kith_cells *cells;
    kith_record_window *window;
    kith_texts texts;
    kith_intern keys; /* of columns, as JSON writes them */
    kith_text *row;   /* the value of each column */
    size_t left_out;  /* values beyond the last column */
} table;

/* The next record that is no mere citation; `*d` stands after it. */
static kith_status next(table *t,
                        kith_id *d,
                        kith_text *record,
                        kith_error *err)
{
    const size_t count = kith_graph_document_count(t->w->graph);
    kith_status st = KITH_OK;
    *record = (kith_text){0};
    while (*d < count && st == KITH_OK) {
        st = kith_record_window_read(t->window, KITH_RECORD_DOCUMENT, (*d)++,
                                     record, err);
        if (st != KITH_OK || record->length > 2)
            return st;
        *record = (kith_text){0};
    }
    return st;
}

static kith_scan begin(kith_text record)
{
    return (kith_scan){.at = record.data + 1,
                       .end = record.data + record.length};
}

static bool is_record(kith_text key)
{
    return kith_json_is_key(key, kith_text_of("record"));
}

static bool add_column(table *t, kith_text key)
{
    return kith_intern_add(&t->keys, key, kith_intern_hash(key)) !=
           KITH_INTERN_NONE;
}

static kith_text key_of(const table *t, uint32_t column)
{
    return kith_text_of(kith_intern_text(&t->keys, column));
}

/* The columns: id first, others in order of appearance. */
static kith_status find_columns(table *t, kith_error *err)
{
    kith_id d = 0;
    kith_text record;
    bool room = add_column(t, kith_text_of("id"));
    for (;;) {
        const kith_status st = next(t, &d, &record, err);
        if (st != KITH_OK || !record.data || !room)
            return room ? st : kith_fail(err, KITH_E_MEMORY, "out of memory");
        kith_scan scan = begin(record);
        kith_text key;
        kith_text value;
        bool escaped = false;
        while (room && t->keys.count < KITH_MOST_ATTRIBUTES &&
               kith_scan_next_member(&scan, &key, &escaped, &value)) {
            room = is_record(key) || add_column(t, key);
        }
    }
}

static void put_head(table *t)
{
    kith_put_cell(t->cells, kith_text_of("record"));
    for (uint32_t i = 0; i < t->keys.count; i++) {
        const kith_text key = key_of(t, i);
        char *name = kith_new_array(key.length + 1, 1);
        t->w->entity.failed |= !name;
        if (name)
            kith_put_cell(t->cells,
                          (kith_text){name, kith_json_unescape(key, name)});
        kith_release(name);
    }
    kith_end_cells(t->cells);
}

static void put_value(table *t, uint32_t column, kith_text json)
{
    kith_losses *losses = t->w->losses;
    const bool list = json.data && *json.data == '[';
    if (kith_json_is_null(json)) {
        if (json.data)
            kith_losses_add_named(losses, KITH_LOSS_NULL, 1, key_of(t, column));
        kith_put_plain_cell(t->cells, (kith_text){0});
    } else if (*json.data == '"') {
        kith_put_text_cell(t->cells, kith_rows_text(&t->w->entity, json));
    } else if (list || *json.data == '{') {
        kith_losses_add_named(losses, list ? KITH_LOSS_LIST : KITH_LOSS_NESTED,
                              1, key_of(t, column));
        kith_put_json_cell(t->cells, json);
    } else {
        kith_put_plain_cell(t->cells, json);
    }
}

static void put_row(table *t, kith_text record)
{
    kith_scan scan = begin(record);
    kith_text key;
    kith_text value;
    bool escaped = false;
    memset(t->row, 0, t->keys.count * sizeof *t->row);
    while (kith_scan_next_member(&scan, &key, &escaped, &value)) {
        const uint32_t column =
            kith_intern_find(&t->keys, key, kith_intern_hash(key));
        if (column != KITH_INTERN_NONE)
            t->row[column] = value;
        else if (!is_record(key))
            kith_losses_add_named(t->w->losses, KITH_LOSS_ATTRIBUTE, 1, key);
    }
    kith_put_cell(t->cells, kith_text_of("document"));
    for (uint32_t i = 0; i < t->keys.count; i++)
        put_value(t, i, t->row[i]);
    kith_end_cells(t->cells);
}

static kith_status put_rows(table *t, kith_error *err)
{
    kith_id d = 0;
    kith_text record;
    t->row = kith_new_array(t->keys.count, sizeof *t->row);
    if (!t->row)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (;;) {
        const kith_status st = next(t, &d, &record, err);
        if (st != KITH_OK || !record.data || t->w->sink.failed)
            return st;
        put_row(t, record);
        if (t->w->entity.failed)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
}

kith_status kith_put_documents_table(kith_writing *w,
                                     kith_cells *cells,
                                     kith_error *err)
{
    table t = {.w = w, .cells = cells};
    kith_status st = KITH_OK;
    t.keys.texts = &t.texts;
    KITH_TRY(st, kith_record_window_new(&t.window, w->graph, err), done);
    KITH_TRY(st, find_columns(&t, err), done);
    put_head(&t);
    st = put_rows(&t, err);
done:
    kith_release(t.row);
    kith_intern_free(&t.keys);
    kith_texts_free(&t.texts);
    kith_record_window_free(t.window);
    return st;
}
