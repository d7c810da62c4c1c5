#ifndef KITH_RECORDS_DIALECTS_SUBJECT_H
#define KITH_RECORDS_DIALECTS_SUBJECT_H

/** What statements say of one subject, made into a record. */

#include "records/dialects/links.h"
#include "records/dialects/names.h"

/** A subject; all is borrowed. */
typedef struct kith_subject {
    kith_translation *t;
    const kith_names *names;
    kith_links *links; /**< those that statements take the place of */
    kith_text iri;     /**< or "_:" and a label */
} kith_subject;

/** Write all that is known of a subject as a record.
 *
 *  @param facts  a JSON object: IRIs of predicates to arrays of values
 */
void kith_subject_put(const kith_subject *subject, kith_text facts);

#endif /* KITH_RECORDS_DIALECTS_SUBJECT_H */
