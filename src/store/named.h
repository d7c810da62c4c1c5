#ifndef KITH_STORE_NAMED_H
#define KITH_STORE_NAMED_H

/** Entities by a name or an alias as it is written, through the index of names:
 *  an index of SQLite would have every text a second time. */

#include "store/store.h"

typedef enum kith_named_by {
    KITH_NAMED_BY_NAME = 0,
    KITH_NAMED_BY_ALIAS
} kith_named_by;

/** The rows of entities that are called `name`.
 *
 *  @param[out] found  numbers of the first two that were found; 0 = no more
 *  @return KITH_OK; KITH_E_IO; KITH_E_SYNTAX (a damaged index); KITH_E_MEMORY
 *
 *  Cost: some 20 chunks of the index, and the names that have the rarest word
 *  of `name` and are as long. One without words, or a base without an index
 *  of this kith, takes a look at every row.
 */
KITH_NODISCARD kith_status kith_named_find(const kith_store *store,
                                           const char *name,
                                           kith_named_by by,
                                           uint32_t found[2],
                                           kith_error *err);

#endif /* KITH_STORE_NAMED_H */
