/* The keys of records, and a walk over the members of one. */
#include "export/attribute_keys.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "json/scan.h"

#include <string.h>

#define KEY(text) (text), sizeof(text) - 1

static const kith_attribute_slot entity_keys[] = {
    {KEY("id"),                  .is_hidden = true},
    {KEY("name"),                          .is_hidden = true},
    {KEY("type"),.is_hidden = true},
    {KEY("record"),                .is_hidden = true},
    {KEY("types"),                          .role = KITH_ROLE_TYPES},
    {KEY("aliases"),.role = KITH_ROLE_ALIASES},
    {KEY("evidence"),               .role = KITH_ROLE_EVIDENCE},
    {KEY("properties"),                          .is_properties = true},
    {0       },
};

static const kith_attribute_slot relation_keys[] = {
    {KEY("source"),            .is_hidden = true},
    {KEY("target"),                        .is_hidden = true},
    {KEY("type"),.is_hidden = true},
    {KEY("directed"),              .is_hidden = true},
    {KEY("record"),                        .is_hidden = true},
    {KEY("id"),.role = KITH_ROLE_ID},
    {KEY("since"),            .role = KITH_ROLE_SINCE},
    {KEY("until"),                        .role = KITH_ROLE_UNTIL},
    {KEY("weight"),           .role = KITH_ROLE_WEIGHT},
    {KEY("confidence"),             .role = KITH_ROLE_CONFIDENCE},
    {KEY("evidence"),                        .role = KITH_ROLE_EVIDENCE},
    {KEY("properties"),.is_properties = true},
    {0           },
};

static uint64_t hash_of(kith_text key, bool is_property)
{
    return kith_hash(key.data, key.length, is_property);
}

static bool is_slot(const kith_attribute_slot *slot,
                    kith_text key,
                    bool is_property)
{
    return slot->length == key.length && slot->is_property == is_property &&
           !memcmp(slot->key, key.data, key.length);
}

/* Whether the key that begins at `at`, in a padded record, is that of the slot.
 * A record that is like the one before is walked from value to value so,
 * without looking for where a key ends. */
static bool is_guess(const kith_attribute_slot *slot,
                     const char *at,
                     bool is_property)
{
    uint64_t head[2];
    memcpy(head, at, sizeof head);
    return (head[0] & slot->mask[0]) == slot->head[0] &&
           (head[1] & slot->mask[1]) == slot->head[1] &&
           slot->is_property == is_property;
}

static void note_head(kith_attribute_slot *slot)
{
    const bool plain = slot->length < sizeof slot->head &&
                       !memchr(slot->key, '"', slot->length) &&
                       !memchr(slot->key, '\\', slot->length);
    if (!plain) {
        slot->head[0] = 1; /* under no mask there is no such byte */
        return;
    }
    memcpy(slot->head, slot->key, slot->length);
    memcpy((char *)slot->head + slot->length, "\"", 1);
    memset(slot->mask, 0xFF, slot->length + 1);
}

static void enter(kith_attribute_keys *keys, size_t number)
{
    const kith_attribute_slot *slot = &keys->slots[number];
    const kith_text key = {slot->key, slot->length};
    size_t at = hash_of(key, slot->is_property) & (keys->table_size - 1);
    while (keys->table[at])
        at = (at + 1) & (keys->table_size - 1);
    keys->table[at] = (uint32_t)number;
}

/* Room for one more slot, the table at most half full; false if out of memory.
 */
static bool make_room(kith_attribute_keys *keys)
{
    kith_attribute_slot *slots =
        kith_make_room(keys->slots, keys->count, &keys->room, sizeof *slots);
    if (!slots)
        return false;
    keys->slots = slots;
    if (keys->table_size > 2 * keys->count)
        return true;
    const size_t size = keys->table_size ? keys->table_size * 2 : 64;
    uint32_t *table = KITH_NEW(uint32_t, size);
    if (!table)
        return false;
    kith_release(keys->table);
    keys->table = table;
    keys->table_size = size;
    for (size_t i = 1; i < keys->count; i++)
        enter(keys, i);
    return true;
}

static bool add(kith_attribute_keys *keys, const kith_attribute_slot *slot)
{
    if (!make_room(keys))
        return false;
    keys->slots[keys->count] = *slot;
    keys->slots[keys->count].attribute = SIZE_MAX;
    note_head(&keys->slots[keys->count]);
    enter(keys, keys->count++);
    return true;
}

bool kith_attribute_keys_make(kith_attribute_keys *keys,
                              kith_arena *arena,
                              kith_record_kind kind)
{
    const kith_attribute_slot *known =
        kind == KITH_RECORD_ENTITY ? entity_keys : relation_keys;
    *keys = (kith_attribute_keys){.arena = arena, .grows = true};
    if (!make_room(keys))
        return false;
    keys->slots[keys->count++] = (kith_attribute_slot){.key = ""};
    while (known->key && add(keys, known))
        known++;
    return !known->key;
}

void kith_attribute_keys_free(kith_attribute_keys *keys)
{
    kith_release(keys->slots);
    kith_release(keys->table);
    kith_release(keys->scratch);
}

/* -- finding ------------------------------------------------------------- */

/* A key without its escapes; no data if out of memory. */
static kith_text plain_key(kith_attribute_keys *keys, kith_text key)
{
    if (key.length > keys->scratch_room) {
        char *scratch = kith_grow_array(keys->scratch, key.length, 1);
        if (!scratch)
            return (kith_text){0};
        keys->scratch = scratch;
        keys->scratch_room = key.length;
    }
    return (kith_text){keys->scratch, kith_json_unescape(key, keys->scratch)};
}

static uint32_t add_key(kith_attribute_keys *keys,
                        kith_text key,
                        bool is_property)
{
    const kith_attribute_slot slot = {
        .key = kith_arena_text(keys->arena, key.data, key.length),
        .length = key.length,
        .is_property = is_property,
    };
    if (keys->count > KITH_MOST_ATTRIBUTES)
        return 0;
    if (!slot.key || !add(keys, &slot)) {
        keys->failed = true;
        return 0;
    }
    return (uint32_t)keys->count - 1;
}

static uint32_t look_up(kith_attribute_keys *keys,
                        kith_text key,
                        bool is_property)
{
    size_t at = hash_of(key, is_property) & (keys->table_size - 1);
    for (; keys->table[at]; at = (at + 1) & (keys->table_size - 1)) {
        if (is_slot(&keys->slots[keys->table[at]], key, is_property))
            return keys->table[at];
    }
    return keys->grows ? add_key(keys, key, is_property) : 0;
}

/* The slot of a key that follows that of `previous`; 0 if there is none. */
static uint32_t find(kith_attribute_keys *keys,
                     uint32_t previous,
                     kith_text key,
                     bool escaped,
                     bool is_property)
{
    if (escaped)
        key = plain_key(keys, key);
    if (!key.data) {
        keys->failed = true;
        return 0;
    }
    const uint32_t slot = look_up(keys, key, is_property);
    keys->slots[previous].next = slot;
    return slot;
}

/* -- walking ------------------------------------------------------------- */

/* A walk over one record. */
typedef struct walk {
    kith_attribute_keys *keys;
    kith_attribute_visitor *visit;
    void *context;
    uint32_t previous;
} walk;

/* Take the next key, as kith_scan_next_key(); `*number` is its slot, or 0. */
static bool next_key(const walk *w,
                     kith_scan *scan,
                     bool is_property,
                     uint32_t *number)
{
    const uint32_t guess = w->keys->slots[w->previous].next;
    const kith_attribute_slot *slot = &w->keys->slots[guess];
    kith_text key;
    bool escaped = false;
    kith_scan_mark(scan, ',');
    if (*scan->at != '"')
        return false;
    if (guess && is_guess(slot, scan->at + 1, is_property)) {
        *number = guess;
        scan->at += slot->length + 2;
        kith_scan_mark(scan, ':');
        return true;
    }
    if (!kith_scan_next_key(scan, &key, &escaped))
        return false;
    *number = find(w->keys, w->previous, key, escaped, is_property);
    return true;
}

/* The members of the object that scan->at stands in. Only `properties` is
 * walked into, and not another one in it. */
static void walk_members(walk *w, kith_scan *scan, bool is_property)
{
    uint32_t number = 0;
    while (next_key(w, scan, is_property, &number)) {
        kith_attribute_slot *slot = number ? &w->keys->slots[number] : NULL;
        w->previous = number ? number : w->previous;
        if (slot && slot->is_properties && *scan->at == '{') {
            scan->at++;
            walk_members(w, scan, true);
            kith_scan_mark(scan, '}');
            continue;
        }
        const kith_text value = kith_scan_take_value(scan);
        if (!slot || !slot->is_hidden)
            w->visit(w->context, slot, value);
    }
}

void kith_attribute_keys_walk(kith_attribute_keys *keys,
                              kith_text record,
                              kith_attribute_visitor *visit,
                              void *context)
{
    walk w = {.keys = keys, .visit = visit, .context = context};
    kith_scan scan = {.at = record.data + 1,
                      .end = record.data + record.length};
    walk_members(&w, &scan, false);
}
