/* Links by their hashes: open addressing, and several of one hash in a row. */
#include "records/dialects/links.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "records/dialects/mapping.h"

#include <kith/json.h>

/* Hashes are odd where there is a link. */
static bool is_free(const kith_link *link)
{
    return !link->hash;
}

static void put(kith_links *links, kith_link link)
{
    size_t at = (size_t)link.hash & (links->room - 1);
    while (!is_free(&links->items[at]))
        at = (at + 1) & (links->room - 1);
    links->items[at] = link;
}

static bool grow(kith_links *links)
{
    enum { FIRST = 1024 };
    kith_links larger = {.count = links->count,
                         .room = links->room ? 2 * links->room : FIRST};
    larger.items = kith_new_array(larger.room, sizeof *larger.items);
    if (!larger.items)
        return false;
    for (size_t i = 0; i < links->room; i++) {
        if (!is_free(&links->items[i]))
            put(&larger, links->items[i]);
    }
    kith_links_free(links);
    *links = larger;
    return true;
}

bool kith_links_add(kith_links *links, kith_link link)
{
    if (2 * (links->count + 1) > links->room && !grow(links))
        return false;
    link.hash |= 1;
    put(links, link);
    links->count++;
    return true;
}

/* The next link of a hash after `*at`, which begins as SIZE_MAX; or NULL. */
static kith_link *next(const kith_links *links, uint64_t hash, size_t *at)
{
    if (!links->room)
        return NULL;
    hash |= 1;
    *at = *at == SIZE_MAX ? (size_t)hash : *at + 1;
    for (;; ++*at) {
        *at &= links->room - 1;
        if (is_free(&links->items[*at]))
            return NULL;
        if (links->items[*at].hash == hash)
            return &links->items[*at];
    }
}

uint64_t kith_links_hash(kith_text source, kith_text type, kith_text target)
{
    uint64_t hash = kith_hash(source.data, source.length, 1);
    hash = kith_hash(type.data, type.length, hash);
    return kith_hash(target.data, target.length, hash);
}

bool kith_links_is_said(const kith_links *links, uint64_t hash)
{
    size_t at = SIZE_MAX;
    for (const kith_link *link; (link = next(links, hash, &at));) {
        if (!link->end)
            return true;
    }
    return false;
}

/* The one text of a role of the record in hand; no data if there is none. */
static kith_text text_of(const kith_translation *t, kith_role role)
{
    kith_text found = {0};
    for (size_t i = 0; i < t->field_count; i++) {
        const kith_field *field = &t->fields[i];
        kith_text first;
        size_t at = 0;
        if (field->role != role)
            continue;
        if (field->type == KITH_JSON_STRING)
            found = field->text;
        else if (field->type == KITH_JSON_ARRAY &&
                 kith_json_each_element(field->text, &at, &first) &&
                 *first.data == '"')
            found = (kith_text){first.data + 1, first.length - 2};
    }
    return found;
}

void kith_links_say(kith_links *links, kith_translation *t)
{
    const kith_text source = text_of(t, KITH_ROLE_SOURCE);
    const kith_text type = text_of(t, KITH_ROLE_TYPE);
    const kith_text target = text_of(t, KITH_ROLE_TARGET);
    if (!source.data || !type.data || !target.data || t->sample)
        return;
    const uint64_t hash = kith_links_hash(source, type, target);
    bool said = false;
    size_t at = SIZE_MAX;
    for (kith_link *link; (link = next(links, hash, &at));) {
        if (link->end && !kith_blank_lines(t, link->line, link->end))
            return;
        link->end = 0;
        said = true;
    }
    if (!said && !kith_links_add(links, (kith_link){.hash = hash}))
        (void)kith_translation_no_memory(t);
}

void kith_links_free(kith_links *links)
{
    kith_release(links->items);
    *links = (kith_links){0};
}
