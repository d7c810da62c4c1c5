#ifndef KITH_BASE_INTERN_H
#define KITH_BASE_INTERN_H

#include "base/hash.h"
#include "base/pages.h"

#include <kith/text.h>

#include <stdatomic.h>
#include <stdint.h>

/** No such text. */
#define KITH_INTERN_NONE UINT32_MAX

/** A text kept in a shared arena: its offset in units of four bytes. Texts end
 *  with a NUL; 0 is no text. */
typedef uint32_t kith_ref;

/** An arena of NUL-ended texts, up to 16 GiB of address space. Texts that are
 *  looked up fill its lower half and all others the upper one: the first are
 *  touched at random while reading, and lie three times as dense without the
 *  names between them. */
typedef struct kith_texts {
    kith_pages keys;
    kith_pages others;
} kith_texts;

/** Keep a copy of a text; 0 if out of memory or of references. */
kith_ref kith_texts_keep(kith_texts *texts, kith_text text);

/** Take room for a block of texts that was an arena: references that begin
 *  with 1 at its first byte lead into it. Only before any text is kept; NULL if
 *  out of memory. */
char *kith_texts_block(kith_texts *texts, size_t bytes);

/** Release every text. */
void kith_texts_free(kith_texts *texts);

/** The text of a reference; NULL for 0. */
static inline const char *kith_texts_at(const kith_texts *texts, kith_ref ref)
{
    return ref ? (const char *)texts->keys.data + 4 * (size_t)ref : NULL;
}

/** Texts to dense ids 0, 1, 2, … in the order in which they are added.
 *
 *  Any number of threads may look up while one adds: a look-up may miss what is
 *  being added, and never finds a wrong id. So ids can be resolved in parallel
 *  and given out in order.
 *
 *  Open addressing at load ≤ 1/2, 8 bytes a slot: the upper half of the hash
 * and the text's reference. The id stands right before the text, so that a
 * look-up touches two places in memory and not three. Start from zero with
 * `texts` set. */
typedef struct kith_intern {
    kith_texts *texts; /**< where texts are kept; borrowed */
    kith_pages refs;   /**< kith_ref of each id */
    kith_pages hashes; /**< whole hash of each id */
    _Atomic(struct kith_slots *) slots;
    struct kith_slots *retired; /**< outgrown tables; readers may be in them */
    uint32_t count;
} kith_intern;

/** Its address is the seed of every hash: the system places it anew for each
 *  process, so that nobody can choose texts whose hashes fall together. */
extern const char kith_intern_seed;

/** The hash that the other functions take. It is another one in each process:
 *  nothing that is written or printed may depend on it. */
static inline uint64_t kith_intern_hash(kith_text text)
{
    return kith_hash(text.data, text.length,
                     (uint64_t)(uintptr_t)&kith_intern_seed *
                         0x2545F4914F6CDD1Dull);
}

/** The id of a text, or KITH_INTERN_NONE. From any thread. */
uint32_t kith_intern_find(const kith_intern *intern,
                          kith_text text,
                          uint64_t hash);

/** The id of a text, added if it is new; KITH_INTERN_NONE if out of memory.
 *  From one thread at a time. */
uint32_t kith_intern_add(kith_intern *intern, kith_text text, uint64_t hash);

/** Bring what a look-up of `hash` will touch nearer: first the slot, and some
 *  look-ups later the text that the slot leads to. */
void kith_intern_prefetch_slot(const kith_intern *intern, uint64_t hash);
void kith_intern_prefetch_text(const kith_intern *intern, uint64_t hash);

/** Release outgrown tables, when no other thread looks up any more. */
void kith_intern_settle(kith_intern *intern);

/** The text of an id. */
static inline const char *kith_intern_text(const kith_intern *intern,
                                           uint32_t id)
{
    return kith_texts_at(intern->texts,
                         ((const kith_ref *)intern->refs.data)[id]);
}

void kith_intern_free(kith_intern *intern);

#endif /* KITH_BASE_INTERN_H */
