/* Tables for people. Two passes over the cells: one that measures, one that
 * prints; nothing but the widths is kept in between. */
#include "cli/grid.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "base/unicode.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Columns between two cells, and what a cut column keeps at least. */
#define GAP       2
#define LEAST_CUT 6

typedef struct grid_column {
    size_t width;
    int digits; /* after the point, for real numbers */
} grid_column;

typedef struct grid {
    kith_sink *sink;
    const kith_terminal *screen;
    const kith_table *table;
    kith_arena arena; /* cleaned texts; emptied after each row */
    grid_column *columns;
    size_t pending; /* spaces before whatever comes next in the line */
} grid;

/* As many digits after the point as show four significant ones of the largest
 * number, and none if all are whole. */
static int digits_of_column(const kith_table *table, size_t column)
{
    double largest = 0;
    bool whole = true;
    for (size_t row = 0; row < kith_table_rows(table); row++) {
        const double value = kith_table_real(table, row, column);
        if (!kith_table_has(table, row, column) || !isfinite(value))
            continue;
        largest = fmax(largest, fabs(value));
        whole = whole && value == floor(value);
    }
    if (whole || largest == 0)
        return 0;
    const int magnitude = (int)floor(log10(largest));
    const int digits = 3 - magnitude;
    return digits < 0 ? 0 : digits > 15 ? 15 : digits;
}

/* Text of a cell, in `number` or borrowed; NULL if out of memory. */
static const char *cell_text(grid *g, size_t row, size_t column, char *number)
{
    if (!kith_table_has(g->table, row, column))
        return "";
    switch (kith_table_type(g->table, column)) {
    case KITH_COLUMN_TEXT:
        return kith_clean_text(&g->arena,
                               kith_table_text(g->table, row, column));
    case KITH_COLUMN_INTEGER:
        snprintf(number, KITH_NUMBER_SIZE, "%" PRId64,
                 kith_table_integer(g->table, row, column));
        return number;
    case KITH_COLUMN_REAL:
        return kith_number_fixed(kith_table_real(g->table, row, column),
                                 g->columns[column].digits, number);
    }
    return "";
}

static size_t width_of(const char *text)
{
    return kith_display_width((kith_text){text, strlen(text)});
}

static bool measure(grid *g)
{
    const size_t count = kith_table_columns(g->table);
    char number[KITH_NUMBER_SIZE];
    for (size_t c = 0; c < count; c++) {
        g->columns[c].width = width_of(kith_table_name(g->table, c));
        if (kith_table_type(g->table, c) == KITH_COLUMN_REAL)
            g->columns[c].digits = digits_of_column(g->table, c);
    }
    for (size_t row = 0; row < kith_table_rows(g->table); row++) {
        for (size_t c = 0; c < count; c++) {
            const char *text = cell_text(g, row, c, number);
            if (!text)
                return false;
            const size_t width = width_of(text);
            if (width > g->columns[c].width)
                g->columns[c].width = width;
        }
        if (g->arena.used)
            kith_arena_free(&g->arena);
    }
    return true;
}

/* An id is there to be copied into the next command, as from column "id" and
 * from "n.id" of a query. */
static bool is_id(const char *column)
{
    const char *member = strrchr(column, '.');
    return !strcmp(member ? member + 1 : column, "id");
}

static bool may_cut(const grid *g, size_t column)
{
    return kith_table_type(g->table, column) == KITH_COLUMN_TEXT &&
           !is_id(kith_table_name(g->table, column));
}

/* Take columns from the widest text until the table fits, or nothing more can
 * be taken. */
static void fit(grid *g)
{
    const size_t count = kith_table_columns(g->table);
    size_t total = 0;
    for (size_t c = 0; c < count; c++)
        total += g->columns[c].width + (c ? GAP : 0);
    while (total > g->screen->width) {
        grid_column *widest = NULL;
        for (size_t c = 0; c < count; c++) {
            if (may_cut(g, c) &&
                (!widest || g->columns[c].width > widest->width))
                widest = &g->columns[c];
        }
        if (!widest || widest->width <= LEAST_CUT)
            break;
        widest->width--;
        total--;
    }
}

/* `text` in no more than `room` columns; `*cut` is the caller's to release. */
static const char *fitted(const char *text, size_t room, char **cut)
{
    *cut = NULL;
    if (width_of(text) <= room)
        return text;
    const size_t length =
        kith_display_fit((kith_text){text, strlen(text)}, room - 1);
    *cut = KITH_NEW(char, length + sizeof "…");
    if (!*cut)
        return text;
    snprintf(*cut, length + sizeof "…", "%.*s…", (int)length, text);
    return *cut;
}

static void put_cell(grid *g, size_t column, const char *text, kith_look look)
{
    const bool is_text = kith_table_type(g->table, column) == KITH_COLUMN_TEXT;
    const size_t room = g->columns[column].width;
    char *cut = NULL;
    const char *shown = fitted(text, room, &cut);
    const size_t width = width_of(shown);
    const size_t spaces = width < room ? room - width : 0;
    g->pending += (column ? GAP : 0) + (is_text ? 0 : spaces);
    if (*shown) {
        kith_putf(g->sink, "%*s", (int)g->pending, "");
        kith_put_look(g->sink, g->screen, look, shown);
        g->pending = 0;
    }
    g->pending += is_text ? spaces : 0;
    kith_release(cut);
}

/* Nothing is put where nothing comes next. */
static void end_line(grid *g)
{
    g->pending = 0;
    kith_put_char(g->sink, '\n');
}

static bool put_rows(grid *g)
{
    const size_t count = kith_table_columns(g->table);
    char number[KITH_NUMBER_SIZE];
    for (size_t c = 0; c < count; c++)
        put_cell(g, c, kith_table_name(g->table, c), KITH_BOLD);
    end_line(g);
    for (size_t row = 0; row < kith_table_rows(g->table); row++) {
        for (size_t c = 0; c < count; c++) {
            const char *text = cell_text(g, row, c, number);
            if (!text)
                return false;
            put_cell(g, c, text, KITH_PLAIN);
        }
        end_line(g);
        if (g->arena.used)
            kith_arena_free(&g->arena);
    }
    return true;
}

kith_status kith_grid_put(kith_sink *sink,
                          const kith_terminal *screen,
                          const kith_table *table,
                          kith_error *err)
{
    grid g = {.sink = sink, .screen = screen, .table = table};
    bool fine = false;
    g.columns = KITH_NEW(grid_column, kith_table_columns(table));
    if (g.columns && measure(&g)) {
        if (screen->is_terminal)
            fit(&g);
        fine = put_rows(&g);
    }
    kith_release(g.columns);
    kith_arena_free(&g.arena);
    return fine ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}
