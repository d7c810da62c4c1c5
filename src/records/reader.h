#ifndef KITH_RECORDS_READER_H
#define KITH_RECORDS_READER_H

/** Reads inputs as batches of sound records, on any number of threads, handed
 *  on in order. */

#include "records/batch.h"
#include "records/frame.h"
#include "records/source.h"

/** Who gets the records. */
typedef struct kith_consumer {
    /** Look at a batch ahead of its turn; from several threads at once. */
    void (*prepare)(void *context, kith_batch *batch);
    /** Take a batch, in order, one at a time. */
    kith_status (*take)(void *context, kith_batch *batch, kith_error *err);
    /** A member of a document beside its records; false if out of memory. */
    kith_frame_member *member;
    void *context;
} kith_consumer;

/** Read every input to its end.
 *
 *  @param diagnostics  gets every problem that is in one record alone
 *  @return KITH_OK (whatever the records are like); KITH_E_IO; KITH_E_LIMIT
 *          (progress asked to stop); KITH_E_MEMORY; what the consumer says
 */
KITH_NODISCARD kith_status kith_records_read(kith_sources *sources,
                                             const kith_read_options *options,
                                             const kith_consumer *consumer,
                                             kith_diagnostics *diagnostics,
                                             kith_error *err);

#endif /* KITH_RECORDS_READER_H */
