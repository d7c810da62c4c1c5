#ifndef KITH_EXPORT_DOCUMENTS_TABLE_H
#define KITH_EXPORT_DOCUMENTS_TABLE_H

/** The documents of a graph as rows of cells. */

#include "export/cells.h"
#include "export/writing.h"

/** Write a head and a row for each document that has a record, to the sink of
 *  the cells.
 *
 *  @return KITH_OK; KITH_E_IO (an input has changed); KITH_E_MEMORY
 *
 *  Cost: two passes over the documents; memory for the names of their members.
 */
KITH_NODISCARD kith_status kith_put_documents_table(kith_writing *w,
                                                    kith_cells *cells,
                                                    kith_error *err);

#endif /* KITH_EXPORT_DOCUMENTS_TABLE_H */
