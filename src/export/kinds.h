#ifndef KITH_EXPORT_KINDS_H
#define KITH_EXPORT_KINDS_H

#include "export/fold.h"

#define KITH_MOST_KINDS 7

/** What the colour of a line tells where there are too many names. */
typedef struct kith_kind {
    kith_id type; /**< of relations; KITH_NONE: all that have no row */
    size_t count; /**< relations */
} kith_kind;

/** Types of relation, the most frequent first, then by name: six have a row,
 * and the last row is for all others. */
typedef struct kith_kinds {
    kith_kind rows[KITH_MOST_KINDS];
    size_t count;
    size_t *row_of; /**< by type of relation */
} kith_kinds;

/** Fill `out`, which starts as {0} and is released with kith_kinds_free().
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_kinds_make(kith_kinds *out,
                                           const kith_graph *graph,
                                           kith_error *err);

void kith_kinds_free(kith_kinds *kinds);

#endif /* KITH_EXPORT_KINDS_H */
