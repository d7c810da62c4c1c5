#ifndef KITH_QUERY_LEXER_H
#define KITH_QUERY_LEXER_H

/** The text of a query as tokens. */

#include "query/message.h"

#include <kith/text.h>

#include <stdint.h>

typedef enum kith_token_kind {
    KITH_TOKEN_END = 0,
    KITH_TOKEN_NAME,    /**< also every keyword */
    KITH_TOKEN_QUOTED,  /**< `name` in backticks */
    KITH_TOKEN_INTEGER, /**< decimal, 0x or 0o, without a sign */
    KITH_TOKEN_REAL,
    KITH_TOKEN_STRING,
    KITH_TOKEN_PARAMETER, /**< $name, $1, $`name` */
    /* Signs of one byte are their own kind: '(' and so on. */
    KITH_TOKEN_RANGE = 256,   /**< .. */
    KITH_TOKEN_NOT_EQUAL,     /**< <> or != */
    KITH_TOKEN_LESS_EQUAL,    /**< <= */
    KITH_TOKEN_GREATER_EQUAL, /**< >= */
    KITH_TOKEN_MATCHES,       /**< =~ */
    KITH_TOKEN_CONCATENATE,   /**< || */
    KITH_TOKEN_PLUS_EQUAL     /**< += */
} kith_token_kind;

typedef struct kith_token {
    uint32_t start; /**< bytes from the start of the text */
    uint32_t length;
    uint16_t kind; /**< kith_token_kind, or a byte */
} kith_token;

/** All tokens of a text; the last one is KITH_TOKEN_END. */
typedef struct kith_tokens {
    kith_token *items; /**< owned: kith_release() */
    size_t count;
} kith_tokens;

/** Split `source->text` into tokens; comments and blanks go.
 *
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_MEMORY
 *
 *  Cost: O(length), 12 bytes a token.
 */
KITH_NODISCARD kith_status kith_tokens_read(kith_tokens *out,
                                            const kith_query_source *source,
                                            kith_error *err);

#endif /* KITH_QUERY_LEXER_H */
