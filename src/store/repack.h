#ifndef KITH_STORE_REPACK_H
#define KITH_STORE_REPACK_H

/** When a base is packed again, and how. All of it within a transaction. */

#include "store/pack.h"

/** Whether so much is newer than the pack, or gone since, that it is to be
 *  written anew: an eighth, or anything in a small base.
 *
 *  @param more  rows that are going to be newer or gone beside those that are
 */
KITH_NODISCARD kith_status kith_store_is_due(const kith_store *store,
                                             size_t more,
                                             bool *out,
                                             kith_error *err);

/** Write the pack anew, and the index of names; what is gone is overwritten. */
KITH_NODISCARD kith_status kith_store_repack(const kith_store *store,
                                             kith_error *err);

#endif /* KITH_STORE_REPACK_H */
