#ifndef KITH_STORE_TOUCHED_H
#define KITH_STORE_TOUCHED_H

/** What new records touch of a base, as records in front of them: so that they
 *  are read, checked and merged as if they all came from files. */

#include "store/keeper.h"
#include "store/links.h"

#include <stdio.h>

/** A record of the base in the text. */
typedef struct kith_touched_record {
    uint64_t offset; /**< where it begins */
    uint32_t number; /**< of its row */
} kith_touched_record;

/** Start with kith_touched_make(), release with kith_touched_close(). */
typedef struct kith_touched {
    kith_store *store;
    kith_keeper *keeper;
    kith_links links;
    sqlite3_stmt *find[3];  /* number and whether there is a record, by id */
    sqlite3_stmt *cited[2]; /* documents that an entity or a relation cites */
    sqlite3_stmt *ends;     /* of a relation */
    kith_pages numbers[3];  /* of rows, by kith_record_kind: uint32_t */
    kith_pages left[3];     /* rows without a record that new records define */
    FILE *text;
    uint64_t length;
    kith_pages records; /* kith_touched_record, in order of place */
} kith_touched;

/** Find what the records of `fresh`, read alone, touch of a base, and write it
 *  to an unnamed file as one document of records.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_SYNTAX; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_touched_make(kith_touched *touched,
                                             kith_store *store,
                                             const kith_graph *fresh,
                                             kith_error *err);

void kith_touched_close(kith_touched *touched);

/** Number of the row behind a record of the text. */
uint32_t kith_touched_number(const kith_touched *touched, uint64_t offset);

/** Number of the row of an id; 0 if there is none. `*record` says whether it
 *  has a record of its own; may be NULL. */
KITH_NODISCARD kith_status kith_touched_find(kith_touched *touched,
                                             kith_record_kind kind,
                                             kith_text id,
                                             uint32_t *number,
                                             bool *record,
                                             kith_error *err);

#endif /* KITH_STORE_TOUCHED_H */
