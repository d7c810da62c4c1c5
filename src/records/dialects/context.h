#ifndef KITH_RECORDS_DIALECTS_CONTEXT_H
#define KITH_RECORDS_DIALECTS_CONTEXT_H

/** What the terms of a JSON-LD document mean: its context, which must stand in
 *  the document. Contexts that would have to be fetched are refused. */

#include "records/dialects/triples.h"

/** A term. */
typedef struct kith_context_term {
    struct kith_context_term *next;
    kith_text name;
    kith_text iri;  /**< or a keyword, such as "@id"; absent: means nothing */
    kith_text type; /**< what its values are: "@id", "@vocab", a datatype */
    kith_text context; /**< JSON of a context that holds in its values */
    bool reverse;
    bool by_language; /**< its values are members of an object, by this */
    bool by_index;
    bool by_id;
    bool by_type;
    bool graphs; /**< its values are graphs */
} kith_context_term;

/** Start from zero with `t`, `triples` and `texts` set. A copy is a context of
 *  its own, which may have more terms: what one takes does not change another.
 */
typedef struct kith_context {
    kith_translation *t;
    kith_triples *triples;
    kith_arena *texts; /**< where terms are put; borrowed */
    kith_context_term *terms;
    bool aliases; /**< a term is a keyword */
    kith_text vocabulary;
    kith_text base;
} kith_context;

/** Take a context: an object, an array of them, or null, which forgets all. The
 *  JSON need not last. False, with a problem, if it would have to be fetched.
 */
bool kith_context_take(kith_context *context, kith_text json);

/** The term called `name`, or NULL. */
const kith_context_term *kith_context_find(const kith_context *context,
                                           kith_text name);

/** The IRI of a key or a type, or a keyword; absent if it means nothing. In
 *  `arena`. */
kith_text kith_context_name(const kith_context *context,
                            kith_text name,
                            kith_arena *arena);

/** The IRI of an id, which may be relative: it then stays as it is. */
kith_text kith_context_id(const kith_context *context,
                          kith_text id,
                          kith_arena *arena);

/** A JSON string as plain text in `arena`; absent if it is none. */
kith_text kith_context_plain(kith_text json, kith_arena *arena);

#endif /* KITH_RECORDS_DIALECTS_CONTEXT_H */
