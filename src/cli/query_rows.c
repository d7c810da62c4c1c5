/* Rows of a query in the format that is asked for. Lines of JSON are written as
 * they come; a document is held back until it is whole, and tables until the
 * types of their columns are known. */
#include "base/alloc.h"
#include "base/error.h"
#include "cli/query.h"
#include "cli/result.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a cell takes beside its text, about: pointers, and what malloc() adds.
 */
#define CELL 64

typedef struct rows {
    kith_query_call *q;
    kith_sink sink;
    size_t columns;
    size_t count; /* of rows so far */
    /* Tables: cells as text, and what their columns may hold. */
    char **cells; /* NULL = null */
    size_t used;
    size_t room;
    size_t held; /* bytes of all that is held back */
    bool *is_integer;
    bool *is_number;
    kith_status st;
} rows;

/* Whether a row is beyond those to be shown; it is counted then. */
static bool is_hidden(rows *r)
{
    r->q->rows++;
    if (!r->q->shown || r->q->rows <= r->q->shown)
        return false;
    r->q->hidden++;
    return true;
}

static bool no_memory(rows *r)
{
    r->st = kith_fail(&r->q->call->err, KITH_E_MEMORY, "out of memory");
    return false;
}

/* The rows that are held back count as memory of the query. */
static bool is_within(rows *r)
{
    kith_call *call = r->q->call;
    const uint64_t most = call->settings.memory;
    if (!most || r->held + kith_query_memory(r->q->query) <= most)
        return true;
    r->st = kith_fail(&call->err, KITH_E_LIMIT,
                      "the rows need more than %" PRIu64 " KiB of memory",
                      most / 1024);
    kith_hint(&call->err, "ask for less, allow more with --memory, or write "
                          "rows as they come with --format=jsonl");
    return false;
}

/* -- JSON ---------------------------------------------------------------- */

static void put_cell(rows *r, const kith_value *value)
{
    if (r->st == KITH_OK) {
        r->st = kith_value_put_json(r->q->session, value, r->sink.file,
                                    &r->q->call->err);
    }
}

static bool put_json_row(void *context,
                         const kith_value *const *row,
                         size_t columns)
{
    rows *r = context;
    if (is_hidden(r))
        return true;
    kith_put(&r->sink, r->count++ ? ",\n [" : "\n [");
    for (size_t i = 0; i < columns; i++) {
        if (i)
            kith_put_char(&r->sink, ',');
        put_cell(r, row[i]);
    }
    kith_put_char(&r->sink, ']');
    r->held = (size_t)ftello(r->sink.file);
    return r->st == KITH_OK && is_within(r);
}

static bool put_line_row(void *context,
                         const kith_value *const *row,
                         size_t columns)
{
    rows *r = context;
    if (is_hidden(r))
        return true;
    kith_put_char(&r->sink, '{');
    for (size_t i = 0; i < columns; i++) {
        if (i)
            kith_put_char(&r->sink, ',');
        kith_put_json(&r->sink, kith_query_column(r->q->query, i));
        kith_put_char(&r->sink, ':');
        put_cell(r, row[i]);
    }
    kith_put(&r->sink, "}\n");
    return r->st == KITH_OK;
}

static void put_head(rows *r)
{
    kith_put(&r->sink, "{\"columns\":[");
    for (size_t i = 0; i < r->columns; i++) {
        if (i)
            kith_put_char(&r->sink, ',');
        kith_put_json(&r->sink, kith_query_column(r->q->query, i));
    }
    kith_put(&r->sink, "],\"rows\":[");
}

static kith_status run(rows *r, kith_row_visitor *visit)
{
    const kith_status st =
        kith_query_run(r->q->query, visit, r, &r->q->call->err);
    return r->st == KITH_OK ? st : r->st;
}

static kith_status finish(rows *r)
{
    if (r->q->gathers && !r->sink.failed)
        return KITH_OK;
    return kith_sink_finish(&r->sink, &r->q->call->err);
}

static kith_status put_lines(rows *r)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_query_begin(r->q, &r->sink), done);
    KITH_TRY(st, run(r, put_line_row), done);
    st = finish(r);
done:
    return st;
}

/* Nobody is left with half a document when the query fails. */
static kith_status put_document(rows *r)
{
    kith_status st = KITH_OK;
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    if (!file)
        return kith_fail(&r->q->call->err, KITH_E_MEMORY, "out of memory");
    r->sink = (kith_sink){.file = file};
    put_head(r);
    st = run(r, put_json_row);
    kith_put(&r->sink, r->count ? "\n]}" : "]}");
    if (fclose(file) != 0 && st == KITH_OK)
        st = kith_fail(&r->q->call->err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, st, done);
    KITH_TRY(st, kith_query_begin(r->q, &r->sink), done);
    kith_put_bytes(&r->sink, text, length);
    if (!r->q->listed)
        kith_put_char(&r->sink, '\n');
    st = finish(r);
done:
    free(text);
    return st;
}

/* -- tables -------------------------------------------------------------- */

/* CSV and TSV are for programs, other tables for people. */
static bool is_exact(const rows *r)
{
    const unsigned format = r->q->call->settings.format;
    return format == KITH_RESULT_CSV || format == KITH_RESULT_TSV;
}

static char *cell_text(rows *r, const kith_value *value)
{
    kith_session *session = r->q->session;
    kith_error *err = &r->q->call->err;
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    if (!file)
        return NULL;
    r->st = is_exact(r) ? kith_value_put_exact(session, value, file, err)
                        : kith_value_put_text(session, value, file, err);
    if (fclose(file) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static bool make_room(rows *r)
{
    if (r->used + r->columns <= r->room)
        return true;
    const size_t room = r->room ? r->room * 2 : r->columns * 64;
    char **cells = kith_grow_array(r->cells, room, sizeof *cells);
    if (!cells)
        return no_memory(r);
    r->cells = cells;
    r->room = room;
    return true;
}

static bool keep_row(void *context,
                     const kith_value *const *row,
                     size_t columns)
{
    rows *r = context;
    if (is_hidden(r))
        return true;
    if (!make_room(r))
        return false;
    for (size_t i = 0; i < columns; i++) {
        const kith_value_kind kind = kith_value_kind_of(row[i]);
        char *text = NULL;
        if (kind != KITH_VALUE_NULL && !(text = cell_text(r, row[i])))
            return no_memory(r);
        r->cells[r->used++] = text;
        r->held += CELL + (text ? 2 * strlen(text) : 0);
        if (!is_within(r))
            return false;
        const bool whole =
            kind == KITH_VALUE_INTEGER || kind == KITH_VALUE_NULL;
        const bool real =
            kind == KITH_VALUE_FLOAT && isfinite(kith_value_real(row[i]));
        r->is_integer[i] &= whole;
        r->is_number[i] &= whole || real;
    }
    r->count++;
    return r->st == KITH_OK;
}

static kith_status add_columns(const rows *r, kith_table *table)
{
    kith_call *call = r->q->call;
    kith_status st = KITH_OK;
    for (size_t i = 0; st == KITH_OK && i < r->columns; i++) {
        const kith_text name = kith_query_column(r->q->query, i);
        const char *copy =
            kith_arena_text(&call->arena, name.data, name.length);
        if (!copy)
            return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        const bool numbers = r->count > 0 && r->is_number[i];
        st = kith_table_add_column(table, copy,
                                   numbers && r->is_integer[i]
                                       ? KITH_COLUMN_INTEGER
                                   : numbers ? KITH_COLUMN_REAL
                                             : KITH_COLUMN_TEXT,
                                   &call->err);
    }
    return st;
}

static kith_status fill_table(const rows *r, kith_table *table)
{
    kith_error *err = &r->q->call->err;
    kith_status st = KITH_OK;
    for (size_t row = 0; row < r->count; row++) {
        KITH_TRY(st, kith_table_add_row(table, err), done);
        for (size_t i = 0; i < r->columns; i++) {
            const char *text = r->cells[row * r->columns + i];
            if (!text)
                continue;
            if (kith_table_type(table, i) == KITH_COLUMN_INTEGER) {
                kith_table_put_integer(table, i, strtoll(text, NULL, 10));
            } else if (kith_table_type(table, i) == KITH_COLUMN_REAL) {
                kith_table_put_real(table, i, strtod(text, NULL));
            } else {
                KITH_TRY(st, kith_table_put_text(table, i, text, err), done);
            }
        }
    }
done:
    return st;
}

static kith_status put_table(rows *r)
{
    kith_call *call = r->q->call;
    kith_status st = KITH_OK;
    kith_table *table = kith_table_new();
    r->is_integer = KITH_NEW(bool, r->columns);
    r->is_number = KITH_NEW(bool, r->columns);
    if (!table || !r->is_integer || !r->is_number) {
        st = kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    memset(r->is_integer, true, r->columns);
    memset(r->is_number, true, r->columns);
    KITH_TRY(st, run(r, keep_row), done);
    KITH_TRY(st, add_columns(r, table), done);
    KITH_TRY(st, fill_table(r, table), done);
    KITH_TRY(st, kith_query_begin(r->q, &r->sink), done);
    st = kith_result_table(call, table);
done:
    for (size_t i = 0; i < r->used; i++)
        free(r->cells[i]);
    kith_release(r->cells);
    kith_release(r->is_integer);
    kith_release(r->is_number);
    kith_table_free(table);
    return st;
}

kith_status kith_query_put_rows(kith_query_call *q)
{
    rows r = {.q = q, .columns = kith_query_columns(q->query)};
    switch (q->call->settings.format) {
    case KITH_RESULT_JSON:
        return put_document(&r);
    case KITH_RESULT_JSONL:
        return put_lines(&r);
    default:
        return put_table(&r);
    }
}
