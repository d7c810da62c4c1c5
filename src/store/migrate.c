/* Bases of older versions: what each version has brought.
 *
 * A base is read as it is, whatever its version is: readers ask kith_store for
 * the version where it matters. The first command that writes to it (add,
 * remove, rank --keep) brings it up to the newest, in its own transaction, so
 * that it has the old or the new state as after any other. An older kith then
 * refuses it and says why.
 *
 * 1  the first
 * 2  table "digests": a sum over the rows of each table
 * 3  index "entity_shadows": entities that a query finds beside their own id
 * 4  "name_index" in less space, without indexes of names beside it
 *
 * To change schema.sql in a way that an older kith would read or write wrongly,
 * count KITH_STORE_VERSION up and add a row here: what goes, what
 * of schema.sql is to be made, and a function for what else there is to do. The
 * schema of a base that has been brought up must be that of schema.sql to the
 * letter, which `kith check` compares. tests/store/versions.py makes a base of
 * each older version.
 */
#include "store/migrate.h"

#include "base/error.h"
#include "store/digest.h"
#include "store/names.h"
#include "store/schema.h"

#include <stdio.h>

/* Step 1 to 2. */
static kith_status sum_rows(const kith_store *store, kith_error *err)
{
    const kith_status st = kith_digest_take(store, err);
    return st == KITH_OK ? kith_digest_write(store, err) : st;
}

/* Step 3 to 4. */
static kith_status index_names(const kith_store *store, kith_error *err)
{
    return kith_names_build(store, NULL, NULL, err);
}

enum { MOST_CREATED = 2 };

/* What makes a version of the one before, by that. */
static const struct {
    const char *drop;                 /* statements, or NULL */
    const char *create[MOST_CREATED]; /* how statements in schema.sql begin */
    kith_status (*then)(const kith_store *store, kith_error *err); /* or NULL */
} steps[KITH_STORE_VERSION] = {
    [1] = {NULL,                                                                 {"CREATE TABLE digests "},                                       sum_rows},
    [2] = {NULL,                                                                 {"CREATE INDEX entity_shadows "},                                NULL    },
    [3] = {"DROP INDEX IF EXISTS entity_names;"
           "DROP INDEX IF EXISTS alias_texts; DROP TABLE name_index", {"CREATE TABLE name_index ", "CREATE UNIQUE INDEX name_parts "},
           index_names                                                                                                                                    },
};

static kith_status take_step(const kith_store *store, int from, kith_error *err)
{
    kith_status st = KITH_OK;
    if (steps[from].drop)
        KITH_TRY(st, kith_store_run(store, steps[from].drop, err), done);
    for (size_t i = 0; i < MOST_CREATED && steps[from].create[i]; i++) {
        KITH_TRY(st, kith_schema_create(store, steps[from].create[i], err),
                 done);
    }
    if (steps[from].then)
        st = steps[from].then(store, err);
done:
    return st;
}

static kith_status note_version(const kith_store *store, kith_error *err)
{
    char sql[64];
    (void)snprintf(sql, sizeof sql, "PRAGMA user_version=%d", store->version);
    return kith_store_run(store, sql, err);
}

kith_status kith_store_migrate(kith_store *store, kith_error *err)
{
    kith_status st = KITH_OK;
    while (store->version < KITH_STORE_VERSION) {
        KITH_TRY(st, take_step(store, store->version, err), done);
        store->version++;
        KITH_TRY(st, note_version(store, err), done);
    }
done:
    return st;
}
