/* The schema: made in a new base, and looked for in one that is there. */
#include "store/schema.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

/* The line of the schema from which on it makes indexes. */
static const char indexes[] = "\n-- Indexes, made once the rows are there.\n";

/* The text with a NUL after it; to be released. */
static char *copy_schema(kith_error *err)
{
    char *text = KITH_NEW(char, kith_store_schema_size + 1);
    if (text) {
        memcpy(text, kith_store_schema, kith_store_schema_size);
    } else {
        (void)kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return text;
}

kith_status kith_schema_run(const kith_store *store,
                            bool rows_are_there,
                            kith_error *err)
{
    char *text = copy_schema(err);
    if (!text)
        return KITH_E_MEMORY;
    char *rest = strstr(text, indexes);
    *rest = '\0';
    const kith_status st =
        kith_store_run(store, rows_are_there ? rest + 1 : text, err);
    kith_release(text);
    return st;
}

kith_status kith_schema_create(const kith_store *store,
                               const char *beginning,
                               kith_error *err)
{
    char *text = copy_schema(err);
    if (!text)
        return KITH_E_MEMORY;
    char *from = strstr(text, beginning);
    strstr(from, ";\n")[1] = '\0';
    const kith_status st = kith_store_run(store, from, err);
    kith_release(text);
    return st;
}

/* -- comparing ----------------------------------------------------------- */

/* A base in memory that has the schema and no rows. */
static kith_status open_empty(kith_store *empty, kith_error *err)
{
    char *text = copy_schema(err);
    kith_status st = KITH_OK;
    if (!text)
        return KITH_E_MEMORY;
    if (sqlite3_open(":memory:", &empty->db) == SQLITE_OK) {
        st = kith_store_run(empty, text, err);
    } else {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    kith_release(text);
    return st;
}

/* Types are asked for before texts, which a value is turned into. */
static bool is_same(sqlite3_stmt *x, sqlite3_stmt *y, int column)
{
    if (sqlite3_column_type(x, column) != sqlite3_column_type(y, column))
        return false;
    const kith_text one = kith_column_text(x, column);
    const kith_text other = kith_column_text(y, column);
    return one.length == other.length &&
           (!one.length || !memcmp(one.data, other.data, one.length));
}

/* Look for what `row` says of the schema. */
static kith_status find_object(const kith_store *store,
                               sqlite3_stmt *find,
                               sqlite3_stmt *wanted,
                               kith_error *err)
{
    bool row = false;
    kith_bind_text(find, 1, kith_column_text(wanted, 0));
    kith_status st = kith_store_step(store, find, &row, err);
    if (st == KITH_OK &&
        !(row && is_same(wanted, find, 1) && is_same(wanted, find, 2) &&
          is_same(wanted, find, 3)))
        st = kith_store_damaged(store, "its schema is not that of a base", err);
    sqlite3_reset(find);
    return st;
}

#define OBJECTS "SELECT name, type, tbl_name, sql FROM sqlite_schema"

kith_status kith_schema_verify(const kith_store *store, kith_error *err)
{
    kith_store empty = {.path = store->path};
    sqlite3_stmt *wanted = NULL;
    sqlite3_stmt *find = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st, open_empty(&empty, err), done);
    KITH_TRY(st, kith_store_prepare(&empty, &wanted, OBJECTS, err), done);
    KITH_TRY(st,
             kith_store_prepare(store, &find, OBJECTS " WHERE name = ?", err),
             done);
    for (;;) {
        KITH_TRY(st, kith_store_step(&empty, wanted, &row, err), done);
        if (!row)
            break;
        KITH_TRY(st, find_object(store, find, wanted, err), done);
    }
done:
    sqlite3_finalize(wanted);
    sqlite3_finalize(find);
    sqlite3_close(empty.db);
    return st;
}
