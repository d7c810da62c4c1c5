/** @file
 *  Which types of entities and relations there are, and what they may do.
 */
#ifndef KITH_VOCABULARY_H
#define KITH_VOCABULARY_H

#include <kith/status.h>
#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

/** A type of entity. Texts are borrowed from the vocabulary. */
typedef struct kith_entity_type {
    const char *name;
    const char *label;  /**< what to print; `name` if the file gives none */
    const char *colour; /**< "#RRGGBB", or NULL */
    const char *shape;  /**< "ellipse", "box", …, or NULL */
    const struct kith_entity_type *parent; /**< or NULL */
} kith_entity_type;

/** A type of relation. Texts are borrowed from the vocabulary. */
typedef struct kith_relation_type {
    const char *name;
    const char *label;   /**< "leads", as in "A leads B" */
    const char *inverse; /**< "is led by", as in "B is led by A"; or NULL */
    const char *const *sources;  /**< allowed types, NULL-ended; NULL = any */
    const char *const *targets;  /**< allowed types, NULL-ended; NULL = any */
    const char *const *required; /**< properties, NULL-ended; NULL = none */
    uint32_t most_per_source;    /**< 0 = no limit */
    uint32_t most_per_target;    /**< 0 = no limit */
    bool symmetric;
} kith_relation_type;

/** A vocabulary: immutable once read. */
typedef struct kith_vocabulary kith_vocabulary;

/** Read a vocabulary from a file.
 *
 *  @param[out] out  the vocabulary, owned by the caller; NULL on failure
 *  @return KITH_OK; KITH_E_IO; KITH_E_SYNTAX; KITH_E_INVALID (a member has the
 *          wrong type, an unknown parent, a cycle of parents, a bad colour or
 *          shape), with line and column; KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_vocabulary_read(kith_vocabulary **out,
                                                         const char *path,
                                                         kith_error *err);

/** The vocabulary that is built in: it labels and styles, and allows all. */
KITH_API KITH_NODISCARD kith_status
kith_vocabulary_default(kith_vocabulary **out, kith_error *err);

/** Release a vocabulary. NULL is allowed. */
KITH_API void kith_vocabulary_free(kith_vocabulary *vocabulary);

/** The entity type called `name`, or NULL. */
KITH_API const kith_entity_type *kith_vocabulary_entity(
    const kith_vocabulary *vocabulary,
    kith_text name);

/** The relation type called `name`, or NULL. */
KITH_API const kith_relation_type *kith_vocabulary_relation(
    const kith_vocabulary *vocabulary,
    kith_text name);

/** Number of entity types, and the type at `index` in the file's order. */
KITH_API size_t kith_vocabulary_entities(const kith_vocabulary *vocabulary);
KITH_API const kith_entity_type *kith_vocabulary_entity_at(
    const kith_vocabulary *vocabulary,
    size_t index);

/** Number of relation types, and the type at `index` in the file's order. */
KITH_API size_t kith_vocabulary_relations(const kith_vocabulary *vocabulary);
KITH_API const kith_relation_type *kith_vocabulary_relation_at(
    const kith_vocabulary *vocabulary,
    size_t index);

/** Whether an entity of type `name` may stand where `allowed` is asked for:
 *  the type itself or one of its parents is in the NULL-ended list. True if
 *  `allowed` is NULL. */
KITH_API bool kith_vocabulary_allows(const kith_vocabulary *vocabulary,
                                     const char *const *allowed,
                                     kith_text name);

#endif /* KITH_VOCABULARY_H */
