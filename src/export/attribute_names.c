/* Names of attributes: unique in any letter case, since tools drop the second
 * of "Colour" and "colour". */
#include "export/attribute_names.h"

#include "base/intern.h"
#include "base/sink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names so far, in small letters. */
typedef struct names {
    kith_texts texts;
    kith_intern used;
    kith_arena *arena;
    bool failed; /* out of memory */
} names;

/* Whether a name is new; it is used from now on. */
static bool take(names *n, const char *name)
{
    const size_t length = strlen(name);
    char *small = kith_arena_text(n->arena, name, length);
    if (!small) {
        n->failed = true;
        return true;
    }
    for (char *at = small; *at; at++)
        *at = *at >= 'A' && *at <= 'Z' ? (char)(*at | 0x20) : *at;
    const kith_text text = {small, length};
    const uint32_t before = n->used.count;
    const uint32_t id = kith_intern_add(&n->used, text, kith_intern_hash(text));
    n->failed |= id == KITH_INTERN_NONE;
    return n->failed || n->used.count > before;
}

static const char *const prefixes[] = {
    [KITH_ATTRIBUTE_MEMBER] = "record",
    [KITH_ATTRIBUTE_PROPERTY] = "properties",
    [KITH_ATTRIBUTE_COLUMN] = "computed",
    [KITH_ATTRIBUTE_PLACE] = "computed",
};

/* Whether a key looks like a name that is given below: who reads it again takes
 * the prefix off. */
static bool has_prefix(const char *key)
{
    static const char prefix[] = "properties";
    const size_t length = sizeof prefix - 1;
    if (strncmp(key, prefix, length) != 0)
        return false;
    key += length;
    if (*key == ' ')
        key += 1 + strspn(key + 1, "0123456789");
    return *key == '.';
}

/* The key, or "properties.key", or "properties 2.key" and so on. */
static const char *name_of(names *n, const kith_attribute *attribute)
{
    const char *key = attribute->key;
    const char *prefix = prefixes[attribute->source];
    const size_t size = strlen(key) + strlen(prefix) + 32;
    if (*key && !has_prefix(key) && take(n, key)) /* none can be empty */
        return key;
    if (attribute->role != KITH_ROLE_NONE)
        return key; /* the format keeps the name for what it is */
    char *name = kith_arena_take(n->arena, size);
    n->failed |= !name;
    for (unsigned i = 1; !n->failed; i++) {
        if (i == 1)
            snprintf(name, size, "%s.%s", prefix, key);
        else
            snprintf(name, size, "%s %u.%s", prefix, i, key);
        if (take(n, name))
            break;
    }
    return name;
}

/* The name as JSON, with what goes before a value; NULL if out of memory. */
static const char *head_of(kith_arena *arena, const char *name)
{
    char *text = NULL;
    size_t length = 0;
    kith_sink sink = {.file = open_memstream(&text, &length)};
    if (!sink.file)
        return NULL;
    kith_put_json(&sink, (kith_text){name, strlen(name)});
    kith_put(&sink, ": ");
    const bool done = fclose(sink.file) == 0 && !sink.failed;
    const char *head = done ? kith_arena_text(arena, text, length) : NULL;
    free(text);
    return head;
}

bool kith_attributes_name(kith_attributes *attributes, const char *const *taken)
{
    names n = {.arena = &attributes->arena};
    n.used.texts = &n.texts;
    for (; taken && *taken; taken++)
        (void)take(&n, *taken);
    for (size_t i = 0; i < attributes->count && !n.failed; i++) {
        kith_attribute *attribute = &attributes->items[i];
        attribute->name = name_of(&n, attribute);
        attribute->head = n.failed ? NULL : head_of(n.arena, attribute->name);
        n.failed |= !attribute->head;
    }
    kith_intern_free(&n.used);
    kith_texts_free(&n.texts);
    return !n.failed;
}
