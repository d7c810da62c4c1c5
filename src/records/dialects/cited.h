#ifndef KITH_RECORDS_DIALECTS_CITED_H
#define KITH_RECORDS_DIALECTS_CITED_H

/** Evidence and documents as JSON text, which is how kith writes them where a
 *  format has cells or attributes and nothing that nests. */

#include "records/dialects/mapping.h"

/** Take a text that is an array of JSON: a copy of it in t->scratch that can be
 *  scanned. False if it is none, or out of memory. */
bool kith_take_array(kith_translation *t, kith_text text, kith_text *array);

/** Set the value of a field to the evidence that a text is: a JSON array, not
 *  empty, of ids of documents and of objects that name a document. False, and
 *  nothing set, if the text is anything else.
 *
 *  Cost: one pass over the text, and a copy of it in t->scratch.
 */
bool kith_field_cited(kith_translation *t, kith_field *field, kith_text text);

/** Write the documents that a text is: a JSON array of objects that have an id.
 *  False, and nothing written, if it is anything else. */
bool kith_put_documents(kith_translation *t, kith_text text);

#endif /* KITH_RECORDS_DIALECTS_CITED_H */
