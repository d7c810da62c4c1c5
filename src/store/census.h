#ifndef KITH_STORE_CENSUS_H
#define KITH_STORE_CENSUS_H

/** The census of a base: a part of the pack, so that a query is planned without
 *  a look at every row.
 *
 *  The part is an array of numbers: types of entities (T), types of relations
 *  (R), relations that are not directed; then entities by type (T), relations
 * by type (R), and if there are not too many (see graph/census.h) ends by type
 * of relation, end and type of entity (R * 2 * T). */

#include "graph/census.h"
#include "graph/parts.h"
#include "store/store.h"

/** Name of the part. */
extern const char kith_census_part[];

/** Count what a reading has; false if out of memory. */
bool kith_census_count(kith_reading *reading, kith_pages *counts);

/** Take what was counted.
 *
 *  @param out  has its numbers of types, which may be more than were counted;
 *              gets arrays of its own, to be released with kith_census_free()
 *  @return KITH_OK; KITH_E_SYNTAX (it is no census of such a base);
 *          KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_census_take(const kith_store *store,
                                            const kith_pages *counts,
                                            kith_census *out,
                                            kith_error *err);

void kith_census_free(kith_census *census);

/** Look whether the census says what the rows do, if none is newer than it.
 *
 *  @param rows  what all rows say
 */
KITH_NODISCARD kith_status kith_census_verify(const kith_store *store,
                                              kith_reading *rows,
                                              kith_error *err);

#endif /* KITH_STORE_CENSUS_H */
