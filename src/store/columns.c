/* Computed columns: kept beside the entities, and read again. */
#include "base/error.h"
#include "store/digest.h"
#include "store/writing.h"

#include <kith/store.h>

#include <math.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* The number of a column, stale or not or only if it is not; 0 if there is
 * none. */
static kith_status find_column(const kith_store *store,
                               const char *name,
                               const char *how,
                               bool stale_too,
                               sqlite3_int64 *out,
                               kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    *out = 0;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT number FROM columns WHERE name = ? AND"
                                " how = ? AND (stale = 0 OR ?)",
                                err),
             done);
    kith_bind_text(select, 1, text_of(name));
    kith_bind_text(select, 2, text_of(how));
    sqlite3_bind_int(select, 3, stale_too);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    if (row)
        *out = sqlite3_column_int64(select, 0);
done:
    sqlite3_finalize(select);
    return st;
}

static kith_status count_changes(const kith_store *store,
                                 int64_t *out,
                                 kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &select, "SELECT changes FROM state",
                                err),
             done);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    *out = sqlite3_column_int64(select, 0);
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_store_changes(const char *path, int64_t *out, kith_error *err)
{
    kith_store *store = NULL;
    kith_status st = kith_store_open(&store, path, KITH_STORE_READ, err);
    if (st == KITH_OK)
        st = count_changes(store, out, err);
    kith_store_close(store);
    return st;
}

/* -- keeping ------------------------------------------------------------- */

/* Make room for a column: what was kept under its name goes. */
static kith_status replace_column(const kith_store *store,
                                  const char *name,
                                  const char *how,
                                  sqlite3_int64 *out,
                                  kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, find_column(store, name, how, true, out, err), done);
    KITH_TRY(st,
             kith_digest_delete(store, KITH_DIGEST_VALUES, "col = ?", *out,
                                err),
             done);
    KITH_TRY(st,
             kith_store_prepare(store, &insert,
                                "INSERT INTO columns(name, how, stale)"
                                " VALUES(?1, ?2, 0) ON CONFLICT(name, how) DO"
                                " UPDATE SET stale = 0",
                                err),
             done);
    kith_bind_text(insert, 1, text_of(name));
    kith_bind_text(insert, 2, text_of(how));
    KITH_TRY(st, kith_store_do(store, insert, err), done);
    st = find_column(store, name, how, true, out, err);
done:
    sqlite3_finalize(insert);
    return st;
}

static kith_status fail_changed(const kith_store *store, kith_error *err)
{
    kith_fail(err, KITH_E_INVALID, "'%s' has changed while it was in use",
              store->path);
    kith_hint(err, "run the command again");
    return KITH_E_INVALID;
}

static kith_status put_value(const kith_store *store,
                             sqlite3_stmt *insert,
                             sqlite3_int64 column,
                             sqlite3_int64 entity,
                             double value,
                             kith_error *err)
{
    kith_row_sum sum = {0};
    kith_sum_integer(&sum, column);
    kith_sum_integer(&sum, entity);
    if (isnan(value)) {
        kith_sum_null(&sum);
    } else {
        kith_sum_real(&sum, value);
    }
    kith_sum_add(store, KITH_DIGEST_VALUES, &sum);
    sqlite3_bind_int64(insert, 1, column);
    sqlite3_bind_int64(insert, 2, entity);
    sqlite3_bind_double(insert, 3, value); /* NaN becomes NULL */
    return kith_store_do(store, insert, err);
}

/* A value for each entity, in order of number. */
static kith_status put_values(const kith_store *store,
                              sqlite3_int64 column,
                              const double *values,
                              size_t count,
                              kith_error *err)
{
    sqlite3_stmt *entities = NULL;
    sqlite3_stmt *insert = NULL;
    bool row = true;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &entities,
                                "SELECT number FROM entities ORDER BY number",
                                err),
             done);
    KITH_TRY(st,
             kith_store_prepare(store, &insert,
                                "INSERT INTO column_values(col, entity, value)"
                                " VALUES(?,?,?)",
                                err),
             done);
    for (size_t i = 0;; i++) {
        KITH_TRY(st, kith_store_step(store, entities, &row, err), done);
        if (row != (i < count))
            st = fail_changed(store, err);
        if (!row || st != KITH_OK)
            goto done;
        KITH_TRY(st,
                 put_value(store, insert, column,
                           sqlite3_column_int64(entities, 0), values[i], err),
                 done);
    }
done:
    sqlite3_finalize(entities);
    sqlite3_finalize(insert);
    return st;
}

kith_status kith_store_keep(const char *path,
                            int64_t changes,
                            const char *name,
                            const char *how,
                            const double *values,
                            size_t count,
                            kith_error *err)
{
    kith_store *store = NULL;
    sqlite3_int64 column = 0;
    int64_t now = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_open(&store, path, KITH_STORE_WRITE, err), done);
    KITH_TRY(st, kith_store_begin(store, err), done);
    KITH_TRY(st, count_changes(store, &now, err), done);
    if (now != changes) {
        st = fail_changed(store, err);
        goto done;
    }
    KITH_TRY(st, replace_column(store, name, how, &column, err), done);
    KITH_TRY(st, put_values(store, column, values, count, err), done);
    st = kith_store_commit(store, err);
done:
    kith_store_close(store);
    return st;
}

/* -- reading ------------------------------------------------------------- */

static kith_status take_values(const kith_store *store,
                               sqlite3_int64 column,
                               double *values,
                               size_t count,
                               bool *found,
                               kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    size_t taken = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT value FROM column_values WHERE col = ?"
                                " ORDER BY entity",
                                err),
             done);
    sqlite3_bind_int64(select, 1, column);
    for (;; taken++) {
        KITH_TRY(st, kith_store_step(store, select, &row, err), done);
        if (!row || taken == count)
            break;
        values[taken] = sqlite3_column_type(select, 0) == SQLITE_NULL
                            ? (double)NAN
                            : sqlite3_column_double(select, 0);
    }
    *found = !row && taken == count;
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_store_kept(const char *path,
                            const char *name,
                            const char *how,
                            double *values,
                            size_t count,
                            bool *found,
                            kith_error *err)
{
    kith_store *store = NULL;
    sqlite3_int64 column = 0;
    kith_status st = KITH_OK;
    *found = false;
    KITH_TRY(st, kith_store_open(&store, path, KITH_STORE_READ, err), done);
    KITH_TRY(st, kith_store_run(store, "BEGIN", err), done);
    KITH_TRY(st, find_column(store, name, how, false, &column, err), done);
    if (column)
        st = take_values(store, column, values, count, found, err);
done:
    kith_store_close(store);
    return st;
}
