#ifndef KITH_RECORDS_DIALECTS_TERMS_H
#define KITH_RECORDS_DIALECTS_TERMS_H

#include "records/dialects/triples.h"

bool kith_terms_same(kith_text a, kith_text b);

/** Write a term as a JSON value: numbers, truth values and JSON as such where
 *  the datatype says so and the text is one, all else as text. `text` is the
 *  term's. */
void kith_terms_put(kith_translation *t, const kith_term *term, kith_text text);

#endif /* KITH_RECORDS_DIALECTS_TERMS_H */
