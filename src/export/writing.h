#ifndef KITH_EXPORT_WRITING_H
#define KITH_EXPORT_WRITING_H

/** What most writers stand on: the attributes of both kinds, a row at a time,
 *  labels and looks of types, and ids for relations. A writer is then a head, a
 *  function for an entity, one for a relation, and a foot. */

#include "export/edge_ids.h"
#include "export/looks.h"
#include "export/losses.h"
#include "export/rows.h"
#include "export/style.h"
#include "export/writers.h"

/** What a format asks for. Lists of names are NULL-ended, or NULL. */
typedef struct kith_writing_plan {
    const char *const *entity_names;   /**< that the format keeps for itself */
    const char *const *relation_names; /**< likewise */
    kith_edge_id_rule edge_ids;
} kith_writing_plan;

/** A graph while it is written. Starts as {0}. */
typedef struct kith_writing {
    kith_graph *graph;
    const kith_export_options *options;
    kith_losses *losses; /**< may be NULL */
    kith_sink sink;
    char buffer[KITH_SINK_BUFFER]; /**< of the sink */
    kith_attributes entities;
    kith_attributes relations;
    kith_rows entity;   /**< the row of the entity at hand */
    kith_rows relation; /**< the row of the relation at hand */
    kith_styles styles;
    kith_looks looks;
    kith_edge_ids edge_ids;
    size_t undirected; /**< relations that have no direction */
} kith_writing;

/** Writes the entity or relation `id`, whose row has been read. */
typedef void kith_row_writer(kith_writing *w, kith_id id);

/** Begin, with all that is borrowed. End with kith_writing_end() in any case.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status
kith_writing_begin(kith_writing *w,
                   kith_graph *graph,
                   const kith_export_options *options,
                   const kith_writing_plan *plan,
                   FILE *out,
                   kith_error *err);

/** Write every entity, or every relation, in order of id, until the sink fails.
 *
 *  @return KITH_OK; KITH_E_IO (an input has changed); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_writing_each(kith_writing *w,
                                             kith_record_kind kind,
                                             kith_row_writer *put,
                                             kith_error *err);

/** Release everything; `st` is what writing came to. A sink without a file has
 *  been finished before.
 *
 *  @return st; KITH_E_IO if it is KITH_OK but not all bytes were written
 */
KITH_NODISCARD kith_status kith_writing_end(kith_writing *w,
                                            kith_status st,
                                            kith_error *err);

/** Whether the record gives the entity a name. */
bool kith_has_name(const kith_graph *graph, kith_id e);

#endif /* KITH_EXPORT_WRITING_H */
