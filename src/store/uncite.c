/* Records with less evidence: elements that cite a document are cut out of the
 * text, and all else stays as it was written. */
#include "store/uncite.h"

#include "base/alloc.h"
#include "base/error.h"
#include "json/scan.h"
#include "store/digest.h"
#include "store/keeper.h"
#include "store/rows.h"

#include <string.h>

/* What is needed for one record after the other. */
typedef struct {
    kith_store *store;
    kith_keeper *keeper;
    kith_store_rows rows;
    sqlite3_stmt *document; /* its number, and whether it goes, by id */
    size_t bare;            /* records that are left with no evidence */
} uncite;

/* For each kind: which records, the fixed columns of a row, and where it
 * cites. */
static const struct {
    kith_record_kind kind;
    kith_digest_table table;
    const char *citing;
    const char *which;
    const char *columns;
} kinds[] = {
    {
     .kind = KITH_RECORD_ENTITY,
     .table = KITH_DIGEST_ENTITIES,
     .citing = "entity = ?",
     .which = "SELECT DISTINCT entity FROM evidence WHERE entity IS NOT NULL"
                 " AND document IN gone_documents AND entity NOT IN"
                 " gone_entities",   .columns = "SELECT e.id, e.type, t.name, 0, 0, 0 FROM entities AS e"
                   " LEFT JOIN entity_types AS t ON t.number = e.type"
                   " WHERE e.number = ?", },
    {
     .kind = KITH_RECORD_RELATION,
     .table = KITH_DIGEST_RELATIONS,
     .citing = "relation = ?",
     .which = "SELECT DISTINCT relation FROM evidence WHERE relation IS NOT"
                 " NULL AND document IN gone_documents AND relation NOT IN"
                 " gone_relations", .columns = "SELECT r.id, r.type, t.name, r.source, r.target, r.directed"
                   " FROM relations AS r JOIN relation_types AS t ON t.number ="
                   " r.type WHERE r.number = ?", },
};

/* -- texts --------------------------------------------------------------- */

/* The row of the document that an element cites, and whether it goes. */
static sqlite3_int64 look_up(uncite *u, kith_text id, bool *goes)
{
    bool row = false;
    sqlite3_int64 number = 0;
    kith_bind_text(u->document, 1, id);
    if (kith_store_step(u->store, u->document, &row, NULL) == KITH_OK && row) {
        number = sqlite3_column_int64(u->document, 0);
        *goes = sqlite3_column_int(u->document, 1);
    }
    sqlite3_reset(u->document);
    return number;
}

static sqlite3_int64 document_number(void *context, kith_text id)
{
    bool goes = false;
    return look_up(context, id, &goes);
}

/* Whether an element stays; true if out of memory, which shows elsewhere. */
static bool stays(uncite *u, kith_text element)
{
    const kith_text written = kith_document_cited(element);
    char *plain = written.data ? KITH_NEW(char, written.length) : NULL;
    bool goes = false;
    if (plain) {
        const kith_text id = {plain, kith_json_unescape(written, plain)};
        (void)look_up(u, id, &goes);
    }
    kith_release(plain);
    return !goes;
}

static void put_rest(uncite *u, kith_text evidence, kith_bytes *out)
{
    kith_text element = {0};
    size_t at = 0;
    bool any = false;
    kith_bytes_put(out, "[", 1);
    while (kith_json_each_element(evidence, &at, &element)) {
        if (!stays(u, element))
            continue;
        kith_bytes_put(out, ", ", any ? 2 : 0);
        kith_bytes_put(out, element.data, element.length);
        any = true;
    }
    kith_bytes_put(out, "]", 1);
    u->bare += !any;
}

/* The record with what stays of its evidence. */
static void put_less(uncite *u, kith_text record, kith_bytes *out)
{
    static const kith_text name = {"evidence", sizeof "evidence" - 1};
    const char *done = record.data;
    kith_text key = {0};
    kith_text value = {0};
    size_t at = 0;
    while (kith_json_each_member(record, &at, &key, &value)) {
        if (!kith_json_is_key(key, name) || *value.data != '[')
            continue;
        kith_bytes_put(out, done, (size_t)(value.data - done));
        put_rest(u, value, out);
        done = value.data + value.length;
    }
    kith_bytes_put(out, done, (size_t)(record.data + record.length - done));
}

/* -- rows ---------------------------------------------------------------- */

static kith_status clear(const uncite *u,
                         size_t kind,
                         sqlite3_int64 number,
                         kith_error *err)
{
    const kith_status st = kith_digest_delete(u->store, KITH_DIGEST_EVIDENCE,
                                              kinds[kind].citing, number, err);
    return st != KITH_OK ? st
                         : kith_digest_delete(u->store, kinds[kind].table,
                                              "number = ?", number, err);
}

/* Put a record in place of the row that it is of. */
static kith_status replace(uncite *u,
                           size_t kind,
                           sqlite3_int64 number,
                           kith_text record,
                           kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(u->store, &select, kinds[kind].columns, err),
             done);
    sqlite3_bind_int64(select, 1, number);
    KITH_TRY(st, kith_store_step(u->store, select, &row, err), done);
    if (!row) {
        st = kith_store_damaged(u->store, "a record is missing", err);
        goto done;
    }
    /* the statement holds its row while the table changes under it */
    const kith_row fresh = {
        .number = number,
        .id = kith_column_text(select, 0),
        .type = sqlite3_column_int64(select, 1),
        .type_name = kith_column_text(select, 2).data,
        .source = sqlite3_column_int64(select, 3),
        .target = sqlite3_column_int64(select, 4),
        .directed = sqlite3_column_int(select, 5),
        .record = record,
    };
    KITH_TRY(st, clear(u, kind, number, err), done);
    st = kith_store_rows_put(&u->rows, kinds[kind].kind, &fresh, err);
done:
    sqlite3_finalize(select);
    return st;
}

static kith_status uncite_one(uncite *u,
                              size_t kind,
                              sqlite3_int64 number,
                              kith_error *err)
{
    kith_bytes less = {0};
    char *text = NULL;
    size_t length = 0;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_keeper_record(u->keeper, kinds[kind].kind, number, &text,
                                &length, err),
             done);
    put_less(u, (kith_text){text, length}, &less);
    kith_bytes_put(&less, "", 1); /* the scanner reads on to a NUL */
    if (less.failed) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    st = replace(u, kind, number, (kith_text){less.data, less.used - 1}, err);
done:
    kith_release(text);
    kith_release(less.data);
    return st;
}

static kith_status uncite_kind(uncite *u,
                               size_t kind,
                               size_t *changed,
                               kith_error *err)
{
    kith_pages numbers = {0};
    kith_status st =
        kith_store_list_all(u->store, kinds[kind].which, &numbers, err);
    const uint32_t *all = numbers.data;
    const size_t count = numbers.used / sizeof *all;
    for (size_t i = 0; i < count && st == KITH_OK; i++)
        st = uncite_one(u, kind, all[i], err);
    *changed += count;
    kith_pages_free(&numbers);
    return st;
}

kith_status kith_store_uncite(kith_store *store,
                              kith_store_change *change,
                              kith_error *err)
{
    uncite u = {.store = store};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_keeper_new(&u.keeper, store, false, err), done);
    KITH_TRY(st, kith_store_rows_open(&u.rows, store, err), done);
    KITH_TRY(st,
             kith_store_prepare(store, &u.document,
                                "SELECT number, number IN gone_documents FROM"
                                " documents WHERE id = ?",
                                err),
             done);
    u.rows.document = document_number;
    u.rows.context = &u;
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
        KITH_TRY(st, uncite_kind(&u, kind, &change->changed, err), done);
    change->bare = u.bare;
done:
    sqlite3_finalize(u.document);
    kith_store_rows_close(&u.rows);
    kith_keeper_free(u.keeper);
    return st;
}
