#ifndef KITH_STORE_CHECK_H
#define KITH_STORE_CHECK_H

#include "store/pack.h"

/** Check that arrays out of a file make a graph: that they are of one length,
 *  that numbers lead to what is there, that texts are UTF-8. A checksum tells
 *  only what has changed by itself. The ends of relations are put in their
 *  places, out of the lists by source.
 *
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_MEMORY. Cost: one pass over all
 * arrays.
 */
KITH_NODISCARD kith_status kith_pack_check(const kith_store *store,
                                           kith_reading *reading,
                                           const kith_pack *pack,
                                           kith_error *err);

#endif /* KITH_STORE_CHECK_H */
