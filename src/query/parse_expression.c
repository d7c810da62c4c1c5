/* Expressions by precedence, loosest first: OR, XOR, AND, NOT, comparisons
 * (chained), predicates, + - ||, * / %, ^, signs, then what follows an atom:
 * [ ], ., :Label. */
#include "base/error.h"
#include "query/parser.h"

static kith_status parse_unary(kith_parser *p, kith_expr **out);

/* A binary or unary operation over what is given; `second` may be NULL. */
static kith_status make(kith_parser *p,
                        kith_operator
                        operator,
                        size_t first,
                        kith_expr *left,
                        kith_expr *right,
                        kith_expr **out)
{
    kith_expr *expr = kith_expr_new(p, KITH_EXPR_OPERATOR, first);
    if (!expr)
        return kith_parser_memory(p);
    expr->operator= operator;
    *out = expr;
    return right ? kith_expr_close(p, expr, first, 2, left, right)
                 : kith_expr_close(p, expr, first, 1, left);
}

/* -- tighter than comparisons -------------------------------------------- */

/* Operands with operators between them, from the left: a - b - c. */
static kith_status parse_left(kith_parser *p,
                              kith_operator (*next)(kith_parser *),
                              kith_status (*parse)(kith_parser *, kith_expr **),
                              kith_expr **out)
{
    const size_t first = p->at;
    kith_operator operator= KITH_OP_NONE;
    kith_status st = parse(p, out);
    while (st == KITH_OK && (operator= next(p))) {
        kith_expr *right = NULL;
        KITH_TRY(st, parse(p, &right), done);
        st = make(p, operator, first, *out, right, out);
    }
done:
    return st;
}

static kith_operator power_operator(kith_parser *p)
{
    return kith_parser_take(p, '^') ? KITH_OP_POWER : KITH_OP_NONE;
}

static kith_status parse_power(kith_parser *p, kith_expr **out)
{
    return parse_left(p, power_operator, parse_unary, out);
}

static kith_operator product_operator(kith_parser *p)
{
    if (kith_parser_take(p, '*'))
        return KITH_OP_MULTIPLY;
    if (kith_parser_take(p, '/'))
        return KITH_OP_DIVIDE;
    return kith_parser_take(p, '%') ? KITH_OP_MODULO : KITH_OP_NONE;
}

static kith_status parse_product(kith_parser *p, kith_expr **out)
{
    return parse_left(p, product_operator, parse_power, out);
}

static kith_operator sum_operator(kith_parser *p)
{
    if (kith_parser_take(p, '+'))
        return KITH_OP_ADD;
    if (kith_parser_take(p, '-'))
        return KITH_OP_SUBTRACT;
    return kith_parser_take(p, KITH_TOKEN_CONCATENATE) ? KITH_OP_CONCATENATE
                                                       : KITH_OP_NONE;
}

static kith_status parse_sum(kith_parser *p, kith_expr **out)
{
    return parse_left(p, sum_operator, parse_product, out);
}

static kith_operator predicate_operator(kith_parser *p)
{
    if (kith_parser_take(p, KITH_TOKEN_MATCHES))
        return KITH_OP_MATCHES;
    if (kith_parser_take_word(p, "IN"))
        return KITH_OP_IN;
    if (kith_parser_take_word(p, "CONTAINS"))
        return KITH_OP_CONTAINS;
    const bool starts = kith_parser_sees_word(p, 0, "STARTS");
    const bool ends = kith_parser_sees_word(p, 0, "ENDS");
    if ((starts || ends) && kith_parser_sees_word(p, 1, "WITH")) {
        p->at += 2;
        return starts ? KITH_OP_STARTS_WITH : KITH_OP_ENDS_WITH;
    }
    return KITH_OP_NONE;
}

static kith_operator null_operator(kith_parser *p)
{
    if (!kith_parser_sees_word(p, 0, "IS"))
        return KITH_OP_NONE;
    if (kith_parser_sees_word(p, 1, "NULL")) {
        p->at += 2;
        return KITH_OP_IS_NULL;
    }
    if (kith_parser_sees_word(p, 1, "NOT") &&
        kith_parser_sees_word(p, 2, "NULL")) {
        p->at += 3;
        return KITH_OP_IS_NOT_NULL;
    }
    return KITH_OP_NONE;
}

static kith_status parse_predicate(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    kith_status st = parse_sum(p, out);
    while (st == KITH_OK) {
        kith_expr *right = NULL;
        kith_operator operator= null_operator(p);
        if (operator) {
            st = make(p, operator, first, *out, NULL, out);
            continue;
        }
        operator= predicate_operator(p);
        if (!operator)
            break;
        KITH_TRY(st, parse_sum(p, &right), done);
        st = make(p, operator, first, *out, right, out);
    }
done:
    return st;
}

/* -- comparisons --------------------------------------------------------- */

static kith_operator comparison_operator(kith_parser *p)
{
    static const struct {
        unsigned kind;
        kith_operator operator;
    } operators[] = {
        {'=',                      KITH_OP_EQUAL        },
        {KITH_TOKEN_NOT_EQUAL,     KITH_OP_NOT_EQUAL    },
        {'<',                      KITH_OP_LESS         },
        {'>',                      KITH_OP_GREATER      },
        {KITH_TOKEN_LESS_EQUAL,    KITH_OP_LESS_EQUAL   },
        {KITH_TOKEN_GREATER_EQUAL, KITH_OP_GREATER_EQUAL},
    };
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (kith_parser_take(p, operators[i].kind))
            return operators[i].operator;
    }
    return KITH_OP_NONE;
}

/* a < b <= c means a < b AND b <= c. */
static kith_status parse_comparison(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    kith_grow links = {0};
    kith_operator operator= KITH_OP_NONE;
    kith_expr *left = NULL;
    kith_status st = parse_predicate(p, &left);
    *out = left;
    while (st == KITH_OK && (operator= comparison_operator(p))) {
        kith_expr *right = NULL;
        KITH_TRY(st, parse_predicate(p, &right), done);
        KITH_TRY(st, make(p, operator, first, left, right, out), done);
        kith_expr **link = kith_grow_more(&links, p->heap, sizeof *link);
        if (!link)
            return kith_parser_memory(p);
        *link = *out;
        left = right;
    }
    if (st == KITH_OK && links.count > 1) {
        kith_expr *all = kith_expr_new(p, KITH_EXPR_OPERATOR, first);
        if (!all)
            return kith_parser_memory(p);
        all->operator= KITH_OP_AND;
        *out = all;
        st = kith_expr_close_list(p, all, first, &links);
    }
done:
    return st;
}

/* -- truth values -------------------------------------------------------- */

static kith_status parse_not(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    size_t count = 0;
    while (kith_parser_take_word(p, "NOT"))
        count++;
    kith_status st = parse_comparison(p, out);
    for (; st == KITH_OK && count > 0; count--)
        st = make(p, KITH_OP_NOT, first + count - 1, *out, NULL, out);
    return st;
}

/* A row of operands joined by one word: `a AND b AND c` is one node. */
static kith_status parse_row(kith_parser *p,
                             const char *word,
                             kith_operator
                             operator,
                             kith_status (*parse)(kith_parser *, kith_expr **),
                             kith_expr **out)
{
    const size_t first = p->at;
    kith_grow row = {0};
    kith_status st = parse(p, out);
    while (st == KITH_OK) {
        kith_expr **place = NULL;
        const bool more = kith_parser_take_word(p, word);
        if (!more && row.count == 0)
            break;
        place = kith_grow_more(&row, p->heap, sizeof *place);
        if (!place)
            return kith_parser_memory(p);
        *place = *out;
        if (!more)
            break;
        st = parse(p, out);
    }
    if (st != KITH_OK || row.count < 2)
        return st;
    *out = kith_expr_new(p, KITH_EXPR_OPERATOR, first);
    if (!*out)
        return kith_parser_memory(p);
    (*out)->operator= operator;
    return kith_expr_close_list(p, *out, first, &row);
}

static kith_status parse_and(kith_parser *p, kith_expr **out)
{
    return parse_row(p, "AND", KITH_OP_AND, parse_not, out);
}

static kith_status parse_xor(kith_parser *p, kith_expr **out)
{
    return parse_row(p, "XOR", KITH_OP_XOR, parse_and, out);
}

kith_status kith_parse_expression(kith_parser *p, kith_expr **out)
{
    kith_status st = kith_parser_enter(p);
    if (st == KITH_OK)
        st = parse_row(p, "OR", KITH_OP_OR, parse_xor, out);
    p->depth--;
    return st;
}

/* -- tighter than operators ---------------------------------------------- */

static kith_status parse_subscript(kith_parser *p,
                                   size_t first,
                                   kith_expr **out)
{
    kith_expr *from = NULL;
    kith_expr *to = NULL;
    kith_expr *of = *out;
    kith_status st = KITH_OK;
    if (!kith_parser_sees(p, 0, KITH_TOKEN_RANGE))
        KITH_TRY(st, kith_parse_expression(p, &from), done);
    const bool slice = kith_parser_take(p, KITH_TOKEN_RANGE);
    if (slice && !kith_parser_sees(p, 0, ']'))
        KITH_TRY(st, kith_parse_expression(p, &to), done);
    KITH_TRY(st, kith_parser_need(p, ']', "']'"), done);
    *out =
        kith_expr_new(p, slice ? KITH_EXPR_SLICE : KITH_EXPR_SUBSCRIPT, first);
    if (!*out)
        return kith_parser_memory(p);
    st = slice ? kith_expr_close(p, *out, first, 3, of, from, to)
               : kith_expr_close(p, *out, first, 2, of, from);
done:
    return st;
}

static kith_status parse_property(kith_parser *p, size_t first, kith_expr **out)
{
    kith_expr *of = *out;
    kith_status st = KITH_OK;
    *out = kith_expr_new(p, KITH_EXPR_PROPERTY, first);
    if (!*out)
        return kith_parser_memory(p);
    KITH_TRY(st, kith_parser_name(p, &(*out)->name, &(*out)->name_span), done);
    st = kith_expr_close(p, *out, first, 1, of);
done:
    return st;
}

static kith_status parse_has_labels(kith_parser *p,
                                    size_t first,
                                    kith_expr **out)
{
    kith_expr *of = *out;
    kith_status st = KITH_OK;
    *out = kith_expr_new(p, KITH_EXPR_HAS_LABELS, first);
    if (!*out)
        return kith_parser_memory(p);
    KITH_TRY(st, kith_parse_labels(p, false, &(*out)->labels), done);
    st = kith_expr_close(p, *out, first, 1, of);
done:
    return st;
}

/* What a label expression begins with. */
static bool sees_labels(const kith_parser *p)
{
    return kith_parser_sees(p, 0, ':') &&
           (kith_parser_sees_name(p, 1) || kith_parser_sees(p, 1, '!') ||
            kith_parser_sees(p, 1, '(') || kith_parser_sees(p, 1, '%'));
}

static kith_status parse_postfix(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    kith_status st = kith_parse_atom(p, out);
    while (st == KITH_OK) {
        if (kith_parser_take(p, '[')) {
            st = parse_subscript(p, first, out);
        } else if (kith_parser_take(p, '.')) {
            st = parse_property(p, first, out);
        } else if (sees_labels(p)) {
            st = parse_has_labels(p, first, out);
        } else if (kith_parser_sees(p, 0, '{') &&
                   (*out)->kind == KITH_EXPR_VARIABLE) {
            st = kith_parse_projection(p, *out, out);
        } else {
            break;
        }
    }
    return st;
}

/* The sign belongs to a number that follows it. */
static kith_status parse_unary(kith_parser *p, kith_expr **out)
{
    const size_t first = p->at;
    const bool minus = kith_parser_take(p, '-');
    if (!minus && !kith_parser_take(p, '+'))
        return parse_postfix(p, out);
    const bool number = kith_parser_sees(p, 0, KITH_TOKEN_INTEGER) ||
                        kith_parser_sees(p, 0, KITH_TOKEN_REAL);
    if (number && minus && !kith_parser_sees(p, 1, '.') &&
        !kith_parser_sees(p, 1, '['))
        return kith_parse_number(p, true, out);
    kith_status st = kith_parser_enter(p);
    if (st == KITH_OK)
        st = parse_unary(p, out);
    p->depth--;
    if (st == KITH_OK)
        st = make(p, minus ? KITH_OP_NEGATE : KITH_OP_PLUS, first, *out, NULL,
                  out);
    return st;
}
