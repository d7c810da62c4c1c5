#ifndef KITH_CLI_GRID_H
#define KITH_CLI_GRID_H

#include "base/sink.h"
#include "cli/terminal.h"

#include <kith/table.h>

/** Print a table for people: columns aligned by what they take on a screen,
 *  numbers to the right with as many digits as tell them apart.
 *
 *  On a terminal, texts that do not fit are cut, with `…`, but for ids;
 *  anywhere else all of them is printed.
 *
 *  @return KITH_OK; KITH_E_MEMORY. Failures to write stay in the sink.
 */
KITH_NODISCARD kith_status kith_grid_put(kith_sink *sink,
                                         const kith_terminal *screen,
                                         const kith_table *table,
                                         kith_error *err);

#endif /* KITH_CLI_GRID_H */
