/* Operators at work: starts, filters, projections, limits; the rest stands in
 * operators_match.c, operators_rows.c and walk.c. */
#include "query/operators.h"

#include "graph/portion.h"
#include "query/need.h"

#include <math.h>
#include <string.h>

bool kith_pass(kith_run *run, kith_op *op)
{
    for (size_t i = 0; i < op->filter_count; i++) {
        if (!kith_holds(run, op->filters[i]))
            return kith_run_ok(run);
    }
    op->rows++;
    return kith_push(run, op->next);
}

/* -- starts -------------------------------------------------------------- */

bool kith_push_node(kith_run *run, kith_op *op, kith_id e)
{
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    run->row[op->slot] = kith_node(e);
    const bool more = kith_run_tick(run) && kith_pass(run, op);
    kith_heap_reset(&run->heap, mark);
    return more;
}

/* What follows only wants the sum. */
static bool is_counted(const kith_op *op)
{
    return op->next && op->next->whole;
}

static bool push_scan(kith_run *run, kith_op *op)
{
    const size_t size = kith_graph_entity_count(run->session->graph);
    if (is_counted(op))
        return kith_push_counted(run, op);
    for (kith_id e = 0; e < size; e++) {
        if (!kith_push_node(run, op, e))
            return false;
    }
    return true;
}

static bool push_scan_label(kith_run *run, kith_op *op)
{
    const kith_session *session = run->session;
    if (op->label == KITH_NONE)
        return true;
    if (is_counted(op))
        return kith_push_counted(run, op);
    for (uint32_t i = session->label_first[op->label];
         i < session->label_first[op->label + 1]; i++) {
        if (!kith_push_node(run, op, session->labelled[i]))
            return false;
    }
    return true;
}

static bool push_seek(kith_run *run, kith_op *op)
{
    if (run->session->graph->portion)
        return kith_push_sought(run, op);
    const kith_status st =
        kith_session_index(run->session, op->column, run->err);
    if (st != KITH_OK) {
        (void)kith_run_failed(run, op->expr, st);
        return false;
    }
    const kith_value value = kith_evaluate(run, op->expr);
    if (kith_is_null(value))
        return kith_run_ok(run);
    kith_id e = KITH_NONE;
    while ((e = kith_session_next(run->session, op->column, value, e)) !=
           KITH_NONE) {
        if (!kith_push_node(run, op, e))
            return false;
    }
    return true;
}

static bool push_check(kith_run *run, kith_op *op)
{
    const kith_value v = run->row[op->slot];
    if (v.kind == KITH_VALUE_NODE)
        return kith_pass(run, op);
    if (!kith_is_null(v)) {
        (void)kith_run_fail(run, NULL, "TypeError", "InvalidArgumentType",
                            "a pattern needs a node, found %s",
                            kith_kind_name(v.kind));
    }
    return kith_run_ok(run);
}

static bool push_call(kith_run *run, kith_op *op)
{
    const kith_procedure *procedure = op->clause->procedure;
    const size_t size = kith_graph_entity_count(run->session->graph);
    const double *scores = NULL;
    const kith_status st =
        kith_session_scores(run->session, procedure, &scores, run->err);
    if (st != KITH_OK) {
        (void)kith_run_failed(run, NULL, st);
        return false;
    }
    for (kith_id e = 0; e < size; e++) {
        if (op->to != KITH_NO_SLOT) {
            run->row[op->to] = isnan(scores[e]) ? kith_null()
                               : procedure->is_integer
                                   ? kith_integer((int64_t)scores[e])
                                   : kith_real(scores[e]);
        }
        if (!kith_push_node(run, op, e))
            return false;
    }
    return true;
}

/* -- inner plans --------------------------------------------------------- */

static bool push_optional(kith_run *run, kith_op *op)
{
    op->matched = false;
    kith_plan_reset(run, op->inner);
    kith_plan_run(run, op->inner);
    if (!kith_run_ok(run) || op->inner->found)
        return false;
    if (op->matched)
        return true;
    for (size_t i = 0; i < op->null_count; i++)
        run->row[op->nulls[i]] = kith_null();
    return kith_pass(run, op);
}

static bool push_apply(kith_run *run, kith_op *op)
{
    kith_plan_reset(run, op->inner);
    kith_plan_run(run, op->inner);
    return kith_run_ok(run) && !op->inner->found;
}

/* -- rows ---------------------------------------------------------------- */

static bool push_unwind(kith_run *run, kith_op *op)
{
    const kith_value list = kith_evaluate(run, op->expr);
    const bool is_list = list.kind == KITH_VALUE_LIST;
    const uint32_t size = is_list ? list.size : !kith_is_null(list);
    for (uint32_t i = 0; i < size && kith_run_ok(run); i++) {
        const kith_heap_mark mark = kith_heap_here(&run->heap);
        run->row[op->slot] = is_list ? list.as.items[i] : list;
        const bool more = kith_run_tick(run) && kith_pass(run, op);
        kith_heap_reset(&run->heap, mark);
        if (!more)
            return false;
    }
    return kith_run_ok(run);
}

static bool push_project(kith_run *run, kith_op *op)
{
    const kith_clause *clause = op->clause;
    for (size_t i = 0; i < clause->item_count; i++) {
        const kith_item *item = &clause->items[i];
        if (item->expr->kind != KITH_EXPR_VARIABLE ||
            item->slot != item->expr->slot)
            run->row[item->slot] = kith_evaluate(run, item->expr);
    }
    return kith_run_ok(run) && kith_pass(run, op);
}

static bool is_new(kith_run *run, kith_set *set, const kith_clause *clause)
{
    const size_t width = clause->item_count;
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    kith_value *row = KITH_RUN_NEW(run, kith_value, width);
    bool added = false;
    for (size_t i = 0; row && i < width; i++)
        row[i] = run->row[clause->items[i].slot];
    if (row)
        (void)kith_set_add(run, set, row, &added);
    kith_heap_reset(&run->heap, mark);
    return added;
}

static bool push_distinct(kith_run *run, kith_op *op)
{
    op->set.heap = &op->heap;
    op->set.width = op->clause->item_count;
    if (!is_new(run, &op->set, op->clause))
        return kith_run_ok(run);
    const uint64_t outer = run->weight;
    run->weight = 1; /* however often the row came */
    const bool more = kith_pass(run, op);
    run->weight = outer;
    return more;
}

/* The number of SKIP and LIMIT. */
static bool number_of(kith_run *run, const kith_expr *expr, uint64_t *out)
{
    const kith_value v = kith_evaluate(run, expr);
    if (!kith_run_ok(run))
        return false;
    if (v.kind != KITH_VALUE_INTEGER || v.as.integer < 0) {
        (void)kith_run_fail(run, expr, "SyntaxError",
                            v.kind == KITH_VALUE_INTEGER
                                ? "NegativeIntegerArgument"
                                : "InvalidArgumentType",
                            "SKIP and LIMIT need an integer of 0 or more");
        return false;
    }
    *out = (uint64_t)v.as.integer;
    return true;
}

static bool push_skip(kith_run *run, kith_op *op)
{
    if (op->left > 0) {
        op->left--;
        return true;
    }
    return kith_pass(run, op);
}

static bool push_limit(kith_run *run, kith_op *op)
{
    if (op->left == 0)
        return false;
    op->left--;
    return kith_pass(run, op) && op->left > 0;
}

/* -- ends ---------------------------------------------------------------- */

static kith_plan *plan_of(const kith_op *op)
{
    return op->inner;
}

static bool over_limit(kith_run *run)
{
    const uint64_t most = run->options->most_rows;
    if (!most || run->rows < most)
        return false;
    run->st = kith_limit_rows(run);
    return true;
}

static bool push_produce(kith_run *run, kith_op *op)
{
    kith_plan *plan = plan_of(op);
    const kith_clause *clause = op->clause;
    if (plan->distinct) {
        plan->seen.heap = &plan->heap;
        plan->seen.width = clause->item_count;
        if (!is_new(run, &plan->seen, clause))
            return kith_run_ok(run);
    }
    if (over_limit(run))
        return false;
    for (size_t i = 0; i < clause->item_count; i++)
        plan->columns[i] = &run->row[clause->items[i].slot];
    op->rows++;
    run->rows++;
    if (!kith_need_shows(run))
        return true;
    if (!run->visit(run->context, plan->columns, clause->item_count))
        run->stopped = true;
    return !run->stopped;
}

static void collect_value(kith_run *run, kith_plan *plan, const kith_op *op)
{
    bool ok = true;
    kith_value v = kith_null();
    if (plan->expr) {
        v = kith_evaluate(run, plan->expr);
    } else if (op->clause) {
        v = run->row[op->clause->items[0].slot];
    } else {
        v = run->row[op->slot];
    }
    kith_tally *t = &plan->collected;
    if (t->value_count == t->value_room) {
        const size_t room = t->value_room ? t->value_room * 2 : 8;
        kith_value *values = KITH_HEAP_NEW(&plan->heap, kith_value, room);
        ok = values != NULL;
        if (ok && t->value_count)
            memcpy(values, t->values, t->value_count * sizeof *values);
        t->values = ok ? values : t->values;
        t->value_room = ok ? room : t->value_room;
    }
    if (ok)
        t->values[t->value_count++] = kith_value_copy(&plan->heap, v, &ok);
    if (!ok)
        (void)kith_run_failed(run, NULL, kith_heap_fail(&plan->heap, run->err));
}

/* Go on with the operator outside; what it says is remembered, because the
 * inner plan may have more parts. */
static bool push_outer(kith_run *run, kith_plan *plan, const kith_op *op)
{
    kith_op *outer = plan->outer;
    outer->matched = true;
    if (outer->kind == KITH_DO_APPLY) {
        for (size_t i = 0; i < outer->null_count; i++)
            run->row[outer->nulls[i]] = run->row[op->clause->items[i].slot];
    }
    if (!kith_pass(run, outer))
        plan->found = true;
    return !plan->found;
}

static bool push_give(kith_run *run, kith_op *op)
{
    kith_plan *plan = plan_of(op);
    if (plan->distinct) {
        plan->seen.heap = &plan->heap;
        plan->seen.width = op->clause->item_count;
        if (!is_new(run, &plan->seen, op->clause))
            return kith_run_ok(run);
    }
    op->rows++;
    switch (plan->goal) {
    case KITH_GOAL_EXISTS:
        plan->found = true;
        return false;
    case KITH_GOAL_COUNT:
        plan->counted += run->weight;
        return true;
    case KITH_GOAL_COLLECT:
        collect_value(run, plan, op);
        return kith_run_ok(run);
    case KITH_GOAL_OUTER:
        return push_outer(run, plan, op);
    case KITH_GOAL_ROWS:
        break;
    }
    return true;
}

/* -- all ----------------------------------------------------------------- */

typedef bool push(kith_run *run, kith_op *op);

static push *const pushes[] = {
    [KITH_DO_SCAN] = push_scan,
    [KITH_DO_SCAN_LABEL] = push_scan_label,
    [KITH_DO_SEEK] = push_seek,
    [KITH_DO_CLASSES] = kith_push_classes,
    [KITH_DO_KINDS] = kith_push_kinds,
    [KITH_DO_CHECK] = push_check,
    [KITH_DO_EXPAND] = kith_push_expand,
    [KITH_DO_INTERSECT] = kith_push_intersect,
    [KITH_DO_EXPAND_FAR] = kith_push_far,
    [KITH_DO_REACH] = kith_push_reach,
    [KITH_DO_FOLLOW] = kith_push_follow,
    [KITH_DO_SHORTEST] = kith_push_shortest,
    [KITH_DO_PATH] = kith_push_path,
    [KITH_DO_FILTER] = kith_pass,
    [KITH_DO_OPTIONAL] = push_optional,
    [KITH_DO_APPLY] = push_apply,
    [KITH_DO_UNWIND] = push_unwind,
    [KITH_DO_PROJECT] = push_project,
    [KITH_DO_AGGREGATE] = kith_push_aggregate,
    [KITH_DO_COUNT] = kith_push_count,
    [KITH_DO_DISTINCT] = push_distinct,
    [KITH_DO_SORT] = kith_push_sort,
    [KITH_DO_SKIP] = push_skip,
    [KITH_DO_LIMIT] = push_limit,
    [KITH_DO_CALL] = push_call,
    [KITH_DO_PRODUCE] = push_produce,
    [KITH_DO_GIVE] = push_give,
};

bool kith_push(kith_run *run, kith_op *op)
{
    return pushes[op->kind](run, op);
}

static void reset_op(kith_run *run, kith_plan *plan, kith_op *op)
{
    const kith_op_kind kind = op->kind;
    if (kind == KITH_DO_PRODUCE || kind == KITH_DO_GIVE)
        op->inner = plan;
    if (kind == KITH_DO_SKIP || kind == KITH_DO_LIMIT)
        (void)number_of(run, op->expr, &op->left);
    if (kind == KITH_DO_AGGREGATE || kind == KITH_DO_DISTINCT ||
        kind == KITH_DO_SORT) {
        kith_heap_reset(&op->heap, (kith_heap_mark){NULL, 0});
        op->set = (kith_set){0};
        op->tallies = NULL;
        op->group = NULL;
        op->settled = false;
        op->sorter = NULL;
    }
}

void kith_plan_reset(kith_run *run, kith_plan *plan)
{
    kith_heap_reset(&plan->heap, (kith_heap_mark){NULL, 0});
    plan->seen = (kith_set){0};
    plan->found = false;
    plan->counted = 0;
    plan->collected = (kith_tally){0};
    for (size_t i = 0; i < plan->count; i++) {
        for (kith_op *op = plan->chains[i].first; op; op = op->next)
            reset_op(run, plan, op);
    }
}

/* The first operator gets one empty row; then each that kept rows back gives
 * them, in order. */
static bool run_chain(kith_run *run, kith_chain *chain)
{
    bool more = kith_push(run, chain->first);
    for (kith_op *op = chain->first; op && kith_run_ok(run); op = op->next) {
        if (op->kind == KITH_DO_AGGREGATE) {
            more = kith_finish_aggregate(run, op);
        } else if (op->kind == KITH_DO_SORT) {
            more = kith_finish_sort(run, op);
        }
    }
    return more;
}

void kith_plan_run(kith_run *run, kith_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        const kith_heap_mark mark = kith_heap_here(&run->heap);
        if (!kith_run_ok(run))
            return;
        (void)run_chain(run, &plan->chains[i]);
        kith_heap_reset(&run->heap, mark);
        if (run->stopped || plan->found)
            return;
    }
}

/* -- subqueries as values ------------------------------------------------ */

static kith_value collected(kith_run *run, const kith_plan *plan)
{
    bool ok = true;
    const kith_tally *t = &plan->collected;
    const kith_value list =
        kith_value_copy(&run->heap, kith_list_of(t->values, t->value_count),
                        &ok);
    return ok ? list : kith_run_memory(run);
}

kith_value kith_run_subplan(kith_run *run, const kith_expr *expr)
{
    kith_plan *plan = expr->plan;
    const uint64_t weight = run->weight;
    run->weight = 1;
    kith_plan_reset(run, plan);
    kith_plan_run(run, plan);
    run->weight = weight;
    if (!kith_run_ok(run))
        return kith_null();
    if (plan->goal == KITH_GOAL_EXISTS)
        return kith_boolean(plan->found);
    if (plan->goal == KITH_GOAL_COUNT)
        return kith_integer((int64_t)plan->counted);
    const kith_value list = collected(run, plan);
    if (expr->kind == KITH_EXPR_SHORTEST && expr->type == KITH_STATIC_PATH)
        return list.kind == KITH_VALUE_LIST && list.size ? list.as.items[0]
                                                         : kith_null();
    return list;
}
