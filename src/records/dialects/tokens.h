#ifndef KITH_RECORDS_DIALECTS_TOKENS_H
#define KITH_RECORDS_DIALECTS_TOKENS_H

/** The terms of N-Triples, N-Quads and Turtle, one after another. */

#include "records/dialects/triples.h"

/** A reader of terms. Texts live in `texts` until it is freed. */
typedef struct kith_tokens {
    kith_translation *t;
    kith_triples *triples;
    kith_arena texts;
    kith_arena prefix_texts;
    struct kith_turtle_prefix *prefixes;
    kith_text base;
    char *buffer; /**< of the term that is read */
    size_t length;
    size_t room;
    bool lines;    /**< N-Triples and N-Quads: nothing is short for anything */
    size_t blanks; /**< that were made for brackets */
} kith_tokens;

/** A prefix that is declared. */
typedef struct kith_turtle_prefix {
    struct kith_turtle_prefix *next;
    kith_text name;
    kith_text iri;
} kith_turtle_prefix;

void kith_tokens_close(kith_tokens *tokens);

/** The next byte, or 0 at the end; and past it. */
char kith_tokens_peek(kith_tokens *tokens);
void kith_tokens_step(kith_tokens *tokens);

/** The same past white space and remarks. */
char kith_tokens_next(kith_tokens *tokens);

/** Complain about what stands here; false. */
bool kith_tokens_fault(kith_tokens *tokens, const char *message);

/** Take what begins with '<', '_' or a name with a prefix, or a literal; false
 *  if it is none. */
bool kith_tokens_term(kith_tokens *tokens, kith_term *term);

/** Take a bare word, such as "a", "true" or "PREFIX", as far as letters go. */
bool kith_tokens_word(kith_tokens *tokens, kith_text *word);

/** Declare a prefix or the base. */
bool kith_tokens_declare(kith_tokens *tokens, kith_text name, kith_text iri);

/** Read "<…>". */
bool kith_tokens_iri(kith_tokens *tokens, kith_text *iri);

/** Read "name:" and what follows it, up to white space; `*local` is absent if
 *  nothing follows. */
bool kith_tokens_prefixed(kith_tokens *tokens,
                          kith_text *prefix,
                          kith_text *local);

/** A blank node of its own. */
kith_term kith_tokens_blank(kith_tokens *tokens);

#endif /* KITH_RECORDS_DIALECTS_TOKENS_H */
