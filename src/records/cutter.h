#ifndef KITH_RECORDS_CUTTER_H
#define KITH_RECORDS_CUTTER_H

/** A window of an input while frame.c cuts it: frame_form.c tells which form it
 *  has, frame_lines.c and frame_document.c walk through it. */

#include "records/frame.h"

/** A window being cut. */
typedef struct kith_cutter {
    kith_frame *frame;
    kith_batch *batch;
    const char *at;
    const char *end;
    const char *done; /**< everything before it is used up */
    bool whole;       /**< nothing follows in this input */
} kith_cutter;

/** Where a text goes on after spaces and line ends. */
static inline const char *kith_skip_space(const char *at, const char *end)
{
    while (at < end &&
           (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
        at++;
    return at;
}

/** Report a problem at a place in the window; NULL if out of memory. */
kith_problem *kith_cutter_report(kith_cutter *c,
                                 kith_rule rule,
                                 const char *at);

/** Say what would make the input the form of another tool; false if there is
 *  nothing to say. */
bool kith_cutter_hint(const kith_cutter *c, kith_problem *problem);

/** Add the record from c->at to `end` to the batch; false if out of memory. */
bool kith_cutter_add(kith_cutter *c, const char *end, kith_slice_kind kind);

/** Find out the form and go to its first brace. Called again with a larger
 *  window until it can tell: false until then, and if it is none. */
bool kith_cutter_begin(kith_cutter *c);

/** The array of records that a sound key names, or -1. */
int kith_section_of(kith_text key, bool escaped);

/** Report what is JSON and still wrong in what was scanned. */
void kith_cutter_oddities(kith_cutter *c, const kith_scan *scan);

/** Hand on what is said of the whole graph: a member whose value is in the
 *  window, and `sound` or not. False if out of memory. */
bool kith_cutter_member(kith_cutter *c,
                        kith_text key,
                        kith_text value,
                        bool sound);

/** Cut lines as far as the window goes. */
void kith_cutter_lines(kith_cutter *c);

/** Cut a document as far as the window goes. */
void kith_cutter_document(kith_cutter *c);

/** Whether a comma is to come before the next record of a document. */
bool kith_frame_wants_comma(const kith_frame *frame);

#endif /* KITH_RECORDS_CUTTER_H */
