#ifndef KITH_RECORDS_DIALECTS_LINKS_H
#define KITH_RECORDS_DIALECTS_LINKS_H

/** Where the lines of plain links stand, so that a statement that says more
 * about a link takes its place. Few documents have statements: links are looked
 * for when the first one comes, and known from then on by a hash of what they
 * say; 24 bytes each, at most half of the room in use. */

#include "records/dialects/translation.h"

typedef struct kith_link {
    uint64_t hash;
    uint64_t line; /**< where its line begins; see kith_line_offset() */
    uint64_t end;  /**< past the line; 0: no line, a statement says it */
} kith_link;

/** Start from zero; release with kith_links_free(). */
typedef struct kith_links {
    kith_link *items;
    size_t count;
    size_t room; /**< a power of two, or 0 */
    bool wanted; /**< there was a statement: links are to be added */
} kith_links;

/** Add a link; there may be several of one hash. False if out of memory. */
bool kith_links_add(kith_links *links, kith_link link);

/** What a link says, by the insides of JSON strings. */
uint64_t kith_links_hash(kith_text source, kith_text type, kith_text target);

/** Whether a statement says a link, so that it needs no line. */
bool kith_links_is_said(const kith_links *links, uint64_t hash);

/** The record in hand is a statement: it takes the place of the links that say
 *  the same, those before it and those to come. At the first one the links that
 *  were written are read again. */
void kith_links_say(kith_links *links, kith_translation *t);

void kith_links_free(kith_links *links);

#endif /* KITH_RECORDS_DIALECTS_LINKS_H */
