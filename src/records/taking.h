#ifndef KITH_RECORDS_TAKING_H
#define KITH_RECORDS_TAKING_H

/** A record on its way from members to facts, shared by the files that take its
 *  parts: facts.c the whole, values.c texts, numbers and dates, lists.c arrays.
 */

#include "records/batch.h"
#include "records/members.h"

typedef struct kith_taking {
    kith_batch *batch;
    const kith_slice *slice;
    kith_members members;
    kith_record *record; /**< where it goes in the batch */
    size_t citations_before;
    bool sound; /**< no error so far */
} kith_taking;

/** Report a problem of the record at byte `at`; to be filled in, or NULL. */
kith_problem *kith_taking_report_at(kith_taking *t,
                                    kith_rule rule,
                                    const char *at,
                                    const char *pointer);

/** Report a problem at a member's value. */
kith_problem *kith_taking_report(kith_taking *t,
                                 kith_rule rule,
                                 kith_member member);

/** The text of a scanned string, escapes undone; lives as long as the batch. */
kith_text kith_taking_plain(kith_taking *t, kith_text text, bool escaped);

/* -- values.c ------------------------------------------------------------ */

/** A text that must hold something and no U+0000; absent if the member is. */
kith_text kith_take_key(kith_taking *t, kith_member member);

/** An entity's name. */
kith_text kith_take_name(kith_taking *t);

/** A date, KITH_NO_DATE if there is none. */
kith_date kith_take_date(kith_taking *t, kith_member member);

/** A relation's weight and confidence, since and until. */
void kith_take_numbers(kith_taking *t);
void kith_take_dates(kith_taking *t);

/* -- lists.c ------------------------------------------------------------- */

/** An entity's types and aliases. */
void kith_take_types(kith_taking *t);
void kith_take_aliases(kith_taking *t);

/** Evidence, and the documents that it cites. */
void kith_take_evidence(kith_taking *t);

#endif /* KITH_RECORDS_TAKING_H */
