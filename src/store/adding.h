#ifndef KITH_STORE_ADDING_H
#define KITH_STORE_ADDING_H

/** Records on their way into a base: add.c reads them, put.c puts them. */

#include "store/rows.h"
#include "store/touched.h"

#include <kith/store.h>

typedef struct kith_adding {
    kith_store *store;
    kith_read_options options; /* with standard input among the given */
    kith_given_input given[2];
    int spool;         /* of standard input; -1 if there is none */
    kith_graph *fresh; /* the new records alone */
    kith_touched touched;
    kith_graph *graph; /* what they touch, and they behind it */
    kith_store_rows rows;
    uint32_t *degrees;  /* of the graph's entities, new relations only */
    bool *is_new;       /* which of them the base did not have */
    uint32_t *entities; /* numbers of the rows of the graph's entities */
    sqlite3_int64 *entity_types; /* numbers of the rows of its types */
    sqlite3_int64 *relation_types;
    kith_store_change *change;
} kith_adding;

/** Put what is new or has changed into rows. */
KITH_NODISCARD kith_status kith_add_rows(kith_adding *adding, kith_error *err);

#endif /* KITH_STORE_ADDING_H */
