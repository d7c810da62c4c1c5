/* Tables as JSON: an array of objects, or one object a line. */
#include "export/table_write.h"

#include <math.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static void put_value(const kith_table *table,
                      size_t row,
                      size_t column,
                      bool spaced,
                      kith_sink *sink)
{
    const kith_column_type type = kith_table_type(table, column);
    const bool is_missing = !kith_table_has(table, row, column) ||
                            (type == KITH_COLUMN_REAL &&
                             !isfinite(kith_table_real(table, row, column)));
    if (is_missing) {
        kith_put(sink, "null");
    } else if (kith_table_holds_json(table, column)) {
        kith_put_one_line(sink, text_of(kith_table_text(table, row, column)),
                          spaced);
    } else if (type == KITH_COLUMN_TEXT) {
        kith_put_json(sink, text_of(kith_table_text(table, row, column)));
    } else {
        kith_table_put_cell_number(table, row, column, sink);
    }
}

/* One row, with a space after each comma and colon or without. */
static void put_row(const kith_table *table,
                    size_t row,
                    bool spaced,
                    kith_sink *sink)
{
    const char *space = spaced ? " " : "";
    kith_put_char(sink, '{');
    for (size_t c = 0; c < kith_table_columns(table); c++) {
        if (c) {
            kith_put_char(sink, ',');
            kith_put(sink, space);
        }
        kith_put_json(sink, text_of(kith_table_name(table, c)));
        kith_put_char(sink, ':');
        kith_put(sink, space);
        put_value(table, row, c, spaced, sink);
    }
    kith_put_char(sink, '}');
}

void kith_table_put_json(const kith_table *table, kith_sink *sink)
{
    const size_t rows = kith_table_rows(table);
    kith_put_char(sink, '[');
    for (size_t row = 0; row < rows; row++) {
        kith_put(sink, row ? ",\n  " : "\n  ");
        put_row(table, row, true, sink);
    }
    kith_put(sink, rows ? "\n]\n" : "]\n");
}

void kith_table_put_jsonl(const kith_table *table, kith_sink *sink)
{
    for (size_t row = 0; row < kith_table_rows(table); row++) {
        put_row(table, row, false, sink);
        kith_put_char(sink, '\n');
    }
}
