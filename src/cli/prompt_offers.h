#ifndef KITH_CLI_PROMPT_OFFERS_H
#define KITH_CLI_PROMPT_OFFERS_H

#include "base/arena.h"

#include <kith/text.h>

#include <stdbool.h>

/** Names that begin with a prefix, each once, in order of adding. Start from
 *  zero; release with kith_offers_clear(). */
typedef struct kith_offers {
    kith_arena arena;
    const char **items;
    size_t count;
    size_t room;
    kith_text prefix; /**< borrowed while names are added */
} kith_offers;

/** Add `name`, with `suffix` behind it, if it begins with the prefix, in large
 *  or small letters of ASCII. Out of memory, it is left out. */
void kith_offers_add(kith_offers *names, const char *name, const char *suffix);

/** The same for a name of the graph, in backticks if the language needs them;
 *  without the first one if `quoted`. */
void kith_offers_add_quoted(kith_offers *names, const char *name, bool quoted);

void kith_offers_clear(kith_offers *names);

#endif /* KITH_CLI_PROMPT_OFFERS_H */
