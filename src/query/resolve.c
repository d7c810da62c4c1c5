/* Names to meanings: clauses and scopes. */
#include "query/resolve.h"

#include "base/error.h"
#include "base/near.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* More variables than any sensible query has. */
#define MOST_SLOTS 100000

kith_status kith_resolver_memory(kith_resolver *r)
{
    return kith_heap_fail(r->heap, r->err);
}

static bool same_text(kith_text a, kith_text b)
{
    return a.length == b.length && !memcmp(a.data, b.data, a.length);
}

/* -- scopes -------------------------------------------------------------- */

kith_variable *kith_scope_find(const kith_scope *scope, kith_text name)
{
    for (size_t i = scope->count; i-- > 0;) {
        if (same_text(scope->items[i].name, name))
            return &scope->items[i];
    }
    return NULL;
}

kith_status kith_resolver_show(kith_resolver *r, kith_variable variable)
{
    kith_grow grow = {r->scope.items, r->scope.count, r->scope.room};
    kith_variable *place = kith_grow_more(&grow, r->heap, sizeof *place);
    if (!place)
        return kith_resolver_memory(r);
    *place = variable;
    r->scope = (kith_scope){grow.items, grow.count, grow.room};
    return KITH_OK;
}

kith_status kith_resolver_declare(kith_resolver *r,
                                  kith_text name,
                                  kith_static type,
                                  uint32_t *slot)
{
    if (r->tree->slots >= MOST_SLOTS) {
        return kith_fail(r->err, KITH_E_LIMIT,
                         "the query has more than %d variables", MOST_SLOTS);
    }
    *slot = r->tree->slots++;
    if (!name.data)
        return KITH_OK;
    return kith_resolver_show(r, (kith_variable){name, *slot, type,
                                                 KITH_STATIC_ANY});
}

kith_status kith_resolver_undefined(kith_resolver *r,
                                    kith_text name,
                                    kith_span span)
{
    kith_nearest nearest = {.wanted = name};
    for (size_t i = 0; i < r->scope.count; i++) {
        const kith_text known = r->scope.items[i].name;
        char *copy = kith_heap_take(r->heap, known.length + 1);
        if (!copy)
            return kith_resolver_memory(r);
        memcpy(copy, known.data, known.length);
        copy[known.length] = '\0';
        kith_nearest_see(&nearest, copy);
    }
    const kith_status st =
        kith_query_fail(r->err, r->source, span, "UndefinedVariable",
                        "variable '%.*s' is not defined", (int)name.length,
                        name.data);
    if (nearest.best) {
        kith_hint(r->err, "did you mean '%s'?", nearest.best);
    } else if (r->source->text.data[span.end] != '.') {
        kith_hint(r->err, "a text stands in quotes: '%.*s'", (int)name.length,
                  name.data);
    }
    return st;
}

kith_status kith_resolver_remark(kith_resolver *r,
                                 kith_span span,
                                 const char *near,
                                 const char *format,
                                 ...)
{
    va_list args;
    kith_remark *remark = KITH_HEAP_NEW(r->heap, kith_remark, 1);
    if (!remark)
        return kith_resolver_memory(r);
    *remark = (kith_remark){0};
    va_start(args, format);
    kith_utf8_format(remark->error.message, sizeof remark->error.message,
                     format, args);
    va_end(args);
    kith_query_place(&remark->error, r->source, span);
    if (near)
        kith_hint(&remark->error, "did you mean '%s'?", near);
    if (r->last_remark) {
        r->last_remark->next = remark;
    } else {
        r->first_remark = remark;
    }
    r->last_remark = remark;
    return KITH_OK;
}

uint32_t kith_resolver_column(kith_resolver *r, kith_text name, kith_span span)
{
    const uint32_t column = kith_session_column(r->session, name);
    kith_mention *mention = KITH_HEAP_NEW(r->heap, kith_mention, 1);
    if (column == KITH_NO_COLUMN) {
        (void)kith_heap_fail(&r->session->heap, r->err);
        return column;
    }
    if (!mention) {
        (void)kith_resolver_memory(r);
        return KITH_NO_COLUMN;
    }
    *mention = (kith_mention){r->tree->mentions, column, span};
    r->tree->mentions = mention;
    return column;
}

/* -- labels -------------------------------------------------------------- */

static kith_status remark_label(kith_resolver *r,
                                const kith_labels *labels,
                                bool relation)
{
    const kith_graph *graph = r->session->graph;
    const size_t count = relation ? kith_graph_relation_type_count(graph)
                                  : kith_graph_entity_type_count(graph);
    kith_nearest nearest = {.wanted = labels->name};
    for (kith_id i = 0; i < count; i++) {
        kith_nearest_see(&nearest, relation
                                       ? kith_graph_relation_type_name(graph, i)
                                       : kith_graph_entity_type_name(graph, i));
    }
    return kith_resolver_remark(r, labels->span, nearest.best,
                                "no %s has the type '%.*s'",
                                relation ? "relation" : "entity",
                                (int)labels->name.length, labels->name.data);
}

kith_status kith_resolve_labels(kith_resolver *r,
                                kith_labels *labels,
                                bool relation)
{
    kith_status st = KITH_OK;
    if (!labels)
        return KITH_OK;
    if (labels->kind == KITH_LABEL_NAME) {
        labels->type =
            relation
                ? kith_graph_relation_type_of(r->session->graph, labels->name)
                : kith_graph_entity_type_of(r->session->graph, labels->name);
        return labels->type == KITH_NONE ? remark_label(r, labels, relation)
                                         : KITH_OK;
    }
    KITH_TRY(st, kith_resolve_labels(r, labels->left, relation), done);
    st = kith_resolve_labels(r, labels->right, relation);
done:
    return st;
}

/* -- clauses ------------------------------------------------------------- */

static kith_status resolve_match(kith_resolver *r, kith_clause *clause)
{
    kith_status st = kith_resolve_pattern(r, &clause->pattern, false);
    if (st == KITH_OK && clause->where)
        st = kith_resolve_condition(r, clause->where, "WHERE");
    return st;
}

static kith_status already_bound(kith_resolver *r,
                                 kith_text name,
                                 kith_span span)
{
    return kith_query_fail(r->err, r->source, span, "VariableAlreadyBound",
                           "variable '%.*s' is defined already",
                           (int)name.length, name.data);
}

static kith_status resolve_unwind(kith_resolver *r, kith_clause *clause)
{
    kith_status st = kith_resolve_expression(r, clause->expr);
    if (st != KITH_OK)
        return st;
    if (kith_scope_find(&r->scope, clause->name))
        return already_bound(r, clause->name, clause->name_span);
    st = kith_resolver_declare(r, clause->name, clause->expr->element,
                               &clause->slot);
    return st;
}

static const kith_procedure *procedure_of(kith_resolver *r,
                                          const kith_clause *clause)
{
    kith_nearest nearest = {.wanted = clause->name};
    for (size_t i = 0; i < r->session->procedure_count; i++) {
        const kith_procedure *p = &r->session->procedures[i];
        const kith_text name = {p->name, strlen(p->name)};
        if (same_text(name, clause->name))
            return p;
        kith_nearest_see(&nearest, p->name);
    }
    (void)kith_fail(r->err, KITH_E_INVALID,
                    "ProcedureError: ProcedureNotFound: there is no procedure "
                    "'%.*s'",
                    (int)clause->name.length, clause->name.data);
    kith_query_place(r->err, r->source, clause->name_span);
    if (nearest.best) {
        kith_hint(r->err, "did you mean '%s'?", nearest.best);
    } else {
        kith_hint(r->err, "'kith help query' lists them");
    }
    return NULL;
}

/* CALL pagerank() YIELD node, score AS s */
static kith_status yield_column(kith_resolver *r,
                                kith_clause *clause,
                                kith_item *item)
{
    static const kith_text node = {"node", 4};
    const kith_text column = {clause->procedure->column,
                              strlen(clause->procedure->column)};
    const bool is_node = same_text(item->expr->name, node);
    if (!is_node && !same_text(item->expr->name, column)) {
        (void)kith_query_fail(r->err, r->source, item->expr->span,
                              "UndefinedVariable",
                              "%s() yields 'node' and "
                              "'%s', not '%.*s'",
                              clause->procedure->name,
                              clause->procedure->column,
                              (int)item->expr->name.length,
                              item->expr->name.data);
        return r->err->status;
    }
    if (kith_scope_find(&r->scope, item->name))
        return already_bound(r, item->name, item->expr->span);
    return kith_resolver_declare(r, item->name,
                                 is_node ? KITH_STATIC_NODE
                                 : clause->procedure->is_integer
                                     ? KITH_STATIC_INTEGER
                                     : KITH_STATIC_FLOAT,
                                 is_node ? &clause->slot : &clause->score);
}

static kith_status resolve_call(kith_resolver *r, kith_clause *clause)
{
    kith_status st = KITH_OK;
    clause->procedure = procedure_of(r, clause);
    clause->score = KITH_NO_SLOT;
    if (!clause->procedure)
        return r->err->status;
    if (clause->arg_count) {
        return kith_query_fail(r->err, r->source, clause->args[0]->span,
                               "InvalidNumberOfArguments",
                               "%s() takes no arguments",
                               clause->procedure->name);
    }
    const char *const names[] = {"node", clause->procedure->column};
    for (size_t i = 0; i < 2 && !clause->item_count; i++) {
        const kith_text name = {names[i], strlen(names[i])};
        st = kith_resolver_declare(r, name,
                                   i == 0 ? KITH_STATIC_NODE : KITH_STATIC_ANY,
                                   i == 0 ? &clause->slot : &clause->score);
        KITH_TRY(st, st, done);
    }
    for (size_t i = 0; i < clause->item_count; i++)
        KITH_TRY(st, yield_column(r, clause, &clause->items[i]), done);
    if (clause->slot == KITH_NO_SLOT)
        KITH_TRY(st,
                 kith_resolver_declare(r, (kith_text){0}, KITH_STATIC_NODE,
                                       &clause->slot),
                 done);
    if (clause->where)
        st = kith_resolve_condition(r, clause->where, "WHERE");
done:
    return st;
}

static kith_status copy_scope(kith_resolver *r, kith_scope *out)
{
    const kith_scope scope = r->scope;
    kith_variable *items =
        KITH_HEAP_NEW(r->heap, kith_variable, scope.count + 1);
    if (!items)
        return kith_resolver_memory(r);
    if (scope.count)
        memcpy(items, scope.items, scope.count * sizeof *items);
    *out = (kith_scope){items, scope.count, scope.count + 1};
    return KITH_OK;
}

static kith_status only_imports(kith_resolver *r, const kith_clause *clause)
{
    kith_scope outer = r->scope;
    kith_status st = KITH_OK;
    r->scope = (kith_scope){0};
    for (size_t i = 0; i < clause->import_count; i++) {
        kith_variable *known = kith_scope_find(&outer, clause->imports[i]);
        if (!known) {
            r->scope = outer;
            return kith_resolver_undefined(r, clause->imports[i], clause->span);
        }
        KITH_TRY(st, kith_resolver_show(r, *known), done);
    }
done:
    return st;
}

/* CALL { … }: what it returns comes into scope. */
static kith_status resolve_subquery(kith_resolver *r, kith_clause *clause)
{
    kith_scope outer = {0};
    kith_status st = copy_scope(r, &outer);
    if (st == KITH_OK && !clause->imports_all)
        st = only_imports(r, clause);
    KITH_TRY(st, st, done);
    KITH_TRY(st, kith_resolve_union(r, clause->query, false), done);
    r->scope = outer;
    const kith_part *part = &clause->query->parts[0];
    const kith_clause *last = &part->clauses[part->count - 1];
    clause->column_count = last->item_count;
    clause->columns = KITH_HEAP_NEW(r->heap, uint32_t, last->item_count);
    if (!clause->columns)
        return kith_resolver_memory(r);
    for (size_t i = 0; i < last->item_count; i++) {
        if (kith_scope_find(&r->scope, last->items[i].name))
            return already_bound(r, last->items[i].name, last->span);
        KITH_TRY(st,
                 kith_resolver_declare(r, last->items[i].name,
                                       last->items[i].expr->type,
                                       &clause->columns[i]),
                 done);
    }
done:
    return st;
}

static kith_status resolve_clause(kith_resolver *r, kith_clause *clause)
{
    switch (clause->kind) {
    case KITH_CLAUSE_MATCH:
        return resolve_match(r, clause);
    case KITH_CLAUSE_UNWIND:
        return resolve_unwind(r, clause);
    case KITH_CLAUSE_WITH:
    case KITH_CLAUSE_RETURN:
        return kith_resolve_projection(r, clause);
    case KITH_CLAUSE_CALL:
        return resolve_call(r, clause);
    case KITH_CLAUSE_SUBQUERY:
        return resolve_subquery(r, clause);
    }
    return KITH_OK;
}

/* -- queries ------------------------------------------------------------- */

/* CALL pagerank() alone returns all that it yields. */
static kith_status return_all(kith_resolver *r, kith_part *part)
{
    kith_clause *clauses = KITH_HEAP_NEW(r->heap, kith_clause, part->count + 1);
    if (!clauses)
        return kith_resolver_memory(r);
    memcpy(clauses, part->clauses, part->count * sizeof *clauses);
    clauses[part->count] = (kith_clause){
        .kind = KITH_CLAUSE_RETURN,
        .span = part->clauses[part->count - 1].span,
        .slot = KITH_NO_SLOT,
        .star = true,
    };
    part->clauses = clauses;
    part->count++;
    return KITH_OK;
}

static kith_status check_end(kith_resolver *r, kith_part *part, bool inner)
{
    const kith_clause *last = &part->clauses[part->count - 1];
    if (last->kind == KITH_CLAUSE_RETURN || inner)
        return KITH_OK;
    if (last->kind == KITH_CLAUSE_CALL && part->count == 1)
        return return_all(r, part);
    return kith_query_fail(r->err, r->source, last->span,
                           "InvalidClauseComposition",
                           "a query ends with RETURN");
}

static kith_status resolve_part(kith_resolver *r, kith_part *part, bool inner)
{
    kith_status st = check_end(r, part, inner);
    for (size_t i = 0; st == KITH_OK && i < part->count; i++)
        st = resolve_clause(r, &part->clauses[i]);
    return st;
}

static bool same_columns(const kith_part *a, const kith_part *b)
{
    const kith_clause *x = &a->clauses[a->count - 1];
    const kith_clause *y = &b->clauses[b->count - 1];
    if (x->item_count != y->item_count)
        return false;
    for (size_t i = 0; i < x->item_count; i++) {
        if (!same_text(x->items[i].name, y->items[i].name))
            return false;
    }
    return true;
}

kith_status kith_resolve_union(kith_resolver *r, kith_union *query, bool inner)
{
    kith_scope outer = r->scope;
    kith_clause *projection = r->projection;
    kith_status st = KITH_OK;
    r->projection = NULL;
    for (size_t i = 0; i < query->count; i++) {
        r->scope = outer;
        KITH_TRY(st, copy_scope(r, &r->scope), done);
        KITH_TRY(st, resolve_part(r, &query->parts[i], inner), done);
        if (i > 0 && !same_columns(&query->parts[0], &query->parts[i])) {
            st = kith_query_fail(r->err, r->source, query->span,
                                 "DifferentColumnsInUnion",
                                 "all parts of a UNION have the same columns");
            goto done;
        }
    }
done:
    r->scope = outer;
    r->projection = projection;
    return st;
}

kith_status kith_resolve(kith_tree *tree,
                         kith_session *session,
                         const kith_query_source *source,
                         const kith_query_options *options,
                         kith_heap *heap,
                         kith_remark **remarks,
                         kith_error *err)
{
    kith_resolver r = {
        .session = session,
        .source = source,
        .options = options,
        .heap = heap,
        .tree = tree,
        .err = err,
    };
    const kith_status st = kith_resolve_union(&r, tree->query, false);
    *remarks = r.first_remark;
    return st;
}
