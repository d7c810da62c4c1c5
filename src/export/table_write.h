#ifndef KITH_EXPORT_TABLE_WRITE_H
#define KITH_EXPORT_TABLE_WRITE_H

#include "base/sink.h"

#include <kith/export.h>

/** Writes a whole table; failures stay in the sink. */
typedef void kith_table_writer(const kith_table *table, kith_sink *sink);

kith_table_writer kith_table_put_json;
kith_table_writer kith_table_put_jsonl;
kith_table_writer kith_table_put_csv;
kith_table_writer kith_table_put_tsv;
kith_table_writer kith_table_put_markdown;

/** Write a number cell; nothing if it is absent or not finite. */
void kith_table_put_cell_number(const kith_table *table,
                                size_t row,
                                size_t column,
                                kith_sink *sink);

#endif /* KITH_EXPORT_TABLE_WRITE_H */
