/* Texts to dense ids: look-ups without locks beside a single writer.
 *
 * A slot is published after the text, reference and hash it leads to (release;
 * look-ups acquire). None of these ever moves: they live in kith_pages. An
 * outgrown table stays until kith_intern_settle(); together such tables are no
 * larger than the one in use. */
#include "base/intern.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1 << 10 };

const char kith_intern_seed;

typedef struct kith_slots {
    struct kith_slots *older;
    size_t mask;
    kith_pages pages; /* _Atomic uint64_t each: reference low, hash tag high */
} kith_slots;

typedef _Atomic uint64_t slot;

static slot *slots_of(const kith_slots *slots)
{
    return slots->pages.data;
}

/* Comparing reads up to 8 bytes past a text. */
enum { SLACK = 16 };

/* The first text makes the arena; reference 0 stays free. */
static bool open_arena(kith_texts *texts)
{
    const size_t most = (size_t)16 << 30;
    return texts->keys.data ||
           (kith_pages_split(&texts->keys, &texts->others, most) &&
            kith_pages_take(&texts->keys, 4));
}

/* Put `head` bytes and a text at the end of `half`; the text's reference, or
 * 0. */
static kith_ref keep(kith_texts *texts,
                     kith_pages *half,
                     size_t head,
                     kith_text text)
{
    const size_t size = head + (text.length + 1 + 3) / 4 * 4;
    if (!open_arena(texts) || !kith_pages_room(half, size + SLACK))
        return 0;
    char *copy = (char *)kith_pages_take(half, size) + head;
    if (text.length) /* an empty text may have no data */
        memcpy(copy, text.data, text.length); /* the rest is zero already */
    return (kith_ref)((size_t)(copy - (char *)texts->keys.data) / 4);
}

kith_ref kith_texts_keep(kith_texts *texts, kith_text text)
{
    return keep(texts, &texts->others, 0, text);
}

char *kith_texts_block(kith_texts *texts, size_t bytes)
{
    const size_t whole = (bytes + 3) / 4 * 4;
    if (!open_arena(texts) || !kith_pages_room(&texts->keys, whole + SLACK))
        return NULL;
    return kith_pages_take(&texts->keys, whole);
}

void kith_texts_free(kith_texts *texts)
{
    kith_pages_join(&texts->keys, &texts->others);
    kith_pages_free(&texts->keys);
}

static uint32_t *id_before(const kith_texts *texts, kith_ref ref)
{
    return (uint32_t *)texts->keys.data + ref - 1;
}

static kith_slots *new_slots(size_t count, kith_slots *older)
{
    kith_slots *slots = KITH_NEW(kith_slots, 1);
    if (!slots)
        return NULL;
    *slots = (kith_slots){.older = older, .mask = count - 1};
    if (!kith_pages_fix(&slots->pages, count * sizeof(slot))) {
        kith_pages_free(&slots->pages);
        kith_release(slots);
        return NULL;
    }
    return slots;
}

static void put_slot(kith_slots *slots, uint64_t hash, kith_ref ref)
{
    slot *const table = slots_of(slots);
    size_t at = hash & slots->mask;
    while (atomic_load_explicit(&table[at], memory_order_relaxed))
        at = (at + 1) & slots->mask;
    const uint64_t value = (hash >> 32 << 32) | ref;
    atomic_store_explicit(&table[at], value, memory_order_release);
}

static kith_slots *current(const kith_intern *intern)
{
    return atomic_load_explicit(&intern->slots, memory_order_acquire);
}

/* Room for one more id at load ≤ 1/2. */
static kith_slots *roomy_slots(kith_intern *intern)
{
    kith_slots *slots = current(intern);
    if (slots && ((size_t)intern->count + 1) * 2 <= slots->mask + 1)
        return slots;
    const size_t count = slots ? (slots->mask + 1) * 2 : FIRST_SLOTS;
    kith_slots *larger = new_slots(count, NULL);
    if (!larger)
        return NULL;
    const uint64_t *hashes = intern->hashes.data;
    const kith_ref *refs = intern->refs.data;
    for (uint32_t id = 0; id < intern->count; id++)
        put_slot(larger, hashes[id], refs[id]);
    if (slots) {
        slots->older = intern->retired;
        intern->retired = slots;
    }
    atomic_store_explicit(&intern->slots, larger, memory_order_release);
    return larger;
}

/* Texts in the arena end with a NUL and have SLACK bytes after them; `text` may
 * hold no NUL, so the first difference stops the comparison in time. */
static bool is_text(const char *kept, kith_text text)
{
    const char *data = text.data;
    size_t left = text.length;
    for (; left >= 8; left -= 8, kept += 8, data += 8) {
        if (kith_load8(kept) != kith_load8(data))
            return false;
    }
    return kith_load_few(kept, left) == kith_load_few(data, left) &&
           kept[left] == '\0';
}

static kith_ref find(const kith_intern *intern, kith_text text, uint64_t hash)
{
    const kith_slots *slots = current(intern);
    if (!slots)
        return 0;
    const slot *const table = slots_of(slots);
    const uint64_t tag = hash >> 32;
    for (size_t at = hash & slots->mask;; at = (at + 1) & slots->mask) {
        const uint64_t value =
            atomic_load_explicit(&table[at], memory_order_acquire);
        if (value == 0)
            return 0;
        if (value >> 32 == tag &&
            is_text(kith_texts_at(intern->texts, (kith_ref)value), text))
            return (kith_ref)value;
    }
}

uint32_t kith_intern_find(const kith_intern *intern,
                          kith_text text,
                          uint64_t hash)
{
    const kith_ref ref = find(intern, text, hash);
    return ref ? *id_before(intern->texts, ref) : KITH_INTERN_NONE;
}

uint32_t kith_intern_add(kith_intern *intern, kith_text text, uint64_t hash)
{
    const uint32_t known = kith_intern_find(intern, text, hash);
    if (known != KITH_INTERN_NONE || intern->count == UINT32_MAX - 1)
        return known;
    kith_slots *slots = roomy_slots(intern);
    const kith_ref ref = slots ? keep(intern->texts, &intern->texts->keys,
                                      sizeof(uint32_t), text)
                               : 0;
    if (!ref || !kith_pages_room(&intern->refs, sizeof ref) ||
        !kith_pages_add(&intern->hashes, &hash, sizeof hash))
        return KITH_INTERN_NONE;
    kith_pages_add(&intern->refs, &ref, sizeof ref);
    *id_before(intern->texts, ref) = intern->count;
    put_slot(slots, hash, ref);
    return intern->count++;
}

void kith_intern_prefetch_slot(const kith_intern *intern, uint64_t hash)
{
    const kith_slots *slots = current(intern);
    if (slots)
        __builtin_prefetch(slots_of(slots) + (hash & slots->mask));
}

void kith_intern_prefetch_text(const kith_intern *intern, uint64_t hash)
{
    const kith_slots *slots = current(intern);
    if (!slots)
        return;
    const slot *const table = slots_of(slots);
    const uint64_t value =
        atomic_load_explicit(&table[hash & slots->mask], memory_order_acquire);
    if (value)
        __builtin_prefetch(id_before(intern->texts, (kith_ref)value));
}

static void free_slots(kith_slots *slots)
{
    while (slots) {
        kith_slots *older = slots->older;
        kith_pages_free(&slots->pages);
        kith_release(slots);
        slots = older;
    }
}

void kith_intern_settle(kith_intern *intern)
{
    free_slots(intern->retired);
    intern->retired = NULL;
}

void kith_intern_free(kith_intern *intern)
{
    kith_intern_settle(intern);
    free_slots(current(intern));
    kith_pages_free(&intern->refs);
    kith_pages_free(&intern->hashes);
    atomic_store(&intern->slots, NULL);
    intern->count = 0;
}
