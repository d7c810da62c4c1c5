/* What is new or has changed into rows. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/each_record.h"
#include "records/members.h"
#include "store/adding.h"
#include "store/degrees.h"
#include "store/digest.h"

#include <string.h>

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- rows ---------------------------------------------------------------- */

/* Number of the row behind an origin, if it is one of the base. */
static uint32_t row_behind(const kith_adding *a, kith_origin origin)
{
    const uint64_t offset = origin & (((kith_origin)1 << 48) - 1);
    return kith_is_defined(origin) && origin >> 48 == 0
               ? kith_touched_number(&a->touched, offset)
               : 0;
}

/* A number is not given again while the pack has it. */
#define NEXT(table, kind)                                                \
 "SELECT max(coalesce((SELECT max(number) FROM " table                   \
 "), 0), coalesce((SELECT max(number) FROM outdated WHERE kind = '" kind \
 "'), 0))"

static kith_status next_number(const kith_adding *a,
                               const char *sql,
                               sqlite3_int64 *out,
                               kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_prepare(a->store, &select, sql, err), done);
    KITH_TRY(st, kith_store_step(a->store, select, &row, err), done);
    *out = sqlite3_column_int64(select, 0) + 1;
    if (*out >= UINT32_MAX - 1)
        st = kith_fail(err, KITH_E_LIMIT, "the knowledge base is full");
done:
    sqlite3_finalize(select);
    return st;
}

/* Rows of an entity and of a document. */
static const struct {
    kith_record_kind kind;
    kith_digest_table table;
    const char *where;
} rows_of[] = {
    {KITH_RECORD_ENTITY,   KITH_DIGEST_EVIDENCE,   "entity = ?"},
    {KITH_RECORD_ENTITY,   KITH_DIGEST_ALIASES,    "entity = ?"},
    {KITH_RECORD_ENTITY,   KITH_DIGEST_MORE_TYPES, "entity = ?"},
    {KITH_RECORD_ENTITY,   KITH_DIGEST_ENTITIES,   "number = ?"},
    {KITH_RECORD_DOCUMENT, KITH_DIGEST_DOCUMENTS,  "number = ?"},
};

static kith_status note_outdated(const kith_adding *a,
                                 kith_record_kind kind,
                                 sqlite3_int64 number,
                                 kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    kith_status st = kith_store_prepare(
        a->store, &insert,
        "INSERT OR IGNORE INTO outdated(kind, number) VALUES(?,?)", err);
    if (st == KITH_OK) {
        kith_bind_text(insert, 1, text_of(kith_record_kind_name(kind)));
        sqlite3_bind_int64(insert, 2, number);
        st = kith_store_do(a->store, insert, err);
    }
    sqlite3_finalize(insert);
    return st;
}

/* Take out the row of an entity or a document, to put another in its place. */
static kith_status make_way(kith_adding *a,
                            kith_record_kind kind,
                            sqlite3_int64 number,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < sizeof rows_of / sizeof *rows_of; i++) {
        if (rows_of[i].kind == kind)
            KITH_TRY(st,
                     kith_digest_delete(a->store, rows_of[i].table,
                                        rows_of[i].where, number, err),
                     done);
    }
    st = note_outdated(a, kind, number, err);
    a->change->changed++;
done:
    return st;
}

/* -- types --------------------------------------------------------------- */

static kith_status find_type(const kith_adding *a,
                             const char *sql,
                             const char *name,
                             sqlite3_int64 *out,
                             kith_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_prepare(a->store, &statement, sql, err), done);
    kith_bind_text(statement, 1, text_of(name));
    KITH_TRY(st, kith_store_step(a->store, statement, &row, err), done);
    if (row)
        *out = sqlite3_column_int64(statement, 0);
done:
    sqlite3_finalize(statement);
    return st;
}

/* Number of the row of a type, which is made where the base has none. */
static kith_status entity_type(kith_adding *a,
                               kith_id type,
                               sqlite3_int64 *out,
                               kith_error *err)
{
    *out = type == KITH_NONE ? 0 : a->entity_types[type];
    if (type == KITH_NONE || *out)
        return KITH_OK;
    const char *name = kith_graph_entity_type_name(a->graph, type);
    kith_status st =
        find_type(a, "INSERT OR IGNORE INTO entity_types(name) VALUES(?)", name,
                  out, err);
    if (st == KITH_OK)
        st = find_type(a, "SELECT number FROM entity_types WHERE name = ?",
                       name, out, err);
    a->entity_types[type] = *out;
    return st;
}

static kith_status relation_type(kith_adding *a,
                                 kith_id type,
                                 sqlite3_int64 *out,
                                 kith_error *err)
{
    *out = a->relation_types[type];
    if (*out)
        return KITH_OK;
    const char *name = kith_graph_relation_type_name(a->graph, type);
    kith_status st =
        find_type(a, "INSERT OR IGNORE INTO relation_types(name) VALUES(?)",
                  name, out, err);
    if (st == KITH_OK)
        st = find_type(a, "SELECT number FROM relation_types WHERE name = ?",
                       name, out, err);
    a->relation_types[type] = *out;
    return st;
}

/* No more than a graph can number, which the new records alone kept to. */
static kith_status check_types(const kith_adding *a, kith_error *err)
{
    enum { MOST_TYPES = UINT16_MAX - 1 };
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(a->store, &select,
                                "SELECT max((SELECT count(*) FROM"
                                " entity_types), (SELECT count(*) FROM"
                                " relation_types))",
                                err),
             done);
    KITH_TRY(st, kith_store_step(a->store, select, &row, err), done);
    if (sqlite3_column_int64(select, 0) <= MOST_TYPES)
        goto done;
    st = kith_fail(err, KITH_E_LIMIT, "more than %d types in '%s'", MOST_TYPES,
                   a->store->path);
    kith_hint(err, "put what differs from record to record in a property");
done:
    sqlite3_finalize(select);
    return st;
}

/* -- documents ----------------------------------------------------------- */

static kith_status put_document(kith_adding *a,
                                kith_id d,
                                sqlite3_int64 *next,
                                kith_error *err)
{
    const kith_origin origin =
        kith_graph_origin(a->graph, KITH_RECORD_DOCUMENT, d);
    const char *id = kith_graph_document_id(a->graph, d);
    const bool ours = row_behind(a, origin) != 0;
    uint32_t number = 0;
    char *record = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_touched_find(&a->touched, KITH_RECORD_DOCUMENT, text_of(id),
                               &number, NULL, err),
             done);
    if (number && (!kith_is_defined(origin) ||
                   (ours && !kith_graph_document_has_further(a->graph, d))))
        goto done;
    if (kith_is_defined(origin))
        KITH_TRY(st,
                 kith_graph_record(a->graph, KITH_RECORD_DOCUMENT, d, &record,
                                   err),
                 done);
    if (number) {
        KITH_TRY(st, make_way(a, KITH_RECORD_DOCUMENT, number, err), done);
    } else {
        a->change->documents += kith_is_defined(origin);
    }
    const kith_row row = {.number = number ? number : (*next)++,
                          .id = text_of(id),
                          .record = record ? text_of(record) : (kith_text){0}};
    st = kith_store_rows_put(&a->rows, KITH_RECORD_DOCUMENT, &row, err);
done:
    kith_free(record);
    return st;
}

static kith_status put_documents(kith_adding *a, kith_error *err)
{
    const size_t count = kith_graph_document_count(a->graph);
    sqlite3_int64 next = 0;
    kith_status st = next_number(a, NEXT("documents", "document"), &next, err);
    for (kith_id d = 0; d < count && st == KITH_OK; d++)
        st = put_document(a, d, &next, err);
    return st;
}

/* -- entities ------------------------------------------------------------ */

static kith_status put_extras(kith_adding *a, kith_id e, kith_error *err)
{
    const kith_text none = {0};
    const sqlite3_int64 entity = a->entities[e];
    kith_status st = KITH_OK;
    kith_id more = KITH_NONE;
    const char *alias = NULL;
    for (size_t i = 0;
         (more = kith_graph_entity_more_type(a->graph, e, i)) != KITH_NONE;
         i++) {
        sqlite3_int64 type = 0;
        KITH_TRY(st, entity_type(a, more, &type, err), done);
        KITH_TRY(st,
                 kith_store_rows_put_extra(&a->rows, entity, (sqlite3_int64)i,
                                           type, none, err),
                 done);
    }
    for (size_t i = 0; (alias = kith_graph_entity_alias(a->graph, e, i)); i++)
        KITH_TRY(st,
                 kith_store_rows_put_extra(&a->rows, entity, (sqlite3_int64)i,
                                           0, text_of(alias), err),
                 done);
done:
    return st;
}

/* Whether the row of an entity is as it should be already. */
static bool is_put(const kith_adding *a, kith_id e, kith_origin origin)
{
    return a->entities[e] &&
           (!kith_is_defined(origin) ||
            (row_behind(a, origin) && !kith_graph_has_further(a->graph, e)));
}

static kith_status put_entity(kith_adding *a,
                              kith_id e,
                              sqlite3_int64 *next,
                              kith_error *err)
{
    const kith_origin origin =
        kith_graph_origin(a->graph, KITH_RECORD_ENTITY, e);
    const kith_id type = kith_graph_entity_type(a->graph, e);
    const char *id = kith_graph_entity_id(a->graph, e);
    kith_row row = {.id = text_of(id)};
    char *record = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_touched_find(&a->touched, KITH_RECORD_ENTITY, row.id,
                               &a->entities[e], NULL, err),
             done);
    if (is_put(a, e, origin))
        goto done;
    if (kith_is_defined(origin))
        KITH_TRY(st,
                 kith_graph_record(a->graph, KITH_RECORD_ENTITY, e, &record,
                                   err),
                 done);
    if (a->entities[e]) {
        KITH_TRY(st, make_way(a, KITH_RECORD_ENTITY, a->entities[e], err),
                 done);
    } else {
        a->entities[e] = (uint32_t)(*next)++;
        a->is_new[e] = true;
        a->change->entities++;
    }
    row.number = a->entities[e];
    row.record = record ? text_of(record) : (kith_text){0};
    if (type != KITH_NONE)
        row.type_name = kith_graph_entity_type_name(a->graph, type);
    KITH_TRY(st, entity_type(a, type, &row.type, err), done);
    KITH_TRY(st, kith_store_rows_put(&a->rows, KITH_RECORD_ENTITY, &row, err),
             done);
    st = put_extras(a, e, err);
done:
    kith_free(record);
    return st;
}

static kith_status put_entities(kith_adding *a, kith_error *err)
{
    const size_t count = kith_graph_entity_count(a->graph);
    sqlite3_int64 next = 0;
    kith_status st = next_number(a, NEXT("entities", "entity"), &next, err);
    for (kith_id e = 0; e < count && st == KITH_OK; e++)
        st = put_entity(a, e, &next, err);
    return st;
}

/* -- relations ----------------------------------------------------------- */

static kith_status put_relation(kith_adding *a,
                                kith_id r,
                                sqlite3_int64 *next,
                                kith_error *err)
{
    const kith_relation it = kith_graph_relation(a->graph, r);
    kith_row row = {.number = (*next)++,
                    .source = a->entities[it.source],
                    .target = a->entities[it.target],
                    .directed = it.directed,
                    .type_name =
                        kith_graph_relation_type_name(a->graph, it.type)};
    char *record = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st, relation_type(a, it.type, &row.type, err), done);
    KITH_TRY(st,
             kith_graph_record(a->graph, KITH_RECORD_RELATION, r, &record, err),
             done);
    row.record = text_of(record);
    a->change->relations++;
    a->degrees[it.source]++;
    a->degrees[it.target] += it.source != it.target;
    st = kith_store_rows_put(&a->rows, KITH_RECORD_RELATION, &row, err);
done:
    kith_free(record);
    return st;
}

static kith_status put_relations(kith_adding *a, kith_error *err)
{
    const size_t count = kith_graph_relation_count(a->graph);
    sqlite3_int64 next = 0;
    kith_status st = next_number(a, NEXT("relations", "relation"), &next, err);
    for (kith_id r = 0; r < count && st == KITH_OK; r++) {
        if (!row_behind(a,
                        kith_graph_origin(a->graph, KITH_RECORD_RELATION, r)))
            st = put_relation(a, r, &next, err);
    }
    return st;
}

static kith_status count_degrees(kith_adding *a, kith_error *err)
{
    const size_t count = kith_graph_entity_count(a->graph);
    kith_status st = KITH_OK;
    for (kith_id e = 0; e < count; e++) {
        size_t before = SIZE_MAX;
        if (!a->is_new[e] && !a->degrees[e])
            continue;
        if (!a->is_new[e])
            KITH_TRY(st,
                     kith_degree_of(&a->touched.links, a->entities[e], &before,
                                    err),
                     done);
        KITH_TRY(st,
                 kith_degrees_move(a->store, before,
                                   (a->is_new[e] ? 0 : before) + a->degrees[e],
                                   err),
                 done);
    }
done:
    return st;
}

/* -- all of it ----------------------------------------------------------- */

/* Members beside records, of which the base has none of that name. */
static kith_status put_members(const kith_adding *a, kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    kith_text key = {0};
    kith_text value = {0};
    kith_status st = kith_store_prepare(
        a->store, &insert,
        "INSERT INTO members(key, value) SELECT ?1, ?2"
        " WHERE NOT EXISTS (SELECT 1 FROM members WHERE key = ?1)",
        err);
    for (size_t i = 0;
         st == KITH_OK && kith_graph_member(a->graph, i, &key, &value); i++) {
        kith_bind_text(insert, 1, key);
        kith_bind_text(insert, 2, value);
        st = kith_store_do(a->store, insert, err);
    }
    sqlite3_finalize(insert);
    return st;
}

static sqlite3_int64 document_number(void *context, kith_text id)
{
    kith_adding *a = context;
    uint32_t number = 0;
    return kith_touched_find(&a->touched, KITH_RECORD_DOCUMENT, id, &number,
                             NULL, NULL) == KITH_OK
               ? number
               : 0;
}

kith_status kith_add_rows(kith_adding *a, kith_error *err)
{
    const kith_graph *g = a->graph;
    kith_status st = KITH_OK;
    a->entities = KITH_NEW(uint32_t, kith_graph_entity_count(g));
    a->degrees = KITH_NEW(uint32_t, kith_graph_entity_count(g));
    a->is_new = KITH_NEW(bool, kith_graph_entity_count(g));
    a->entity_types = KITH_NEW(sqlite3_int64, kith_graph_entity_type_count(g));
    a->relation_types =
        KITH_NEW(sqlite3_int64, kith_graph_relation_type_count(g));
    if (!a->entities || !a->degrees || !a->is_new || !a->entity_types ||
        !a->relation_types)
        return no_memory(err);
    KITH_TRY(st, kith_store_rows_open(&a->rows, a->store, err), done);
    a->rows.document = document_number;
    a->rows.context = a;
    KITH_TRY(st, put_members(a, err), done);
    KITH_TRY(st, put_documents(a, err), done);
    KITH_TRY(st, put_entities(a, err), done);
    KITH_TRY(st, put_relations(a, err), done);
    KITH_TRY(st, check_types(a, err), done);
    KITH_TRY(st, count_degrees(a, err), done);
    if (a->change->entities + a->change->relations + a->change->changed)
        st = kith_store_run(a->store,
                            "UPDATE columns SET stale = 1;"
                            "UPDATE state SET changes = changes + 1;",
                            err);
done:
    kith_store_rows_close(&a->rows);
    return st;
}
