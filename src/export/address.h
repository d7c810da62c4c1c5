#ifndef KITH_EXPORT_ADDRESS_H
#define KITH_EXPORT_ADDRESS_H

#include "base/arena.h"

#include <kith/graph.h>

/** Where on the web the evidence of records can be read. */
typedef struct kith_addresses {
    kith_arena arena;
    const char **urls; /**< by document, NULL where there is none; NULL itself
                            if no document has one */
} kith_addresses;

/** Find the addresses of all documents. `out` starts as {0} and is released
 *  with kith_addresses_free().
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_addresses_make(kith_addresses *out,
                                               const kith_graph *graph,
                                               kith_error *err);

/** The address of the first document with one that a record cites.
 *
 *  @param[out] url  NULL if there is none; borrowed from `addresses`
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_address_of(const kith_addresses *addresses,
                                           const kith_graph *graph,
                                           kith_record_kind kind,
                                           kith_id id,
                                           const char **url,
                                           kith_error *err);

void kith_addresses_free(kith_addresses *addresses);

#endif /* KITH_EXPORT_ADDRESS_H */
