/* Which words have which three letters in a row. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/pages.h"
#include "store/names_write.h"

#include <stdlib.h>
#include <string.h>

/* A chunk of the part is full from here on. */
enum { FULL = 16384 };

typedef struct {
    uint64_t key;
    uint32_t number; /* in the order in which they came */
    uint32_t count;  /* words that have it */
    uint32_t last;   /* of these the last + 1 */
} gram;

typedef struct {
    gram *grams;
    uint32_t *slots; /* number + 1, by hash; 0 = free */
    size_t count;
    size_t room;      /* of grams; a power of 2, and half that of slots */
    kith_pages pairs; /* uint32_t gram, word */
    uint32_t *lists;  /* words of each gram, by number of the gram */
    size_t *starts;
} gathering;

static size_t slot_of(const gathering *g, uint64_t key)
{
    const size_t mask = 2 * g->room - 1;
    size_t slot = (size_t)(key * 0x9E3779B97F4A7C15u >> 20) & mask;
    while (g->slots[slot] && g->grams[g->slots[slot] - 1].key != key)
        slot = (slot + 1) & mask;
    return slot;
}

static bool grow(gathering *g)
{
    const size_t room = g->room ? 2 * g->room : 4096;
    gram *grams = kith_grow_array(g->grams, room, sizeof *grams);
    if (grams)
        g->grams = grams;
    uint32_t *slots = KITH_NEW(uint32_t, 2 * room);
    if (!grams || !slots) {
        kith_release(slots);
        return false;
    }
    kith_release(g->slots);
    g->slots = slots;
    g->room = room;
    for (size_t i = 0; i < g->count; i++)
        slots[slot_of(g, g->grams[i].key)] = (uint32_t)i + 1;
    return true;
}

static bool add(gathering *g, uint64_t key, uint32_t word)
{
    if (g->count == g->room && !grow(g))
        return false;
    const size_t slot = slot_of(g, key);
    if (!g->slots[slot]) {
        g->grams[g->count] = (gram){.key = key, .number = (uint32_t)g->count};
        g->slots[slot] = (uint32_t)++g->count;
    }
    gram *found = &g->grams[g->slots[slot] - 1];
    const uint32_t pair[] = {found->number, word};
    if (found->last == word + 1)
        return true;
    found->last = word + 1;
    found->count++;
    return kith_pages_add(&g->pairs, pair, sizeof pair);
}

static bool add_spelling(gathering *g,
                         kith_text text,
                         bool dense,
                         uint32_t word)
{
    uint32_t codes[KITH_WORDS_ROOM];
    uint64_t grams[KITH_GRAMS_MOST];
    const size_t count = kith_codes_of(text, codes);
    size_t size = kith_grams_of(codes, count, grams);
    bool good = true;
    if (dense) /* so that each letter begins a gram */
        grams[size++] = kith_gram(codes[count - 1], ' ', ' ');
    for (size_t i = 0; i < size && good; i++)
        good = add(g, grams[i], word);
    return good;
}

static bool add_word(gathering *g, const kith_names_word *word, uint32_t number)
{
    uint32_t codes[KITH_WORDS_ROOM];
    const size_t count = kith_codes_of(word->folded, codes);
    const uint64_t consonants = kith_consonants(word->sound);
    bool good = add_spelling(g, word->folded, kith_is_dense(codes[0]), number);
    if (good && word->sound.length && !word->consonants &&
        word->sound.data != word->folded.data)
        good = add_spelling(g, word->sound, false, number);
    if (good && count == 1)
        good = add(g, KITH_GRAM_ONE_LETTER, number);
    if (good && consonants)
        good = add(g, KITH_GRAM_CONSONANTS | consonants, number);
    return good;
}

/* Words of each gram, rising, as they came so. */
static bool make_lists(gathering *g)
{
    const uint32_t *pairs = g->pairs.data;
    const size_t count = g->pairs.used / (2 * sizeof *pairs);
    size_t at = 0;
    g->starts = KITH_NEW(size_t, g->count + 1);
    g->lists = KITH_NEW(uint32_t, count + 1);
    if (!g->starts || !g->lists)
        return false;
    for (size_t i = 0; i < g->count; i++) {
        g->starts[i] = at;
        at += g->grams[i].count;
    }
    for (size_t i = 0; i < count; i++)
        g->lists[g->starts[pairs[2 * i]]++] = pairs[2 * i + 1];
    return true;
}

static int by_key(const void *a, const void *b)
{
    const gram *x = a;
    const gram *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* After make_lists() a start is where the list of the gram ends. */
static void put_list(const gathering *g, const gram *of, kith_bytes *list)
{
    const uint32_t *words = g->lists + g->starts[of->number] - of->count;
    uint32_t before = 0;
    list->used = 0;
    for (size_t i = 0; i < of->count; i++) {
        kith_put_varint(list, words[i] - before);
        before = words[i];
    }
}

static kith_status write_all(gathering *g,
                             kith_names_writer *writer,
                             kith_error *err)
{
    kith_bytes chunk = {0};
    kith_bytes list = {0};
    kith_status st = KITH_OK;
    uint64_t first = 0;
    uint64_t before = 0;
    if (g->count)
        qsort(g->grams, g->count, sizeof *g->grams, by_key);
    for (size_t i = 0; i < g->count && st == KITH_OK; i++) {
        const gram *it = &g->grams[i];
        put_list(g, it, &list);
        if (chunk.used == 0)
            first = before = it->key;
        kith_put_varint(&chunk, it->key - before);
        kith_put_varint(&chunk, list.used);
        kith_bytes_put(&chunk, list.data, list.used);
        before = it->key;
        if (list.failed)
            st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        if (st == KITH_OK && (chunk.used >= FULL || i + 1 == g->count)) {
            st = kith_names_put_chunk(writer, KITH_NAMES_GRAM,
                                      (sqlite3_int64)first, &chunk, err);
            chunk.used = 0;
        }
    }
    kith_release(chunk.data);
    kith_release(list.data);
    return st;
}

kith_status kith_names_put_grams(kith_names_writer *writer,
                                 const kith_names_gathered *of,
                                 kith_error *err)
{
    const kith_names_words *words = &of->sorted;
    gathering g = {0};
    bool good = true;
    for (uint32_t i = 0; i < words->count && good; i++) {
        const kith_names_word word = kith_names_of_key(words->keys[i]);
        good = add_word(&g, &word, i);
    }
    good = good && make_lists(&g);
    const kith_status st = good
                               ? write_all(&g, writer, err)
                               : kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_release(g.grams);
    kith_release(g.slots);
    kith_release(g.lists);
    kith_release(g.starts);
    kith_pages_free(&g.pairs);
    return st;
}
