#ifndef KITH_STORE_FRESH_H
#define KITH_STORE_FRESH_H

/** Rows into the arrays of a graph, one by one: those that the pack does not
 *  have. */

#include "store/pack.h"

/** Append the rows after pack->upto to a reading that has what is up to there,
 *  and put right what rows have become otherwise since. pack->upto is that of
 *  all rows then.
 *
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_LIMIT; KITH_E_IO; KITH_E_MEMORY
 *
 *  Cost: about 0.3 µs a row; nothing where there are none.
 */
KITH_NODISCARD kith_status kith_fresh_read(const kith_store *store,
                                           kith_reading *reading,
                                           kith_pack *pack,
                                           kith_error *err);

/** Read into an empty reading the rows of these numbers only, arrays of
 *  `uint32_t` that rise, by kith_record_kind. The ends of the relations must be
 *  among the entities.
 *
 *  @return as kith_fresh_read(). Cost: some 10 µs a row.
 */
KITH_NODISCARD kith_status kith_fresh_read_some(const kith_store *store,
                                                kith_reading *reading,
                                                kith_pack *pack,
                                                const kith_pages numbers[3],
                                                kith_error *err);

#endif /* KITH_STORE_FRESH_H */
