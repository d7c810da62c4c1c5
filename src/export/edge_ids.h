#ifndef KITH_EXPORT_EDGE_IDS_H
#define KITH_EXPORT_EDGE_IDS_H

/** Ids of relations for formats in which each has one: its own, or "e" with its
 *  number, with as many underscores between them as it takes to be unlike every
 *  id that the records give. */

#include "base/sink.h"
#include "export/rows.h"

/** Which ids must differ. */
typedef enum kith_edge_id_rule {
    KITH_EDGE_IDS_OWN = 0, /**< only ids that records give are written */
    KITH_EDGE_IDS_APART,   /**< of these, those that no entity has */
    KITH_EDGE_IDS_ALL,     /**< each relation has one, unlike the others */
    KITH_EDGE_IDS_SHARED   /**< and unlike the ids of entities */
} kith_edge_id_rule;

typedef struct kith_edge_ids {
    kith_edge_id_rule rule;
    size_t underscores;
} kith_edge_ids;

/** Whether relations without an id of their own get one. */
bool kith_edge_ids_made(const kith_edge_ids *ids);

/** Find how to make ids, by one pass over the ids that there are.
 *
 *  @param rows  of relations; another row is in it afterwards
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_edge_ids_make(kith_edge_ids *ids,
                                              const kith_graph *graph,
                                              kith_rows *rows,
                                              kith_edge_id_rule rule,
                                              kith_error *err);

/** The relation's own id as JSON text, if the record in `rows` has one that may
 *  be written; no data otherwise. `*taken` says that it has one, but an entity
 *  is called the same. */
kith_text kith_edge_ids_own(const kith_edge_ids *ids,
                            kith_rows *rows,
                            bool *taken);

/** Write an id that is made, without quotes: nothing in it needs an escape. */
void kith_put_edge_id(kith_sink *sink, const kith_edge_ids *ids, kith_id r);

#endif /* KITH_EXPORT_EDGE_IDS_H */
