/* Rows into arrays: those after the pack, and those that have changed. */
#include "store/fresh.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/repeats.h"
#include "store/numbers.h"

#include <math.h>
#include <string.h>

/* Numbers of rows must fit into kith_id. */
static const sqlite3_int64 most_number = UINT32_MAX - 1;

typedef struct {
    const kith_store *store;
    kith_reading *reading;
    kith_pack *pack;
    kith_pages entity_types; /* numbers of their rows, by type */
    kith_pages relation_types;
    bool extras; /* some were added out of order */
} fresh;

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static kith_status broken(const fresh *f, kith_error *err)
{
    return kith_store_damaged(f->store, "a row leads to one that is not there",
                              err);
}

/* Run a statement whose parameter is `after` and take each of its rows. */
static kith_status each_row(fresh *f,
                            const char *sql,
                            sqlite3_int64 after,
                            kith_take_row *take,
                            kith_error *err)
{
    sqlite3_stmt *select = NULL;
    kith_status st = kith_store_prepare(f->store, &select, sql, err);
    if (st == KITH_OK) {
        sqlite3_bind_int64(select, 1, after);
        st = kith_store_each(f->store, select, take, f, err);
    }
    sqlite3_finalize(select);
    return st;
}

static kith_status number_at(const fresh *f,
                             sqlite3_stmt *row,
                             uint32_t *out,
                             kith_error *err)
{
    const sqlite3_int64 number = sqlite3_column_int64(row, 0);
    if (number < 1 || number > most_number)
        return kith_store_damaged(f->store,
                                  "a row has a number that is too"
                                  " large",
                                  err);
    *out = (uint32_t)number;
    return KITH_OK;
}

static kith_origin origin_of(kith_record_kind kind, uint32_t number, bool none)
{
    return none ? KITH_NO_ORIGIN : (kith_origin)kind << 48 | number;
}

/* -- types --------------------------------------------------------------- */

static kith_status take_type(const fresh *f,
                             sqlite3_stmt *row,
                             kith_intern *types,
                             kith_pages *numbers,
                             kith_error *err)
{
    const size_t count = numbers->used / sizeof(uint32_t);
    const kith_text name = kith_column_text(row, 1);
    uint32_t number = 0;
    const kith_status st = number_at(f, row, &number, err);
    if (st != KITH_OK)
        return st;
    if (count >= UINT16_MAX - 1 || !name.data)
        return kith_store_damaged(f->store, "there are too many types", err);
    if (!kith_pages_add(numbers, &number, sizeof number))
        return no_memory(err);
    if (count < types->refs.used / sizeof(kith_ref))
        return KITH_OK; /* it came with the pack */
    const kith_ref ref = kith_texts_keep(types->texts, name);
    return ref && kith_pages_add(&types->refs, &ref, sizeof ref)
               ? KITH_OK
               : no_memory(err);
}

static kith_status take_entity_type(void *context,
                                    sqlite3_stmt *row,
                                    kith_error *err)
{
    fresh *f = context;
    return take_type(f, row, &f->reading->entity_types, &f->entity_types, err);
}

static kith_status take_relation_type(void *context,
                                      sqlite3_stmt *row,
                                      kith_error *err)
{
    fresh *f = context;
    return take_type(f, row, &f->reading->relation_types, &f->relation_types,
                     err);
}

/* The type in column `at`; UINT16_MAX if there is none. */
static bool type_at(const kith_pages *numbers,
                    sqlite3_stmt *row,
                    int at,
                    bool needed,
                    uint16_t *out)
{
    const kith_id place =
        kith_numbers_place(numbers, numbers->used / sizeof(uint32_t),
                           sqlite3_column_int64(row, at));
    *out = place == KITH_NONE ? UINT16_MAX : (uint16_t)place;
    return place != KITH_NONE ||
           (!needed && sqlite3_column_type(row, at) == SQLITE_NULL);
}

/* -- entities ------------------------------------------------------------ */

static size_t entity_count(const fresh *f)
{
    return f->reading->entities.refs.used / sizeof(kith_ref);
}

static kith_ref ref_at(fresh *f, sqlite3_stmt *row, int at)
{
    const kith_text text = kith_column_text(row, at);
    return text.data ? kith_texts_keep(&f->reading->texts, text) : 0;
}

/* What a column that is never NULL says; one that is was overwritten. */
static bool has_text(sqlite3_stmt *row, int at)
{
    return sqlite3_column_type(row, at) == SQLITE_TEXT;
}

static kith_status take_entity(void *context,
                               sqlite3_stmt *row,
                               kith_error *err)
{
    fresh *f = context;
    kith_reading *r = f->reading;
    const bool named = sqlite3_column_type(row, 3) != SQLITE_NULL;
    uint32_t number = 0;
    uint16_t type = UINT16_MAX;
    const kith_status st = number_at(f, row, &number, err);
    if (st != KITH_OK)
        return st;
    if (!type_at(&f->entity_types, row, 2, false, &type) || !has_text(row, 1))
        return broken(f, err);
    const kith_ref id = ref_at(f, row, 1);
    const kith_ref name = ref_at(f, row, 3);
    const kith_origin origin =
        origin_of(KITH_RECORD_ENTITY, number, sqlite3_column_int(row, 4));
    const bool good =
        id && (name || !named) &&
        kith_numbers_add(&f->pack->own[KITH_PACK_ENTITY_NUMBER],
                         entity_count(f), number) &&
        kith_pages_add(&r->entities.refs, &id, sizeof id) &&
        kith_pages_add(&r->entity_names, &name, sizeof name) &&
        kith_pages_add(&r->entity_type, &type, sizeof type) &&
        kith_pages_add(&r->entity_origins, &origin, sizeof origin);
    f->pack->upto.entities = number;
    return good ? KITH_OK : no_memory(err);
}

static kith_id entity_at(const fresh *f, sqlite3_stmt *row, int at)
{
    return kith_numbers_place(&f->pack->own[KITH_PACK_ENTITY_NUMBER],
                              entity_count(f), sqlite3_column_int64(row, at));
}

static kith_status take_alias(void *context, sqlite3_stmt *row, kith_error *err)
{
    fresh *f = context;
    const kith_extra alias = {entity_at(f, row, 0), ref_at(f, row, 1)};
    if (alias.entity == KITH_NONE || !has_text(row, 1))
        return broken(f, err);
    return alias.value &&
                   kith_pages_add(&f->reading->aliases, &alias, sizeof alias)
               ? KITH_OK
               : no_memory(err);
}

static kith_status take_more_type(void *context,
                                  sqlite3_stmt *row,
                                  kith_error *err)
{
    fresh *f = context;
    kith_extra more = {.entity = entity_at(f, row, 0)};
    uint16_t type = UINT16_MAX;
    if (more.entity == KITH_NONE ||
        !type_at(&f->entity_types, row, 1, true, &type))
        return broken(f, err);
    more.value = type;
    return kith_pages_add(&f->reading->more_types, &more, sizeof more)
               ? KITH_OK
               : no_memory(err);
}

/* -- relations and documents --------------------------------------------- */

static double real_at(sqlite3_stmt *row, int at, double otherwise)
{
    return sqlite3_column_type(row, at) == SQLITE_NULL
               ? otherwise
               : sqlite3_column_double(row, at);
}

static kith_date date_at(sqlite3_stmt *row, int at)
{
    const kith_text text = kith_column_text(row, at);
    return text.data ? kith_date_parse(text) : KITH_NO_DATE;
}

static kith_status take_relation(void *context,
                                 sqlite3_stmt *row,
                                 kith_error *err)
{
    fresh *f = context;
    const kith_id source = entity_at(f, row, 1);
    const kith_id target = entity_at(f, row, 3);
    kith_record record = {.directed = sqlite3_column_int(row, 4),
                          .weight = real_at(row, 5, 1),
                          .confidence = real_at(row, 6, (double)NAN),
                          .since = date_at(row, 7),
                          .until = date_at(row, 8)};
    uint32_t number = 0;
    uint16_t type = UINT16_MAX;
    const kith_status st = number_at(f, row, &number, err);
    if (st != KITH_OK)
        return st;
    record.origin = origin_of(KITH_RECORD_RELATION, number, false);
    if (source == KITH_NONE || target == KITH_NONE ||
        !type_at(&f->relation_types, row, 2, true, &type) ||
        !(record.weight >= 0) || isinf(record.weight) ||
        record.confidence < 0 || record.confidence > 1)
        return broken(f, err);
    f->pack->upto.relations = number;
    return kith_numbers_add(&f->pack->own[KITH_PACK_RELATION_NUMBER],
                            f->reading->relation_count, number) &&
                   kith_builder_add_relation(f->reading, source, target, type,
                                             &record)
               ? KITH_OK
               : no_memory(err);
}

static kith_status take_document(void *context,
                                 sqlite3_stmt *row,
                                 kith_error *err)
{
    fresh *f = context;
    kith_reading *r = f->reading;
    uint32_t number = 0;
    const kith_status st = number_at(f, row, &number, err);
    if (st != KITH_OK)
        return st;
    if (!has_text(row, 1))
        return broken(f, err);
    const kith_ref id = ref_at(f, row, 1);
    const kith_origin origin =
        origin_of(KITH_RECORD_DOCUMENT, number, sqlite3_column_int(row, 2));
    const bool good =
        id &&
        kith_numbers_add(&f->pack->own[KITH_PACK_DOCUMENT_NUMBER],
                         r->documents.refs.used / sizeof id, number) &&
        kith_pages_add(&r->documents.refs, &id, sizeof id) &&
        kith_pages_add(&r->document_origins, &origin, sizeof origin);
    f->pack->upto.documents = number;
    return good ? KITH_OK : no_memory(err);
}

/* -- what has changed ---------------------------------------------------- */

/* Leave out the extras of an entity; others of it follow. */
static void drop_extras(kith_pages *pages, kith_id entity)
{
    kith_extra *extras = pages->data;
    const size_t count = pages->used / sizeof *extras;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (extras[i].entity != entity)
            extras[kept++] = extras[i];
    }
    pages->used = kept * sizeof *extras;
}

static kith_status take_changed_entity(void *context,
                                       sqlite3_stmt *row,
                                       kith_error *err)
{
    fresh *f = context;
    kith_reading *r = f->reading;
    const kith_id e = entity_at(f, row, 0);
    const bool named = sqlite3_column_type(row, 3) != SQLITE_NULL;
    const kith_ref name = ref_at(f, row, 3);
    if (e == KITH_NONE || !type_at(&f->entity_types, row, 2, false,
                                   (uint16_t *)r->entity_type.data + e))
        return broken(f, err);
    if (named && !name)
        return no_memory(err);
    ((kith_ref *)r->entity_names.data)[e] = name;
    ((kith_origin *)r->entity_origins.data)[e] =
        origin_of(KITH_RECORD_ENTITY, (uint32_t)sqlite3_column_int64(row, 0),
                  sqlite3_column_int(row, 4));
    drop_extras(&r->aliases, e);
    drop_extras(&r->more_types, e);
    f->extras = true;
    return KITH_OK;
}

static kith_status take_changed_document(void *context,
                                         sqlite3_stmt *row,
                                         kith_error *err)
{
    fresh *f = context;
    kith_reading *r = f->reading;
    const kith_id d =
        kith_numbers_place(&f->pack->own[KITH_PACK_DOCUMENT_NUMBER],
                           r->documents.refs.used / sizeof(kith_ref),
                           sqlite3_column_int64(row, 0));
    if (d == KITH_NONE)
        return broken(f, err);
    ((kith_origin *)r->document_origins.data)[d] =
        origin_of(KITH_RECORD_DOCUMENT, (uint32_t)sqlite3_column_int64(row, 0),
                  sqlite3_column_int(row, 2));
    return KITH_OK;
}

/* -- all of it ----------------------------------------------------------- */

#define FRESH_EXTRAS(table, column, condition)                      \
 "SELECT entity, " column " FROM " table " WHERE entity " condition \
 " ORDER BY entity, position"
#define OUTDATED(kind)                                         \
 " number IN (SELECT number FROM outdated WHERE kind = '" kind \
 "') AND number <= ?"
#define ENTITY_COLUMNS                                              \
 "SELECT number, id, type, name, shape IS NULL AND written IS NULL" \
 " FROM entities WHERE"
#define DOCUMENT_COLUMNS \
 "SELECT number, id, shape IS NULL AND written IS NULL FROM documents WHERE"
#define RELATION_COLUMNS                                                     \
 "SELECT number, source, type, target, directed, weight, confidence, since," \
 " until FROM relations WHERE"

/* What is read, in this order: extras need their entities, relations both their
 * ends. The parameter is the last number that is in the pack. */
static const struct {
    const char *sql;
    kith_take_row *take;
    size_t after; /* its sqlite3_int64 in kith_packing */
} steps[] = {
    {ENTITY_COLUMNS OUTDATED("entity"),            take_changed_entity,
     offsetof(kith_packing,                                                                      entities) },
    {"SELECT entity, text FROM aliases WHERE entity IN (SELECT number FROM"
     " outdated WHERE kind = 'entity') AND entity <= ?"
     " ORDER BY entity, position",            take_alias,            offsetof(kith_packing, entities) },
    {"SELECT entity, type FROM more_types WHERE entity IN (SELECT number FROM"
     " outdated WHERE kind = 'entity') AND entity <= ?"
     " ORDER BY entity, position",            take_more_type,        offsetof(kith_packing, entities) },
    {DOCUMENT_COLUMNS OUTDATED("document"),        take_changed_document,
     offsetof(kith_packing,                                                                      documents)},
    {ENTITY_COLUMNS " number > ? ORDER BY number", take_entity,
     offsetof(kith_packing,                                                                      entities) },
    {FRESH_EXTRAS("aliases",                       "text",                "> ?"),                take_alias,
     offsetof(kith_packing, entities)},
    {FRESH_EXTRAS("more_types",                                   "type",                                                        "> ?"),                                                     take_more_type,
     offsetof(kith_packing, entities)},
    {DOCUMENT_COLUMNS " number > ? ORDER BY number",                              take_document,
     offsetof(kith_packing,                                                           documents)                                                                    },
    {RELATION_COLUMNS " number > ? ORDER BY number",  take_relation,
     offsetof(kith_packing,relations)},
};

static kith_status take_types(fresh *f, kith_error *err)
{
    const kith_status st =
        each_row(f,
                 "SELECT number, name FROM entity_types WHERE number > ?"
                 " ORDER BY number",
                 0, take_entity_type, err);
    return st != KITH_OK
               ? st
               : each_row(f,
                          "SELECT number, name FROM relation_types WHERE"
                          " number > ? ORDER BY number",
                          0, take_relation_type, err);
}

kith_status kith_fresh_read(const kith_store *store,
                            kith_reading *reading,
                            kith_pack *pack,
                            kith_error *err)
{
    fresh f = {.store = store, .reading = reading, .pack = pack};
    const kith_packing before = pack->upto;
    kith_status st = KITH_OK;
    reading->relation_count = reading->sources_of.used / sizeof(kith_id);
    KITH_TRY(st, take_types(&f, err), done);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        sqlite3_int64 after = 0;
        memcpy(&after, (const char *)&before + steps[i].after, sizeof after);
        KITH_TRY(st, each_row(&f, steps[i].sql, after, steps[i].take, err),
                 done);
    }
    kith_parts_count(reading);
    if (f.extras && !kith_reading_sort_extras(reading))
        st = no_memory(err);
done:
    kith_pages_free(&f.entity_types);
    kith_pages_free(&f.relation_types);
    return st;
}

/* -- some rows only ------------------------------------------------------ */

static const struct {
    kith_record_kind kind;
    const char *sql;
    kith_take_row *take;
    bool one; /* a row of the number must be there */
} each[] = {
    {KITH_RECORD_ENTITY,   ENTITY_COLUMNS " number = ?",                       take_entity,    true },
    {KITH_RECORD_ENTITY,
     "SELECT entity, text FROM aliases WHERE entity = ? ORDER BY position",    take_alias,     false},
    {KITH_RECORD_ENTITY,
     "SELECT entity, type FROM more_types WHERE entity = ? ORDER BY position", take_more_type, false},
    {KITH_RECORD_DOCUMENT, DOCUMENT_COLUMNS " number = ?",                     take_document,  true },
    {KITH_RECORD_RELATION, RELATION_COLUMNS " number = ?",                     take_relation,  true },
};

static kith_status take_each(fresh *f,
                             size_t how,
                             const kith_pages *numbers,
                             kith_error *err)
{
    const uint32_t *all = numbers->data;
    const size_t count = numbers->used / sizeof *all;
    sqlite3_stmt *select = NULL;
    kith_status st = kith_store_prepare(f->store, &select, each[how].sql, err);
    for (size_t i = 0; i < count && st == KITH_OK; i++) {
        bool row = true;
        size_t rows = 0;
        sqlite3_bind_int64(select, 1, all[i]);
        for (;; rows++) {
            KITH_TRY(st, kith_store_step(f->store, select, &row, err), done);
            if (!row)
                break;
            KITH_TRY(st, each[how].take(f, select, err), done);
        }
        if (each[how].one && rows != 1)
            st = broken(f, err);
        sqlite3_reset(select);
    }
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_fresh_read_some(const kith_store *store,
                                 kith_reading *reading,
                                 kith_pack *pack,
                                 const kith_pages numbers[3],
                                 kith_error *err)
{
    fresh f = {.store = store, .reading = reading, .pack = pack};
    kith_status st = KITH_OK;
    KITH_TRY(st, take_types(&f, err), done);
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        KITH_TRY(st, take_each(&f, i, &numbers[each[i].kind], err), done);
    kith_parts_count(reading);
done:
    kith_pages_free(&f.entity_types);
    kith_pages_free(&f.relation_types);
    return st;
}
