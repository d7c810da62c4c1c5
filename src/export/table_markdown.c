/* Tables as Markdown (GitHub's pipe tables), numbers to the right. Characters
 * that Markdown or HTML would act on are escaped; line ends become <br>. */
#include "export/table_write.h"

#include <string.h>

static void put_text(kith_sink *sink, const char *text)
{
    for (;;) {
        const size_t plain = strcspn(text, "\\`*_{}[]<>#|~&\r\n");
        kith_put_bytes(sink, text, plain);
        text += plain;
        if (!*text)
            break;
        if (*text == '\n') {
            kith_put(sink, "<br>");
        } else if (*text != '\r') {
            kith_put_char(sink, '\\');
            kith_put_char(sink, *text);
        }
        text++;
    }
}

void kith_table_put_markdown(const kith_table *table, kith_sink *sink)
{
    const size_t columns = kith_table_columns(table);
    for (size_t c = 0; c < columns; c++) {
        kith_put(sink, c ? " | " : "| ");
        put_text(sink, kith_table_name(table, c));
    }
    kith_put(sink, " |\n");
    for (size_t c = 0; c < columns; c++) {
        const bool is_text = kith_table_type(table, c) == KITH_COLUMN_TEXT;
        kith_put(sink, c ? " " : "| ");
        kith_put(sink, is_text ? "--- |" : "---: |");
    }
    kith_put_char(sink, '\n');
    for (size_t row = 0; row < kith_table_rows(table); row++) {
        for (size_t c = 0; c < columns; c++) {
            kith_put(sink, c ? " | " : "| ");
            if (kith_table_type(table, c) == KITH_COLUMN_TEXT) {
                put_text(sink, kith_table_text(table, row, c));
            } else {
                kith_table_put_cell_number(table, row, c, sink);
            }
        }
        kith_put(sink, " |\n");
    }
}
