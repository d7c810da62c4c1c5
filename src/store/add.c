/* More records into a base: read behind what they touch of it, then put. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/each_record.h"
#include "store/rows.h"
#include "store/touched.h"

#include <kith/store.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The base is packed again when so large a part of it is newer than the pack,
 * or if it has no more rows than can be packed at once. */
enum { FRESH_PART = 8, FEW_ROWS = 20000 };

typedef struct {
    kith_store *store;
    kith_read_options options; /* with standard input among the given */
    kith_given_input given[2];
    int spool;         /* of standard input; -1 if there is none */
    kith_graph *fresh; /* the new records alone */
    kith_touched touched;
    kith_graph *graph; /* what they touch, and they behind it */
    kith_store_rows rows;
    uint32_t *entities; /* numbers of the rows of the graph's entities */
    sqlite3_int64 *entity_types; /* numbers of the rows of its types */
    sqlite3_int64 *relation_types;
    kith_store_change *change;
} adding;

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- reading ------------------------------------------------------------- */

static kith_status fail_spool(kith_error *err)
{
    kith_fail(err, KITH_E_IO, "cannot keep standard input in a temporary file");
    kith_hint(err, "set TMPDIR to a folder with room");
    if (err)
        err->system = true;
    return KITH_E_IO;
}

/* Records are read twice, and standard input can be read once. */
static kith_status spool_input(adding *a, kith_error *err)
{
    const char *folder = a->options.temporary_folder;
    char buffer[64 << 10];
    ssize_t got = 0;
    a->spool =
        open(folder ? folder : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (a->spool < 0)
        return fail_spool(err);
    while ((got = read(STDIN_FILENO, buffer, sizeof buffer)) > 0) {
        if (write(a->spool, buffer, (size_t)got) != got)
            return fail_spool(err);
    }
    a->given[1] = (kith_given_input){"<stdin>", a->spool};
    return got == 0 ? KITH_OK
                    : kith_fail(err, KITH_E_IO, "cannot read standard input");
}

/* The options with "-" taken out of the inputs. */
static kith_status settle_inputs(adding *a,
                                 const char **inputs,
                                 kith_error *err)
{
    const kith_read_options *from = &a->options;
    size_t count = 0;
    bool standard = false;
    for (size_t i = 0; i < from->input_count; i++) {
        const char *input = from->inputs[i];
        standard = standard || !strcmp(input, "-");
        if (strcmp(input, "-") != 0)
            inputs[count++] = input;
    }
    a->options.inputs = inputs;
    a->options.input_count = count;
    return standard ? spool_input(a, err) : KITH_OK;
}

/* What the new records name, whatever else is wrong with them. */
static kith_status read_alone(adding *a, kith_error *err)
{
    kith_read_options options = a->options;
    kith_diagnostics *unheard = kith_diagnostics_new(1);
    if (!unheard)
        return no_memory(err);
    options.implicit = true;
    options.unsound = true;
    options.vocabulary = NULL;
    options.given = a->given + 1;
    options.given_count = a->spool >= 0;
    const kith_status st = kith_graph_read(&a->fresh, &options, unheard, err);
    kith_diagnostics_free(unheard);
    return st;
}

static kith_status read_behind(adding *a,
                               kith_diagnostics *diagnostics,
                               kith_error *err)
{
    kith_read_options options = a->options;
    a->given[0] = (kith_given_input){a->store->path, fileno(a->touched.text)};
    options.given = a->given;
    options.given_count = a->spool >= 0 ? 2 : 1;
    return kith_graph_read(&a->graph, &options, diagnostics, err);
}

/* -- rows ---------------------------------------------------------------- */

/* Number of the row behind an origin, if it is one of the base. */
static uint32_t row_behind(const adding *a, kith_origin origin)
{
    const uint64_t offset = origin & (((kith_origin)1 << 48) - 1);
    return kith_is_defined(origin) && origin >> 48 == 0
               ? kith_touched_number(&a->touched, offset)
               : 0;
}

static kith_status next_number(const adding *a,
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

static kith_status run_for(const adding *a,
                           const char *sql,
                           sqlite3_int64 number,
                           kith_error *err)
{
    sqlite3_stmt *statement = NULL;
    kith_status st = kith_store_prepare(a->store, &statement, sql, err);
    if (st == KITH_OK) {
        sqlite3_bind_int64(statement, 1, number);
        st = kith_store_do(a->store, statement, err);
    }
    sqlite3_finalize(statement);
    return st;
}

/* Take out the row of an entity or a document, to put another in its place. */
static kith_status make_way(adding *a,
                            kith_record_kind kind,
                            sqlite3_int64 number,
                            kith_error *err)
{
    static const char *const entity[] =
        {"DELETE FROM evidence WHERE entity = ?",
         "DELETE FROM aliases WHERE entity = ?",
         "DELETE FROM more_types WHERE entity = ?",
         "DELETE FROM entities WHERE number = ?",
         "INSERT OR IGNORE INTO outdated(kind, number) VALUES('entity', ?)",
         NULL};
    static const char *const document[] =
        {"DELETE FROM documents WHERE number = ?",
         "INSERT OR IGNORE INTO outdated(kind, number) VALUES('document', ?)",
         NULL};
    const char *const *statements =
        kind == KITH_RECORD_ENTITY ? entity : document;
    for (; *statements; statements++) {
        const kith_status st = run_for(a, *statements, number, err);
        if (st != KITH_OK)
            return st;
    }
    a->change->changed++;
    return KITH_OK;
}

/* -- types --------------------------------------------------------------- */

static kith_status find_type(const adding *a,
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
static kith_status entity_type(adding *a,
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

static kith_status relation_type(adding *a,
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

/* -- documents ----------------------------------------------------------- */

static kith_status put_document(adding *a,
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

static kith_status put_documents(adding *a, kith_error *err)
{
    const size_t count = kith_graph_document_count(a->graph);
    sqlite3_int64 next = 0;
    kith_status st =
        next_number(a, "SELECT max(number) FROM documents", &next, err);
    for (kith_id d = 0; d < count && st == KITH_OK; d++)
        st = put_document(a, d, &next, err);
    return st;
}

/* -- entities ------------------------------------------------------------ */

static kith_status put_extras(adding *a, kith_id e, kith_error *err)
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
static bool is_put(const adding *a, kith_id e, kith_origin origin)
{
    return a->entities[e] &&
           (!kith_is_defined(origin) ||
            (row_behind(a, origin) && !kith_graph_has_further(a->graph, e)));
}

static kith_status put_entity(adding *a,
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

static kith_status put_entities(adding *a, kith_error *err)
{
    const size_t count = kith_graph_entity_count(a->graph);
    sqlite3_int64 next = 0;
    kith_status st =
        next_number(a, "SELECT max(number) FROM entities", &next, err);
    for (kith_id e = 0; e < count && st == KITH_OK; e++)
        st = put_entity(a, e, &next, err);
    return st;
}

/* -- relations ----------------------------------------------------------- */

static kith_status put_relation(adding *a,
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
    st = kith_store_rows_put(&a->rows, KITH_RECORD_RELATION, &row, err);
done:
    kith_free(record);
    return st;
}

static kith_status put_relations(adding *a, kith_error *err)
{
    const size_t count = kith_graph_relation_count(a->graph);
    sqlite3_int64 next = 0;
    kith_status st =
        next_number(a, "SELECT max(number) FROM relations", &next, err);
    for (kith_id r = 0; r < count && st == KITH_OK; r++) {
        if (!row_behind(a,
                        kith_graph_origin(a->graph, KITH_RECORD_RELATION, r)))
            st = put_relation(a, r, &next, err);
    }
    return st;
}

/* -- all of it ----------------------------------------------------------- */

/* Members beside records, of which the base has none of that name. */
static kith_status put_members(const adding *a, kith_error *err)
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
    adding *a = context;
    uint32_t number = 0;
    return kith_touched_find(&a->touched, KITH_RECORD_DOCUMENT, id, &number,
                             NULL, NULL) == KITH_OK
               ? number
               : 0;
}

static kith_status pack_if_due(adding *a, kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(
        st,
        kith_store_prepare(
            a->store, &select,
            "SELECT (SELECT max(number) FROM entities) + coalesce((SELECT"
            " max(number) FROM relations), 0), coalesce((SELECT entities +"
            " relations FROM packing), 0), (SELECT count(*) FROM outdated)",
            err),
        done);
    KITH_TRY(st, kith_store_step(a->store, select, &row, err), done);
    const sqlite3_int64 rows = sqlite3_column_int64(select, 0);
    const sqlite3_int64 fresh = rows - sqlite3_column_int64(select, 1) +
                                sqlite3_column_int64(select, 2);
    sqlite3_reset(select);
    a->change->packed =
        fresh && (rows <= FEW_ROWS || fresh * FRESH_PART >= rows);
    if (a->change->packed)
        st = kith_store_repack(a->store, false, err);
done:
    sqlite3_finalize(select);
    return st;
}

static kith_status put_all(adding *a, kith_error *err)
{
    const kith_graph *g = a->graph;
    kith_status st = KITH_OK;
    a->entities = KITH_NEW(uint32_t, kith_graph_entity_count(g));
    a->entity_types = KITH_NEW(sqlite3_int64, kith_graph_entity_type_count(g));
    a->relation_types =
        KITH_NEW(sqlite3_int64, kith_graph_relation_type_count(g));
    if (!a->entities || !a->entity_types || !a->relation_types)
        return no_memory(err);
    KITH_TRY(st, kith_store_rows_open(&a->rows, a->store, err), done);
    a->rows.document = document_number;
    a->rows.context = a;
    KITH_TRY(st, put_members(a, err), done);
    KITH_TRY(st, put_documents(a, err), done);
    KITH_TRY(st, put_entities(a, err), done);
    KITH_TRY(st, put_relations(a, err), done);
    st = pack_if_due(a, err);
done:
    kith_store_rows_close(&a->rows);
    return st;
}

static kith_status add(adding *a,
                       const char *path,
                       kith_diagnostics *diagnostics,
                       kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, read_alone(a, err), done);
    KITH_TRY(st, kith_store_open(&a->store, path, KITH_STORE_WRITE, err), done);
    KITH_TRY(st, kith_store_run(a->store, "BEGIN IMMEDIATE", err), done);
    KITH_TRY(st, kith_touched_make(&a->touched, a->store, a->fresh, err), done);
    KITH_TRY(st, read_behind(a, diagnostics, err), done);
    KITH_TRY(st, put_all(a, err), done);
    st = kith_store_run(a->store, "COMMIT", err);
done:
    return st;
}

kith_status kith_store_add(const char *path,
                           const kith_read_options *options,
                           kith_diagnostics *diagnostics,
                           kith_store_change *change,
                           kith_error *err)
{
    adding a = {.options = *options, .spool = -1, .change = change};
    kith_status st = KITH_OK;
    const char **inputs = KITH_NEW(const char *, options->input_count);
    *change = (kith_store_change){0};
    if (!inputs)
        return no_memory(err);
    KITH_TRY(st, settle_inputs(&a, inputs, err), done);
    st = add(&a, path, diagnostics, err);
done:
    kith_graph_free(a.graph);
    kith_graph_free(a.fresh);
    kith_touched_close(&a.touched);
    kith_store_close(a.store);
    kith_release(a.entities);
    kith_release(a.entity_types);
    kith_release(a.relation_types);
    if (a.spool >= 0)
        (void)close(a.spool);
    kith_release(inputs);
    return st;
}
