#ifndef KITH_QUERY_PARSER_H
#define KITH_QUERY_PARSER_H

/** From tokens to the tree, by recursive descent; the parts of the parser. */

#include "query/lexer.h"
#include "query/tree.h"

/** Expressions and subqueries nest this deep. */
#define KITH_QUERY_DEPTH 300

/** Names in one label expression, which is a tree of two branches each. */
#define KITH_QUERY_LABELS 1000

typedef struct kith_parser {
    const kith_query_source *source;
    kith_tokens tokens;
    size_t at;
    kith_heap *heap;
    unsigned depth;
    unsigned labels; /**< joined in the label expression that is parsed */
    bool no_bar;     /**< in [x IN y WHERE z | w]: `|` is no part of a label */
    kith_error *err;
} kith_parser;

/** Parse a whole query.
 *
 *  @return KITH_OK; KITH_E_SYNTAX; KITH_E_UNSUPPORTED (a clause that writes);
 *          KITH_E_LIMIT (nested too deep); KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_parse_query(kith_tree *out,
                                            const kith_query_source *source,
                                            kith_heap *heap,
                                            kith_error *err);

/* -- tokens -------------------------------------------------------------- */

/** The token `ahead` of the one that comes next; the end past the last. */
const kith_token *kith_parser_peek(const kith_parser *p, size_t ahead);

/** Whether the token `ahead` is this kind or keyword. */
bool kith_parser_sees(const kith_parser *p, size_t ahead, unsigned kind);
bool kith_parser_sees_word(const kith_parser *p,
                           size_t ahead,
                           const char *word);

/** Take the next token if it is this kind or keyword. */
bool kith_parser_take(kith_parser *p, unsigned kind);
bool kith_parser_take_word(kith_parser *p, const char *word);

/** Take it or fail: "expected ')'". */
KITH_NODISCARD kith_status kith_parser_need(kith_parser *p,
                                            unsigned kind,
                                            const char *what);
KITH_NODISCARD kith_status kith_parser_need_word(kith_parser *p,
                                                 const char *word);

/** Fail at the next token: "expected `what`, found '…'". */
kith_status kith_parser_expected(kith_parser *p, const char *what);

/** Take a name, in backticks or not. */
bool kith_parser_sees_name(const kith_parser *p, size_t ahead);
KITH_NODISCARD kith_status kith_parser_name(kith_parser *p,
                                            kith_text *out,
                                            kith_span *span);

/** From the start of token `first` to the end of the last one taken. */
kith_span kith_parser_span(const kith_parser *p, size_t first);

kith_status kith_parser_memory(kith_parser *p);

/** Go a level deeper; KITH_E_LIMIT if that is too deep. */
KITH_NODISCARD kith_status kith_parser_enter(kith_parser *p);

/* -- lists that grow ----------------------------------------------------- */

/** Pointers in a heap that are added one by one. */
typedef struct kith_grow {
    void *items;
    size_t count;
    size_t room;
} kith_grow;

/** Room for one more object of `size` bytes, zeroed; NULL if out of memory. */
void *kith_grow_more(kith_grow *grow, kith_heap *heap, size_t size);

/* -- parts --------------------------------------------------------------- */

KITH_NODISCARD kith_status kith_parse_expression(kith_parser *p,
                                                 kith_expr **out);
KITH_NODISCARD kith_status kith_parse_atom(kith_parser *p, kith_expr **out);
KITH_NODISCARD kith_status kith_parse_number(kith_parser *p,
                                             bool negative,
                                             kith_expr **out);
KITH_NODISCARD kith_status kith_parse_string(kith_parser *p, kith_expr **out);
KITH_NODISCARD kith_status kith_parse_braces(kith_parser *p, kith_expr **out);
KITH_NODISCARD kith_status kith_parse_map(kith_parser *p, kith_expr **out);
KITH_NODISCARD kith_status kith_parse_word(kith_parser *p, kith_expr **out);
KITH_NODISCARD kith_status kith_parse_case(kith_parser *p, kith_expr **out);
KITH_NODISCARD kith_status kith_parse_projection(kith_parser *p,
                                                 kith_expr *of,
                                                 kith_expr **out);
KITH_NODISCARD kith_status kith_parse_pattern(kith_parser *p,
                                              kith_pattern *out);
KITH_NODISCARD kith_status kith_parse_path(kith_parser *p,
                                           kith_path_pattern *out);
KITH_NODISCARD kith_status kith_parse_labels(kith_parser *p,
                                             bool relation,
                                             kith_labels **out);
KITH_NODISCARD kith_status kith_parse_union(kith_parser *p, kith_union **out);

/** Whether a pattern of at least one relation begins `ahead`. */
bool kith_parser_sees_pattern(const kith_parser *p, size_t ahead);

/** A new expression, its span beginning at token `first`. */
kith_expr *kith_expr_new(kith_parser *p, kith_expr_kind kind, size_t first);

/** End the span of an expression here and take `count` operands. */
KITH_NODISCARD kith_status kith_expr_close(kith_parser *p,
                                           kith_expr *expr,
                                           size_t first,
                                           size_t count,
                                           ...);
/** The same with the operands of a grown list. */
KITH_NODISCARD kith_status kith_expr_close_list(kith_parser *p,
                                                kith_expr *expr,
                                                size_t first,
                                                const kith_grow *args);

#endif /* KITH_QUERY_PARSER_H */
