#ifndef KITH_CLI_RELATION_CELLS_H
#define KITH_CLI_RELATION_CELLS_H

#include "cli/command.h"

#include <kith/table.h>

/** Names of the columns that kith_put_relation_cells() fills, as
 *  kith_result_new() takes them. */
#define KITH_RELATION_CELLS \
 "since", "until", "~weight", "~confidence", "properties", "members", "evidence"

/** Names of two more, which came later and stand last: the relation's own id,
 *  and whether it has a direction. */
#define KITH_RELATION_IDENTITY "id", "directed"

/** How many these are. */
enum { KITH_RELATION_CELL_COUNT = 7, KITH_RELATION_IDENTITY_COUNT = 2 };

/** Fill in what a relation says beside its ends and its type, in the last row
 *  of a table: from column `first` on the cells, from column `identity` on id
 *  and direction. What it does not say is absent.
 *
 *  @return KITH_OK; KITH_E_SYNTAX or KITH_E_IO (the file has changed);
 *          KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_put_relation_cells(kith_call *call,
                                                   kith_table *table,
                                                   size_t first,
                                                   size_t identity,
                                                   kith_id relation);

#endif /* KITH_CLI_RELATION_CELLS_H */
