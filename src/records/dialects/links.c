/* Links by their hashes: open addressing, and several of one hash in a row. */
#include "records/dialects/links.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "records/dialects/mapping.h"

#include <kith/json.h>

#include <string.h>

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
    kith_links larger = *links;
    larger.room = links->room ? 2 * links->room : FIRST;
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

/* -- links that were written before the first statement ------------------ */

/* The inside of a string. */
static kith_text inside_of(kith_text json)
{
    return json.length >= 2 && *json.data == '"'
               ? (kith_text){json.data + 1, json.length - 2}
               : (kith_text){0};
}

/* A line that is a link, and not one of a graph of its own; false if out of
 * memory. */
static bool add_line(kith_links *links, kith_text text, uint64_t line)
{
    static const char begin[] = "{\"source\":";
    kith_text parts[3] = {{0}};
    kith_text key;
    kith_text value;
    size_t at = 0;
    if (text.length < sizeof begin ||
        memcmp(text.data, begin, sizeof begin - 1) != 0)
        return true;
    for (size_t i = 0; i < 3 && kith_json_each_member(text, &at, &key, &value);
         i++)
        parts[i] = inside_of(value);
    while (kith_json_each_member(text, &at, &key, &value)) {
        if (kith_json_is_key(key, (kith_text){"properties", 10}))
            return true;
    }
    return kith_links_add(links, (kith_link){kith_links_hash(parts[0], parts[1],
                                                             parts[2]),
                                             line, line + text.length + 1});
}

/* All whole lines of a chunk; how many bytes they are. */
static size_t add_lines(kith_links *links,
                        kith_translation *t,
                        const char *chunk,
                        size_t length,
                        uint64_t offset)
{
    const char *at = chunk;
    const char *const end = chunk + length;
    const char *to;
    while (at < end && (to = memchr(at, '\n', (size_t)(end - at)))) {
        if (!add_line(links, (kith_text){at, (size_t)(to - at)},
                      offset + (uint64_t)(at - chunk)))
            (void)kith_translation_no_memory(t);
        at = to + 1;
    }
    return (size_t)(at - chunk);
}

static void add_all(kith_links *links, kith_translation *t)
{
    size_t room = 1 << 20;
    char *chunk = KITH_NEW(char, room + KITH_PADDING);
    const uint64_t end = kith_line_offset(t);
    size_t got = 0;
    for (uint64_t at = 0; chunk && at < end && t->status == KITH_OK;) {
        if (!kith_read_line(t, at, chunk, room, &got) || !got)
            break;
        const size_t taken = add_lines(links, t, chunk, got, at);
        at += taken;
        if (taken)
            continue;
        room *= 2;
        kith_release(chunk);
        chunk = KITH_NEW(char, room + KITH_PADDING);
    }
    if (!chunk)
        (void)kith_translation_no_memory(t);
    kith_release(chunk);
}

void kith_links_say(kith_links *links, kith_translation *t)
{
    const kith_text source = text_of(t, KITH_ROLE_SOURCE);
    const kith_text type = text_of(t, KITH_ROLE_TYPE);
    const kith_text target = text_of(t, KITH_ROLE_TARGET);
    if (!source.data || !type.data || !target.data || t->sample)
        return;
    if (!links->wanted) {
        links->wanted = true;
        add_all(links, t);
    }
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
