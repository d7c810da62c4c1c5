#ifndef KITH_STORE_UNCITE_H
#define KITH_STORE_UNCITE_H

#include "store/store.h"

#include <kith/store.h>

/** Take the documents in the temporary table gone_documents out of the evidence
 *  of all records that stay, that is, are not in gone_entities and
 *  gone_relations.
 *
 *  @param[out] change  how many records that were (changed, bare)
 *  @return KITH_OK; KITH_E_IO; KITH_E_SYNTAX; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_store_uncite(kith_store *store,
                                             kith_store_change *change,
                                             kith_error *err);

#endif /* KITH_STORE_UNCITE_H */
