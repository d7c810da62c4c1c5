#ifndef KITH_STORE_KEEPER_H
#define KITH_STORE_KEEPER_H

/** Who hands out the records of a graph that came out of a base. */

#include "store/pack.h"

/** Its base stays open, in a transaction that began before the graph was read,
 *  so that records and graph are of one moment. */
typedef struct kith_keeper kith_keeper;

/** Take over a base; `*out` is released with kith_keeper_free(), or by the
 *  reading that has its backing. Takes the base over, also on failure. */
KITH_NODISCARD kith_status kith_keeper_new(kith_keeper **out,
                                           kith_store *store,
                                           kith_error *err);

void kith_keeper_free(kith_keeper *keeper);

const kith_backing *kith_keeper_backing(kith_keeper *keeper);

/** Say which reading has the backing: ids are found among its arrays. */
void kith_keeper_serve(kith_keeper *keeper, kith_reading *reading);

/** Numbers of the rows of the entities, relations or documents of the graph, by
 *  kith_record_kind, rising; empty if they are 1, 2, 3, … */
kith_pages *kith_keeper_numbers(kith_keeper *keeper, kith_record_kind kind);

/** The place among the numbers of a kind that are there of a row; KITH_NONE if
 *  it is not there. */
kith_id kith_keeper_place(const kith_keeper *keeper,
                          kith_record_kind kind,
                          size_t count,
                          sqlite3_int64 number);

#endif /* KITH_STORE_KEEPER_H */
