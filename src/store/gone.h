#ifndef KITH_STORE_GONE_H
#define KITH_STORE_GONE_H

/** Rows that are in the pack and gone since: table "outdated" has their
 *  numbers, and they have no rows. */

#include "store/pack.h"

/** Numbers of those of a kind up to `upto`, rising: an array of `uint32_t`. */
KITH_NODISCARD kith_status kith_gone_numbers(const kith_store *store,
                                             kith_record_kind kind,
                                             sqlite3_int64 upto,
                                             kith_pages *out,
                                             kith_error *err);

/** Whether a rising array of numbers has one. */
bool kith_gone_has(const kith_pages *numbers, uint32_t number);

/** Leave them out of arrays that came out of the pack, and of nothing else.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (a relation that stays leads to an entity
 *          that is gone); KITH_E_IO; KITH_E_MEMORY
 *
 *  Cost: one pass over the arrays, if there are any.
 */
KITH_NODISCARD kith_status kith_gone_drop(const kith_store *store,
                                          kith_reading *reading,
                                          kith_pack *pack,
                                          kith_error *err);

/** Leave types that nothing is of any more out of arrays that have all rows, if
 *  rows are gone since the last packing: their own rows stay until the next. */
KITH_NODISCARD kith_status kith_gone_drop_types(const kith_store *store,
                                                kith_reading *reading,
                                                kith_error *err);

/** Take the rows of types away that these arrays do not have. */
KITH_NODISCARD kith_status kith_gone_delete_types(const kith_store *store,
                                                  const kith_reading *reading,
                                                  kith_error *err);

#endif /* KITH_STORE_GONE_H */
