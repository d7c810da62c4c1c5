/* A query: clauses, UNION, subqueries. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/near.h"
#include "query/parser.h"

#include <string.h>

/* -- clauses that write -------------------------------------------------- */

static const struct {
    const char *word;
    const char *instead;
} writing[] = {
    {"CREATE",  "write records, and read them with the others"        },
    {"MERGE",   "records of the same id merge by themselves"          },
    {"SET",     "write the new facts as records"                      },
    {"DELETE",  "leave records out with 'kith export'"                },
    {"DETACH",  "leave records out with 'kith export'"                },
    {"REMOVE",  "leave members out of the records"                    },
    {"FOREACH", "read with UNWIND"                                    },
    {"LOAD",    "give the file as another input"                      },
    {"DROP",    "there is nothing to drop: indexes are made as needed"},
};

static kith_status refuse_writing(kith_parser *p)
{
    for (size_t i = 0; i < sizeof writing / sizeof *writing; i++) {
        if (!kith_parser_sees_word(p, 0, writing[i].word))
            continue;
        (void)kith_fail(p->err, KITH_E_UNSUPPORTED,
                        "SyntaxError: InvalidClauseComposition: kith reads and "
                        "does not write: %s is not supported",
                        writing[i].word);
        kith_query_place(p->err, p->source, kith_parser_span(p, p->at));
        kith_hint(p->err, "%s", writing[i].instead);
        return KITH_E_UNSUPPORTED;
    }
    return KITH_OK;
}

/* -- RETURN and WITH ----------------------------------------------------- */

static kith_status parse_item(kith_parser *p, kith_item *out)
{
    kith_status st = KITH_OK;
    *out = (kith_item){.slot = KITH_NO_SLOT};
    KITH_TRY(st, kith_parse_expression(p, &out->expr), done);
    const kith_span span = out->expr->span;
    out->name =
        (kith_text){p->source->text.data + span.start, span.end - span.start};
    if (out->expr->kind == KITH_EXPR_VARIABLE)
        out->name = out->expr->name;
    if (kith_parser_take_word(p, "AS")) {
        out->named = true;
        st = kith_parser_name(p, &out->name, NULL);
    }
done:
    return st;
}

static kith_status parse_items(kith_parser *p, kith_clause *out)
{
    kith_grow items = {0};
    kith_status st = KITH_OK;
    out->star = kith_parser_take(p, '*');
    bool more = !out->star || kith_parser_take(p, ',');
    while (st == KITH_OK && more) {
        kith_item *item = kith_grow_more(&items, p->heap, sizeof *item);
        if (!item)
            return kith_parser_memory(p);
        st = parse_item(p, item);
        more = st == KITH_OK && kith_parser_take(p, ',');
    }
    out->items = items.items;
    out->item_count = items.count;
    return st;
}

static kith_status parse_sort(kith_parser *p, kith_sort *out)
{
    const kith_status st = kith_parse_expression(p, &out->expr);
    if (st != KITH_OK)
        return st;
    if (kith_parser_take_word(p, "DESC") ||
        kith_parser_take_word(p, "DESCENDING")) {
        out->descending = true;
    } else if (!kith_parser_take_word(p, "ASC")) {
        (void)kith_parser_take_word(p, "ASCENDING");
    }
    return KITH_OK;
}

static kith_status parse_order(kith_parser *p, kith_clause *out)
{
    kith_grow sorts = {0};
    kith_status st = KITH_OK;
    if (kith_parser_sees_word(p, 0, "ORDER")) {
        p->at++;
        KITH_TRY(st, kith_parser_need_word(p, "BY"), done);
        do {
            kith_sort *sort = kith_grow_more(&sorts, p->heap, sizeof *sort);
            if (!sort)
                return kith_parser_memory(p);
            KITH_TRY(st, parse_sort(p, sort), done);
        } while (kith_parser_take(p, ','));
    }
    out->sorts = sorts.items;
    out->sort_count = sorts.count;
    if (kith_parser_take_word(p, "SKIP") || kith_parser_take_word(p, "OFFSET"))
        KITH_TRY(st, kith_parse_expression(p, &out->skip), done);
    if (kith_parser_take_word(p, "LIMIT"))
        st = kith_parse_expression(p, &out->limit);
done:
    return st;
}

static kith_status parse_projection(kith_parser *p, kith_clause *out)
{
    kith_status st = KITH_OK;
    out->distinct = kith_parser_take_word(p, "DISTINCT");
    KITH_TRY(st, parse_items(p, out), done);
    KITH_TRY(st, parse_order(p, out), done);
    if (out->kind == KITH_CLAUSE_WITH && kith_parser_take_word(p, "WHERE"))
        st = kith_parse_expression(p, &out->where);
done:
    return st;
}

/* -- the other clauses --------------------------------------------------- */

static kith_status parse_match(kith_parser *p, kith_clause *out)
{
    kith_status st = kith_parse_pattern(p, &out->pattern);
    if (st == KITH_OK && kith_parser_take_word(p, "WHERE"))
        st = kith_parse_expression(p, &out->where);
    return st;
}

static kith_status parse_unwind(kith_parser *p, kith_clause *out)
{
    kith_status st = kith_parse_expression(p, &out->expr);
    if (st == KITH_OK)
        st = kith_parser_need_word(p, "AS");
    if (st == KITH_OK)
        st = kith_parser_name(p, &out->name, &out->name_span);
    return st;
}

static kith_status parse_yield(kith_parser *p, kith_clause *out)
{
    kith_grow items = {0};
    kith_status st = KITH_OK;
    if (kith_parser_take(p, '*')) {
        out->star = true;
        return KITH_OK;
    }
    do {
        kith_item *item = kith_grow_more(&items, p->heap, sizeof *item);
        if (!item)
            return kith_parser_memory(p);
        KITH_TRY(st, parse_item(p, item), done);
        if (item->expr->kind != KITH_EXPR_VARIABLE) {
            p->at--;
            return kith_parser_expected(p, "the name of a column");
        }
    } while (kith_parser_take(p, ','));
    out->items = items.items;
    out->item_count = items.count;
done:
    return st;
}

/* CALL (a, b) { … } and CALL { WITH a, b … }. */
static kith_status parse_call_query(kith_parser *p, kith_clause *out)
{
    kith_grow names = {0};
    kith_status st = KITH_OK;
    out->kind = KITH_CLAUSE_SUBQUERY;
    out->imports_all = true;
    if (kith_parser_take(p, '(')) {
        out->imports_all = kith_parser_take(p, '*');
        while (!kith_parser_sees(p, 0, ')')) {
            if (names.count)
                KITH_TRY(st, kith_parser_need(p, ',', "',' or ')'"), done);
            kith_text *name = kith_grow_more(&names, p->heap, sizeof *name);
            if (!name)
                return kith_parser_memory(p);
            KITH_TRY(st, kith_parser_name(p, name, NULL), done);
        }
        p->at++;
    }
    out->imports = names.items;
    out->import_count = names.count;
    KITH_TRY(st, kith_parser_enter(p), done);
    KITH_TRY(st, kith_parser_need(p, '{', "'{'"), done);
    KITH_TRY(st, kith_parse_union(p, &out->query), done);
    KITH_TRY(st, kith_parser_need(p, '}', "'}'"), done);
    p->depth--;
done:
    return st;
}

static kith_status parse_call(kith_parser *p, kith_clause *out)
{
    const size_t first = p->at;
    kith_grow args = {0};
    kith_status st = KITH_OK;
    if (kith_parser_sees(p, 0, '{') || kith_parser_sees(p, 0, '('))
        return parse_call_query(p, out);
    KITH_TRY(st, kith_parser_name(p, &out->name, NULL), done);
    while (kith_parser_take(p, '.')) {
        kith_text more = {0};
        KITH_TRY(st, kith_parser_name(p, &more, NULL), done);
        out->name.length = (size_t)(more.data + more.length - out->name.data);
    }
    out->name_span = kith_parser_span(p, first);
    if (kith_parser_take(p, '(')) {
        while (st == KITH_OK && !kith_parser_take(p, ')')) {
            if (args.count)
                KITH_TRY(st, kith_parser_need(p, ',', "',' or ')'"), done);
            kith_expr **arg = kith_grow_more(&args, p->heap, sizeof *arg);
            if (!arg)
                return kith_parser_memory(p);
            st = kith_parse_expression(p, arg);
        }
    }
    KITH_TRY(st, st, done);
    out->args = args.items;
    out->arg_count = args.count;
    if (kith_parser_take_word(p, "YIELD"))
        KITH_TRY(st, parse_yield(p, out), done);
    if (kith_parser_take_word(p, "WHERE"))
        st = kith_parse_expression(p, &out->where);
done:
    return st;
}

static const struct {
    const char *word;
    kith_clause_kind kind;
    kith_status (*parse)(kith_parser *p, kith_clause *out);
} clauses[] = {
    {"MATCH",  KITH_CLAUSE_MATCH,  parse_match     },
    {"UNWIND", KITH_CLAUSE_UNWIND, parse_unwind    },
    {"WITH",   KITH_CLAUSE_WITH,   parse_projection},
    {"RETURN", KITH_CLAUSE_RETURN, parse_projection},
    {"CALL",   KITH_CLAUSE_CALL,   parse_call      },
};

/* What stands here is no clause: was one of them meant? */
static kith_status no_clause(kith_parser *p)
{
    const kith_token *token = kith_parser_peek(p, 0);
    char word[16];
    kith_nearest nearest = {
        .wanted = {word, token->length}
    };
    const kith_status st =
        kith_parser_expected(p, "a clause such as MATCH, WITH or RETURN");
    if (token->kind != KITH_TOKEN_NAME || token->length > sizeof word)
        return st;
    for (size_t i = 0; i < token->length; i++) {
        const char c = p->source->text.data[token->start + i];
        word[i] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++)
        kith_nearest_see(&nearest, clauses[i].word);
    kith_nearest_see(&nearest, "OPTIONAL");
    kith_nearest_see(&nearest, "ORDER BY");
    kith_nearest_see(&nearest, "WHERE");
    kith_nearest_see(&nearest, "LIMIT");
    if (nearest.best)
        kith_hint(p->err, "did you mean '%s'?", nearest.best);
    return st;
}

static kith_status parse_clause(kith_parser *p, kith_clause *out)
{
    const size_t first = p->at;
    kith_status st = refuse_writing(p);
    if (st != KITH_OK)
        return st;
    *out = (kith_clause){.slot = KITH_NO_SLOT};
    if (kith_parser_sees_word(p, 0, "OPTIONAL")) {
        out->optional = true;
        p->at++;
        if (!kith_parser_sees_word(p, 0, "MATCH"))
            return kith_parser_expected(p, "MATCH");
    }
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
        if (!kith_parser_take_word(p, clauses[i].word))
            continue;
        out->kind = clauses[i].kind;
        st = clauses[i].parse(p, out);
        out->span = kith_parser_span(p, first);
        return st;
    }
    return no_clause(p);
}

static bool at_end_of_part(const kith_parser *p)
{
    return kith_parser_sees(p, 0, KITH_TOKEN_END) ||
           kith_parser_sees(p, 0, ';') || kith_parser_sees(p, 0, '}') ||
           kith_parser_sees_word(p, 0, "UNION");
}

static kith_status parse_part(kith_parser *p, kith_part *out)
{
    kith_grow grow = {0};
    kith_status st = KITH_OK;
    do {
        kith_clause *clause = kith_grow_more(&grow, p->heap, sizeof *clause);
        if (!clause)
            return kith_parser_memory(p);
        KITH_TRY(st, parse_clause(p, clause), done);
        if (clause->kind == KITH_CLAUSE_RETURN && !at_end_of_part(p))
            return kith_parser_expected(p, "the end of the query after RETURN");
    } while (!at_end_of_part(p));
    *out = (kith_part){.clauses = grow.items, .count = grow.count};
done:
    return st;
}

/* EXISTS { (a)-->(b) WHERE … }: the rest of a MATCH. */
static kith_status parse_bare_match(kith_parser *p, kith_part *out)
{
    kith_clause *clause = KITH_HEAP_NEW(p->heap, kith_clause, 1);
    if (!clause)
        return kith_parser_memory(p);
    *clause = (kith_clause){.slot = KITH_NO_SLOT};
    const size_t first = p->at;
    const kith_status st = parse_match(p, clause);
    clause->span = kith_parser_span(p, first);
    *out = (kith_part){.clauses = clause, .count = 1};
    return st;
}

static bool sees_bare_match(const kith_parser *p)
{
    return kith_parser_sees(p, 0, '(') ||
           (kith_parser_sees_name(p, 0) && kith_parser_sees(p, 1, '='));
}

static kith_status next_part(kith_parser *p, kith_union *out, size_t count)
{
    const size_t first = p->at++;
    const bool all = kith_parser_take_word(p, "ALL");
    if (!all)
        (void)kith_parser_take_word(p, "DISTINCT");
    if (count > 1 && all != out->all) {
        return kith_query_fail(p->err, p->source, kith_parser_span(p, first),
                               "InvalidClauseComposition",
                               "UNION and UNION ALL do not mix");
    }
    out->all = all;
    return KITH_OK;
}

kith_status kith_parse_union(kith_parser *p, kith_union **out)
{
    const size_t first = p->at;
    kith_grow grow = {0};
    kith_status st = KITH_OK;
    kith_union *made = KITH_HEAP_NEW(p->heap, kith_union, 1);
    if (!made)
        return kith_parser_memory(p);
    *made = (kith_union){0};
    *out = made;
    for (;;) {
        kith_part *part = kith_grow_more(&grow, p->heap, sizeof *part);
        if (!part)
            return kith_parser_memory(p);
        KITH_TRY(st,
                 sees_bare_match(p) ? parse_bare_match(p, part)
                                    : parse_part(p, part),
                 done);
        if (!kith_parser_sees_word(p, 0, "UNION"))
            break;
        KITH_TRY(st, next_part(p, made, grow.count), done);
    }
    made->parts = grow.items;
    made->count = grow.count;
    made->span = kith_parser_span(p, first);
done:
    return st;
}

static kith_status parse_all(kith_parser *p, kith_tree *out)
{
    kith_status st = KITH_OK;
    if (kith_parser_take_word(p, "EXPLAIN")) {
        out->mode = KITH_QUERY_EXPLAIN;
    } else if (kith_parser_take_word(p, "PROFILE")) {
        out->mode = KITH_QUERY_PROFILE;
    }
    if (sees_bare_match(p))
        return kith_parser_expected(p, "a clause such as MATCH or RETURN");
    KITH_TRY(st, kith_parse_union(p, &out->query), done);
    (void)kith_parser_take(p, ';');
    if (!kith_parser_sees(p, 0, KITH_TOKEN_END))
        st = kith_parser_expected(p, "the end of the query");
done:
    return st;
}

kith_status kith_parse_query(kith_tree *out,
                             const kith_query_source *source,
                             kith_heap *heap,
                             kith_error *err)
{
    kith_parser p = {.source = source, .heap = heap, .err = err};
    *out = (kith_tree){0};
    kith_status st = kith_tokens_read(&p.tokens, source, err);
    if (st == KITH_OK)
        st = parse_all(&p, out);
    kith_release(p.tokens.items);
    return st;
}
