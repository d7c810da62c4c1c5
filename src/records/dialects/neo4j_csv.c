/* Tables for neo4j-admin import: headers such as "id:ID(space)", ":LABEL",
 * ":START_ID", ":TYPE" and "since:int[]". Ids of several spaces may be the
 * same, so they get the space before them; kith's own space is left out. A part
 * of a list in quotes may have the separator in it. */
#include "records/dialects/cells.h"
#include "records/dialects/dialects.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    kith_role role;
    bool has_space;
} kinds[] = {
    {"ID",       KITH_ROLE_ID,     true },
    {"START_ID", KITH_ROLE_SOURCE, true },
    {"END_ID",   KITH_ROLE_TARGET, true },
    {"LABEL",    KITH_ROLE_TYPE,   false},
    {"TYPE",     KITH_ROLE_TYPE,   false},
    {"IGNORE",   KITH_ROLE_DROP,   false},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const char *const numbers[] = {"int",  "long",  "float",  "double",
                                      "byte", "short", "boolean"};
enum { NUMBERS = sizeof numbers / sizeof *numbers };

/* The spaces of ids that kith writes, and what then delimits lists: no text in
 * the tables has it. */
static const struct {
    const char *name;
    char separator;
} own_spaces[] = {
    {"kith",      ';'   },
    {"kith-bar",  '|'   },
    {"kith-unit", '\x1F'},
};
enum { OWN_SPACES = sizeof own_spaces / sizeof *own_spaces };

static bool is_own_space(kith_text space)
{
    for (size_t i = 0; i < OWN_SPACES; i++) {
        if (kith_is_name(space, own_spaces[i].name))
            return true;
    }
    return false;
}

/* Properties that have a place of their own in a record. */
static const kith_role_row entity_properties[] = {
    {"name",     KITH_ROLE_NAME    },
    {"aliases",  KITH_ROLE_ALIASES },
    {"evidence", KITH_ROLE_EVIDENCE},
    {NULL,       KITH_ROLE_PROPERTY}
};

/* After the colon: "ID(space)". False if it is a type of properties. */
static bool take_kind(kith_column *column, kith_text after)
{
    for (size_t i = 0; i < KINDS; i++) {
        const size_t length = strlen(kinds[i].name);
        if (after.length < length ||
            strncasecmp(after.data, kinds[i].name, length) != 0 ||
            (after.length > length && after.data[length] != '('))
            continue;
        column->role = kinds[i].role;
        column->cell = KITH_CELL_TEXT;
        if (kinds[i].role == KITH_ROLE_TYPE && i == 3)
            column->cell = KITH_CELL_TEXTS;
        if (!kinds[i].has_space || after.length < length + 3)
            return true;
        const kith_text space = {after.data + length + 1,
                                 after.length - length - 2};
        if (!is_own_space(space))
            column->prefix = space;
        return true;
    }
    return false;
}

/* "int", "string[]" and the like. Numbers have a type, so no length makes codes
 * of them. */
static void take_type(kith_column *column, kith_text type)
{
    const bool list = type.length > 2 && type.data[type.length - 1] == ']';
    if (list)
        type.length -= 2;
    bool number = false;
    for (size_t i = 0; i < NUMBERS && !number; i++)
        number = kith_is_name(type, numbers[i]);
    column->exact = number;
    column->cell = list ? (number ? KITH_CELL_GUESSES : KITH_CELL_TEXTS)
                        : (number ? KITH_CELL_GUESS : KITH_CELL_TEXT);
}

/* "ID(space){id-type:long}" and "point{crs:wgs-84}" without what is in braces.
 */
static kith_text without_options(kith_text after)
{
    const char *brace =
        after.length ? memchr(after.data, '{', after.length) : NULL;
    return brace ? (kith_text){after.data, (size_t)(brace - after.data)}
                 : after;
}

static void take_column(kith_column *column)
{
    const char *colon = NULL;
    const char *brace = column->key.length
                            ? memchr(column->key.data, '{', column->key.length)
                            : NULL;
    size_t last =
        brace ? (size_t)(brace - column->key.data) : column->key.length;
    for (size_t i = last; i > 0 && !colon; i--) {
        if (column->key.data[i - 1] == ':')
            colon = column->key.data + i - 1;
    }
    column->separator = ';';
    column->quotes = true;
    column->cell = KITH_CELL_TEXT;
    if (!colon)
        return;
    const kith_text after = without_options(
        (kith_text){colon + 1, column->key.length -
                                   (size_t)(colon + 1 - column->key.data)});
    column->key.length = (size_t)(colon - column->key.data);
    if (!take_kind(column, after))
        take_type(column, after);
}

static void tell_columns(kith_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        take_column(&columns->items[i]);
    columns->kind = kith_columns_have(columns, KITH_ROLE_SOURCE)
                        ? KITH_RECORD_RELATION
                        : KITH_RECORD_ENTITY;
    const kith_role_row *names = columns->kind == KITH_RECORD_ENTITY
                                     ? entity_properties
                                     : kith_relation_attributes;
    for (size_t i = 0; i < columns->count; i++) {
        kith_columns one = {.items = &columns->items[i], .count = 1};
        if (one.items->role == KITH_ROLE_PROPERTY)
            kith_columns_name(&one, names);
    }
}

/* Whether a column's name ends so. */
static bool has_end(const kith_columns *columns, const char *end)
{
    const size_t length = strlen(end);
    for (size_t i = 0; i < columns->count; i++) {
        const kith_text key = columns->items[i].key;
        if (key.length >= length &&
            !memcmp(key.data + key.length - length, end, length))
            return true;
    }
    return false;
}

/* What delimits lists in a table that kith wrote; 0 if another did. */
static char own_separator(const kith_columns *columns)
{
    const bool relation = has_end(columns, "relation");
    for (size_t i = 0; i < OWN_SPACES; i++) {
        char id[40];
        char start[40];
        (void)snprintf(id, sizeof id, "id:ID(%s)", own_spaces[i].name);
        (void)snprintf(start, sizeof start, ":START_ID(%s)",
                       own_spaces[i].name);
        if (has_end(columns, id) || (relation && has_end(columns, start)))
            return own_spaces[i].separator;
    }
    return 0;
}

/* What kith writes for Neo4j's sake is told from what records say: the label
 * that all nodes have, and types in capitals beside the relation's own. */
static void tell_own_columns(kith_columns *columns, char separator)
{
    const bool relation = columns->kind == KITH_RECORD_RELATION;
    for (size_t i = 0; i < columns->count; i++) {
        kith_column *column = &columns->items[i];
        column->separator = separator;
        column->quotes = false;
        if (!relation && column->role == KITH_ROLE_TYPE)
            column->first = "Entity";
        else if (relation && kith_is_name(column->key, "id"))
            column->role = KITH_ROLE_ID;
        else if (relation && column->role == KITH_ROLE_TYPE &&
                 !kith_is_name(column->key, "relation"))
            column->role =
                column->key.length ? KITH_ROLE_PROPERTY : KITH_ROLE_DROP;
    }
}

static void translate(kith_translation *t)
{
    const char delimiter = kith_csv_rows_delimiter(
        (kith_text){t->feed.data + t->feed.at, t->feed.end - t->feed.at});
    kith_csv_rows rows = {.t = t, .delimiter = delimiter ? delimiter : ','};
    kith_columns columns = {0};
    if (kith_csv_rows_next(&rows) && kith_columns_open(&columns, &rows)) {
        const char own = own_separator(&columns);
        tell_columns(&columns);
        if (own)
            tell_own_columns(&columns, own);
        while (kith_csv_rows_next(&rows))
            kith_put_row(&rows, &columns);
    }
    kith_columns_clear(&columns);
    kith_csv_rows_close(&rows);
}

static kith_sureness sniff(kith_text bytes, const char **evidence)
{
    static const char *const marks[] = {":START_ID", ":END_ID", ":ID",
                                        ":LABEL"};
    bytes = kith_csv_rows_begin(bytes);
    const char *end =
        bytes.length ? memchr(bytes.data, '\n', bytes.length) : NULL;
    const size_t length = end ? (size_t)(end - bytes.data) : bytes.length;
    for (size_t i = 0; i < 4; i++) {
        if (memmem(bytes.data, length, marks[i], strlen(marks[i]))) {
            *evidence = marks[i];
            return KITH_SURE;
        }
    }
    return KITH_SURE_NOT;
}

const kith_dialect_row kith_dialect_neo4j_csv = {
    .is = {"neo4j-csv", "tables for neo4j-admin import", ".csv"},
    .sniff = sniff,
    .translate = translate,
    .implicit = true,
    .table = true,
};
