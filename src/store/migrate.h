#ifndef KITH_STORE_MIGRATE_H
#define KITH_STORE_MIGRATE_H

/** Bases of older versions. */

#include "store/store.h"

/** Bring an older base up to KITH_STORE_VERSION, in the transaction that is
 *  open and as a part of it; nothing where it is up to it already. */
KITH_NODISCARD kith_status kith_store_migrate(kith_store *store,
                                              kith_error *err);

#endif /* KITH_STORE_MIGRATE_H */
