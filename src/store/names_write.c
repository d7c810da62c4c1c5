/* Chunks of the index of names. */
#include "store/names_write.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/checksum.h"

#include <string.h>

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_put_varint(kith_bytes *bytes, uint64_t value)
{
    char out[10];
    size_t length = 0;
    for (; value > 127; value >>= 7)
        out[length++] = (char)(value | 128);
    out[length++] = (char)value;
    kith_bytes_put(bytes, out, length);
}

kith_status kith_names_writer_open(kith_names_writer *writer,
                                   const kith_store *store,
                                   kith_error *err)
{
    *writer = (kith_names_writer){.store = store};
    return kith_store_prepare(store, &writer->insert,
                              "INSERT INTO name_index(part, chunk, checksum,"
                              " data) VALUES(?,?,?,?)",
                              err);
}

void kith_names_writer_close(kith_names_writer *writer)
{
    sqlite3_finalize(writer->insert);
    kith_release(writer->body.data);
    kith_release(writer->whole.data);
}

kith_status kith_names_put_chunk(kith_names_writer *writer,
                                 kith_names_part_kind part,
                                 sqlite3_int64 chunk,
                                 const kith_bytes *data,
                                 kith_error *err)
{
    sqlite3_stmt *insert = writer->insert;
    if (data->failed)
        return no_memory(err);
    sqlite3_bind_text(insert, 1, kith_names_parts[part], -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 2, chunk);
    sqlite3_bind_int64(insert, 3,
                       kith_checksum(data->data, data->used, (size_t)chunk));
    sqlite3_bind_blob64(insert, 4, data->data, data->used, SQLITE_STATIC);
    return kith_store_do(writer->store, insert, err);
}

void kith_names_begin(kith_names_writer *writer, kith_names_part_kind part)
{
    writer->kind = part;
    writer->chunk = 0;
    writer->items = 0;
    writer->body.used = 0;
}

static void put_place(kith_bytes *bytes, uint32_t place)
{
    const char out[] = {(char)place, (char)(place >> 8), (char)(place >> 16),
                        (char)(place >> 24)};
    kith_bytes_put(bytes, out, sizeof out);
}

static kith_status put_chunk(kith_names_writer *writer, kith_error *err)
{
    const uint32_t groups =
        (writer->items + KITH_NAMES_GROUP - 1) / KITH_NAMES_GROUP;
    if (writer->items == 0)
        return KITH_OK;
    writer->whole.used = 0;
    for (uint32_t i = 0; i < groups; i++)
        put_place(&writer->whole, 4 * groups + writer->places[i]);
    kith_bytes_put(&writer->whole, writer->body.data, writer->body.used);
    const kith_status st =
        kith_names_put_chunk(writer, writer->kind, writer->chunk++,
                             &writer->whole, err);
    writer->items = 0;
    writer->body.used = 0;
    return st;
}

kith_status kith_names_put(kith_names_writer *writer,
                           const kith_bytes *item,
                           kith_error *err)
{
    kith_status st = KITH_OK;
    if (writer->items == KITH_NAMES_CHUNK)
        st = put_chunk(writer, err);
    if (writer->items % KITH_NAMES_GROUP == 0)
        writer->places[writer->items / KITH_NAMES_GROUP] =
            (uint32_t)writer->body.used;
    writer->items++;
    kith_put_varint(&writer->body, item->used);
    kith_bytes_put(&writer->body, item->data, item->used);
    return st == KITH_OK && (item->failed || writer->body.failed)
               ? no_memory(err)
               : st;
}

kith_status kith_names_end(kith_names_writer *writer, kith_error *err)
{
    return put_chunk(writer, err);
}

/* -- keys of words ------------------------------------------------------- */

void kith_names_key(kith_text folded,
                    kith_text sound,
                    bool consonants,
                    kith_bytes *out)
{
    const bool same = sound.length == folded.length &&
                      !memcmp(sound.data, folded.data, folded.length);
    const char how = consonants      ? KITH_SOUND_CONSONANTS
                     : !sound.length ? KITH_SOUND_NONE
                     : same          ? KITH_SOUND_SAME
                                     : KITH_SOUND_OTHER;
    const char mark[] = {1, (char)(how + 1)};
    out->used = 0;
    kith_bytes_put(out, folded.data, folded.length);
    kith_bytes_put(out, mark, sizeof mark);
    if (how >= KITH_SOUND_OTHER)
        kith_bytes_put(out, sound.data, sound.length);
}

kith_names_word kith_names_of_key(const char *key)
{
    const char *mark = strchr(key, 1);
    const char how = (char)(mark[1] - 1);
    const kith_text folded = {key, (size_t)(mark - key)};
    kith_text sound = {mark + 2, strlen(mark + 2)};
    if (how == KITH_SOUND_SAME)
        sound = folded;
    return (kith_names_word){folded, sound, how == KITH_SOUND_CONSONANTS};
}
