/* Text to tokens. Escapes are checked here and undone by the parser; numbers
 * are only recognised. */
#include "query/lexer.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

typedef struct lexer {
    const kith_query_source *source;
    const char *text;
    size_t length;
    size_t at;
    kith_tokens tokens;
    size_t room;
    kith_error *err;
} lexer;

static int byte_at(const lexer *l, size_t at)
{
    return at < l->length ? (unsigned char)l->text[at] : -1;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static kith_span span_from(const lexer *l, size_t start)
{
    return (kith_span){(uint32_t)start, (uint32_t)l->at};
}

static kith_status add(lexer *l, size_t start, unsigned kind)
{
    if (l->tokens.count == l->room) {
        const size_t room = l->room ? l->room * 2 : 64;
        kith_token *items =
            kith_grow_array(l->tokens.items, room, sizeof *items);
        if (!items)
            return kith_fail(l->err, KITH_E_MEMORY, "out of memory");
        l->tokens.items = items;
        l->room = room;
    }
    l->tokens.items[l->tokens.count++] = (kith_token){
        .start = (uint32_t)start,
        .length = (uint32_t)(l->at - start),
        .kind = (uint16_t)kind,
    };
    return KITH_OK;
}

/* -- blanks and comments ------------------------------------------------- */

/* Bytes of a blank at `at`: ASCII ones, no-break and other Unicode spaces. */
static size_t blank_length(const lexer *l, size_t at)
{
    static const uint32_t spaces[] = {0x00A0, 0x1680, 0x180E, 0x2028, 0x2029,
                                      0x202F, 0x205F, 0x3000, 0xFEFF};
    const int c = byte_at(l, at);
    if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F))
        return 1;
    if (c < 0x80)
        return 0;
    size_t length = kith_utf8_length(l->text + at, l->length - at);
    if (!length)
        return 0;
    const uint32_t code = kith_utf8_decode(l->text + at, &length);
    if (code >= 0x2000 && code <= 0x200A)
        return length;
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        if (spaces[i] == code)
            return length;
    }
    return 0;
}

static kith_status skip_comment(lexer *l)
{
    const size_t start = l->at;
    if (byte_at(l, start + 1) == '/') {
        while (l->at < l->length && l->text[l->at] != '\n')
            l->at++;
        return KITH_OK;
    }
    for (l->at += 2; l->at + 1 < l->length; l->at++) {
        if (l->text[l->at] == '*' && l->text[l->at + 1] == '/') {
            l->at += 2;
            return KITH_OK;
        }
    }
    l->at = start + 2;
    return kith_query_fail(l->err, l->source, span_from(l, start),
                           "UnexpectedSyntax", "the comment is not closed");
}

static kith_status skip_blanks(lexer *l)
{
    while (l->at < l->length) {
        const size_t blank = blank_length(l, l->at);
        const int next = byte_at(l, l->at + 1);
        if (blank) {
            l->at += blank;
        } else if (l->text[l->at] == '/' && (next == '/' || next == '*')) {
            const kith_status st = skip_comment(l);
            if (st != KITH_OK)
                return st;
        } else {
            break;
        }
    }
    return KITH_OK;
}

/* -- names --------------------------------------------------------------- */

/* Bytes of a character that goes on with a name. */
static size_t name_length(const lexer *l, size_t at)
{
    const int c = byte_at(l, at);
    if (is_letter(c) || is_digit(c))
        return 1;
    if (c < 0x80)
        return 0;
    size_t length = kith_utf8_length(l->text + at, l->length - at);
    if (!length || !kith_is_word_code(kith_utf8_decode(l->text + at, &length)))
        return 0;
    return length;
}

static void skip_name(lexer *l)
{
    for (size_t length = 0; (length = name_length(l, l->at));)
        l->at += length;
}

static kith_status take_quoted(lexer *l, size_t start, unsigned kind)
{
    for (l->at++; l->at < l->length; l->at++) {
        if (l->text[l->at] != '`')
            continue;
        if (byte_at(l, l->at + 1) != '`') {
            l->at++;
            return add(l, start, kind);
        }
        l->at++;
    }
    l->at = start + 1;
    return kith_query_fail(l->err, l->source, span_from(l, start),
                           "UnexpectedSyntax",
                           "the name in backticks does not "
                           "end");
}

static kith_status take_parameter(lexer *l)
{
    const size_t start = l->at++;
    if (byte_at(l, l->at) == '`')
        return take_quoted(l, start, KITH_TOKEN_PARAMETER);
    skip_name(l);
    if (l->at == start + 1) {
        return kith_query_fail(l->err, l->source, span_from(l, start),
                               "UnexpectedSyntax",
                               "'$' is not followed by a name");
    }
    return add(l, start, KITH_TOKEN_PARAMETER);
}

/* -- numbers ------------------------------------------------------------- */

static size_t skip_digits(lexer *l)
{
    const size_t start = l->at;
    while (is_digit(byte_at(l, l->at)) ||
           (byte_at(l, l->at) == '_' && l->at > start &&
            is_digit(byte_at(l, l->at + 1))))
        l->at++;
    return l->at - start;
}

static bool is_of_base(int c, int base)
{
    if (base == 8)
        return c >= '0' && c <= '7';
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static kith_status end_number(lexer *l, size_t start, unsigned kind)
{
    if (name_length(l, l->at)) {
        skip_name(l);
        return kith_query_fail(l->err, l->source, span_from(l, start),
                               "InvalidNumberLiteral", "'%.*s' is no number",
                               (int)(l->at - start), l->text + start);
    }
    return add(l, start, kind);
}

static kith_status take_number(lexer *l)
{
    const size_t start = l->at;
    const int second = byte_at(l, start + 1) | 0x20;
    if (byte_at(l, start) == '0' && (second == 'x' || second == 'o')) {
        const int base = second == 'x' ? 16 : 8;
        for (l->at += 2; is_of_base(byte_at(l, l->at), base);)
            l->at++;
        if (l->at == start + 2)
            l->at -= 1; /* the letter makes it wrong */
        return end_number(l, start, KITH_TOKEN_INTEGER);
    }
    bool real = false;
    (void)skip_digits(l);
    if (byte_at(l, l->at) == '.' && is_digit(byte_at(l, l->at + 1))) {
        l->at++;
        (void)skip_digits(l);
        real = true;
    }
    if ((byte_at(l, l->at) | 0x20) == 'e') {
        const int sign = byte_at(l, l->at + 1);
        const size_t digits = l->at + 1 + (sign == '-' || sign == '+');
        if (is_digit(byte_at(l, digits))) {
            l->at = digits;
            (void)skip_digits(l);
            real = true;
        }
    }
    return end_number(l, start, real ? KITH_TOKEN_REAL : KITH_TOKEN_INTEGER);
}

/* -- strings ------------------------------------------------------------- */

/* The hexadecimal digits of \u and \U. */
static kith_status check_code(lexer *l, size_t digits)
{
    const size_t start = l->at - 1;
    uint32_t code = 0;
    for (size_t i = 0; i < digits; i++) {
        const int c = byte_at(l, l->at + 1 + i);
        if (!is_of_base(c, 16)) {
            l->at += 1 + i;
            return kith_query_fail(l->err, l->source, span_from(l, start),
                                   "InvalidUnicodeLiteral",
                                   "'\\%c' needs %zu hexadecimal digits",
                                   l->text[start + 1], digits);
        }
        code =
            code * 16 + (uint32_t)(is_digit(c) ? c - '0' : (c | 32) - 'a' + 10);
    }
    l->at += digits;
    if (code > 0x10FFFF) {
        return kith_query_fail(l->err, l->source, span_from(l, start),
                               "InvalidUnicodeLiteral",
                               "there is no character U+%X", code);
    }
    return KITH_OK;
}

/* An escape; `at` stands on the letter after the backslash. */
static kith_status check_escape(lexer *l)
{
    const int c = byte_at(l, l->at);
    if (c == 'u')
        return check_code(l, 4);
    if (c == 'U')
        return check_code(l, 8);
    if (c > 0 && strchr("\\'\"`bfnrtBFNRT", c))
        return KITH_OK;
    const size_t start = l->at - 1;
    l->at += l->at < l->length;
    return kith_query_fail(l->err, l->source, span_from(l, start),
                           "UnexpectedSyntax", "there is no escape '\\%c'",
                           c > ' ' && c < 0x7F ? c : '?');
}

static kith_status take_string(lexer *l)
{
    const size_t start = l->at;
    const char quote = l->text[start];
    for (l->at++; l->at < l->length; l->at++) {
        if (l->text[l->at] == quote) {
            l->at++;
            return add(l, start, KITH_TOKEN_STRING);
        }
        if (l->text[l->at] == '\\') {
            l->at++;
            const kith_status st = check_escape(l);
            if (st != KITH_OK)
                return st;
        }
    }
    l->at = start + 1;
    return kith_query_fail(l->err, l->source, span_from(l, start),
                           "UnexpectedSyntax", "the string does not end");
}

/* -- signs --------------------------------------------------------------- */

static const struct sign {
    char text[3];
    uint16_t kind;
} signs[] = {
    {"..", KITH_TOKEN_RANGE        },
    {"<>", KITH_TOKEN_NOT_EQUAL    },
    {"!=", KITH_TOKEN_NOT_EQUAL    },
    {"<=", KITH_TOKEN_LESS_EQUAL   },
    {">=", KITH_TOKEN_GREATER_EQUAL},
    {"=~", KITH_TOKEN_MATCHES      },
    {"||", KITH_TOKEN_CONCATENATE  },
    {"+=", KITH_TOKEN_PLUS_EQUAL   },
};

static kith_status take_sign(lexer *l)
{
    const size_t start = l->at;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (l->length - start >= 2 &&
            !memcmp(l->text + start, signs[i].text, 2)) {
            l->at += 2;
            return add(l, start, signs[i].kind);
        }
    }
    const char c = l->text[start];
    if (c && strchr("()[]{},.:;|+-*/%^=<>&!", c)) {
        l->at++;
        return add(l, start, (unsigned char)c);
    }
    const size_t length = kith_utf8_length(l->text + start, l->length - start);
    l->at += length ? length : 1;
    return kith_query_fail(l->err, l->source, span_from(l, start),
                           length > 1 ? "InvalidUnicodeCharacter"
                                      : "UnexpectedSyntax",
                           "a query cannot contain '%.*s' here",
                           (int)(length ? length : 0), l->text + start);
}

static kith_status take(lexer *l)
{
    const size_t start = l->at;
    const int c = byte_at(l, start);
    if (is_digit(c) || (c == '.' && is_digit(byte_at(l, start + 1))))
        return take_number(l);
    if (name_length(l, start)) {
        skip_name(l);
        return add(l, start, KITH_TOKEN_NAME);
    }
    if (c == '`')
        return take_quoted(l, start, KITH_TOKEN_QUOTED);
    if (c == '$')
        return take_parameter(l);
    if (c == '\'' || c == '"')
        return take_string(l);
    return take_sign(l);
}

/* `1..3` is a range and no number followed by one. */
static kith_status take_all(lexer *l)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, skip_blanks(l), done);
    while (l->at < l->length) {
        KITH_TRY(st, take(l), done);
        KITH_TRY(st, skip_blanks(l), done);
    }
    st = add(l, l->at, KITH_TOKEN_END);
done:
    return st;
}

static kith_status check_encoding(lexer *l)
{
    for (size_t at = 0; at < l->length;) {
        const size_t length = kith_utf8_length(l->text + at, l->length - at);
        if (!length) {
            l->at = at + 1;
            return kith_query_fail(l->err, l->source, span_from(l, at),
                                   "InvalidUnicodeCharacter",
                                   "the query is not UTF-8");
        }
        at += length;
    }
    return KITH_OK;
}

kith_status kith_tokens_read(kith_tokens *out,
                             const kith_query_source *source,
                             kith_error *err)
{
    lexer l = {
        .source = source,
        .text = source->text.data,
        .length = source->text.length,
        .err = err,
    };
    *out = (kith_tokens){0};
    kith_status st = check_encoding(&l);
    if (st == KITH_OK)
        st = take_all(&l);
    if (st == KITH_OK) {
        *out = l.tokens;
    } else {
        kith_release(l.tokens.items);
    }
    return st;
}
