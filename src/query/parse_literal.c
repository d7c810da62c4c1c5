/* Literals: numbers, strings, maps. */
#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"
#include "query/parser.h"

#include <math.h>
#include <string.h>

/* -- numbers ------------------------------------------------------------- */

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 0x20) - 'a' + 10;
}

/* The magnitude of an integer literal; false if it is beyond 2^63. */
static bool magnitude(kith_text text, uint64_t *out)
{
    unsigned base = 10;
    size_t at = 0;
    if (text.length > 2 && text.data[0] == '0') {
        const char letter = (char)(text.data[1] | 0x20);
        base = letter == 'x' ? 16 : letter == 'o' ? 8 : 10;
        at = base == 10 ? 0 : 2;
    }
    *out = 0;
    for (; at < text.length; at++) {
        if (text.data[at] == '_')
            continue;
        const unsigned digit = (unsigned)digit_of(text.data[at]);
        if (__builtin_mul_overflow(*out, base, out) ||
            __builtin_add_overflow(*out, digit, out))
            return false;
    }
    return *out <= (uint64_t)INT64_MAX + 1;
}

static kith_status integer(kith_parser *p,
                           kith_text text,
                           bool negative,
                           kith_expr *expr)
{
    uint64_t size = 0;
    if (!magnitude(text, &size) || (!negative && size > INT64_MAX)) {
        return kith_query_fail(p->err, p->source, expr->span, "IntegerOverflow",
                               "%s%.*s is beyond 64 bits", negative ? "-" : "",
                               text.length < 40 ? (int)text.length : 40,
                               text.data);
    }
    expr->value = kith_integer(negative ? (int64_t)(0 - size) : (int64_t)size);
    return KITH_OK;
}

static kith_status real(kith_parser *p,
                        kith_text text,
                        bool negative,
                        kith_expr *expr)
{
    char *plain = kith_heap_take(p->heap, text.length + 1);
    size_t length = 0;
    if (!plain)
        return kith_parser_memory(p);
    if (text.data[0] == '.')
        plain[length++] = '0'; /* which JSON, and so the reader, demands */
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != '_')
            plain[length++] = text.data[i];
    }
    const double value = kith_number_parse((kith_text){plain, length});
    if (!isfinite(value)) {
        return kith_query_fail(p->err, p->source, expr->span,
                               "FloatingPointOverflow",
                               "%.*s is beyond a float",
                               length < 40 ? (int)length : 40, plain);
    }
    expr->value = kith_real(negative ? -value : value);
    return KITH_OK;
}

kith_status kith_parse_number(kith_parser *p, bool negative, kith_expr **out)
{
    const size_t first = p->at - negative;
    const kith_token *token = kith_parser_peek(p, 0);
    const kith_text text = {p->source->text.data + token->start, token->length};
    p->at++;
    *out = kith_expr_new(p, KITH_EXPR_LITERAL, first);
    if (!*out)
        return kith_parser_memory(p);
    return token->kind == KITH_TOKEN_INTEGER ? integer(p, text, negative, *out)
                                             : real(p, text, negative, *out);
}

/* -- strings ------------------------------------------------------------- */

static size_t unescape_code(const char *text, size_t digits, char *out)
{
    uint32_t code = 0;
    for (size_t i = 0; i < digits; i++)
        code = code * 16 + (uint32_t)digit_of(text[i]);
    if (code >= 0xD800 && code < 0xE000)
        code = 0xFFFD; /* half a pair has no UTF-8 */
    return kith_utf8_encode(code, out);
}

/* A \uD83D\uDE00 pair is one character. */
static size_t unescape_pair(const char *at, const char *end, char *out)
{
    uint32_t high = 0;
    uint32_t low = 0;
    if (end - at < 12 || at[6] != '\\' || at[7] != 'u')
        return 0;
    for (size_t i = 0; i < 4; i++) {
        high = high * 16 + (uint32_t)digit_of(at[2 + i]);
        low = low * 16 + (uint32_t)digit_of(at[8 + i]);
    }
    if (high < 0xD800 || high >= 0xDC00 || low < 0xDC00 || low >= 0xE000)
        return 0;
    return kith_utf8_encode(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00),
                            out);
}

/* One escape at `*at`; the lexer has checked it. */
static size_t unescape(const char **at, const char *end, char *out)
{
    static const char letters[] = "bfnrt";
    static const char meanings[] = "\b\f\n\r\t";
    const char c = (*at)[1];
    size_t written = 0;
    if (c == 'u' && (written = unescape_pair(*at, end, out))) {
        *at += 12;
        return written;
    }
    if (c == 'u' || c == 'U') {
        const size_t digits = c == 'u' ? 4 : 8;
        written = unescape_code(*at + 2, digits, out);
        *at += 2 + digits;
        return written;
    }
    const char *letter = strchr(letters, c | 0x20);
    *out = letter ? meanings[letter - letters] : c;
    *at += 2;
    return 1;
}

static kith_status undo_escapes(kith_parser *p, kith_text text, kith_value *out)
{
    *out = kith_string(text.data, text.length);
    if (!memchr(text.data, '\\', text.length))
        return KITH_OK;
    char *copy = kith_heap_take(p->heap, text.length);
    if (!copy)
        return kith_parser_memory(p);
    size_t length = 0;
    for (const char *at = text.data; at < text.data + text.length;) {
        if (*at == '\\') {
            length += unescape(&at, text.data + text.length, copy + length);
        } else {
            copy[length++] = *at++;
        }
    }
    *out = kith_string(copy, length);
    return KITH_OK;
}

kith_status kith_parse_string(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    const kith_token *token = kith_parser_peek(p, 0);
    p->at++;
    *out = kith_expr_new(p, KITH_EXPR_LITERAL, first);
    if (!*out)
        return kith_parser_memory(p);
    const kith_text text = {p->source->text.data + token->start + 1,
                            token->length - 2};
    return undo_escapes(p, text, &(*out)->value);
}

/* -- maps ---------------------------------------------------------------- */

static kith_status parse_pair(kith_parser *p, kith_grow *names, kith_grow *args)
{
    kith_status st = KITH_OK;
    kith_text *name = kith_grow_more(names, p->heap, sizeof *name);
    kith_expr **arg = kith_grow_more(args, p->heap, sizeof *arg);
    if (!name || !arg)
        return kith_parser_memory(p);
    KITH_TRY(st, kith_parser_name(p, name, NULL), done);
    KITH_TRY(st, kith_parser_need(p, ':', "':'"), done);
    st = kith_parse_expression(p, arg);
done:
    return st;
}

kith_status kith_parse_map(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    kith_grow names = {0};
    kith_grow args = {0};
    kith_status st = KITH_OK;
    const bool no_bar = p->no_bar;
    p->no_bar = false;
    *out = kith_expr_new(p, KITH_EXPR_MAP, first);
    if (!*out)
        return kith_parser_memory(p);
    KITH_TRY(st, kith_parser_need(p, '{', "'{'"), done);
    while (st == KITH_OK && !kith_parser_sees(p, 0, '}')) {
        if (args.count)
            KITH_TRY(st, kith_parser_need(p, ',', "',' or '}'"), done);
        st = parse_pair(p, &names, &args);
    }
    if (st == KITH_OK)
        st = kith_parser_need(p, '}', "'}'");
    (*out)->names = names.items;
    if (st == KITH_OK)
        st = kith_expr_close_list(p, *out, first, &args);
done:
    p->no_bar = no_bar;
    return st;
}

/* n {.name, .*, age: n.born, m}: the names of `.x` begin with nothing, `.*` is
 * a name of "*" without an expression. */
static kith_status parse_projected(kith_parser *p,
                                   kith_expr *of,
                                   kith_grow *names,
                                   kith_grow *args)
{
    kith_status st = KITH_OK;
    const size_t first = p->at;
    kith_expr *value = NULL;
    kith_text *name = kith_grow_more(names, p->heap, sizeof *name);
    kith_expr **arg = kith_grow_more(args, p->heap, sizeof *arg);
    if (!name || !arg)
        return kith_parser_memory(p);
    const bool property = kith_parser_take(p, '.');
    if (property && kith_parser_take(p, '*')) {
        *name = (kith_text){"*", 1};
        return KITH_OK;
    }
    KITH_TRY(st, kith_parser_name(p, name, NULL), done);
    if (!property && kith_parser_take(p, ':'))
        return kith_parse_expression(p, arg);
    value = kith_expr_new(p, property ? KITH_EXPR_PROPERTY : KITH_EXPR_VARIABLE,
                          first);
    if (!value)
        return kith_parser_memory(p);
    value->name = *name;
    value->name_span = value->span = kith_parser_span(p, first);
    *arg = value;
    if (property)
        st = kith_expr_close(p, value, first, 1, of);
done:
    return st;
}

kith_status kith_parse_projection(kith_parser *p,
                                  kith_expr *of,
                                  kith_expr **out)
{
    const size_t first = p->at - 1;
    kith_grow names = {0};
    kith_grow args = {0};
    kith_status st = KITH_OK;
    kith_text *name = kith_grow_more(&names, p->heap, sizeof *name);
    kith_expr **arg = kith_grow_more(&args, p->heap, sizeof *arg);
    *out = kith_expr_new(p, KITH_EXPR_PROJECTION, first);
    if (!*out || !name || !arg)
        return kith_parser_memory(p);
    *arg = of;
    KITH_TRY(st, kith_parser_need(p, '{', "'{'"), done);
    while (st == KITH_OK && !kith_parser_sees(p, 0, '}')) {
        if (args.count > 1)
            KITH_TRY(st, kith_parser_need(p, ',', "',' or '}'"), done);
        st = parse_projected(p, of, &names, &args);
    }
    if (st == KITH_OK)
        st = kith_parser_need(p, '}', "'}'");
    (*out)->names = names.items;
    if (st == KITH_OK)
        st = kith_expr_close_list(p, *out, first, &args);
done:
    return st;
}
