#ifndef KITH_VOCABULARY_MODEL_H
#define KITH_VOCABULARY_MODEL_H

#include "base/arena.h"

#include <kith/vocabulary.h>

/** The inside of a vocabulary, for src/vocabulary only. */

/** Names to their places 0, 1, 2, …: open addressing at load ≤ 1/2. Filled
 *  once, then only read, from any number of threads. */
typedef struct kith_names {
    const char **names; /**< in the file's order */
    size_t count;
    uint32_t *slots; /**< place + 1; 0 = empty */
    size_t mask;     /**< slots - 1 */
} kith_names;

struct kith_vocabulary {
    kith_arena arena; /**< everything below, and all texts */
    kith_names entity_names;
    kith_entity_type *entities;
    kith_names relation_names;
    kith_relation_type *relations;
};

/** No such name. */
#define KITH_NO_NAME SIZE_MAX

/** Make room for `count` names in `arena`. False if out of memory. */
bool kith_names_init(kith_names *names, size_t count, kith_arena *arena);

/** Add a name, which must be new; borrowed. */
void kith_names_add(kith_names *names, const char *name);

/** Place of a name, or KITH_NO_NAME. */
size_t kith_names_find(const kith_names *names, kith_text name);

/** Read a vocabulary from text; `name` is borrowed by a place in `err`. */
KITH_NODISCARD kith_status kith_vocabulary_parse(kith_vocabulary **out,
                                                 kith_text text,
                                                 const char *name,
                                                 kith_error *err);

#endif /* KITH_VOCABULARY_MODEL_H */
