/* The table of degrees. */
#include "store/degrees.h"

#include "base/alloc.h"
#include "base/error.h"

/* -- counting ------------------------------------------------------------ */

static void count_relations(const kith_reading *reading, uint32_t *degree)
{
    const kith_id *sources = reading->sources_of.data;
    const kith_id *targets = reading->targets_of.data;
    for (size_t r = 0; r < reading->relation_count; r++) {
        degree[sources[r]]++;
        degree[targets[r]] += sources[r] != targets[r];
    }
}

static kith_status put_degree(const kith_store *store,
                              sqlite3_stmt *insert,
                              size_t degree,
                              size_t entities,
                              kith_error *err)
{
    sqlite3_bind_int64(insert, 1, (sqlite3_int64)degree);
    sqlite3_bind_int64(insert, 2, (sqlite3_int64)entities);
    return kith_store_do(store, insert, err);
}

static kith_status put_degrees(const kith_store *store,
                               const uint32_t *degree,
                               size_t entities,
                               uint32_t *having,
                               kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    uint32_t most = 0;
    kith_status st = kith_store_prepare(
        store, &insert, "INSERT INTO degrees(relations, entities) VALUES(?,?)",
        err);
    for (size_t e = 0; e < entities; e++) {
        having[degree[e]]++;
        most = degree[e] > most ? degree[e] : most;
    }
    for (size_t d = 0; d <= most && st == KITH_OK; d++) {
        if (having[d])
            st = put_degree(store, insert, d, having[d], err);
    }
    sqlite3_finalize(insert);
    return st;
}

kith_status kith_degrees_write(const kith_store *store,
                               const kith_reading *reading,
                               kith_error *err)
{
    const size_t entities = reading->entities.count;
    uint32_t *degree = KITH_NEW(uint32_t, entities);
    uint32_t *having = KITH_NEW(uint32_t, 2 * reading->relation_count + 1);
    kith_status st = KITH_OK;
    if (!degree || !having) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_store_run(store, "DELETE FROM degrees", err), done);
    count_relations(reading, degree);
    st = put_degrees(store, degree, entities, having, err);
done:
    kith_release(degree);
    kith_release(having);
    return st;
}

/* Take what the table says away from what was counted: nothing is left. */
static kith_status compare(const kith_store *store,
                           uint32_t *having,
                           size_t most,
                           kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    bool same = true;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT relations, entities FROM degrees"
                                " WHERE entities <> 0",
                                err),
             done);
    for (;;) {
        KITH_TRY(st, kith_store_step(store, select, &row, err), done);
        if (!row)
            break;
        const sqlite3_int64 degree = sqlite3_column_int64(select, 0);
        same = same && degree >= 0 && (uint64_t)degree <= most &&
               having[degree] == sqlite3_column_int64(select, 1);
        if (same)
            having[degree] = 0;
    }
    for (size_t d = 0; d <= most; d++)
        same = same && having[d] == 0;
    if (!same)
        st = kith_store_damaged(store, "its table of degrees is wrong", err);
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_degrees_verify(const kith_store *store,
                                const kith_reading *reading,
                                kith_error *err)
{
    const size_t entities = reading->entities.count;
    const size_t most = 2 * reading->relation_count;
    uint32_t *degree = KITH_NEW(uint32_t, entities);
    uint32_t *having = KITH_NEW(uint32_t, most + 1);
    kith_status st = KITH_OK;
    if (!degree || !having) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    count_relations(reading, degree);
    for (size_t e = 0; e < entities; e++)
        having[degree[e]]++;
    st = compare(store, having, most, err);
done:
    kith_release(degree);
    kith_release(having);
    return st;
}

/* -- one entity ---------------------------------------------------------- */

static kith_status change(const kith_store *store,
                          const char *sql,
                          size_t degree,
                          kith_error *err)
{
    sqlite3_stmt *statement = NULL;
    kith_status st = kith_store_prepare(store, &statement, sql, err);
    if (st == KITH_OK) {
        sqlite3_bind_int64(statement, 1, (sqlite3_int64)degree);
        st = kith_store_do(store, statement, err);
    }
    sqlite3_finalize(statement);
    return st;
}

kith_status kith_degrees_move(const kith_store *store,
                              size_t before,
                              size_t after,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    if (before != SIZE_MAX)
        st = change(store,
                    "UPDATE degrees SET entities = entities - 1"
                    " WHERE relations = ?",
                    before, err);
    if (st == KITH_OK && after != SIZE_MAX)
        st = change(store,
                    "INSERT INTO degrees(relations, entities) VALUES(?, 1)"
                    " ON CONFLICT DO UPDATE SET entities = entities + 1",
                    after, err);
    return st;
}

kith_status kith_degree_of(kith_links *links,
                           uint32_t entity,
                           size_t *out,
                           kith_error *err)
{
    kith_pages list = {0};
    size_t own = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_links_of(links, entity, true, &list, err), done);
    const size_t leading = list.used / sizeof(kith_link);
    for (size_t i = 0; i < leading; i++)
        own += ((const kith_link *)list.data)[i].other == entity;
    KITH_TRY(st, kith_links_of(links, entity, false, &list, err), done);
    *out = list.used / sizeof(kith_link) - own;
done:
    kith_pages_free(&list);
    return st;
}

kith_status kith_degrees_rank(const kith_store *store,
                              size_t degree,
                              size_t *rank,
                              size_t *among,
                              kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT 1 + coalesce(sum(entities) FILTER"
                                " (WHERE relations > ?), 0), sum(entities)"
                                " FROM degrees",
                                err),
             done);
    sqlite3_bind_int64(select, 1, (sqlite3_int64)degree);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    *rank = (size_t)sqlite3_column_int64(select, 0);
    *among = (size_t)sqlite3_column_int64(select, 1);
done:
    sqlite3_finalize(select);
    return st;
}
