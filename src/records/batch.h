#ifndef KITH_RECORDS_BATCH_H
#define KITH_RECORDS_BATCH_H

/** A batch: a stretch of one input, cut at the ends of records, on its way from
 *  bytes to records. It is reused, and belongs to one thread at a time. */

#include "base/arena.h"
#include "json/scan.h"
#include "records/diagnostics.h"

#include <kith/records.h>

/** What a stretch of text claims to be, from where it stands. */
typedef enum kith_slice_kind {
    KITH_SLICE_LINE = 0, /**< a line of JSON Lines: it says itself */
    KITH_SLICE_ENTITY,   /**< an element of "entities" */
    KITH_SLICE_RELATION, /**< an element of "relations" */
    KITH_SLICE_DOCUMENT  /**< an element of "documents" */
} kith_slice_kind;

/** The text of one record. */
typedef struct kith_slice {
    size_t offset; /**< in the batch */
    size_t length;
    kith_slice_kind kind;
} kith_slice;

/** A document that evidence cites. */
typedef struct kith_citation {
    kith_text document;
    size_t record; /**< index into records */
} kith_citation;

typedef struct kith_batch {
    size_t input;   /**< number of the input */
    uint64_t start; /**< offset of the batch in it, unpacked */
    char *text;     /**< KITH_PADDING zero bytes follow */
    size_t length;
    size_t room;
    kith_slice *slices;
    size_t slice_count;
    size_t slice_room;
    kith_record *records;
    size_t record_count;
    size_t record_room;
    kith_citation *citations;
    size_t citation_count;
    size_t citation_room;
    kith_origin *rejects; /**< records that are not sound */
    size_t reject_count;
    size_t reject_room;
    kith_diagnostics *problems; /**< places without line and column */
    kith_arena scratch;         /**< unescaped texts */
    kith_scan scan;
    bool out_of_memory;
    void *extra; /**< the consumer's own, from prepare to take */
    size_t extra_room;
} kith_batch;

/** A new empty batch that keeps so many problems; NULL if out of memory. */
kith_batch *kith_batch_new(size_t problems);

/** Release a batch. NULL is allowed. */
void kith_batch_free(kith_batch *batch);

/** Make a batch ready for the next stretch of text. */
void kith_batch_clear(kith_batch *batch);

/** Make an array of the batch large enough for one more element; false, with
 *  out_of_memory set, if that fails. */
bool kith_batch_room(kith_batch *batch,
                     void **array,
                     size_t count,
                     size_t *room,
                     size_t size);

/** The origin of what begins at byte `at` of the batch. */
kith_origin kith_batch_origin(const kith_batch *batch, size_t at);

/** Note that the record at byte `at` of the batch is left out. */
void kith_batch_reject(kith_batch *batch, size_t at);

/** Report and leave out a record at byte `at` that is longer than allowed. */
void kith_batch_too_long(kith_batch *batch, size_t at, size_t limit);

/** Report what the scanner objects to in the record at byte `record`. */
void kith_batch_fault(kith_batch *batch, const kith_scan *scan, size_t record);

/** Report a problem at byte `at` of the batch, with the record that begins at
 *  `record`; the result is to be filled in, or NULL. */
kith_problem *kith_batch_report(kith_batch *batch,
                                kith_rule rule,
                                size_t record,
                                size_t at);

#endif /* KITH_RECORDS_BATCH_H */
