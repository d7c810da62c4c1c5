#ifndef KITH_RECORDS_FRAME_H
#define KITH_RECORDS_FRAME_H

/** Cuts an input into records: which form it has, where each record ends.
 *
 *  A frame sees an input in windows. It takes whole records and leaves the rest
 *  for the next window. The frame round the records (braces, keys, commas) is
 *  checked here, strictly; the records are checked later, in parallel. */

#include "records/batch.h"

/** The forms of a records file. */
typedef enum kith_form {
    KITH_FORM_UNKNOWN = 0,
    KITH_FORM_LINES,   /**< JSON Lines: one record a line */
    KITH_FORM_DOCUMENT /**< one object with entities, relations, documents */
} kith_form;

/** Called for a member beside the records, such as "title". */
typedef bool kith_frame_member(void *context, kith_text key, kith_text value);

/** Where a frame stands in its input. Start from zero with `member` set. */
typedef struct kith_frame {
    kith_form form;
    int state;
    kith_slice_kind section; /**< the array that is open */
    unsigned sections;       /**< bit set of those seen */
    bool dead;               /**< the rest cannot be cut: it is passed over */
    bool skip_line;          /**< in a line that is too long */
    kith_frame_member *member;
    void *member_context;
} kith_frame;

/** Cut `batch->text` into slices.
 *
 *  @param whole  nothing follows in this input
 *  @return bytes used up; with neither bytes nor slices the frame needs a
 *          larger window
 */
size_t kith_frame_cut(kith_frame *frame, kith_batch *batch, bool whole);

/** The record at the start of the window is longer than allowed: report it and
 *  pass over it, or over the rest of a document. */
void kith_frame_too_long(kith_frame *frame, kith_batch *batch, size_t limit);

#endif /* KITH_RECORDS_FRAME_H */
