#ifndef KITH_STORE_PEEK_H
#define KITH_STORE_PEEK_H

/** Single places of the pack, for look-ups that read next to nothing of it. */

#include "store/pack.h"

/** Parts that a look-up may need. */
#define KITH_PEEK_PARTS 12

/** How the chunks of a part are. */
typedef struct kith_peek_form {
    const char *name; /**< NULL past the last */
    size_t width;
    size_t in_chunk; /**< elements of a chunk that is full */
} kith_peek_form;

/** Start with kith_peek_open(), release with kith_peek_close(). */
typedef struct kith_peek {
    const kith_store *store;
    sqlite3_stmt *select;
    kith_packing upto;
    struct kith_peeked *chunks; /* those that were read last */
    kith_peek_form parts[KITH_PEEK_PARTS];
} kith_peek;

KITH_NODISCARD kith_status kith_peek_open(kith_peek *peek,
                                          const kith_store *store,
                                          kith_error *err);

void kith_peek_close(kith_peek *peek);

/** Element `index` of a part of numbers.
 *
 *  @param part  from kith_own_parts: the address counts, and not the text
 *  @return KITH_OK; KITH_E_SYNTAX (there is none, a checksum is wrong)
 */
KITH_NODISCARD kith_status kith_peek_number(kith_peek *peek,
                                            const char *part,
                                            size_t index,
                                            uint32_t *out,
                                            kith_error *err);

/** The same of `count` elements one after the other. */
KITH_NODISCARD kith_status kith_peek_numbers(kith_peek *peek,
                                             const char *part,
                                             size_t index,
                                             size_t count,
                                             uint32_t *out,
                                             kith_error *err);

#endif /* KITH_STORE_PEEK_H */
