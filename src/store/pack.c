/* The arrays of a graph as chunks of bytes with checksums.
 *
 * Parts are named as in kith_parts, in `own` below, and "texts": NUL-ended
 * texts, each at a multiple of four bytes; a reference to a text is its offset
 * in units of four bytes plus 1, 0 is no text. Numbers are little-endian. */
#include "store/pack.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/scatter.h"

#include <string.h>

/* A look-up reads no more than a chunk; a large read takes some µs for each. */
enum { CHUNK = 256 << 10, RELATIONS_IN_BLOCK = 1 << 19 };

static const struct {
    const char *name;
    size_t size;
} own[KITH_PACK_OWN_COUNT] = {
    [KITH_PACK_ENTITY_NUMBER] = {"entity.number",      sizeof(uint32_t)},
    [KITH_PACK_RELATION_NUMBER] = {"relation.number",    sizeof(uint32_t)},
    [KITH_PACK_DOCUMENT_NUMBER] = {"document.number",    sizeof(uint32_t)},
    [KITH_PACK_IMPLICIT] = {"entity.implicit",    sizeof(uint64_t)},
    [KITH_PACK_CITED] = {"document.cited",     sizeof(uint64_t)},
    [KITH_PACK_BY_SOURCE] = {"relation.by_source", sizeof(uint32_t)},
    [KITH_PACK_SOURCE_FROM] = {"entity.source_from", sizeof(uint32_t)},
    [KITH_PACK_BY_TARGET] = {"relation.by_target", sizeof(uint32_t)},
    [KITH_PACK_TARGET_FROM] = {"entity.target_from", sizeof(uint32_t)},
};

void kith_pack_free(kith_pack *pack)
{
    for (size_t i = 0; i < KITH_PACK_OWN_COUNT; i++)
        kith_pages_free(&pack->own[i]);
}

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* Four sums beside each other, as one multiplication waits for the one before;
 * the factor is that of FNV-1a (Fowler, Noll, Vo). The rest of fewer than 32
 * bytes is filled up with zeros. */
static sqlite3_int64 checksum_of(const char *data, size_t length, size_t chunk)
{
    const uint64_t factor = 0x100000001B3u;
    uint64_t sum[4] = {chunk + 1, length, 3, 4};
    uint64_t words[4] = {0};
    for (size_t at = 0; at < length; at += sizeof words) {
        const size_t left = length - at;
        if (left < sizeof words)
            memset(words, 0, sizeof words);
        memcpy(words, data + at, left < sizeof words ? left : sizeof words);
        for (size_t i = 0; i < 4; i++) {
            sum[i] = (sum[i] ^ words[i]) * factor;
            sum[i] ^= sum[i] >> 29;
        }
    }
    for (size_t i = 1; i < 4; i++)
        sum[0] = (sum[0] ^ sum[i]) * factor ^ sum[0] >> 31;
    return (sqlite3_int64)(sum[0] >> 1);
}

/* -- writing ------------------------------------------------------------- */

typedef struct {
    const kith_store *store;
    sqlite3_stmt *insert;
    kith_pages texts; /* as the base has them */
    sqlite3_int64 bytes;
} packer;

static kith_status write_part(packer *p,
                              const char *name,
                              const kith_pages *pages,
                              kith_error *err)
{
    const char *data = pages->data;
    for (size_t at = 0, chunk = 0; at < pages->used; at += CHUNK, chunk++) {
        const size_t left = pages->used - at;
        const size_t length = left < CHUNK ? left : CHUNK;
        sqlite3_bind_text(p->insert, 1, name, -1, SQLITE_STATIC);
        sqlite3_bind_int64(p->insert, 2, (sqlite3_int64)chunk);
        sqlite3_bind_int64(p->insert, 3, checksum_of(data + at, length, chunk));
        sqlite3_bind_blob64(p->insert, 4, data + at, length, SQLITE_STATIC);
        const kith_status st = kith_store_do(p->store, p->insert, err);
        if (st != KITH_OK)
            return st;
    }
    p->bytes += (sqlite3_int64)pages->used;
    return KITH_OK;
}

/* Copy a text; its reference in the base, or 0 if out of memory. */
static kith_ref keep_text(packer *p, const char *text)
{
    const size_t length = strlen(text) + 1;
    const size_t at = p->texts.used;
    char *copy = kith_pages_take(&p->texts, (length + 3) / 4 * 4);
    if (!copy || at / 4 >= UINT32_MAX - 1)
        return 0;
    memcpy(copy, text, length); /* the rest is zero already */
    return (kith_ref)(at / 4 + 1);
}

/* An array whose elements lead to texts, with them leading into the base's. */
static kith_status write_texts(packer *p,
                               const kith_reading *reading,
                               const kith_part *part,
                               const kith_pages *pages,
                               kith_error *err)
{
    const size_t skip = part->kind == KITH_PART_EXTRAS ? sizeof(kith_id) : 0;
    kith_pages copy = {0};
    kith_status st = KITH_OK;
    if (pages->used == 0)
        return KITH_OK;
    char *to = kith_pages_take(&copy, pages->used);
    if (!to)
        return no_memory(err);
    memcpy(to, pages->data, pages->used);
    for (size_t at = skip; at < pages->used && st == KITH_OK;
         at += part->size) {
        kith_ref *ref = (kith_ref *)(void *)(to + at);
        const char *text = kith_texts_at(&reading->texts, *ref);
        *ref = text ? keep_text(p, text) : 0;
        if (text && !*ref)
            st = no_memory(err);
    }
    if (st == KITH_OK)
        st = write_part(p, part->name, &copy, err);
    kith_pages_free(&copy);
    return st;
}

static kith_status write_parts(packer *p,
                               kith_reading *reading,
                               kith_error *err)
{
    for (const kith_part *part = kith_parts; part->name; part++) {
        const kith_pages *pages = kith_part_pages(reading, part);
        const kith_status st = part->kind != KITH_PART_NUMBERS
                                   ? write_texts(p, reading, part, pages, err)
                                   : write_part(p, part->name, pages, err);
        if (st != KITH_OK)
            return st;
    }
    return write_part(p, "texts", &p->texts, err);
}

/* -- lists of relations -------------------------------------------------- */

typedef struct {
    const kith_id *ends;
    size_t count;
} list_ends;

static void see_ends(const kith_scatter *scatter,
                     size_t block,
                     uint32_t *places)
{
    const list_ends *e = scatter->context;
    const size_t from = block * RELATIONS_IN_BLOCK;
    const size_t left = e->count - from;
    const size_t to =
        left > RELATIONS_IN_BLOCK ? from + RELATIONS_IN_BLOCK : e->count;
    for (kith_id r = (kith_id)from; r < to; r++)
        kith_scatter_see(scatter, places, e->ends[r], r, 0);
}

static kith_status write_list(packer *p,
                              const kith_reading *reading,
                              const kith_id *ends,
                              kith_pack_own relations,
                              kith_pack_own from,
                              kith_error *err)
{
    const size_t entities = reading->entities.count;
    const size_t count = reading->relation_count;
    kith_csr *csr = NULL;
    kith_status st = KITH_OK;
    kith_scatter scatter = {
        .owners = entities,
        .blocks = count / RELATIONS_IN_BLOCK + 1,
        .pairs_of = see_ends,
        .context = &(list_ends){ends, count},
    };
    KITH_TRY(st, kith_scatter_run(&scatter, &csr, err), done);
    const kith_pages starts = {.data = csr->first,
                               .used = (entities + 1) * sizeof(uint32_t)};
    const kith_pages list = {.data = csr->neighbour,
                             .used = count * sizeof(uint32_t)};
    KITH_TRY(st, write_part(p, own[from].name, &starts, err), done);
    st = write_part(p, own[relations].name, &list, err);
done:
    kith_csr_free(csr);
    return st;
}

static kith_status write_own(packer *p,
                             const kith_reading *reading,
                             const kith_pack *pack,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < KITH_PACK_BY_SOURCE; i++)
        KITH_TRY(st, write_part(p, own[i].name, &pack->own[i], err), done);
    KITH_TRY(st,
             write_list(p, reading, reading->sources_of.data,
                        KITH_PACK_BY_SOURCE, KITH_PACK_SOURCE_FROM, err),
             done);
    st = write_list(p, reading, reading->targets_of.data, KITH_PACK_BY_TARGET,
                    KITH_PACK_TARGET_FROM, err);
done:
    return st;
}

static kith_status note_packing(const packer *p,
                                const kith_packing *upto,
                                kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(p->store, &insert,
                                "INSERT INTO packing(entities, relations,"
                                " documents, byte_size) VALUES(?,?,?,?)",
                                err),
             done);
    sqlite3_bind_int64(insert, 1, upto->entities);
    sqlite3_bind_int64(insert, 2, upto->relations);
    sqlite3_bind_int64(insert, 3, upto->documents);
    sqlite3_bind_int64(insert, 4, p->bytes);
    st = kith_store_do(p->store, insert, err);
done:
    sqlite3_finalize(insert);
    return st;
}

kith_status kith_pack_write(const kith_store *store,
                            kith_reading *reading,
                            kith_pack *pack,
                            kith_error *err)
{
    packer p = {.store = store};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_run(store,
                            "DELETE FROM pack; DELETE FROM packing;"
                            "DELETE FROM outdated;",
                            err),
             done);
    KITH_TRY(st,
             kith_store_prepare(store, &p.insert,
                                "INSERT INTO pack(part, chunk, checksum, data)"
                                " VALUES(?,?,?,?)",
                                err),
             done);
    KITH_TRY(st, write_parts(&p, reading, err), done);
    KITH_TRY(st, write_own(&p, reading, pack, err), done);
    st = note_packing(&p, &pack->upto, err);
done:
    sqlite3_finalize(p.insert);
    kith_pages_free(&p.texts);
    return st;
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
    return kith_store_prepare(u->store, &u->chunks,
                              "SELECT rowid, checksum, length(data) FROM pack"
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
    if (checksum_of(to, length, chunk) != sqlite3_column_int64(u->chunks, 1))
        return kith_store_damaged(u->store, "a checksum is wrong", err);
    return KITH_OK;
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
        if (length <= 0 || length > CHUNK || (size_t)length % size) {
            st = kith_store_damaged(u->store, "a part has a wrong size", err);
            goto done;
        }
        char *to = texts ? kith_texts_block(texts, (size_t)length)
                         : kith_pages_take(pages, (size_t)length);
        if (!to) {
            st = no_memory(err);
            goto done;
        }
        KITH_TRY(st, read_chunk(u, chunk, to, (size_t)length, err), done);
    }
done:
    sqlite3_reset(u->chunks);
    return st;
}

static kith_status read_packing(const kith_store *store,
                                kith_packing *out,
                                kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    *out = (kith_packing){0};
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT entities, relations, documents"
                                " FROM packing",
                                err),
             done);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    if (row) {
        out->entities = sqlite3_column_int64(select, 0);
        out->relations = sqlite3_column_int64(select, 1);
        out->documents = sqlite3_column_int64(select, 2);
    }
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
    KITH_TRY(st, read_packing(store, &pack->upto, err), done);
    KITH_TRY(st, begin_unpacking(&u, err), done);
    KITH_TRY(st, read_chunks(&u, "texts", 4, NULL, &reading->texts, err), done);
    for (const kith_part *part = kith_parts; part->name; part++)
        KITH_TRY(st,
                 read_chunks(&u, part->name, part->size,
                             kith_part_pages(reading, part), NULL, err),
                 done);
    for (size_t i = 0; i < KITH_PACK_BY_SOURCE; i++)
        KITH_TRY(st,
                 read_chunks(&u, own[i].name, own[i].size, &pack->own[i], NULL,
                             err),
                 done);
done:
    end_unpacking(&u);
    return st;
}

kith_status kith_pack_read_own(const kith_store *store,
                               kith_pack *pack,
                               kith_pack_own which,
                               kith_error *err)
{
    unpacker u = {.store = store};
    kith_status st = begin_unpacking(&u, err);
    if (st == KITH_OK)
        st = read_chunks(&u, own[which].name, own[which].size,
                         &pack->own[which], NULL, err);
    end_unpacking(&u);
    return st;
}
