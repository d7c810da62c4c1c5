#ifndef KITH_STORE_PACK_H
#define KITH_STORE_PACK_H

/** The arrays of a graph in the table "pack": a few large blobs. */

#include "graph/parts.h"
#include "store/store.h"

/** Arrays that only a base has. Their elements are `uint32_t`; a bit set is an
 *  array of `uint64_t`. */
typedef enum kith_pack_own {
    KITH_PACK_ENTITY_NUMBER = 0, /**< number of the row of each entity; empty if
                                      they are 1, 2, 3, … */
    KITH_PACK_RELATION_NUMBER,
    KITH_PACK_DOCUMENT_NUMBER,
    KITH_PACK_IMPLICIT,    /**< bit set: entities without a record */
    KITH_PACK_CITED,       /**< bit set: documents without a record */
    KITH_PACK_SOURCE_FROM, /**< where the relations of an entity begin in the
                                next two, and the end of the last */
    KITH_PACK_BY_SOURCE,   /**< relations in order of source, then of number */
    KITH_PACK_TARGETS,     /**< and their targets */
    KITH_PACK_TARGET_FROM, /**< the same the other way round */
    KITH_PACK_BY_TARGET,
    KITH_PACK_SOURCES,
    KITH_PACK_OWN_COUNT
} kith_pack_own;

/** Name and size of an element of each. */
typedef struct kith_own_part {
    const char *name;
    size_t size;
} kith_own_part;

extern const kith_own_part kith_own_parts[KITH_PACK_OWN_COUNT];

/** Bytes of a chunk, a multiple of any element's: a look-up reads no more than
 *  one, a large read takes some µs for each. A row of some bytes more fills two
 *  pages, and an eighth of a page that it shares with others. */
#define KITH_PACK_CHUNK ((size_t)17376)

/** Room for the name of any part. */
#define KITH_PART_NAME_SIZE 64

/** How far the rows are in the pack: the largest number of each. */
typedef struct kith_packing {
    sqlite3_int64 entities;
    sqlite3_int64 relations;
    sqlite3_int64 documents;
} kith_packing;

/** A graph taken out of the pack, or on the way into it. Start from zero;
 *  release with kith_pack_free(). */
typedef struct kith_pack {
    kith_packing upto;
    kith_pages own[KITH_PACK_OWN_COUNT];
} kith_pack;

void kith_pack_free(kith_pack *pack);

/** Write the arrays of `reading` in place of what is in the table, with the
 *  numbers in `pack`; its other arrays are made here. Rows up to pack->upto are
 *  in it then. */
KITH_NODISCARD kith_status kith_pack_write(const kith_store *store,
                                           kith_reading *reading,
                                           kith_pack *pack,
                                           kith_error *err);

/** Read all but the lists by target.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (a checksum or a size is wrong);
 *          KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_pack_read(const kith_store *store,
                                          kith_reading *reading,
                                          kith_pack *pack,
                                          kith_error *err);

/** Read one of a pack's own arrays. */
KITH_NODISCARD kith_status kith_pack_read_own(const kith_store *store,
                                              kith_pack *pack,
                                              kith_pack_own own,
                                              kith_error *err);

/** Read one array by its name: elements of `size` bytes, numbers as `uint32_t`
 *  if that is 4. Nothing is appended if there is none. */
KITH_NODISCARD kith_status kith_pack_read_part(const kith_store *store,
                                               const char *name,
                                               size_t size,
                                               kith_pages *pages,
                                               kith_error *err);

/** Read how far the pack goes; all zero if there is none.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (the marks are no rows, or are missing);
 *          KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_pack_upto(const kith_store *store,
                                          kith_packing *out,
                                          kith_error *err);

/** Fill the arrays of a base: out of the pack and the rows that are newer, or
 *  out of all rows.
 *
 *  @param pack  zero
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_store_arrays(const kith_store *store,
                                             bool from_rows,
                                             kith_reading *reading,
                                             kith_pack *pack,
                                             kith_error *err);

#endif /* KITH_STORE_PACK_H */
