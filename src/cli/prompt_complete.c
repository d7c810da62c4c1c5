/* What may stand at the cursor. The words before it say which kind of name is
 * meant: the nearest sign, and the bracket that is still open. It needs no
 * parser, so it works in the middle of a pattern that is not yet one. */
#include "base/alloc.h"
#include "cli/prompt.h"
#include "cli/statement.h"

#include <string.h>
#include <strings.h>

static const char *const keywords[] = {
    "ALL",
    "ALL SHORTEST",
    "allShortestPaths(",
    "AND",
    "ANY SHORTEST",
    "AS",
    "ASC",
    "BY",
    "CALL",
    "CASE",
    "COLLECT",
    "CONTAINS",
    "COUNT",
    "DESC",
    "DISTINCT",
    "ELSE",
    "END",
    "ENDS WITH",
    "EXISTS",
    "EXPLAIN",
    "false",
    "IN",
    "IS NOT NULL",
    "IS NULL",
    "LIMIT",
    "MATCH",
    "NOT",
    "null",
    "OPTIONAL MATCH",
    "OR",
    "ORDER BY",
    "PROFILE",
    "RETURN",
    "shortestPath(",
    "SKIP",
    "STARTS WITH",
    "THEN",
    "true",
    "UNION",
    "UNION ALL",
    "UNWIND",
    "WHEN",
    "WHERE",
    "WITH",
    "XOR",
    "YIELD",
    NULL,
};

/* The words of a statement up to the cursor; the one at the cursor is not among
 * them. */
typedef struct words {
    kith_prompt *p;
    kith_text text;
    kith_word *items;
    size_t count;
    size_t room;
    kith_offers *out;
    bool quoted;  /* a backtick stands before what is typed */
    bool in_text; /* the cursor is in a string, a comment or a number */
} words;

static bool is_sign(const words *w, size_t index, char sign)
{
    return index < w->count && w->items[index].kind == KITH_WORD_SIGN &&
           w->text.data[w->items[index].start] == sign;
}

static bool is_word(const words *w, size_t index, const char *word)
{
    return index < w->count && w->items[index].kind == KITH_WORD_NAME &&
           w->items[index].length == strlen(word) &&
           !strncasecmp(w->text.data + w->items[index].start, word,
                        w->items[index].length);
}

static bool is_name(const words *w, size_t index)
{
    return index < w->count && (w->items[index].kind == KITH_WORD_NAME ||
                                w->items[index].kind == KITH_WORD_QUOTED);
}

static kith_text text_of(const words *w, size_t index)
{
    kith_text text = {w->text.data + w->items[index].start,
                      w->items[index].length};
    if (w->items[index].kind == KITH_WORD_QUOTED && text.length > 1)
        text = (kith_text){text.data + 1, text.length - 2};
    return text;
}

static bool same(kith_text a, const char *b)
{
    return a.length == strlen(b) && !memcmp(a.data, b, a.length);
}

/* Split what stands before the cursor; the last word is the prefix if it
 * touches the cursor. */
static bool split(words *w)
{
    size_t at = 0;
    kith_word word;
    while (kith_word_next(w->text, &at, &word)) {
        const bool touches = at == w->text.length;
        w->in_text |= word.open && word.kind != KITH_WORD_QUOTED;
        w->in_text |= touches && word.kind == KITH_WORD_NUMBER;
        if (touches && (word.kind == KITH_WORD_NAME || word.open)) {
            w->quoted = word.kind == KITH_WORD_QUOTED;
            w->out->prefix = (kith_text){
                w->text.data + word.start + w->quoted,
                word.length - w->quoted,
            };
            break;
        }
        if (word.kind == KITH_WORD_COMMENT)
            continue;
        kith_word *items =
            kith_make_room(w->items, w->count, &w->room, sizeof *items);
        if (!items)
            return false;
        w->items = items;
        w->items[w->count++] = word;
    }
    return true;
}

/* Place behind the last bracket that is still open; 0 if there is none. */
static size_t open_bracket(const words *w)
{
    size_t depth = 0;
    for (size_t i = w->count; i-- > 0;) {
        if (is_sign(w, i, ')') || is_sign(w, i, ']') || is_sign(w, i, '}')) {
            depth++;
        } else if (is_sign(w, i, '(') || is_sign(w, i, '[') ||
                   is_sign(w, i, '{')) {
            if (!depth)
                return i + 1;
            depth--;
        }
    }
    return 0;
}

/* -- kinds of names ------------------------------------------------------ */

static void offer_entity_types(words *w)
{
    const kith_graph *graph = w->p->q->call->graph;
    for (kith_id t = 0; t < kith_graph_entity_type_count(graph); t++) {
        kith_offers_add_quoted(w->out, kith_graph_entity_type_name(graph, t),
                               w->quoted);
    }
}

static void offer_relation_types(words *w)
{
    const kith_graph *graph = w->p->q->call->graph;
    for (kith_id t = 0; t < kith_graph_relation_type_count(graph); t++) {
        kith_offers_add_quoted(w->out, kith_graph_relation_type_name(graph, t),
                               w->quoted);
    }
}

static void offer_types(words *w)
{
    const size_t bracket = open_bracket(w);
    if (bracket && is_sign(w, bracket - 1, '[')) {
        offer_relation_types(w);
    } else {
        offer_entity_types(w);
    }
}

/* Properties of one type, or of all if the type is not known. */
static void offer_properties_of(words *w, kith_text type, bool of_relation)
{
    const size_t before = w->out->count;
    if (kith_prompt_look(w->p) != KITH_OK) /* then without those */
        w->p->q->call->err = (kith_error){0};
    for (int all = 0; all < 2 && w->out->count == before; all++) {
        for (size_t i = 0; i < w->p->property_count; i++) {
            const kith_prompt_property *property = &w->p->properties[i];
            if (all || !type.data ||
                (property->of_relation == of_relation &&
                 same(type, property->type)))
                kith_offers_add_quoted(w->out, property->name, w->quoted);
        }
    }
}

/* The type that a pattern gives a variable: `(name:type` or `[name:type`. */
static void offer_properties(words *w, kith_text variable)
{
    for (size_t i = 1; i + 2 < w->count; i++) {
        const bool of_relation = is_sign(w, i - 1, '[');
        if ((of_relation || is_sign(w, i - 1, '(')) && is_name(w, i) &&
            is_sign(w, i + 1, ':') && is_name(w, i + 2)) {
            const kith_text name = text_of(w, i);
            if (name.length == variable.length &&
                !memcmp(name.data, variable.data, name.length)) {
                offer_properties_of(w, text_of(w, i + 2), of_relation);
                return;
            }
        }
    }
    offer_properties_of(w, (kith_text){0}, false);
}

/* `(name:type {` and `[name:type {`: the keys of a map of properties. */
static bool offer_keys(words *w)
{
    const size_t brace = open_bracket(w);
    if (!brace || !is_sign(w, brace - 1, '{') ||
        !(w->count == brace || is_sign(w, w->count - 1, ',')))
        return false;
    for (size_t i = brace - 1; i-- > 0;) {
        const bool of_relation = is_sign(w, i, '[');
        if (of_relation || is_sign(w, i, '(')) {
            const bool typed = brace >= 3 && is_sign(w, brace - 3, ':') &&
                               is_name(w, brace - 2);
            offer_properties_of(w,
                                typed ? text_of(w, brace - 2) : (kith_text){0},
                                of_relation);
            return true;
        }
        if (!is_name(w, i) && !is_sign(w, i, ':'))
            return false;
    }
    return false;
}

static void offer_procedures(words *w)
{
    const kith_query_call *q = w->p->q;
    for (size_t i = 0; i < q->procedure_count; i++)
        kith_offers_add(w->out, q->procedures[i].name, "()");
}

static void offer_yields(words *w)
{
    const kith_query_call *q = w->p->q;
    kith_offers_add(w->out, "node", "");
    for (size_t i = 0; i < q->procedure_count; i++)
        kith_offers_add(w->out, q->procedures[i].column, "");
}

static void offer_parameters(words *w)
{
    const kith_query_call *q = w->p->q;
    for (size_t i = 0; i < q->parameter_count; i++) {
        const kith_text name = q->parameters[i].name;
        const char *copy =
            kith_arena_text(&w->out->arena, name.data, name.length);
        if (copy)
            kith_offers_add(w->out, copy, "");
    }
}

/* What the statement binds: `(name`, `[name`, `AS name`, `name = (`, and what
 * UNWIND and YIELD give by AS. */
static void offer_variables(words *w)
{
    for (size_t i = 0; i < w->count; i++) {
        const bool opened =
            i > 0 && (is_sign(w, i - 1, '(') || is_sign(w, i - 1, '['));
        const bool in_pattern =
            opened && (is_sign(w, i + 1, ':') || is_sign(w, i + 1, ')') ||
                       is_sign(w, i + 1, ']') || is_sign(w, i + 1, '{') ||
                       is_sign(w, i + 1, '*'));
        const bool is_call =
            i > 1 && is_name(w, i - 2) && !is_word(w, i - 2, "MATCH");
        const bool named = i > 0 && is_word(w, i - 1, "AS");
        const bool is_path =
            i > 0 && is_sign(w, i + 1, '=') &&
            (is_word(w, i - 1, "MATCH") || is_sign(w, i - 1, ','));
        if (w->items[i].kind != KITH_WORD_NAME ||
            !((in_pattern && !is_call) || named || is_path))
            continue;
        const kith_text name = text_of(w, i);
        const char *copy =
            kith_arena_text(&w->out->arena, name.data, name.length);
        if (copy)
            kith_offers_add(w->out, copy, "");
    }
}

static void offer_language(words *w)
{
    kith_function_help help;
    offer_variables(w);
    for (size_t i = 0; keywords[i]; i++)
        kith_offers_add(w->out, keywords[i], "");
    for (size_t i = 0; kith_query_function(i, &help); i++)
        kith_offers_add(w->out, help.name,
                        strchr(help.signature, '(') ? "(" : "");
}

/* -- which kind ---------------------------------------------------------- */

/* `:a`, `:a|b`, `:!(a&b` and so on: whether a ':' leads to the cursor. */
static bool is_label(const words *w)
{
    for (size_t i = w->count; i-- > 0;) {
        if (is_sign(w, i, ':'))
            return !(i >= 2 && is_sign(w, i - 2, '{')) &&
                   !(i >= 2 && is_sign(w, i - 2, ','));
        const bool joins = is_sign(w, i, '|') || is_sign(w, i, '&') ||
                           is_sign(w, i, '!') || is_sign(w, i, '(');
        const bool follows = i + 1 < w->count && is_name(w, i);
        if (!joins && !follows)
            return false;
    }
    return false;
}

/* Whether a ':' stands where it begins a line and so a command. */
static bool offer_commands(words *w)
{
    const char *name = NULL;
    if (w->p->typed || w->count != 1 || !is_sign(w, 0, ':'))
        return false;
    for (size_t i = 0; (name = kith_prompt_command_name(i)); i++)
        kith_offers_add(w->out, name + 1, "");
    return true;
}

static void offer(words *w)
{
    const size_t last = w->count ? w->count - 1 : 0;
    if (w->in_text || offer_commands(w))
        return;
    if (w->count && is_sign(w, last, '.')) {
        const bool is_range = w->count > 1 && is_sign(w, last - 1, '.');
        if (!is_range && w->count > 1 && is_name(w, last - 1)) {
            offer_properties(w, text_of(w, last - 1));
        } else if (!is_range) {
            offer_properties(w, (kith_text){"", 0});
        }
    } else if (w->count && is_sign(w, last, '$')) {
        offer_parameters(w);
    } else if (w->count && is_word(w, last, "CALL")) {
        offer_procedures(w);
    } else if (w->count && is_word(w, last, "YIELD")) {
        offer_yields(w);
    } else if (is_label(w)) {
        offer_types(w);
    } else if (!offer_keys(w)) {
        offer_language(w);
    }
}

/* Where the statement begins in which the text ends. */
static size_t last_statement(kith_text text)
{
    size_t start = 0;
    bool open = false;
    for (;;) {
        const size_t end = kith_statement_end(text, start, &open);
        if (open)
            return start;
        start = end + 1;
    }
}

void kith_prompt_complete(void *context, kith_text line, kith_offers *out)
{
    kith_prompt *p = context;
    const size_t before = p->typed ? strlen(p->typed) : 0;
    char *whole = KITH_NEW(char, before + line.length + 1);
    if (!whole)
        return;
    memcpy(whole, p->typed ? p->typed : "", before);
    memcpy(whole + before, line.data, line.length);
    const kith_text all = {whole, before + line.length};
    const size_t start = last_statement(all);
    words w = {
        .p = p,
        .out = out,
        .text = {whole + start, all.length - start},
    };
    if (split(&w))
        offer(&w);
    out->prefix = (kith_text){0};
    kith_release(w.items);
    kith_release(whole);
}
