/* What must hold in a MATCH, in pieces, each asked as early as it can be. */
#include "base/error.h"
#include "query/plan_match.h"
#include "query/shape.h"

#include <string.h>

static kith_status no_memory(const kith_matcher *m)
{
    return kith_heap_fail(m->planner->heap, m->planner->err);
}

static kith_expr *new_expr(kith_matcher *m,
                           kith_expr_kind kind,
                           kith_span span,
                           size_t count)
{
    kith_heap *heap = m->planner->heap;
    kith_expr *expr = KITH_HEAP_NEW(heap, kith_expr, 1);
    kith_expr **args = KITH_HEAP_NEW(heap, kith_expr *, count);
    if (!expr || !args)
        return NULL;
    *expr = (kith_expr){
        .kind = kind,
        .span = span,
        .slot = KITH_NO_SLOT,
        .args = args,
        .count = count,
    };
    return expr;
}

/* A predicate is asked when all that it uses has a value. */
static kith_status plan_predicate(kith_matcher *m, kith_expr *expr)
{
    kith_planner *p = m->planner;
    bool *outer = p->bound;
    bool *bound = KITH_HEAP_NEW(p->heap, bool, p->tree->slots);
    if (!bound)
        return no_memory(m);
    for (size_t i = 0; i < p->tree->slots; i++)
        bound[i] = outer[i] || m->fresh[i];
    p->bound = bound;
    const kith_status st = kith_plan_expression(p, expr);
    p->bound = outer;
    return st;
}

static kith_status add(kith_matcher *m, kith_expr *expr)
{
    if (!expr)
        return no_memory(m);
    if (m->predicate_count == m->predicate_room) {
        const size_t room = m->predicate_room ? m->predicate_room * 2 : 8;
        kith_predicate *larger =
            KITH_HEAP_NEW(m->planner->heap, kith_predicate, room);
        if (!larger)
            return no_memory(m);
        if (m->predicate_count)
            memcpy(larger, m->predicates, m->predicate_count * sizeof *larger);
        m->predicates = larger;
        m->predicate_room = room;
    }
    m->predicates[m->predicate_count++] = (kith_predicate){.expr = expr};
    return plan_predicate(m, expr);
}

/* a AND b is two predicates. */
static kith_status add_condition(kith_matcher *m, kith_expr *expr)
{
    kith_status st = KITH_OK;
    if (!expr)
        return KITH_OK;
    if (expr->kind != KITH_EXPR_OPERATOR || expr->operator!= KITH_OP_AND)
        return add(m, expr);
    for (size_t i = 0; i < expr->count; i++)
        KITH_TRY(st, add_condition(m, expr->args[i]), done);
done:
    return st;
}

static kith_expr *variable(kith_matcher *m, uint32_t slot, kith_span span)
{
    kith_expr *expr = new_expr(m, KITH_EXPR_VARIABLE, span, 0);
    if (expr)
        expr->slot = slot;
    return expr;
}

/* (n {key: value}) means n.key = value. */
static kith_status add_properties(kith_matcher *m,
                                  uint32_t slot,
                                  const kith_expr *map)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; map && i < map->count; i++) {
        kith_expr *property = new_expr(m, KITH_EXPR_PROPERTY, map->span, 1);
        kith_expr *equal = new_expr(m, KITH_EXPR_OPERATOR, map->span, 2);
        kith_expr *of = variable(m, slot, map->span);
        if (!property || !equal || !of)
            return no_memory(m);
        property->args[0] = of;
        property->name = map->names[i];
        property->key = kith_session_column(m->planner->session, map->names[i]);
        equal->operator= KITH_OP_EQUAL;
        equal->args[0] = property;
        equal->args[1] = map->args[i];
        KITH_TRY(st, add(m, equal), done);
    }
done:
    return st;
}

static kith_status add_labels(kith_matcher *m,
                              uint32_t slot,
                              kith_labels *labels,
                              kith_span span)
{
    if (!labels)
        return KITH_OK;
    kith_expr *expr = new_expr(m, KITH_EXPR_HAS_LABELS, span, 1);
    if (!expr)
        return no_memory(m);
    expr->labels = labels;
    expr->args[0] = variable(m, slot, span);
    return expr->args[0] ? add(m, expr) : no_memory(m);
}

static kith_status add_node(kith_matcher *m, const kith_node_pattern *node)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, add_labels(m, node->slot, node->labels, node->span), done);
    KITH_TRY(st, add_properties(m, node->slot, node->properties), done);
    st = add_condition(m, node->where);
done:
    return st;
}

kith_status kith_matcher_predicates(kith_matcher *m,
                                    kith_expr **wheres,
                                    size_t count)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < m->pattern->count; i++) {
        const kith_path_pattern *path = &m->pattern->paths[i];
        for (size_t j = 0; j <= path->length; j++)
            KITH_TRY(st, add_node(m, &path->nodes[j]), done);
        for (size_t j = 0; j < path->length; j++) {
            const kith_relation_pattern *relation = &path->relations[j];
            if (!relation->variable && !path->shortest)
                KITH_TRY(st,
                         add_properties(m, relation->slot,
                                        relation->properties),
                         done);
            for (size_t k = 0;
                 relation->properties && k < relation->properties->count; k++)
                KITH_TRY(st,
                         kith_plan_expression(m->planner,
                                              relation->properties->args[k]),
                         done);
            KITH_TRY(st, add_condition(m, relation->where), done);
        }
    }
    for (size_t i = 0; i < count; i++)
        KITH_TRY(st, add_condition(m, wheres[i]), done);
done:
    return st;
}

/* -- placing ------------------------------------------------------------- */

typedef struct question {
    const kith_matcher *m;
    bool answerable;
} question;

static void see(void *context, uint32_t slot)
{
    question *q = context;
    if (slot != KITH_NO_SLOT && q->m->fresh[slot] && !kith_is_bound(q->m, slot))
        q->answerable = false;
}

static bool is_answerable(const kith_matcher *m, const kith_expr *expr)
{
    question q = {m, true};
    kith_expr_slots(expr, see, &q);
    return q.answerable;
}

static kith_op *op_to_filter(kith_matcher *m)
{
    if (m->chain->last == m->before)
        return kith_plan_add(m->planner, m->chain, KITH_DO_FILTER);
    return m->chain->last;
}

/* Labels that every relation of the last operator leads to anyway. */
static bool is_implied(const kith_matcher *m, const kith_expr *expr)
{
    const kith_op *op = m->chain->last;
    return op && op != m->before && op->kind == KITH_DO_EXPAND && !op->into &&
           !op->bound && expr->kind == KITH_EXPR_HAS_LABELS &&
           expr->args[0]->slot == op->to &&
           kith_shape_implies(m->planner->session, op->pattern->types, op->way,
                              expr->labels);
}

kith_status kith_matcher_place(kith_matcher *m)
{
    size_t ready = 0;
    for (size_t i = 0; i < m->predicate_count; i++) {
        kith_predicate *predicate = &m->predicates[i];
        if (!predicate->placed && is_implied(m, predicate->expr))
            predicate->placed = true;
    }
    for (size_t i = 0; i < m->predicate_count; i++) {
        const kith_predicate *predicate = &m->predicates[i];
        ready += !predicate->placed && is_answerable(m, predicate->expr);
    }
    if (!ready)
        return KITH_OK;
    kith_op *op = op_to_filter(m);
    kith_expr **filters = KITH_HEAP_NEW(m->planner->heap, kith_expr *,
                                        (op ? op->filter_count : 0) + ready);
    if (!op || !filters)
        return no_memory(m);
    for (size_t i = 0; i < op->filter_count; i++)
        filters[i] = op->filters[i];
    for (size_t i = 0; i < m->predicate_count; i++) {
        kith_predicate *predicate = &m->predicates[i];
        if (predicate->placed || !is_answerable(m, predicate->expr))
            continue;
        predicate->placed = true;
        filters[op->filter_count++] = predicate->expr;
    }
    op->filters = filters;
    return KITH_OK;
}
