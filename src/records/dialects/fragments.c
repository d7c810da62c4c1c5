/* Pieces of entities, merged: an entry for each id says where the pieces so far
 * stand in a spool of their own, and where the lines that they became stand;
 * those are overwritten with spaces, which the reader passes over. Entries are
 * found by a table of 8 bytes a slot, half of the hash and a number: a new id,
 * as most are, costs one look at it. 40 bytes an entity and 16 to 32 for the
 * table. */
#include "records/dialects/fragments.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "base/pages.h"
#include "records/dialects/ftm_schema.h"

#include <string.h>

typedef struct {
    uint64_t hash;
    uint64_t raw;  /* where the pieces so far stand */
    uint64_t line; /* where the lines begin that they became */
    uint64_t end;
    size_t length;
} entry;

struct kith_fragments {
    kith_translation *t;
    kith_spool raw;
    char *tail; /* what follows in it, and is not written yet */
    size_t tail_used;
    kith_pages entries;
    uint64_t *slots; /* high half of a hash, number of its entry from 1 */
    size_t room;     /* of slots, a power of two */
    size_t count;    /* of entries */
    entry *last;
    entry other; /* for what is not in the table */
    char *whole; /* what was handed out */
    size_t whole_room;
    char *earlier;
    size_t earlier_room;
};

enum { TAIL = 64 << 10 };

kith_fragments *kith_fragments_new(kith_translation *t)
{
    enum { FIRST_ROOM = 1024 };
    kith_fragments *f = KITH_NEW(kith_fragments, 1);
    if (!f)
        return NULL;
    f->t = t;
    f->raw = (kith_spool){.file = -1, .folder = t->spool->folder};
    f->slots = KITH_NEW(uint64_t, FIRST_ROOM);
    f->room = FIRST_ROOM;
    f->tail = KITH_NEW(char, TAIL);
    if (f->slots && f->tail)
        return f;
    kith_fragments_free(f);
    return NULL;
}

void kith_fragments_free(kith_fragments *f)
{
    if (!f)
        return;
    kith_spool_close(&f->raw);
    kith_pages_free(&f->entries);
    kith_release(f->slots);
    kith_release(f->tail);
    kith_release(f->whole);
    kith_release(f->earlier);
    kith_release(f);
}

/* -- the table ----------------------------------------------------------- */

#define LOW  UINT64_C(0xFFFFFFFF)
#define HIGH (LOW << 32)

static entry *entry_at(const kith_fragments *f, uint64_t number)
{
    return (entry *)f->entries.data + (number - 1);
}

/* The slot of a hash, or the free one where it belongs. */
static uint64_t *slot_of(const kith_fragments *f, uint64_t hash)
{
    size_t i = (size_t)hash & (f->room - 1);
    for (;; i = (i + 1) & (f->room - 1)) {
        const uint64_t slot = f->slots[i];
        if (!slot ||
            (!((slot ^ hash) & HIGH) && entry_at(f, slot & LOW)->hash == hash))
            return &f->slots[i];
    }
}

static bool grow(kith_fragments *f)
{
    uint64_t *const smaller = f->slots;
    uint64_t *larger = KITH_NEW(uint64_t, f->room * 2);
    if (!larger)
        return kith_translation_no_memory(f->t);
    f->slots = larger;
    f->room *= 2;
    for (size_t i = 1; i <= f->count; i++) {
        const uint64_t hash = entry_at(f, i)->hash;
        size_t at = (size_t)hash & (f->room - 1);
        while (larger[at])
            at = (at + 1) & (f->room - 1);
        larger[at] = (hash & HIGH) | i;
    }
    kith_release(smaller);
    return true;
}

/* An entry for a hash that has none yet; NULL if out of memory. */
static entry *add_entry(kith_fragments *f, uint64_t hash)
{
    const entry new = {.hash = hash};
    if (2 * f->count >= f->room && !grow(f))
        return NULL;
    if (f->count == LOW - 1 || !kith_pages_add(&f->entries, &new, sizeof new)) {
        (void)kith_translation_no_memory(f->t);
        return NULL;
    }
    *slot_of(f, hash) = (hash & HIGH) | ++f->count;
    return entry_at(f, f->count);
}

static bool make_room(kith_fragments *f,
                      char **buffer,
                      size_t *room,
                      size_t size)
{
    if (*room >= size)
        return true;
    char *larger = kith_grow_array(*buffer, size + KITH_PADDING, 1);
    if (!larger)
        return kith_translation_no_memory(f->t);
    *buffer = larger;
    *room = size;
    return true;
}

/* -- merging ------------------------------------------------------------- */

static bool find_member(kith_text object, kith_text wanted, kith_text *value)
{
    kith_text key;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, value);) {
        if (kith_json_is_same_key(key, wanted))
            return true;
    }
    return false;
}

static bool holds(kith_text list, kith_text value)
{
    kith_text element;
    if (*list.data != '[')
        return kith_json_is_same(list, value);
    for (size_t at = 0; kith_json_each_element(list, &at, &element);) {
        if (kith_json_is_same(element, value))
            return true;
    }
    return false;
}

/* The elements of a list, or a single value, that are not in `but`. */
static void put_elements(kith_translation *t,
                         kith_text list,
                         const kith_text *but)
{
    kith_text element;
    if (*list.data != '[') {
        if (but && holds(*but, list))
            return;
        kith_next(t);
        kith_put_raw(t, list.data, list.length);
        return;
    }
    for (size_t at = 0; kith_json_each_element(list, &at, &element);) {
        if (but && holds(*but, element))
            continue;
        kith_next(t);
        kith_put_raw(t, element.data, element.length);
    }
}

static void put_properties(kith_translation *t, kith_text a, kith_text b)
{
    kith_text key;
    kith_text value;
    kith_text other;
    kith_open(t, '{');
    for (size_t at = 0; kith_json_each_member(a, &at, &key, &value);) {
        kith_put_key(t, key);
        kith_open(t, '[');
        put_elements(t, value, NULL);
        if (find_member(b, key, &other))
            put_elements(t, other, &value);
        kith_close(t, ']');
    }
    for (size_t at = 0; kith_json_each_member(b, &at, &key, &value);) {
        if (find_member(a, key, &other))
            continue;
        kith_put_key(t, key);
        kith_put_raw(t, value.data, value.length);
    }
    kith_close(t, '}');
}

/* Of two schemata the one that says more; the first if neither extends the
 * other. */
static kith_text more_special(kith_translation *t, kith_text a, kith_text b)
{
    if (kith_json_is_same(a, b) || kith_ftm_extends(a, b))
        return a;
    if (kith_ftm_extends(b, a))
        return b;
    kith_lose(t, "entity in pieces has two schemata; the first was taken",
              "entities in pieces have two schemata; the first was taken");
    return a;
}

static void put_member(kith_translation *t,
                       kith_text key,
                       kith_text a,
                       kith_text b)
{
    kith_put_key(t, key);
    if (kith_json_is_key(key, (kith_text){"properties", 10}) &&
        *a.data == '{' && *b.data == '{') {
        put_properties(t, a, b);
    } else if (kith_json_is_key(key, (kith_text){"schema", 6})) {
        const kith_text schema = more_special(t, a, b);
        kith_put_raw(t, schema.data, schema.length);
    } else if (*a.data == '[' && *b.data == '[') {
        kith_open(t, '[');
        put_elements(t, a, NULL);
        put_elements(t, b, &a);
        kith_close(t, ']');
    } else {
        kith_put_raw(t, a.data, a.length);
    }
}

/* Both as one; written at the end of `out` and taken from there. */
static bool merge(kith_fragments *f, kith_text a, kith_text b, kith_text *whole)
{
    kith_translation *t = f->t;
    const size_t from = t->out_used;
    kith_text key;
    kith_text value;
    kith_text other;
    kith_open(t, '{');
    for (size_t at = 0; kith_json_each_member(a, &at, &key, &value);) {
        if (find_member(b, key, &other)) {
            put_member(t, key, value, other);
        } else {
            kith_put_key(t, key);
            kith_put_raw(t, value.data, value.length);
        }
    }
    for (size_t at = 0; kith_json_each_member(b, &at, &key, &value);) {
        if (find_member(a, key, &other))
            continue;
        kith_put_key(t, key);
        kith_put_raw(t, value.data, value.length);
    }
    kith_close(t, '}');
    const size_t length = t->out_used - from;
    if (t->status != KITH_OK ||
        !make_room(f, &f->whole, &f->whole_room, length))
        return false;
    memcpy(f->whole, t->out + from, length);
    memset(f->whole + length, 0, KITH_PADDING);
    t->out_used = from;
    *whole = (kith_text){f->whole, length};
    return true;
}

/* -- pieces -------------------------------------------------------------- */

/* Keep a piece where `f->last` says; short ones are written many at a time. */
static bool keep(kith_fragments *f, kith_text piece)
{
    kith_status st = KITH_OK;
    if (f->tail_used + piece.length > TAIL) {
        st = kith_spool_add(&f->raw, f->tail, f->tail_used, f->t->err);
        f->tail_used = 0;
    }
    if (st == KITH_OK && piece.length > TAIL) {
        st = kith_spool_add(&f->raw, piece.data, piece.length, f->t->err);
    } else if (st == KITH_OK) {
        memcpy(f->tail + f->tail_used, piece.data, piece.length);
        f->tail_used += piece.length;
    }
    if (st != KITH_OK)
        f->t->status = st;
    return st == KITH_OK;
}

/* The pieces before, of an id with the same hash. */
static bool read_earlier(kith_fragments *f, const entry *e, kith_text *earlier)
{
    size_t got = 0;
    if (!make_room(f, &f->earlier, &f->earlier_room, e->length))
        return false;
    if (e->raw >= f->raw.size) {
        got = e->length;
        memcpy(f->earlier, f->tail + (e->raw - f->raw.size), got);
    } else if (kith_spool_get(&f->raw, e->raw, f->earlier, e->length, &got,
                              f->t->err) != KITH_OK ||
               got < e->length) {
        f->t->status = KITH_E_IO;
        return false;
    }
    memset(f->earlier + got, 0, KITH_PADDING);
    *earlier = (kith_text){f->earlier, got};
    return true;
}

static bool is_of(kith_text entity, kith_text id)
{
    kith_text value;
    return find_member(entity, (kith_text){"id", 2}, &value) &&
           *value.data == '"' &&
           kith_json_is_same_key((kith_text){value.data + 1, value.length - 2},
                                 id);
}

bool kith_fragments_take(kith_fragments *f,
                         kith_text id,
                         kith_text piece,
                         kith_text *whole)
{
    kith_text earlier;
    *whole = piece;
    const uint64_t hash = kith_hash(id.data, id.length, 7);
    const uint64_t slot = *slot_of(f, hash);
    entry *e = slot ? entry_at(f, slot & LOW) : add_entry(f, hash);
    f->last = e;
    if (!e)
        return false;
    if (slot) {
        if (!read_earlier(f, e, &earlier))
            return false;
        if (!is_of(earlier, id)) {
            f->last = &f->other; /* two ids of one hash: they stay apart */
            return true;
        }
        if (!merge(f, earlier, piece, whole) ||
            !kith_blank_lines(f->t, e->line, e->end))
            return false;
    }
    *e = (entry){.hash = hash,
                 .raw = f->raw.size + f->tail_used,
                 .line = kith_line_offset(f->t),
                 .length = whole->length};
    return keep(f, *whole);
}

void kith_fragments_became(kith_fragments *f)
{
    f->last->end = kith_line_offset(f->t);
}
