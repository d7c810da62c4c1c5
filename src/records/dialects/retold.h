#ifndef KITH_RECORDS_DIALECTS_RETOLD_H
#define KITH_RECORDS_DIALECTS_RETOLD_H

/** Lines that were written before it was known what they should say. */

#include "records/dialects/translation.h"

/** Write every record of the input again, with texts in place of the numbers of
 *  some properties, which keep their digits.
 *
 *  @param kind  of the records that are no documents
 *  @param keys  of the properties, `count` of them: the insides of JSON strings
 *
 *  Failures are in t->status. Cost: one pass over the spool, which holds the
 *  lines twice afterwards.
 */
void kith_retell_as_texts(kith_translation *t,
                          kith_record_kind kind,
                          const kith_text *keys,
                          size_t count);

#endif /* KITH_RECORDS_DIALECTS_RETOLD_H */
