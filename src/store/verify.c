/* Whether a base says one thing throughout: its pages, its checksums, and the
 * arrays that were packed beside the rows that they were packed from. */
#include "base/alloc.h"
#include "base/error.h"
#include "store/census.h"
#include "store/checksum.h"
#include "store/degrees.h"
#include "store/digest.h"
#include "store/names.h"
#include "store/pack.h"
#include "store/schema.h"

#include <kith/store.h>

#include <stdio.h>
#include <string.h>

typedef struct {
    kith_store *store;
    kith_reading *packed; /* with the rows that are newer */
    kith_reading *rows;   /* out of rows alone */
    kith_pack pack;
    kith_pack none;
} verifying;

/* -- what SQLite knows --------------------------------------------------- */

/* Run a statement that gives no row, or one with "ok", if all is well. */
static kith_status ask(const kith_store *store,
                       const char *sql,
                       const char *otherwise,
                       kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    char what[160];
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_prepare(store, &select, sql, err), done);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    const char *said =
        row ? (const char *)sqlite3_column_text(select, 0) : "ok";
    if (!said || strcmp(said, "ok") != 0) {
        const char *line = said ? strchr(said, '\n') : NULL; /* a heading */
        (void)snprintf(what, sizeof what, "%s",
                       otherwise ? otherwise
                       : line    ? line + 1
                                 : "SQLite finds it so");
        what[strcspn(what, "\r\n")] = '\0';
        st = kith_store_damaged(store, what, err);
    }
done:
    sqlite3_finalize(select);
    return st;
}

static const struct {
    const char *sql;
    const char *otherwise; /* what is wrong; NULL = what the row says */
} questions[] = {
    {"PRAGMA integrity_check(1)",                        NULL                                                 },
    {"PRAGMA foreign_key_check",                         "a row leads to one that is not there"               },
    {"SELECT 1 WHERE (SELECT count(*) FROM state) <> 1",
     "it does not say how often it was changed"                                                               },
    {"SELECT 1 FROM columns WHERE stale = 0 AND (SELECT count(*) FROM"
     " column_values WHERE col = columns.number) <> (SELECT count(*) FROM"
     " entities)",                                  "a column that is kept does not go with its entities"},
};

/* -- checksums ----------------------------------------------------------- */

static kith_status sum_chunk(void *context, sqlite3_stmt *row, kith_error *err)
{
    const kith_store *store = context;
    const char *data = sqlite3_column_blob(row, 0);
    const size_t length = (size_t)sqlite3_column_bytes(row, 0);
    const size_t chunk = (size_t)sqlite3_column_int64(row, 2);
    return data && kith_checksum(data, length, chunk) ==
                       sqlite3_column_int64(row, 1)
               ? KITH_OK
               : kith_store_damaged(store, "a checksum is wrong", err);
}

/* Of all chunks of a table, those that nothing reads now as well. */
static kith_status sum_chunks(kith_store *store,
                              const char *sql,
                              kith_error *err)
{
    sqlite3_stmt *select = NULL;
    kith_status st = kith_store_prepare(store, &select, sql, err);
    if (st == KITH_OK)
        st = kith_store_each(store, select, sum_chunk, store, err);
    sqlite3_finalize(select);
    return st;
}

/* -- arrays beside rows -------------------------------------------------- */

static bool are_same(const kith_pages *x, const kith_pages *y)
{
    return x->used == y->used &&
           (x->used == 0 || !memcmp(x->data, y->data, x->used));
}

static bool is_same_text(const verifying *v, kith_ref x, kith_ref y)
{
    const char *packed = kith_texts_at(&v->packed->texts, x);
    const char *row = kith_texts_at(&v->rows->texts, y);
    return packed && row ? !strcmp(packed, row) : packed == row;
}

/* References, which lead into different texts; behind the entity, in extras. */
static bool are_same_texts(const verifying *v,
                           const kith_part *part,
                           const kith_pages *x,
                           const kith_pages *y)
{
    const size_t skip = part->kind == KITH_PART_EXTRAS ? sizeof(kith_id) : 0;
    bool same = x->used == y->used;
    for (size_t at = 0; same && at < x->used; at += part->size) {
        const char *packed = (const char *)x->data + at;
        const char *row = (const char *)y->data + at;
        kith_ref refs[2];
        memcpy(&refs[0], packed + skip, sizeof refs[0]);
        memcpy(&refs[1], row + skip, sizeof refs[1]);
        same = !memcmp(packed, row, skip) && is_same_text(v, refs[0], refs[1]);
    }
    return same;
}

/* Rows 1, 2, 3, … are not written out in what is packed. */
static bool are_same_origins(const kith_pages *packed, const kith_pages *rows)
{
    const kith_origin *origins = rows->data;
    bool same = true;
    if (packed->used)
        return are_same(packed, rows);
    for (size_t i = 0; same && i < rows->used / sizeof *origins; i++)
        same = origins[i] == kith_row_origin(KITH_RECORD_RELATION, i + 1);
    return same;
}

static bool are_same_arrays(const verifying *v)
{
    kith_reading *const x = v->packed;
    kith_reading *const y = v->rows;
    bool same = are_same(&x->sources_of, &y->sources_of) &&
                are_same(&x->targets_of, &y->targets_of) &&
                are_same(&x->entity_origins, &y->entity_origins) &&
                are_same_origins(&x->relation_origins, &y->relation_origins) &&
                are_same(&x->document_origins, &y->document_origins);
    for (const kith_part *part = kith_parts; same && part->name; part++) {
        const kith_pages *packed = kith_part_pages(x, part);
        const kith_pages *rows = kith_part_pages(y, part);
        same = part->kind >= KITH_PART_REFS
                   ? are_same_texts(v, part, packed, rows)
                   : are_same(packed, rows);
    }
    return same;
}

/* The ends of relations as the lists by source have them, with what is gone
 * since the packing; the lists were looked at when they were read. */
static bool list_ends(const verifying *v,
                      size_t entities,
                      kith_id *source,
                      kith_id *target)
{
    const kith_pages *own = v->pack.own;
    const uint32_t *from = own[KITH_PACK_SOURCE_FROM].data;
    const uint32_t *list = own[KITH_PACK_BY_SOURCE].data;
    const uint32_t *other = own[KITH_PACK_TARGETS].data;
    if (!source || !target)
        return false;
    for (size_t e = 0; e < entities; e++) {
        for (uint32_t i = from[e]; i < from[e + 1]; i++) {
            source[list[i]] = (kith_id)e;
            target[list[i]] = other[i];
        }
    }
    return true;
}

/* Whether the lists by target say what those by source do. */
static bool are_turned(const verifying *v,
                       size_t entities,
                       size_t relations,
                       const kith_id *source,
                       const kith_id *target)
{
    const kith_pages *own = v->pack.own;
    const uint32_t *from = own[KITH_PACK_TARGET_FROM].data;
    const uint32_t *list = own[KITH_PACK_BY_TARGET].data;
    const uint32_t *other = own[KITH_PACK_SOURCES].data;
    if (own[KITH_PACK_TARGET_FROM].used != (entities + 1) * sizeof *from ||
        own[KITH_PACK_BY_TARGET].used != relations * sizeof *list ||
        own[KITH_PACK_SOURCES].used != relations * sizeof *other ||
        from[0] != 0 || from[entities] != relations)
        return false;
    for (size_t e = 0; e < entities; e++) {
        if (from[e] > from[e + 1] || from[e + 1] > relations)
            return false;
        for (uint32_t i = from[e]; i < from[e + 1]; i++) {
            const uint32_t r = list[i];
            if (r >= relations || (i > from[e] && r <= list[i - 1]) ||
                target[r] != e || source[r] != other[i])
                return false;
        }
    }
    return true;
}

static kith_status verify_lists(verifying *v, kith_error *err)
{
    const size_t places =
        v->pack.own[KITH_PACK_SOURCE_FROM].used / sizeof(uint32_t);
    const size_t relations =
        v->pack.own[KITH_PACK_BY_SOURCE].used / sizeof(uint32_t);
    kith_id *source = KITH_NEW(kith_id, relations);
    kith_id *target = KITH_NEW(kith_id, relations);
    kith_status st = KITH_OK;
    for (int own = KITH_PACK_TARGET_FROM; own <= KITH_PACK_SOURCES; own++)
        KITH_TRY(st,
                 kith_pack_read_own(v->store, &v->pack, (kith_pack_own)own,
                                    err),
                 done);
    if (!places)
        goto done;
    if (!list_ends(v, places - 1, source, target)) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    } else if (!are_turned(v, places - 1, relations, source, target)) {
        st = kith_store_damaged(v->store,
                                "its lists of relations contradict each other",
                                err);
    }
done:
    kith_release(source);
    kith_release(target);
    return st;
}

static kith_status verify_arrays(verifying *v, kith_error *err)
{
    kith_status st = KITH_OK;
    v->packed = kith_reading_new();
    v->rows = kith_reading_new();
    if (!v->packed || !v->rows)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    KITH_TRY(st, kith_store_arrays(v->store, false, v->packed, &v->pack, err),
             done);
    KITH_TRY(st, kith_store_arrays(v->store, true, v->rows, &v->none, err),
             done);
    if (!are_same_arrays(v)) {
        st = kith_store_damaged(v->store, "its rows and its pack differ", err);
        goto done;
    }
    KITH_TRY(st, kith_degrees_verify(v->store, v->rows, err), done);
    KITH_TRY(st, kith_census_verify(v->store, v->rows, err), done);
    st = verify_lists(v, err);
done:
    return st;
}

static kith_status verify(verifying *v, kith_error *err)
{
    kith_names_about names = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_run(v->store, "BEGIN", err), done);
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        KITH_TRY(st,
                 ask(v->store, questions[i].sql, questions[i].otherwise, err),
                 done);
    KITH_TRY(st,
             sum_chunks(v->store, "SELECT data, checksum, chunk FROM pack",
                        err),
             done);
    KITH_TRY(st, kith_names_read_about(v->store, &names, err), done);
    if (names.upto) /* an older base may have none */
        KITH_TRY(st,
                 sum_chunks(v->store,
                            "SELECT data, checksum, chunk FROM name_index",
                            err),
                 done);
    if (v->store->version == KITH_STORE_VERSION)
        KITH_TRY(st, kith_schema_verify(v->store, err), done);
    if (v->store->version >= 2) /* see migrate.c */
        KITH_TRY(st, kith_digest_verify(v->store, err), done);
    st = verify_arrays(v, err);
done:
    return st;
}

kith_status kith_store_verify(const char *path, kith_error *err)
{
    verifying v = {0};
    kith_status st = kith_store_open(&v.store, path, KITH_STORE_READ, err);
    if (st == KITH_OK)
        st = verify(&v, err);
    kith_reading_free(v.packed);
    kith_reading_free(v.rows);
    kith_pack_free(&v.pack);
    kith_pack_free(&v.none);
    kith_store_close(v.store);
    return st;
}
