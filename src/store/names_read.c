/* The index of names as it is read: items by number, grams by key. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "store/checksum.h"
#include "store/names.h"

#include <string.h>

const char *const kith_names_parts[KITH_NAMES_PARTS] = {
    [KITH_NAMES_WORD] = "word", [KITH_NAMES_NAME] = "name",
    [KITH_NAMES_TEXT] = "text", [KITH_NAMES_GRAM] = "gram",
    [KITH_NAMES_LONG] = "long",
};

kith_status kith_names_damaged(const kith_store *store, kith_error *err)
{
    return kith_store_damaged(store, "its index of names does not read", err);
}

/* -- grams of letters ---------------------------------------------------- */

size_t kith_codes_of(kith_text text, uint32_t *codes)
{
    size_t count = 0;
    for (size_t at = 0, length; at < text.length && count < KITH_WORDS_ROOM;
         at += length)
        codes[count++] = kith_utf8_decode(text.data + at, &length);
    return count;
}

size_t kith_grams_of(const uint32_t *codes, size_t count, uint64_t *grams)
{
    for (size_t i = 0; i < count; i++)
        grams[i] = kith_gram(i ? codes[i - 1] : ' ', codes[i],
                             i + 1 < count ? codes[i + 1] : ' ');
    return count;
}

/* -- opening ------------------------------------------------------------- */

static kith_status is_there(const kith_store *store,
                            bool *there,
                            kith_error *err)
{
    sqlite3_stmt *select = NULL;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT 1 FROM sqlite_schema"
                                " WHERE name = 'name_indexing'",
                                err),
             done);
    st = kith_store_step(store, select, there, err);
done:
    sqlite3_finalize(select);
    return st;
}

/* Every text takes four bytes at least, so that a number that a file only
 * claims cannot ask for much memory. */
static bool take_about(const kith_store *store,
                       sqlite3_stmt *select,
                       kith_names_about *about)
{
    sqlite3_int64 numbers[3];
    for (int i = 0; i < 3; i++) {
        numbers[i] = sqlite3_column_int64(select, i);
        if (numbers[i] < 0 || numbers[i] >= UINT32_MAX ||
            (i && (uint64_t)numbers[i] > store->bytes))
            return false;
    }
    about->folding = sqlite3_column_int(select, 3);
    if (about->folding != KITH_FOLDING_VERSION)
        return true;
    about->upto = (uint32_t)numbers[0];
    about->words = (uint32_t)numbers[1];
    about->texts = (uint32_t)numbers[2];
    about->asked = sqlite3_column_type(select, 4) != SQLITE_NULL;
    const kith_text version = kith_column_text(select, 4);
    const size_t most = sizeof about->romanizer - 1;
    if (version.data)
        memcpy(about->romanizer, version.data,
               version.length < most ? version.length : most);
    return true;
}

kith_status kith_names_read_about(const kith_store *store,
                                  kith_names_about *about,
                                  kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    *about = (kith_names_about){0};
    KITH_TRY(st, is_there(store, &row, err), done);
    if (!row)
        goto done;
    KITH_TRY(st,
             kith_store_prepare(store, &select,
                                "SELECT entities, words, texts, folding, icu"
                                " FROM name_indexing",
                                err),
             done);
    KITH_TRY(st, kith_store_step(store, select, &row, err), done);
    if (row && !take_about(store, select, about))
        st = kith_names_damaged(store, err);
done:
    sqlite3_finalize(select);
    return st;
}

/* Thousands of chunks are read for a question: the rows of a part follow one
 * another, so that each is found by its number. */
static kith_status open_part(kith_names *names, int kind, kith_error *err)
{
    static const char by_number[] =
        "SELECT data, checksum, chunk FROM name_index WHERE number = ?"
        " AND part = ?";
    static const char by_key[] =
        "SELECT data, checksum, chunk FROM name_index WHERE part = 'gram'"
        " AND chunk <= ? AND (chunk = 0 OR part = 'gram')"
        " ORDER BY chunk DESC LIMIT 1";
    kith_names_part *part = &names->parts[kind];
    sqlite3_stmt *first = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    part->chunk = -1;
    KITH_TRY(st,
             kith_store_prepare(names->store, &part->select,
                                kind == KITH_NAMES_GRAM ? by_key : by_number,
                                err),
             done);
    if (kind == KITH_NAMES_GRAM)
        goto done;
    sqlite3_bind_text(part->select, 2, kith_names_parts[kind], -1,
                      SQLITE_STATIC);
    KITH_TRY(st,
             kith_store_prepare(names->store, &first,
                                "SELECT number FROM name_index"
                                " WHERE part = ? AND chunk = 0"
                                " AND (chunk = 0 OR part = 'gram')",
                                err),
             done);
    sqlite3_bind_text(first, 1, kith_names_parts[kind], -1, SQLITE_STATIC);
    KITH_TRY(st, kith_store_step(names->store, first, &row, err), done);
    part->first = row ? sqlite3_column_int64(first, 0) : 0;
    if (row && (part->first < 0 || part->first > INT32_MAX))
        st = kith_names_damaged(names->store, err);
done:
    sqlite3_finalize(first);
    return st;
}

kith_status kith_names_open(kith_names *names,
                            const kith_store *store,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    *names = (kith_names){.store = store};
    KITH_TRY(st, kith_names_read_about(store, &names->about, err), done);
    if (!names->about.upto)
        goto done;
    for (int i = 0; i < KITH_NAMES_PARTS; i++)
        KITH_TRY(st, open_part(names, i, err), done);
    st = kith_store_prepare(store, &names->size,
                            "SELECT length(data) FROM name_index"
                            " WHERE number = ?",
                            err);
done:
    return st;
}

void kith_names_close(kith_names *names)
{
    for (int i = 0; i < KITH_NAMES_PARTS; i++)
        sqlite3_finalize(names->parts[i].select);
    sqlite3_finalize(names->size);
    kith_release(names->marks);
}

/* -- chunks -------------------------------------------------------------- */

/* Read chunk `chunk`, or of grams the last that begins there or before it; the
 * part is empty if there is none. */
static kith_status read_chunk(kith_names *names,
                              kith_names_part *part,
                              sqlite3_int64 chunk,
                              kith_error *err)
{
    bool row = false;
    part->chunk = -1;
    part->data = part->rest = (kith_text){0};
    sqlite3_reset(part->select);
    sqlite3_bind_int64(part->select, 1, part->first + chunk);
    const kith_status st =
        kith_store_step(names->store, part->select, &row, err);
    if (st != KITH_OK || !row)
        return st;
    const char *data = sqlite3_column_blob(part->select, 0);
    const size_t length = (size_t)sqlite3_column_bytes(part->select, 0);
    part->chunk = sqlite3_column_int64(part->select, 2);
    if (!data || part->chunk < 0 || part->chunk > chunk ||
        kith_checksum(data, length, (size_t)part->chunk) !=
            sqlite3_column_int64(part->select, 1))
        return kith_names_damaged(names->store, err);
    part->data = (kith_text){data, length};
    return KITH_OK;
}

static uint32_t place_at(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

/* Stand at the first item of the group of an item of this chunk. */
static bool seek_group(kith_names_part *part, uint32_t number)
{
    const size_t group = number % KITH_NAMES_CHUNK / KITH_NAMES_GROUP;
    if (part->data.length < 4 * (group + 1))
        return false;
    const uint32_t place = place_at(part->data.data + 4 * group);
    if (place > part->data.length)
        return false;
    part->rest =
        (kith_text){part->data.data + place, part->data.length - place};
    part->next = number / KITH_NAMES_GROUP * KITH_NAMES_GROUP;
    return true;
}

bool kith_names_next(kith_names_part *part, kith_text *item)
{
    uint64_t length;
    if (!kith_take_varint(&part->rest, &length) || length > part->rest.length)
        return false;
    *item = (kith_text){part->rest.data, (size_t)length};
    part->rest =
        (kith_text){part->rest.data + length, part->rest.length - length};
    part->next++;
    return true;
}

kith_status kith_names_seek(kith_names *names,
                            kith_names_part_kind kind,
                            uint32_t number,
                            kith_error *err)
{
    kith_names_part *part = &names->parts[kind];
    const sqlite3_int64 chunk = number / KITH_NAMES_CHUNK;
    if (part->chunk != chunk) {
        const kith_status st = read_chunk(names, part, chunk, err);
        if (st != KITH_OK)
            return st;
        if (part->chunk != chunk)
            return kith_names_damaged(names->store, err);
        part->next = UINT32_MAX;
    }
    return (part->next > number ||
            number / KITH_NAMES_GROUP != part->next / KITH_NAMES_GROUP) &&
                   !seek_group(part, number)
               ? kith_names_damaged(names->store, err)
               : KITH_OK;
}

kith_status kith_names_longs(kith_names *names,
                             kith_text *longs,
                             kith_error *err)
{
    kith_names_part *part = &names->parts[KITH_NAMES_LONG];
    kith_status st = KITH_OK;
    if (part->chunk != 0 && part->first)
        st = read_chunk(names, part, 0, err);
    *longs = part->data;
    return st;
}

kith_status kith_names_chunk_size(const kith_names *names,
                                  kith_names_part_kind kind,
                                  uint32_t number,
                                  size_t *size,
                                  kith_error *err)
{
    bool row = false;
    sqlite3_bind_int64(names->size, 1,
                       names->parts[kind].first + number / KITH_NAMES_CHUNK);
    kith_status st = kith_store_step(names->store, names->size, &row, err);
    *size = row ? (size_t)sqlite3_column_int64(names->size, 0) : 0;
    if (st == KITH_OK && !row)
        st = kith_names_damaged(names->store, err);
    sqlite3_reset(names->size);
    return st;
}

/* -- grams --------------------------------------------------------------- */

/* The lists of this chunk from `first` to `last`; whether the range ends here.
 */
static bool take_lists(const kith_names_part *part,
                       uint64_t first,
                       uint64_t last,
                       kith_bytes *lists,
                       bool *ends)
{
    kith_text rest = part->data;
    uint64_t key = (uint64_t)part->chunk;
    *ends = false;
    while (rest.length) {
        uint64_t step;
        uint64_t length;
        if (!kith_take_varint(&rest, &step) ||
            !kith_take_varint(&rest, &length) || length > rest.length)
            return false;
        key += step;
        *ends = key > last;
        if (*ends)
            break;
        if (key >= first) {
            kith_put_varint(lists, length);
            kith_bytes_put(lists, rest.data, (size_t)length);
        }
        rest = (kith_text){rest.data + length, rest.length - length};
    }
    return !lists->failed;
}

static kith_status next_key(kith_names *names,
                            sqlite3_int64 after,
                            sqlite3_int64 *key,
                            kith_error *err)
{
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(names->store, &select,
                                "SELECT min(chunk) FROM name_index"
                                " WHERE part = 'gram' AND chunk > ?"
                                " AND (chunk = 0 OR part = 'gram')",
                                err),
             done);
    sqlite3_bind_int64(select, 1, after);
    KITH_TRY(st, kith_store_step(names->store, select, &row, err), done);
    *key = row && sqlite3_column_type(select, 0) != SQLITE_NULL
               ? sqlite3_column_int64(select, 0)
               : INT64_MAX;
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_names_grams(kith_names *names,
                             uint64_t first,
                             uint64_t last,
                             kith_bytes *lists,
                             kith_error *err)
{
    kith_names_part *part = &names->parts[KITH_NAMES_GRAM];
    kith_status st = KITH_OK;
    bool ends = false;
    sqlite3_int64 key = (sqlite3_int64)first;
    for (; !ends && (uint64_t)key <= last;) {
        KITH_TRY(st, read_chunk(names, part, key, err), done);
        if (part->chunk >= 0 && !take_lists(part, first, last, lists, &ends)) {
            st = lists->failed ? kith_fail(err, KITH_E_MEMORY, "out of memory")
                               : kith_names_damaged(names->store, err);
            goto done;
        }
        if (!ends && first == last && part->chunk >= 0)
            break; /* a gram is in one chunk */
        if (!ends)
            KITH_TRY(st,
                     next_key(names, part->chunk < 0 ? key : part->chunk, &key,
                              err),
                     done);
    }
done:
    return st;
}
