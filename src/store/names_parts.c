/* Parts of the index of names, written from words in order and texts. */
#include "base/alloc.h"
#include "base/error.h"
#include "store/names_write.h"

#include <string.h>

typedef kith_names_entry text;

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

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

kith_status kith_names_put_words(kith_names_writer *writer,
                                 const kith_names_gathered *x,
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

size_t kith_names_count(const kith_names_gathered *x)
{
    return x->texts.used / sizeof(text);
}

/* The words of a text. */
static const uint32_t *words_of(const kith_names_gathered *x,
                                size_t at,
                                size_t *count)
{
    const text *texts = x->texts.data;
    const size_t end = at + 1 < kith_names_count(x)
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
static void put_text_words(const kith_names_gathered *x,
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

kith_status kith_names_put_texts(kith_names_writer *writer,
                                 const kith_names_gathered *x,
                                 kith_error *err)
{
    kith_bytes item = {0};
    kith_status st = KITH_OK;
    const text *texts = x->texts.data;
    uint32_t entity = 0;
    size_t last[2] = {SIZE_MAX, SIZE_MAX}; /* text, id */
    kith_names_begin(writer, KITH_NAMES_TEXT);
    for (size_t i = 0; i < kith_names_count(x) && st == KITH_OK; i++) {
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
static bool by_letters(const kith_names_gathered *x, uint32_t *order)
{
    enum { MOST = KITH_WORDS_ROOM + 1 };
    const text *texts = x->texts.data;
    size_t *starts = KITH_NEW(size_t, MOST + 1);
    if (!starts)
        return false;
    for (size_t i = 0; i < kith_names_count(x); i++)
        starts[texts[i].letters + 1]++;
    for (size_t n = 1; n <= MOST; n++)
        starts[n] += starts[n - 1];
    for (size_t i = 0; i < kith_names_count(x); i++)
        order[starts[texts[i].letters]++] = (uint32_t)i;
    kith_release(starts);
    return true;
}

/* Texts of each word in that order, by counting; those of word w end at
 * starts[w]. */
static void invert(const kith_names_gathered *x,
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
    for (size_t i = 0; i < kith_names_count(x); i++) {
        size_t count;
        const uint32_t *of = words_of(x, order[i], &count);
        for (size_t j = 0; j < count; j++)
            lists[starts[of[j]]++] = order[i];
    }
}

/* Put the texts of as many letters as the first of a list; how many of the
 * list these are. */
static size_t put_group(const kith_names_gathered *x,
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

static kith_status write_lists(const kith_names_gathered *x,
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

kith_status kith_names_put_lists(kith_names_writer *writer,
                                 const kith_names_gathered *x,
                                 kith_error *err)
{
    size_t *starts = KITH_NEW(size_t, (size_t)x->sorted.count + 2);
    uint32_t *lists = KITH_NEW(uint32_t, x->words.used / sizeof(uint32_t) + 1);
    uint32_t *order = KITH_NEW(uint32_t, kith_names_count(x) + 1);
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
