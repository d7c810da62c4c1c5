/* Statements in a text: where one ends, and the words in it. It knows strings,
 * quoted names and comments of the query language, so that a ';' in them ends
 * nothing; everything else is for the library to judge. */
#include "cli/statement.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters beyond ASCII count as parts of names. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

/* Behind the closing quote; a backslash guards what follows, but for names. */
static size_t quoted_end(kith_text text, size_t at, bool *open)
{
    const char quote = text.data[at++];
    for (; at < text.length; at++) {
        if (text.data[at] == quote)
            return at + 1;
        if (text.data[at] == '\\' && quote != '`')
            at++;
    }
    *open = true;
    return text.length;
}

static size_t comment_end(kith_text text, size_t at, bool *open)
{
    const bool is_line = text.data[at + 1] == '/';
    for (at += 2; at < text.length; at++) {
        if (is_line && text.data[at] == '\n')
            return at;
        if (!is_line && text.data[at] == '*' && at + 1 < text.length &&
            text.data[at + 1] == '/')
            return at + 2;
    }
    *open = true;
    return text.length;
}

static kith_word_kind kind_of(kith_text text, size_t at)
{
    const char c = text.data[at];
    const char next = at + 1 < text.length ? text.data[at + 1] : '\0';
    if (is_letter(c))
        return KITH_WORD_NAME;
    if (is_digit(c))
        return KITH_WORD_NUMBER;
    if (c == '\'' || c == '"')
        return KITH_WORD_STRING;
    if (c == '/' && (next == '/' || next == '*'))
        return KITH_WORD_COMMENT;
    return c == '`' ? KITH_WORD_QUOTED : KITH_WORD_SIGN;
}

bool kith_word_next(kith_text text, size_t *at, kith_word *out)
{
    while (*at < text.length && is_blank(text.data[*at]))
        ++*at;
    if (*at >= text.length)
        return false;
    *out = (kith_word){.kind = kind_of(text, *at), .start = *at};
    switch (out->kind) {
    case KITH_WORD_NAME:
    case KITH_WORD_NUMBER:
        while (*at < text.length &&
               (is_letter(text.data[*at]) || is_digit(text.data[*at])))
            ++*at;
        break;
    case KITH_WORD_STRING:
    case KITH_WORD_QUOTED:
        *at = quoted_end(text, *at, &out->open);
        break;
    case KITH_WORD_COMMENT:
        *at = comment_end(text, *at, &out->open);
        break;
    case KITH_WORD_SIGN:
        ++*at;
        break;
    }
    out->length = *at - out->start;
    return true;
}

size_t kith_statement_end(kith_text text, size_t start, bool *open)
{
    kith_word word;
    *open = false;
    while (kith_word_next(text, &start, &word)) {
        if (word.kind == KITH_WORD_SIGN && text.data[word.start] == ';')
            return word.start;
    }
    *open = true;
    return text.length;
}

bool kith_statement_is_empty(kith_text text, size_t start, size_t end)
{
    kith_word word;
    text.length = end;
    while (kith_word_next(text, &start, &word)) {
        if (word.kind != KITH_WORD_COMMENT)
            return false;
    }
    return true;
}
