/* A graph into the pack: arrays as chunks of bytes with checksums.
 *
 * Parts are named as in kith_parts, in kith_own_parts, and "texts": NUL-ended
 * texts, each at a multiple of four bytes; a reference to a text is its offset
 * in units of four bytes plus 1, 0 is no text. A column of few different values
 * is in two parts, NAME.values and NAME.codes: a code is a place among the
 * values, of one byte where there are at most 256, else of two. Numbers are
 * little-endian. */
#include "store/pack.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/scatter.h"
#include "store/census.h"
#include "store/checksum.h"
#include "store/coding.h"
#include "store/degrees.h"

#include <stdio.h>
#include <string.h>

enum { RELATIONS_IN_BLOCK = 1 << 19 };

const kith_own_part kith_own_parts[KITH_PACK_OWN_COUNT] = {
    [KITH_PACK_ENTITY_NUMBER] = {"entity.number",   sizeof(uint32_t)},
    [KITH_PACK_RELATION_NUMBER] = {"relation.number", sizeof(uint32_t)},
    [KITH_PACK_DOCUMENT_NUMBER] = {"document.number", sizeof(uint32_t)},
    [KITH_PACK_IMPLICIT] = {"entity.implicit", sizeof(uint64_t)},
    [KITH_PACK_CITED] = {"document.cited",  sizeof(uint64_t)},
    [KITH_PACK_SOURCE_FROM] = {"source.from",     sizeof(uint32_t)},
    [KITH_PACK_BY_SOURCE] = {"source.relation", sizeof(uint32_t)},
    [KITH_PACK_TARGETS] = {"source.target",   sizeof(uint32_t)},
    [KITH_PACK_TARGET_FROM] = {"target.from",     sizeof(uint32_t)},
    [KITH_PACK_BY_TARGET] = {"target.relation", sizeof(uint32_t)},
    [KITH_PACK_SOURCES] = {"target.source",   sizeof(uint32_t)},
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

/* -- writing ------------------------------------------------------------- */

typedef struct {
    const kith_store *store;
    sqlite3_stmt *insert;
    kith_pages texts; /* as the base has them */
    sqlite3_int64 bytes;
} packer;

static kith_status write_chunk(packer *p,
                               const char *name,
                               size_t chunk,
                               size_t width,
                               kith_text data,
                               kith_error *err)
{
    sqlite3_bind_text(p->insert, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_int64(p->insert, 2, (sqlite3_int64)chunk);
    sqlite3_bind_int64(p->insert, 3, (sqlite3_int64)width);
    sqlite3_bind_int64(p->insert, 4,
                       kith_checksum(data.data, data.length, chunk));
    sqlite3_bind_blob64(p->insert, 5, data.data, data.length, SQLITE_STATIC);
    p->bytes += (sqlite3_int64)data.length;
    return kith_store_do(p->store, p->insert, err);
}

/* Elements of `size` bytes; numbers of 4 bytes in as few as they fit into. */
static kith_status write_part(packer *p,
                              const char *name,
                              size_t size,
                              const kith_pages *pages,
                              kith_error *err)
{
    const size_t count = pages->used / size;
    const bool narrow = size == sizeof(uint32_t);
    const size_t width = narrow ? kith_width(pages->data, count) : size;
    const size_t step = KITH_PACK_CHUNK / width;
    char narrowed[KITH_PACK_CHUNK];
    for (size_t at = 0, chunk = 0; at < count; at += step, chunk++) {
        const size_t elements = count - at < step ? count - at : step;
        const char *data = (const char *)pages->data + at * size;
        if (width != size) {
            kith_narrow((const uint32_t *)pages->data + at, elements, width,
                        narrowed);
            data = narrowed;
        }
        const kith_status st =
            write_chunk(p, name, chunk, width,
                        (kith_text){data, elements * width}, err);
        if (st != KITH_OK)
            return st;
    }
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
        st = write_part(p, part->name, part->size, &copy, err);
    kith_pages_free(&copy);
    return st;
}

static kith_status write_half(packer *p,
                              const char *name,
                              const char *half,
                              size_t size,
                              const kith_pages *pages,
                              kith_error *err)
{
    char whole[KITH_PART_NAME_SIZE];
    (void)snprintf(whole, sizeof whole, "%s.%s", name, half);
    return write_part(p, whole, size, pages, err);
}

static kith_status write_column(packer *p,
                                const kith_part *part,
                                const kith_pages *pages,
                                kith_error *err)
{
    kith_pages values = {0};
    kith_pages codes = {0};
    bool good = true;
    kith_status st = KITH_OK;
    if (pages->used == 0)
        return KITH_OK;
    if (kith_code(pages, part->size, &values, &codes, &good)) {
        KITH_TRY(st,
                 write_half(p, part->name, "values", part->size, &values, err),
                 done);
        st = write_half(p, part->name, "codes",
                        kith_code_size(values.used / part->size), &codes, err);
    } else {
        st = good ? write_part(p, part->name, part->size, pages, err)
                  : no_memory(err);
    }
done:
    kith_pages_free(&values);
    kith_pages_free(&codes);
    return st;
}

static kith_status write_any(packer *p,
                             const kith_reading *reading,
                             const kith_part *part,
                             const kith_pages *pages,
                             kith_error *err)
{
    switch (part->kind) {
    case KITH_PART_NUMBERS:
        break;
    case KITH_PART_COLUMN:
        return write_column(p, part, pages, err);
    case KITH_PART_REFS:
    case KITH_PART_EXTRAS:
        return write_texts(p, reading, part, pages, err);
    }
    return write_part(p, part->name, part->size, pages, err);
}

static kith_status write_parts(packer *p,
                               kith_reading *reading,
                               kith_error *err)
{
    for (const kith_part *part = kith_parts; part->name; part++) {
        const kith_pages *pages = kith_part_pages(reading, part);
        const kith_status st = write_any(p, reading, part, pages, err);
        if (st != KITH_OK)
            return st;
    }
    return write_part(p, "texts", 1, &p->texts, err);
}

/* -- lists of relations -------------------------------------------------- */

typedef struct {
    const kith_id *owners;
    const kith_id *others;
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
        kith_scatter_see(scatter, places, e->owners[r], e->others[r], r);
}

static kith_status write_list(packer *p,
                              kith_pack_own own,
                              const uint32_t *data,
                              size_t count,
                              kith_error *err)
{
    const kith_own_part *part = &kith_own_parts[own];
    kith_pages pages = {.used = count * sizeof *data};
    memcpy(&pages.data, &data, sizeof data); /* it is only read */
    return write_part(p, part->name, part->size, &pages, err);
}

/* The three parts from `from` on. */
static kith_status write_lists(packer *p,
                               const kith_reading *reading,
                               const kith_pages *owners,
                               const kith_pages *others,
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
        .context = &(list_ends){owners->data, others->data, count},
        .with_relations = true,
    };
    KITH_TRY(st, kith_scatter_run(&scatter, &csr, err), done);
    KITH_TRY(st, write_list(p, from, csr->first, entities + 1, err), done);
    KITH_TRY(st, write_list(p, from + 1, csr->relation, count, err), done);
    st = write_list(p, from + 2, csr->neighbour, count, err);
done:
    kith_csr_free(csr);
    return st;
}

/* Which have no record; nothing if all have one. */
static bool note_without(const kith_pages *origins, kith_pages *bits)
{
    const kith_origin *origin = origins->data;
    const size_t count = origins->used / sizeof *origin;
    bits->used = 0;
    for (size_t i = 0; i < count; i++) {
        if (kith_is_defined(origin[i]))
            continue;
        if (bits->used == 0) {
            const size_t size = (count / 64 + 1) * sizeof(uint64_t);
            void *fresh = kith_pages_take(bits, size);
            if (!fresh)
                return false;
            memset(fresh, 0, size);
        }
        kith_set_bit(bits->data, i);
    }
    return true;
}

static kith_status write_own(packer *p,
                             const kith_reading *reading,
                             kith_pack *pack,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    if (!note_without(&reading->entity_origins,
                      &pack->own[KITH_PACK_IMPLICIT]) ||
        !note_without(&reading->document_origins, &pack->own[KITH_PACK_CITED]))
        return no_memory(err);
    for (size_t i = 0; i < KITH_PACK_SOURCE_FROM; i++)
        KITH_TRY(st,
                 write_part(p, kith_own_parts[i].name, kith_own_parts[i].size,
                            &pack->own[i], err),
                 done);
    KITH_TRY(st,
             write_lists(p, reading, &reading->sources_of, &reading->targets_of,
                         KITH_PACK_SOURCE_FROM, err),
             done);
    st = write_lists(p, reading, &reading->targets_of, &reading->sources_of,
                     KITH_PACK_TARGET_FROM, err);
done:
    return st;
}

static kith_status write_census(packer *p,
                                kith_reading *reading,
                                kith_error *err)
{
    kith_pages counts = {0};
    const kith_status st =
        kith_census_count(reading, &counts)
            ? write_part(p, kith_census_part, sizeof(uint32_t), &counts, err)
            : no_memory(err);
    kith_pages_free(&counts);
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
                                "INSERT INTO pack(part, chunk, width, checksum,"
                                " data) VALUES(?,?,?,?,?)",
                                err),
             done);
    KITH_TRY(st, write_parts(&p, reading, err), done);
    KITH_TRY(st, write_own(&p, reading, pack, err), done);
    KITH_TRY(st, write_census(&p, reading, err), done);
    KITH_TRY(st, kith_degrees_write(store, reading, err), done);
    st = note_packing(&p, &pack->upto, err);
done:
    sqlite3_finalize(p.insert);
    kith_pages_free(&p.texts);
    return st;
}
