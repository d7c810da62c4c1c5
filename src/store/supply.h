#ifndef KITH_STORE_SUPPLY_H
#define KITH_STORE_SUPPLY_H

/** What the supply of a graph that is read by need is made of; see supply.c. */

#include "graph/portion.h"
#include "store/keeper.h"
#include "store/places.h"

/** Entities and relations that are here, by place. Start from zero; released
 *  with kith_held_free(). */
typedef struct kith_held {
    kith_pages spots;   /**< kith_spot */
    kith_pages joins;   /**< kith_join */
    kith_pages done[2]; /**< places of entities whose relations are here: those
                             from it, those to it */
} kith_held;

void kith_held_free(kith_held *held);

/** Add entities with the relations from them or to them, and the ends of
 *  these.
 *
 *  @param wanted  places of entities, by way; and of others that are wanted
 *                 alone
 */
KITH_NODISCARD kith_status kith_held_add(kith_held *held,
                                         kith_places *places,
                                         kith_pages wanted[2],
                                         const kith_pages *alone,
                                         kith_error *err);

/** The entity at a place; KITH_NONE if it is not here. */
kith_id kith_held_find(const kith_held *held, uint32_t place);

/** Fill the arrays of a reading, of which only the types are kept, and the
 *  numbers of rows.
 *
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_held_show(const kith_held *held,
                                          kith_places *places,
                                          kith_reading *reading,
                                          kith_pack *numbers,
                                          kith_error *err);

/** Entities that may have a property: `places` gets them, rising.
 *
 *  @return KITH_OK; KITH_E_NOT_FOUND (there may be too many);
 *          KITH_E_SYNTAX; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_supply_seek(kith_places *places,
                                            kith_sought *sought,
                                            kith_error *err);

/** Whether a record of a kind is found to have a property; some of those that
 *  may are looked at. */
KITH_NODISCARD kith_status kith_supply_mentions(const kith_store *store,
                                                kith_keeper *keeper,
                                                kith_record_kind kind,
                                                kith_text property,
                                                bool *out,
                                                kith_error *err);

#endif /* KITH_STORE_SUPPLY_H */
