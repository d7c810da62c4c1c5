#ifndef KITH_RECORDS_DIALECTS_CONTEXT_PARTS_H
#define KITH_RECORDS_DIALECTS_CONTEXT_PARTS_H

/** What the files that read contexts of JSON-LD share. */

#include "records/dialects/context.h"

/** Say what is wrong with a context, at the place of `json` if that stands in
 *  the window: "'subject' in a context WHAT". */
void kith_context_fault(kith_context *context,
                        kith_text json,
                        kith_text subject,
                        const char *what);

/** Put all members of a context that are terms before the terms that there
 *  are, then define each of them, and first those that it is defined by.
 *
 *  @param guarded  they must not be defined otherwise later
 *  @param free     they may define otherwise what is guarded
 */
void kith_context_define(kith_context *context,
                         kith_text json,
                         bool guarded,
                         bool free);

/** Index the terms from the first of a context on up to `after`, if they are
 *  many. */
void kith_context_index_terms(kith_context *context, kith_context_term *after);

/** Define a term that is pending. */
void kith_context_define_term(kith_context *context, kith_context_term *term);

/** What a name may be beside a keyword and an IRI. */
enum {
    KITH_EXPAND_TERM = 1,
    KITH_EXPAND_RELATIVE = 2,
    KITH_EXPAND_ANY_PREFIX = 4 /**< which no term need be declared as */
};

/** The IRI of a name, or a keyword: a term and what follows the vocabulary, or
 *  what is relative to the base, as `how` has it; otherwise itself. Absent if
 *  it means nothing. */
kith_text kith_context_expand(kith_context *context,
                              kith_text name,
                              unsigned how,
                              kith_arena *arena);

static inline bool kith_context_same(kith_text a, kith_text b)
{
    return a.length == b.length && !a.data == !b.data &&
           (a.length == 0 || !memcmp(a.data, b.data, a.length));
}

/** Whether a text is a keyword, or at least looks like one. */
bool kith_context_is_keyword(kith_text text);
bool kith_context_is_like_keyword(kith_text text);

/** Whether a text begins with a scheme, or names a blank node. */
bool kith_context_is_iri(kith_text text);

#endif /* KITH_RECORDS_DIALECTS_CONTEXT_PARTS_H */
