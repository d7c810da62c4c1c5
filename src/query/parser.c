/* What all parts of the parser share: tokens, names, lists, spans. */
#include "query/parser.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

/* A tree deeper than this is refused: evaluating it recurses. */
#define MOST_DEPTH 1000

const kith_token *kith_parser_peek(const kith_parser *p, size_t ahead)
{
    const size_t last = p->tokens.count - 1;
    const size_t at = p->at + ahead;
    return &p->tokens.items[at < last ? at : last];
}

bool kith_parser_sees(const kith_parser *p, size_t ahead, unsigned kind)
{
    return kith_parser_peek(p, ahead)->kind == kind;
}

bool kith_parser_sees_word(const kith_parser *p, size_t ahead, const char *word)
{
    const kith_token *token = kith_parser_peek(p, ahead);
    return token->kind == KITH_TOKEN_NAME && strlen(word) == token->length &&
           !strncasecmp(p->source->text.data + token->start, word,
                        token->length);
}

bool kith_parser_take(kith_parser *p, unsigned kind)
{
    const bool taken = kith_parser_sees(p, 0, kind);
    p->at += taken;
    return taken;
}

bool kith_parser_take_word(kith_parser *p, const char *word)
{
    const bool taken = kith_parser_sees_word(p, 0, word);
    p->at += taken;
    return taken;
}

kith_status kith_parser_memory(kith_parser *p)
{
    if (p->heap->budget->spent)
        return kith_fail(p->err, KITH_E_LIMIT,
                         "the query needs too much memory");
    return kith_fail(p->err, KITH_E_MEMORY, "out of memory");
}

kith_status kith_parser_expected(kith_parser *p, const char *what)
{
    const kith_token *token = kith_parser_peek(p, 0);
    const kith_span span = {token->start, token->start + token->length};
    if (token->kind == KITH_TOKEN_END) {
        return kith_query_fail(p->err, p->source, span, "UnexpectedSyntax",
                               "expected %s, found the end of the query", what);
    }
    const int shown = token->length < 40 ? (int)token->length : 40;
    return kith_query_fail(p->err, p->source, span, "UnexpectedSyntax",
                           "expected %s, found '%.*s'", what, shown,
                           p->source->text.data + token->start);
}

kith_status kith_parser_need(kith_parser *p, unsigned kind, const char *what)
{
    return kith_parser_take(p, kind) ? KITH_OK : kith_parser_expected(p, what);
}

kith_status kith_parser_need_word(kith_parser *p, const char *word)
{
    return kith_parser_take_word(p, word) ? KITH_OK
                                          : kith_parser_expected(p, word);
}

bool kith_parser_sees_name(const kith_parser *p, size_t ahead)
{
    return kith_parser_sees(p, ahead, KITH_TOKEN_NAME) ||
           kith_parser_sees(p, ahead, KITH_TOKEN_QUOTED);
}

/* What stands between backticks, with doubled ones made single. */
static kith_status unquote(kith_parser *p, kith_text *name)
{
    const kith_text inner = {name->data + 1, name->length - 2};
    *name = inner;
    if (!memchr(inner.data, '`', inner.length))
        return KITH_OK;
    char *copy = kith_heap_take(p->heap, inner.length);
    if (!copy)
        return kith_parser_memory(p);
    size_t length = 0;
    for (size_t i = 0; i < inner.length; i++) {
        copy[length++] = inner.data[i];
        i += inner.data[i] == '`';
    }
    *name = (kith_text){copy, length};
    return KITH_OK;
}

kith_status kith_parser_name(kith_parser *p, kith_text *out, kith_span *span)
{
    const kith_token *token = kith_parser_peek(p, 0);
    if (!kith_parser_sees_name(p, 0))
        return kith_parser_expected(p, "a name");
    p->at++;
    *out = (kith_text){p->source->text.data + token->start, token->length};
    if (span)
        *span = (kith_span){token->start, token->start + token->length};
    return token->kind == KITH_TOKEN_QUOTED ? unquote(p, out) : KITH_OK;
}

kith_span kith_parser_span(const kith_parser *p, size_t first)
{
    const kith_token *from = &p->tokens.items[first];
    const kith_token *to = &p->tokens.items[p->at > first ? p->at - 1 : first];
    return (kith_span){from->start, to->start + to->length};
}

kith_status kith_parser_enter(kith_parser *p)
{
    if (++p->depth <= KITH_QUERY_DEPTH)
        return KITH_OK;
    const kith_span span = kith_parser_span(p, p->at);
    (void)kith_fail(p->err, KITH_E_LIMIT,
                    "SyntaxError: UnexpectedSyntax: the query is nested deeper "
                    "than %d levels",
                    KITH_QUERY_DEPTH);
    kith_query_place(p->err, p->source, span);
    return KITH_E_LIMIT;
}

void *kith_grow_more(kith_grow *grow, kith_heap *heap, size_t size)
{
    if (grow->count == grow->room) {
        const size_t room = grow->room ? grow->room * 2 : 4;
        char *items = kith_heap_array(heap, room, size);
        if (!items)
            return NULL;
        if (grow->count)
            memcpy(items, grow->items, grow->count * size);
        grow->items = items;
        grow->room = room;
    }
    char *item = (char *)grow->items + grow->count++ * size;
    memset(item, 0, size);
    return item;
}

kith_expr *kith_expr_new(kith_parser *p, kith_expr_kind kind, size_t first)
{
    kith_expr *expr = KITH_HEAP_NEW(p->heap, kith_expr, 1);
    if (!expr)
        return NULL;
    *expr = (kith_expr){
        .kind = kind,
        .slot = KITH_NO_SLOT,
        .slot2 = KITH_NO_SLOT,
        .span = kith_parser_span(p, first),
        .depth = 1,
    };
    return expr;
}

static kith_status settle_depth(kith_parser *p, kith_expr *expr)
{
    for (size_t i = 0; i < expr->count; i++) {
        if (expr->args[i] && expr->args[i]->depth >= expr->depth)
            expr->depth = (uint16_t)(expr->args[i]->depth + 1);
    }
    if (expr->depth <= MOST_DEPTH)
        return KITH_OK;
    (void)kith_fail(p->err, KITH_E_LIMIT,
                    "SyntaxError: UnexpectedSyntax: an expression has more "
                    "than %d levels",
                    MOST_DEPTH);
    kith_query_place(p->err, p->source, expr->span);
    return KITH_E_LIMIT;
}

kith_status kith_expr_close_list(kith_parser *p,
                                 kith_expr *expr,
                                 size_t first,
                                 const kith_grow *args)
{
    expr->args = args->items;
    expr->count = args->count;
    expr->span = kith_parser_span(p, first);
    return settle_depth(p, expr);
}

kith_status kith_expr_close(kith_parser *p,
                            kith_expr *expr,
                            size_t first,
                            size_t count,
                            ...)
{
    va_list args;
    kith_expr **items = KITH_HEAP_NEW(p->heap, kith_expr *, count);
    if (!items)
        return kith_parser_memory(p);
    va_start(args, count);
    for (size_t i = 0; i < count; i++)
        items[i] = va_arg(args, kith_expr *);
    va_end(args);
    const kith_grow grow = {.items = items, .count = count};
    return kith_expr_close_list(p, expr, first, &grow);
}
