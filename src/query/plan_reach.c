/* Paths of which only the ends matter. */
#include "query/plan.h"

/* Whether it makes no difference how often a row comes to an aggregation. */
static bool is_insensitive(const kith_clause *clause)
{
    for (size_t i = 0; i < clause->aggregate_count; i++) {
        const kith_expr *a = clause->aggregates[i];
        if (a->star ||
            (!a->distinct && a->aggregate->kind != KITH_AGGREGATE_MIN &&
             a->aggregate->kind != KITH_AGGREGATE_MAX))
            return false;
    }
    return true;
}

/* Whether what comes after an operator treats equal rows as one. */
static bool counts_once(const kith_op *op, kith_goal goal)
{
    for (op = op->next; op; op = op->next) {
        switch (op->kind) {
        case KITH_DO_DISTINCT:
            return true;
        case KITH_DO_AGGREGATE:
            return is_insensitive(op->clause);
        case KITH_DO_GIVE:
            return goal == KITH_GOAL_EXISTS;
        case KITH_DO_SORT:
        case KITH_DO_SKIP:
        case KITH_DO_LIMIT:
        case KITH_DO_PRODUCE:
        case KITH_DO_COUNT:
            return false;
        case KITH_DO_SCAN:
        case KITH_DO_SCAN_LABEL:
        case KITH_DO_SEEK:
        case KITH_DO_CLASSES:
        case KITH_DO_KINDS:
        case KITH_DO_CHECK:
        case KITH_DO_EXPAND:
        case KITH_DO_INTERSECT:
        case KITH_DO_EXPAND_FAR:
        case KITH_DO_REACH:
        case KITH_DO_FOLLOW:
        case KITH_DO_SHORTEST:
        case KITH_DO_PATH:
        case KITH_DO_FILTER:
        case KITH_DO_OPTIONAL:
        case KITH_DO_APPLY:
        case KITH_DO_UNWIND:
        case KITH_DO_PROJECT:
        case KITH_DO_CALL:
            break;
        }
    }
    return false;
}

/* No other relation of the match has to differ from those on the path. */
static bool stands_alone(const kith_op *op)
{
    if (op->unique_count || op->unlike_count)
        return false;
    for (const kith_op *other = op->next; other; other = other->next) {
        for (size_t i = 0; i < other->unlike_count; i++) {
            if (other->unlike[i] == op)
                return false;
        }
    }
    return true;
}

void kith_plan_reach(kith_planner *planner, kith_chain *chain, kith_goal goal)
{
    for (kith_op *op = chain->first; op; op = op->next) {
        if (op->kind != KITH_DO_EXPAND_FAR || !op->hidden || op->bound ||
            op->pattern->least > 1 || !stands_alone(op) ||
            !counts_once(op, goal))
            continue;
        /* a mixture of relations with and without direction is left alone */
        if (op->way == KITH_BOTH || !kith_session_mixed(planner->session))
            op->kind = KITH_DO_REACH;
    }
}
