/* The names of a base, its aliases and ids, as an index for searching. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/intern.h"
#include "base/pages.h"
#include "store/names_write.h"

#include <stdlib.h>
#include <string.h>

/* Entities beside the index are searched one by one: 1 µs each. */
enum { FEW_BESIDE = 2000, SHARE_BESIDE = 64 };

/* A text: where its words begin in `words`. */
typedef struct {
    uint32_t entity;
    uint32_t order; /* as kith_names_text has it */
    uint32_t letters;
    uint32_t joined;
    size_t first;
} text;

typedef struct {
    const kith_store *store;
    kith_alphabet alphabet;
    kith_words in_hand;
    kith_romanizer *romanizer;
    kith_texts kept;
    kith_intern known;
    kith_bytes key;
    kith_pages words; /* uint32_t: interned number, then number in order */
    kith_pages texts; /* text */
    kith_names_words sorted;
    uint32_t upto;
} indexing;

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- texts to words ------------------------------------------------------ */

static bool put_word(indexing *x, kith_text from, const kith_word *word)
{
    char folded[4 * KITH_WORDS_ROOM];
    const kith_text plain = {folded, kith_word_fold(from, word, folded)};
    const kith_text sound = {x->in_hand.sounds + word->sound,
                             word->sound_length};
    kith_names_key(plain, sound, word->consonants && sound.length, &x->key);
    if (x->key.failed)
        return false;
    const kith_text key = {x->key.data, x->key.used};
    const uint32_t number =
        kith_intern_add(&x->known, key, kith_intern_hash(key));
    return number != KITH_INTERN_NONE &&
           kith_pages_add(&x->words, &number, sizeof number);
}

static bool put_words(indexing *x, kith_text from, text it)
{
    const kith_words *words = &x->in_hand;
    kith_words_of(&x->alphabet, from, &x->in_hand);
    it.first = x->words.used / sizeof(uint32_t);
    it.letters = (uint32_t)words->length;
    for (size_t i = 0; i < words->count; i++) {
        if (!put_word(x, from, &words->words[i]))
            return false;
    }
    return words->count == 0 || kith_pages_add(&x->texts, &it, sizeof it);
}

static kith_status put_text(indexing *x,
                            uint32_t entity,
                            uint32_t order,
                            kith_text from,
                            kith_error *err)
{
    char whole[KITH_HYPHENATED_MOST];
    const text it = {.entity = entity, .order = order};
    text joined = it;
    joined.joined = 1;
    if (!from.data)
        return KITH_OK;
    if (!kith_names_is_utf8(from))
        return kith_store_damaged(x->store, "a name is no UTF-8", err);
    if (!put_words(x, from, it))
        return no_memory(err);
    const size_t length =
        order == KITH_NAMES_ID ? 0 : kith_unhyphenated(from, whole);
    return !length || put_words(x, (kith_text){whole, length}, joined)
               ? KITH_OK
               : no_memory(err);
}

/* -- rows ---------------------------------------------------------------- */

/* Aliases come in the order of entities, as the entities do. */
typedef struct {
    sqlite3_stmt *select;
    bool row;
} aliases;

static kith_status put_aliases(indexing *x,
                               aliases *a,
                               sqlite3_int64 entity,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    while (a->row && sqlite3_column_int64(a->select, 0) <= entity) {
        const sqlite3_int64 position = sqlite3_column_int64(a->select, 1);
        if (sqlite3_column_int64(a->select, 0) == entity && position >= 0 &&
            position < INT32_MAX)
            KITH_TRY(st,
                     put_text(x, (uint32_t)entity, (uint32_t)position + 1,
                              kith_column_text(a->select, 2), err),
                     done);
        KITH_TRY(st, kith_store_step(x->store, a->select, &a->row, err), done);
    }
done:
    return st;
}

static kith_status put_entity(indexing *x,
                              sqlite3_stmt *select,
                              aliases *a,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    const sqlite3_int64 number = sqlite3_column_int64(select, 0);
    if (number < 1 || number >= UINT32_MAX)
        return kith_store_damaged(x->store, "an entity has no fit number", err);
    x->upto = (uint32_t)number;
    KITH_TRY(st, put_text(x, x->upto, 0, kith_column_text(select, 2), err),
             done);
    KITH_TRY(st, put_aliases(x, a, number, err), done);
    st = put_text(x, x->upto, KITH_NAMES_ID, kith_column_text(select, 1), err);
done:
    return st;
}

static kith_status put_rows(indexing *x, kith_error *err)
{
    sqlite3_stmt *select = NULL;
    aliases a = {0};
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(x->store, &select,
                                "SELECT number, id, name FROM entities"
                                " ORDER BY number",
                                err),
             done);
    KITH_TRY(st,
             kith_store_prepare(x->store, &a.select,
                                "SELECT entity, position, text FROM aliases"
                                " ORDER BY entity, position",
                                err),
             done);
    KITH_TRY(st, kith_store_step(x->store, a.select, &a.row, err), done);
    for (;;) {
        KITH_TRY(st, kith_store_step(x->store, select, &row, err), done);
        if (!row)
            break;
        KITH_TRY(st, put_entity(x, select, &a, err), done);
    }
done:
    sqlite3_finalize(select);
    sqlite3_finalize(a.select);
    return st;
}

/* -- words in order ------------------------------------------------------ */

typedef struct {
    uint64_t begins; /* the first eight bytes, so that they sort as numbers */
    const char *key;
    uint32_t known;
} sortable;

static int by_key(const void *a, const void *b)
{
    const sortable *x = a;
    const sortable *y = b;
    if (x->begins != y->begins)
        return x->begins < y->begins ? -1 : 1;
    return strcmp(x->key, y->key);
}

static uint64_t beginning(const char *key)
{
    const size_t length = strnlen(key, 8);
    uint64_t begins = 0;
    for (size_t i = 0; i < 8; i++)
        begins = begins << 8 | (i < length ? (unsigned char)key[i] : 0);
    return begins;
}

/* Number the words in the order of their keys. */
static bool sort_words(indexing *x)
{
    const uint32_t count = x->known.count;
    uint32_t *words = x->words.data;
    sortable *list = KITH_NEW(sortable, (size_t)count + 1);
    uint32_t *numbers = KITH_NEW(uint32_t, (size_t)count + 1);
    x->sorted.count = count;
    x->sorted.keys = KITH_NEW(const char *, (size_t)count + 1);
    const bool good = list && numbers && x->sorted.keys;
    for (uint32_t i = 0; good && i < count; i++) {
        const char *key = kith_intern_text(&x->known, i);
        list[i] = (sortable){beginning(key), key, i};
    }
    if (good)
        qsort(list, count, sizeof *list, by_key);
    for (uint32_t i = 0; good && i < count; i++) {
        x->sorted.keys[i] = list[i].key;
        numbers[list[i].known] = i;
    }
    for (size_t i = 0; good && i < x->words.used / sizeof *words; i++)
        words[i] = numbers[words[i]];
    kith_release(list);
    kith_release(numbers);
    return good;
}

/* -- parts --------------------------------------------------------------- */

/* How many bytes two words begin with alike. */
static size_t shared_bytes(kith_text a, kith_text b)
{
    const size_t most = a.length < b.length ? a.length : b.length;
    size_t shared = 0;
    while (shared < most && a.data[shared] == b.data[shared])
        shared++;
    return shared;
}

static void put_word_item(kith_bytes *item, const char *key, kith_text before)
{
    const kith_names_word word = kith_names_of_key(key);
    const unsigned how = (unsigned)key[word.folded.length + 1] - 1;
    const size_t shared = shared_bytes(word.folded, before);
    const size_t length = word.folded.length - shared;
    item->used = 0;
    kith_put_varint(item, shared << 2 | how);
    if (how >= KITH_SOUND_OTHER)
        kith_put_varint(item, length);
    kith_bytes_put(item, word.folded.data + shared, length);
    if (how >= KITH_SOUND_OTHER)
        kith_bytes_put(item, word.sound.data, word.sound.length);
}

static kith_status write_words(const indexing *x,
                               kith_names_writer *writer,
                               kith_error *err)
{
    kith_bytes item = {0};
    kith_text before = {0};
    kith_status st = KITH_OK;
    kith_names_begin(writer, KITH_NAMES_WORD);
    for (uint32_t i = 0; i < x->sorted.count && st == KITH_OK; i++) {
        if (i % KITH_NAMES_GROUP == 0)
            before.length = 0;
        put_word_item(&item, x->sorted.keys[i], before);
        before = kith_names_of_key(x->sorted.keys[i]).folded;
        st = kith_names_put(writer, &item, err);
    }
    if (st == KITH_OK)
        st = kith_names_end(writer, err);
    kith_release(item.data);
    return st;
}

static size_t count_texts(const indexing *x)
{
    return x->texts.used / sizeof(text);
}

/* The words of a text. */
static const uint32_t *words_of(const indexing *x, size_t at, size_t *count)
{
    const text *texts = x->texts.data;
    const size_t end = at + 1 < count_texts(x)
                           ? texts[at + 1].first
                           : x->words.used / sizeof(uint32_t);
    *count = end - texts[at].first;
    return (const uint32_t *)x->words.data + texts[at].first;
}

static void put_text_head(kith_bytes *item, const text *it, uint32_t before)
{
    const uint64_t kind = it->order == KITH_NAMES_ID ? KITH_NAMES_KIND_ID
                          : it->order                ? KITH_NAMES_KIND_OTHER
                          : it->joined               ? KITH_NAMES_KIND_JOINED
                                                     : KITH_NAMES_KIND_NAME;
    kith_put_varint(item, (uint64_t)(it->entity - before) << 2 | kind);
    if (kind == KITH_NAMES_KIND_OTHER)
        kith_put_varint(item, (uint64_t)it->order << 1 | it->joined);
    kith_put_varint(item, it->letters);
}

/* The words of a text, and those of the last id or other text of the group. */
static void put_text_words(const indexing *x,
                           size_t at,
                           size_t before,
                           kith_bytes *item)
{
    size_t count;
    size_t known = 0;
    const uint32_t *words = words_of(x, at, &count);
    const uint32_t *earlier =
        before == SIZE_MAX ? NULL : words_of(x, before, &known);
    for (size_t i = 0; i < count; i++)
        kith_put_varint(item, i < known && earlier[i] == words[i]
                                  ? 0
                                  : (uint64_t)words[i] + 1);
}

static kith_status write_texts(const indexing *x,
                               kith_names_writer *writer,
                               kith_error *err)
{
    kith_bytes item = {0};
    kith_status st = KITH_OK;
    const text *texts = x->texts.data;
    uint32_t entity = 0;
    size_t last[2] = {SIZE_MAX, SIZE_MAX}; /* text, id */
    kith_names_begin(writer, KITH_NAMES_TEXT);
    for (size_t i = 0; i < count_texts(x) && st == KITH_OK; i++) {
        size_t *before = &last[texts[i].order == KITH_NAMES_ID];
        if (i % KITH_NAMES_GROUP == 0) {
            entity = 0;
            last[0] = last[1] = SIZE_MAX;
        }
        item.used = 0;
        put_text_head(&item, &texts[i], entity);
        put_text_words(x, i, *before, &item);
        entity = texts[i].entity;
        *before = i;
        st = kith_names_put(writer, &item, err);
    }
    if (st == KITH_OK)
        st = kith_names_end(writer, err);
    kith_release(item.data);
    return st;
}

/* The numbers of texts by their letters, by counting; false if out of memory.
 */
static bool by_letters(const indexing *x, uint32_t *order)
{
    enum { MOST = KITH_WORDS_ROOM + 1 };
    const text *texts = x->texts.data;
    size_t *starts = KITH_NEW(size_t, MOST + 1);
    if (!starts)
        return false;
    for (size_t i = 0; i < count_texts(x); i++)
        starts[texts[i].letters + 1]++;
    for (size_t n = 1; n <= MOST; n++)
        starts[n] += starts[n - 1];
    for (size_t i = 0; i < count_texts(x); i++)
        order[starts[texts[i].letters]++] = (uint32_t)i;
    kith_release(starts);
    return true;
}

/* Texts of each word in that order, by counting; those of word w end at
 * starts[w]. */
static void invert(const indexing *x,
                   const uint32_t *order,
                   size_t *starts,
                   uint32_t *lists)
{
    const uint32_t *words = x->words.data;
    const size_t all = x->words.used / sizeof *words;
    size_t at = 0;
    for (size_t i = 0; i < all; i++)
        starts[words[i] + 1]++;
    for (uint32_t w = 0; w < x->sorted.count; w++) {
        at += starts[w + 1];
        starts[w + 1] = at;
    }
    for (size_t i = 0; i < count_texts(x); i++) {
        size_t count;
        const uint32_t *of = words_of(x, order[i], &count);
        for (size_t j = 0; j < count; j++)
            lists[starts[of[j]]++] = order[i];
    }
}

/* Put the texts of as many letters as the first of a list; how many of the
 * list these are. */
static size_t put_group(const indexing *x,
                        const uint32_t *list,
                        size_t count,
                        uint32_t fewer,
                        kith_bytes *item)
{
    const text *texts = x->texts.data;
    const uint32_t letters = texts[list[0]].letters;
    size_t end = 0;
    size_t different = 0; /* a word may be there twice */
    for (; end < count && texts[list[end]].letters == letters; end++)
        different += end == 0 || list[end] != list[end - 1];
    kith_put_varint(item, (uint64_t)(letters - fewer) << 1 | (different == 1));
    if (different != 1)
        kith_put_varint(item, different);
    for (size_t i = 0; i < end; i++) {
        if (i == 0 || list[i] != list[i - 1])
            kith_put_varint(item, i ? list[i] - list[i - 1] : list[0]);
    }
    return end;
}

static kith_status write_lists(const indexing *x,
                               const size_t *ends,
                               const uint32_t *lists,
                               kith_names_writer *writer,
                               kith_error *err)
{
    const text *texts = x->texts.data;
    kith_bytes item = {0};
    kith_bytes longs = {0};
    kith_status st = KITH_OK;
    size_t at = 0;
    uint32_t last = 0;
    kith_names_begin(writer, KITH_NAMES_NAME);
    for (uint32_t w = 0; w < x->sorted.count && st == KITH_OK; w++) {
        uint32_t fewer = 0;
        item.used = 0;
        while (at < ends[w]) {
            const uint32_t letters = texts[lists[at]].letters;
            at += put_group(x, lists + at, ends[w] - at, fewer, &item);
            fewer = letters;
        }
        if (item.used >= KITH_NAMES_LONG_LIST) {
            kith_put_varint(&longs, w - last);
            kith_put_varint(&longs, item.used);
            last = w;
        }
        st = kith_names_put(writer, &item, err);
    }
    if (st == KITH_OK)
        st = kith_names_end(writer, err);
    if (st == KITH_OK && longs.used)
        st = kith_names_put_chunk(writer, KITH_NAMES_LONG, 0, &longs, err);
    kith_release(item.data);
    kith_release(longs.data);
    return st;
}

static kith_status write_names(const indexing *x,
                               kith_names_writer *writer,
                               kith_error *err)
{
    size_t *starts = KITH_NEW(size_t, (size_t)x->sorted.count + 2);
    uint32_t *lists = KITH_NEW(uint32_t, x->words.used / sizeof(uint32_t) + 1);
    uint32_t *order = KITH_NEW(uint32_t, count_texts(x) + 1);
    kith_status st = KITH_OK;
    if (starts && lists && order && by_letters(x, order)) {
        invert(x, order, starts, lists);
        st = write_lists(x, starts, lists, writer, err);
    } else {
        st = no_memory(err);
    }
    kith_release(starts);
    kith_release(lists);
    kith_release(order);
    return st;
}

static kith_status write_about(const indexing *x, kith_error *err)
{
    sqlite3_stmt *insert = NULL;
    const char *icu = kith_romanizer_used(x->romanizer);
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(x->store, &insert,
                                "INSERT INTO name_indexing(entities, words,"
                                " texts, folding, icu) VALUES(?,?,?,?,?)",
                                err),
             done);
    sqlite3_bind_int64(insert, 1, x->upto);
    sqlite3_bind_int64(insert, 2, x->sorted.count);
    sqlite3_bind_int64(insert, 3, (sqlite3_int64)count_texts(x));
    sqlite3_bind_int(insert, 4, KITH_FOLDING_VERSION);
    if (icu)
        sqlite3_bind_text(insert, 5, icu, -1, SQLITE_STATIC);
    st = kith_store_do(x->store, insert, err);
done:
    sqlite3_finalize(insert);
    return st;
}

static kith_status write_all(const indexing *x, kith_error *err)
{
    kith_names_writer writer = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_run(x->store,
                            "DELETE FROM name_index;DELETE FROM name_indexing",
                            err),
             done);
    KITH_TRY(st, kith_names_writer_open(&writer, x->store, err), done);
    KITH_TRY(st, write_words(x, &writer, err), done);
    KITH_TRY(st, write_names(x, &writer, err), done);
    KITH_TRY(st, write_texts(x, &writer, err), done);
    KITH_TRY(st, kith_names_put_grams(&writer, &x->sorted, err), done);
    st = write_about(x, err);
done:
    kith_names_writer_close(&writer);
    return st;
}

kith_status kith_names_build(const kith_store *store, kith_error *err)
{
    static const kith_text none = {"", 0};
    kith_status st = KITH_OK;
    indexing *x = KITH_NEW(indexing, 1);
    if (!x)
        return no_memory(err);
    x->store = store;
    x->known.texts = &x->kept;
    x->romanizer = kith_romanizer_new();
    if (!x->romanizer) {
        st = no_memory(err);
        goto done;
    }
    kith_alphabet_init(&x->alphabet, none, x->romanizer);
    KITH_TRY(st, put_rows(x, err), done);
    if (count_texts(x) >= UINT32_MAX || !sort_words(x)) {
        st = no_memory(err);
        goto done;
    }
    st = write_all(x, err);
done:
    kith_romanizer_free(x->romanizer);
    kith_intern_free(&x->known);
    kith_texts_free(&x->kept);
    kith_pages_free(&x->words);
    kith_pages_free(&x->texts);
    kith_release(x->key.data);
    kith_release(x->sorted.keys);
    kith_release(x);
    return st;
}

/* -- beside the index ---------------------------------------------------- */

static kith_status count_beside(const kith_store *store,
                                uint32_t upto,
                                sqlite3_int64 *beside,
                                kith_error *err)
{
    sqlite3_stmt *count = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(store, &count,
                                "SELECT (SELECT count(*) FROM entities"
                                " WHERE number > ?1) + (SELECT count(*)"
                                " FROM outdated WHERE kind = 'entity'"
                                " AND number <= ?1)",
                                err),
             done);
    sqlite3_bind_int64(count, 1, upto);
    KITH_TRY(st, kith_store_step(store, count, &row, err), done);
    *beside = row ? sqlite3_column_int64(count, 0) : 0;
done:
    sqlite3_finalize(count);
    return st;
}

kith_status kith_names_refresh(const kith_store *store, kith_error *err)
{
    kith_names_about about;
    sqlite3_int64 beside = 0;
    kith_status st = kith_names_read_about(store, &about, err);
    if (st == KITH_OK)
        st = count_beside(store, about.upto, &beside, err);
    if (st != KITH_OK || beside <= FEW_BESIDE + about.upto / SHARE_BESIDE)
        return st;
    return kith_names_build(store, err);
}
