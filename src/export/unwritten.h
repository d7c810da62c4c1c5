#ifndef KITH_EXPORT_UNWRITTEN_H
#define KITH_EXPORT_UNWRITTEN_H

/** What a writer that reads no records leaves out of them. */

#include "export/losses.h"

/** What a format writes; all else goes into options->losses. */
typedef struct kith_written {
    unsigned entity_roles;   /**< sum of 1 << role, as for */
    unsigned relation_roles; /**< kith_losses_add_attributes() */
    bool groups;             /**< the first group column */
    bool places;             /**< where entities stand */
} kith_written;

/** Note attributes, computed columns, documents and members of the graph that
 *  are not written. Nothing to do if options->losses is NULL.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 *
 *  Cost: one pass over the records.
 */
KITH_NODISCARD kith_status
kith_note_unwritten(const kith_graph *graph,
                    const kith_export_options *options,
                    const kith_written *written,
                    kith_error *err);

#endif /* KITH_EXPORT_UNWRITTEN_H */
