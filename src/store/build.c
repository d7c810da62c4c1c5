/* A graph and its records into a new base. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/each_record.h"
#include "store/names.h"
#include "store/pack.h"
#include "store/rows.h"
#include "store/schema.h"
#include "store/writing.h"

#include <kith/store.h>

#include <string.h>

typedef struct {
    const kith_store *store;
    const kith_graph *graph;
    kith_store_rows rows;
    kith_pack pack;
    kith_progress *progress;
    void *progress_context;
    uint64_t done; /* records, and what packing and names take as records */
    uint64_t total;
    kith_id next;   /* entity whose row is not there yet */
    kith_status st; /* of what happened in a visit */
    kith_error *err;
} building;

/* Number of the row of what the graph numbers from 0. */
static sqlite3_int64 row_of(kith_id id)
{
    return (sqlite3_int64)id + 1;
}

static sqlite3_int64 row_of_type(kith_id type)
{
    return type == KITH_NONE ? 0 : row_of(type);
}

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- rows ---------------------------------------------------------------- */

static bool count_one(building *b)
{
    enum { OFTEN = 1024 };
    b->done++;
    if (b->progress && b->done % OFTEN == 0 &&
        !b->progress(b->progress_context, b->done, b->total))
        b->st = kith_fail(b->err, KITH_E_LIMIT, "stopped");
    return b->st == KITH_OK;
}

/* After the records the lists of relations take a quarter of the time of
 * theirs, and an entity's names that of three records. */
static uint64_t packing_work(const kith_graph *graph)
{
    return kith_graph_relation_count(graph) / 4;
}

static uint64_t naming_work(const kith_graph *graph)
{
    return 3 * (uint64_t)kith_graph_entity_count(graph);
}

static kith_status count_work(building *b, uint64_t work)
{
    b->done += work;
    if (b->progress && !b->progress(b->progress_context, b->done, b->total))
        return kith_fail(b->err, KITH_E_LIMIT, "stopped");
    return KITH_OK;
}

static bool watch_names(void *context, uint64_t done, uint64_t total)
{
    const building *b = context;
    const uint64_t work = naming_work(b->graph);
    return !b->progress ||
           b->progress(b->progress_context,
                       b->done + (total ? work * done / total : 0), b->total);
}

static void put_extras(building *b, kith_id e)
{
    const kith_text none = {0};
    kith_id type = KITH_NONE;
    const char *alias = NULL;
    for (size_t i = 0;
         b->st == KITH_OK &&
         (type = kith_graph_entity_more_type(b->graph, e, i)) != KITH_NONE;
         i++)
        b->st = kith_store_rows_put_extra(&b->rows, row_of(e), (sqlite3_int64)i,
                                          row_of(type), none, b->err);
    for (size_t i = 0;
         b->st == KITH_OK && (alias = kith_graph_entity_alias(b->graph, e, i));
         i++)
        b->st = kith_store_rows_put_extra(&b->rows, row_of(e), (sqlite3_int64)i,
                                          0, text_of(alias), b->err);
}

static void put_entity(building *b, kith_id e, kith_text record)
{
    const kith_id type = kith_graph_entity_type(b->graph, e);
    const kith_row row = {
        .number = row_of(e),
        .id = text_of(kith_graph_entity_id(b->graph, e)),
        .type = row_of_type(type),
        .type_name = type == KITH_NONE
                         ? NULL
                         : kith_graph_entity_type_name(b->graph, type),
        .record = record,
    };
    b->next = e + 1;
    b->st = kith_store_rows_put(&b->rows, KITH_RECORD_ENTITY, &row, b->err);
    put_extras(b, e);
}

/* Entities without a record are not visited, and have rows, too. */
static void put_implicit(building *b, kith_id upto)
{
    const kith_text none = {0};
    while (b->next < upto && b->st == KITH_OK)
        put_entity(b, b->next, none);
}

static bool visit_entity(void *context, kith_id e, kith_text record)
{
    building *b = context;
    put_implicit(b, e);
    if (b->st == KITH_OK)
        put_entity(b, e, record);
    return b->st == KITH_OK && count_one(b);
}

static bool visit_relation(void *context, kith_id r, kith_text record)
{
    building *b = context;
    const kith_relation it = kith_graph_relation(b->graph, r);
    const kith_row row = {
        .number = row_of(r),
        .type = row_of(it.type),
        .type_name = kith_graph_relation_type_name(b->graph, it.type),
        .source = row_of(it.source),
        .target = row_of(it.target),
        .directed = it.directed,
        .record = record,
    };
    b->st = kith_store_rows_put(&b->rows, KITH_RECORD_RELATION, &row, b->err);
    return b->st == KITH_OK && count_one(b);
}

static kith_status put_entities(building *b, kith_error *err)
{
    const size_t count = kith_graph_entity_count(b->graph);
    kith_status st = kith_graph_each_record(b->graph, KITH_RECORD_ENTITY,
                                            visit_entity, b, err);
    if (st == KITH_OK && b->st == KITH_OK)
        put_implicit(b, (kith_id)count);
    return st != KITH_OK ? st : b->st;
}

static kith_status put_relations(building *b, kith_error *err)
{
    const kith_status st =
        kith_graph_each_record(b->graph, KITH_RECORD_RELATION, visit_relation,
                               b, err);
    return st != KITH_OK ? st : b->st;
}

static kith_status put_document(building *b, kith_id d, kith_error *err)
{
    char *text = NULL;
    kith_status st =
        kith_graph_record(b->graph, KITH_RECORD_DOCUMENT, d, &text, err);
    if (st != KITH_OK)
        return st;
    const bool defined =
        kith_is_defined(kith_graph_origin(b->graph, KITH_RECORD_DOCUMENT, d));
    const kith_row row = {
        .number = row_of(d),
        .id = text_of(kith_graph_document_id(b->graph, d)),
        .record = defined ? text_of(text) : (kith_text){0},
    };
    st = kith_store_rows_put(&b->rows, KITH_RECORD_DOCUMENT, &row, err);
    kith_free(text);
    return st == KITH_OK && !count_one(b) ? b->st : st;
}

static kith_status put_documents(building *b, kith_error *err)
{
    const size_t count = kith_graph_document_count(b->graph);
    for (kith_id d = 0; d < count; d++) {
        const kith_status st = put_document(b, d, err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

/* -- what is small ------------------------------------------------------- */

typedef const char *name_at(const kith_graph *graph, kith_id id);

static kith_status put_names(const building *b,
                             const char *sql,
                             name_at *name,
                             size_t count,
                             kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    kith_status st = kith_store_prepare(b->store, &insert, sql, err);
    for (kith_id i = 0; i < count && st == KITH_OK; i++) {
        sqlite3_bind_int64(insert, 1, row_of(i));
        kith_bind_text(insert, 2, text_of(name(b->graph, i)));
        st = kith_store_do(b->store, insert, err);
    }
    sqlite3_finalize(insert);
    return st;
}

static kith_status put_types(const building *b, kith_error *err)
{
    const kith_status st =
        put_names(b, "INSERT INTO entity_types(number, name) VALUES(?,?)",
                  kith_graph_entity_type_name,
                  kith_graph_entity_type_count(b->graph), err);
    return st != KITH_OK
               ? st
               : put_names(b,
                           "INSERT INTO relation_types(number, name)"
                           " VALUES(?,?)",
                           kith_graph_relation_type_name,
                           kith_graph_relation_type_count(b->graph), err);
}

static kith_status put_members(const building *b, kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    kith_text key = {0};
    kith_text value = {0};
    kith_status st =
        kith_store_prepare(b->store, &insert,
                           "INSERT INTO members(key, value) VALUES(?,?)", err);
    for (size_t i = 0;
         st == KITH_OK && kith_graph_member(b->graph, i, &key, &value); i++) {
        kith_bind_text(insert, 1, key);
        kith_bind_text(insert, 2, value);
        st = kith_store_do(b->store, insert, err);
    }
    sqlite3_finalize(insert);
    return st;
}

/* -- all of it ----------------------------------------------------------- */

static sqlite3_int64 document_number(void *context, kith_text id)
{
    const building *b = context;
    const kith_id document = kith_graph_document_of_id(b->graph, id);
    return row_of_type(document);
}

static kith_status put_pack(building *b, kith_error *err)
{
    b->pack.upto = (kith_packing){
        .entities = (sqlite3_int64)kith_graph_entity_count(b->graph),
        .relations = (sqlite3_int64)kith_graph_relation_count(b->graph),
        .documents = (sqlite3_int64)kith_graph_document_count(b->graph),
    };
    return kith_pack_write(b->store, kith_graph_reading(b->graph), &b->pack,
                           err);
}

static kith_status put_all(building *b, kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_store_run(b->store, "BEGIN", err), done);
    KITH_TRY(st, kith_schema_run(b->store, false, err), done);
    KITH_TRY(st, kith_store_rows_open(&b->rows, b->store, err), done);
    b->rows.document = document_number;
    b->rows.context = b;
    KITH_TRY(st, put_members(b, err), done);
    KITH_TRY(st, put_types(b, err), done);
    KITH_TRY(st, put_documents(b, err), done);
    KITH_TRY(st, put_entities(b, err), done);
    KITH_TRY(st, put_relations(b, err), done);
    KITH_TRY(st, put_pack(b, err), done);
    KITH_TRY(st, count_work(b, packing_work(b->graph)), done);
    KITH_TRY(st, kith_names_build(b->store, watch_names, b, err), done);
    KITH_TRY(st, count_work(b, naming_work(b->graph)), done);
    KITH_TRY(st, kith_schema_run(b->store, true, err), done);
    st = kith_store_commit(b->store, err);
done:
    return st;
}

kith_status kith_store_build(const char *path,
                             kith_graph *graph,
                             kith_progress *progress,
                             void *progress_context,
                             kith_error *err)
{
    kith_store *store = NULL;
    kith_status st = KITH_OK;
    building b = {
        .graph = graph,
        .progress = progress,
        .progress_context = progress_context,
        .total = kith_graph_entity_count(graph) +
                 kith_graph_relation_count(graph) +
                 kith_graph_document_count(graph) + packing_work(graph) +
                 naming_work(graph),
        .err = err,
    };
    KITH_TRY(st, kith_store_open(&store, path, KITH_STORE_NEW, err), done);
    b.store = store;
    st = put_all(&b, err);
done:
    kith_store_rows_close(&b.rows);
    kith_pack_free(&b.pack);
    kith_store_close(store);
    return st;
}
