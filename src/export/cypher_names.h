#ifndef KITH_EXPORT_CYPHER_NAMES_H
#define KITH_EXPORT_CYPHER_NAMES_H

/** Types of relations as databases that speak Cypher like to call them. */

#include "base/arena.h"

#include <kith/graph.h>

/** The names of all types of relations in a graph: in capitals, with
 *  underscores for all that is no letter or digit, so that `works for` is
 *  WORKS_FOR; RELATED if nothing else is left.
 *
 *  @param[out] names  in `arena`, by type
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_cypher_names_make(const char *const **names,
                                                  kith_arena *arena,
                                                  const kith_graph *graph,
                                                  kith_error *err);

#endif /* KITH_EXPORT_CYPHER_NAMES_H */
