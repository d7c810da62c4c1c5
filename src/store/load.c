/* A base as a graph: the pack, then the rows that are newer. */
#include "store/load.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/check.h"
#include "store/fresh.h"
#include "store/gone.h"

#include <kith/store.h>

#include <string.h>

typedef struct {
    kith_store *store; /* the keeper's */
    kith_keeper *keeper;
    kith_reading *reading;
} loading;

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static kith_origin origin_of(kith_record_kind kind, uint64_t number)
{
    return (kith_origin)kind << 48 | number;
}

/* Origins of `count` rows; those with a bit in `without` have no record. */
static bool fill_origins(kith_pages *origins,
                         kith_record_kind kind,
                         size_t count,
                         const kith_pages *numbers,
                         const kith_pages *without)
{
    const uint32_t *number = numbers->used ? numbers->data : NULL;
    const uint64_t *none = without && without->used ? without->data : NULL;
    kith_origin *to = NULL;
    if (count == 0)
        return true;
    to = kith_pages_take(origins, count * sizeof *to);
    for (size_t i = 0; to && i < count; i++) {
        to[i] = kith_bit(none, i) ? KITH_NO_ORIGIN
                                  : origin_of(kind, number ? number[i] : i + 1);
    }
    return to != NULL;
}

/* Rows are numbered as they come: the last one in the pack is its mark. */
static bool ends_at(const kith_pages *numbers, size_t count, int64_t mark)
{
    const uint32_t *number = numbers->data;
    const size_t last = numbers->used ? number[count - 1] : count;
    return mark >= 0 && last == (uint64_t)mark;
}

static bool is_marked(const kith_reading *r, const kith_pack *pack)
{
    const kith_pages *own = pack->own;
    return ends_at(&own[KITH_PACK_ENTITY_NUMBER],
                   r->entities.refs.used / sizeof(kith_ref),
                   pack->upto.entities) &&
           ends_at(&own[KITH_PACK_RELATION_NUMBER],
                   r->sources_of.used / sizeof(kith_id),
                   pack->upto.relations) &&
           ends_at(&own[KITH_PACK_DOCUMENT_NUMBER],
                   r->documents.refs.used / sizeof(kith_ref),
                   pack->upto.documents);
}

static kith_status take_pack(const kith_store *store,
                             kith_reading *r,
                             kith_pack *pack,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    const kith_pages *own = pack->own;
    KITH_TRY(st, kith_pack_read(store, r, pack, err), done);
    KITH_TRY(st, kith_pack_check(store, r, pack, err), done);
    if (!is_marked(r, pack)) {
        st = kith_store_damaged(store, "its packing is marked wrongly", err);
        goto done;
    }
    const bool good =
        fill_origins(&r->entity_origins, KITH_RECORD_ENTITY,
                     r->entities.refs.used / sizeof(kith_ref),
                     &own[KITH_PACK_ENTITY_NUMBER], &own[KITH_PACK_IMPLICIT]) &&
        fill_origins(&r->document_origins, KITH_RECORD_DOCUMENT,
                     r->documents.refs.used / sizeof(kith_ref),
                     &own[KITH_PACK_DOCUMENT_NUMBER], &own[KITH_PACK_CITED]);
    if (!good)
        st = no_memory(err);
done:
    return st;
}

/* Entities and documents that are gone without a trace, or there twice; to
 * count relations takes too long, which is left to kith_store_verify(). */
static kith_status check_counts(const kith_store *store,
                                const kith_reading *r,
                                kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT (SELECT count(*) FROM entities),"
                                " (SELECT count(*) FROM documents)",
                                err),
             done);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    if (sqlite3_column_int64(select, 0) != r->entities.count ||
        sqlite3_column_int64(select, 1) != r->documents.count)
        st = kith_store_damaged(store, "a record is missing", err);
done:
    sqlite3_finalize(select);
    return st;
}

/* Relations need their origins written out if they are not in rows 1, 2, 3, …,
 * or if others come behind them: of a large base that is much of its memory. */
static kith_status fill_relations(const kith_store *store,
                                  kith_reading *r,
                                  const kith_pack *pack,
                                  kith_error *err)
{
    const kith_pages *numbers = &pack->own[KITH_PACK_RELATION_NUMBER];
    sqlite3_stmt *select = NULL;
    bool newer = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT 1 FROM relations WHERE number > ?"
                                " LIMIT 1",
                                err),
             done);
    sqlite3_bind_int64(select, 1, pack->upto.relations);
    KITH_TRY(st, kith_store_step(store, select, &newer, err), done);
    if ((newer || numbers->used) &&
        !fill_origins(&r->relation_origins, KITH_RECORD_RELATION,
                      r->sources_of.used / sizeof(kith_id), numbers, NULL))
        st = no_memory(err);
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_store_arrays(const kith_store *store,
                              bool from_rows,
                              kith_reading *reading,
                              kith_pack *pack,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    if (!from_rows) {
        KITH_TRY(st, take_pack(store, reading, pack, err), done);
        KITH_TRY(st, kith_gone_drop(store, reading, pack, err), done);
        KITH_TRY(st, fill_relations(store, reading, pack, err), done);
    }
    KITH_TRY(st, kith_fresh_read(store, reading, pack, err), done);
    KITH_TRY(st, kith_gone_drop_types(store, reading, err), done);
    st = check_counts(store, reading, err);
done:
    return st;
}

/* What members are added to, and where they come from. */
typedef struct {
    const kith_store *store;
    kith_reading *reading;
    kith_consumer builder;
} adding;

static kith_status take_member(void *context,
                               sqlite3_stmt *row,
                               kith_error *err)
{
    const adding *a = context;
    const kith_text value = kith_column_text(row, 1);
    if (kith_json_check(value, "member", NULL) != KITH_OK)
        return kith_store_damaged(a->store, "a member is no JSON", err);
    return a->builder.member(a->reading, kith_column_text(row, 0), value)
               ? KITH_OK
               : no_memory(err);
}

static kith_status take_members(const kith_store *store,
                                kith_reading *reading,
                                kith_error *err)
{
    adding a = {store, reading, kith_builder(reading)};
    sqlite3_stmt *select = NULL;
    kith_status st =
        kith_store_prepare(store, &select,
                           "SELECT key, value FROM members ORDER BY number",
                           err);
    if (st == KITH_OK)
        st = kith_store_each(store, select, take_member, &a, err);
    sqlite3_finalize(select);
    return st;
}

kith_status kith_store_load_all(const kith_store *store,
                                kith_keeper *keeper,
                                kith_reading *reading,
                                kith_error *err)
{
    kith_pack pack = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_arrays(store, false, reading, &pack, err), done);
    kith_keeper_take_numbers(keeper, &pack);
    kith_keeper_serve(keeper, reading);
    st = take_members(store, reading, err);
done:
    kith_pack_free(&pack);
    return st;
}

/* The reading has the keeper, and the keeper the base, as soon as each is made.
 */
static kith_status begin(loading *l, const char *path, kith_error *err)
{
    kith_status st = KITH_OK;
    kith_store *store = NULL;
    KITH_TRY(st, kith_store_open(&store, path, KITH_STORE_READ, err), done);
    l->store = store;
    KITH_TRY(st, kith_keeper_new(&l->keeper, store, true, err), done);
    store = NULL;
    l->reading = kith_parts_reading(kith_keeper_backing(l->keeper));
    if (!l->reading) {
        kith_keeper_free(l->keeper);
        st = no_memory(err);
        goto done;
    }
    kith_keeper_serve(l->keeper, l->reading);
    st = kith_store_run(l->store, "BEGIN", err);
done:
    kith_store_close(store);
    return st;
}

kith_status kith_store_load(kith_graph **out,
                            const char *path,
                            unsigned threads,
                            kith_error *err)
{
    loading l = {0};
    kith_status st = KITH_OK;
    *out = NULL;
    KITH_TRY(st, begin(&l, path, err), done);
    KITH_TRY(st, kith_store_load_all(l.store, l.keeper, l.reading, err), done);
    st = kith_parts_graph(out, l.reading, threads, err);
    l.reading = NULL;
done:
    kith_reading_free(l.reading);
    return st;
}
