#ifndef KITH_RECORDS_FACTS_H
#define KITH_RECORDS_FACTS_H

/** The text of one record to a kith_record: every rule that needs no other
 *  record is checked here. */

#include "records/batch.h"

#include <kith/vocabulary.h>

/** Turn slice `slice` of a batch into a record, or into problems.
 *
 *  The record goes to the end of batch->records, what its evidence cites to
 *  batch->citations, problems to batch->problems.
 *
 *  @param vocabulary  for required properties; may be NULL
 */
void kith_facts_take(kith_batch *batch,
                     const kith_slice *slice,
                     const kith_vocabulary *vocabulary);

#endif /* KITH_RECORDS_FACTS_H */
