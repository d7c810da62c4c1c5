/* What two graphs say differently. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/differ.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    kith_column_type type;
} columns[] = {
    {"change", KITH_COLUMN_TEXT},
    {"kind",   KITH_COLUMN_TEXT},
    {"record", KITH_COLUMN_TEXT},
    {"member", KITH_COLUMN_TEXT},
    {"before", KITH_COLUMN_TEXT},
    {"after",  KITH_COLUMN_TEXT},
};

/* Columns of what records say. */
enum { BEFORE = 4, AFTER };

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- rows ---------------------------------------------------------------- */

/* A text of its own, for a table that copies; absent without data. */
static kith_status put_cell(const kith_differ *d,
                            size_t column,
                            kith_text text,
                            kith_error *err)
{
    if (!text.data)
        return KITH_OK;
    char *copy = KITH_NEW(char, text.length + 1);
    if (!copy)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    memcpy(copy, text.data, text.length);
    const kith_status st = kith_table_put_text(d->table, column, copy, err);
    kith_release(copy);
    return st;
}

kith_status kith_differ_row(const kith_differ *d,
                            const char *change,
                            const char *member,
                            kith_text before,
                            kith_text after,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_table_add_row(d->table, err), done);
    KITH_TRY(st, kith_table_put_text(d->table, 0, change, err), done);
    KITH_TRY(st, kith_table_put_text(d->table, 1, d->kind, err), done);
    KITH_TRY(st, kith_table_put_text(d->table, 2, d->record, err), done);
    KITH_TRY(st, kith_table_put_text(d->table, 3, member, err), done);
    KITH_TRY(st, put_cell(d, BEFORE, before, err), done);
    st = put_cell(d, AFTER, after, err);
done:
    return st;
}

void kith_differ_mark(const kith_differ *d,
                      kith_record_kind kind,
                      kith_id before,
                      kith_id after,
                      kith_change change)
{
    if (!d->changes || kind == KITH_RECORD_DOCUMENT)
        return;
    unsigned char *const *marks = kind == KITH_RECORD_ENTITY
                                      ? d->changes->entities
                                      : d->changes->relations;
    if (before != KITH_NONE)
        marks[0][before] = (unsigned char)change;
    if (after != KITH_NONE)
        marks[1][after] = (unsigned char)change;
}

/* -- two records --------------------------------------------------------- */

/* Member `name` of an object; no data if it has none. */
static kith_text member_of(kith_text object, kith_text name)
{
    kith_text key = {0};
    kith_text value = {0};
    size_t at = 0;
    while (kith_json_each_member(object, &at, &key, &value)) {
        if (kith_json_is_same_key(key, name))
            return value;
    }
    return (kith_text){0};
}

static bool is_object(kith_text value)
{
    return value.data && *value.data == '{';
}

static kith_status compare_objects(const kith_differ *d,
                                   const char *pointer,
                                   kith_text before,
                                   kith_text after,
                                   kith_error *err);

/* The document that a piece of evidence cites and says nothing else of; else
 * the piece itself. */
static kith_text cited(kith_text piece)
{
    kith_text key = {0};
    kith_text value = {0};
    kith_text more = {0};
    size_t at = 0;
    if (!is_object(piece) || !kith_json_each_member(piece, &at, &key, &value) ||
        !kith_json_is_key(key, text_of("document")) ||
        kith_json_each_member(piece, &at, &key, &more))
        return piece;
    return value;
}

/* "d" and {"document": "d"} cite the same. */
static bool is_same_evidence(kith_text before, kith_text after)
{
    kith_text a = {0};
    kith_text b = {0};
    size_t at_a = 0;
    size_t at_b = 0;
    if (!before.data || !after.data || *before.data != '[' ||
        *after.data != '[')
        return false;
    while (kith_json_each_element(before, &at_a, &a)) {
        if (!kith_json_each_element(after, &at_b, &b) ||
            !kith_json_is_same(cited(a), cited(b)))
            return false;
    }
    return !kith_json_each_element(after, &at_b, &b);
}

/* Properties are compared one by one, everything else as a whole. */
static kith_status compare_values(const kith_differ *d,
                                  const char *pointer,
                                  kith_text before,
                                  kith_text after,
                                  kith_error *err)
{
    if (before.data && after.data && kith_json_is_same(before, after))
        return KITH_OK;
    if (!strcmp(pointer, "/record") ||
        (!strcmp(pointer, "/evidence") && is_same_evidence(before, after)))
        return KITH_OK; /* other words for the same */
    if (!strcmp(pointer, "/properties") && is_object(before) &&
        is_object(after))
        return compare_objects(d, pointer, before, after, err);
    return kith_differ_row(d, "changed", pointer, before, after, err);
}

static kith_status compare_member(const kith_differ *d,
                                  const char *pointer,
                                  kith_text key,
                                  kith_text before,
                                  kith_text after,
                                  kith_error *err)
{
    char *whole = NULL;
    const size_t size = strlen(pointer) + key.length + 2;
    whole = KITH_NEW(char, size);
    if (!whole)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    (void)snprintf(whole, size, "%s/%.*s", pointer, (int)key.length, key.data);
    const kith_status st = compare_values(d, whole, before, after, err);
    kith_release(whole);
    return st;
}

static kith_status compare_objects(const kith_differ *d,
                                   const char *pointer,
                                   kith_text before,
                                   kith_text after,
                                   kith_error *err)
{
    kith_text key = {0};
    kith_text value = {0};
    for (size_t at = 0; kith_json_each_member(before, &at, &key, &value);) {
        const kith_status st =
            compare_member(d, pointer, key, value, member_of(after, key), err);
        if (st != KITH_OK)
            return st;
    }
    for (size_t at = 0; kith_json_each_member(after, &at, &key, &value);) {
        if (member_of(before, key).data)
            continue;
        const kith_status st =
            compare_member(d, pointer, key, (kith_text){0}, value, err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

kith_status kith_differ_texts(const kith_differ *d,
                              const char *before,
                              const char *after,
                              kith_error *err)
{
    return kith_json_is_same(text_of(before), text_of(after))
               ? KITH_OK
               : compare_objects(d, "", text_of(before), text_of(after), err);
}

/* -- entities and documents ---------------------------------------------- */

/* What has ids of its own that everybody uses. */
typedef struct {
    kith_record_kind kind;
    const char *name;
    size_t (*count)(const kith_graph *graph);
    const char *(*id)(const kith_graph *graph, kith_id id);
    kith_id (*find)(const kith_graph *graph, kith_text id);
} named;

static const named entities = {KITH_RECORD_ENTITY, "entity",
                               kith_graph_entity_count, kith_graph_entity_id,
                               kith_graph_entity_of_id};
static const named documents = {KITH_RECORD_DOCUMENT, "document",
                                kith_graph_document_count,
                                kith_graph_document_id,
                                kith_graph_document_of_id};

static kith_status compare_one(kith_differ *d,
                               const named *what,
                               kith_id before,
                               kith_error *err)
{
    const char *id = what->id(d->before, before);
    const kith_id after = what->find(d->after, text_of(id));
    const size_t rows = kith_table_rows(d->table);
    char *texts[2] = {NULL, NULL};
    kith_status st = KITH_OK;
    d->record = id;
    KITH_TRY(st,
             kith_graph_record(d->before, what->kind, before, &texts[0], err),
             done);
    if (after == KITH_NONE) {
        kith_differ_mark(d, what->kind, before, KITH_NONE, KITH_GONE);
        st = kith_differ_row(d, "gone", NULL, text_of(texts[0]), (kith_text){0},
                             err);
        goto done;
    }
    KITH_TRY(st, kith_graph_record(d->after, what->kind, after, &texts[1], err),
             done);
    st = kith_differ_texts(d, texts[0], texts[1], err);
    if (kith_table_rows(d->table) > rows)
        kith_differ_mark(d, what->kind, before, after, KITH_CHANGED);
done:
    kith_free(texts[0]);
    kith_free(texts[1]);
    return st;
}

static kith_status note_added(kith_differ *d,
                              const named *what,
                              kith_id after,
                              kith_error *err)
{
    const char *id = what->id(d->after, after);
    char *text = NULL;
    if (what->find(d->before, text_of(id)) != KITH_NONE)
        return KITH_OK;
    d->record = id;
    kith_differ_mark(d, what->kind, KITH_NONE, after, KITH_ADDED);
    kith_status st = kith_graph_record(d->after, what->kind, after, &text, err);
    if (st == KITH_OK)
        st = kith_differ_row(d, "added", NULL, (kith_text){0}, text_of(text),
                             err);
    kith_free(text);
    return st;
}

static kith_status compare_named(kith_differ *d,
                                 const named *what,
                                 kith_error *err)
{
    kith_status st = KITH_OK;
    d->kind = what->name;
    for (kith_id i = 0; i < what->count(d->before); i++)
        KITH_TRY(st, compare_one(d, what, i, err), done);
    for (kith_id i = 0; i < what->count(d->after); i++)
        KITH_TRY(st, note_added(d, what, i, err), done);
done:
    return st;
}

static kith_status make_changes(kith_changes *changes,
                                const kith_graph *const graphs[2],
                                kith_error *err)
{
    *changes = (kith_changes){0};
    for (size_t at = 0; at < 2; at++) {
        changes->entities[at] =
            KITH_NEW(unsigned char, kith_graph_entity_count(graphs[at]));
        changes->relations[at] =
            KITH_NEW(unsigned char, kith_graph_relation_count(graphs[at]));
        if (!changes->entities[at] || !changes->relations[at])
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return KITH_OK;
}

void kith_changes_free(kith_changes *changes)
{
    for (size_t at = 0; at < 2; at++) {
        kith_release(changes->entities[at]);
        kith_release(changes->relations[at]);
    }
    *changes = (kith_changes){0};
}

kith_status kith_graph_diff(kith_table **out,
                            kith_changes *changes,
                            const kith_graph *before,
                            const kith_graph *after,
                            kith_error *err)
{
    kith_differ d = {.before = before,
                     .after = after,
                     .changes = changes,
                     .table = kith_table_new()};
    const kith_graph *const graphs[2] = {before, after};
    kith_status st = KITH_OK;
    *out = NULL;
    if (!d.table)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (changes)
        KITH_TRY(st, make_changes(changes, graphs, err), done);
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        KITH_TRY(st,
                 kith_table_add_column(d.table, columns[c].name,
                                       columns[c].type, err),
                 done);
    kith_table_hold_json(d.table, BEFORE);
    kith_table_hold_json(d.table, AFTER);
    KITH_TRY(st, compare_named(&d, &entities, err), done);
    KITH_TRY(st, kith_differ_relations(&d, err), done);
    KITH_TRY(st, compare_named(&d, &documents, err), done);
    *out = d.table;
    d.table = NULL;
done:
    kith_table_free(d.table);
    return st;
}
