/* Records out of rows: by number, and numbers by id. */
#include "store/keeper.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "json/scan.h"
#include "store/numbers.h"
#include "store/shape.h"

#include <string.h>

enum { KINDS = 3 };

struct kith_keeper {
    kith_store *store;
    bool takes;            /* the base is ours to close */
    kith_reading *reading; /* whose backing this is; borrowed */
    kith_backing backing;
    kith_pages numbers[KINDS]; /* uint32_t */
    sqlite3_stmt *select[KINDS];
    sqlite3_stmt *find[KINDS];
    kith_bytes buffer;
};

/* The text as it was written if there is one, then its shape, then the fields
 * of kith_record_field that records of this kind have. */
static const char *const selects[KINDS] = {
    [KITH_RECORD_ENTITY] =
        "SELECT e.written, s.text, e.id, t.name, e.name, e.properties,"
        " e.evidence, e.more FROM entities AS e"
        " LEFT JOIN shapes AS s ON s.number = e.shape"
        " LEFT JOIN entity_types AS t ON t.number = e.type"
        " WHERE e.number = ?",
    [KITH_RECORD_RELATION] =
        "SELECT r.written, s.text, r.id, t.name, a.id, b.id, r.weight,"
        " r.confidence, r.since, r.until, r.properties, r.evidence, r.more"
        " FROM relations AS r"
        " LEFT JOIN shapes AS s ON s.number = r.shape"
        " LEFT JOIN relation_types AS t ON t.number = r.type"
        " LEFT JOIN entities AS a ON a.number = r.source"
        " LEFT JOIN entities AS b ON b.number = r.target"
        " WHERE r.number = ?",
    [KITH_RECORD_DOCUMENT] =
        "SELECT d.written, s.text, d.id, d.title, d.publisher, d.url, d.date,"
        " d.more FROM documents AS d"
        " LEFT JOIN shapes AS s ON s.number = d.shape"
        " WHERE d.number = ?",
};

static const kith_record_field fields[KINDS][KITH_FIELD_COUNT] = {
    [KITH_RECORD_ENTITY] = {KITH_FIELD_ID,          KITH_FIELD_TYPE, KITH_FIELD_NAME,
                            KITH_FIELD_PROPERTIES, KITH_FIELD_EVIDENCE,
                            KITH_FIELD_MORE,                  KITH_FIELD_COUNT},
    [KITH_RECORD_RELATION] = {KITH_FIELD_ID,          KITH_FIELD_TYPE, KITH_FIELD_SOURCE,
                            KITH_FIELD_TARGET,     KITH_FIELD_WEIGHT,
                            KITH_FIELD_CONFIDENCE,            KITH_FIELD_SINCE,
                            KITH_FIELD_UNTIL, KITH_FIELD_PROPERTIES,
                            KITH_FIELD_EVIDENCE, KITH_FIELD_MORE,
                            KITH_FIELD_COUNT},
    [KITH_RECORD_DOCUMENT] = {KITH_FIELD_ID, KITH_FIELD_TITLE,
                            KITH_FIELD_PUBLISHER,                       KITH_FIELD_URL,
                            KITH_FIELD_DATE,                         KITH_FIELD_MORE,
                            KITH_FIELD_COUNT},
};

static const char *const finds[KINDS] = {
    [KITH_RECORD_ENTITY] = "SELECT number FROM entities WHERE id = ?",
    [KITH_RECORD_DOCUMENT] = "SELECT number FROM documents WHERE id = ?",
};

/* The same where an index is damaged. */
static const char *const scans[KINDS] = {
    [KITH_RECORD_ENTITY] = "SELECT number FROM entities NOT INDEXED"
                           " WHERE id = ?",
    [KITH_RECORD_DOCUMENT] = "SELECT number FROM documents NOT INDEXED"
                             " WHERE id = ?",
};

/* -- records ------------------------------------------------------------- */

/* The values of a row; numbers are written into `texts`. */
static void take_values(sqlite3_stmt *select,
                        const kith_record_field *list,
                        kith_text values[KITH_FIELD_COUNT],
                        char texts[2][KITH_NUMBER_SIZE])
{
    for (int i = 0; list[i] != KITH_FIELD_COUNT; i++) {
        const int at = i + 2;
        if (sqlite3_column_type(select, at) == SQLITE_FLOAT) {
            char *text = texts[list[i] == KITH_FIELD_CONFIDENCE];
            kith_number_format(sqlite3_column_double(select, at), text);
            values[list[i]] = (kith_text){text, strlen(text)};
        } else {
            values[list[i]] = kith_column_text(select, at);
        }
    }
}

static bool put_record(kith_keeper *keeper, kith_record_kind kind)
{
    sqlite3_stmt *select = keeper->select[kind];
    kith_text values[KITH_FIELD_COUNT] = {0};
    char texts[2][KITH_NUMBER_SIZE];
    const kith_text written = kith_column_text(select, 0);
    keeper->buffer.used = 0;
    if (written.data) {
        kith_bytes_put(&keeper->buffer, written.data, written.length);
        return !keeper->buffer.failed;
    }
    static const kith_text id_only = {"{\"id\": $'id}", 12};
    const kith_text shape = kith_column_text(select, 1);
    take_values(select, fields[kind], values, texts);
    return kith_split_write(shape.data ? shape : id_only, values,
                            &keeper->buffer);
}

/* What comes from a file is not trusted to be a record: all that read it rely
 * on sound JSON. */
static bool is_record(kith_text text)
{
    return text.length && *text.data == '{' &&
           kith_json_check(text, "record", NULL) == KITH_OK;
}

static kith_status copy_out(kith_keeper *keeper,
                            char **out,
                            size_t *length,
                            kith_error *err)
{
    const kith_text text = {keeper->buffer.data, keeper->buffer.used};
    if (!is_record(text))
        return kith_store_damaged(keeper->store, "a record is no JSON", err);
    *out = KITH_NEW(char, text.length + KITH_PADDING);
    if (!*out)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    memcpy(*out, text.data, text.length);
    *length = text.length;
    return KITH_OK;
}

kith_status kith_keeper_record(kith_keeper *keeper,
                               kith_record_kind kind,
                               sqlite3_int64 number,
                               char **out,
                               size_t *length,
                               kith_error *err)
{
    sqlite3_stmt *select = keeper->select[kind];
    bool row = false;
    kith_status st = KITH_OK;
    *out = NULL;
    sqlite3_bind_int64(select, 1, number);
    KITH_TRY(st, kith_store_step(keeper->store, select, &row, err), done);
    if (!row || !put_record(keeper, kind)) {
        st = keeper->buffer.failed
                 ? kith_fail(err, KITH_E_MEMORY, "out of memory")
                 : kith_store_damaged(keeper->store,
                                      row ? "a record does not fit its shape"
                                          : "a record is missing",
                                      err);
        goto done;
    }
    st = copy_out(keeper, out, length, err);
done:
    sqlite3_reset(select);
    return st;
}

static kith_status hand_out(void *context,
                            kith_origin origin,
                            char **out,
                            size_t *length,
                            kith_error *err)
{
    const kith_record_kind kind = (kith_record_kind)(origin >> 48);
    const uint64_t number = origin & (((kith_origin)1 << 48) - 1);
    return kith_keeper_record(context, kind, (sqlite3_int64)number, out, length,
                              err);
}

/* -- numbers ------------------------------------------------------------- */

void kith_keeper_take_numbers(kith_keeper *keeper, kith_pack *pack)
{
    static const kith_pack_own own[KINDS] = {
        [KITH_RECORD_ENTITY] = KITH_PACK_ENTITY_NUMBER,
        [KITH_RECORD_RELATION] = KITH_PACK_RELATION_NUMBER,
        [KITH_RECORD_DOCUMENT] = KITH_PACK_DOCUMENT_NUMBER,
    };
    for (size_t kind = 0; kind < KINDS; kind++) {
        kith_pages_free(&keeper->numbers[kind]);
        keeper->numbers[kind] = pack->own[own[kind]];
        pack->own[own[kind]] = (kith_pages){0};
    }
}

/* The row of an id; 0 if there is none. */
static kith_status look_up(const kith_keeper *keeper,
                           sqlite3_stmt *statement,
                           kith_text id,
                           sqlite3_int64 *number)
{
    bool row = false;
    kith_bind_text(statement, 1, id);
    const kith_status st =
        kith_store_step(keeper->store, statement, &row, NULL);
    *number = row ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return st;
}

/* Nobody can be told of a failure here: what an index does not give, its table
 * may, and that it is damaged shows in `kith check`. */
static kith_id find(void *context, kith_record_kind kind, kith_text id)
{
    kith_keeper *keeper = context;
    const size_t count = kind == KITH_RECORD_ENTITY
                             ? keeper->reading->entities.count
                             : keeper->reading->documents.count;
    sqlite3_int64 number = 0;
    if (look_up(keeper, keeper->find[kind], id, &number) != KITH_OK) {
        sqlite3_stmt *scan = NULL;
        if (kith_store_prepare(keeper->store, &scan, scans[kind], NULL) ==
            KITH_OK)
            (void)look_up(keeper, scan, id, &number);
        sqlite3_finalize(scan);
    }
    return number ? kith_numbers_place(&keeper->numbers[kind], count, number)
                  : KITH_NONE;
}

/* -- its life ------------------------------------------------------------ */

static void close_keeper(void *context)
{
    kith_keeper_free(context);
}

void kith_keeper_free(kith_keeper *keeper)
{
    if (!keeper)
        return;
    for (size_t i = 0; i < KINDS; i++) {
        sqlite3_finalize(keeper->select[i]);
        sqlite3_finalize(keeper->find[i]);
        kith_pages_free(&keeper->numbers[i]);
    }
    kith_release(keeper->buffer.data);
    if (keeper->takes)
        kith_store_close(keeper->store);
    kith_release(keeper);
}

kith_status kith_keeper_new(kith_keeper **out,
                            kith_store *store,
                            bool takes,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    kith_keeper *keeper = KITH_NEW(kith_keeper, 1);
    *out = NULL;
    if (!keeper)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    keeper->store = store;
    keeper->backing = (kith_backing){.record = hand_out,
                                     .find = find,
                                     .close = close_keeper,
                                     .name = store->path,
                                     .bytes = store->bytes,
                                     .context = keeper};
    for (size_t i = 0; i < KINDS; i++) {
        KITH_TRY(st,
                 kith_store_prepare(store, &keeper->select[i], selects[i], err),
                 done);
        if (finds[i])
            KITH_TRY(st,
                     kith_store_prepare(store, &keeper->find[i], finds[i], err),
                     done);
    }
    keeper->takes = takes;
    *out = keeper;
    keeper = NULL;
done:
    kith_keeper_free(keeper);
    return st;
}

const kith_backing *kith_keeper_backing(kith_keeper *keeper)
{
    return &keeper->backing;
}

void kith_keeper_serve(kith_keeper *keeper, kith_reading *reading)
{
    keeper->reading = reading;
}
