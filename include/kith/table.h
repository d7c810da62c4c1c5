/** @file
 *  Tables: rows of named, typed columns; what every result is made of.
 */
#ifndef KITH_TABLE_H
#define KITH_TABLE_H

#include <kith/status.h>
#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

typedef enum kith_column_type {
    KITH_COLUMN_TEXT = 0,
    KITH_COLUMN_INTEGER, /**< int64_t */
    KITH_COLUMN_REAL     /**< double; NaN prints as nothing, in JSON as null */
} kith_column_type;

/** A table in memory. Cells start absent. */
typedef struct kith_table kith_table;

/** A new table without columns or rows; NULL if out of memory. */
KITH_API kith_table *kith_table_new(void);

/** Release a table. NULL is allowed. */
KITH_API void kith_table_free(kith_table *table);

/** Add a column; only while there are no rows. The name is copied. */
KITH_API KITH_NODISCARD kith_status kith_table_add_column(kith_table *table,
                                                          const char *name,
                                                          kith_column_type type,
                                                          kith_error *err);

/** Say that the texts of a column are values in JSON, which JSON holds as such;
 *  everywhere else they stay texts. */
KITH_API void kith_table_hold_json(kith_table *table, size_t column);
KITH_API bool kith_table_holds_json(const kith_table *table, size_t column);

/** Add a row of absent cells. */
KITH_API KITH_NODISCARD kith_status kith_table_add_row(kith_table *table,
                                                       kith_error *err);

/** Fill a cell of the last row; text is copied. NULL text leaves it absent. */
KITH_API KITH_NODISCARD kith_status kith_table_put_text(kith_table *table,
                                                        size_t column,
                                                        const char *text,
                                                        kith_error *err);
KITH_API void kith_table_put_integer(kith_table *table,
                                     size_t column,
                                     int64_t value);
KITH_API void kith_table_put_real(kith_table *table,
                                  size_t column,
                                  double value);

KITH_API size_t kith_table_rows(const kith_table *table);
KITH_API size_t kith_table_columns(const kith_table *table);
KITH_API const char *kith_table_name(const kith_table *table, size_t column);
KITH_API kith_column_type kith_table_type(const kith_table *table,
                                          size_t column);

/** Whether a cell has a value. */
KITH_API bool kith_table_has(const kith_table *table,
                             size_t row,
                             size_t column);

/** Value of a cell, by the column's type; "" or 0 where absent. */
KITH_API const char *kith_table_text(const kith_table *table,
                                     size_t row,
                                     size_t column);
KITH_API int64_t kith_table_integer(const kith_table *table,
                                    size_t row,
                                    size_t column);
KITH_API double kith_table_real(const kith_table *table,
                                size_t row,
                                size_t column);

#endif /* KITH_TABLE_H */
