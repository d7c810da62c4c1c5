/* N-Triples, N-Quads and Turtle. A line of the first two that is broken is
 * reported and passed over; in Turtle the rest cannot be read then. */
#include "records/dialects/dialects.h"
#include "records/dialects/tokens.h"
#include "records/dialects/vocabularies.h"

#include <string.h>
#include <strings.h>

enum { DEEPEST = 128 };

static const kith_term no_graph = {0};

static kith_term named(const char *iri)
{
    return (kith_term){
        .kind = KITH_TERM_NAME, .text = {iri, strlen(iri)}
    };
}

static bool expect(kith_tokens *tokens, char wanted, const char *message)
{
    if (kith_tokens_next(tokens) != wanted)
        return kith_tokens_fault(tokens, message);
    kith_tokens_step(tokens);
    return true;
}

/* -- N-Triples and N-Quads ----------------------------------------------- */

static bool take_quad(kith_tokens *tokens)
{
    kith_term terms[4] = {0};
    size_t count = 0;
    kith_translation_at(tokens->t, tokens->t->feed.at);
    while (count < 4 && kith_tokens_next(tokens) != '.') {
        if (!kith_tokens_term(tokens, &terms[count++]))
            return false;
    }
    if (count < 3)
        return kith_tokens_fault(tokens, "subject, predicate and object were "
                                         "expected");
    if (!expect(tokens, '.', "'.' was expected here"))
        return false;
    if (terms[0].kind == KITH_TERM_LITERAL || terms[1].kind != KITH_TERM_NAME)
        return kith_tokens_fault(tokens,
                                 "a name was expected in this statement");
    kith_triples_take(tokens->triples, &terms[0], &terms[1], &terms[2],
                      &terms[3]);
    return true;
}

static void skip_line(kith_tokens *tokens)
{
    char c = kith_tokens_peek(tokens);
    while (c != '\n' && tokens->t->feed.at < tokens->t->feed.end) {
        kith_tokens_step(tokens);
        c = kith_tokens_peek(tokens);
    }
}

static void translate_lines(kith_translation *t)
{
    kith_tokens tokens = {.t = t,
                          .triples = kith_triples_new(t),
                          .lines = true};
    if (!tokens.triples)
        return;
    while (kith_translation_goes_on(t)) {
        (void)kith_tokens_next(&tokens);
        if (t->feed.at == t->feed.end)
            break;
        if (!take_quad(&tokens))
            skip_line(&tokens);
        kith_arena_clear(&tokens.texts);
    }
    kith_triples_end(tokens.triples);
    kith_tokens_close(&tokens);
}

/* -- Turtle -------------------------------------------------------------- */

static bool take_node(kith_tokens *tokens, kith_term *node, unsigned depth);

static void say(kith_tokens *tokens,
                const kith_term *subject,
                const kith_term *predicate,
                const kith_term *object)
{
    kith_triples_take(tokens->triples, subject, predicate, object, &no_graph);
}

static bool take_predicate(kith_tokens *tokens, kith_term *predicate)
{
    const kith_feed *feed = &tokens->t->feed;
    const char c = kith_tokens_next(tokens);
    const size_t left = feed->end - feed->at;
    if (c == 'a' && (left > 1 || kith_feed_more(&tokens->t->feed)) &&
        strchr(" \t\r\n<[\"", feed->data[feed->at + 1])) {
        kith_tokens_step(tokens);
        *predicate = named(RDF "type");
        return true;
    }
    if (!kith_tokens_term(tokens, predicate))
        return false;
    return predicate->kind == KITH_TERM_NAME ||
           kith_tokens_fault(tokens, "a predicate must be a name");
}

static bool take_objects(kith_tokens *tokens,
                         const kith_term *subject,
                         const kith_term *predicate,
                         unsigned depth)
{
    for (;;) {
        kith_term object = {0};
        if (!take_node(tokens, &object, depth))
            return false;
        say(tokens, subject, predicate, &object);
        if (kith_tokens_next(tokens) != ',')
            return true;
        kith_tokens_step(tokens);
    }
}

/* Predicates and objects up to `close`, which is not taken. */
static bool take_properties(kith_tokens *tokens,
                            const kith_term *subject,
                            char close,
                            unsigned depth)
{
    for (;;) {
        kith_term predicate = {0};
        if (!take_predicate(tokens, &predicate) ||
            !take_objects(tokens, subject, &predicate, depth))
            return false;
        bool more = false;
        while (kith_tokens_next(tokens) == ';') {
            kith_tokens_step(tokens);
            more = true;
        }
        if (kith_tokens_next(tokens) == close)
            return true;
        if (!more)
            return kith_tokens_fault(tokens, "';', ',' or the end of the "
                                             "statement was expected here");
    }
}

static bool take_brackets(kith_tokens *tokens, kith_term *node, unsigned depth)
{
    kith_tokens_step(tokens);
    *node = kith_tokens_blank(tokens);
    if (kith_tokens_next(tokens) != ']' &&
        !take_properties(tokens, node, ']', depth))
        return false;
    return expect(tokens, ']', "']' was expected here");
}

static bool take_list(kith_tokens *tokens, kith_term *node, unsigned depth)
{
    const kith_term first = named(RDF "first");
    const kith_term rest = named(RDF "rest");
    const kith_term nil = named(RDF "nil");
    kith_term last = nil;
    *node = nil;
    kith_tokens_step(tokens);
    while (kith_tokens_next(tokens) != ')') {
        const kith_term cell = kith_tokens_blank(tokens);
        kith_term element = {0};
        if (!take_node(tokens, &element, depth))
            return false;
        if (last.kind == KITH_TERM_BLANK)
            say(tokens, &last, &rest, &cell);
        else
            *node = cell;
        say(tokens, &cell, &first, &element);
        last = cell;
    }
    kith_tokens_step(tokens);
    if (last.kind == KITH_TERM_BLANK)
        say(tokens, &last, &rest, &nil);
    return true;
}

/* Recursion is bounded by DEEPEST. */
static bool take_node(kith_tokens *tokens, kith_term *node, unsigned depth)
{
    const char c = kith_tokens_next(tokens);
    if (depth == DEEPEST)
        return kith_tokens_fault(tokens, "brackets nest too deep");
    if (c == '[')
        return take_brackets(tokens, node, depth + 1);
    if (c == '(')
        return take_list(tokens, node, depth + 1);
    return kith_tokens_term(tokens, node);
}

static bool take_directive(kith_tokens *tokens, kith_text word, bool at)
{
    kith_text prefix = {0};
    kith_text local = {0};
    kith_text iri = {0};
    const bool base = word.length == 4;
    (void)kith_tokens_next(tokens);
    if (!base && !kith_tokens_prefixed(tokens, &prefix, &local))
        return false;
    (void)kith_tokens_next(tokens);
    if (!kith_tokens_iri(tokens, &iri))
        return false;
    if (base) {
        const char *copy =
            kith_arena_text(&tokens->prefix_texts, iri.data, iri.length);
        if (!copy)
            return kith_translation_no_memory(tokens->t);
        tokens->base = (kith_text){copy, iri.length};
    } else if (!kith_tokens_declare(tokens, prefix, iri)) {
        return false;
    }
    return !at || expect(tokens, '.', "'.' was expected here");
}

static bool is_directive(const kith_tokens *tokens)
{
    const kith_feed *feed = &tokens->t->feed;
    const char *at = feed->data + feed->at;
    return (!strncasecmp(at, "prefix", 6) && strchr(" \t", at[6])) ||
           (!strncasecmp(at, "base", 4) && strchr(" \t", at[4]));
}

static bool take_statement(kith_tokens *tokens)
{
    kith_term subject = {0};
    kith_text word;
    char c = kith_tokens_peek(tokens);
    kith_translation_at(tokens->t, tokens->t->feed.at);
    if (tokens->t->feed.end - tokens->t->feed.at < 8) {
        (void)kith_feed_more(&tokens->t->feed);
        c = kith_tokens_peek(tokens);
    }
    const bool at = c == '@';
    if (at)
        kith_tokens_step(tokens);
    if (at || is_directive(tokens))
        return kith_tokens_word(tokens, &word) &&
               take_directive(tokens, word, at);
    const bool brackets = c == '[';
    if (!take_node(tokens, &subject, 0))
        return false;
    if (subject.kind == KITH_TERM_LITERAL)
        return kith_tokens_fault(tokens, "a subject must be a name");
    if (!(brackets && kith_tokens_next(tokens) == '.') &&
        !take_properties(tokens, &subject, '.', 0))
        return false;
    return expect(tokens, '.', "'.' was expected here");
}

static void translate_turtle(kith_translation *t)
{
    kith_tokens tokens = {.t = t, .triples = kith_triples_new(t)};
    if (!tokens.triples)
        return;
    while (kith_translation_goes_on(t)) {
        (void)kith_tokens_next(&tokens);
        if (t->feed.at == t->feed.end)
            break;
        if (!take_statement(&tokens))
            t->broken = true;
        kith_arena_clear(&tokens.texts);
    }
    kith_triples_end(tokens.triples);
    kith_tokens_close(&tokens);
}

/* -- telling ------------------------------------------------------------- */

/* The first line that is no remark. */
static kith_text first_line(kith_text bytes)
{
    const char *at = bytes.data;
    const char *const end = bytes.data + bytes.length;
    while (at && at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        const kith_text line = {at, (size_t)((stop ? stop : end) - at)};
        while (at < end && (*at == ' ' || *at == '\t'))
            at++;
        if (at < end && *at != '#' && *at != '\n' && *at != '\r')
            return line;
        at = stop ? stop + 1 : end;
    }
    return (kith_text){0};
}

/* Terms of a line of N-Triples or N-Quads, up to the dot; 0 if it is none. */
static size_t count_terms(kith_text line)
{
    size_t count = 0;
    size_t i = 0;
    while (i < line.length) {
        const char c = line.data[i];
        if (c == ' ' || c == '\t' || c == '\r') {
            i++;
            continue;
        }
        if (c == '.')
            return count;
        const bool first_or_name =
            c == '<' || (c == '_' && i + 1 < line.length);
        if (!first_or_name && !(c == '"' && count == 2))
            return 0;
        const char close = c == '<' ? '>' : c == '"' ? '"' : ' ';
        for (i++; i < line.length && line.data[i] != close; i++)
            i += line.data[i] == '\\';
        while (i < line.length && line.data[i] != ' ' && line.data[i] != '\t' &&
               !(line.data[i] == '.' && i + 1 >= line.length))
            i++; /* its language or its datatype */
        count++;
    }
    return count;
}

/* The most terms of any line, as far as the first bytes go; 0 if one of the
 * first is none. */
static size_t most_terms(kith_text bytes)
{
    enum { LINES = 4096 };
    size_t most = 0;
    for (size_t i = 0; i < LINES; i++) {
        const kith_text line = first_line(bytes);
        const size_t count = line.data ? count_terms(line) : 0;
        if (!count || line.data + line.length == bytes.data + bytes.length)
            return i ? most : count;
        most = count > most ? count : most;
        bytes.length -= (size_t)(line.data + line.length - bytes.data);
        bytes.data = line.data + line.length;
    }
    return most;
}

static kith_sureness sniff_triples(kith_text bytes, const char **evidence)
{
    *evidence = "three terms and a dot in a line";
    return most_terms(bytes) == 3 ? KITH_SURE : KITH_SURE_NOT;
}

static kith_sureness sniff_quads(kith_text bytes, const char **evidence)
{
    *evidence = "four terms and a dot in a line";
    return most_terms(bytes) == 4 ? KITH_SURE : KITH_SURE_NOT;
}

static kith_sureness sniff_turtle(kith_text bytes, const char **evidence)
{
    const kith_text line = first_line(bytes);
    static const char *const starts[] = {"@prefix", "@base", "PREFIX ",
                                         "BASE <", "prefix "};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (line.length > strlen(starts[i]) &&
            !memcmp(line.data, starts[i], strlen(starts[i]))) {
            *evidence = starts[i];
            return KITH_SURE;
        }
    }
    *evidence = "an IRI at the start";
    return line.length > 4 && line.data[0] == '<' &&
                   memmem(line.data, line.length, "://", 3) &&
                   count_terms(line) == 0
               ? KITH_SURE_LIKELY
               : KITH_SURE_NOT;
}

const kith_dialect_row kith_dialect_n_triples = {
    .is = {"n-triples", "linked data, a statement a line", ".nt"},
    .sniff = sniff_triples,
    .translate = translate_lines,
    .implicit = true,
};

const kith_dialect_row kith_dialect_n_quads = {
    .is = {"n-quads", "the same with the graph of each statement", ".nq"},
    .sniff = sniff_quads,
    .translate = translate_lines,
    .implicit = true,
};

const kith_dialect_row kith_dialect_turtle = {
    .is = {"turtle", "linked data in Turtle", ".ttl"},
    .sniff = sniff_turtle,
    .translate = translate_turtle,
    .implicit = true,
};
