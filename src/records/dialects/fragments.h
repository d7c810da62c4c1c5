#ifndef KITH_RECORDS_DIALECTS_FRAGMENTS_H
#define KITH_RECORDS_DIALECTS_FRAGMENTS_H

/** FollowTheMoney entities that come in pieces: the same id may stand on many
 *  lines, each with some of its properties. */

#include "records/dialects/translation.h"

typedef struct kith_fragments kith_fragments;

/** NULL if out of memory. */
kith_fragments *kith_fragments_new(kith_translation *t);

void kith_fragments_free(kith_fragments *fragments);

/** Take a piece: an entity as sound JSON text.
 *
 *  What earlier pieces of the same id became is taken back.
 *
 *  @param[out] whole  all pieces so far as one entity; holds until the next
 *                     call. KITH_PADDING bytes follow it
 *  @return false if that fails; see t->status
 */
bool kith_fragments_take(kith_fragments *fragments,
                         kith_text id,
                         kith_text piece,
                         kith_text *whole);

/** The lines that were written since are what the last piece became. */
void kith_fragments_became(kith_fragments *fragments);

#endif /* KITH_RECORDS_DIALECTS_FRAGMENTS_H */
