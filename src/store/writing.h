#ifndef KITH_STORE_WRITING_H
#define KITH_STORE_WRITING_H

/** A transaction that changes rows: an older base is brought up to this version
 *  first, the sums of the rows are written last. */

#include "store/store.h"

/** Begin in a base that was opened with KITH_STORE_WRITE; a second writer waits
 *  here.
 *
 *  @return KITH_OK; KITH_E_IO (somebody else is writing for too long);
 *          KITH_E_SYNTAX; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_store_begin(kith_store *store, kith_error *err);

/** End it: from here on the base has the new state. Without it the old one
 *  stays. */
KITH_NODISCARD kith_status kith_store_commit(const kith_store *store,
                                             kith_error *err);

#endif /* KITH_STORE_WRITING_H */
