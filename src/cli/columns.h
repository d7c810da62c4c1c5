#ifndef KITH_CLI_COLUMNS_H
#define KITH_CLI_COLUMNS_H

#include "cli/command.h"

#include <kith/export.h>

/** Columns and positions computed for a format to carry. Starts as {0}. */
typedef struct kith_columns {
    kith_export_column *list;
    size_t count;
    double *x; /**< or NULL, as is y */
    double *y;
} kith_columns;

/** Name of what --with can ask for, by number; NULL past the last: the measures
 *  of entities, ways to group, "layout". */
const char *kith_column_choice(size_t index);

/** Refuse a graph that is too large for the format, or columns that the format
 *  does not take, before anything is computed.
 *
 *  @return KITH_OK; KITH_E_LIMIT; KITH_E_INVALID
 */
KITH_NODISCARD kith_status kith_columns_allow(kith_call *call,
                                              const kith_format *format);

/** Compute what --with names of call->graph, or what the format goes by
 *  itself. Release with kith_columns_free(), also after a failure.
 *
 *  @return KITH_OK; KITH_E_MEMORY; what the measure returns
 */
KITH_NODISCARD kith_status kith_columns_make(kith_columns *columns,
                                             kith_call *call,
                                             const kith_format *format);

void kith_columns_free(kith_columns *columns);

#endif /* KITH_CLI_COLUMNS_H */
