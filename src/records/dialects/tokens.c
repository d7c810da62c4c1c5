/* Terms of linked data, byte by byte through the window. */
#include "records/dialects/tokens.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "records/dialects/iri.h"
#include "records/dialects/vocabularies.h"

#include <stdio.h>
#include <string.h>

void kith_tokens_close(kith_tokens *tokens)
{
    kith_arena_free(&tokens->texts);
    kith_arena_free(&tokens->prefix_texts);
    kith_release(tokens->buffer);
}

char kith_tokens_peek(kith_tokens *tokens)
{
    kith_feed *feed = &tokens->t->feed;
    if (feed->at == feed->end && !kith_feed_more(feed))
        return '\0';
    return feed->data[feed->at];
}

void kith_tokens_step(kith_tokens *tokens)
{
    kith_feed *feed = &tokens->t->feed;
    feed->at += feed->at < feed->end;
}

/* The byte that stands `distance` further on, or 0. */
static char ahead(kith_tokens *tokens, size_t distance)
{
    kith_feed *feed = &tokens->t->feed;
    while (feed->end - feed->at <= distance && kith_feed_more(feed))
        continue;
    return feed->end - feed->at > distance ? feed->data[feed->at + distance]
                                           : '\0';
}

char kith_tokens_next(kith_tokens *tokens)
{
    for (;;) {
        char c = kith_tokens_peek(tokens);
        while (c == '#') {
            while (c && c != '\n') {
                kith_tokens_step(tokens);
                c = kith_tokens_peek(tokens);
            }
        }
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return c;
        kith_tokens_step(tokens);
    }
}

bool kith_tokens_fault(kith_tokens *tokens, const char *message)
{
    kith_translation *t = tokens->t;
    if (!kith_translation_goes_on(t))
        return false;
    const bool end = kith_tokens_peek(tokens) == '\0';
    kith_translation_at(t, t->feed.at);
    kith_problem_say(kith_translation_report(t, KITH_RULE_SYNTAX), "%s",
                     end ? "the text ends too early" : message);
    return false;
}

/* -- kinds of bytes, a bit each ------------------------------------------ */

/* What stands in an IRI as it is: no control characters, spaces or <>"{}|^`\ */
static const uint64_t iri_bytes[] = {UINT64_C(0xAFFFFFFA00000000),
                                     UINT64_C(0xC7FFFFFEAFFFFFFF),
                                     UINT64_C(0xFFFFFFFFFFFFFFFF),
                                     UINT64_C(0xFFFFFFFFFFFFFFFF)};
/* Letters, digits, _ and -, and what is beyond ASCII. */
static const uint64_t name_bytes[] = {UINT64_C(0x03FF200000000000),
                                      UINT64_C(0x07FFFFFE87FFFFFE),
                                      UINT64_C(0xFFFFFFFFFFFFFFFF),
                                      UINT64_C(0xFFFFFFFFFFFFFFFF)};
/* What stands in a text as it is: no quotes, backslashes or line ends. */
static const uint64_t text_bytes[] = {UINT64_C(0xFFFFFF7BFFFFFBFE),
                                      UINT64_C(0xFFFFFFFFEFFFFFFF),
                                      UINT64_C(0xFFFFFFFFFFFFFFFF),
                                      UINT64_C(0xFFFFFFFFFFFFFFFF)};

static bool is_in(const uint64_t *bytes, char c)
{
    const unsigned char byte = (unsigned char)c;
    return bytes[byte >> 6] >> (byte & 63) & 1;
}

/* -- the buffer ---------------------------------------------------------- */

static bool make_room(kith_tokens *tokens, size_t more)
{
    size_t room = tokens->room ? tokens->room : 256;
    if (tokens->length > tokens->t->most_record)
        return kith_tokens_fault(tokens, "this is too long");
    while (room - tokens->length < more)
        room *= 2;
    char *buffer = kith_grow_array(tokens->buffer, room, 1);
    if (!buffer)
        return kith_translation_no_memory(tokens->t);
    tokens->buffer = buffer;
    tokens->room = room;
    return true;
}

static bool push(kith_tokens *tokens, char c)
{
    if (tokens->length == tokens->room && !make_room(tokens, 1))
        return false;
    tokens->buffer[tokens->length++] = c;
    return true;
}

/* Push what stands here, as far as it is of a kind and in the window. */
static bool push_run(kith_tokens *tokens, const uint64_t *bytes)
{
    kith_feed *feed = &tokens->t->feed;
    const char *const from = feed->data + feed->at;
    const size_t most = feed->end - feed->at;
    size_t length = 0;
    while (length < most && is_in(bytes, from[length]))
        length++;
    if (tokens->room - tokens->length < length && !make_room(tokens, length))
        return false;
    if (length)
        memcpy(tokens->buffer + tokens->length, from, length);
    tokens->length += length;
    feed->at += length;
    return true;
}

static bool push_code(kith_tokens *tokens, uint32_t code)
{
    char bytes[4];
    size_t count = 0;
    if (code < 0x80) {
        bytes[count++] = (char)code;
    } else if (code < 0x800) {
        bytes[count++] = (char)(0xC0 | code >> 6);
    } else if (code < 0x10000) {
        bytes[count++] = (char)(0xE0 | code >> 12);
        bytes[count++] = (char)(0x80 | (code >> 6 & 0x3F));
    } else {
        bytes[count++] = (char)(0xF0 | code >> 18);
        bytes[count++] = (char)(0x80 | (code >> 12 & 0x3F));
        bytes[count++] = (char)(0x80 | (code >> 6 & 0x3F));
    }
    if (code >= 0x80)
        bytes[count++] = (char)(0x80 | (code & 0x3F));
    for (size_t i = 0; i < count; i++) {
        if (!push(tokens, bytes[i]))
            return false;
    }
    return true;
}

static kith_text keep(kith_tokens *tokens)
{
    const char *copy =
        kith_arena_text(&tokens->texts, tokens->length ? tokens->buffer : "",
                        tokens->length);
    if (!copy)
        (void)kith_translation_no_memory(tokens->t);
    return (kith_text){copy ? copy : "", copy ? tokens->length : 0};
}

/* -- escapes ------------------------------------------------------------- */

static bool take_code(kith_tokens *tokens, size_t digits)
{
    uint32_t code = 0;
    for (size_t i = 0; i < digits; i++) {
        const char c = kith_tokens_peek(tokens);
        const char lower = (char)(c | 0x20);
        if (c >= '0' && c <= '9')
            code = code * 16 + (uint32_t)(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            code = code * 16 + (uint32_t)(lower - 'a' + 10);
        else
            return kith_tokens_fault(tokens,
                                     "a hexadecimal digit was expected");
        kith_tokens_step(tokens);
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return kith_tokens_fault(tokens, "this escape is no character");
    return push_code(tokens, code);
}

/* After a backslash. */
static bool take_escape(kith_tokens *tokens, bool in_iri)
{
    static const char letters[] = "tbnrf\"'\\";
    static const char bytes[] = "\t\b\n\r\f\"'\\";
    const char c = kith_tokens_peek(tokens);
    kith_tokens_step(tokens);
    if (c == 'u')
        return take_code(tokens, 4);
    if (c == 'U')
        return take_code(tokens, 8);
    const char *at = c && !in_iri ? strchr(letters, c) : NULL;
    return at ? push(tokens, bytes[at - letters])
              : kith_tokens_fault(tokens, "this is no escape");
}

/* -- names --------------------------------------------------------------- */

bool kith_tokens_iri(kith_tokens *tokens, kith_text *iri)
{
    if (kith_tokens_peek(tokens) != '<')
        return kith_tokens_fault(tokens, "'<' was expected here");
    kith_tokens_step(tokens);
    tokens->length = 0;
    for (;;) {
        if (!push_run(tokens, iri_bytes))
            return false;
        const char c = kith_tokens_peek(tokens);
        if (c == '>')
            break;
        if (is_in(iri_bytes, c))
            continue; /* the window ended */
        if (c != '\\')
            return kith_tokens_fault(tokens, c == '<'
                                                 ? "statements in statements "
                                                   "are not read"
                                                 : "this may not stand in an "
                                                   "IRI");
        kith_tokens_step(tokens);
        if (!take_escape(tokens, true))
            return false;
    }
    kith_tokens_step(tokens);
    *iri = keep(tokens);
    if (tokens->lines && !memchr(iri->data, ':', iri->length))
        return kith_tokens_fault(tokens, "this IRI is relative to nothing");
    *iri = kith_iri_resolve(tokens->base, *iri, &tokens->texts);
    return iri->data || kith_translation_no_memory(tokens->t);
}

bool kith_tokens_word(kith_tokens *tokens, kith_text *word)
{
    tokens->length = 0;
    while (is_in(name_bytes, kith_tokens_peek(tokens))) {
        if (!push_run(tokens, name_bytes))
            return false;
    }
    *word = keep(tokens);
    return tokens->t->status == KITH_OK;
}

static bool is_local_byte(char c)
{
    return is_in(name_bytes, c) || c == ':' || c == '%' || c == '\\';
}

/* Bytes of a name; a dot belongs to it only if the name goes on behind it. */
static bool take_local(kith_tokens *tokens)
{
    for (;;) {
        if (!push_run(tokens, name_bytes))
            return false;
        char c = kith_tokens_peek(tokens);
        size_t dots = 0;
        while (c == '.' && ahead(tokens, dots) == '.')
            dots++;
        if (!is_local_byte(dots ? ahead(tokens, dots) : c))
            return true;
        if (c == '\\') {
            kith_tokens_step(tokens);
            c = kith_tokens_peek(tokens);
        }
        if (!c || !push(tokens, c))
            return false;
        kith_tokens_step(tokens);
    }
}

bool kith_tokens_prefixed(kith_tokens *tokens,
                          kith_text *prefix,
                          kith_text *local)
{
    tokens->length = 0;
    while (is_in(name_bytes, kith_tokens_peek(tokens)) ||
           kith_tokens_peek(tokens) == '.') {
        if (!push(tokens, kith_tokens_peek(tokens)))
            return false;
        kith_tokens_step(tokens);
        if (!push_run(tokens, name_bytes))
            return false;
    }
    if (kith_tokens_peek(tokens) != ':')
        return kith_tokens_fault(tokens, "a term was expected here");
    kith_tokens_step(tokens);
    *prefix = keep(tokens);
    tokens->length = 0;
    if (!take_local(tokens))
        return false;
    *local = keep(tokens);
    return tokens->t->status == KITH_OK;
}

bool kith_tokens_declare(kith_tokens *tokens, kith_text name, kith_text iri)
{
    kith_turtle_prefix *row =
        KITH_ARENA_NEW(&tokens->prefix_texts, kith_turtle_prefix, 1);
    const char *copy =
        kith_arena_text(&tokens->prefix_texts, name.data, name.length);
    const char *iri_copy =
        kith_arena_text(&tokens->prefix_texts, iri.data, iri.length);
    if (!row || !copy || !iri_copy)
        return kith_translation_no_memory(tokens->t);
    *row = (kith_turtle_prefix){
        tokens->prefixes, {copy,     name.length},
         {iri_copy, iri.length }
    };
    tokens->prefixes = row;
    kith_triples_prefix(tokens->triples, name, iri);
    return true;
}

static bool take_prefixed(kith_tokens *tokens, kith_term *term)
{
    kith_text prefix;
    kith_text local;
    if (!kith_tokens_prefixed(tokens, &prefix, &local))
        return false;
    for (const kith_turtle_prefix *p = tokens->prefixes; p; p = p->next) {
        if (p->name.length != prefix.length ||
            memcmp(p->name.data, prefix.data, prefix.length) != 0)
            continue;
        char *out =
            kith_arena_take(&tokens->texts, p->iri.length + local.length + 1);
        if (!out)
            return kith_translation_no_memory(tokens->t);
        memcpy(out, p->iri.data, p->iri.length);
        memcpy(out + p->iri.length, local.data, local.length);
        *term = (kith_term){
            .kind = KITH_TERM_NAME,
            .text = {out, p->iri.length + local.length}
        };
        return true;
    }
    return kith_tokens_fault(tokens, "this prefix is not declared");
}

kith_term kith_tokens_blank(kith_tokens *tokens)
{
    char name[32];
    const size_t length =
        (size_t)snprintf(name, sizeof name, "node%zu", ++tokens->blanks);
    const char *copy = kith_arena_text(&tokens->texts, name, length);
    if (!copy)
        (void)kith_translation_no_memory(tokens->t);
    return (kith_term){
        .kind = KITH_TERM_BLANK, .text = {copy ? copy : "", copy ? length : 0}
    };
}

static bool take_blank(kith_tokens *tokens, kith_term *term)
{
    kith_tokens_step(tokens);
    if (kith_tokens_peek(tokens) != ':')
        return kith_tokens_fault(tokens, "':' was expected here");
    kith_tokens_step(tokens);
    tokens->length = 0;
    if (!take_local(tokens) || tokens->length == 0)
        return kith_tokens_fault(tokens, "a label was expected here");
    *term = (kith_term){.kind = KITH_TERM_BLANK, .text = keep(tokens)};
    return tokens->t->status == KITH_OK;
}

/* -- literals ------------------------------------------------------------ */

/* One quote or three open it; the same close it. */
static bool take_quoted(kith_tokens *tokens, char quote)
{
    size_t quotes = 0;
    tokens->length = 0;
    while (quotes < 3 && kith_tokens_peek(tokens) == quote) {
        quotes++;
        kith_tokens_step(tokens);
    }
    if (quotes == 2)
        return true;
    const bool is_long = quotes == 3;
    if (is_long && tokens->lines)
        return kith_tokens_fault(tokens, "three quotes open no text here");
    for (size_t closing = 0;;) {
        if (!closing && !push_run(tokens, text_bytes))
            return false;
        const char c = kith_tokens_peek(tokens);
        if (tokens->t->feed.at == tokens->t->feed.end ||
            (!is_long && c == '\n'))
            return kith_tokens_fault(tokens, "this text never closes");
        kith_tokens_step(tokens);
        if (c == quote && ++closing == (is_long ? 3u : 1u))
            break;
        if (c == quote)
            continue;
        for (; closing > 0; closing--) {
            if (!push(tokens, quote))
                return false;
        }
        if (c == '\\' ? !take_escape(tokens, false) : !push(tokens, c))
            return false;
    }
    return true;
}

static bool take_text(kith_tokens *tokens, kith_term *term)
{
    if (!take_quoted(tokens, kith_tokens_peek(tokens)))
        return false;
    *term = (kith_term){.kind = KITH_TERM_LITERAL, .text = keep(tokens)};
    const char c = kith_tokens_peek(tokens);
    if (c == '@') {
        kith_text language;
        kith_tokens_step(tokens);
        term->language = true;
        const char first = (char)(kith_tokens_peek(tokens) | 0x20);
        if (first < 'a' || first > 'z')
            return kith_tokens_fault(tokens, "a language was expected here");
        return kith_tokens_word(tokens, &language);
    }
    if (c != '^')
        return tokens->t->status == KITH_OK;
    kith_tokens_step(tokens);
    if (kith_tokens_peek(tokens) != '^')
        return kith_tokens_fault(tokens, "'^^' was expected here");
    kith_tokens_step(tokens);
    kith_term datatype = {0};
    if (!kith_tokens_term(tokens, &datatype) || datatype.kind != KITH_TERM_NAME)
        return kith_tokens_fault(tokens, "a datatype was expected here");
    term->datatype = datatype.text;
    return true;
}

static bool take_number(kith_tokens *tokens, kith_term *term)
{
    static const char integer[] = XSD "integer";
    static const char real[] = XSD "double";
    size_t dots = 0;
    bool exponent = false;
    tokens->length = 0;
    for (;;) {
        const char c = kith_tokens_peek(tokens);
        const char lower = (char)(c | 0x20);
        if (c == '.') {
            const char after = ahead(tokens, 1);
            if (!(after >= '0' && after <= '9') && (after | 0x20) != 'e')
                break; /* the end of the statement */
            dots++;
        } else if (!((c >= '0' && c <= '9') || c == '-' || c == '+' ||
                     lower == 'e')) {
            break;
        }
        exponent = exponent || lower == 'e';
        if (!push(tokens, c))
            return false;
        kith_tokens_step(tokens);
    }
    const bool whole = !dots && !exponent;
    *term = (kith_term){
        .kind = KITH_TERM_LITERAL,
        .text = keep(tokens),
        .datatype = whole ? (kith_text){integer, sizeof integer - 1}
                          : (kith_text){real,    sizeof real - 1   }
    };
    return tokens->t->status == KITH_OK;
}

static bool take_truth(kith_tokens *tokens, kith_term *term, bool *is)
{
    static const char boolean[] = XSD "boolean";
    const kith_feed *feed = &tokens->t->feed;
    const size_t left = feed->end - feed->at;
    const char *at = feed->data + feed->at;
    const size_t length = *at == 't' ? 4 : 5;
    *is = left > length && !memcmp(at, *at == 't' ? "true" : "false", length) &&
          !is_in(name_bytes, at[length]) && at[length] != ':';
    if (!*is)
        return true;
    tokens->length = 0;
    for (size_t i = 0; i < length; i++) {
        if (!push(tokens, at[i]))
            return false;
    }
    tokens->t->feed.at += length;
    *term = (kith_term){
        .kind = KITH_TERM_LITERAL,
        .text = keep(tokens),
        .datatype = {boolean, sizeof boolean - 1}
    };
    return tokens->t->status == KITH_OK;
}

bool kith_tokens_term(kith_tokens *tokens, kith_term *term)
{
    const char c = kith_tokens_next(tokens);
    bool truth = false;
    if (tokens->lines && !(c && strchr("<_\"", c)))
        return kith_tokens_fault(tokens, "a term was expected here");
    if (c == '<') {
        *term = (kith_term){.kind = KITH_TERM_NAME};
        return kith_tokens_iri(tokens, &term->text);
    }
    if (c == '_')
        return take_blank(tokens, term);
    if (c == '"' || c == '\'')
        return take_text(tokens, term);
    if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.')
        return take_number(tokens, term);
    if ((c == 't' || c == 'f') && (!take_truth(tokens, term, &truth) || truth))
        return truth;
    if (is_in(name_bytes, c) || c == ':')
        return take_prefixed(tokens, term);
    return kith_tokens_fault(tokens, "a term was expected here");
}
