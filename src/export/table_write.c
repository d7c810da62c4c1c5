/* Tables as text: the registry of formats. */
#include "export/table_write.h"

#include <inttypes.h>
#include <math.h>

static kith_table_writer *const writers[] = {
    [KITH_TABLE_JSON] = kith_table_put_json,
    [KITH_TABLE_JSONL] = kith_table_put_jsonl,
    [KITH_TABLE_CSV] = kith_table_put_csv,
    [KITH_TABLE_TSV] = kith_table_put_tsv,
    [KITH_TABLE_MARKDOWN] = kith_table_put_markdown,
};

kith_status kith_table_write(const kith_table *table,
                             kith_table_format format,
                             FILE *out,
                             kith_error *err)
{
    char buffer[KITH_SINK_BUFFER];
    kith_sink sink = kith_sink_gather(out, buffer);
    writers[format](table, &sink);
    return kith_sink_finish(&sink, err);
}

void kith_table_put_cell_number(const kith_table *table,
                                size_t row,
                                size_t column,
                                kith_sink *sink)
{
    if (!kith_table_has(table, row, column))
        return;
    if (kith_table_type(table, column) == KITH_COLUMN_INTEGER) {
        kith_putf(sink, "%" PRId64, kith_table_integer(table, row, column));
    } else if (isfinite(kith_table_real(table, row, column))) {
        kith_put_number(sink, kith_table_real(table, row, column));
    }
}
