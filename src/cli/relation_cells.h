#ifndef KITH_CLI_RELATION_CELLS_H
#define KITH_CLI_RELATION_CELLS_H

#include "cli/command.h"

#include <kith/table.h>

/** Names of the columns that kith_put_relation_cells() fills, as
 *  kith_result_new() takes them. */
#define KITH_RELATION_CELLS \
 "since", "until", "~weight", "~confidence", "properties", "members", "evidence"

/** How many these are. */
enum { KITH_RELATION_CELL_COUNT = 7 };

/** Fill in what a relation says beside its ends and its type, in the last row
 *  of a table, from column `first` on. What it does not say is absent.
 *
 *  @return KITH_OK; KITH_E_SYNTAX or KITH_E_IO (the file has changed);
 *          KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_put_relation_cells(kith_call *call,
                                                   kith_table *table,
                                                   size_t first,
                                                   kith_id relation);

#endif /* KITH_CLI_RELATION_CELLS_H */
