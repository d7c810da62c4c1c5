/* Sums over the rows of tables. */
#include "store/digest.h"

#include "base/error.h"

#include <stdio.h>

/* All tables but those of chunks, which have checksums of their own. */
static const struct {
    const char *name;
    const char *columns;
    bool can_be_empty; /* without its rows the base is slower, and whole */
} tables[] = {
    [KITH_DIGEST_DOCUMENTS] =
        {"documents",
                                 "number, id, title, publisher, url, date, more, shape, written",
                                 false                                                                      },
    [KITH_DIGEST_ENTITIES] =
        {"entities",
                                 "number, id, type, name, properties, evidence, more, shape, written",
                                 false                                                                      },
    [KITH_DIGEST_MORE_TYPES] = {"more_types",     "entity, position, type",                           false},
    [KITH_DIGEST_ALIASES] = {"aliases",        "entity, position, text",                           false},
    [KITH_DIGEST_RELATIONS] =
        {"relations",
                                 "number, source, type, target, directed, weight, confidence, since,"
         " until, id, properties, evidence, more, shape, written",                                     false},
    [KITH_DIGEST_EVIDENCE] = {"evidence",
                                 "document, entity, relation, position",                               false},
    [KITH_DIGEST_VALUES] = {"column_values",  "col, entity, value",                               false},
    {"members",        "number, key, value",                               false},
    {"shapes",         "number, text",                                     false},
    {"entity_types",   "number, name",                                     false},
    {"relation_types", "number, name",                                     false},
    {"columns",        "number, name, how, stale",                         false},
    {"state",          "changes",                                          false},
    {"packing",        "entities, relations, documents, byte_size",        true },
    {"degrees",        "relations, entities",                              false},
    {"outdated",       "kind, number",                                     false},
    {"name_indexing",  "entities, words, texts, folding, icu",             true },
};

enum { TABLES = sizeof tables / sizeof *tables, SQL_SIZE = 512 };

/* -- sums ---------------------------------------------------------------- */

static uint64_t sum_of(sqlite3_stmt *row)
{
    const int count = sqlite3_column_count(row);
    kith_row_sum sum = {0};
    for (int at = 0; at < count; at++) {
        switch (sqlite3_column_type(row, at)) {
        case SQLITE_INTEGER:
            kith_sum_integer(&sum, sqlite3_column_int64(row, at));
            break;
        case SQLITE_FLOAT:
            kith_sum_real(&sum, sqlite3_column_double(row, at));
            break;
        case SQLITE_NULL:
            kith_sum_null(&sum);
            break;
        default:
            kith_sum_text(&sum, kith_column_text(row, at));
        }
    }
    return sum.state;
}

/* The sum of rows that a condition holds for. */
static kith_status sum_rows(const kith_store *store,
                            size_t table,
                            const char *where,
                            sqlite3_int64 number,
                            uint64_t *out,
                            kith_error *err)
{
    sqlite3_stmt *select = NULL;
    char sql[SQL_SIZE];
    bool row = false;
    kith_status st = KITH_OK;
    *out = 0;
    (void)snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE %s",
                   tables[table].columns, tables[table].name, where);
    KITH_TRY(st, kith_store_prepare(store, &select, sql, err), done);
    if (sqlite3_bind_parameter_count(select))
        sqlite3_bind_int64(select, 1, number);
    for (;;) {
        KITH_TRY(st, kith_store_step(store, select, &row, err), done);
        if (!row)
            break;
        *out += sum_of(select);
    }
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_digest_delete(const kith_store *store,
                               kith_digest_table table,
                               const char *where,
                               sqlite3_int64 number,
                               kith_error *err)
{
    sqlite3_stmt *statement = NULL;
    char sql[SQL_SIZE];
    uint64_t sum = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st, sum_rows(store, table, where, number, &sum, err), done);
    store->digest->sums[table] -= sum;
    (void)snprintf(sql, sizeof sql, "DELETE FROM %s WHERE %s",
                   tables[table].name, where);
    KITH_TRY(st, kith_store_prepare(store, &statement, sql, err), done);
    if (sqlite3_bind_parameter_count(statement))
        sqlite3_bind_int64(statement, 1, number);
    st = kith_store_do(store, statement, err);
done:
    sqlite3_finalize(statement);
    return st;
}

/* -- the table of sums --------------------------------------------------- */

/* The sum that is kept of a table. */
static kith_status kept_of(const kith_store *store,
                           size_t table,
                           uint64_t *out,
                           kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT sum FROM digests WHERE name = ?", err),
             done);
    sqlite3_bind_text(select, 1, tables[table].name, -1, SQLITE_STATIC);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    *out = (uint64_t)sqlite3_column_int64(select, 0);
    if (!row)
        st = kith_store_damaged(store, "a sum of rows is missing", err);
done:
    sqlite3_finalize(select);
    return st;
}

static kith_status keep(const kith_store *store,
                        size_t table,
                        uint64_t sum,
                        kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    kith_status st = kith_store_prepare(
        store, &insert, "INSERT OR REPLACE INTO digests(name, sum) VALUES(?,?)",
        err);
    if (st == KITH_OK) {
        sqlite3_bind_text(insert, 1, tables[table].name, -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 2, (sqlite3_int64)sum);
        st = kith_store_do(store, insert, err);
    }
    sqlite3_finalize(insert);
    return st;
}

kith_status kith_digest_read(const kith_store *store, kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < KITH_DIGEST_COUNT && st == KITH_OK; i++)
        st = kept_of(store, i, &store->digest->sums[i], err);
    return st;
}

kith_status kith_digest_write(const kith_store *store, kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < TABLES && st == KITH_OK; i++) {
        uint64_t sum = i < KITH_DIGEST_COUNT ? store->digest->sums[i] : 0;
        if (i >= KITH_DIGEST_COUNT)
            st = sum_rows(store, i, "1", 0, &sum, err);
        if (st == KITH_OK)
            st = keep(store, i, sum, err);
    }
    return st;
}

kith_status kith_digest_take(const kith_store *store, kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < KITH_DIGEST_COUNT && st == KITH_OK; i++)
        st = sum_rows(store, i, "1", 0, &store->digest->sums[i], err);
    return st;
}

kith_status kith_digest_verify(const kith_store *store, kith_error *err)
{
    for (size_t i = 0; i < TABLES; i++) {
        char what[80];
        uint64_t kept = 0;
        uint64_t sum = 0;
        kith_status st = kept_of(store, i, &kept, err);
        if (st == KITH_OK)
            st = sum_rows(store, i, "1", 0, &sum, err);
        if (st != KITH_OK)
            return st;
        if (sum == kept || (sum == 0 && tables[i].can_be_empty))
            continue;
        (void)snprintf(what, sizeof what, "table '%s' is not as it was written",
                       tables[i].name);
        return kith_store_damaged(store, what, err);
    }
    return KITH_OK;
}
