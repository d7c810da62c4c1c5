#ifndef KITH_STORE_LOAD_H
#define KITH_STORE_LOAD_H

#include "store/keeper.h"

/** Fill an empty reading with all of a base, in the transaction that is open;
 *  the keeper serves it then.
 *
 *  @return as kith_store_load()
 */
KITH_NODISCARD kith_status kith_store_load_all(const kith_store *store,
                                               kith_keeper *keeper,
                                               kith_reading *reading,
                                               kith_error *err);

#endif /* KITH_STORE_LOAD_H */
