/* Cells to fields of a record, column by column. */
#include "records/dialects/cells.h"

#include "base/alloc.h"
#include "base/number.h"
#include "records/dialects/cited.h"
#include "records/dialects/retold.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define KITH_UNIT_SEPARATOR '\x1F'

bool kith_columns_open(kith_columns *columns, const kith_csv_rows *header)
{
    kith_translation *t = header->t;
    columns->items =
        KITH_ARENA_NEW(&columns->texts, kith_column, header->count + 1);
    if (!columns->items)
        return kith_translation_no_memory(t);
    columns->count = header->count;
    for (size_t i = 0; i < header->count; i++) {
        const kith_text name = kith_as_json(t, header->fields[i]);
        const char *copy =
            kith_arena_text(&columns->texts, name.data, name.length);
        if (!copy)
            return kith_translation_no_memory(t);
        columns->items[i].key = (kith_text){copy, name.length};
    }
    return true;
}

void kith_columns_clear(kith_columns *columns)
{
    kith_arena_free(&columns->texts);
}

bool kith_columns_have(const kith_columns *columns, kith_role role)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->items[i].role == role)
            return true;
    }
    return false;
}

void kith_columns_name(kith_columns *columns, const kith_role_row *names)
{
    for (size_t i = 0; i < columns->count; i++) {
        kith_column *column = &columns->items[i];
        for (unsigned char rank = 0; names[rank].key; rank++) {
            if (!kith_is_name(column->key, names[rank].key))
                continue;
            column->role = names[rank].role;
            column->rank = rank;
            break;
        }
    }
}

void kith_columns_number(kith_columns *columns)
{
    enum { ROOM = 32 };
    for (size_t i = 0; i < columns->count; i++) {
        char *name = kith_arena_take(&columns->texts, ROOM);
        if (name)
            columns->items[i].key =
                (kith_text){name,
                            (size_t)snprintf(name, ROOM, "column %zu", i + 1)};
    }
}

/* -- rows ---------------------------------------------------------------- */

/* The separator of lists that are in one cell. */
static char separator_of(const kith_column *column, kith_text text)
{
    /* what kith writes for Neo4j where all else stands in the texts */
    if (text.length && memchr(text.data, KITH_UNIT_SEPARATOR, text.length))
        return KITH_UNIT_SEPARATOR;
    if (column->separator)
        return column->separator;
    return text.length && memchr(text.data, '|', text.length) ? '|' : ';';
}

/* What a cell without quotes looks like. */
static void guess_cell(kith_translation *t,
                       const kith_column *column,
                       kith_field *field,
                       kith_text text)
{
    kith_field_guess(t, field, text);
    if (column->exact && kith_is_json_number(text))
        field->type = KITH_JSON_NUMBER;
}

/* Each part of a list that is a JSON string becomes what it looks like. */
static void guess_parts(kith_translation *t,
                        const kith_column *column,
                        kith_field *field,
                        kith_text text,
                        char separator)
{
    const char *at = text.data;
    const char *const end = text.data + text.length;
    bool all = true;
    while (all && at < end) {
        const char *to = memchr(at, separator, (size_t)(end - at));
        kith_field part = {0};
        if (!to)
            to = end;
        guess_cell(t, column, &part, (kith_text){at, (size_t)(to - at)});
        all = part.type != KITH_JSON_STRING;
        at = to + 1;
    }
    if (!all)
        return;
    /* numbers and truth values need no quotes: separators become commas */
    char *list = kith_arena_take(&t->scratch, text.length + 2 + KITH_PADDING);
    if (!list) {
        (void)kith_translation_no_memory(t);
        return;
    }
    list[0] = '[';
    for (size_t i = 0; i < text.length; i++)
        list[i + 1] =
            text.data[i] == separator
                ? ','
                : (char)(text.data[i] |
                         ((text.data[i] >= 'A' && text.data[i] <= 'Z') ? 0x20
                                                                       : 0));
    list[text.length + 1] = ']';
    field->text = (kith_text){list, text.length + 2};
}

/* Where the part of a list that begins at `at` in quotes ends, the closing
 * quote not counted; NULL if it has none that a separator or the end follows.
 */
static const char *closing_quote(const char *at,
                                 const char *end,
                                 char separator)
{
    for (at++; at < end; at++) {
        if (*at != '"')
            continue;
        if (at + 1 == end || at[1] == separator)
            return at;
        at += at[1] == '"';
    }
    return NULL;
}

/* A part in quotes, those that are doubled in it written once. */
static void put_quoted_part(kith_translation *t,
                            const char *at,
                            const char *end)
{
    kith_put_raw(t, "\"", 1);
    while (at < end) {
        const char *quote = memchr(at, '"', (size_t)(end - at));
        const char *const to = quote ? quote + 1 : end;
        kith_put_part(t, (kith_text){at, (size_t)(to - at)});
        at = quote ? quote + 2 : end;
    }
    kith_put_raw(t, "\"", 1);
}

/* The parts of a text as an array, separators in quotes not counted. */
static kith_text as_quoted_list(kith_translation *t,
                                kith_text text,
                                char separator)
{
    const size_t from = t->out_used;
    const char *at = text.data;
    const char *const end = text.data + text.length;
    kith_open(t, '[');
    while (at < end) {
        const char *close =
            *at == '"' ? closing_quote(at, end, separator) : NULL;
        const char *to =
            close ? close + 1 : memchr(at, separator, (size_t)(end - at));
        if (!to)
            to = end;
        if (to > at)
            kith_next(t);
        if (close)
            put_quoted_part(t, at + 1, close);
        else if (to > at)
            kith_put_plain(t, (kith_text){at, (size_t)(to - at)});
        at = to + 1;
    }
    kith_close(t, ']');
    return kith_take_back(t, from);
}

static void set_list(kith_translation *t,
                     const kith_column *column,
                     kith_field *field,
                     kith_text text)
{
    const char separator = separator_of(column, text);
    field->type = KITH_JSON_ARRAY;
    if (!column->separator && kith_take_array(t, text, &field->text))
        return; /* as kith writes it */
    field->text = column->quotes ? as_quoted_list(t, text, separator)
                                 : kith_as_list(t, text, separator);
    if (column->cell == KITH_CELL_GUESSES)
        guess_parts(t, column, field, text, separator);
}

/* "Directed" and "Undirected" are no types. */
static bool is_way(const kith_column *column, kith_text text)
{
    return column->way &&
           (kith_is_name(text, "directed") || kith_is_name(text, "undirected"));
}

static void set_way(kith_field *field, kith_text text)
{
    const bool directed = kith_is_name(text, "directed");
    field->role = KITH_ROLE_DIRECTED;
    field->type = directed ? KITH_JSON_TRUE : KITH_JSON_FALSE;
    field->text = directed ? (kith_text){"true", 4} : (kith_text){"false", 5};
}

static void set_prefixed(kith_translation *t,
                         const kith_column *column,
                         kith_field *field,
                         kith_text text)
{
    kith_field_text(t, field, text);
    const kith_text inside = field->text;
    const size_t length = column->prefix.length + 1 + inside.length;
    char *id = kith_arena_take(&t->scratch, length + KITH_PADDING);
    if (!id) {
        (void)kith_translation_no_memory(t);
        return;
    }
    memcpy(id, column->prefix.data, column->prefix.length);
    id[column->prefix.length] = ':';
    if (inside.length)
        memcpy(id + column->prefix.length + 1, inside.data, inside.length);
    field->text = (kith_text){id, length};
}

/* Note a cell that became a number or a truth value, to tell of it if it stays
 * one. */
static void note_guess(const kith_translation *t,
                       kith_column *column,
                       kith_text text)
{
    if (column->guessed++)
        return;
    column->guess = t->place;
    (void)snprintf(column->example, sizeof column->example, "%.*s",
                   (int)text.length, text.data);
}

/* Codes among numbers make texts of the whole column, when all is read. Who
 * asks what a table becomes is told that its cells have types. */
static void guess(kith_translation *t,
                  kith_column *column,
                  kith_field *field,
                  kith_text text)
{
    guess_cell(t, column, field, text);
    if (field->role != KITH_ROLE_PROPERTY)
        return;
    column->numbers = column->numbers || field->type == KITH_JSON_NUMBER;
    if (!column->codes && field->type == KITH_JSON_STRING &&
        kith_is_code(text)) {
        column->codes = true;
        column->code = t->place;
    }
    if (t->sample && field->type != KITH_JSON_STRING)
        note_guess(t, column, field->text);
}

/* Columns of Neo4j, which have separators, say themselves what they hold. */
static void take_told(kith_translation *t,
                      const kith_column *column,
                      kith_field *field,
                      kith_text text)
{
    if (kith_field_told(t, field, text) || field->role != KITH_ROLE_PROPERTY)
        return;
    if (column->exact && kith_is_json_number(text) &&
        isfinite(kith_number_parse(text))) {
        field->type = KITH_JSON_NUMBER;
        return;
    }
    kith_lose_example(t,
                      "cell is not of the type that its column says, and was "
                      "kept as text",
                      "cells are not of the types that their columns say, and "
                      "were kept as texts",
                      field->text);
}

static void set_cell(kith_translation *t,
                     kith_column *column,
                     kith_text text,
                     bool quoted)
{
    kith_field *field = kith_add_field(t, column->role, column->key);
    if (!field)
        return;
    field->rank = column->rank;
    if (column->role == KITH_ROLE_EVIDENCE && kith_field_cited(t, field, text))
        return;
    if (column->cell == KITH_CELL_TEXTS || column->cell == KITH_CELL_GUESSES)
        set_list(t, column, field, text);
    else if (is_way(column, text))
        set_way(field, text);
    else if (column->prefix.data)
        set_prefixed(t, column, field, text);
    else if (column->cell == KITH_CELL_TEXT ||
             (quoted && column->role == KITH_ROLE_PROPERTY))
        kith_field_text(t, field, text);
    else if (column->separator)
        take_told(t, column, field, text);
    else
        guess(t, column, field, text);
}

/* A list without what all lists of the column begin with. */
static kith_text without_first(const kith_column *column, kith_text text)
{
    const size_t length = column->first ? strlen(column->first) : 0;
    if (!length || text.length < length ||
        memcmp(text.data, column->first, length) != 0)
        return text;
    if (text.length == length)
        return (kith_text){text.data, 0};
    const bool ends = memchr(";|\x1F", text.data[length], 3);
    return ends ? (kith_text){text.data + length + 1, text.length - length - 1}
                : text;
}

#define MORE_CELLS                                         \
 "row has more cells than the header; they were left out", \
     "rows have more cells than the header; they were left out"

void kith_put_row(kith_csv_rows *rows, kith_columns *columns)
{
    kith_translation *t = rows->t;
    kith_clear_fields(t);
    for (size_t i = 0; i < rows->count && i < columns->count; i++) {
        const kith_text text =
            without_first(&columns->items[i], rows->fields[i]);
        kith_column *column = &columns->items[i];
        /* columns of Neo4j, which have separators, say what they hold; an
         * empty text needs quotes there, too */
        const bool quoted =
            rows->quoted[i] && rows->chooses &&
            (!column->separator || column->cell == KITH_CELL_TEXT);
        const bool property = column->role == KITH_ROLE_PROPERTY;
        columns->full += property && text.length;
        if (text.length
                ? quoted || !column->usual || !kith_is_name(text, column->usual)
                : quoted && property && column->cell <= KITH_CELL_TEXT)
            set_cell(t, column, text, quoted);
        else
            columns->empty += property && !text.length;
    }
    if (rows->count > columns->count)
        kith_lose(t, MORE_CELLS);
    kith_put_fields(t, columns->kind, KITH_UNTYPED);
}

/* Members of documents that are texts whatever they look like; an array may
 * stand as JSON text. */
static void put_document_cell(kith_translation *t,
                              kith_text key,
                              kith_text text,
                              bool quoted)
{
    static const char *const texts[] = {"id",        "title",    "date",  "url",
                                        "publisher", "language", "author"};
    kith_field field = {0};
    bool is_text = false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        is_text = is_text || kith_is_name(key, texts[i]);
    if (is_text) {
        kith_field_text(t, &field, text);
    } else if (kith_take_array(t, text, &field.text)) {
        field.type = KITH_JSON_ARRAY;
    } else if (quoted) {
        kith_field_text(t, &field, text);
    } else {
        kith_field_guess(t, &field, text);
        if (kith_is_json_number(text)) /* texts that look so have quotes */
            field.type = KITH_JSON_NUMBER;
    }
    kith_put_key(t, key);
    kith_put_value(t, field.type, field.text);
}

bool kith_put_document_row(kith_csv_rows *rows, const kith_columns *columns)
{
    kith_translation *t = rows->t;
    if (!rows->count || !columns->count ||
        !kith_is_name(columns->items[0].key, "record") ||
        !kith_is_name(rows->fields[0], "document"))
        return false;
    kith_clear_fields(t);
    kith_begin(t, KITH_RECORD_DOCUMENT);
    kith_put_member(t, "record", (kith_text){"document", 8});
    for (size_t i = 1; i < rows->count && i < columns->count; i++) {
        if (rows->fields[i].length)
            put_document_cell(t, columns->items[i].key, rows->fields[i],
                              rows->quoted[i] && rows->chooses);
    }
    if (rows->count > columns->count)
        kith_lose(t, MORE_CELLS);
    kith_end(t);
    return true;
}

/* -- the whole table ----------------------------------------------------- */

/* Whether a column has codes among its numbers. */
static bool is_mixed(const kith_column *column)
{
    return column->numbers && column->codes;
}

static void tell_guessed(kith_translation *t, const kith_columns *columns)
{
    const kith_column *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const kith_column *column = &columns->items[i];
        if (!column->guessed || is_mixed(column))
            continue;
        count += column->guessed;
        if (!first || column->guess.offset < first->guess.offset)
            first = column;
    }
    if (!first)
        return;
    t->place = first->guess;
    const kith_text example = {first->example, strlen(first->example)};
    for (size_t i = 0; i < count; i++)
        kith_lose_example(t,
                          "cell looks like a number or a truth value and "
                          "becomes one (--map text=COLUMN keeps a column as "
                          "text)",
                          "cells look like numbers or truth values and become "
                          "such (--map text=COLUMN keeps a column as text)",
                          example);
}

/* The columns that have both, said one by one. Returns how many. */
static size_t find_mixed(kith_translation *t,
                         const kith_columns *columns,
                         kith_text *keys)
{
    size_t count = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const kith_column *column = &columns->items[i];
        if (!is_mixed(column))
            continue;
        keys[count++] = column->key;
        t->place = column->code;
        kith_lose_example(t,
                          "column has codes as 007 among its numbers, and was "
                          "kept as text",
                          "columns have codes as 007 among their numbers, and "
                          "were kept as texts",
                          column->key);
    }
    return count;
}

void kith_columns_finish(kith_translation *t, kith_columns *columns)
{
    kith_text *keys = kith_new_array(columns->count + 1, sizeof *keys);
    if (!keys) {
        (void)kith_translation_no_memory(t);
        return;
    }
    tell_guessed(t, columns);
    const size_t mixed = find_mixed(t, columns, keys);
    if (mixed && t->status == KITH_OK)
        kith_retell_as_texts(t, columns->kind, keys, mixed);
    kith_release(keys);
    for (size_t i = 0;
         t->sample && columns->empty < columns->full && i < columns->empty; i++)
        kith_lose(t, "empty cell says nothing", "empty cells say nothing");
}
