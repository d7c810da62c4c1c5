/* What new records touch of a base. */
#include "store/touched.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/sink.h"
#include "json/scan.h"
#include "store/numbers.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char *const finds[] = {
    [KITH_RECORD_ENTITY] = "SELECT number, shape IS NOT NULL OR written IS NOT"
                           " NULL FROM entities WHERE id = ?",
    [KITH_RECORD_RELATION] = "SELECT number, 1 FROM relations WHERE id = ?"
                             " AND id IS NOT NULL",
    [KITH_RECORD_DOCUMENT] = "SELECT number, shape IS NOT NULL OR written IS"
                             " NOT NULL FROM documents WHERE id = ?",
};

static const char *const citing[] = {
    [KITH_RECORD_ENTITY] = "SELECT document FROM evidence WHERE entity = ?",
    [KITH_RECORD_RELATION] = "SELECT document FROM evidence WHERE relation = ?",
};

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- what is touched ----------------------------------------------------- */

static kith_status touch(kith_touched *t,
                         kith_record_kind kind,
                         uint32_t number,
                         kith_error *err)
{
    return kith_pages_add(&t->numbers[kind], &number, sizeof number)
               ? KITH_OK
               : no_memory(err);
}

kith_status kith_touched_find(kith_touched *t,
                              kith_record_kind kind,
                              kith_text id,
                              uint32_t *number,
                              bool *record,
                              kith_error *err)
{
    sqlite3_stmt *find = t->find[kind];
    bool row = false;
    *number = 0;
    kith_bind_text(find, 1, id);
    kith_status st = kith_store_step(t->store, find, &row, err);
    if (row) {
        st = kith_store_number(t->store, find, 0, number, err);
        if (record)
            *record = sqlite3_column_int(find, 1) != 0;
    }
    sqlite3_reset(find);
    return st;
}

/* An id of the new records: its row, if there is one. What the new records
 * define and the base only names is left to them. */
static kith_status touch_id(kith_touched *t,
                            kith_record_kind kind,
                            const char *id,
                            bool defined,
                            kith_error *err)
{
    uint32_t number = 0;
    bool record = false;
    const kith_status st =
        kith_touched_find(t, kind, text_of(id), &number, &record, err);
    if (st != KITH_OK || !number)
        return st;
    if (record || !defined)
        return touch(t, kind, number, err);
    return kith_pages_add(&t->left[kind], &number, sizeof number)
               ? KITH_OK
               : no_memory(err);
}

static kith_status touch_ids(kith_touched *t,
                             const kith_graph *fresh,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    for (kith_id e = 0; e < kith_graph_entity_count(fresh); e++) {
        const bool defined =
            kith_is_defined(kith_graph_origin(fresh, KITH_RECORD_ENTITY, e));
        KITH_TRY(st,
                 touch_id(t, KITH_RECORD_ENTITY, kith_graph_entity_id(fresh, e),
                          defined, err),
                 done);
    }
    for (kith_id d = 0; d < kith_graph_document_count(fresh); d++) {
        const bool defined =
            kith_is_defined(kith_graph_origin(fresh, KITH_RECORD_DOCUMENT, d));
        KITH_TRY(st,
                 touch_id(t, KITH_RECORD_DOCUMENT,
                          kith_graph_document_id(fresh, d), defined, err),
                 done);
    }
done:
    return st;
}

/* Relations of the base from one entity to another, from the shorter list. */
static kith_status touch_between(kith_touched *t,
                                 uint32_t source,
                                 uint32_t target,
                                 kith_error *err)
{
    size_t from = 0;
    size_t to = 0;
    kith_pages links = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_links_count(&t->links, source, true, &from, err), done);
    KITH_TRY(st, kith_links_count(&t->links, target, false, &to, err), done);
    const bool out = from <= to;
    KITH_TRY(st,
             kith_links_of(&t->links, out ? source : target, out, &links, err),
             done);
    const kith_link *all = links.data;
    for (size_t i = 0; i < links.used / sizeof *all; i++) {
        if (all[i].other == (out ? target : source))
            KITH_TRY(st, touch(t, KITH_RECORD_RELATION, all[i].relation, err),
                     done);
    }
done:
    kith_pages_free(&links);
    return st;
}

/* The id that a relation's own record gives it, if any. */
static kith_status touch_relation_id(kith_touched *t,
                                     const kith_graph *fresh,
                                     kith_id r,
                                     kith_error *err)
{
    static const kith_text name = {"id", 2};
    char *record = NULL;
    uint32_t number = 0;
    kith_text key = {0};
    kith_text value = {0};
    size_t at = 0;
    kith_status st =
        kith_graph_record(fresh, KITH_RECORD_RELATION, r, &record, err);
    while (st == KITH_OK &&
           kith_json_each_member(text_of(record), &at, &key, &value)) {
        if (!kith_json_is_key(key, name) || *value.data != '"')
            continue;
        char *plain = KITH_NEW(char, value.length);
        if (!plain) {
            st = no_memory(err);
            break;
        }
        const kith_text inside = {value.data + 1, value.length - 2};
        const kith_text id = {plain, kith_json_unescape(inside, plain)};
        st = kith_touched_find(t, KITH_RECORD_RELATION, id, &number, NULL, err);
        kith_release(plain);
        if (st == KITH_OK && number)
            st = touch(t, KITH_RECORD_RELATION, number, err);
    }
    kith_free(record);
    return st;
}

static kith_status touch_relations(kith_touched *t,
                                   const kith_graph *fresh,
                                   kith_error *err)
{
    const size_t count = kith_graph_relation_count(fresh);
    kith_status st = KITH_OK;
    for (kith_id r = 0; r < count; r++) {
        const kith_relation it = kith_graph_relation(fresh, r);
        uint32_t ends[2] = {0};
        KITH_TRY(st, touch_relation_id(t, fresh, r, err), done);
        for (size_t i = 0; i < 2; i++) {
            const char *id =
                kith_graph_entity_id(fresh, i ? it.target : it.source);
            KITH_TRY(st,
                     kith_touched_find(t, KITH_RECORD_ENTITY, text_of(id),
                                       &ends[i], NULL, err),
                     done);
        }
        if (!ends[0] || !ends[1])
            continue;
        KITH_TRY(st, touch_between(t, ends[0], ends[1], err), done);
        if (!it.directed && ends[0] != ends[1])
            KITH_TRY(st, touch_between(t, ends[1], ends[0], err), done);
    }
done:
    return st;
}

/* What is touched needs its ends and the documents that it cites. */
static kith_status touch_column(kith_touched *t,
                                sqlite3_stmt *select,
                                uint32_t number,
                                kith_record_kind kind,
                                kith_error *err)
{
    bool row = false;
    kith_status st = KITH_OK;
    sqlite3_bind_int64(select, 1, number);
    for (;;) {
        KITH_TRY(st, kith_store_step(t->store, select, &row, err), done);
        if (!row)
            break;
        for (int i = 0; i < sqlite3_column_count(select); i++) {
            uint32_t other = 0;
            KITH_TRY(st, kith_store_number(t->store, select, i, &other, err),
                     done);
            KITH_TRY(st, touch(t, kind, other, err), done);
        }
    }
done:
    sqlite3_reset(select);
    return st;
}

static kith_status touch_what_is_needed(kith_touched *t, kith_error *err)
{
    kith_status st = KITH_OK;
    size_t count = kith_numbers_sort(&t->numbers[KITH_RECORD_RELATION]);
    for (size_t i = 0; i < count; i++) {
        const uint32_t *all = t->numbers[KITH_RECORD_RELATION].data;
        KITH_TRY(st, touch_column(t, t->ends, all[i], KITH_RECORD_ENTITY, err),
                 done);
        KITH_TRY(st,
                 touch_column(t, t->cited[KITH_RECORD_RELATION], all[i],
                              KITH_RECORD_DOCUMENT, err),
                 done);
    }
    count = kith_numbers_sort(&t->numbers[KITH_RECORD_ENTITY]);
    for (size_t i = 0; i < count; i++) {
        const uint32_t *all = t->numbers[KITH_RECORD_ENTITY].data;
        KITH_TRY(st,
                 touch_column(t, t->cited[KITH_RECORD_ENTITY], all[i],
                              KITH_RECORD_DOCUMENT, err),
                 done);
    }
    (void)kith_numbers_sort(&t->numbers[KITH_RECORD_DOCUMENT]);
done:
    return st;
}

/* -- as text ------------------------------------------------------------- */

static bool is_left(const kith_touched *t,
                    kith_record_kind kind,
                    uint32_t number)
{
    const kith_pages *left = &t->left[kind];
    return left->used && kith_numbers_place(left, left->used / sizeof number,
                                            number) != KITH_NONE;
}

static void put(kith_touched *t, kith_sink *sink, kith_text text)
{
    kith_put_bytes(sink, text.data, text.length);
    t->length += text.length;
}

static kith_status put_record(kith_touched *t,
                              kith_sink *sink,
                              kith_record_kind kind,
                              uint32_t number,
                              kith_error *err)
{
    char *text = NULL;
    size_t length = 0;
    const kith_touched_record at = {t->length, number};
    kith_status st =
        kith_keeper_record(t->keeper, kind, number, &text, &length, err);
    if (st != KITH_OK)
        return st;
    if (!kith_pages_add(&t->records, &at, sizeof at))
        st = no_memory(err);
    put(t, sink, (kith_text){text, length});
    kith_release(text);
    return st;
}

/* One of the three arrays of a document of records. */
static kith_status put_array(kith_touched *t,
                             kith_sink *sink,
                             kith_record_kind kind,
                             const char *before,
                             kith_error *err)
{
    const uint32_t *numbers = t->numbers[kind].data;
    const size_t count = t->numbers[kind].used / sizeof *numbers;
    bool any = false;
    (void)kith_numbers_sort(&t->left[kind]);
    put(t, sink, text_of(before));
    for (size_t i = 0; i < count; i++) {
        if (is_left(t, kind, numbers[i]))
            continue;
        put(t, sink, text_of(any ? ",\n" : "\n"));
        any = true;
        const kith_status st = put_record(t, sink, kind, numbers[i], err);
        if (st != KITH_OK)
            return st;
    }
    return KITH_OK;
}

static kith_status put_text(kith_touched *t, kith_error *err)
{
    const int file = memfd_create("kith", MFD_CLOEXEC);
    t->text = file < 0 ? NULL : fdopen(file, "w+");
    if (!t->text) {
        if (file >= 0)
            (void)close(file);
        return kith_fail(err, KITH_E_IO, "cannot make a file in memory");
    }
    kith_sink sink = {.file = t->text};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             put_array(t, &sink, KITH_RECORD_ENTITY, "{\"entities\": [", err),
             done);
    KITH_TRY(st,
             put_array(t, &sink, KITH_RECORD_RELATION, "],\n\"relations\": [",
                       err),
             done);
    KITH_TRY(st,
             put_array(t, &sink, KITH_RECORD_DOCUMENT, "],\n\"documents\": [",
                       err),
             done);
    put(t, &sink, text_of("]}\n"));
    st = kith_sink_finish(&sink, err);
done:
    return st;
}

uint32_t kith_touched_number(const kith_touched *t, uint64_t offset)
{
    const kith_touched_record *all = t->records.data;
    size_t low = 0;
    for (size_t high = t->records.used / sizeof *all; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (all[middle].offset < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return all[low].number;
}

/* -- its life ------------------------------------------------------------ */

static kith_status prepare(kith_touched *t, kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < 3; i++)
        KITH_TRY(st, kith_store_prepare(t->store, &t->find[i], finds[i], err),
                 done);
    for (size_t i = 0; i < 2; i++)
        KITH_TRY(st, kith_store_prepare(t->store, &t->cited[i], citing[i], err),
                 done);
    st = kith_store_prepare(t->store, &t->ends,
                            "SELECT source, target FROM relations"
                            " WHERE number = ?",
                            err);
done:
    return st;
}

kith_status kith_touched_make(kith_touched *t,
                              kith_store *store,
                              const kith_graph *fresh,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    *t = (kith_touched){.store = store};
    KITH_TRY(st, kith_keeper_new(&t->keeper, store, false, err), done);
    KITH_TRY(st, kith_links_open(&t->links, store, err), done);
    KITH_TRY(st, prepare(t, err), done);
    KITH_TRY(st, touch_ids(t, fresh, err), done);
    KITH_TRY(st, touch_relations(t, fresh, err), done);
    KITH_TRY(st, touch_what_is_needed(t, err), done);
    st = put_text(t, err);
done:
    return st;
}

void kith_touched_close(kith_touched *t)
{
    for (size_t i = 0; i < 3; i++) {
        sqlite3_finalize(t->find[i]);
        kith_pages_free(&t->numbers[i]);
        kith_pages_free(&t->left[i]);
    }
    for (size_t i = 0; i < 2; i++)
        sqlite3_finalize(t->cited[i]);
    sqlite3_finalize(t->ends);
    kith_links_close(&t->links);
    kith_keeper_free(t->keeper);
    kith_pages_free(&t->records);
    if (t->text)
        (void)fclose(t->text);
    *t = (kith_touched){0};
}
