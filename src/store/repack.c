/* The pack once more: from what it has and the rows beside it. */
#include "store/repack.h"

#include "base/error.h"
#include "store/gone.h"
#include "store/names.h"

/* The base is packed again when so large a part of it is newer than the pack,
 * or if it has no more rows than can be packed at once. */
enum { FRESH_PART = 8, FEW_ROWS = 20000 };

kith_status kith_store_is_due(const kith_store *store,
                              size_t more,
                              bool *out,
                              kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(
                 store, &select,
                 "SELECT e + r, max(e - pe, 0) + max(r - pr, 0) + (SELECT"
                 " count(*) FROM outdated) FROM (SELECT coalesce((SELECT"
                 " max(number) FROM entities), 0) AS e, coalesce((SELECT"
                 " max(number) FROM relations), 0) AS r, coalesce((SELECT"
                 " entities FROM packing), 0) AS pe, coalesce((SELECT"
                 " relations FROM packing), 0) AS pr)",
                 err),
             done);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    const sqlite3_int64 rows = sqlite3_column_int64(select, 0);
    const sqlite3_int64 fresh =
        sqlite3_column_int64(select, 1) + (sqlite3_int64)more;
    *out = fresh && (rows <= FEW_ROWS || fresh * FRESH_PART >= rows);
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_store_repack(const kith_store *store, kith_error *err)
{
    kith_reading *reading = kith_reading_new();
    kith_pack pack = {0};
    kith_status st = KITH_OK;
    if (!reading)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, kith_store_run(store, "PRAGMA secure_delete=ON", err), done);
    KITH_TRY(st, kith_store_arrays(store, false, reading, &pack, err), done);
    KITH_TRY(st, kith_gone_delete_types(store, reading, err), done);
    KITH_TRY(st, kith_pack_write(store, reading, &pack, err), done);
    st = kith_names_build(store, NULL, NULL,
                          err); /* nothing is outdated any more */
done:
    kith_reading_free(reading);
    kith_pack_free(&pack);
    return st;
}
