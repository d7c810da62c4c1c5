/* Atoms: literals, variables, calls, lists and all that stands in brackets. */
#include "base/error.h"
#include "query/parser.h"

#include <string.h>
#include <strings.h>

/* -- brackets ------------------------------------------------------------ */

static kith_status parse_parentheses(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at++;
    const bool no_bar = p->no_bar;
    kith_status st = KITH_OK;
    p->no_bar = false;
    KITH_TRY(st, kith_parse_expression(p, out), done);
    KITH_TRY(st, kith_parser_need(p, ')', "')'"), done);
    (*out)->wrapped = true;
    (*out)->span = kith_parser_span(p, first);
done:
    p->no_bar = no_bar;
    return st;
}

static kith_status parse_pattern_value(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    kith_status st = KITH_OK;
    kith_pattern *pattern = KITH_HEAP_NEW(p->heap, kith_pattern, 1);
    kith_path_pattern *path = KITH_HEAP_NEW(p->heap, kith_path_pattern, 1);
    kith_expr *expr = kith_expr_new(p, KITH_EXPR_PATTERN, first);
    if (!pattern || !path || !expr)
        return kith_parser_memory(p);
    *path = (kith_path_pattern){0};
    *pattern = (kith_pattern){.count = 1, .paths = path};
    KITH_TRY(st, kith_parse_path(p, path), done);
    expr->kind = path->shortest ? KITH_EXPR_SHORTEST : KITH_EXPR_PATTERN;
    expr->pattern = pattern;
    *out = expr;
    st = kith_expr_close(p, expr, first, 0);
done:
    return st;
}

/* [(a)-->(b) WHERE … | x] and [p = (a)-->(b) | x]; `[` is taken. */
static kith_status parse_pattern_list(kith_parser *p,
                                      size_t first,
                                      kith_expr **out)
{
    kith_status st = KITH_OK;
    kith_expr *result = NULL;
    kith_pattern *pattern = KITH_HEAP_NEW(p->heap, kith_pattern, 1);
    kith_path_pattern *path = KITH_HEAP_NEW(p->heap, kith_path_pattern, 1);
    kith_expr *expr = kith_expr_new(p, KITH_EXPR_PATTERN_LIST, first);
    if (!pattern || !path || !expr)
        return kith_parser_memory(p);
    *path = (kith_path_pattern){0};
    *pattern = (kith_pattern){.count = 1, .paths = path};
    expr->pattern = pattern;
    *out = expr;
    KITH_TRY(st, kith_parse_path(p, path), done);
    if (kith_parser_take_word(p, "WHERE"))
        KITH_TRY(st, kith_parse_expression(p, &expr->where), done);
    KITH_TRY(st, kith_parser_need(p, '|', "'|'"), done);
    KITH_TRY(st, kith_parse_expression(p, &result), done);
    KITH_TRY(st, kith_parser_need(p, ']', "']'"), done);
    st = kith_expr_close(p, expr, first, 1, result);
done:
    return st;
}

/* [x IN list WHERE … | …]; `[` is taken. */
static kith_status parse_comprehension(kith_parser *p,
                                       size_t first,
                                       kith_expr **out)
{
    kith_expr *list = NULL;
    kith_expr *where = NULL;
    kith_expr *result = NULL;
    kith_status st = KITH_OK;
    kith_expr *expr = kith_expr_new(p, KITH_EXPR_COMPREHENSION, first);
    if (!expr)
        return kith_parser_memory(p);
    *out = expr;
    KITH_TRY(st, kith_parser_name(p, &expr->name, &expr->name_span), done);
    KITH_TRY(st, kith_parser_need_word(p, "IN"), done);
    KITH_TRY(st, kith_parse_expression(p, &list), done);
    if (kith_parser_take_word(p, "WHERE"))
        KITH_TRY(st, kith_parse_expression(p, &where), done);
    if (kith_parser_take(p, '|'))
        KITH_TRY(st, kith_parse_expression(p, &result), done);
    KITH_TRY(st, kith_parser_need(p, ']', "']'"), done);
    st = kith_expr_close(p, expr, first, 3, list, where, result);
done:
    return st;
}

static kith_status parse_items(kith_parser *p,
                               unsigned end,
                               const char *what,
                               kith_grow *args)
{
    kith_status st = KITH_OK;
    while (st == KITH_OK && !kith_parser_take(p, end)) {
        if (args->count)
            KITH_TRY(st, kith_parser_need(p, ',', what), done);
        kith_expr **arg = kith_grow_more(args, p->heap, sizeof *arg);
        if (!arg)
            return kith_parser_memory(p);
        st = kith_parse_expression(p, arg);
    }
done:
    return st;
}

static bool sees_pattern_list(const kith_parser *p)
{
    if (kith_parser_sees_pattern(p, 0))
        return true;
    return kith_parser_sees_name(p, 0) && kith_parser_sees(p, 1, '=') &&
           kith_parser_sees_pattern(p, 2);
}

static kith_status parse_list(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at++;
    const bool no_bar = p->no_bar;
    kith_grow args = {0};
    kith_status st = KITH_OK;
    const bool comprehension =
        kith_parser_sees_name(p, 0) && kith_parser_sees_word(p, 1, "IN");
    p->no_bar = comprehension;
    if (sees_pattern_list(p)) {
        p->no_bar = true;
        st = parse_pattern_list(p, first, out);
    } else if (comprehension) {
        st = parse_comprehension(p, first, out);
    } else {
        *out = kith_expr_new(p, KITH_EXPR_LIST, first);
        if (!*out)
            return kith_parser_memory(p);
        st = parse_items(p, ']', "',' or ']'", &args);
        if (st == KITH_OK)
            st = kith_expr_close_list(p, *out, first, &args);
    }
    p->no_bar = no_bar;
    return st;
}

/* -- calls --------------------------------------------------------------- */

static kith_status parse_quantifier(kith_parser *p,
                                    kith_operator
                                    operator,
                                    kith_expr ** out)
{
    const size_t first = p->at;
    kith_expr *list = NULL;
    kith_expr *where = NULL;
    kith_status st = KITH_OK;
    kith_expr *expr = kith_expr_new(p, KITH_EXPR_QUANTIFIER, first);
    if (!expr)
        return kith_parser_memory(p);
    p->at += 2;
    expr->operator= operator;
    *out = expr;
    KITH_TRY(st, kith_parser_name(p, &expr->name, &expr->name_span), done);
    KITH_TRY(st, kith_parser_need_word(p, "IN"), done);
    KITH_TRY(st, kith_parse_expression(p, &list), done);
    KITH_TRY(st, kith_parser_need_word(p, "WHERE"), done);
    KITH_TRY(st, kith_parse_expression(p, &where), done);
    KITH_TRY(st, kith_parser_need(p, ')', "')'"), done);
    st = kith_expr_close(p, expr, first, 2, list, where);
done:
    return st;
}

static kith_operator quantifier_of(const kith_parser *p)
{
    static const struct {
        const char *word;
        kith_operator operator;
    } words[] = {
        {"all",    KITH_OP_ALL    },
        {"any",    KITH_OP_ANY    },
        {"none",   KITH_OP_NONE_OF},
        {"single", KITH_OP_SINGLE },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (kith_parser_sees_word(p, 0, words[i].word) &&
            kith_parser_sees_name(p, 2) && kith_parser_sees_word(p, 3, "IN"))
            return words[i].operator;
    }
    return KITH_OP_NONE;
}

/* reduce(sum = 0, x IN list | sum + x) */
static kith_status parse_reduce(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    kith_expr *start = NULL;
    kith_expr *list = NULL;
    kith_expr *step = NULL;
    kith_status st = KITH_OK;
    kith_expr *expr = kith_expr_new(p, KITH_EXPR_REDUCE, first);
    if (!expr)
        return kith_parser_memory(p);
    p->at += 2;
    *out = expr;
    KITH_TRY(st, kith_parser_name(p, &expr->name, &expr->name_span), done);
    KITH_TRY(st, kith_parser_need(p, '=', "'='"), done);
    KITH_TRY(st, kith_parse_expression(p, &start), done);
    KITH_TRY(st, kith_parser_need(p, ',', "','"), done);
    KITH_TRY(st, kith_parser_name(p, &expr->name2, NULL), done);
    KITH_TRY(st, kith_parser_need_word(p, "IN"), done);
    p->no_bar = true;
    KITH_TRY(st, kith_parse_expression(p, &list), done);
    KITH_TRY(st, kith_parser_need(p, '|', "'|'"), done);
    KITH_TRY(st, kith_parse_expression(p, &step), done);
    KITH_TRY(st, kith_parser_need(p, ')', "')'"), done);
    st = kith_expr_close(p, expr, first, 3, start, list, step);
done:
    return st;
}

/* name.space(DISTINCT a, b) and count(*). */
static kith_status parse_call(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    kith_grow args = {0};
    kith_status st = KITH_OK;
    kith_expr *expr = kith_expr_new(p, KITH_EXPR_CALL, first);
    if (!expr)
        return kith_parser_memory(p);
    *out = expr;
    KITH_TRY(st, kith_parser_name(p, &expr->name, NULL), done);
    while (kith_parser_take(p, '.')) {
        kith_text more = {0};
        KITH_TRY(st, kith_parser_name(p, &more, NULL), done);
        expr->name.length = (size_t)(more.data + more.length - expr->name.data);
    }
    expr->name_span = kith_parser_span(p, first);
    KITH_TRY(st, kith_parser_need(p, '(', "'('"), done);
    if (kith_parser_sees(p, 0, '*') && kith_parser_sees(p, 1, ')')) {
        p->at += 2;
        expr->star = true;
        return kith_expr_close_list(p, expr, first, &args);
    }
    expr->distinct = kith_parser_take_word(p, "DISTINCT");
    KITH_TRY(st, parse_items(p, ')', "',' or ')'", &args), done);
    st = kith_expr_close_list(p, expr, first, &args);
done:
    return st;
}

/* Names with points in them and then a parenthesis. */
static bool sees_call(const kith_parser *p)
{
    size_t ahead = 1;
    if (kith_parser_sees(p, 0, KITH_TOKEN_QUOTED) &&
        !kith_parser_sees(p, 1, '('))
        return false;
    while (kith_parser_sees(p, ahead, '.') &&
           kith_parser_sees(p, ahead + 1, KITH_TOKEN_NAME))
        ahead += 2;
    return kith_parser_sees(p, ahead, '(');
}

/* -- words --------------------------------------------------------------- */

/* EXISTS { … }, COUNT { … }, COLLECT { … }: a query, or the rest of a MATCH. */
static kith_status parse_subquery(kith_parser *p,
                                  kith_expr_kind kind,
                                  kith_expr **out)
{
    const size_t first = p->at++;
    kith_status st = KITH_OK;
    kith_expr *expr = kith_expr_new(p, kind, first);
    if (!expr)
        return kith_parser_memory(p);
    const bool no_bar = p->no_bar;
    p->no_bar = false;
    *out = expr;
    KITH_TRY(st, kith_parser_enter(p), done);
    KITH_TRY(st, kith_parser_need(p, '{', "'{'"), done);
    KITH_TRY(st, kith_parse_union(p, &expr->query), done);
    KITH_TRY(st, kith_parser_need(p, '}', "'}'"), done);
    st = kith_expr_close(p, expr, first, 0);
done:
    p->depth--;
    p->no_bar = no_bar;
    return st;
}

static kith_status parse_constant(kith_parser *p,
                                  kith_value value,
                                  kith_expr **out)
{
    const size_t first = p->at++;
    *out = kith_expr_new(p, KITH_EXPR_LITERAL, first);
    if (!*out)
        return kith_parser_memory(p);
    (*out)->value = value;
    return KITH_OK;
}

static kith_status parse_variable(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    *out = kith_expr_new(p, KITH_EXPR_VARIABLE, first);
    if (!*out)
        return kith_parser_memory(p);
    return kith_parser_name(p, &(*out)->name, &(*out)->name_span);
}

static bool constant_of(const kith_parser *p, kith_value *out)
{
    if (kith_parser_sees(p, 1, '('))
        return false;
    if (kith_parser_sees_word(p, 0, "null")) {
        *out = kith_null();
    } else if (kith_parser_sees_word(p, 0, "true")) {
        *out = kith_boolean(true);
    } else if (kith_parser_sees_word(p, 0, "false")) {
        *out = kith_boolean(false);
    } else {
        return false;
    }
    return true;
}

static bool subquery_of(const kith_parser *p, kith_expr_kind *out)
{
    static const struct {
        const char *word;
        kith_expr_kind kind;
    } words[] = {
        {"exists",  KITH_EXPR_EXISTS },
        {"count",   KITH_EXPR_COUNT  },
        {"collect", KITH_EXPR_COLLECT},
    };
    for (size_t i = 0; i < 3 && kith_parser_sees(p, 1, '{'); i++) {
        if (kith_parser_sees_word(p, 0, words[i].word)) {
            *out = words[i].kind;
            return true;
        }
    }
    return false;
}

static kith_status parse_bracketed(kith_parser *p,
                                   kith_status (*parse)(kith_parser *,
                                                        kith_expr **),
                                   kith_expr **out)
{
    const bool no_bar = p->no_bar;
    p->no_bar = false;
    const kith_status st = parse(p, out);
    p->no_bar = no_bar;
    return st;
}

kith_status kith_parse_word(kith_parser *p, kith_expr **out)
{
    kith_value constant = {0};
    kith_expr_kind kind = KITH_EXPR_LITERAL;
    const bool quoted = kith_parser_sees(p, 0, KITH_TOKEN_QUOTED);
    if (!quoted && constant_of(p, &constant))
        return parse_constant(p, constant, out);
    if (!quoted && subquery_of(p, &kind))
        return parse_subquery(p, kind, out);
    if (kith_parser_sees_word(p, 0, "CASE") && !kith_parser_sees(p, 1, '.'))
        return parse_bracketed(p, kith_parse_case, out);
    if (!kith_parser_sees(p, 1, '(') && !sees_call(p))
        return parse_variable(p, out);
    const kith_operator quantifier = quantifier_of(p);
    if (quantifier) {
        const bool no_bar = p->no_bar;
        p->no_bar = false;
        const kith_status st = parse_quantifier(p, quantifier, out);
        p->no_bar = no_bar;
        return st;
    }
    if (kith_parser_sees_word(p, 0, "reduce") && kith_parser_sees_name(p, 2) &&
        kith_parser_sees(p, 3, '=')) {
        const bool no_bar = p->no_bar;
        const kith_status st = parse_reduce(p, out);
        p->no_bar = no_bar;
        return st;
    }
    if (kith_parser_sees_word(p, 0, "shortestPath") ||
        kith_parser_sees_word(p, 0, "allShortestPaths"))
        return parse_pattern_value(p, out);
    return parse_bracketed(p, parse_call, out);
}

static kith_status parse_when(kith_parser *p, kith_grow *args)
{
    kith_status st = KITH_OK;
    kith_expr *when = NULL;
    kith_expr *then = NULL;
    KITH_TRY(st, kith_parse_expression(p, &when), done);
    KITH_TRY(st, kith_parser_need_word(p, "THEN"), done);
    KITH_TRY(st, kith_parse_expression(p, &then), done);
    kith_expr **place = kith_grow_more(args, p->heap, sizeof *place);
    if (!place)
        return kith_parser_memory(p);
    *place = when;
    place = kith_grow_more(args, p->heap, sizeof *place);
    if (!place)
        return kith_parser_memory(p);
    *place = then;
done:
    return st;
}

kith_status kith_parse_case(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at++;
    kith_grow args = {0};
    kith_status st = KITH_OK;
    kith_expr *subject = NULL;
    kith_expr *otherwise = NULL;
    *out = kith_expr_new(p, KITH_EXPR_CASE, first);
    if (!*out || !kith_grow_more(&args, p->heap, sizeof(kith_expr *)) ||
        !kith_grow_more(&args, p->heap, sizeof(kith_expr *)))
        return kith_parser_memory(p);
    if (!kith_parser_sees_word(p, 0, "WHEN"))
        KITH_TRY(st, kith_parse_expression(p, &subject), done);
    if (!kith_parser_sees_word(p, 0, "WHEN"))
        return kith_parser_expected(p, "WHEN");
    while (st == KITH_OK && kith_parser_take_word(p, "WHEN"))
        st = parse_when(p, &args);
    if (st == KITH_OK && kith_parser_take_word(p, "ELSE"))
        st = kith_parse_expression(p, &otherwise);
    KITH_TRY(st, st, done);
    KITH_TRY(st, kith_parser_need_word(p, "END"), done);
    ((kith_expr **)args.items)[0] = subject;
    ((kith_expr **)args.items)[1] = otherwise;
    st = kith_expr_close_list(p, *out, first, &args);
done:
    return st;
}

/* -- all ----------------------------------------------------------------- */

static kith_status parse_parameter(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    const kith_token *token = kith_parser_peek(p, 0);
    p->at++;
    *out = kith_expr_new(p, KITH_EXPR_PARAMETER, first);
    if (!*out)
        return kith_parser_memory(p);
    kith_text name = {p->source->text.data + token->start + 1,
                      token->length - 1};
    if (name.data[0] == '`')
        name = (kith_text){name.data + 1, name.length - 2};
    (*out)->name = name;
    return KITH_OK;
}

kith_status kith_parse_atom(kith_parser *p, kith_expr **out)
{
    switch (kith_parser_peek(p, 0)->kind) {
    case KITH_TOKEN_INTEGER:
    case KITH_TOKEN_REAL:
        return kith_parse_number(p, false, out);
    case KITH_TOKEN_STRING:
        return kith_parse_string(p, out);
    case KITH_TOKEN_PARAMETER:
        return parse_parameter(p, out);
    case KITH_TOKEN_NAME:
    case KITH_TOKEN_QUOTED:
        return kith_parse_word(p, out);
    case '[':
        return parse_list(p, out);
    case '{':
        return kith_parse_map(p, out);
    case '(':
        return kith_parser_sees_pattern(p, 0) ? parse_pattern_value(p, out)
                                              : parse_parentheses(p, out);
    default:
        return kith_parser_expected(p, "an expression");
    }
}
