#ifndef KITH_GRAPH_LOOKUP_H
#define KITH_GRAPH_LOOKUP_H

#include "graph/reading.h"

/** What a record's texts came to. An id that was not there yet is
 *  KITH_INTERN_NONE. */
typedef struct kith_resolved {
    uint64_t hash[2]; /**< entity or document: id; relation: source, target */
    uint64_t type_hash;
    uint32_t id[2];
    uint32_t type;
} kith_resolved;

/** The same of a document that is cited. */
typedef struct kith_looked_up {
    uint64_t hash;
    uint32_t id;
} kith_looked_up;

/** Look up what the records of a batch name, into its `extra`: on any thread,
 *  while another takes an earlier batch. Marks the batch if out of memory. */
void kith_lookup_batch(const kith_reading *reading, kith_batch *batch);

/** What its records name, in their order. */
static inline kith_resolved *kith_resolved_of(const kith_batch *batch)
{
    return batch->extra;
}

/** What its citations name, in their order. */
static inline kith_looked_up *kith_cited_of(const kith_batch *batch)
{
    return (void *)(kith_resolved_of(batch) + batch->record_count);
}

#endif /* KITH_GRAPH_LOOKUP_H */
