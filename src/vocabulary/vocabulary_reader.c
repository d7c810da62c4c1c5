/* Builds a vocabulary from JSON. What a type may say stands in one table for
 * entities and one for relations; anything else is refused, because a misspelt
 * rule would silently allow everything.
 *
 * Types are named first and described after, so that one may be mentioned
 * before its own turn. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/near.h"
#include "vocabulary/member.h"

#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/* -- mentions of types --------------------------------------------------- */

static kith_status unknown_type(const kith_member_reader *reader,
                                const kith_where *at,
                                const char *name)
{
    const kith_names *names = &reader->vocabulary->entity_names;
    kith_nearest nearest = {.wanted = text_of(name)};
    for (size_t i = 0; i < names->count; i++)
        kith_nearest_see(&nearest, names->names[i]);
    kith_fail(reader->err, KITH_E_INVALID, "unknown entity type '%s'", name);
    if (nearest.best)
        kith_hint(reader->err, "did you mean '%s'?", nearest.best);
    return kith_member_blame(reader, at, KITH_E_INVALID);
}

static kith_status read_parent(const kith_member_reader *reader,
                               const kith_where *at,
                               const kith_json *value,
                               void *field)
{
    const char *name = kith_json_string(value);
    if (!name)
        return kith_member_expected(reader, at, "the name of an entity type");
    const kith_entity_type *parent =
        kith_vocabulary_entity(reader->vocabulary, text_of(name));
    *(const kith_entity_type **)field = parent;
    return parent ? KITH_OK : unknown_type(reader, at, name);
}

/* An array of texts, into a NULL-ended list. */
static kith_status read_list(const kith_member_reader *reader,
                             const kith_where *at,
                             const kith_json *value,
                             void *field)
{
    if (kith_json_type_of(value) != KITH_JSON_ARRAY)
        return kith_member_expected(reader, at, "an array of texts");
    const char **list = KITH_ARENA_NEW(&reader->vocabulary->arena, const char *,
                                       kith_json_size(value) + 1);
    if (!list)
        return kith_member_no_memory(reader);
    kith_where here = {.outer = at};
    const kith_json *element = kith_json_first(value);
    for (; element; element = kith_json_next(element), here.index++) {
        const kith_status st =
            kith_member_text(reader, &here, element, &list[here.index]);
        if (st != KITH_OK)
            return st;
    }
    *(const char *const **)field = list;
    return KITH_OK;
}

/* As read_list(), of known entity types; none at all would forbid everything.
 */
static kith_status read_types(const kith_member_reader *reader,
                              const kith_where *at,
                              const kith_json *value,
                              void *field)
{
    const kith_status st = read_list(reader, at, value, field);
    if (st != KITH_OK)
        return st;
    const char *const *list = *(const char *const **)field;
    if (!*list) {
        return kith_member_expected(reader, at,
                                    "an array with at least one entity type");
    }
    kith_where here = {.outer = at};
    for (; list[here.index]; here.index++) {
        const char *name = list[here.index];
        if (!kith_vocabulary_entity(reader->vocabulary, text_of(name)))
            return unknown_type(reader, &here, name);
    }
    return KITH_OK;
}

/* -- types --------------------------------------------------------------- */

static const kith_member entity_members[] = {
    {"label",                    kith_member_text,  offsetof(kith_entity_type, label)},
    {"parent",                          read_parent,                                    offsetof(kith_entity_type,                         parent)},
    {"colour",                   kith_member_colour,                                    offsetof(kith_entity_type,                              colour)},
    {"shape", kith_member_shape,offsetof(kith_entity_type,shape)},
    {"description",         kith_member_words,                          0                                                                         },
    {NULL,              NULL,      0    },
};

static const kith_member relation_members[] = {
    {"label",                      kith_member_text,     offsetof(kith_relation_type,                                  label)},
    {"inverse",                            kith_member_text,                                        offsetof(kith_relation_type,                                                         inverse)},
    {"source",                    read_types,                                        offsetof(kith_relation_type,                                     sources)},
    {"target", read_types,offsetof(kith_relation_type,targets)},
    {"symmetric",                  kith_member_bool,                                      offsetof(kith_relation_type,                                                                                             symmetric)},
    {"max_per_source",                  kith_member_count,
     offsetof(kith_relation_type, most_per_source)},
    {"max_per_target",                            kith_member_count,
     offsetof(kith_relation_type,                                                           most_per_target)},
    {"required",            read_list,                                offsetof(kith_relation_type,                                                                             required)},
    {"description",  kith_member_words,      0       },
    {NULL,        NULL,0},
};

/* Keep the keys of an object as names of types. */
static kith_status read_names(const kith_member_reader *reader,
                              const kith_where *at,
                              const kith_json *value,
                              void *field)
{
    kith_arena *arena = &reader->vocabulary->arena;
    kith_names *names = field;
    if (kith_json_type_of(value) != KITH_JSON_OBJECT)
        return kith_member_expected(reader, at, "an object");
    if (!kith_names_init(names, kith_json_size(value), arena))
        return kith_member_no_memory(reader);
    const kith_json *type = kith_json_first(value);
    for (; type; type = kith_json_next(type)) {
        const char *key = kith_json_key(type);
        const kith_where here = {.outer = at, .key = key};
        if (!*key) {
            kith_fail(reader->err, KITH_E_INVALID, "a type has an empty name");
            return kith_member_blame(reader, &here, KITH_E_INVALID);
        }
        const char *name = kith_arena_text(arena, key, strlen(key));
        if (!name)
            return kith_member_no_memory(reader);
        kith_names_add(names, name);
    }
    return KITH_OK;
}

static const kith_member top_members[] = {
    {"$schema",        kith_member_words, 0                       },
    {"title",          kith_member_words, 0                       },
    {"note",           kith_member_words, 0                       },
    {"entity_types",   read_names,        offsetof(kith_vocabulary, entity_names)},
    {"relation_types",                read_names,                  offsetof(kith_vocabulary,                 relation_names)},
    {NULL, NULL,                  0                      },
};

static kith_status name_types(const kith_member_reader *reader,
                              const kith_json *root)
{
    kith_vocabulary *vocabulary = reader->vocabulary;
    const kith_status st =
        kith_members_read(reader, NULL, root, top_members, vocabulary);
    if (st != KITH_OK)
        return st;
    const bool has_entities = vocabulary->entity_names.slots;
    if (!has_entities || !vocabulary->relation_names.slots) {
        kith_fail(reader->err, KITH_E_INVALID, "a vocabulary needs '%s'",
                  has_entities ? "relation_types" : "entity_types");
        return kith_member_blame(reader, NULL, KITH_E_INVALID);
    }
    return KITH_OK;
}

/* One type for each name, labelled with it until it says otherwise. */
static kith_status make_types(const kith_member_reader *reader)
{
    kith_vocabulary *vocabulary = reader->vocabulary;
    const kith_names *entities = &vocabulary->entity_names;
    const kith_names *relations = &vocabulary->relation_names;
    vocabulary->entities =
        KITH_ARENA_NEW(&vocabulary->arena, kith_entity_type, entities->count);
    vocabulary->relations =
        KITH_ARENA_NEW(&vocabulary->arena, kith_relation_type,
                       relations->count);
    if (!vocabulary->entities || !vocabulary->relations)
        return kith_member_no_memory(reader);
    for (size_t i = 0; i < entities->count; i++) {
        vocabulary->entities[i].name = entities->names[i];
        vocabulary->entities[i].label = entities->names[i];
    }
    for (size_t i = 0; i < relations->count; i++) {
        vocabulary->relations[i].name = relations->names[i];
        vocabulary->relations[i].label = relations->names[i];
    }
    return KITH_OK;
}

/* Read the types of a section into an array, each of `size` bytes. */
static kith_status describe(const kith_member_reader *reader,
                            const kith_json *root,
                            const char *section,
                            const kith_member *members,
                            void *types,
                            size_t size)
{
    const kith_where outer = {.key = section};
    const kith_json *value = kith_json_first(kith_json_get(root, section));
    for (char *type = types; value; value = kith_json_next(value)) {
        const kith_where at = {.outer = &outer, .key = kith_json_key(value)};
        const kith_status st =
            kith_members_read(reader, &at, value, members, type);
        if (st != KITH_OK)
            return st;
        type += size;
    }
    return KITH_OK;
}

/* -- parents ------------------------------------------------------------- */

static kith_status blame_cycle(const kith_member_reader *reader,
                               const kith_entity_type *type)
{
    const kith_where outer = {.key = "entity_types"};
    const kith_where named = {.outer = &outer, .key = type->name};
    const kith_where at = {.outer = &named, .key = "parent"};
    kith_fail(reader->err, KITH_E_INVALID,
              "the parents of '%s' lead back to itself", type->name);
    return kith_member_blame(reader, &at, KITH_E_INVALID);
}

/* Each walk towards the root marks its types with its own number and stops at
 * the mark of an earlier one, so that every type is passed once. */
static kith_status check_parents(const kith_member_reader *reader)
{
    const kith_entity_type *types = reader->vocabulary->entities;
    const size_t count = reader->vocabulary->entity_names.count;
    kith_status st = KITH_OK;
    size_t *walks = KITH_NEW(size_t, count);
    if (!walks)
        return kith_member_no_memory(reader);
    for (size_t walk = 1; walk <= count && st == KITH_OK; walk++) {
        const kith_entity_type *type = &types[walk - 1];
        for (; type && !walks[type - types]; type = type->parent)
            walks[type - types] = walk;
        if (type && walks[type - types] == walk)
            st = blame_cycle(reader, type);
    }
    kith_release(walks);
    return st;
}

static kith_status read_vocabulary(const kith_member_reader *reader,
                                   const kith_json *root)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, name_types(reader, root), done);
    KITH_TRY(st, make_types(reader), done);
    KITH_TRY(st,
             describe(reader, root, "entity_types", entity_members,
                      reader->vocabulary->entities, sizeof(kith_entity_type)),
             done);
    KITH_TRY(st,
             describe(reader, root, "relation_types", relation_members,
                      reader->vocabulary->relations,
                      sizeof(kith_relation_type)),
             done);
    KITH_TRY(st, check_parents(reader), done);
done:
    return st;
}

kith_status kith_vocabulary_parse(kith_vocabulary **out,
                                  kith_text text,
                                  const char *name,
                                  kith_error *err)
{
    kith_json *root = NULL;
    *out = NULL;
    const kith_status parsed = kith_json_parse(&root, text, name, err);
    if (parsed != KITH_OK)
        return parsed;
    const kith_member_reader reader = {KITH_NEW(kith_vocabulary, 1), text, name,
                                       err};
    const kith_status st = reader.vocabulary ? read_vocabulary(&reader, root)
                                             : kith_member_no_memory(&reader);
    if (st == KITH_OK) {
        *out = reader.vocabulary;
    } else {
        kith_vocabulary_free(reader.vocabulary);
    }
    kith_json_free(root);
    return st;
}
