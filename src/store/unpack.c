/* A graph out of the pack: chunks are checked and put where they belong. */
#include "base/error.h"
#include "store/checksum.h"
#include "store/coding.h"
#include "store/pack.h"

#include <stdio.h>

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- reading ------------------------------------------------------------- */

typedef struct {
    const kith_store *store;
    sqlite3_stmt *chunks;
    sqlite3_blob *blob;
} unpacker;

static void end_unpacking(unpacker *u)
{
    sqlite3_finalize(u->chunks);
    sqlite3_blob_close(u->blob);
}

static kith_status begin_unpacking(unpacker *u, kith_error *err)
{
    return kith_store_prepare(
        u->store, &u->chunks,
        "SELECT rowid, checksum, length(data), width FROM pack"
        " WHERE part = ? ORDER BY chunk",
        err);
}

/* One chunk, straight from the pages of the file to where it belongs. */
static kith_status read_chunk(unpacker *u,
                              size_t chunk,
                              char *to,
                              size_t length,
                              kith_error *err)
{
    const sqlite3_int64 row = sqlite3_column_int64(u->chunks, 0);
    const int code = u->blob ? sqlite3_blob_reopen(u->blob, row)
                             : sqlite3_blob_open(u->store->db, "main", "pack",
                                                 "data", row, 0, &u->blob);
    if (code != SQLITE_OK ||
        sqlite3_blob_read(u->blob, to, (int)length, 0) != SQLITE_OK)
        return kith_store_fail(u->store, err);
    if (kith_checksum(to, length, chunk) != sqlite3_column_int64(u->chunks, 1))
        return kith_store_damaged(u->store, "a checksum is wrong", err);
    return KITH_OK;
}

static kith_status read_whole(unpacker *u,
                              size_t chunk,
                              size_t length,
                              kith_pages *pages,
                              kith_texts *texts,
                              kith_error *err)
{
    char *to = texts ? kith_texts_block(texts, length)
                     : kith_pages_take(pages, length);
    return to ? read_chunk(u, chunk, to, length, err) : no_memory(err);
}

/* Numbers of fewer than four bytes. */
static kith_status read_narrow(unpacker *u,
                               size_t chunk,
                               size_t length,
                               size_t width,
                               kith_pages *pages,
                               kith_error *err)
{
    char bytes[KITH_PACK_CHUNK];
    const kith_status st = read_chunk(u, chunk, bytes, length, err);
    if (st != KITH_OK)
        return st;
    const size_t count = length / width;
    uint32_t *to = kith_pages_take(pages, count * sizeof *to);
    if (!to)
        return no_memory(err);
    kith_widen(bytes, count, width, to);
    return KITH_OK;
}

/* A chunk has whole elements: those of `size` bytes, or numbers of fewer than
 * four. */
static kith_status check_chunk(const unpacker *u,
                               size_t size,
                               sqlite3_int64 length,
                               sqlite3_int64 width,
                               kith_error *err)
{
    const bool narrow = size == sizeof(uint32_t);
    if (width < (narrow ? 1 : (sqlite3_int64)size) ||
        width > (sqlite3_int64)size)
        return kith_store_damaged(u->store, "a part has a wrong width", err);
    return length > 0 && length <= (sqlite3_int64)KITH_PACK_CHUNK &&
                   length % width == 0
               ? KITH_OK
               : kith_store_damaged(u->store, "a part has a wrong size", err);
}

/* @param texts  the arena that the part is to be, and `pages` of it; or NULL */
static kith_status read_chunks(unpacker *u,
                               const char *name,
                               size_t size,
                               kith_pages *pages,
                               kith_texts *texts,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    bool row = false;
    sqlite3_bind_text(u->chunks, 1, name, -1, SQLITE_STATIC);
    for (size_t chunk = 0;; chunk++) {
        KITH_TRY(st, kith_store_step(u->store, u->chunks, &row, err), done);
        if (!row)
            break;
        const sqlite3_int64 length = sqlite3_column_int64(u->chunks, 2);
        const sqlite3_int64 width = sqlite3_column_int64(u->chunks, 3);
        KITH_TRY(st, check_chunk(u, size, length, width, err), done);
        KITH_TRY(st,
                 (size_t)width != size
                     ? read_narrow(u, chunk, (size_t)length, (size_t)width,
                                   pages, err)
                     : read_whole(u, chunk, (size_t)length, pages, texts, err),
                 done);
    }
done:
    sqlite3_reset(u->chunks);
    return st;
}

static kith_status read_half(unpacker *u,
                             const kith_part *part,
                             const char *half,
                             size_t size,
                             kith_pages *pages,
                             kith_error *err)
{
    char whole[KITH_PART_NAME_SIZE];
    (void)snprintf(whole, sizeof whole, "%s.%s", part->name, half);
    return read_chunks(u, whole, size, pages, NULL, err);
}

/* A column, coded or not. */
static kith_status read_column(unpacker *u,
                               const kith_part *part,
                               kith_pages *pages,
                               kith_error *err)
{
    kith_pages values = {0};
    kith_pages codes = {0};
    bool good = true;
    kith_status st = KITH_OK;
    KITH_TRY(st, read_half(u, part, "values", part->size, &values, err), done);
    if (values.used == 0) {
        st = read_chunks(u, part->name, part->size, pages, NULL, err);
        goto done;
    }
    KITH_TRY(st,
             read_half(u, part, "codes",
                       kith_code_size(values.used / part->size), &codes, err),
             done);
    if (!kith_decode(&values, &codes, part->size, pages, &good))
        st = good ? kith_store_damaged(u->store, "a code has no value", err)
                  : no_memory(err);
done:
    kith_pages_free(&values);
    kith_pages_free(&codes);
    return st;
}

/* Without marks there is no pack: chunks alone would be counted beside their
 * rows. */
static kith_status check_unmarked(const kith_store *store, kith_error *err)
{
    bool any = false;
    const kith_status st =
        kith_store_has(store, "SELECT 1 FROM pack", &any, err);
    return st == KITH_OK && any
               ? kith_store_damaged(store, "its packing is not marked", err)
               : st;
}

/* Marks are numbers, and those of rows that are there, or were. */
static bool are_marks(sqlite3_stmt *select, kith_packing *out)
{
    sqlite3_int64 *const to[] = {&out->entities, &out->relations,
                                 &out->documents};
    bool good = true;
    for (int at = 0; at < 3; at++) {
        *to[at] = sqlite3_column_int64(select, at);
        good = good && sqlite3_column_type(select, at) == SQLITE_INTEGER &&
               sqlite3_column_int(select, at + 3) && *to[at] >= 0;
    }
    return good;
}

#define MARKED(table, kind)                                            \
 table " = 0 OR " table " IN (SELECT number FROM " table ") OR " table \
       " IN (SELECT number FROM outdated WHERE kind = '" kind "')"

kith_status kith_pack_upto(const kith_store *store,
                           kith_packing *out,
                           kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    bool another = false;
    kith_status st = KITH_OK;
    *out = (kith_packing){0};
    KITH_TRY(
        st,
        kith_store_prepare(
            store, &select,
            "SELECT entities, relations, documents," MARKED(
                "entities",
                "entity") "," MARKED("relations",
                                     "relation") "," MARKED("documents",
                                                            "document") " FROM "
                                                                        "packin"
                                                                        "g",
            err),
        done);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    if (!row) {
        st = check_unmarked(store, err);
        goto done;
    }
    const bool good = are_marks(select, out);
    KITH_TRY(st, kith_store_step(store, select, &another, err), done);
    if (!good || another)
        st = kith_store_damaged(store, "its packing is marked wrongly", err);
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_pack_read(const kith_store *store,
                           kith_reading *reading,
                           kith_pack *pack,
                           kith_error *err)
{
    unpacker u = {.store = store};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_pack_upto(store, &pack->upto, err), done);
    KITH_TRY(st, begin_unpacking(&u, err), done);
    KITH_TRY(st, read_chunks(&u, "texts", 1, NULL, &reading->texts, err), done);
    for (const kith_part *part = kith_parts; part->name; part++) {
        kith_pages *pages = kith_part_pages(reading, part);
        const bool column = part->kind == KITH_PART_COLUMN;
        KITH_TRY(st,
                 column ? read_column(&u, part, pages, err)
                        : read_chunks(&u, part->name, part->size, pages, NULL,
                                      err),
                 done);
    }
    for (size_t i = 0; i < KITH_PACK_TARGET_FROM; i++)
        KITH_TRY(st,
                 read_chunks(&u, kith_own_parts[i].name, kith_own_parts[i].size,
                             &pack->own[i], NULL, err),
                 done);
done:
    end_unpacking(&u);
    return st;
}

kith_status kith_pack_read_part(const kith_store *store,
                                const char *name,
                                size_t size,
                                kith_pages *pages,
                                kith_error *err)
{
    unpacker u = {.store = store};
    kith_status st = begin_unpacking(&u, err);
    if (st == KITH_OK)
        st = read_chunks(&u, name, size, pages, NULL, err);
    end_unpacking(&u);
    return st;
}

kith_status kith_pack_read_own(const kith_store *store,
                               kith_pack *pack,
                               kith_pack_own which,
                               kith_error *err)
{
    return kith_pack_read_part(store, kith_own_parts[which].name,
                               kith_own_parts[which].size, &pack->own[which],
                               err);
}
