#ifndef KITH_RECORDS_DIALECTS_TRIPLES_H
#define KITH_RECORDS_DIALECTS_TRIPLES_H

/** Statements of linked data to records, whatever notation they come in.
 *
 *  A statement whose object is a name becomes a relation at once; what else is
 *  said of a subject is gathered to an entity, piece by piece. Names of
 *  predicates and types are shortened by the prefixes that the document
 *  declares and by those that everybody knows; ids stay whole. What kith writes
 *  itself becomes what it was. */

#include "records/dialects/translation.h"

typedef enum kith_term_kind {
    KITH_TERM_NONE = 0,
    KITH_TERM_NAME,  /**< an IRI */
    KITH_TERM_BLANK, /**< without the "_:" */
    KITH_TERM_LITERAL
} kith_term_kind;

/** A term; texts are plain. */
typedef struct kith_term {
    kith_term_kind kind;
    kith_text text;
    kith_text datatype; /**< an IRI; absent for texts */
    bool language;      /**< the literal has one */
} kith_term;

typedef struct kith_triples kith_triples;

/** NULL if out of memory, or if t->status says so. */
kith_triples *kith_triples_new(kith_translation *t);

/** Write what is still gathered, and release all. */
void kith_triples_end(kith_triples *triples);

/** Declare a prefix, as "foaf" for "http://xmlns.com/foaf/0.1/". */
void kith_triples_prefix(kith_triples *triples,
                         kith_text prefix,
                         kith_text iri);

/** Take a statement; `graph` may be of no kind. */
void kith_triples_take(kith_triples *triples,
                       const kith_term *subject,
                       const kith_term *predicate,
                       const kith_term *object,
                       const kith_term *graph);

#endif /* KITH_RECORDS_DIALECTS_TRIPLES_H */
