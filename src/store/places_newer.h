#ifndef KITH_STORE_PLACES_NEWER_H
#define KITH_STORE_PLACES_NEWER_H

/** The rows of a base that are newer than its pack, for places.c only. */

#include "store/places.h"

/** Of an entity without a type. */
#define KITH_SPOT_NO_TYPE UINT16_MAX

/** Fill in what is newer, and the numbers of types. `places` has its links.
 *
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_places_read_newer(kith_places *places,
                                                  kith_error *err);

/** The newer row of the entity at a place, or with a number; NULL if what the
 *  pack has of it holds. O(log n). */
const kith_spot *kith_places_row_at(const kith_places *places, uint32_t place);
const kith_spot *kith_places_row_of(const kith_places *places, uint32_t number);

/** The newer relation with a number, or NULL. O(log n). */
const kith_join *kith_places_join_of(const kith_places *places,
                                     uint32_t number);

/** What places.c and this share. */
static inline const kith_store *kith_places_store(const kith_places *places)
{
    return places->links.peek.store;
}

/** Say that a row leads nowhere, as kith_store_damaged() does. */
kith_status kith_places_broken(const kith_places *places, kith_error *err);

#endif /* KITH_STORE_PLACES_NEWER_H */
