/* The beginning and the end of what changes rows. */
#include "store/writing.h"

#include "base/error.h"
#include "store/digest.h"
#include "store/migrate.h"

kith_status kith_store_begin(kith_store *store, kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_run(store, "BEGIN IMMEDIATE", err), done);
    KITH_TRY(st, kith_store_migrate(store, err), done);
    st = kith_digest_read(store, err);
done:
    return st;
}

kith_status kith_store_commit(const kith_store *store, kith_error *err)
{
    const kith_status st = kith_digest_write(store, err);
    return st == KITH_OK ? kith_store_run(store, "COMMIT", err) : st;
}
