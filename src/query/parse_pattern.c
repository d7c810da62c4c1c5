/* Patterns: (a:Label {key: value})-[r:TYPE*1..3]->(b), label expressions. */
#include "base/error.h"
#include "query/parser.h"

#include <string.h>

/* -- looking ahead ------------------------------------------------------- */

/* The token after the bracket that closes the one `ahead`; 0 if none does. */
static size_t after_bracket(const kith_parser *p, size_t ahead)
{
    size_t depth = 0;
    for (;; ahead++) {
        switch (kith_parser_peek(p, ahead)->kind) {
        case '(':
        case '[':
        case '{':
            depth++;
            break;
        case ')':
        case ']':
        case '}':
            if (--depth == 0)
                return ahead + 1;
            break;
        case KITH_TOKEN_END:
            return 0;
        default:
            break;
        }
    }
}

/* What follows a node in a pattern: --, -->, <--, -[…]-, <-[…]-. */
static bool sees_relation(const kith_parser *p, size_t ahead)
{
    if (kith_parser_sees(p, ahead, '<'))
        ahead++;
    if (!kith_parser_sees(p, ahead, '-'))
        return false;
    ahead++;
    if (kith_parser_sees(p, ahead, '[')) {
        ahead = after_bracket(p, ahead);
        return ahead && kith_parser_sees(p, ahead, '-');
    }
    if (!kith_parser_sees(p, ahead, '-'))
        return false;
    ahead++;
    return kith_parser_sees(p, ahead, '(') ||
           (kith_parser_sees(p, ahead, '>') &&
            kith_parser_sees(p, ahead + 1, '('));
}

bool kith_parser_sees_pattern(const kith_parser *p, size_t ahead)
{
    if (kith_parser_sees_word(p, ahead, "shortestPath") ||
        kith_parser_sees_word(p, ahead, "allShortestPaths"))
        return kith_parser_sees(p, ahead + 1, '(');
    if (!kith_parser_sees(p, ahead, '('))
        return false;
    size_t inside = ahead + 1;
    inside += kith_parser_sees_name(p, inside);
    /* (a.b …) and (a + …) are expressions: do not scan them */
    if (!kith_parser_sees(p, inside, ')') &&
        !kith_parser_sees(p, inside, ':') &&
        !kith_parser_sees(p, inside, '{') &&
        !kith_parser_sees_word(p, inside, "WHERE"))
        return false;
    const size_t after = after_bracket(p, ahead);
    return after && sees_relation(p, after);
}

/* -- label expressions --------------------------------------------------- */

static kith_status parse_label_or(kith_parser *p,
                                  bool relation,
                                  kith_labels **out);

static kith_labels *new_labels(kith_parser *p,
                               kith_label_kind kind,
                               size_t first)
{
    kith_labels *labels = KITH_HEAP_NEW(p->heap, kith_labels, 1);
    if (labels) {
        *labels = (kith_labels){
            .kind = kind,
            .type = KITH_NONE,
            .span = kith_parser_span(p, first),
        };
    }
    return labels;
}

static kith_status parse_label(kith_parser *p, bool relation, kith_labels **out)
{
    const size_t first = p->at;
    kith_status st = kith_parser_enter(p);
    KITH_TRY(st, st, done);
    if (kith_parser_take(p, '!')) {
        *out = new_labels(p, KITH_LABEL_NOT, first);
        if (!*out)
            return kith_parser_memory(p);
        st = parse_label(p, relation, &(*out)->left);
    } else if (kith_parser_take(p, '(')) {
        const bool no_bar = p->no_bar;
        p->no_bar = false;
        st = parse_label_or(p, relation, out);
        p->no_bar = no_bar;
        KITH_TRY(st, st, done);
        st = kith_parser_need(p, ')', "')'");
    } else if (kith_parser_take(p, '%')) {
        *out = new_labels(p, KITH_LABEL_ANY, first);
        st = *out ? KITH_OK : kith_parser_memory(p);
    } else {
        *out = new_labels(p, KITH_LABEL_NAME, first);
        if (!*out)
            return kith_parser_memory(p);
        st = kith_parser_name(p, &(*out)->name, &(*out)->span);
    }
done:
    p->depth--;
    return st;
}

static kith_status join_labels(kith_parser *p,
                               kith_label_kind kind,
                               bool relation,
                               kith_status (*parse)(kith_parser *,
                                                    bool,
                                                    kith_labels **),
                               size_t first,
                               kith_labels **out)
{
    kith_labels *both = new_labels(p, kind, first);
    if (++p->labels >= KITH_QUERY_LABELS) {
        (void)kith_fail(p->err, KITH_E_LIMIT,
                        "SyntaxError: UnexpectedSyntax: more than %d types in "
                        "one expression",
                        KITH_QUERY_LABELS);
        kith_query_place(p->err, p->source, kith_parser_span(p, first));
        return KITH_E_LIMIT;
    }
    if (!both)
        return kith_parser_memory(p);
    both->left = *out;
    *out = both;
    const kith_status st = parse(p, relation, &both->right);
    both->span = kith_parser_span(p, first);
    return st;
}

/* `:A:B` on a node is A and B. */
static kith_status parse_label_and(kith_parser *p,
                                   bool relation,
                                   kith_labels **out)
{
    const size_t first = p->at;
    kith_status st = parse_label(p, relation, out);
    while (st == KITH_OK && (kith_parser_take(p, '&') ||
                             (!relation && kith_parser_take(p, ':'))))
        st = join_labels(p, KITH_LABEL_AND, relation, parse_label, first, out);
    return st;
}

static kith_status parse_label_or(kith_parser *p,
                                  bool relation,
                                  kith_labels **out)
{
    const size_t first = p->at;
    kith_status st = parse_label_and(p, relation, out);
    while (st == KITH_OK && (!p->no_bar || relation) &&
           kith_parser_take(p, '|')) {
        (void)(relation && kith_parser_take(p, ':')); /* -[:A|:B]-, old form */
        st = join_labels(p, KITH_LABEL_OR, relation, parse_label_and, first,
                         out);
    }
    return st;
}

kith_status kith_parse_labels(kith_parser *p, bool relation, kith_labels **out)
{
    p->at++; /* the colon */
    p->labels = 0;
    return parse_label_or(p, relation, out);
}

/* -- nodes and relations ------------------------------------------------- */

static kith_status parse_properties(kith_parser *p, kith_expr **out)
{
    if (kith_parser_sees(p, 0, '{'))
        return kith_parse_map(p, out);
    if (kith_parser_sees(p, 0, KITH_TOKEN_PARAMETER)) {
        return kith_query_fail(p->err, p->source, kith_parser_span(p, p->at),
                               "InvalidParameterUse",
                               "a parameter cannot stand for all properties in "
                               "a pattern");
    }
    return KITH_OK;
}

static kith_status parse_inside(kith_parser *p,
                                bool relation,
                                kith_labels **labels)
{
    if (!kith_parser_sees(p, 0, ':'))
        return KITH_OK;
    const bool no_bar = p->no_bar;
    p->no_bar = false;
    const kith_status st = kith_parse_labels(p, relation, labels);
    p->no_bar = no_bar;
    return st;
}

static bool sees_variable(const kith_parser *p)
{
    return kith_parser_sees_name(p, 0) &&
           !(kith_parser_sees_word(p, 0, "WHERE") &&
             !kith_parser_sees(p, 1, ')') && !kith_parser_sees(p, 1, ':'));
}

/* Inside of brackets `|` is part of a label again. */
static kith_status parse_where(kith_parser *p, kith_expr **out)
{
    const bool no_bar = p->no_bar;
    if (!kith_parser_take_word(p, "WHERE"))
        return KITH_OK;
    p->no_bar = false;
    const kith_status st = kith_parse_expression(p, out);
    p->no_bar = no_bar;
    return st;
}

static kith_status parse_node(kith_parser *p, kith_node_pattern *out)
{
    const size_t first = p->at;
    kith_status st = KITH_OK;
    *out = (kith_node_pattern){.slot = KITH_NO_SLOT};
    KITH_TRY(st, kith_parser_need(p, '(', "'('"), done);
    if (sees_variable(p))
        KITH_TRY(st, kith_parser_name(p, &out->name, &out->span), done);
    KITH_TRY(st, parse_inside(p, false, &out->labels), done);
    KITH_TRY(st, parse_properties(p, &out->properties), done);
    KITH_TRY(st, parse_where(p, &out->where), done);
    KITH_TRY(st, kith_parser_need(p, ')', "')'"), done);
    if (!out->name.data)
        out->span = kith_parser_span(p, first);
done:
    return st;
}

static kith_status parse_bound(kith_parser *p, uint64_t *out)
{
    kith_expr *number = NULL;
    const kith_status st = kith_parse_number(p, false, &number);
    if (st == KITH_OK)
        *out = (uint64_t)number->value.as.integer;
    return st;
}

/* *, *2, *1.., *..3, *1..3 */
static kith_status parse_range(kith_parser *p, kith_relation_pattern *out)
{
    kith_status st = KITH_OK;
    out->variable = true;
    out->least = 1;
    out->most = UINT64_MAX;
    const bool has_least = kith_parser_sees(p, 0, KITH_TOKEN_INTEGER);
    if (has_least)
        KITH_TRY(st, parse_bound(p, &out->least), done);
    if (kith_parser_take(p, KITH_TOKEN_RANGE)) {
        if (kith_parser_sees(p, 0, KITH_TOKEN_INTEGER))
            st = parse_bound(p, &out->most);
    } else if (has_least) {
        out->most = out->least;
    }
done:
    return st;
}

static kith_status parse_details(kith_parser *p, kith_relation_pattern *out)
{
    kith_status st = KITH_OK;
    if (sees_variable(p))
        KITH_TRY(st, kith_parser_name(p, &out->name, &out->span), done);
    KITH_TRY(st, parse_inside(p, true, &out->types), done);
    if (kith_parser_take(p, '*')) {
        st = parse_range(p, out);
    } else if (kith_parser_sees(p, 0, KITH_TOKEN_INTEGER)) {
        return kith_query_fail(p->err, p->source, kith_parser_span(p, p->at),
                               "InvalidRelationshipPattern",
                               "a length needs '*' before it");
    }
    KITH_TRY(st, st, done);
    KITH_TRY(st, parse_properties(p, &out->properties), done);
    KITH_TRY(st, parse_where(p, &out->where), done);
    st = kith_parser_need(p, ']', "']'");
done:
    return st;
}

static kith_status parse_relation(kith_parser *p, kith_relation_pattern *out)
{
    const size_t first = p->at;
    kith_status st = KITH_OK;
    *out = (kith_relation_pattern){.slot = KITH_NO_SLOT};
    const bool left = kith_parser_take(p, '<');
    KITH_TRY(st, kith_parser_need(p, '-', "'-'"), done);
    if (kith_parser_take(p, '['))
        KITH_TRY(st, parse_details(p, out), done);
    KITH_TRY(st, kith_parser_need(p, '-', "'-'"), done);
    const bool right = kith_parser_take(p, '>');
    out->way = left == right ? KITH_BOTH : left ? KITH_IN : KITH_OUT;
    if (!out->name.data)
        out->span = kith_parser_span(p, first);
done:
    return st;
}

static bool sees_next_relation(const kith_parser *p)
{
    return kith_parser_sees(p, 0, '-') ||
           (kith_parser_sees(p, 0, '<') && kith_parser_sees(p, 1, '-'));
}

static kith_status parse_steps(kith_parser *p, kith_path_pattern *out)
{
    kith_grow nodes = {0};
    kith_grow relations = {0};
    kith_status st = KITH_OK;
    kith_node_pattern *node = kith_grow_more(&nodes, p->heap, sizeof *node);
    if (!node)
        return kith_parser_memory(p);
    KITH_TRY(st, parse_node(p, node), done);
    while (sees_next_relation(p)) {
        kith_relation_pattern *relation =
            kith_grow_more(&relations, p->heap, sizeof *relation);
        node = kith_grow_more(&nodes, p->heap, sizeof *node);
        if (!relation || !node)
            return kith_parser_memory(p);
        KITH_TRY(st, parse_relation(p, relation), done);
        KITH_TRY(st, parse_node(p, node), done);
    }
    out->nodes = nodes.items;
    out->relations = relations.items;
    out->length = relations.count;
done:
    return st;
}

kith_status kith_parse_path(kith_parser *p, kith_path_pattern *out)
{
    const size_t first = p->at;
    kith_status st = KITH_OK;
    out->slot = KITH_NO_SLOT;
    if (kith_parser_sees_name(p, 0) && kith_parser_sees(p, 1, '=')) {
        KITH_TRY(st, kith_parser_name(p, &out->name, &out->span), done);
        p->at++;
    }
    if (kith_parser_sees(p, 1, '(')) {
        if (kith_parser_take_word(p, "shortestPath"))
            out->shortest = KITH_ONE_SHORTEST;
        else if (kith_parser_take_word(p, "allShortestPaths"))
            out->shortest = KITH_ALL_SHORTEST;
    }
    if (out->shortest)
        p->at++;
    KITH_TRY(st, parse_steps(p, out), done);
    if (out->shortest)
        KITH_TRY(st, kith_parser_need(p, ')', "')'"), done);
    if (!out->name.data)
        out->span = kith_parser_span(p, first);
done:
    return st;
}

kith_status kith_parse_pattern(kith_parser *p, kith_pattern *out)
{
    kith_grow paths = {0};
    kith_status st = KITH_OK;
    do {
        kith_path_pattern *path = kith_grow_more(&paths, p->heap, sizeof *path);
        if (!path)
            return kith_parser_memory(p);
        KITH_TRY(st, kith_parse_path(p, path), done);
    } while (kith_parser_take(p, ','));
    *out = (kith_pattern){.count = paths.count, .paths = paths.items};
done:
    return st;
}
