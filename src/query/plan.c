/* Clauses to operators. */
#include "query/plan.h"

#include "base/error.h"
#include "query/count.h"

#include <string.h>

static kith_status no_memory(kith_planner *p)
{
    return kith_heap_fail(p->heap, p->err);
}

kith_op *kith_plan_add(kith_planner *p, kith_chain *chain, kith_op_kind kind)
{
    kith_op *op = KITH_HEAP_NEW(p->heap, kith_op, 1);
    if (!op)
        return NULL;
    *op = (kith_op){
        .kind = kind,
        .slot = KITH_NO_SLOT,
        .from = KITH_NO_SLOT,
        .relation = KITH_NO_SLOT,
        .to = KITH_NO_SLOT,
        .label = KITH_NONE,
        .estimate = 1,
        .heap = {.budget = p->budget},
        .made_before = p->last_op,
    };
    p->last_op = op;
    if (chain->last) {
        chain->last->next = op;
    } else {
        chain->first = op;
    }
    chain->last = op;
    return op;
}

kith_plan *kith_plan_new(kith_planner *p, kith_goal goal, size_t count)
{
    kith_plan *plan = KITH_HEAP_NEW(p->heap, kith_plan, 1);
    kith_chain *chains = KITH_HEAP_NEW(p->heap, kith_chain, count);
    if (!plan || !chains)
        return NULL;
    memset(chains, 0, count * sizeof *chains);
    *plan = (kith_plan){
        .chains = chains,
        .count = count,
        .goal = goal,
        .heap = {.budget = p->budget},
        .made_before = p->last_plan,
    };
    p->last_plan = plan;
    return plan;
}

void kith_plan_release(kith_op *ops, kith_plan *plans)
{
    for (kith_op *op = ops; op; op = op->made_before) {
        kith_heap_free(&op->heap);
        op->walk = NULL;
        op->marks = NULL;
        op->sorter = NULL;
        kith_memo_give(op->memo);
        op->memo = NULL;
        op->tallies = NULL;
        op->group = NULL;
        op->settled = false;
        op->set = (kith_set){0};
    }
    for (kith_plan *plan = plans; plan; plan = plan->made_before) {
        kith_heap_free(&plan->heap);
        plan->seen = (kith_set){0};
        plan->collected = (kith_tally){0};
    }
}

/* -- expressions --------------------------------------------------------- */

static kith_status plan_pattern_goal(kith_planner *p,
                                     kith_expr *expr,
                                     kith_goal goal)
{
    kith_plan *plan = kith_plan_new(p, goal, 1);
    bool *bound = KITH_HEAP_NEW(p->heap, bool, p->tree->slots);
    bool *outer = p->bound;
    if (!plan || !bound)
        return no_memory(p);
    memcpy(bound, outer, p->tree->slots * sizeof *bound);
    if (goal == KITH_GOAL_COLLECT && expr->count)
        plan->expr = expr->args[0];
    p->bound = bound;
    kith_chain *chain = plan->chains;
    kith_status st = kith_plan_match(p, chain, expr->pattern, expr->where);
    for (size_t i = 0; st == KITH_OK && i < expr->count; i++)
        st = kith_plan_expression(p, expr->args[i]);
    p->bound = outer;
    kith_op *give = NULL;
    if (st == KITH_OK && !(give = kith_plan_add(p, chain, KITH_DO_GIVE)))
        st = no_memory(p);
    if (give) {
        give->slot = expr->pattern->paths[0].slot;
        kith_plan_reach(p, chain, goal);
        st = kith_plan_intersections(p, chain);
    }
    expr->plan = plan;
    return st;
}

static kith_status plan_subquery(kith_planner *p, kith_expr *expr)
{
    bool *outer = p->bound;
    const kith_goal goal = expr->kind == KITH_EXPR_EXISTS  ? KITH_GOAL_EXISTS
                           : expr->kind == KITH_EXPR_COUNT ? KITH_GOAL_COUNT
                                                           : KITH_GOAL_COLLECT;
    const kith_status st = kith_plan_query(&expr->plan, p, expr->query, goal);
    p->bound = outer;
    return st;
}

kith_status kith_plan_expression(kith_planner *p, kith_expr *expr)
{
    kith_status st = KITH_OK;
    if (!expr)
        return KITH_OK;
    /* what an inner scope declares has a value inside of it */
    if (expr->kind == KITH_EXPR_COMPREHENSION ||
        expr->kind == KITH_EXPR_QUANTIFIER || expr->kind == KITH_EXPR_REDUCE)
        p->bound[expr->slot] = true;
    if (expr->kind == KITH_EXPR_REDUCE)
        p->bound[expr->slot2] = true;
    for (size_t i = 0; i < expr->count && !expr->pattern; i++)
        KITH_TRY(st, kith_plan_expression(p, expr->args[i]), done);
    switch ((int)expr->kind) {
    case KITH_EXPR_PATTERN:
        return plan_pattern_goal(p, expr, KITH_GOAL_EXISTS);
    case KITH_EXPR_PATTERN_LIST:
    case KITH_EXPR_SHORTEST:
        return plan_pattern_goal(p, expr, KITH_GOAL_COLLECT);
    case KITH_EXPR_EXISTS:
    case KITH_EXPR_COUNT:
    case KITH_EXPR_COLLECT:
        return plan_subquery(p, expr);
    default:
        break;
    }
done:
    return st;
}

/* -- clauses ------------------------------------------------------------- */

static kith_status add_filter(kith_planner *p,
                              kith_chain *chain,
                              kith_expr *expr)
{
    kith_status st = kith_plan_expression(p, expr);
    if (st != KITH_OK)
        return st;
    kith_op *op = kith_plan_add(p, chain, KITH_DO_FILTER);
    kith_expr **filters = KITH_HEAP_NEW(p->heap, kith_expr *, 1);
    if (!op || !filters)
        return no_memory(p);
    filters[0] = expr;
    op->filters = filters;
    op->filter_count = 1;
    return KITH_OK;
}

/* OPTIONAL MATCH: an inner plan that goes on outside, or nulls. */
static kith_status plan_optional(kith_planner *p,
                                 kith_chain *chain,
                                 kith_clause *clause)
{
    kith_op *op = kith_plan_add(p, chain, KITH_DO_OPTIONAL);
    kith_plan *plan = kith_plan_new(p, KITH_GOAL_OUTER, 1);
    bool *before = KITH_HEAP_NEW(p->heap, bool, p->tree->slots);
    if (!op || !plan || !before)
        return no_memory(p);
    memcpy(before, p->bound, p->tree->slots * sizeof *before);
    kith_chain *inner = plan->chains;
    plan->outer = op;
    op->inner = plan;
    const kith_status st =
        kith_plan_match(p, inner, &clause->pattern, clause->where);
    if (st != KITH_OK)
        return st;
    kith_op *give = kith_plan_add(p, inner, KITH_DO_GIVE);
    op->nulls = KITH_HEAP_NEW(p->heap, uint32_t, p->tree->slots);
    if (!give || !op->nulls)
        return no_memory(p);
    for (uint32_t slot = 0; slot < p->tree->slots; slot++) {
        if (p->bound[slot] && !before[slot])
            op->nulls[op->null_count++] = slot;
    }
    return KITH_OK;
}

static kith_status plan_apply(kith_planner *p,
                              kith_chain *chain,
                              kith_clause *clause)
{
    bool *outer = p->bound;
    kith_op *op = kith_plan_add(p, chain, KITH_DO_APPLY);
    if (!op)
        return no_memory(p);
    const kith_status st =
        kith_plan_query(&op->inner, p, clause->query, KITH_GOAL_OUTER);
    p->bound = outer;
    if (st != KITH_OK)
        return st;
    op->inner->outer = op;
    op->nulls = clause->columns;
    op->null_count = clause->column_count;
    for (size_t i = 0; i < clause->column_count; i++)
        p->bound[clause->columns[i]] = true;
    return KITH_OK;
}

static kith_status plan_unwind(kith_planner *p,
                               kith_chain *chain,
                               kith_clause *clause)
{
    kith_status st = kith_plan_expression(p, clause->expr);
    if (st != KITH_OK)
        return st;
    kith_op *op = kith_plan_add(p, chain, KITH_DO_UNWIND);
    if (!op)
        return no_memory(p);
    op->expr = clause->expr;
    op->slot = clause->slot;
    op->clause = clause;
    p->bound[clause->slot] = true;
    return KITH_OK;
}

static kith_status plan_call(kith_planner *p,
                             kith_chain *chain,
                             kith_clause *clause)
{
    kith_op *op = kith_plan_add(p, chain, KITH_DO_CALL);
    if (!op)
        return no_memory(p);
    op->clause = clause;
    op->slot = clause->slot;
    op->to = clause->score;
    p->bound[clause->slot] = true;
    if (clause->score != KITH_NO_SLOT)
        p->bound[clause->score] = true;
    return clause->where ? add_filter(p, chain, clause->where) : KITH_OK;
}

static kith_status add_op(kith_planner *p,
                          kith_chain *chain,
                          kith_op_kind kind,
                          kith_clause *clause,
                          kith_expr *expr)
{
    kith_op *op = kith_plan_add(p, chain, kind);
    if (!op)
        return no_memory(p);
    op->clause = clause;
    op->expr = expr;
    return KITH_OK;
}

static kith_status plan_item_expressions(kith_planner *p, kith_clause *clause)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < clause->item_count; i++)
        KITH_TRY(st, kith_plan_expression(p, clause->items[i].expr), done);
    for (size_t i = 0; i < clause->aggregate_count; i++)
        KITH_TRY(st, kith_plan_expression(p, clause->aggregates[i]), done);
    for (size_t i = 0; i < clause->sort_count; i++)
        KITH_TRY(st, kith_plan_expression(p, clause->sorts[i].expr), done);
done:
    return st;
}

static kith_status plan_projection(kith_planner *p,
                                   kith_chain *chain,
                                   kith_clause *clause)
{
    kith_status st = KITH_OK;
    KITH_TRY(st, plan_item_expressions(p, clause), done);
    KITH_TRY(st,
             add_op(p, chain,
                    clause->grouped ? KITH_DO_AGGREGATE : KITH_DO_PROJECT,
                    clause, NULL),
             done);
    for (size_t i = 0; i < clause->item_count; i++)
        p->bound[clause->items[i].slot] = true;
    if (clause->distinct)
        KITH_TRY(st, add_op(p, chain, KITH_DO_DISTINCT, clause, NULL), done);
    if (clause->sort_count)
        KITH_TRY(st, add_op(p, chain, KITH_DO_SORT, clause, NULL), done);
    if (clause->skip)
        KITH_TRY(st, add_op(p, chain, KITH_DO_SKIP, clause, clause->skip),
                 done);
    if (clause->limit)
        KITH_TRY(st, add_op(p, chain, KITH_DO_LIMIT, clause, clause->limit),
                 done);
    if (clause->where)
        st = add_filter(p, chain, clause->where);
done:
    return st;
}

static kith_status plan_clause(kith_planner *p,
                               kith_chain *chain,
                               kith_clause *clause)
{
    switch (clause->kind) {
    case KITH_CLAUSE_MATCH:
        return clause->optional
                   ? plan_optional(p, chain, clause)
                   : kith_plan_match(p, chain, &clause->pattern, clause->where);
    case KITH_CLAUSE_UNWIND:
        return plan_unwind(p, chain, clause);
    case KITH_CLAUSE_WITH:
    case KITH_CLAUSE_RETURN:
        return plan_projection(p, chain, clause);
    case KITH_CLAUSE_CALL:
        return plan_call(p, chain, clause);
    case KITH_CLAUSE_SUBQUERY:
        return plan_apply(p, chain, clause);
    }
    return KITH_OK;
}

/* -- queries ------------------------------------------------------------- */

/* Whether what follows a MATCH, at `next`, only counts. */
static void tell_counts(kith_planner *p,
                        const kith_part *part,
                        size_t next,
                        kith_goal goal)
{
    const kith_clause *clause =
        next < part->count ? &part->clauses[next] : NULL;
    p->counts = clause ? (clause->kind == KITH_CLAUSE_RETURN ||
                          clause->kind == KITH_CLAUSE_WITH) &&
                             kith_clause_counts(clause)
                       : goal == KITH_GOAL_COUNT;
    p->keys = clause;
}

static kith_status plan_part(kith_planner *p,
                             kith_chain *chain,
                             const kith_part *part,
                             kith_goal goal)
{
    kith_status st = KITH_OK;
    for (size_t i = 0; i < part->count;) {
        kith_clause *clause = &part->clauses[i];
        const size_t joined = kith_matches_joined(clause, part->count - i);
        if (joined > 0)
            tell_counts(p, part, i + joined, goal);
        KITH_TRY(st,
                 joined > 1 ? kith_plan_matches(p, chain, clause, joined)
                            : plan_clause(p, chain, clause),
                 done);
        i += joined > 1 ? joined : 1;
    }
    kith_op *last =
        kith_plan_add(p, chain,
                      goal == KITH_GOAL_ROWS ? KITH_DO_PRODUCE : KITH_DO_GIVE);
    if (!last)
        return no_memory(p);
    last->clause = &part->clauses[part->count - 1];
    kith_plan_reach(p, chain, goal);
    KITH_TRY(st, kith_plan_kinds(p, chain), done);
    KITH_TRY(st, kith_plan_counts(p, chain, goal), done);
    st = kith_plan_intersections(p, chain);
done:
    return st;
}

kith_status kith_plan_query(kith_plan **out,
                            kith_planner *p,
                            const kith_union *query,
                            kith_goal goal)
{
    kith_plan *plan = kith_plan_new(p, goal, query->count);
    const bool *outer = p->bound;
    kith_status st = KITH_OK;
    if (!plan)
        return no_memory(p);
    const kith_part *part = &query->parts[0];
    const kith_clause *last = &part->clauses[part->count - 1];
    plan->distinct = !query->all && query->count > 1;
    plan->column_count = last->item_count;
    plan->columns =
        KITH_HEAP_NEW(p->heap, const kith_value *, last->item_count + 1);
    *out = plan;
    if (!plan->columns)
        return no_memory(p);
    for (size_t i = 0; i < query->count; i++) {
        bool *bound = KITH_HEAP_NEW(p->heap, bool, p->tree->slots);
        if (!bound)
            return no_memory(p);
        memcpy(bound, outer, p->tree->slots * sizeof *bound);
        p->bound = bound;
        KITH_TRY(st, plan_part(p, &plan->chains[i], &query->parts[i], goal),
                 done);
    }
done:
    return st;
}
