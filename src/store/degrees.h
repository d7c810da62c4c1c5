#ifndef KITH_STORE_DEGREES_H
#define KITH_STORE_DEGREES_H

/** How many entities have how many relations: where one stands is known then
 *  without looking at the others. */

#include "store/links.h"

/** Write the table anew. */
KITH_NODISCARD kith_status kith_degrees_write(const kith_store *store,
                                              const kith_reading *reading,
                                              kith_error *err);

/** Check that the table says of the relations of `reading` what they say.
 *
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_degrees_verify(const kith_store *store,
                                               const kith_reading *reading,
                                               kith_error *err);

/** Count an entity that has had `before` relations as one that has `after`;
 *  SIZE_MAX = it was, or is, not there. */
KITH_NODISCARD kith_status kith_degrees_move(const kith_store *store,
                                             size_t before,
                                             size_t after,
                                             kith_error *err);

/** Relations of an entity, one with itself once. */
KITH_NODISCARD kith_status kith_degree_of(kith_links *links,
                                          uint32_t entity,
                                          size_t *out,
                                          kith_error *err);

/** Where an entity of so many relations stands, and among how many. */
KITH_NODISCARD kith_status kith_degrees_rank(const kith_store *store,
                                             size_t degree,
                                             size_t *rank,
                                             size_t *among,
                                             kith_error *err);

#endif /* KITH_STORE_DEGREES_H */
