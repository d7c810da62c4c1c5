/* Rows: the members of a record by attribute, and what was computed as JSON
 * text beside them. */
#include "export/rows.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "export/attribute_keys.h"
#include "graph/record_window.h"
#include "json/scan.h"

#include <string.h>

kith_status kith_rows_open(kith_rows *rows,
                           const kith_attributes *attributes,
                           const kith_graph *graph,
                           const kith_export_options *options,
                           kith_record_kind kind,
                           kith_error *err)
{
    rows->attributes = attributes;
    rows->graph = graph;
    rows->options = options;
    rows->kind = kind;
    rows->values = KITH_NEW(kith_row_value, attributes->count + 1);
    rows->at = KITH_NEW(uint32_t, attributes->count + 1);
    rows->numbers =
        kith_new_array(options->column_count + 2, sizeof *rows->numbers);
    if (!rows->values || !rows->at || !rows->numbers)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    return kith_record_window_new(&rows->window, graph, err);
}

kith_status kith_rows_hold(kith_rows *rows, size_t most, kith_error *err)
{
    return kith_record_window_hold(rows->window, most, err);
}

void kith_rows_close(kith_rows *rows)
{
    kith_record_window_free(rows->window);
    kith_release(rows->values);
    kith_release(rows->at);
    kith_release(rows->numbers);
    kith_release(rows->text);
    *rows = (kith_rows){0};
}

static void add(kith_rows *rows, size_t attribute, kith_text json)
{
    if (rows->at[attribute])
        return; /* a key may be repeated where reading was told to bear it */
    rows->values[rows->count++] = (kith_row_value){
        .attribute = &rows->attributes->items[attribute],
        .json = json,
    };
    rows->at[attribute] = (uint32_t)rows->count;
}

static void add_member(void *context, kith_attribute_slot *slot, kith_text json)
{
    if (slot && slot->attribute != SIZE_MAX)
        add(context, slot->attribute, json);
}

/* Where the value of a computed attribute comes from. */
static void add_computed(kith_rows *rows, size_t index, char *number, kith_id e)
{
    const kith_attribute *attribute = &rows->attributes->items[index];
    const kith_export_options *options = rows->options;
    if (attribute->source == KITH_ATTRIBUTE_PLACE) {
        const double *place =
            attribute->role == KITH_ROLE_X ? options->x : options->y;
        (void)kith_number_format(place[e], number);
    } else {
        const kith_export_column *column = &options->columns[attribute->column];
        if (column->score) {
            (void)kith_number_format(column->score[e], number);
        } else if (column->group[e] == KITH_NONE) {
            memcpy(number, "null", sizeof "null");
        } else { /* groups count from 1, as people do */
            snprintf(number, sizeof *rows->numbers, "%lu",
                     (unsigned long)column->group[e] + 1);
        }
    }
    add(rows, index, (kith_text){number, strlen(number)});
}

kith_status kith_rows_read(kith_rows *rows, kith_id id, kith_error *err)
{
    const kith_attributes *attributes = rows->attributes;
    size_t computed = 0;
    kith_text record;
    for (size_t i = 0; i < rows->count; i++)
        rows->at[rows->values[i].attribute - attributes->items] = 0;
    rows->count = 0;
    const kith_status st =
        kith_record_window_begin(rows->window, rows->kind, id, &record, err);
    if (st != KITH_OK)
        return st;
    kith_attribute_keys_walk(attributes->keys, record, add_member, rows);
    if (attributes->keys->failed)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t i = attributes->computed_first;
         computed < attributes->computed_count; i++)
        add_computed(rows, i, rows->numbers[computed++], id);
    return KITH_OK;
}

kith_text kith_rows_value(const kith_rows *rows,
                          const kith_attribute *attribute)
{
    if (!attribute)
        return (kith_text){0};
    const uint32_t at = rows->at[attribute - rows->attributes->items];
    return at ? rows->values[at - 1].json : (kith_text){0};
}

kith_text kith_rows_text(kith_rows *rows, kith_text json)
{
    if (!json.data || *json.data != '"')
        return json;
    const kith_text inside = {json.data + 1, json.length - 2};
    if (!memchr(inside.data, '\\', inside.length))
        return inside;
    if (inside.length > rows->text_room) {
        char *text = kith_grow_array(rows->text, inside.length, 1);
        if (!text) {
            rows->failed = true;
            return (kith_text){"", 0};
        }
        rows->text = text;
        rows->text_room = inside.length;
    }
    return (kith_text){rows->text, kith_json_unescape(inside, rows->text)};
}
