#ifndef KITH_RECORDS_DIALECTS_IRI_H
#define KITH_RECORDS_DIALECTS_IRI_H

#include "base/arena.h"

#include <kith/text.h>

/** What a relative IRI means beside a base (RFC 3986, 5.2); itself if it is
 * none or there is no base. In `arena`; no data if out of memory. */
kith_text kith_iri_resolve(kith_text base, kith_text iri, kith_arena *arena);

#endif /* KITH_RECORDS_DIALECTS_IRI_H */
