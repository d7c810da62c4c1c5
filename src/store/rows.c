/* Records into rows, by statements that are prepared once. */
#include "store/rows.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "json/scan.h"
#include "store/digest.h"

#include <string.h>

/* Records that are written in more ways than this are kept as written. */
enum { MOST_SHAPES = 4096 };

static const char *const inserts[KITH_ROW_COUNT] = {
    [KITH_ROW_ENTITY] =
        "INSERT INTO entities(number, id, type, name, properties, evidence,"
        " more, shape, written) VALUES(?,?,?,?,?,?,?,?,?)",
    [KITH_ROW_RELATION] =
        "INSERT INTO relations(number, source, type, target, directed, weight,"
        " confidence, since, until, id, properties, evidence, more, shape,"
        " written) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    [KITH_ROW_DOCUMENT] =
        "INSERT INTO documents(number, id, title, publisher, url, date, more,"
        " shape, written) VALUES(?,?,?,?,?,?,?,?,?)",
    [KITH_ROW_EVIDENCE] =
        "INSERT INTO evidence(document, entity, relation, position)"
        " VALUES(?,?,?,?)",
    [KITH_ROW_MORE_TYPE] =
        "INSERT INTO more_types(entity, position, type) VALUES(?,?,?)",
    [KITH_ROW_ALIAS] =
        "INSERT INTO aliases(entity, position, text) VALUES(?,?,?)",
    [KITH_ROW_SHAPE] = "INSERT INTO shapes(number, text) VALUES(?,?)",
};

/* The fields of each kind of record after its fixed columns. */
static const kith_record_field entity_fields[] = {KITH_FIELD_NAME,
                                                  KITH_FIELD_PROPERTIES,
                                                  KITH_FIELD_EVIDENCE,
                                                  KITH_FIELD_MORE,
                                                  KITH_FIELD_COUNT};
static const kith_record_field relation_fields[] =
    {KITH_FIELD_WEIGHT,   KITH_FIELD_CONFIDENCE, KITH_FIELD_SINCE,
     KITH_FIELD_UNTIL,    KITH_FIELD_ID,         KITH_FIELD_PROPERTIES,
     KITH_FIELD_EVIDENCE, KITH_FIELD_MORE,       KITH_FIELD_COUNT};
static const kith_record_field document_fields[] = {KITH_FIELD_TITLE,
                                                    KITH_FIELD_PUBLISHER,
                                                    KITH_FIELD_URL,
                                                    KITH_FIELD_DATE,
                                                    KITH_FIELD_MORE,
                                                    KITH_FIELD_COUNT};

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- shapes -------------------------------------------------------------- */

static kith_status know_shape(void *context, sqlite3_stmt *row, kith_error *err)
{
    kith_intern *shapes = context;
    const kith_text text = kith_column_text(row, 0);
    return kith_intern_add(shapes, text, kith_intern_hash(text)) ==
                   KITH_INTERN_NONE
               ? no_memory(err)
               : KITH_OK;
}

static kith_status know_shapes(kith_store_rows *rows, kith_error *err)
{
    sqlite3_stmt *all = NULL;
    kith_status st =
        kith_store_prepare(rows->store, &all,
                           "SELECT text FROM shapes ORDER BY number", err);
    if (st == KITH_OK)
        st = kith_store_each(rows->store, all, know_shape, &rows->shapes, err);
    sqlite3_finalize(all);
    return st;
}

/* The number of a shape, which gets a row if it is new; 0 if there are too
 * many. */
static kith_status shape_number(kith_store_rows *rows,
                                kith_text shape,
                                sqlite3_int64 *out,
                                kith_error *err)
{
    sqlite3_stmt *insert = rows->insert[KITH_ROW_SHAPE];
    const uint64_t hash = kith_intern_hash(shape);
    uint32_t id = kith_intern_find(&rows->shapes, shape, hash);
    *out = 0;
    if (id != KITH_INTERN_NONE) {
        *out = (sqlite3_int64)id + 1;
        return KITH_OK;
    }
    if (rows->shapes.count >= MOST_SHAPES)
        return KITH_OK;
    id = kith_intern_add(&rows->shapes, shape, hash);
    if (id == KITH_INTERN_NONE)
        return no_memory(err);
    *out = (sqlite3_int64)id + 1;
    sqlite3_bind_int64(insert, 1, *out);
    kith_bind_text(insert, 2, shape);
    return kith_store_do(rows->store, insert, err);
}

kith_status kith_store_rows_open(kith_store_rows *rows,
                                 const kith_store *store,
                                 kith_error *err)
{
    kith_status st = KITH_OK;
    *rows = (kith_store_rows){.store = store};
    rows->shapes.texts = &rows->texts;
    for (size_t i = 0; i < KITH_ROW_COUNT; i++)
        KITH_TRY(st,
                 kith_store_prepare(store, &rows->insert[i], inserts[i], err),
                 done);
    st = know_shapes(rows, err);
done:
    return st;
}

void kith_store_rows_close(kith_store_rows *rows)
{
    for (size_t i = 0; i < KITH_ROW_COUNT; i++)
        sqlite3_finalize(rows->insert[i]);
    kith_intern_free(&rows->shapes);
    kith_texts_free(&rows->texts);
    kith_split_release(&rows->form);
    *rows = (kith_store_rows){0};
}

/* -- rows ---------------------------------------------------------------- */

/* Columns are bound in their order, and summed with that. */
typedef struct {
    sqlite3_stmt *insert;
    kith_row_sum sum;
    int at; /* of the last one */
} binding;

static void bind_integer(binding *b, sqlite3_int64 number)
{
    sqlite3_bind_int64(b->insert, ++b->at, number);
    kith_sum_integer(&b->sum, number);
}

static void bind_text(binding *b, kith_text text)
{
    kith_bind_text(b->insert, ++b->at, text);
    kith_sum_text(&b->sum, text);
}

/* A number of a row, or 0 for none. */
static void bind_number(binding *b, sqlite3_int64 number)
{
    if (number) {
        bind_integer(b, number);
    } else {
        sqlite3_bind_null(b->insert, ++b->at);
        kith_sum_null(&b->sum);
    }
}

static void bind_field(binding *b,
                       const kith_split *form,
                       kith_record_field field)
{
    const kith_text value = form->values[field];
    const bool number =
        field == KITH_FIELD_WEIGHT || field == KITH_FIELD_CONFIDENCE;
    if (number && value.data) {
        const double real = kith_number_parse(value);
        sqlite3_bind_double(b->insert, ++b->at, real);
        kith_sum_real(&b->sum, real);
    } else {
        bind_text(b, value);
    }
}

static void bind_fixed(binding *b, kith_record_kind kind, const kith_row *row)
{
    bind_integer(b, row->number);
    switch (kind) {
    case KITH_RECORD_ENTITY:
        bind_text(b, row->id);
        bind_number(b, row->type);
        return;
    case KITH_RECORD_RELATION:
        bind_integer(b, row->source);
        bind_integer(b, row->type);
        bind_integer(b, row->target);
        bind_integer(b, row->directed);
        return;
    case KITH_RECORD_DOCUMENT:
        break;
    }
    bind_text(b, row->id);
}

/* Put the row that is bound. */
static kith_status put_row(const kith_store_rows *rows,
                           const binding *b,
                           kith_digest_table table,
                           kith_error *err)
{
    kith_sum_add(rows->store, table, &b->sum);
    return kith_store_do(rows->store, b->insert, err);
}

static const kith_record_field *fields_of(kith_record_kind kind)
{
    switch (kind) {
    case KITH_RECORD_ENTITY:
        return entity_fields;
    case KITH_RECORD_RELATION:
        return relation_fields;
    case KITH_RECORD_DOCUMENT:
        break;
    }
    return document_fields;
}

static kith_row_kind row_of(kith_record_kind kind)
{
    return kind == KITH_RECORD_ENTITY     ? KITH_ROW_ENTITY
           : kind == KITH_RECORD_RELATION ? KITH_ROW_RELATION
                                          : KITH_ROW_DOCUMENT;
}

static kith_digest_table table_of(kith_record_kind kind)
{
    return kind == KITH_RECORD_ENTITY     ? KITH_DIGEST_ENTITIES
           : kind == KITH_RECORD_RELATION ? KITH_DIGEST_RELATIONS
                                          : KITH_DIGEST_DOCUMENTS;
}

/* -- what is cited ------------------------------------------------------- */

/* A string, or the member "document" of an object. */
kith_text kith_document_cited(kith_text element)
{
    static const kith_text name = {"document", sizeof "document" - 1};
    kith_text key = {0};
    kith_text value = {0};
    size_t at = 0;
    if (*element.data == '"')
        return (kith_text){element.data + 1, element.length - 2};
    while (*element.data == '{' &&
           kith_json_each_member(element, &at, &key, &value)) {
        if (kith_json_is_key(key, name) && *value.data == '"')
            return (kith_text){value.data + 1, value.length - 2};
    }
    return (kith_text){0};
}

static kith_status put_citation(kith_store_rows *rows,
                                kith_record_kind kind,
                                sqlite3_int64 number,
                                kith_text written,
                                sqlite3_int64 position,
                                kith_error *err)
{
    const bool relation = kind == KITH_RECORD_RELATION;
    binding b = {.insert = rows->insert[KITH_ROW_EVIDENCE]};
    char *plain = KITH_NEW(char, written.length);
    if (!plain)
        return no_memory(err);
    const kith_text id = {plain, kith_json_unescape(written, plain)};
    const sqlite3_int64 document = rows->document(rows->context, id);
    kith_release(plain);
    if (document == 0)
        return KITH_OK;
    bind_integer(&b, document);
    bind_number(&b, relation ? 0 : number);
    bind_number(&b, relation ? number : 0);
    bind_integer(&b, position);
    return put_row(rows, &b, KITH_DIGEST_EVIDENCE, err);
}

static kith_status put_citations(kith_store_rows *rows,
                                 kith_record_kind kind,
                                 sqlite3_int64 number,
                                 kith_error *err)
{
    const kith_text evidence = rows->form.values[KITH_FIELD_EVIDENCE];
    kith_text element = {0};
    size_t at = 0;
    if (!evidence.data || *evidence.data != '[')
        return KITH_OK;
    for (sqlite3_int64 position = 0;
         kith_json_each_element(evidence, &at, &element); position++) {
        const kith_text document = kith_document_cited(element);
        if (!document.data)
            continue;
        const kith_status st =
            put_citation(rows, kind, number, document, position, err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

/* A record that is merged may have "types" as well, whose first one counts. */
static bool has_type_of_row(const kith_split *form, const kith_row *row)
{
    const kith_text type = form->values[KITH_FIELD_TYPE];
    return !type.data ||
           (row->type_name && strlen(row->type_name) == type.length &&
            !memcmp(row->type_name, type.data, type.length));
}

kith_status kith_store_rows_put(kith_store_rows *rows,
                                kith_record_kind kind,
                                const kith_row *row,
                                kith_error *err)
{
    static const kith_text none = {0};
    binding b = {.insert = rows->insert[row_of(kind)]};
    kith_split *form = &rows->form;
    sqlite3_int64 shape = 0;
    kith_status st = KITH_OK;
    bind_fixed(&b, kind, row);
    memset(form->values, 0, sizeof form->values);
    form->shape = none;
    if (row->record.data && !kith_split_take(form, kind, row->record))
        return no_memory(err);
    if (form->shape.data && has_type_of_row(form, row))
        KITH_TRY(st, shape_number(rows, form->shape, &shape, err), done);
    for (const kith_record_field *f = fields_of(kind); *f != KITH_FIELD_COUNT;
         f++)
        bind_field(&b, form, *f);
    bind_number(&b, shape);
    bind_text(&b, shape ? none : row->record);
    KITH_TRY(st, put_row(rows, &b, table_of(kind), err), done);
    if (kind != KITH_RECORD_DOCUMENT)
        st = put_citations(rows, kind, row->number, err);
done:
    return st;
}

kith_status kith_store_rows_put_extra(kith_store_rows *rows,
                                      sqlite3_int64 entity,
                                      sqlite3_int64 position,
                                      sqlite3_int64 type,
                                      kith_text text,
                                      kith_error *err)
{
    binding b = {
        .insert = rows->insert[text.data ? KITH_ROW_ALIAS : KITH_ROW_MORE_TYPE],
    };
    bind_integer(&b, entity);
    bind_integer(&b, position);
    if (text.data) {
        bind_text(&b, text);
    } else {
        bind_integer(&b, type);
    }
    return put_row(rows, &b,
                   text.data ? KITH_DIGEST_ALIASES : KITH_DIGEST_MORE_TYPES,
                   err);
}
