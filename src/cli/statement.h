#ifndef KITH_CLI_STATEMENT_H
#define KITH_CLI_STATEMENT_H

#include <kith/text.h>

#include <stdbool.h>
#include <stddef.h>

/** What stands in a statement, as far as ends and completion need to know. */
typedef enum kith_word_kind {
    KITH_WORD_NAME = 0, /**< name or keyword */
    KITH_WORD_QUOTED,   /**< `name` in backticks */
    KITH_WORD_NUMBER,
    KITH_WORD_STRING,
    KITH_WORD_COMMENT,
    KITH_WORD_SIGN /**< one byte of anything else */
} kith_word_kind;

typedef struct kith_word {
    kith_word_kind kind;
    size_t start; /**< bytes from the start of the text */
    size_t length;
    bool open; /**< the text ends inside it: its end is missing */
} kith_word;

/** The word at or after `*at`, which moves behind it; false if only blanks are
 *  left. Any bytes are allowed. Cost: O(length of the word). */
bool kith_word_next(kith_text text, size_t *at, kith_word *out);

/** Where the statement that begins at `start` ends: the place of its ';', or
 *  the length of the text if it has none; `*open` tells these apart. */
size_t kith_statement_end(kith_text text, size_t start, bool *open);

/** Whether there is nothing but blanks and comments from `start` to `end`. */
bool kith_statement_is_empty(kith_text text, size_t start, size_t end);

#endif /* KITH_CLI_STATEMENT_H */
