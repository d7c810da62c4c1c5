/* Looking types up in a vocabulary: by name, by place, through parents. */
#include "base/alloc.h"
#include "base/hash.h"
#include "vocabulary/model.h"

#include <string.h>

static size_t first_slot(const kith_names *names, kith_text name)
{
    return (size_t)kith_hash(name.data, name.length, 0) & names->mask;
}

bool kith_names_init(kith_names *names, size_t count, kith_arena *arena)
{
    size_t slots = 2;
    while (slots < 2 * count)
        slots *= 2;
    *names = (kith_names){
        .names = KITH_ARENA_NEW(arena, const char *, count),
        .slots = KITH_ARENA_NEW(arena, uint32_t, slots),
        .mask = slots - 1,
    };
    return names->names && names->slots;
}

void kith_names_add(kith_names *names, const char *name)
{
    size_t slot = first_slot(names, (kith_text){name, strlen(name)});
    while (names->slots[slot])
        slot = (slot + 1) & names->mask;
    names->names[names->count++] = name;
    names->slots[slot] = (uint32_t)names->count;
}

size_t kith_names_find(const kith_names *names, kith_text name)
{
    size_t slot = first_slot(names, name);
    for (; names->slots[slot]; slot = (slot + 1) & names->mask) {
        const size_t place = names->slots[slot] - 1;
        const char *known = names->names[place];
        if (strlen(known) == name.length &&
            !memcmp(known, name.data, name.length))
            return place;
    }
    return KITH_NO_NAME;
}

void kith_vocabulary_free(kith_vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    kith_arena_free(&vocabulary->arena);
    kith_release(vocabulary);
}

const kith_entity_type *kith_vocabulary_entity(
    const kith_vocabulary *vocabulary,
    kith_text name)
{
    const size_t place = kith_names_find(&vocabulary->entity_names, name);
    return place == KITH_NO_NAME ? NULL : &vocabulary->entities[place];
}

const kith_relation_type *kith_vocabulary_relation(
    const kith_vocabulary *vocabulary,
    kith_text name)
{
    const size_t place = kith_names_find(&vocabulary->relation_names, name);
    return place == KITH_NO_NAME ? NULL : &vocabulary->relations[place];
}

size_t kith_vocabulary_entities(const kith_vocabulary *vocabulary)
{
    return vocabulary->entity_names.count;
}

const kith_entity_type *kith_vocabulary_entity_at(
    const kith_vocabulary *vocabulary,
    size_t index)
{
    return &vocabulary->entities[index];
}

size_t kith_vocabulary_relations(const kith_vocabulary *vocabulary)
{
    return vocabulary->relation_names.count;
}

const kith_relation_type *kith_vocabulary_relation_at(
    const kith_vocabulary *vocabulary,
    size_t index)
{
    return &vocabulary->relations[index];
}

static bool is_listed(const char *const *list, kith_text name)
{
    for (; *list; list++) {
        if (strlen(*list) == name.length &&
            !memcmp(*list, name.data, name.length))
            return true;
    }
    return false;
}

bool kith_vocabulary_allows(const kith_vocabulary *vocabulary,
                            const char *const *allowed,
                            kith_text name)
{
    if (!allowed || is_listed(allowed, name))
        return true;
    const kith_entity_type *type = kith_vocabulary_entity(vocabulary, name);
    for (; type && type->parent; type = type->parent) {
        const char *parent = type->parent->name;
        if (is_listed(allowed, (kith_text){parent, strlen(parent)}))
            return true;
    }
    return false;
}
