#ifndef KITH_STORE_PEEK_H
#define KITH_STORE_PEEK_H

/** Single places of the pack, for look-ups that read next to nothing of it. */

#include "store/pack.h"

/** Start with kith_peek_open(), release with kith_peek_close(). */
typedef struct kith_peek {
    const kith_store *store;
    sqlite3_stmt *select;
    kith_packing upto;
    struct kith_peeked *chunks; /* those that were read last */
    size_t next;                /* the one to give up for another */
} kith_peek;

KITH_NODISCARD kith_status kith_peek_open(kith_peek *peek,
                                          const kith_store *store,
                                          kith_error *err);

void kith_peek_close(kith_peek *peek);

/** Element `index` of a part of 4-byte numbers.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (there is none, a checksum is wrong)
 */
KITH_NODISCARD kith_status kith_peek_number(kith_peek *peek,
                                            const char *part,
                                            size_t index,
                                            uint32_t *out,
                                            kith_error *err);

#endif /* KITH_STORE_PEEK_H */
