/* Where a MATCH begins, and what a step costs: estimates from counts. */
#include "base/error.h"
#include "query/plan_match.h"
#include "query/shape.h"

static kith_status no_memory(const kith_matcher *m)
{
    return kith_heap_fail(m->planner->heap, m->planner->err);
}

/* The one type that a node must have, as far as a scan can use it. */
static const kith_labels *scan_label(const kith_matcher *m,
                                     const kith_labels *labels)
{
    if (!labels)
        return NULL;
    if (labels->kind == KITH_LABEL_NAME)
        return labels;
    if (labels->kind != KITH_LABEL_AND)
        return NULL;
    const kith_labels *a = scan_label(m, labels->left);
    const kith_labels *b = scan_label(m, labels->right);
    if (!a || !b)
        return a ? a : b;
    if (a->type == KITH_NONE || b->type == KITH_NONE)
        return a->type == KITH_NONE ? a : b;
    return kith_session_label_count(m->planner->session, a->type) <=
                   kith_session_label_count(m->planner->session, b->type)
               ? a
               : b;
}

typedef struct use {
    const kith_matcher *m;
    bool free;
} use;

static void see(void *context, uint32_t slot)
{
    use *u = context;
    if (slot != KITH_NO_SLOT && u->m->fresh[slot] && !kith_is_bound(u->m, slot))
        u->free = false;
}

/* n.key = something that has a value before n has one. */
static kith_expr *seek_value(const kith_matcher *m,
                             const kith_expr *expr,
                             uint32_t slot,
                             uint32_t *column)
{
    if (expr->kind != KITH_EXPR_OPERATOR || expr->operator!= KITH_OP_EQUAL)
        return NULL;
    for (size_t side = 0; side < 2; side++) {
        const kith_expr *property = expr->args[side];
        kith_expr *value = expr->args[1 - side];
        use u = {m, true};
        if (property->kind != KITH_EXPR_PROPERTY ||
            property->args[0]->kind != KITH_EXPR_VARIABLE ||
            property->args[0]->slot != slot)
            continue;
        kith_expr_slots(value, see, &u);
        if (!u.free)
            continue;
        *column = property->key;
        return value;
    }
    return NULL;
}

static kith_expr *find_seek(const kith_matcher *m,
                            uint32_t slot,
                            uint32_t *column)
{
    for (size_t i = 0; i < m->predicate_count; i++) {
        kith_expr *value = seek_value(m, m->predicates[i].expr, slot, column);
        if (value)
            return value;
    }
    return NULL;
}

double kith_matcher_starts(const kith_matcher *m, const kith_node_pattern *node)
{
    const kith_session *session = m->planner->session;
    const double all = (double)kith_session_size(session, KITH_OF_ENTITY);
    const kith_labels *label = scan_label(m, node->labels);
    uint32_t column = 0;
    if (label && label->type == KITH_NONE)
        return 0;
    if (find_seek(m, node->slot, &column))
        return 1;
    return label ? (double)kith_session_label_count(session, label->type) : all;
}

/* The one type that a node must have, wherever the pattern says so. */
static kith_id label_of(const kith_matcher *m, uint32_t slot)
{
    for (size_t i = 0; i < m->predicate_count; i++) {
        const kith_expr *expr = m->predicates[i].expr;
        const kith_labels *label =
            expr->kind == KITH_EXPR_HAS_LABELS && expr->args[0]->slot == slot
                ? scan_label(m, expr->labels)
                : NULL;
        if (label)
            return label->type;
    }
    return KITH_NONE;
}

static double count_of(const kith_matcher *m, kith_id label)
{
    const kith_session *session = m->planner->session;
    const size_t count = label == KITH_NONE
                             ? kith_session_size(session, KITH_OF_ENTITY)
                             : kith_session_label_count(session, label);
    return count ? (double)count : 1;
}

/* Without counts: as if all types had as many relations. */
static double guess(const kith_matcher *m, const kith_edge *edge)
{
    const kith_graph *graph = m->planner->session->graph;
    const double types = (double)kith_graph_relation_type_count(graph);
    double links =
        (double)kith_session_size(m->planner->session, KITH_OF_RELATION);
    if (edge->relation->types)
        links /= types > 1 ? types : 1;
    return edge->relation->way == KITH_BOTH ? 2 * links : links;
}

double kith_matcher_fan(const kith_matcher *m, const kith_edge *edge)
{
    const kith_session *session = m->planner->session;
    const bool left = kith_is_bound(m, edge->left->slot);
    const bool into = left && kith_is_bound(m, edge->right->slot);
    const uint32_t from = left ? edge->left->slot : edge->right->slot;
    const uint32_t to = left ? edge->right->slot : edge->left->slot;
    const kith_id here = label_of(m, from);
    const kith_id there = label_of(m, to);
    const kith_direction way = edge->relation->way;
    const kith_direction turned = way == KITH_BOTH            ? KITH_BOTH
                                  : (way == KITH_OUT) == left ? KITH_OUT
                                                              : KITH_IN;
    uint32_t column = 0;
    double fan = session->shape
                     ? kith_shape_links(session, edge->relation->types, turned,
                                        here, there)
                     : guess(m, edge);
    fan /= count_of(m, here);
    if (edge->relation->variable)
        fan = (fan + 1) * (fan + 1) * 4;
    if (into || find_seek(m, to, &column))
        fan /= count_of(m, there);
    return fan;
}

/* A scan of a type need not ask for the type again. */
static void forget_label(kith_matcher *m, const kith_node_pattern *node)
{
    for (size_t i = 0; i < m->predicate_count; i++) {
        const kith_expr *expr = m->predicates[i].expr;
        if (expr->kind == KITH_EXPR_HAS_LABELS &&
            expr->labels == node->labels &&
            node->labels->kind == KITH_LABEL_NAME &&
            expr->args[0]->slot == node->slot)
            m->predicates[i].placed = true;
    }
}

kith_status kith_matcher_start(kith_matcher *m, const kith_node_pattern *node)
{
    const kith_labels *label = scan_label(m, node->labels);
    uint32_t column = 0;
    kith_expr *value = find_seek(m, node->slot, &column);
    kith_op *op = kith_plan_add(m->planner, m->chain,
                                value   ? KITH_DO_SEEK
                                : label ? KITH_DO_SCAN_LABEL
                                        : KITH_DO_SCAN);
    if (!op)
        return no_memory(m);
    op->slot = node->slot;
    op->expr = value;
    op->column = column;
    op->label = label ? label->type : KITH_NONE;
    op->estimate = kith_matcher_starts(m, node);
    if (op->kind == KITH_DO_SCAN_LABEL)
        forget_label(m, node);
    m->planner->bound[node->slot] = true;
    return kith_matcher_place(m);
}
