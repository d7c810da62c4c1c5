/* Tables in memory: one growing array of cells a column, texts in an arena.
 *
 * Columns of numbers take 8 bytes a cell and a bit that says whether it is
 * filled; texts take a pointer, NULL while absent. */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"

#include <kith/table.h>

#include <string.h>

typedef union cell {
    const char *text;
    int64_t integer;
    double real;
} cell;

typedef struct table_column {
    const char *name;
    kith_column_type type;
    bool holds_json;
    cell *cells;
    uint64_t *filled; /* bit set by row */
} table_column;

struct kith_table {
    kith_arena arena;
    table_column *columns;
    size_t column_count;
    size_t row_count;
    size_t capacity; /* rows that there is room for; a multiple of 64 */
};

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

kith_table *kith_table_new(void)
{
    return KITH_NEW(kith_table, 1);
}

void kith_table_free(kith_table *table)
{
    if (!table)
        return;
    for (size_t c = 0; c < table->column_count; c++) {
        kith_release(table->columns[c].cells);
        kith_release(table->columns[c].filled);
    }
    kith_release(table->columns);
    kith_arena_free(&table->arena);
    kith_release(table);
}

kith_status kith_table_add_column(kith_table *table,
                                  const char *name,
                                  kith_column_type type,
                                  kith_error *err)
{
    if (table->row_count) {
        return kith_fail(err, KITH_E_INVALID,
                         "column '%s' comes after the first row", name);
    }
    table_column *columns =
        kith_grow_array(table->columns, table->column_count + 1,
                        sizeof *columns);
    if (!columns)
        return no_memory(err);
    table->columns = columns;
    const char *copy = kith_arena_text(&table->arena, name, strlen(name));
    if (!copy)
        return no_memory(err);
    columns[table->column_count++] = (table_column){.name = copy, .type = type};
    return KITH_OK;
}

/* Room for `capacity` rows in one column. What is left bigger by a failure
 * half-way through the columns does no harm. */
static bool widen(table_column *c, size_t before, size_t capacity)
{
    cell *cells = kith_grow_array(c->cells, capacity, sizeof *cells);
    if (!cells)
        return false;
    c->cells = cells;
    uint64_t *filled =
        kith_grow_array(c->filled, capacity / 64, sizeof *filled);
    if (!filled)
        return false;
    c->filled = filled;
    memset(filled + before / 64, 0, (capacity - before) / 8);
    return true;
}

kith_status kith_table_add_row(kith_table *table, kith_error *err)
{
    if (table->row_count == table->capacity) {
        const size_t before = table->capacity;
        const size_t capacity = before ? 2 * before : 64;
        for (size_t c = 0; c < table->column_count; c++) {
            if (!widen(&table->columns[c], before, capacity))
                return no_memory(err);
        }
        table->capacity = capacity;
    }
    table->row_count++;
    return KITH_OK;
}

static void fill(kith_table *table, size_t at, cell value)
{
    const size_t row = table->row_count - 1;
    table->columns[at].cells[row] = value;
    table->columns[at].filled[row / 64] |= (uint64_t)1 << row % 64;
}

kith_status kith_table_put_text(kith_table *table,
                                size_t column,
                                const char *text,
                                kith_error *err)
{
    if (!text)
        return KITH_OK;
    const char *copy = kith_arena_text(&table->arena, text, strlen(text));
    if (!copy)
        return no_memory(err);
    fill(table, column, (cell){.text = copy});
    return KITH_OK;
}

void kith_table_put_integer(kith_table *table, size_t column, int64_t value)
{
    fill(table, column, (cell){.integer = value});
}

void kith_table_put_real(kith_table *table, size_t column, double value)
{
    fill(table, column, (cell){.real = value});
}

size_t kith_table_rows(const kith_table *table)
{
    return table->row_count;
}

size_t kith_table_columns(const kith_table *table)
{
    return table->column_count;
}

const char *kith_table_name(const kith_table *table, size_t column)
{
    return table->columns[column].name;
}

kith_column_type kith_table_type(const kith_table *table, size_t column)
{
    return table->columns[column].type;
}

void kith_table_hold_json(kith_table *table, size_t column)
{
    table->columns[column].holds_json = true;
}

bool kith_table_holds_json(const kith_table *table, size_t column)
{
    return table->columns[column].holds_json;
}

bool kith_table_has(const kith_table *table, size_t row, size_t column)
{
    return table->columns[column].filled[row / 64] >> row % 64 & 1;
}

const char *kith_table_text(const kith_table *table, size_t row, size_t column)
{
    return kith_table_has(table, row, column)
               ? table->columns[column].cells[row].text
               : "";
}

int64_t kith_table_integer(const kith_table *table, size_t row, size_t column)
{
    return kith_table_has(table, row, column)
               ? table->columns[column].cells[row].integer
               : 0;
}

double kith_table_real(const kith_table *table, size_t row, size_t column)
{
    return kith_table_has(table, row, column)
               ? table->columns[column].cells[row].real
               : 0;
}
