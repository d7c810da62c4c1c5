#ifndef KITH_RECORDS_DIALECTS_NAMES_H
#define KITH_RECORDS_DIALECTS_NAMES_H

/** IRIs and the short names that people know them by. */

#include "base/arena.h"

#include <kith/text.h>

#include <stdbool.h>

/** A prefix that a document declares. */
typedef struct kith_prefix {
    struct kith_prefix *next;
    kith_text prefix;
    kith_text iri;
} kith_prefix;

/** Start from zero; release with kith_arena_free(). */
typedef struct kith_names {
    kith_arena texts;
    kith_prefix *prefixes;
    kith_text base; /**< below which kith's own names stand */
} kith_names;

/** False if out of memory. */
bool kith_names_declare(kith_names *names, kith_text prefix, kith_text iri);

/** The name of a predicate or a type: below kith's own base what kith called
 *  it, else with a prefix, else whole. In `arena`, or the IRI itself. */
kith_text kith_names_short(const kith_names *names,
                           kith_text iri,
                           kith_arena *arena);

/** The id of an entity or a document: below kith's own base what kith called
 *  it, else the IRI itself. */
kith_text kith_names_id(const kith_names *names,
                        kith_text iri,
                        kith_arena *arena);

/** Whether an IRI is the base itself. */
bool kith_names_is_base(const kith_names *names, kith_text iri);

/** Whether an IRI is `space` below kith's base, as "document/". */
bool kith_names_is_below(const kith_names *names,
                         kith_text iri,
                         const char *space);

#endif /* KITH_RECORDS_DIALECTS_NAMES_H */
