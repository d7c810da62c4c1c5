#ifndef KITH_RECORDS_DIALECTS_FTM_MAP_H
#define KITH_RECORDS_DIALECTS_FTM_MAP_H

#include "records/dialects/translation.h"

/** Translate an entity of FollowTheMoney, or a piece of one, from JSON text
 * with KITH_PADDING bytes after it; t->own is a kith_fragments. */
void kith_ftm_take(kith_translation *t, kith_text text);

#endif /* KITH_RECORDS_DIALECTS_FTM_MAP_H */
