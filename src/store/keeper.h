#ifndef KITH_STORE_KEEPER_H
#define KITH_STORE_KEEPER_H

/** Who hands out the records of a graph that came out of a base. */

#include "store/pack.h"

/** Its base stays open, in a transaction that began before the graph was read,
 *  so that records and graph are of one moment. */
typedef struct kith_keeper kith_keeper;

/** A keeper of an open base; `*out` is released with kith_keeper_free(), or by
 *  the reading that has its backing.
 *
 *  @param takes  whether the base is the keeper's to close; on failure it stays
 *                the caller's
 */
KITH_NODISCARD kith_status kith_keeper_new(kith_keeper **out,
                                           kith_store *store,
                                           bool takes,
                                           kith_error *err);

void kith_keeper_free(kith_keeper *keeper);

const kith_backing *kith_keeper_backing(kith_keeper *keeper);

/** Text of a record, as kith_backing.record; of a row without a record, that of
 *  its id. */
KITH_NODISCARD kith_status kith_keeper_record(kith_keeper *keeper,
                                              kith_record_kind kind,
                                              sqlite3_int64 number,
                                              char **out,
                                              size_t *length,
                                              kith_error *err);

/** Say which reading has the backing: ids are found among its arrays. */
void kith_keeper_serve(kith_keeper *keeper, kith_reading *reading);

/** Take over the numbers of rows that a pack has. */
void kith_keeper_take_numbers(kith_keeper *keeper, kith_pack *pack);

#endif /* KITH_STORE_KEEPER_H */
