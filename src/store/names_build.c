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

typedef kith_names_entry text;

typedef struct {
    const kith_store *store;
    kith_alphabet alphabet;
    kith_words in_hand;
    kith_romanizer *romanizer;
    kith_texts kept;
    kith_intern known;
    kith_bytes key;
    kith_names_gathered gathered; /* words by interned number, till in order */
    uint32_t upto;
    kith_progress *progress;
    void *progress_context;
    uint64_t done; /* of steps */
    uint64_t all;  /* entities, each of which is in every step */
} indexing;

/* Reading the rows takes as long as three other steps: putting the words in
 * order, and each part. */
enum { STEPS_OF_ROWS = 3, STEPS = STEPS_OF_ROWS + 5 };

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- how far it is ------------------------------------------------------- */

static kith_status count_all(indexing *x, kith_error *err)
{
    sqlite3_stmt *count = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_prepare(x->store, &count,
                                "SELECT count(*) FROM entities", err),
             done);
    KITH_TRY(st, kith_store_step(x->store, count, &row, err), done);
    x->all = row ? (uint64_t)sqlite3_column_int64(count, 0) : 0;
done:
    sqlite3_finalize(count);
    return st;
}

static kith_status move(indexing *x, uint64_t steps, kith_error *err)
{
    enum { OFTEN = 1024 };
    x->done += steps;
    return !x->progress || (steps == STEPS_OF_ROWS && x->done % OFTEN) ||
                   x->progress(x->progress_context, x->done, STEPS * x->all)
               ? KITH_OK
               : kith_fail(err, KITH_E_LIMIT, "stopped");
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
           kith_pages_add(&x->gathered.words, &number, sizeof number);
}

static bool put_words(indexing *x, kith_text from, text it)
{
    const kith_words *words = &x->in_hand;
    kith_words_of(&x->alphabet, from, &x->in_hand);
    it.first = x->gathered.words.used / sizeof(uint32_t);
    it.letters = (uint32_t)words->length;
    for (size_t i = 0; i < words->count; i++) {
        if (!put_word(x, from, &words->words[i]))
            return false;
    }
    return words->count == 0 ||
           kith_pages_add(&x->gathered.texts, &it, sizeof it);
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
    KITH_TRY(st,
             put_text(x, x->upto, KITH_NAMES_ID, kith_column_text(select, 1),
                      err),
             done);
    st = move(x, STEPS_OF_ROWS, err);
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
    uint32_t *words = x->gathered.words.data;
    sortable *list = KITH_NEW(sortable, (size_t)count + 1);
    uint32_t *numbers = KITH_NEW(uint32_t, (size_t)count + 1);
    x->gathered.sorted.count = count;
    x->gathered.sorted.keys = KITH_NEW(const char *, (size_t)count + 1);
    const bool good = list && numbers && x->gathered.sorted.keys;
    for (uint32_t i = 0; good && i < count; i++) {
        const char *key = kith_intern_text(&x->known, i);
        list[i] = (sortable){beginning(key), key, i};
    }
    if (good)
        qsort(list, count, sizeof *list, by_key);
    for (uint32_t i = 0; good && i < count; i++) {
        x->gathered.sorted.keys[i] = list[i].key;
        numbers[list[i].known] = i;
    }
    for (size_t i = 0; good && i < x->gathered.words.used / sizeof *words; i++)
        words[i] = numbers[words[i]];
    kith_release(list);
    kith_release(numbers);
    return good;
}

/* -- all of it ----------------------------------------------------------- */

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
    sqlite3_bind_int64(insert, 2, x->gathered.sorted.count);
    sqlite3_bind_int64(insert, 3,
                       (sqlite3_int64)kith_names_count(&x->gathered));
    sqlite3_bind_int(insert, 4, KITH_FOLDING_VERSION);
    if (icu)
        sqlite3_bind_text(insert, 5, icu, -1, SQLITE_STATIC);
    st = kith_store_do(x->store, insert, err);
done:
    sqlite3_finalize(insert);
    return st;
}

typedef kith_status put_part(kith_names_writer *writer,
                             const kith_names_gathered *gathered,
                             kith_error *err);

static kith_status write_all(indexing *x, kith_error *err)
{
    static put_part *const parts[] = {kith_names_put_words,
                                      kith_names_put_lists,
                                      kith_names_put_texts,
                                      kith_names_put_grams};
    kith_names_writer writer = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_store_run(x->store,
                            "DELETE FROM name_index;DELETE FROM name_indexing",
                            err),
             done);
    KITH_TRY(st, kith_names_writer_open(&writer, x->store, err), done);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        KITH_TRY(st, parts[i](&writer, &x->gathered, err), done);
        KITH_TRY(st, move(x, x->all, err), done);
    }
    st = write_about(x, err);
done:
    kith_names_writer_close(&writer);
    return st;
}

kith_status kith_names_build(const kith_store *store,
                             kith_progress *progress,
                             void *context,
                             kith_error *err)
{
    static const kith_text none = {"", 0};
    kith_status st = KITH_OK;
    indexing *x = KITH_NEW(indexing, 1);
    if (!x)
        return no_memory(err);
    x->store = store;
    x->progress = progress;
    x->progress_context = context;
    x->known.texts = &x->kept;
    x->romanizer = kith_romanizer_new();
    if (!x->romanizer) {
        st = no_memory(err);
        goto done;
    }
    kith_alphabet_init(&x->alphabet, none, x->romanizer);
    KITH_TRY(st, count_all(x, err), done);
    KITH_TRY(st, put_rows(x, err), done);
    if (kith_names_count(&x->gathered) >= UINT32_MAX || !sort_words(x)) {
        st = no_memory(err);
        goto done;
    }
    KITH_TRY(st, move(x, x->all, err), done);
    st = write_all(x, err);
done:
    kith_romanizer_free(x->romanizer);
    kith_intern_free(&x->known);
    kith_texts_free(&x->kept);
    kith_pages_free(&x->gathered.words);
    kith_pages_free(&x->gathered.texts);
    kith_release(x->key.data);
    kith_release(x->gathered.sorted.keys);
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
    return kith_names_build(store, NULL, NULL, err);
}
