/* Several records of one thing, made one: a table of what has been said, by the
 * hash of where and what, so that each record costs its own length however much
 * was said before.
 *
 * What is said are entries: members of the record, and below some of them
 * properties or elements of a list. Entries of one place form a chain in the
 * order in which they came. */
#include "graph/merge.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/sink.h"
#include "json/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTHING UINT32_MAX

typedef enum { SCALAR = 0, LIST, OBJECT } shape;

typedef struct {
    kith_text key; /* absent for an element */
    kith_text value;
    uint64_t hash;  /* of the place and the key, or the value of an element */
    uint32_t place; /* the entry above, NOTHING for a member of the record */
    uint32_t next;  /* of the same place */
    shape shape;    /* whether there are entries below, and which */
    uint32_t first; /* of those below */
    uint32_t last;
} entry;

struct kith_merger {
    kith_arena arena; /* texts of entries */
    entry *entries;
    size_t count;
    size_t room;
    uint32_t *slots; /* entries by hash, at most half full; a power of two */
    size_t slot_count;
    uint32_t first; /* member */
    uint32_t last;
    char *record; /* looked at last, with padding behind it */
    size_t record_length;
    size_t record_room;
};

/* -- names --------------------------------------------------------------- */

static bool is(kith_text key, const char *word)
{
    return kith_json_is_key(key, (kith_text){word, strlen(word)});
}

static bool is_list_name(kith_text key)
{
    return is(key, "types") || is(key, "aliases") || is(key, "evidence");
}

static bool is_identity(kith_text key)
{
    return is(key, "id") || is(key, "record");
}

/* What a member of the record itself is, as far as it is taken apart. */
static shape shape_of(kith_text key, kith_text value)
{
    if (*value.data == '[' && is_list_name(key))
        return LIST;
    return *value.data == '{' && is(key, "properties") ? OBJECT : SCALAR;
}

/* -- the table ----------------------------------------------------------- */

static uint64_t hash_at(uint32_t place, uint64_t said)
{
    return kith_mix(said ^ 0xA0761D6478BD642Full,
                    place ^ 0xE7037ED1A0B428DBull);
}

static uint64_t hash_of_member(uint32_t place, kith_text key)
{
    return hash_at(place, kith_json_hash_string(key, true));
}

static bool is_same(const entry *e,
                    uint32_t place,
                    kith_text key,
                    kith_text value)
{
    if (e->place != place)
        return false;
    return key.data ? kith_json_is_same_key(e->key, key)
                    : kith_json_is_same(e->value, value);
}

/* The entry of a member, or of an element where `key` is absent. */
static uint32_t find(const kith_merger *m,
                     uint32_t place,
                     uint64_t hash,
                     kith_text key,
                     kith_text value)
{
    const size_t mask = m->slot_count - 1;
    for (size_t slot = hash & mask; m->slots[slot] != NOTHING;
         slot = (slot + 1) & mask) {
        const uint32_t at = m->slots[slot];
        if (m->entries[at].hash == hash &&
            is_same(&m->entries[at], place, key, value))
            return at;
    }
    return NOTHING;
}

static void put_slot(kith_merger *m, uint32_t at)
{
    const size_t mask = m->slot_count - 1;
    size_t slot = m->entries[at].hash & mask;
    while (m->slots[slot] != NOTHING)
        slot = (slot + 1) & mask;
    m->slots[slot] = at;
}

static bool grow_slots(kith_merger *m)
{
    const size_t count = m->slot_count ? 2 * m->slot_count : 64;
    uint32_t *slots = KITH_NEW(uint32_t, count);
    if (!slots)
        return false;
    kith_release(m->slots);
    m->slots = slots;
    m->slot_count = count;
    memset(slots, 0xFF, count * sizeof *slots);
    for (uint32_t at = 0; at < m->count; at++)
        put_slot(m, at);
    return true;
}

static bool keep(kith_merger *m, kith_text *text)
{
    if (text->data)
        text->data = kith_arena_text(&m->arena, text->data, text->length);
    return text->data || !text->length;
}

static void chain(kith_merger *m, uint32_t place, uint32_t at)
{
    const bool top = place == NOTHING;
    uint32_t *first = top ? &m->first : &m->entries[place].first;
    uint32_t *last = top ? &m->last : &m->entries[place].last;
    if (*first == NOTHING) {
        *first = at;
    } else {
        m->entries[*last].next = at;
    }
    *last = at;
}

/* NOTHING if out of memory. */
static uint32_t add(kith_merger *m,
                    uint32_t place,
                    uint64_t hash,
                    kith_text key,
                    kith_text value)
{
    if (2 * (m->count + 1) > m->slot_count && !grow_slots(m))
        return NOTHING;
    entry *entries =
        kith_make_room(m->entries, m->count, &m->room, sizeof *entries);
    if (!entries)
        return NOTHING;
    m->entries = entries;
    const uint32_t at = (uint32_t)m->count;
    entries[at] = (entry){.key = key,
                          .value = value,
                          .hash = hash,
                          .place = place,
                          .next = NOTHING,
                          .first = NOTHING,
                          .last = NOTHING};
    if (place == NOTHING)
        entries[at].shape = shape_of(key, value);
    if (!keep(m, &entries[at].key) || !keep(m, &entries[at].value))
        return NOTHING;
    m->count++;
    put_slot(m, at);
    chain(m, place, at);
    return at;
}

/* -- taking a record ----------------------------------------------------- */

/* `all` keeps elements that are there already: a record may repeat itself. */
static bool take_elements(kith_merger *m,
                          uint32_t place,
                          kith_text list,
                          bool all,
                          bool *adds)
{
    const kith_text no_key = {0};
    kith_text element;
    for (size_t at = 0; kith_json_each_element(list, &at, &element);) {
        const uint64_t hash = hash_at(place, kith_json_hash(element));
        if (!all && find(m, place, hash, no_key, element) != NOTHING)
            continue;
        *adds = true;
        if (add(m, place, hash, no_key, element) == NOTHING)
            return false;
    }
    return true;
}

static bool take_properties(kith_merger *m,
                            uint32_t place,
                            kith_text object,
                            bool *adds)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        const uint64_t hash = hash_of_member(place, key);
        if (find(m, place, hash, key, value) != NOTHING)
            continue;
        *adds = true;
        if (add(m, place, hash, key, value) == NOTHING)
            return false;
    }
    return true;
}

/* The list of types of a record that has no main one beside it, else NOTHING.
 */
static uint32_t list_of_types(const kith_merger *m)
{
    uint32_t list = NOTHING;
    for (uint32_t at = m->first; at != NOTHING; at = m->entries[at].next) {
        if (is(m->entries[at].key, "type"))
            return NOTHING;
        if (is(m->entries[at].key, "types") && m->entries[at].shape == LIST)
            list = at;
    }
    return list;
}

/* The first type of a list is the main one: a type that a later record gives is
 * one more of them, as beside the list it would come before it. */
static bool take_type(kith_merger *m, uint32_t list, kith_text type, bool *adds)
{
    const kith_text no_key = {0};
    const uint64_t hash = hash_at(list, kith_json_hash(type));
    if (find(m, list, hash, no_key, type) != NOTHING)
        return true;
    *adds = true;
    return add(m, list, hash, no_key, type) != NOTHING;
}

static bool take_members(kith_merger *m,
                         kith_text record,
                         bool later,
                         bool *adds)
{
    const uint32_t types = later ? list_of_types(m) : NOTHING;
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(record, &at, &key, &value);) {
        if (types != NOTHING && is(key, "type") && *value.data == '"') {
            if (!take_type(m, types, value, adds))
                return false;
            continue;
        }
        const uint64_t hash = hash_of_member(NOTHING, key);
        uint32_t here = find(m, NOTHING, hash, key, value);
        const bool is_new = here == NOTHING;
        *adds = *adds || is_new;
        if (is_new)
            here = add(m, NOTHING, hash, key, value);
        if (here == NOTHING)
            return false;
        const shape form = m->entries[here].shape;
        if (form != shape_of(key, value))
            continue;
        if (form == LIST && !take_elements(m, here, value, is_new, adds))
            return false;
        if (form == OBJECT && !take_properties(m, here, value, adds))
            return false;
    }
    return true;
}

/* Hashing reads a little past the end. */
static bool copy_record(kith_merger *m, kith_text record)
{
    const size_t needed = record.length + KITH_PADDING;
    if (needed > m->record_room) {
        char *larger = kith_grow_array(m->record, needed, 1);
        if (!larger)
            return false;
        m->record = larger;
        m->record_room = needed;
    }
    memcpy(m->record, record.data, record.length);
    memset(m->record + record.length, 0, KITH_PADDING);
    m->record_length = record.length;
    return true;
}

static kith_text record_of(const kith_merger *m)
{
    return (kith_text){m->record, m->record_length};
}

kith_status kith_merger_new(kith_merger **out, kith_text first, kith_error *err)
{
    bool adds = false;
    kith_merger *m = KITH_NEW(kith_merger, 1);
    *out = NULL;
    if (m) {
        m->first = m->last = NOTHING;
        if (grow_slots(m) && copy_record(m, first) &&
            take_members(m, record_of(m), false, &adds)) {
            *out = m;
            return KITH_OK;
        }
    }
    kith_merger_free(m);
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_merger_take(kith_merger *merger, bool *adds, kith_error *err)
{
    *adds = false;
    if (take_members(merger, record_of(merger), true, adds))
        return KITH_OK;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_merger_free(kith_merger *merger)
{
    if (!merger)
        return;
    kith_arena_free(&merger->arena);
    kith_release(merger->entries);
    kith_release(merger->slots);
    kith_release(merger->record);
    kith_release(merger);
}

/* -- comparing ----------------------------------------------------------- */

static void tell(const entry *e,
                 const char *under,
                 kith_text key,
                 kith_text value,
                 kith_merge_conflict *conflict,
                 void *context)
{
    char pointer[96];
    if (!conflict)
        return;
    snprintf(pointer, sizeof pointer, "%s/%.*s", under, (int)key.length,
             key.data);
    conflict(context, pointer, e->value, value);
}

/* Recursion goes one level down, into "properties". */
static bool compare(const kith_merger *m,
                    uint32_t place,
                    kith_text object,
                    kith_merge_conflict *conflict,
                    void *context)
{
    const bool top = place == NOTHING;
    const char *under = top ? "" : "/properties";
    bool agrees = true;
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        const uint32_t here =
            find(m, place, hash_of_member(place, key), key, value);
        if (here == NOTHING || (top && (is_list_name(key) || is_identity(key))))
            continue;
        const entry *e = &m->entries[here];
        if (e->shape == OBJECT && *value.data == '{') {
            agrees = compare(m, here, value, conflict, context) && agrees;
        } else if (!kith_json_is_same(e->value, value)) {
            tell(e, under, key, value, conflict, context);
            agrees = false;
        }
    }
    return agrees;
}

kith_status kith_merger_look(kith_merger *merger,
                             kith_text record,
                             kith_merge_conflict *conflict,
                             void *context,
                             bool *agrees,
                             kith_error *err)
{
    if (!copy_record(merger, record))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    *agrees = compare(merger, NOTHING, record_of(merger), conflict, context);
    return KITH_OK;
}

/* -- writing ------------------------------------------------------------- */

static void put_text(kith_sink *out, kith_text text)
{
    kith_put_bytes(out, text.data, text.length);
}

static void put_chain(const kith_merger *m, kith_sink *out, uint32_t first);

static void put_value(const kith_merger *m, kith_sink *out, const entry *e)
{
    if (e->shape == SCALAR) {
        put_text(out, e->value);
        return;
    }
    kith_put(out, e->shape == LIST ? "[" : "{");
    put_chain(m, out, e->first);
    kith_put(out, e->shape == LIST ? "]" : "}");
}

static void put_chain(const kith_merger *m, kith_sink *out, uint32_t first)
{
    const char *comma = "";
    for (uint32_t at = first; at != NOTHING; at = m->entries[at].next) {
        const entry *e = &m->entries[at];
        kith_put(out, comma);
        if (e->key.data) {
            kith_put(out, "\"");
            put_text(out, e->key);
            kith_put(out, "\": ");
        }
        put_value(m, out, e);
        comma = ", ";
    }
}

kith_status kith_merger_write(const kith_merger *merger,
                              char **out,
                              kith_error *err)
{
    size_t size = 0;
    *out = NULL;
    FILE *memory = kith_alloc_fails() ? NULL : open_memstream(out, &size);
    if (!memory)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    kith_sink sink = {.file = memory};
    kith_put(&sink, "{");
    put_chain(merger, &sink, merger->first);
    kith_put(&sink, "}");
    const bool closed = fclose(memory) == 0;
    if (closed && !sink.failed)
        return KITH_OK;
    free(*out);
    *out = NULL;
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}
