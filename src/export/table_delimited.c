/* Tables as CSV and TSV.
 *
 * CSV is RFC 4180: CRLF, quotes where they are needed and doubled inside. An
 * absent text is empty, an empty one is "". TSV has no quotes, so tab, line
 * ends and backslash are written \t, \n, \r and \\. */
#include "export/table_write.h"

#include <string.h>

static void put_csv_text(kith_sink *sink, const char *text)
{
    if (*text && !strpbrk(text, ",\"\r\n") && *text != ' ') {
        kith_put(sink, text);
        return;
    }
    kith_put_char(sink, '"');
    for (; *text; text++) {
        if (*text == '"')
            kith_put_char(sink, '"');
        kith_put_char(sink, *text);
    }
    kith_put_char(sink, '"');
}

static void put_tsv_text(kith_sink *sink, const char *text)
{
    static const char special[] = "\t\n\r\\";
    static const char letters[] = "tnr\\";
    for (;;) {
        const size_t plain = strcspn(text, special);
        kith_put_bytes(sink, text, plain);
        text += plain;
        if (!*text)
            break;
        kith_put_char(sink, '\\');
        kith_put_char(sink, letters[strchr(special, *text) - special]);
        text++;
    }
}

/* What the two formats differ in. */
typedef struct delimited {
    char separator;
    const char *line_end;
    void (*put_text)(kith_sink *sink, const char *text);
} delimited;

static void put_table(const kith_table *table,
                      const delimited *format,
                      kith_sink *sink)
{
    const size_t columns = kith_table_columns(table);
    for (size_t c = 0; c < columns; c++) {
        if (c)
            kith_put_char(sink, format->separator);
        format->put_text(sink, kith_table_name(table, c));
    }
    kith_put(sink, format->line_end);
    for (size_t row = 0; row < kith_table_rows(table); row++) {
        for (size_t c = 0; c < columns; c++) {
            if (c)
                kith_put_char(sink, format->separator);
            if (kith_table_type(table, c) != KITH_COLUMN_TEXT) {
                kith_table_put_cell_number(table, row, c, sink);
            } else if (kith_table_has(table, row, c)) {
                format->put_text(sink, kith_table_text(table, row, c));
            }
        }
        kith_put(sink, format->line_end);
    }
}

void kith_table_put_csv(const kith_table *table, kith_sink *sink)
{
    static const delimited csv = {',', "\r\n", put_csv_text};
    put_table(table, &csv, sink);
}

void kith_table_put_tsv(const kith_table *table, kith_sink *sink)
{
    static const delimited tsv = {'\t', "\n", put_tsv_text};
    put_table(table, &tsv, sink);
}
