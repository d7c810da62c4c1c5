#ifndef KITH_STORE_SCHEMA_H
#define KITH_STORE_SCHEMA_H

/** schema.sql, run and compared. */

#include "store/store.h"

/** Run a part of the schema, up to the indexes or from there on. */
KITH_NODISCARD kith_status kith_schema_run(const kith_store *store,
                                           bool rows_are_there,
                                           kith_error *err);

/** Run the statement of the schema that begins with `beginning`, such as
 *  "CREATE TABLE digests "; its line ends with it. */
KITH_NODISCARD kith_status kith_schema_create(const kith_store *store,
                                              const char *beginning,
                                              kith_error *err);

/** Whether a base of the newest version has all that the schema makes, in the
 *  same words; what somebody else made in it does not matter.
 *
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_schema_verify(const kith_store *store,
                                              kith_error *err);

#endif /* KITH_STORE_SCHEMA_H */
