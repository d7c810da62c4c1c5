/* Chunks of the pack by need, the last ones kept. */
#include "store/peek.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/checksum.h"
#include "store/coding.h"

#include <string.h>

enum { KEPT = 127 };

typedef struct kith_peeked {
    const char *part; /* NULL = nothing is in it */
    size_t chunk;
    size_t width;
    size_t length;
    char *data;
} kith_peeked;

void kith_peek_close(kith_peek *peek)
{
    for (size_t i = 0; peek->chunks && i < KEPT; i++)
        kith_release(peek->chunks[i].data);
    kith_release(peek->chunks);
    sqlite3_finalize(peek->select);
    *peek = (kith_peek){0};
}

kith_status kith_peek_open(kith_peek *peek,
                           const kith_store *store,
                           kith_error *err)
{
    *peek = (kith_peek){.store = store, .chunks = KITH_NEW(kith_peeked, KEPT)};
    if (!peek->chunks)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const kith_status st = kith_pack_upto(store, &peek->upto, err);
    return st != KITH_OK
               ? st
               : kith_store_prepare(store, &peek->select,
                                    "SELECT data, checksum, width FROM pack"
                                    " WHERE part = ? AND chunk = ?",
                                    err);
}

static kith_status take_chunk(kith_peek *peek,
                              kith_peeked *to,
                              size_t chunk,
                              kith_error *err)
{
    const char *data = sqlite3_column_blob(peek->select, 0);
    const size_t length = (size_t)sqlite3_column_bytes(peek->select, 0);
    if (!data || length > KITH_PACK_CHUNK ||
        kith_checksum(data, length, chunk) !=
            sqlite3_column_int64(peek->select, 1))
        return kith_store_damaged(peek->store, "a checksum is wrong", err);
    if (!to->data)
        to->data = KITH_NEW(char, KITH_PACK_CHUNK);
    if (!to->data)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    const sqlite3_int64 width = sqlite3_column_int64(peek->select, 2);
    if (width < 1 || width > (sqlite3_int64)sizeof(uint32_t))
        return kith_store_damaged(peek->store, "a part has a wrong width", err);
    memcpy(to->data, data, length);
    to->width = (size_t)width;
    to->length = length;
    to->chunk = chunk;
    return KITH_OK;
}

/* Where a chunk is kept, if it is: one place for each, by part and number. */
static kith_peeked *place_of(const kith_peek *peek,
                             const char *part,
                             size_t chunk)
{
    return &peek->chunks[((uintptr_t)part / 8 + chunk) % KEPT];
}

static kith_status read_chunk(kith_peek *peek,
                              const char *part,
                              size_t chunk,
                              kith_peeked **out,
                              kith_error *err)
{
    kith_peeked *to = place_of(peek, part, chunk);
    bool row = false;
    kith_status st = KITH_OK;
    to->part = NULL;
    sqlite3_bind_text(peek->select, 1, part, -1, SQLITE_STATIC);
    sqlite3_bind_int64(peek->select, 2, (sqlite3_int64)chunk);
    KITH_TRY(st, kith_store_step(peek->store, peek->select, &row, err), done);
    if (!row) {
        st = kith_store_damaged(peek->store, "a part is missing", err);
        goto done;
    }
    KITH_TRY(st, take_chunk(peek, to, chunk, err), done);
    to->part = part;
    *out = to;
done:
    sqlite3_reset(peek->select);
    return st;
}

/* All chunks of a part have one width, and all but the last the length of the
 * first, which is read once. */
static kith_status form_of(kith_peek *peek,
                           const char *part,
                           kith_peek_form *out,
                           kith_error *err)
{
    kith_peeked *first = NULL;
    size_t at = 0;
    for (; at < KITH_PEEK_PARTS && peek->parts[at].name; at++) {
        if (peek->parts[at].name == part) {
            *out = peek->parts[at];
            return KITH_OK;
        }
    }
    const kith_status st = read_chunk(peek, part, 0, &first, err);
    if (st != KITH_OK || !first)
        return st;
    *out = (kith_peek_form){part, first->width, first->length / first->width};
    if (out->in_chunk == 0)
        return kith_store_damaged(peek->store, "a part is too short", err);
    if (at < KITH_PEEK_PARTS)
        peek->parts[at] = *out;
    return KITH_OK;
}

/* As many of the numbers as one chunk has. */
static kith_status take_some(kith_peek *peek,
                             const kith_peek_form *form,
                             size_t index,
                             size_t *count,
                             uint32_t *out,
                             kith_error *err)
{
    const size_t in_chunk = form->in_chunk;
    const size_t width = form->width;
    const size_t number = index / in_chunk;
    const size_t first = index % in_chunk;
    kith_peeked *chunk = place_of(peek, form->name, number);
    kith_status st = KITH_OK;
    if (chunk->part != form->name || chunk->chunk != number)
        st = read_chunk(peek, form->name, number, &chunk, err);
    if (st != KITH_OK)
        return st;
    if (*count > in_chunk - first)
        *count = in_chunk - first;
    if (chunk->width != width || (first + *count) * width > chunk->length)
        return kith_store_damaged(peek->store, "a part is too short", err);
    kith_widen(chunk->data + first * width, *count, width, out);
    return KITH_OK;
}

kith_status kith_peek_numbers(kith_peek *peek,
                              const char *part,
                              size_t index,
                              size_t count,
                              uint32_t *out,
                              kith_error *err)
{
    kith_peek_form form = {0};
    kith_status st = count ? form_of(peek, part, &form, err) : KITH_OK;
    while (count && st == KITH_OK) {
        size_t taken = count;
        st = take_some(peek, &form, index, &taken, out, err);
        index += taken;
        out += taken;
        count -= taken;
    }
    return st;
}

kith_status kith_peek_number(kith_peek *peek,
                             const char *part,
                             size_t index,
                             uint32_t *out,
                             kith_error *err)
{
    return kith_peek_numbers(peek, part, index, 1, out, err);
}
