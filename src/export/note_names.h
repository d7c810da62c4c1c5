#ifndef KITH_EXPORT_NOTE_NAMES_H
#define KITH_EXPORT_NOTE_NAMES_H

/** Names of files for entities, which every system and every wiki link takes.
 *
 *  A name has no control characters and none of / \ : * ? " < > | # ^ [ ] and
 *  backticks, no space or dot at its ends, no name that Windows keeps for
 *  devices, and at most 200 bytes. No two names are the same without regard to
 *  case and accents: the second gets the entity's id in brackets. */

#include "base/arena.h"

#include <kith/graph.h>

/** The name of one entity's file. */
typedef struct kith_note_name {
    const char *file; /**< without ".md" */
    size_t shown;     /**< so many bytes of it are the entity's own name */
} kith_note_name;

/** Name the files of all entities.
 *
 *  @param taken       a name that no file may have
 *  @param[out] names  in `arena`, by entity
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_note_names_make(kith_note_name **names,
                                                kith_arena *arena,
                                                const kith_graph *graph,
                                                const char *taken,
                                                kith_error *err);

#endif /* KITH_EXPORT_NOTE_NAMES_H */
