#ifndef KITH_RECORDS_DIALECTS_CONTEXT_H
#define KITH_RECORDS_DIALECTS_CONTEXT_H

/** What the terms of a JSON-LD document mean: its context, which must stand in
 *  the document. Contexts that would have to be fetched are refused.
 *
 *  Source: "JSON-LD 1.1 Processing Algorithms and API", W3C 2020, 4 and 5. */

#include "records/dialects/triples.h"

#include <string.h>

/** How the values of a term stand, several of them at once. */
enum {
    KITH_BY_LANGUAGE = 1 << 0, /**< members of an object, by this */
    KITH_BY_INDEX = 1 << 1,
    KITH_BY_ID = 1 << 2,
    KITH_BY_TYPE = 1 << 3,
    KITH_AS_GRAPHS = 1 << 4,
    KITH_AS_LIST = 1 << 5,
    KITH_AS_SET = 1 << 6
};

/** Whether a text has a language, or a direction. */
typedef enum kith_tongue {
    KITH_TONGUE_UNSAID = 0, /**< as the context has it */
    KITH_TONGUE_NONE,
    KITH_TONGUE_SOME
} kith_tongue;

typedef enum kith_term_state {
    KITH_TERM_DEFINED = 0,
    KITH_TERM_PENDING, /**< its turn has not come */
    KITH_TERM_BEGUN,   /**< what it is defined by is sought */
    KITH_TERM_CIRCULAR /**< and that was the term itself */
} kith_term_state;

/** The terms of one context object, to find them by their names. */
typedef struct kith_context_index kith_context_index;

/** A term. */
typedef struct kith_context_term {
    struct kith_context_term *next;
    const kith_context_index *found; /**< of this term and the rest of its
                                          object; or NULL */
    kith_text name;
    kith_text iri;   /**< or a keyword, such as "@id"; absent: means nothing */
    kith_text type;  /**< what its values are: "@id", "@vocab", a datatype */
    kith_text index; /**< name of the property that an index says of a node;
                          absent: it says nothing */
    kith_text context; /**< JSON of a context that holds in its values */
    kith_text json;    /**< its definition, until it is defined */
    unsigned containers;
    kith_term_state state;
    kith_tongue language;
    kith_tongue direction;
    bool reverse;
    bool prefix;    /**< may stand before a colon */
    bool guarded;   /**< must not be defined otherwise */
    bool undefined; /**< as if there was no such term */
    bool *told;     /**< what is wrong with `context` was said; NULL: there is
                         none */
} kith_context_term;

/** Start from zero with `t`, `triples` and `texts` set. A copy is a context of
 *  its own, which may have more terms: what one takes does not change another.
 */
typedef struct kith_context {
    kith_translation *t;
    kith_triples *triples;
    kith_arena *texts; /**< where terms are put; borrowed */
    kith_context_term *terms;
    const struct kith_context *previous; /**< that holds in the nodes inside;
                                              NULL: this one does */
    kith_text vocabulary; /**< may be empty, which is not absent */
    kith_text base;
    bool aliases;   /**< a term is a keyword */
    bool scoped;    /**< a term brings along a context */
    bool guarded;   /**< a term is */
    bool language;  /**< texts have one, unless their term says otherwise */
    bool direction; /**< the same */
    bool quiet;     /**< what is wrong was said before */
    unsigned chain; /**< terms whose definitions are begun */
} kith_context;

/** Take a context: an object, an array of them, or null, which forgets all. The
 *  JSON need not last. False if it would have to be fetched, or is no context;
 *  a term that is defined wrongly is reported, and means nothing. */
bool kith_context_take(kith_context *context, kith_text json);

/** Take the context that a term brings along for its values, or for the nodes
 *  of the type that it is. */
bool kith_context_take_values(kith_context *context,
                              const kith_context_term *term);
bool kith_context_take_type(kith_context *context,
                            const kith_context_term *term);

/** The same for a node that is found by its type. */
bool kith_context_take_key(kith_context *context,
                           const kith_context_term *term);

/** The term called `name`, or NULL. Cost: linear in the contexts that add up,
 *  and in the terms of small ones. */
const kith_context_term *kith_context_find(const kith_context *context,
                                           kith_text name);

/** The IRI of a key, or a keyword; absent if it means nothing. In `arena`. */
kith_text kith_context_name(kith_context *context,
                            kith_text name,
                            kith_arena *arena);

/** The same of a type, which may also be relative to the base. */
kith_text kith_context_type(kith_context *context,
                            kith_text name,
                            kith_arena *arena);

/** The IRI of an id, which may be relative: without a base it then stays as it
 *  is. Absent if it has the form of a keyword. */
kith_text kith_context_id(kith_context *context,
                          kith_text id,
                          kith_arena *arena);

/** A JSON string as plain text in `arena`; absent if it is none. */
kith_text kith_context_plain(kith_text json, kith_arena *arena);

/** Whether a text is there, and is `name`. Inline, as the length of most names
 *  is then known. */
static inline bool kith_context_is(kith_text text, const char *name)
{
    return text.data && text.length == strlen(name) &&
           !memcmp(text.data, name, text.length);
}

#endif /* KITH_RECORDS_DIALECTS_CONTEXT_H */
