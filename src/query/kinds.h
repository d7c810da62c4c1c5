#ifndef KITH_QUERY_KINDS_H
#define KITH_QUERY_KINDS_H

/** Kinds of entities and relations: how many there are of the same types, and
 *  one of them to stand for all. What only asks for types asks it once a kind.
 */

#include "query/session.h"

/** Relations with the same type and the same types of their ends, which are or
 *  are not directed, and do or do not join an entity to itself. */
typedef struct kith_kind {
    kith_id relation; /**< the first one of them */
    uint64_t count;
} kith_kind;

/** Entities with the same types in the same order. */
typedef struct kith_class {
    kith_id entity; /**< the first one of them */
    uint64_t count;
} kith_class;

typedef struct kith_kinds {
    kith_class *classes; /**< in order of first entity */
    size_t class_count;
    kith_kind *kinds; /**< in order of first relation */
    size_t kind_count;
} kith_kinds;

/** Count them, once. Cost: O(V + E).
 *  @return KITH_OK; KITH_E_MEMORY; KITH_E_LIMIT
 */
KITH_NODISCARD kith_status kith_session_kinds(kith_session *session,
                                              const kith_kinds **out,
                                              kith_error *err);

#endif /* KITH_QUERY_KINDS_H */
